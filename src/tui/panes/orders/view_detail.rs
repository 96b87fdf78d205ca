//! The order that is open: head, the two lanes with their durations, the history, what may follow.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::detail::OpenOrder;
use super::{EVENTS, head, steps, story, strip};
use crate::locale::t;
use crate::service::orders::view::Timeline;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{Breadth, below};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::{Column, Table};
use crate::tui::widgets::wrap::wrap;

/// Events that can be seen at once, whatever else wants room.
const LEAST_HISTORY: usize = 6;
/// Those that stay in sight beside what the selected one says.
const MOST_HISTORY: u16 = 14;
/// Those and their head that stay whatever the selected one says.
const LEAST_BESIDE: u16 = 5;
/// A rule, a line of it, and how much more there is.
const LEAST_OPENED: usize = 3;
/// Below this height every row counts.
const LOW: u16 = 15;
/// From this width on the lanes have room for the full names.
const FULL_NAMES: u16 = 140;

pub fn view(detail: &OpenOrder, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    match &detail.timeline {
        Some(timeline) => {
            crumbs(&detail.number, shell, area, canvas);
            known(detail, timeline, shell, area, canvas);
        }
        None => missing(&detail.number, detail.failed.as_deref(), shell, area, canvas),
    }
}

/// Where one came from, and which order it is.
fn crumbs(number: &str, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let crumbs = [
        (Tone::Past, format!(" {}{} › ", shell.path(), t!(shell.catalogue, "pedidos-title"))),
        (Tone::Strong, number.to_owned()),
    ];
    canvas.pieces(area, 0, &crumbs, shell.theme);
}

/// An order that is still to come, or that cannot be shown.
pub fn missing(number: &str, why: Option<&str>, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = shell.catalogue;
    crumbs(number, shell, area, canvas);
    let (found, help) = match why {
        Some(why) => (Notice::Failed(why.to_owned()), t!(catalogue, "pedidos-failed-help")),
        None => (Notice::Loading(t!(catalogue, "pedidos-loading")), String::new()),
    };
    notice::view(shell.theme, below(area, 1), &found, &help, canvas);
}

fn known(detail: &OpenOrder, timeline: &Timeline, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let (theme, catalogue) = (shell.theme, shell.catalogue);
    let sees = head::seen_by_customer(catalogue, &timeline.order);
    let width = u16::try_from(sees.width()).unwrap_or(u16::MAX);
    canvas.text_at(area, 0, area.width.saturating_sub(width + 1), &sees, theme.style(Tone::Accent));
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let low = area.height < LOW;
    let mut row = 1;
    for line in wrap(&head::breakable_facts(catalogue, &timeline.order), inner.width)
        .iter()
        .take(if low { 1 } else { 3 })
    {
        canvas.text(inner, row, line, theme.style(Tone::Plain));
        row += 1;
    }
    for (tone, line) in head::warnings(catalogue, timeline) {
        canvas.text(inner, row, &line, theme.style(tone));
        row += 1;
    }
    canvas.rule(area, row, theme.style(Tone::Rule));
    row = lanes(timeline, shell, inner, row + 1, canvas);
    canvas.rule(area, row, theme.style(Tone::Rule));
    let rest = below(area, row + 1);
    let mut follow = following(timeline, shell, rest);
    if low {
        // No room for a rule: the next steps alone.
        follow = follow.into_iter().skip(1).take(1).collect();
    }
    let wanted = u16::try_from(follow.len()).unwrap_or(u16::MAX);
    let events = u16::try_from(timeline.events.len() + 1).unwrap_or(u16::MAX);
    let height = events.min(rest.height.saturating_sub(wanted));
    let opened = opened(detail, timeline, shell, rest.width);
    let room = rest.height.saturating_sub(wanted + height.min(MOST_HISTORY));
    let opened_rows = u16::try_from(opened.len()).unwrap_or(u16::MAX);
    // Where not all of it has room beside a long history, a shorter one gives it more; what is left out is said.
    let room = match opened_rows <= room {
        true => opened_rows,
        false => opened_rows.min(rest.height.saturating_sub(wanted + height.min(LEAST_BESIDE))),
    };
    let opened = cut(shell, opened, usize::from(room));
    let opened_rows = u16::try_from(opened.len()).unwrap_or(u16::MAX);
    let height = height.min(rest.height.saturating_sub(wanted + opened_rows));
    history(detail, shell, Rect { height, ..rest }, canvas);
    follows(shell, below(rest, height), &opened, canvas);
    let after = height + opened_rows;
    follows(shell, below(rest, after), &follow, canvas);
}

