//! The open work: of one workshop or of all, with what each assignment waits for.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::rows::work_columns;
use super::view::{WORKS, inset};
use super::works::Works;
use crate::domain::actor::Role;
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::below;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::Table;

pub fn draw(shell: &Shell, area: Rect, works: &Works, canvas: &mut Canvas<'_>) {
    let catalogue = shell.catalogue;
    let own = shell.operator.role == Role::Workshop;
    let whose = match &works.name {
        Some(name) => name.clone(),
        None if own => t!(catalogue, "talleres-works-own"),
        None => t!(catalogue, "talleres-works-everyones"),
    };
    let head = inset(area);
    let title = t!(catalogue, "talleres-works-title", whose = whose);
    let used = canvas.cut_at(head, 0, 0, &title, shell.theme.style(Tone::Strong));
    let shown = works.shown(catalogue);
    let start = head.width.saturating_sub(u16::try_from(shown.width()).unwrap_or(u16::MAX));
    let tone = if works.is_filtered() { Tone::Accent } else { Tone::Past };
    canvas.cut_at(head, 0, start.max(used + 2), &shown, shell.theme.style(tone));
    let area = below(area, 1);
    if !works.rows.list.is_empty() {
        let columns = work_columns(catalogue, &works.rows.list, works.name.is_none() && !own);
        return Table {
            list: &works.rows.list,
            columns: &columns,
            region: WORKS,
            front: true,
        }
        .view(shell.theme, area, canvas);
    }
    let (found, help) = match (&works.fault, works.rows.loaded) {
        (Some(why), _) => (Notice::Failed(why.clone()), t!(catalogue, "talleres-failed-help")),
        (None, false) => (Notice::Loading(t!(catalogue, "talleres-works-loading")), String::new()),
        (None, true) if works.is_filtered() => (
            Notice::Empty(t!(catalogue, "talleres-works-empty-filter")),
            t!(catalogue, "talleres-works-empty-filter-help"),
        ),
        (None, true) => (Notice::Empty(t!(catalogue, "talleres-works-empty")), String::new()),
    };
    notice::view(shell.theme, area, &found, &help, canvas);
}
