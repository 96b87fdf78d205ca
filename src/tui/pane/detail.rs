//! All there is to know of the selected row, read after it was selected. What was looked at before stays a moment while the next
//! one is read: one change on the screen, not two. And where it stands.

use std::mem;
use std::time::Duration;

use ratatui::layout::Rect;

use super::{Pane, PaneContext};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Question, sentence};
use crate::tui::core::layout::{inset, split};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;

/// How long that is: nobody reads faster.
const LINGER: Duration = Duration::from_millis(120);

/// Where the keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    List,
    Detail,
}

/// Divides a room between a list and the detail beside it or over it, and draws the rule between them.
pub fn divide(shell: &Shell, area: Rect, focus: Focus, columns: u16, canvas: &mut Canvas<'_>) -> (Option<Rect>, Option<Rect>) {
    let over = focus == Focus::Detail;
    let (list, detail) = split(area, shell.breadth(), over, columns);
    if list.is_none() {
        return (None, detail.map(inset));
    }
    if let Some(detail) = detail {
        let tone = if over { Tone::Accent } else { Tone::Rule };
        canvas.divider(detail, shell.theme.style(tone));
    }
    (list, detail)
}

#[derive(Debug)]
pub struct Detail<T> {
    value: Option<Box<T>>,
    /// Why it could not be read.
    pub fault: Option<String>,
    lingering: bool,
    waking: bool,
}

impl<T> Default for Detail<T> {
    fn default() -> Self {
        Self {
            value: None,
            fault: None,
            lingering: false,
            waking: false,
        }
    }
}

impl<T: 'static> Detail<T> {
    /// It is being read; what is here is of another row unless it is `known`.
    pub fn reading<P: Pane>(&mut self, cx: &mut PaneContext<'_, P>, known: bool) {
        self.fault = None;
        self.lingering = !known && self.value.is_some();
        if self.lingering && !mem::replace(&mut self.waking, true) {
            cx.wake(LINGER);
        }
    }

    /// Asks for it; `at` finds this again when the answer comes.
    pub fn ask<P: Pane, Q: Question<Answer = Box<T>>>(
        &mut self,
        cx: &mut PaneContext<'_, P>,
        question: Q,
        known: bool,
        at: fn(&mut P) -> &mut Self,
    ) {
        cx.ask(question, move |pane: &mut P, cx, result| {
            at(pane).came(result.map_err(|error| sentence(cx.shell.catalogue, &error)));
        });
        self.reading(cx, known);
    }

    pub fn came(&mut self, result: Result<Box<T>, String>) {
        match result {
            Ok(value) => {
                self.value = Some(value);
                self.lingering = false;
            }
            Err(why) => self.fault = Some(why),
        }
    }

    pub const fn woken(&mut self) {
        self.waking = false;
        self.lingering = false;
    }

    /// What is here, if it is of the row that `is` tells.
    pub fn known(&self, is: impl Fn(&T) -> bool) -> Option<&T> {
        self.value.as_deref().filter(|value| is(value))
    }

    /// That, or for a moment what was looked at before.
    pub fn shown(&self, is: impl Fn(&T) -> bool) -> Option<&T> {
        self.value.as_deref().filter(|value| self.lingering || is(value))
    }
}
