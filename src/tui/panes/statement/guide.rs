//! The guided way: a file that no profile reads is seen as cells, a person says what they are, and what the profile that this comes to
//! would read is seen below, each time by the real reader. `naming.rs` keeps it.

use super::preview::{self, Unread};
use super::{Context, Stage, StatementPane};
use crate::locale::t;
use crate::service::bank::own_profiles::NewProfile;
use crate::service::bank::statement::{DatePattern, Decimals, Doubt, Guided, Holds, Naming, TextEncoding, Titles};
use crate::tui::core::client::{Error, ask, sentence};
use crate::tui::core::global::Motion;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::panes::statement::actions::Action;
use crate::tui::widgets::list::List;

const INCOMING: Handle<Words> = Handle::new("incoming");
const OUTGOING: Handle<Words> = Handle::new("outgoing");
/// Examples of a column beside what it may hold.
const EXAMPLES: usize = 3;
/// What may part the cells of a text.
const MARKS: [(char, &str); 4] = [
    ('\t', "guia-mark-tab"),
    (';', "guia-mark-semicolon"),
    (',', "guia-mark-comma"),
    ('|', "guia-mark-bar"),
];
const ENCODINGS: [(TextEncoding, &str); 2] = [(TextEncoding::Utf8, "UTF-8"), (TextEncoding::Windows1252, "Windows-1252")];
/// The ways to write amounts, by what is said of them.
pub const DECIMALS: [(Decimals, &str); 4] = [
    (Decimals::Comma, "guia-decimals-comma"),
    (Decimals::Point, "guia-decimals-point"),
    (Decimals::Either, "guia-decimals-either"),
    (Decimals::Implied, "guia-decimals-implied"),
];

#[derive(Debug)]
pub struct Guide {
    /// What one came from, and goes back to.
    pub unread: Unread,
    pub seen: Option<Box<Guided>>,
    /// As it is proposed where nobody said otherwise.
    pub naming: Naming,
    /// It could not be looked at at all.
    pub failed: Option<String>,
    pub row: usize,
    pub column: usize,
    pub lines: List<usize>,
}

impl Guide {
    fn new(unread: Unread) -> Self {
        Self {
            unread,
            seen: None,
            naming: Naming::default(),
            failed: None,
            row: 0,
            column: 0,
            lines: List::default(),
        }
    }

    /// Why it cannot be kept yet.
    pub fn lacks(&self) -> Option<Doubt> {
        let doubts = self.seen.as_ref().map(|seen| seen.doubts.as_slice()).unwrap_or_default();
        doubts
            .iter()
            .copied()
            .find(|doubt| matches!(doubt, Doubt::NoDate | Doubt::NoAmount))
    }

    pub fn click(&mut self, row: usize) {
        let last = self.seen.as_ref().map_or(0, |seen| seen.rows.len().saturating_sub(1));
        self.row = row.min(last);
    }

    pub fn motion(&mut self, motion: Motion) {
        const HALF: usize = 5;
        let row = match motion {
            Motion::Down => self.row + 1,
            Motion::Up => self.row.saturating_sub(1),
            Motion::HalfDown | Motion::PageDown => self.row + HALF,
            Motion::HalfUp | Motion::PageUp => self.row.saturating_sub(HALF),
            Motion::First => 0,
            Motion::Last => usize::MAX,
        };
        self.click(row);
    }

    /// The first values of a column below the titles.
    fn examples(&self, column: usize) -> Vec<&str> {
        let seen = self.seen.as_ref();
        let below = seen.and_then(|seen| seen.titles).unwrap_or_default();
        let rows = seen.into_iter().flat_map(|seen| &seen.rows).filter(|(line, _)| *line > below);
        let cells = rows.filter_map(|(_, cells)| cells.get(column)).map(|cell| cell.as_str());
        cells.filter(|cell| !cell.trim().is_empty()).take(EXAMPLES).collect()
    }
}

impl StatementPane {
    pub(crate) fn guide(&self) -> Option<&Guide> {
        match &self.stage {
            Stage::Guide(guide) => Some(guide),
            _ => None,
        }
    }

    fn guide_mut(&mut self) -> Option<&mut Guide> {
        match &mut self.stage {
            Stage::Guide(guide) => Some(guide),
            _ => None,
        }
    }

