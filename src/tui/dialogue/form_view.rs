//! How a form is drawn: label and field side by side, the sentence below, the preview under a rule.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::comparison::Line as Compared;
use super::field::{Choice, Field, Kind};
use super::form::{Form, WIDTH};
use super::frame::card;
use super::shell::Shell;
use crate::locale::t;
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::layout::below;
use crate::tui::core::theme::{Theme, Tone};
use crate::tui::widgets::wrap::wrap;

const GAP: u16 = 2;
/// The widest column of a comparison.
const COLUMN: u16 = 20;
/// What stands around the typed column: the mark of the selected one before it, how it compares behind it.
const MARKS: u16 = 2;
/// Rows that the fields keep when the preview is long.
const FIELD_ROWS: usize = 8;

/// A line of the form; a field's own lines carry its index.
struct Line<'a> {
    field: Option<(usize, &'a Field)>,
    pieces: &'a [(Tone, String)],
    tone: Tone,
    text: String,
}

impl Line<'_> {
    const fn of(tone: Tone, text: String) -> Self {
        Self {
            field: None,
            pieces: &[],
            tone,
            text,
        }
    }
}

impl Form {
    pub fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let width = WIDTH.min(area.width.saturating_sub(4));
        let labels = self.labels(width, |field| field.compared.is_none());
        let (head, tail) = (self.lines(width, labels), self.outlook(width));
        let height = u16::try_from(head.len() + tail.len()).unwrap_or(u16::MAX).saturating_add(2);
        let keys = match self.heads {
            Some(_) => t!(shell.catalogue, "shell-cells-keys"),
            None => t!(shell.catalogue, "shell-form-keys"),
        };
        let room = card(shell, area, (width, height), &self.title, &keys, canvas);
        let rows = usize::from(room.height.saturating_sub(2));
        // What sending will do stays in sight while a field is selected.
        let open = self.fields.get(self.at).map_or(0, |_| self.listed(self.at, labels).len());
        let pinned = tail.len().min(rows.saturating_sub(head.len().min(FIELD_ROWS.max(open + 2))));
        let shown = if self.at < self.fields.len() {
            let above = rows.saturating_sub(pinned);
            let top = self.top(&head, above, open);
            let fields = head.iter().skip(top).take(above);
            fields.chain(tail.iter().skip(tail.len() - pinned)).collect::<Vec<_>>()
        } else {
            let lines: Vec<_> = head.iter().chain(&tail).collect();
            let top = lines.len().saturating_sub(rows);
            lines.into_iter().skip(top).collect()
        };
        for (row, line) in (0..room.height.saturating_sub(2)).zip(shown) {
            self.line(shell, room, (row, labels), line, canvas);
        }
        self.buttons(shell, room, canvas);
    }

    /// The column of the labels of some of the fields.
    fn labels(&self, width: u16, of: impl Fn(&Field) -> bool) -> u16 {
        let labels = self.fields.iter().filter(|field| of(field)).map(|field| field.label.width()).max();
        u16::try_from(labels.unwrap_or(0)).unwrap_or(u16::MAX).min(width / 3) + GAP
    }

    /// Of a comparison: the columns of the labels, of each of the two that are known, and of the one that is typed.
    fn columns(&self, width: u16) -> [u16; 3] {
        let labels = self.labels(width, |field| field.compared.is_some());
        let known = (width.saturating_sub(labels + 2 * MARKS) / 3).min(COLUMN);
        [labels, known, width.saturating_sub(labels + 2 * known)]
    }

    /// Over the first cell what the columns are.
    fn head_of_columns(&self, width: u16) -> Option<Line<'static>> {
        let [labels, known, _] = self.columns(width);
        let [wanted, declared, banked] = self.heads.as_deref()?;
        let (labels, known) = (usize::from(labels), usize::from(known));
        let text = format!(
            "{:labels$}{wanted:known$}{declared:known$}{:2$}{banked}",
            "",
            "",
            usize::from(MARKS)
        );
        Some(Line::of(Tone::Past, text))
    }

    fn lines(&self, width: u16, labels: u16) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        let mut say = |tone: Tone, text: &str| {
            lines.extend(wrap(text, width).into_iter().map(|text| Line::of(tone, text)));
        };
        for (tone, text) in &self.intro {
            say(*tone, text);
        }
        if !self.intro.is_empty() {
            say(Tone::Plain, "");
        }
        for (index, field) in self.fields.iter().enumerate() {
            let rows = match &field.kind {
                Kind::Lines(typing) => wrap(typing.text(), width.saturating_sub(labels + 2)).len().clamp(3, 6),
                _ => 1,
            };
            if field.compared.is_some() && index.checked_sub(1).is_none_or(|before| self.fields[before].compared.is_none()) {
                lines.extend(self.head_of_columns(width));
            }
            lines.push(Line {
                field: Some((index, field)),
                ..Line::of(Tone::Plain, String::new())
            });
            lines.extend((1..rows).map(|_| Line::of(Tone::Plain, String::new())));
            let listed = self.listed(index, labels);
            // A cell explains itself while it is selected, and its list does that.
            let is_plain = field.compared.is_some() && field.error.is_none() && (index != self.at || !listed.is_empty());
            lines.extend(listed);
            if is_plain {
                continue;
            }
            let tone = if field.error.is_some() { Tone::Wrong } else { Tone::Past };
            let indent = " ".repeat(usize::from(labels + 2));
            let mark = if field.error.is_some() { "✖ " } else { "" };
            let sentence = format!("{mark}{}", field.below());
            for text in wrap(&sentence, width.saturating_sub(labels + 2))
                .into_iter()
                .filter(|text| !text.is_empty())
            {
                lines.push(Line::of(tone, format!("{indent}{text}")));
            }
        }
        lines
    }

    /// The choices of the selected field, where they are many.
    fn listed(&self, index: usize, labels: u16) -> Vec<Line<'_>> {
        let indent = " ".repeat(usize::from(labels));
        let is_cell = self.fields[index].compared.is_some();
        match &self.fields[index].kind {
            Kind::Choice(options) if index == self.at && options.are_many() => {
                let line = |(chosen, choice): (bool, &Choice)| {
                    let (mark, tone) = if chosen { ("▌ ", Tone::Selected) } else { ("  ", Tone::Plain) };
                    // A cell has room for a part of what is chosen.
                    let label = if is_cell { &choice.note } else { &choice.label };
                    Line::of(tone, format!("{indent}{mark}{label}"))
                };
                options.listed().map(line).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Tables and preview, under a rule.
    fn outlook(&self, width: u16) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        if !(self.compared.is_empty() && self.table.is_empty() && self.preview.is_empty()) {
            lines.push(Line::of(Tone::Rule, "─".repeat(usize::from(width))));
        }
        lines.extend(self.compared.iter().chain(&self.table).map(|pieces| Line {
            pieces,
            ..Line::of(Tone::Plain, String::new())
        }));
        for (tone, text) in &self.preview {
            lines.extend(wrap(text, width).into_iter().map(|text| Line::of(*tone, text)));
        }
        lines
    }

    /// The first line drawn: the selected field is always among them.
    fn top(&self, lines: &[Line<'_>], rows: usize, open: usize) -> usize {
        let selected = lines.iter().position(|line| line.field.is_some_and(|(index, _)| index == self.at));
        match selected {
            Some(selected) if lines.len() > rows => (selected + 4.max(open + 2)).min(lines.len()).saturating_sub(rows),
            Some(_) => 0,
            None => lines.len().saturating_sub(rows),
        }
    }

    fn line(&self, shell: &Shell, room: Rect, (row, labels): (u16, u16), line: &Line<'_>, canvas: &mut Canvas<'_>) {
        let Some((index, field)) = line.field else {
            canvas.text(room, row, &line.text, shell.theme.style(line.tone));
            canvas.pieces(room, row, line.pieces, shell.theme);
            return;
        };
        if let Some(compared) = &field.compared {
            return self.cell(shell, room, row, (index, field, compared), canvas);
        }
        let focused = index == self.at;
        let theme = shell.theme;
        let tone = if focused { Tone::Selected } else { Tone::Plain };
        canvas.text(
            Rect {
                width: labels.saturating_sub(1).min(room.width),
                ..room
            },
            row,
            &field.label,
            theme.style(tone),
        );
        canvas.text_at(room, row, labels, if focused { "▸" } else { " " }, theme.style(Tone::Accent));
        let rest = below(room, row);
        let box_of = Rect {
            x: rest.x + (labels + 2).min(rest.width),
            width: rest.width.saturating_sub(labels + 2),
            ..rest
        };
        let place = Rect {
            height: 1.min(box_of.height),
            ..box_of
        };
        canvas.spot(
            Rect {
                x: room.x,
                width: room.width,
                ..place
            },
            Spot::Overlay(index),
        );
        if focused {
            canvas.here(place, 0, 0);
        }
        content(theme, (place, box_of), focused, field, canvas);
    }

    /// A line of the comparison, whose last column is typed: as it compares when something else is selected.
    fn cell(&self, shell: &Shell, room: Rect, row: u16, (index, field, compared): (usize, &Field, &Compared), canvas: &mut Canvas<'_>) {
        let (theme, focused) = (shell.theme, index == self.at);
        let [labels, known, typed] = self.columns(room.width);
        let line = below(room, row);
        let column = |from: u16, width: u16| Rect {
            x: line.x + from.min(line.width),
            width: width.min(line.width.saturating_sub(from)),
            height: 1.min(line.height),
            ..line
        };
        let tone = if focused { Tone::Selected } else { Tone::Past };
        canvas.text(column(0, labels.saturating_sub(1)), 0, &field.label, theme.style(tone));
        canvas.pieces(column(labels, 2 * known), 0, &compared.known(usize::from(known)), theme);
        canvas.text(
            column(labels + 2 * known, 1),
            0,
            if focused { "▸" } else { " " },
            theme.style(Tone::Accent),
        );
        let from = labels + 2 * known + MARKS;
        let width = typed.saturating_sub(MARKS).min(COLUMN + MARKS);
        canvas.spot(column(0, room.width), Spot::Overlay(index));
        if !focused && compared.columns[2].is_some() {
            return canvas.pieces(column(from, width), 0, &compared.shown(usize::from(width)), theme);
        }
        let place = column(from, width.saturating_sub(MARKS + 1));
        if focused {
            canvas.here(place, 0, 0);
        }
        content(theme, (place, place), focused, field, canvas);
        if let Some((tone, mark)) = compared.mark() {
            canvas.text(column(from + width.saturating_sub(MARKS), MARKS), 0, mark, theme.style(tone));
        }
    }

    fn buttons(&self, shell: &Shell, room: Rect, canvas: &mut Canvas<'_>) {
        let Some(row) = room.height.checked_sub(1) else { return };
        let cancel = t!(shell.catalogue, "shell-cancel");
        let send = self.fields.len();
        let mut column = 0;
        for (index, label) in [(send, &self.yes), (send + 1, &cancel)] {
            let focused = index == self.at;
            let (mark, tone) = if focused { ("▸", Tone::Selected) } else { (" ", Tone::Plain) };
            if focused {
                canvas.here(room, row, column);
            }
            let used = canvas.text_at(room, row, column, &format!("{mark}[ {label} ]"), shell.theme.style(tone));
            canvas.spot(
                Rect {
                    x: room.x + column,
                    y: room.y + row,
                    width: used,
                    height: 1,
                },
                Spot::Overlay(index),
            );
            column += used + 2;
        }
        if self.leaving {
            canvas.text_at(
                room,
                row,
                column,
                &t!(shell.catalogue, "shell-form-leaving"),
                shell.theme.style(Tone::Waits),
            );
        }
    }
}

/// What a field holds: in its first line, or in as many as it has room for.
fn content(theme: Theme, (place, box_of): (Rect, Rect), focused: bool, field: &Field, canvas: &mut Canvas<'_>) {
    match &field.kind {
        Kind::Choice(options) => {
            let label = options.chosen().map_or("—", |choice| choice.label.as_str());
            let text = match (focused, options.are_many(), options.sought()) {
                (false, ..) => label.to_owned(),
                (true, true, "") => format!("{label}   {}", options.place()),
                (true, false, _) => format!("◂ {label} ▸"),
                (true, true, sought) => format!("{label}   / {sought}"),
            };
            canvas.text(place, 0, &text, theme.style(if focused { Tone::Selected } else { Tone::Plain }));
        }
        Kind::Lines(typing) => {
            let text = typing.text();
            let text = if focused {
                with_cursor(text, typing.cursor())
            } else {
                text.to_owned()
            };
            let lines = wrap(&text, box_of.width);
            let rows = lines.len().clamp(3, 6);
            let skip = lines
                .iter()
                .position(|line| line.contains('▏'))
                .map_or(0, |at| (at + 1).saturating_sub(rows));
            for (row, line) in (0..box_of.height).zip(lines.iter().skip(skip).take(rows)) {
                canvas.text(box_of, row, line, theme.style(Tone::Plain));
            }
        }
        Kind::Text(typing) | Kind::Date { typing, .. } | Kind::Amount { typing, .. } => {
            canvas.style(place, theme.style(Tone::Plain).add_modifier(ratatui::style::Modifier::UNDERLINED));
            typing.view(theme, place, focused, ratatui::style::Style::new(), canvas);
            if let Some(offer) = field.offer.as_ref().filter(|_| field.compared.is_none()) {
                beside(theme, place, typing.text(), &format!("= {offer}"), canvas);
            }
        }
    }
}

/// What `=` would put in a field, at its right end, as long as it hides nothing that was typed.
fn beside(theme: Theme, place: Rect, typed: &str, offer: &str, canvas: &mut Canvas<'_>) {
    let wanted = u16::try_from(offer.width()).unwrap_or(u16::MAX);
    let column = place.width.saturating_sub(wanted);
    if usize::from(column) > typed.width() + 2 {
        canvas.text_at(place, 0, column, offer, theme.style(Tone::Past));
    }
}

/// A thin bar where the cursor is: several lines are wrapped after it is put in.
fn with_cursor(text: &str, cursor: usize) -> String {
    let before: String = text.chars().take(cursor).collect();
    let after = &text[before.len()..];
    format!("{before}▏{after}")
}
