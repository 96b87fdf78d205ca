//! A list with a search line over it: the body of picker, help and palette.

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::shell::Shell;
use crate::domain::text::fold;
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::theme::Tone;
use crate::tui::widgets::list::scrolled;
use crate::tui::widgets::text_input::Typing;
use crate::tui::widgets::wrap::wrap;

/// One line to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Before the label, in the accent: keys, an id.
    pub lead: String,
    pub label: String,
    /// After it, quietly.
    pub detail: String,
    /// Why it cannot be chosen now.
    pub disabled: Option<String>,
    /// What it stands under, with its neighbours, while nothing is searched.
    pub group: String,
    /// Found only by its own name, from its beginning: nobody leaves the program by a slip.
    exact: bool,
    /// It fits whatever is searched: somebody else has looked.
    sure: bool,
}

impl Item {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self
    }

    #[must_use]
    pub fn disabled(mut self, why: Option<String>) -> Self {
        self.disabled = why;
        self
    }

    #[must_use]
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = group.into();
        self
    }

    #[must_use]
    pub const fn exact(mut self) -> Self {
        self.exact = true;
        self
    }

    #[must_use]
    pub const fn sure(mut self) -> Self {
        self.sure = true;
        self
    }

    /// Why not, else what it is.
    fn sentence(&self) -> &str {
        self.disabled.as_ref().unwrap_or(&self.detail)
    }

    /// How well it fits what is searched: its name with letters left out, but not scattered; of its sentence whole words.
    fn score(&self, sought: &Sought, matcher: &mut Matcher, chars: &mut Vec<char>) -> Option<u32> {
        const SHORTEST: usize = 3;
        let label = fold(&self.label);
        let begins = label.starts_with(&sought.text);
        if self.exact {
            let named = begins && sought.text.chars().count() >= SHORTEST;
            return (named || fold(&self.lead) == sought.text).then_some(1);
        }
        let named = format!("{label} {}", fold(&self.lead));
        let close = |score: &u32| *score >= sought.least;
        if let Some(score) = sought.pattern.score(Utf32Str::new(&named, chars), matcher).filter(close) {
            return Some(score + if begins { 100 } else { 10 });
        }
        let detail = format!("{named} {}", fold(&self.detail));
        let said = sought.text.split_whitespace().all(|word| detail.contains(stem(word)));
        // One of the words is its name.
        let part = sought.text.split_whitespace().any(|word| label.starts_with(word));
        (said || self.sure).then_some(if part { 5 } else { 1 + u32::from(self.sure) })
    }
}

/// A long word without its ending: `agregar` is said as «agrega».
fn stem(word: &str) -> &str {
    const LONG: usize = 6;
    match word.char_indices().next_back() {
        Some((last, _)) if word.chars().count() >= LONG && word.chars().all(char::is_alphabetic) => &word[..last],
        _ => word,
    }
}

/// What is searched.
struct Sought {
    text: String,
    pattern: Pattern,
    /// Letters one after the other reach it, scattered ones do not.
    least: u32,
}

impl Sought {
    fn of(text: &str) -> Self {
        const A_LETTER: u32 = 16;
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        Self {
            text: text.to_owned(),
            pattern: Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart),
            least: A_LETTER.saturating_mul(u32::try_from(letters).unwrap_or(u32::MAX)),
        }
    }
}

#[derive(Debug)]
pub struct Choices {
    items: Vec<Item>,
    typing: Typing,
    /// Indices of the items that match, best first.
    found: Vec<usize>,
    at: usize,
    /// Sentences stand whole below each other, not cut in one row.
    whole: bool,
    /// Items and first row as last drawn.
    drawn: Cell<(usize, usize)>,
}

/// A row of the list.
enum Line<'a> {
    Group(&'a str),
    Item(usize),
    /// The sentence of an item goes on.
    More(usize, String),
}

/// What a key did.
#[derive(Debug, PartialEq, Eq)]
pub enum Chose {
    Nothing,
    /// The search line changed.
    Search,
    Item(usize),
    Left,
}

