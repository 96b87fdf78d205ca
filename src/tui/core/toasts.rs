//! What just happened, or why something did not: sentences for one line that is kept for them. They go away by themselves, and
//! when others come.

use std::time::Duration;

use super::effect::Effect;
use super::msg::Wake;
use super::theme::Tone;

/// Long enough to read two lines.
const STAY: Duration = Duration::from_secs(6);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub tone: Tone,
    pub text: String,
}

/// Said in one turn of the loop.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    last: u64,
    /// Something was said in this turn.
    said: bool,
}

impl Toasts {
    pub fn shown(&self) -> &[Toast] {
        &self.shown
    }

    /// What is said from now on takes the place of what was said before.
    pub const fn turn(&mut self) {
        self.said = false;
    }

    /// Shows it; the effect ends it later. The same sentence again stays one.
    #[must_use = "without its effect it never goes away"]
    pub fn push(&mut self, tone: Tone, text: String) -> Effect {
        if !std::mem::replace(&mut self.said, true) {
            self.shown.clear();
        }
        self.shown.retain(|toast| toast.text != text);
        self.last += 1;
        self.shown.push(Toast { tone, text });
        Effect::Wake {
            after: STAY,
            wake: Wake::Toast(self.last),
        }
    }

    /// The last ones have been read; older timers ring for nothing.
    pub fn end(&mut self, id: u64) {
        if id == self.last {
            self.shown.clear();
        }
    }

    /// A key was pressed: why the one before did nothing is no longer true.
    pub fn answered(&mut self) {
        self.shown.retain(|toast| toast.tone != Tone::Waits);
    }

    /// One is elsewhere.
    pub fn clear(&mut self) {
        self.shown.clear();
    }
}
