//! The work sheet of an order over the whole pane, opened from Talleres and from an order: read, copied for a messenger, kept as a
//! file.

mod actions;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;

use crate::domain::ids::OrderId;
use crate::locale::sheet::LineKind;
use crate::locale::{Key, t, zone};
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Error, WorkSheet, ask, sentence};
use crate::tui::core::csv::file_stem;
use crate::tui::core::global::Motion;
use crate::tui::core::layout::{below, inset};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::work_sheet::actions::{ACTIONS, Action};
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::scroll::Scroll;

type Context<'a> = PaneContext<'a, WorkSheetPane>;

/// Longer lines are hard to follow.
const WIDEST: u16 = 80;

#[derive(Debug, Default)]
pub struct WorkSheetPane {
    order: Option<OrderId>,
    number: String,
    /// What came last, or why nothing can be shown. It stays until the next one comes.
    sheet: Option<Result<Box<WorkSheet>, String>>,
    scroll: Scroll,
}

impl WorkSheetPane {
    fn read(&self) -> Option<&WorkSheet> {
        match &self.sheet {
            Some(Ok(sheet)) => Some(sheet),
            _ => None,
        }
    }

    /// A sheet that was read stays while a newer one cannot be: the shell says that the data is old.
    fn came(&mut self, cx: &mut Context<'_>, sheet: Result<Box<WorkSheet>, Error>) {
        if self.read().is_some() && sheet.as_ref().is_err_and(Error::is_passing) {
            return;
        }
        self.sheet = Some(sheet.map_err(|error| sentence(cx.shell.catalogue, &error)));
    }

    fn copy(&self, cx: &mut Context<'_>) {
        let Some(sheet) = self.read() else { return };
        let catalogue = cx.shell.catalogue;
        let text = catalogue.work_sheet_text(sheet, zone());
        cx.copy_named(&t!(catalogue, "hoja-title", order = &self.number), text);
    }

    fn keep(&self, cx: &mut Context<'_>, to_print: bool) {
        let Some(sheet) = self.read() else { return };
        let catalogue = cx.shell.catalogue;
        let (text, extension) = match to_print {
            true => (catalogue.work_sheet_html(sheet, zone()), "html"),
            false => (catalogue.work_sheet_text(sheet, zone()), "txt"),
        };
        cx.save(format!("{}-{}.{extension}", file_stem(catalogue, "hoja-pane"), self.number), text);
    }

    fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let (catalogue, theme) = (shell.catalogue, shell.theme);
        let crumbs = [
            (Tone::Past, format!(" {}", shell.path())),
            (Tone::Strong, t!(catalogue, "hoja-title", order = &self.number)),
        ];
        canvas.pieces(area, 0, &crumbs, theme);
        let room = inset(below(area, 2));
        let (found, help) = match &self.sheet {
            Some(Ok(sheet)) => {
                let mut lines = catalogue.work_sheet_lines(sheet, zone(), room.width.min(WIDEST));
                // Its title stands above already.
                lines.retain(|(kind, _)| *kind != LineKind::Title);
                let top = self.scroll.over(lines.len(), room.height);
                for (row, (kind, line)) in (0..room.height).zip(lines.iter().skip(top)) {
                    canvas.text(room, row, line, theme.style(tone(*kind)));
                }
                let below = lines.len().saturating_sub(top + usize::from(room.height));
                if below > 0 {
                    let more = t!(catalogue, "hoja-more", count = below);
                    canvas.text_right(inset(area), 0, &more, theme.style(Tone::Past));
                }
                return;
            }
            Some(Err(why)) => (Notice::Failed(why.clone()), t!(catalogue, "hoja-failed-help")),
            None => (Notice::Loading(t!(catalogue, "hoja-loading")), String::new()),
        };
        notice::view(theme, room, &found, &help, canvas);
    }
}

pub const fn tone(kind: LineKind) -> Tone {
    match kind {
        LineKind::Title => Tone::Strong,
        LineKind::Warning => Tone::Wrong,
        LineKind::Heading => Tone::Accent,
        LineKind::Text => Tone::Plain,
    }
}

impl Pane for WorkSheetPane {
    type Action = Action;

    const NAME: &'static str = "work-sheet";
    const TITLE: Key = "hoja-pane";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;
    const PLACE: bool = true;

    fn refresh(&mut self, cx: &mut Context<'_>) {
        if let Some(order) = self.order {
            cx.ask(ask::WorkSheet(order), Self::came);
        }
    }

    fn availability(&self, shell: &Shell, _action: Action) -> Availability {
        match self.read() {
            Some(_) => Availability::Enabled,
            None => Availability::Disabled(t!(shell.catalogue, "hoja-not-read")),
        }
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::Copy => self.copy(cx),
            Action::Save => self.keep(cx, false),
            Action::Print => self.keep(cx, true),
        }
    }

    fn motion(&mut self, _cx: &mut Context<'_>, motion: Motion) {
        self.scroll.motion(motion);
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        let PaneRequest::WorkSheet(order, number) = request else {
            return None;
        };
        Some(Self {
            order: Some(*order),
            number: number.clone(),
            ..Self::default()
        })
    }

    fn place(&self, shell: &Shell) -> Option<String> {
        Some(t!(shell.catalogue, "hoja-title", order = &self.number))
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