impl Choices {
    pub fn new(items: Vec<Item>) -> Self {
        let found = (0..items.len()).collect();
        Self {
            items,
            typing: Typing::identifier(),
            found,
            at: 0,
            whole: false,
            drawn: Cell::default(),
        }
    }

    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    pub const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The item with the cursor.
    pub fn selected(&self) -> Option<usize> {
        self.found.get(self.at).copied()
    }

    /// The cursor goes to this item, if it is there.
    pub fn select(&mut self, index: Option<usize>) {
        self.at = index
            .and_then(|index| self.found.iter().position(|&found| found == index))
            .unwrap_or(0);
    }

    pub fn search(&self) -> &str {
        self.typing.text()
    }

    /// Other items for the same search.
    pub fn replace(&mut self, items: Vec<Item>) {
        self.items = items;
        self.find();
    }

    /// Starts on this item.
    #[must_use]
    pub fn starting_at(mut self, index: usize) -> Self {
        self.at = self.found.iter().position(|&found| found == index).unwrap_or(0);
        self
    }

    pub fn key(&mut self, key: KeyEvent) -> Chose {
        let rows = self.drawn.get().0.max(1);
        let last = self.found.len().saturating_sub(1);
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        self.at = match key.code {
            KeyCode::Esc => return Chose::Left,
            KeyCode::Enter => return self.chosen(self.at),
            KeyCode::Down | KeyCode::Tab => self.at + 1,
            KeyCode::Char('n' | 'j') if ctrl => self.at + 1,
            KeyCode::Up | KeyCode::BackTab => self.at.saturating_sub(1),
            KeyCode::Char('p') if ctrl => self.at.saturating_sub(1),
            KeyCode::PageDown => self.at + rows,
            KeyCode::PageUp => self.at.saturating_sub(rows),
            _ if self.typing.key(key) => {
                self.find();
                return Chose::Search;
            }
            _ => self.at,
        }
        .min(last);
        Chose::Nothing
    }

    pub fn paste(&mut self, text: &str) {
        if self.typing.paste(text) {
            self.find();
        }
    }

    /// The item drawn with this number, if it can be chosen.
    pub fn chosen(&mut self, place: usize) -> Chose {
        match self.found.get(place) {
            Some(&index) if self.items[index].disabled.is_none() => Chose::Item(index),
            Some(_) => {
                self.at = place;
                Chose::Nothing
            }
            None => Chose::Nothing,
        }
    }