    pub(crate) fn begin_guide(&mut self, cx: &mut Context<'_>) {
        let unread = match std::mem::take(&mut self.stage) {
            Stage::Unread(unread) => *unread,
            Stage::Preview(preview) => preview.left(),
            other => {
                self.stage = other;
                return;
            }
        };
        let mut guide = Guide::new(unread);
        guide.unread.new.account.clone_from(&self.account);
        self.stage = Stage::Guide(Box::new(guide));
        self.look(cx);
    }

    /// Back to what was not read; what was said of it is kept.
    pub(crate) fn leave_guide(&mut self, cx: &mut Context<'_>) {
        let Stage::Guide(guide) = std::mem::take(&mut self.stage) else {
            return;
        };
        cx.drop_question(&Self::looked);
        let unread = guide.unread;
        match unread.why.is_empty() {
            true => self.read(cx, unread.source, None),
            false => self.stage = Stage::Unread(Box::new(unread)),
        }
    }

    /// Reads it with what was said so far.
    fn look(&mut self, cx: &mut Context<'_>) {
        if let Some(guide) = self.guide() {
            let question = ask::Guide {
                source: guide.unread.source.clone(),
                new: Box::new(guide.unread.new.clone()),
            };
            cx.ask(question, Self::looked);
        }
    }

    fn looked(&mut self, cx: &mut Context<'_>, looked: Result<Box<(Guided, Naming)>, Error>) {
        let Some(guide) = self.guide_mut() else { return };
        match looked {
            Ok(looked) => {
                let (guided, naming) = *looked;
                let first = guide.seen.is_none();
                let read = guided.read.as_ref().and_then(|read| read.as_ref().ok());
                guide.lines.replace(read.map(|read| preview::rows(&read.lines)).unwrap_or_default());
                if first {
                    guide.row = guided.rows.iter().position(|(line, _)| Some(*line) == guided.titles).unwrap_or(0);
                }
                guide.column = guide.column.min(guided.width.saturating_sub(1));
                (guide.seen, guide.naming, guide.failed) = (Some(Box::new(guided)), naming, None);
            }
            Err(error) => guide.failed = Some(sentence(cx.shell.catalogue, &error)),
        }
    }

    /// Something was said: it is read again.
    fn say(&mut self, cx: &mut Context<'_>, say: impl FnOnce(&mut NewProfile)) {
        if let Some(guide) = self.guide_mut() {
            say(&mut guide.unread.new);
            self.look(cx);
        }
    }

