//! The guided way as it is seen: what the file is, its first rows as cells under what they hold, what is in doubt, and what would be
//! read.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::StatementPane;
use super::guide::{DECIMALS, Guide};
use super::preview;
use super::view::said;
use crate::locale::{Catalogue, t};
use crate::service::bank::statement::{Decimals, Guided};
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::layout::{below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::widgets::list::scrolled;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::Table;

/// Columns of the number before a row, of the narrowest and of the widest cell, and between two.
const NUMBER: u16 = 5;
const NARROWEST: u16 = 6;
const WIDEST: u16 = 28;
const GAP: u16 = 2;
/// Rows of the cells that are worth their place, with the head.
const FEWEST: u16 = 5;

impl StatementPane {
    pub(crate) fn draw_guide(&self, shell: &Shell, guide: &Guide, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let Some(seen) = &guide.seen else {
            let notice = match &guide.failed {
                Some(why) => Notice::Failed(why.clone()),
                None => Notice::Loading(t!(catalogue, "importar-reading")),
            };
            return notice::view(shell.theme, area, &notice, "", canvas);
        };
        let mut told = vec![(Tone::Plain, about(catalogue, seen))];
        told.extend(guide.failed.iter().map(|why| Tone::Wrong.marked(why)));
        told.extend(
            seen.doubts
                .iter()
                .map(|doubt| Tone::Waits.marked(catalogue.text(&format!("guia-doubt-{doubt}"), &[]))),
        );
        let area = below(area, said(shell, inset(area), &told, canvas) + 1);
        let rows = u16::try_from(seen.rows.len()).unwrap_or(u16::MAX).saturating_add(1);
        let cells = Rect {
            height: rows.min((area.height / 2).max(FEWEST)).min(area.height),
            ..area
        };
        draw_cells(shell, guide, seen, cells, canvas);
        self.draw_read(shell, (guide, seen), below(area, cells.height + 1), canvas);
    }

    /// What the profile reads as it stands, and what it refuses.
    fn draw_read(&self, shell: &Shell, (guide, seen): (&Guide, &Guided), area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let read = match &seen.read {
            Some(Ok(read)) => read,
            Some(Err(refusal)) => {
                said(shell, inset(area), &[Tone::Wrong.marked(catalogue.refusal(refusal))], canvas);
                return;
            }
            None => {
                said(shell, inset(area), &[(Tone::Past, t!(catalogue, "guia-nothing-read"))], canvas);
                return;
            }
        };
        let counts = t!(
            catalogue,
            "guia-counts",
            read = read.lines.len(),
            refused = read.refused.len(),
            skipped = read.skipped
        );
        let head: Said = vec![(Tone::Strong, counts), preview::balances(catalogue, read)];
        let mut area = below(area, said(shell, inset(area), &head, canvas));
        let refused = preview::refused(catalogue, &read.refused);
        let least = u16::try_from(refused.len().min(3)).unwrap_or(0);
        let lines = u16::try_from(guide.lines.rows().len()).unwrap_or(u16::MAX).saturating_add(1);
        let table = Rect {
            height: lines.min(area.height.saturating_sub(least)),
            ..area
        };
        Table {
            list: &guide.lines,
            columns: &preview::columns(catalogue),
            region: 1,
            focused: false,
        }
        .view(shell.theme, table, canvas);
        area = below(area, table.height);
        said(shell, inset(area), &refused, canvas);
    }
}

/// `CSV con ; · UTF-8 · títulos en la fila 6 · fecha DD/MM/YYYY · montos 1.234,56`.
fn about(catalogue: &Catalogue, seen: &Guided) -> String {
    let kind = match seen.mark {
        Some('\t') => t!(catalogue, "guia-kind-tabs"),
        Some(mark) => t!(catalogue, "guia-kind-marks", kind = seen.kind, mark = mark.to_string()),
        None => seen.kind.to_owned(),
    };
    let titles = match seen.titles {
        Some(line) => t!(catalogue, "guia-titles-at", line = line),
        None => t!(catalogue, "guia-no-titles"),
    };
    let date = seen.date.map(|pattern| t!(catalogue, "guia-date", pattern = pattern.to_string()));
    let decimals = seen.decimals.map(|decimals| decimals_word(catalogue, decimals));
    let letters = (!seen.incoming.is_empty() || !seen.outgoing.is_empty()).then(|| {
        let (came, left) = (seen.incoming.join(", "), seen.outgoing.join(", "));
        t!(catalogue, "guia-letters-are", came = came, left = left)
    });
    let parts = [Some(kind), seen.encoding.map(str::to_owned), Some(titles), date, decimals, letters];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn decimals_word(catalogue: &Catalogue, decimals: Decimals) -> String {
    let row = DECIMALS.iter().find(|(known, _)| *known == decimals);
    row.map(|(_, key)| catalogue.text(key, &[])).unwrap_or_default()
}

/// What a column holds, or its number.
fn heads(catalogue: &Catalogue, seen: &Guided) -> Vec<(Tone, String)> {
    let head = |(at, holds): (usize, &Option<_>)| match holds {
        Some(holds) => (Tone::Accent, catalogue.text(&format!("guia-holds-{holds}"), &[])),
        None => (Tone::Past, format!("{} ·", at + 1)),
    };
    seen.columns.iter().enumerate().map(head).collect()
}

/// The first columns that leave the selected one in sight, each with its offset and width.
fn places(seen: &Guided, heads: &[(Tone, String)], selected: usize, width: u16) -> Vec<(usize, u16, u16)> {
    let wide = |at: usize| {
        let cells = seen
            .rows
            .iter()
            .filter_map(|(_, cells)| cells.get(at))
            .map(|cell| cell.as_str().width());
        let widest = cells.chain([heads[at].1.width()]).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(WIDEST).clamp(NARROWEST, WIDEST)
    };
    let widths: Vec<u16> = (0..heads.len()).map(wide).collect();
    let room = width.saturating_sub(NUMBER + GAP);
    let takes = |from: usize| {
        widths[from..=selected]
            .iter()
            .map(|width| width + GAP)
            .sum::<u16>()
            .saturating_sub(GAP)
    };
    let first = (0..=selected).find(|from| takes(*from) <= room).unwrap_or(selected);
    let mut offset = NUMBER + GAP;
    let mut found = Vec::new();
    for (at, wide) in widths.iter().enumerate().skip(first) {
        let wide = (*wide).min(width.saturating_sub(offset));
        if wide < NARROWEST {
            break;
        }
        found.push((at, offset, wide));
        offset += wide + GAP;
    }
    found
}

fn draw_cells(shell: &Shell, guide: &Guide, seen: &Guided, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = shell.theme;
    let heads = heads(shell.catalogue, seen);
    if heads.is_empty() || area.height == 0 {
        return;
    }
    let places = places(seen, &heads, guide.column.min(heads.len() - 1), area.width);
    let cell = |row: u16, (offset, width): (u16, u16)| Rect {
        x: area.x + offset,
        y: area.y + row,
        width,
        height: 1,
    };
    for &(at, offset, width) in &places {
        let (tone, text) = &heads[at];
        let theme = if at == guide.column { theme.on_selected(true) } else { theme };
        canvas.fill(cell(0, (offset, width)), " ", theme.style(*tone));
        canvas.cut_at(cell(0, (offset, width)), 0, 0, text, theme.style(*tone));
    }
    let rows = usize::from(area.height - 1);
    let top = scrolled(guide.row.saturating_sub(rows / 2), guide.row, rows);
    for (row, index) in (1..area.height).zip(top..seen.rows.len()) {
        let (line, cells) = &seen.rows[index];
        let selected = index == guide.row;
        let on = if selected { theme.on_selected(false) } else { theme };
        if selected {
            canvas.band(area, row, on);
            canvas.here(area, row, 0);
        }
        canvas.text_right(cell(row, (0, NUMBER)), 0, &line.to_string(), on.style(Tone::Past));
        let is_title = seen.titles == Some(*line);
        for &(at, offset, width) in &places {
            let tone = match (is_title, seen.columns.get(at).copied().flatten()) {
                (true, _) => Tone::Strong,
                (false, Some(_)) if seen.titles.is_none_or(|titles| *line > titles) => Tone::Plain,
                _ => Tone::Past,
            };
            if let Some(text) = cells.get(at) {
                canvas.cut_at(cell(row, (offset, width)), 0, 0, text.as_str(), on.style(tone));
            }
        }
        let place = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        canvas.spot(place, Spot::Row { region: 0, index });
    }
}