    fn find(&mut self) {
        self.at = 0;
        let sought = fold(self.typing.text().trim());
        if sought.is_empty() {
            self.found = (0..self.items.len()).collect();
            return;
        }
        let sought = Sought::of(&sought);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut chars = Vec::new();
        let mut scored: Vec<_> = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let score = item.score(&sought, &mut matcher, &mut chars)?;
                Some((std::cmp::Reverse(score), index))
            })
            .collect();
        scored.sort_unstable();
        self.found = scored.into_iter().map(|(_, index)| index).collect();
    }

    /// Rows wanted: the search line, a blank one, the items.
    pub fn height(&self) -> u16 {
        u16::try_from(self.items.len()).unwrap_or(u16::MAX).saturating_add(2).max(3)
    }

    pub fn view(&self, shell: &Shell, room: Rect, empty: &str, canvas: &mut Canvas<'_>) {
        let theme = shell.theme;
        canvas.text(room, 0, "/ ", theme.style(Tone::Accent));
        let line = Rect {
            x: room.x + 2,
            width: room.width.saturating_sub(2),
            height: 1.min(room.height),
            ..room
        };
        self.typing.view(theme, line, true, theme.style(Tone::Strong), canvas);
        if self.found.is_empty() {
            canvas.text(room, 2, empty, theme.style(Tone::Past));
        }
        let widest = |width: fn(&Item) -> usize| self.items.iter().map(width).max().unwrap_or(0);
        let lead = widest(|item| item.lead.width());
        let label = widest(|item| item.label.width()).min(LABEL);
        let from = 2 + if lead > 0 { lead + 2 } else { 0 };
        let columns = Columns {
            lead,
            detail: self.whole.then_some(from + label + 2),
        };
        let lines = self.lines(room.width, columns);
        let is_at = |line: &Line<'_>, place: usize| matches!(line, Line::Item(at) | Line::More(at, _) if *at == place);
        let first = lines.iter().position(|line| is_at(line, self.at)).unwrap_or(0);
        let last = lines.iter().rposition(|line| is_at(line, self.at)).unwrap_or(0);
        let rows = usize::from(room.height.saturating_sub(2));
        // The heading over the first item is seen with it.
        let first = if self.at == 0 { 0 } else { first };
        let top = scrolled(scrolled(self.drawn.get().1, last, rows), first, rows);
        let shown = || (2..room.height).zip(lines.iter().skip(top));
        self.drawn
            .set((shown().filter(|(_, line)| matches!(line, Line::Item(_))).count(), top));
        for (row, line) in shown() {
            let place = match line {
                Line::Group(group) => {
                    canvas.text_at(room, row, 2, group, theme.style(Tone::Strong));
                    continue;
                }
                Line::Item(place) => {
                    self.item(shell, room, row, (*place, columns), canvas);
                    *place
                }
                Line::More(place, text) => {
                    let column = columns.detail.map_or(0, narrow);
                    canvas.text_at(room, row, column, text, theme.style(Tone::Past));
                    *place
                }
            };
            let row = Rect {
                y: room.y + row,
                height: 1,
                ..room
            };
            canvas.spot(row, Spot::Overlay(place));
        }
    }

    /// Every row, as wide as that.
    fn lines(&self, width: u16, columns: Columns) -> Vec<Line<'_>> {
        let grouped = self.typing.text().trim().is_empty();
        let (mut lines, mut group) = (Vec::new(), "");
        for (place, &index) in self.found.iter().enumerate() {
            let item = &self.items[index];
            if grouped && item.group != group {
                group = &item.group;
                lines.push(Line::Group(group));
            }
            lines.push(Line::Item(place));
            if let Some(column) = columns.detail {
                let sentence = wrap(item.sentence(), width.saturating_sub(narrow(column)));
                lines.extend(sentence.into_iter().skip(1).map(|text| Line::More(place, text)));
            }
        }
        lines
    }

    fn item(&self, shell: &Shell, room: Rect, row: u16, (place, columns): (usize, Columns), canvas: &mut Canvas<'_>) {
        let (theme, item, focused) = (shell.theme, &self.items[self.found[place]], place == self.at);
        let (mark, tone) = match (focused, item.disabled.is_some()) {
            (true, false) => ("▌", Tone::Selected),
            (true, true) => ("▌", Tone::Past),
            (false, true) => (" ", Tone::Past),
            (false, false) => (" ", Tone::Plain),
        };
        canvas.text(room, row, mark, theme.style(Tone::Accent));
        let mut column = 2;
        if columns.lead > 0 {
            let tone = if item.disabled.is_some() { Tone::Past } else { Tone::Accent };
            canvas.text_at(room, row, column, &item.lead, theme.style(tone));
            column += narrow(columns.lead + 2);
        }
        column += canvas.text_at(room, row, column, &item.label, theme.style(tone)) + 2;
        match columns.detail {
            Some(at) => {
                let sentence = wrap(item.sentence(), room.width.saturating_sub(narrow(at)));
                let first = sentence.first().map_or("", String::as_str);
                canvas.text_at(room, row, narrow(at).max(column), first, theme.style(Tone::Past));
            }
            None => {
                canvas.cut_at(room, row, column, item.sentence(), theme.style(Tone::Past));
            }
        }
    }
}

/// Longer names push their sentence on.
const LABEL: usize = 24;

/// Where the parts of an item stand.
#[derive(Clone, Copy)]
struct Columns {
    lead: usize,
    /// Of sentences that stand whole; the others follow the name.
    detail: Option<usize>,
}

fn narrow(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