    pub(crate) fn guide_action(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::Left | Action::Right => {
                if let Some(guide) = self.guide_mut() {
                    let last = guide.seen.as_ref().map_or(0, |seen| seen.width.saturating_sub(1));
                    let moved = guide.column.saturating_add_signed(if action == Action::Left { -1 } else { 1 });
                    guide.column = moved.min(last);
                }
            }
            Action::Titles => self.toggle_titles(cx),
            Action::Column => self.choose_holds(cx),
            Action::DateFormat => self.choose_pattern(cx),
            Action::Decimals => self.choose_decimals(cx),
            Action::Mark => self.choose_mark(cx),
            Action::Encoding => self.choose_encoding(cx),
            Action::Letters => self.ask_letters(cx),
            Action::Keep => self.ask_naming(cx),
            _ => {}
        }
    }

    /// The row has the titles; when it has them already, no row has.
    fn toggle_titles(&mut self, cx: &mut Context<'_>) {
        let Some((guide, seen)) = self.guide().and_then(|guide| Some((guide, guide.seen.as_ref()?))) else {
            return;
        };
        let Some((line, _)) = seen.rows.get(guide.row) else { return };
        let titles = if seen.titles == Some(*line) {
            Titles::None
        } else {
            Titles::Row(*line)
        };
        self.say(cx, |new| new.choices.titles = titles);
    }

    fn choose_holds(&self, cx: &mut Context<'_>) {
        let Some((guide, seen)) = self.guide().and_then(|guide| Some((guide, guide.seen.as_ref()?))) else {
            return;
        };
        let (catalogue, column) = (cx.shell.catalogue, guide.column);
        let now = seen.columns.get(column).copied().flatten();
        let nothing = (Item::new(t!(catalogue, "guia-holds-nothing")), None);
        let held = Holds::ALL.iter().map(|holds| {
            let label = catalogue.text(&format!("guia-holds-{holds}"), &[]);
            let at = seen.column_of(*holds).filter(|at| *at != column);
            let detail = at.map(|at| t!(catalogue, "guia-held-by", column = at + 1)).unwrap_or_default();
            (Item::new(label).detail(detail), Some(*holds))
        });
        let items: Vec<_> = held.chain([nothing]).collect();
        let examples = guide.examples(column).join(" · ");
        let title = t!(catalogue, "guia-which-holds", column = column + 1, examples = examples);
        cx.choose_other(title, &now, items, move |pane: &mut Self, cx, holds| {
            pane.say(cx, |new| new.choices.hold(column, holds));
        });
    }

    fn choose_pattern(&self, cx: &mut Context<'_>) {
        let Some((guide, seen)) = self.guide().and_then(|guide| Some((guide, guide.seen.as_ref()?))) else {
            return;
        };
        let catalogue = cx.shell.catalogue;
        let example = seen
            .column_of(Holds::Date)
            .and_then(|at| guide.examples(at).first().map(|text| (*text).to_owned()));
        let item = |pattern: &DatePattern| {
            let text = example.as_deref().unwrap_or_default();
            let read = pattern.read(text).map(|day| {
                let (date, month, year) = (
                    day.format("%d").to_string(),
                    day.format("%m").to_string(),
                    day.format("%Y").to_string(),
                );
                t!(catalogue, "guia-reads-day", text = text, day = date, month = month, year = year)
            });
            let detail = read.unwrap_or_else(|| t!(catalogue, "guia-reads-no-day", text = text));
            (Item::new(pattern.to_string()).detail(detail), *pattern)
        };
        let items: Vec<_> = seen.patterns.iter().map(item).collect();
        let now = seen.date.or_else(|| seen.patterns.first().copied());
        let Some(now) = now else { return };
        cx.choose_other(t!(catalogue, "guia-which-date"), &now, items, |pane: &mut Self, cx, pattern| {
            pane.say(cx, |new| new.choices.date = Some(pattern));
        });
    }

    fn choose_decimals(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let now = self.guide().and_then(|guide| guide.seen.as_ref()?.decimals).unwrap_or_default();
        let items = DECIMALS.map(|(decimals, key)| (Item::new(catalogue.text(key, &[])), decimals));
        cx.choose_other(
            t!(catalogue, "guia-which-decimals"),
            &now,
            items,
            |pane: &mut Self, cx, decimals| {
                pane.say(cx, |new| new.choices.decimals = Some(decimals));
            },
        );
    }

    fn choose_mark(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let now = self.guide().and_then(|guide| guide.seen.as_ref()?.mark).unwrap_or(';');
        let items = MARKS.map(|(mark, key)| (Item::new(catalogue.text(key, &[])), mark));
        // Other cells are other columns: what was said of those is of no use.
        cx.choose_other(t!(catalogue, "guia-which-mark"), &now, items, |pane: &mut Self, cx, mark| {
            pane.say(cx, |new| {
                new.choices.mark = Some(mark);
                new.choices.columns.clear();
            });
        });
    }

    fn choose_encoding(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let found = (Item::new(t!(catalogue, "guia-encoding-found")), None);
        let named = ENCODINGS.map(|(encoding, name)| (Item::new(name), Some(encoding)));
        let items: Vec<_> = std::iter::once(found).chain(named).collect();
        let now = self.guide().and_then(|guide| guide.unread.new.choices.encoding);
        cx.choose_other(
            t!(catalogue, "guia-which-encoding"),
            &now,
            items,
            |pane: &mut Self, cx, encoding| {
                pane.say(cx, |new| new.choices.encoding = encoding);
            },
        );
    }

    fn ask_letters(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let Some(seen) = self.guide().and_then(|guide| guide.seen.as_ref()) else {
            return;
        };
        let field = |handle, key, letters: &[String]| Field::text(handle, catalogue.text(key, &[])).with(&letters.join(", "));
        let form = Form::new(t!(catalogue, "guia-letters-title"), t!(catalogue, "guia-letters-yes"))
            .field(field(INCOMING, "guia-letters-in", &seen.incoming).hint(t!(catalogue, "guia-letters-hint")))
            .field(field(OUTGOING, "guia-letters-out", &seen.outgoing));
        cx.fill(form, |pane: &mut Self, cx, form| {
            let list = |handle| {
                let typed = form.text(handle).unwrap_or_default();
                let words = typed.split(',').map(|word| word.trim().to_owned());
                words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
            };
            let letters = (list(INCOMING), list(OUTGOING));
            pane.say(cx, |new| new.choices.letters = Some(letters));
        });
    }
}