/// All that the selected event says, under a rule.
fn opened(detail: &OpenOrder, timeline: &Timeline, shell: &Shell, width: u16) -> Vec<(Tone, String)> {
    let Some(event) = detail.event() else { return Vec::new() };
    let said = story::lines(shell.catalogue, timeline, event);
    let lines = said.into_iter().flat_map(|(tone, text)| {
        let lines = wrap(&text, width.saturating_sub(4)).into_iter();
        lines.map(move |line| (tone, format!("  {line}")))
    });
    std::iter::once((Tone::Rule, String::new())).chain(lines).collect()
}

/// As much of what an event says as has room: what its row says as well goes first, then the end, and it is said how much that was.
fn cut(shell: &Shell, mut opened: Vec<(Tone, String)>, room: usize) -> Vec<(Tone, String)> {
    if opened.len() <= 1 || room < LEAST_OPENED {
        return Vec::new();
    }
    if opened.len() > room {
        opened.drain(1..opened.len().min(1 + story::OF_THE_ROW));
    }
    if opened.len() > room {
        let rest = opened.len() + 1 - room;
        opened.truncate(room - 1);
        opened.push((
            Tone::Accent,
            format!("  {}", t!(shell.catalogue, "pedidos-event-more", rows = rest)),
        ));
    }
    opened
}

/// Right under the history.
fn follows(shell: &Shell, area: Rect, lines: &[(Tone, String)], canvas: &mut Canvas<'_>) {
    for (row, (tone, line)) in (0..area.height).zip(lines) {
        if *tone == Tone::Rule {
            canvas.rule(area, row, shell.theme.style(*tone));
        } else {
            canvas.text_at(area, row, 1, line, shell.theme.style(*tone));
        }
    }
}

/// Both lanes under each other; answers the row after them.
fn lanes(timeline: &Timeline, shell: &Shell, area: Rect, row: u16, canvas: &mut Canvas<'_>) -> u16 {
    let catalogue = shell.catalogue;
    let names = [t!(catalogue, "pedidos-lane-payment"), t!(catalogue, "pedidos-lane-production")];
    let label = names.iter().map(|name| name.width()).max().unwrap_or(0) + 1;
    let width = usize::from(area.width).saturating_sub(label);
    let (payment, production) = strip::lanes(catalogue, timeline, shell.now, width);
    let mut at = row;
    for (name, lane) in names.into_iter().zip([Some(payment), production]) {
        let Some(lane) = lane else { continue };
        let mut pieces = vec![(Tone::Past, format!("{name:<label$}"))];
        pieces.extend(lane);
        canvas.pieces(below(area, at), 0, &pieces, shell.theme);
        at += 1;
    }
    at
}

/// A rule, the next steps, and why others are refused, as far as there is room.
fn following(timeline: &Timeline, shell: &Shell, rest: Rect) -> Vec<(Tone, String)> {
    let catalogue = shell.catalogue;
    let width = rest.width.saturating_sub(2);
    let mut lines = vec![(Tone::Rule, String::new())];
    for line in wrap(&steps::next(catalogue, timeline), width).into_iter().take(2) {
        lines.push((Tone::Plain, line));
    }
    let refused = steps::refused(catalogue, timeline);
    let count = refused.len();
    let refused: Vec<String> = refused.iter().flat_map(|line| wrap(line, width)).collect();
    let history = timeline.events.len().max(LEAST_HISTORY) + 1;
    let room = usize::from(rest.height).saturating_sub(lines.len() + history);
    if refused.len() <= room {
        lines.extend(refused.into_iter().map(|line| (Tone::Past, line)));
    } else if usize::from(rest.height) > lines.len() + LEAST_HISTORY {
        lines.push((Tone::Past, t!(catalogue, "pedidos-refused-steps", count = count)));
    }
    lines
}

fn history(detail: &OpenOrder, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
    let title = |key| shell.catalogue.text(key, &[]);
    let breadth = match shell.breadth() {
        Breadth::Side if area.width < FULL_NAMES => Breadth::Over,
        breadth => breadth,
    };
    let lane = |key, of| Column::new(title(key), 0, 0).when(breadth == of);
    let columns = [
        Column::new(title("pedidos-column-when"), 14, 0),
        lane("pedidos-column-payment", Breadth::Side),
        lane("pedidos-column-production", Breadth::Side),
        lane("pedidos-column-payment", Breadth::Over),
        lane("pedidos-column-production", Breadth::Over),
        lane("pedidos-column-status", Breadth::Narrow),
        Column::new(title("pedidos-column-who"), 8, 2).shares(1),
        Column::new(title("pedidos-column-what"), 16, 0).shares(3),
    ];
    let table = Table {
        list: &detail.events,
        columns: &columns,
        region: EVENTS,
        focused: true,
    };
    table.view(shell.theme, area, canvas);
}
