//! A list read page by page: gathered again as a whole when something changed, read on when the end comes near, with the selected
//! row and the marks kept by identity. The same for every pane.

mod file;
mod marks;

use std::any::Any;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Debug;
use std::mem;
use std::ops::Deref;

use ratatui::layout::{Constraint, Layout, Rect};

pub use self::file::as_file;
use self::file::save_or_read_on;
use super::{Pane, PaneContext};
use crate::domain::money::grouped;
use crate::locale::{Key, t};
use crate::service::core::page::{Cursor, HowMany, Page};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Error, LinkState, Listed, PageQuestion, sentence};
use crate::tui::core::layout::inset;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::list::{List, Row};
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::{self, Column, LeftOut, Sort, Table};

/// Rows kept fresh when all is read again; what lies beyond is read when one gets there.
const MOST_REFRESHED: usize = 1_000;
/// The next page is asked for when fewer rows than this follow.
const AHEAD: usize = 30;

/// A list so high says where one is in it.
const LEAST_WITH_PLACE: u16 = 6;

/// What is known about the list as a whole.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Loading,
    Ready,
    Failed(String),
}

impl State {
    /// Says why there are no rows; false when there are some.
    pub fn view(&self, shell: &Shell, area: Rect, words: &Words, empty: bool, canvas: &mut Canvas<'_>) -> bool {
        let said = |key: Key| shell.catalogue.text(key, &[]);
        let (notice, help) = match self {
            Self::Failed(why) => (Notice::Failed(why.clone()), said(words.failed)),
            Self::Loading if shell.link != LinkState::Up => (Notice::Loading(said("shell-link-loading")), String::new()),
            Self::Loading => (Notice::Loading(said(words.loading)), String::new()),
            Self::Ready if empty => (Notice::Empty(said(words.empty.0)), said(words.empty.1)),
            Self::Ready => return false,
        };
        notice::view(shell.theme, area, &notice, &help, canvas);
        true
    }
}

type RowKey<Q> = <<Q as PageQuestion>::Row as Listed>::Key;

/// What tells the rows shown apart: the key of a row that was read, or a heading among them.
pub trait Shown<Key>: Copy + Ord + Debug + 'static {
    /// The row that was read; none for a heading.
    fn key(self) -> Option<Key>;
}

impl<Key: Copy + Ord + Debug + 'static> Shown<Key> for Key {
    fn key(self) -> Option<Key> {
        Some(self)
    }
}

/// Rows in the order in which they came, each once, found by their keys.
#[derive(Debug)]
struct Rows<R: Listed> {
    rows: Vec<R>,
    places: BTreeMap<R::Key, usize>,
}

impl<R: Listed> Default for Rows<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

impl<R: Listed> Deref for Rows<R> {
    type Target = [R];

    fn deref(&self) -> &[R] {
        &self.rows
    }
}

impl<R: Listed> Rows<R> {
    /// A row that moved between two pages is shown once.
    fn add(&mut self, rows: Vec<R>) {
        for row in rows {
            if let Entry::Vacant(free) = self.places.entry(row.key()) {
                free.insert(self.rows.len());
                self.rows.push(row);
            }
        }
    }

    fn place(&self, key: R::Key) -> Option<usize> {
        self.places.get(&key).copied()
    }
}

/// A reading from the start that is under way.
#[derive(Debug)]
struct Gathering<R: Listed> {
    rows: Rows<R>,
    unread: usize,
    /// The filter is another one: the answer begins at its first row.
    anew: bool,
    /// Something changed meanwhile: once more when it is done.
    again: bool,
}

/// The rows of `Q` as far as they have been read, and what is shown of them.
#[derive(Debug)]
pub struct PagedList<Q: PageQuestion, K = RowKey<Q>> {
    pub list: List<K>,
    rows: Rows<Q::Row>,
    next: Option<Cursor>,
    /// Damaged rows between them.
    unread: usize,
    pub state: State,
    /// For a list that is small enough to be read as a whole; without one its rows stand as they come.
    pub sort: Option<Sort>,
    /// Columns that the person does not want to see.
    pub left_out: LeftOut,
    gathering: Option<Gathering<Q::Row>>,
    /// What was asked last: these rows answer it, or its answer is on its way.
    question: Option<Q>,
    /// Changed by a command of ours since they were read: that is no news.
    changed_by_us: Vec<K>,
    /// Marked rows that another filter left out: they are marked all the same.
    elsewhere: Vec<(K, Q::Row)>,
    /// Saved as a file of this name when all rows are here.
    saving: Option<String>,
}

impl<Q: PageQuestion, K: Shown<RowKey<Q>>> Default for PagedList<Q, K> {
    fn default() -> Self {
        Self {
            list: List::default(),
            rows: Rows::default(),
            next: None,
            unread: 0,
            state: State::Loading,
            sort: None,
            left_out: LeftOut::default(),
            gathering: None,
            question: None,
            changed_by_us: Vec::new(),
            elsewhere: Vec::new(),
            saving: None,
        }
    }
}

impl<Q: PageQuestion, K: Shown<RowKey<Q>>> PagedList<Q, K> {
    pub fn rows(&self) -> &[Q::Row] {
        &self.rows
    }

    pub const fn is_whole(&self) -> bool {
        self.next.is_none()
    }

    /// All of it is on its way.
    pub const fn is_reading(&self) -> bool {
        self.gathering.is_some()
    }

    pub const fn question(&self) -> Option<&Q> {
        self.question.as_ref()
    }

    pub fn find(&self, key: RowKey<Q>) -> Option<&Q::Row> {
        self.rows.get(self.rows.place(key)?)
    }

    /// The selected row; none on a heading.
    pub fn selected(&self) -> Option<&Q::Row> {
        self.find(self.list.selected()?.key()?)
    }

    /// Puts rows in the order that was chosen; `by` compares two by a column.
    pub fn order(&self, rows: &mut [Q::Row], by: fn(usize, &Q::Row, &Q::Row) -> Ordering) {
        if let Some(sort) = self.sort {
            rows.sort_by(|one, other| sort.way(by(sort.column, one, other)));
        }
    }

    /// Whether reading all again goes on: in a chosen order to the end, else to as many rows as before, but not for ever; to the selected row and the marked ones
    /// however far they are.
    fn goes_on(&self, gathering: &Gathering<Q::Row>) -> bool {
        let held = self.list.marks().iter().copied().chain(self.list.selected());
        let mut held = held.filter_map(Shown::key);
        match held.all(|key| gathering.rows.place(key).is_some()) {
            _ if self.sort.is_some() => true,
            _ if gathering.anew => false,
            true => gathering.rows.len() < self.rows.len().min(MOST_REFRESHED),
            // Rows that came before them meanwhile moved them on; rows that are gone are not looked for in all there is.
            false => gathering.rows.len() < self.rows.len() + AHEAD,
        }
    }

    /// Rows changed by a command of ours.
    pub fn changed_by_us(&mut self, keys: impl IntoIterator<Item = K>) {
        self.changed_by_us.extend(keys);
    }

    /// How many rows there are, as far as they were read, `of` how many without the filter: `3 de 25`, `80+`.
    pub fn counted(&self, shell: &Shell, of: Option<i64>) -> String {
        let known = self.rows.len();
        let count = if self.is_whole() { known.to_string() } else { format!("{known}+") };
        match of {
            Some(of) => t!(shell.catalogue, "shell-of", some = count, all = of),
            None => count,
        }
    }

    /// How many rows there are as they were counted, of how many: `300 de más de 10.000`; as far as they were read until then.
    pub fn how_many(&self, shell: &Shell, count: Option<HowMany>, of: Option<HowMany>) -> String {
        let said = |count: HowMany| {
            let found = grouped(&count.found.to_string());
            if count.more {
                t!(shell.catalogue, "shell-at-least", count = found)
            } else {
                found
            }
        };
        let read = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        let count = match count {
            // What was read is known better than what was counted.
            Some(count) if !self.is_whole() && (!count.more || count.found > read) => said(count),
            _ => self.counted(shell, None),
        };
        match of {
            Some(of) => t!(shell.catalogue, "shell-of", some = count, all = said(of)),
            None => count,
        }
    }

    /// Says at the foot how many rows are damaged and, where not all have room, which is selected; answers what is left for the
    /// others. For a pane that draws its rows itself.
    pub fn foot(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) -> Rect {
        let rows = self.list.rows().len();
        let scrolls = area.height >= LEAST_WITH_PLACE && rows >= usize::from(area.height);
        if area.height < 3 || (self.unread == 0 && !scrolls) {
            return area;
        }
        let [rest, foot] = Layout::vertical([Constraint::Min(1), Constraint::Length(1)]).areas(area);
        let foot = inset(foot);
        if self.unread > 0 {
            let told = t!(shell.catalogue, "shell-rows-damaged", rows = self.unread);
            canvas.text(foot, 0, &told, shell.theme.style(Tone::Wrong));
        } else {
            // Headings are no rows that were read.
            let some = self.list.rows().iter().take(self.list.at() + 1);
            let some = some.filter(|row| row.id.key().is_some()).count().max(1);
            let all = self.rows.len();
            let all = if self.is_whole() { all.to_string() } else { format!("{all}+") };
            let told = t!(shell.catalogue, "shell-of", some = some, all = all);
            canvas.text_right(foot, 0, &told, shell.theme.style(Tone::Past));
        }
        rest
    }

    /// Draws the table, or why there is none.
    pub fn view(&self, shell: &Shell, area: Rect, words: &Words, columns: &[Column], at: (u8, bool), canvas: &mut Canvas<'_>) {
        let area = self.foot(shell, area, canvas);
        if self.state.view(shell, area, words, self.list.is_empty(), canvas) {
            return;
        }
        let (region, focused) = at;
        let list = &self.list;
        let wanted = self.left_out.of(columns);
        let sorted = self.sort.map(|sort| table::sorted(&wanted, sort));
        let table = Table {
            list,
            columns: sorted.as_deref().unwrap_or(&wanted),
            region,
            focused,
        };
        table.view(shell.theme, area, canvas);
    }
}

/// What is said in place of rows.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub loading: Key,
    /// The key that helps after a failure.
    pub failed: Key,
    /// Nothing there, and what one can do about it, if anything.
    pub empty: (Key, Key),
}

/// A pane with a list of the rows of `Q`.
pub trait ListPane<Q: PageQuestion>: Pane {
    type Shown: Shown<RowKey<Q>>;

    fn paged(&mut self) -> &mut PagedList<Q, Self::Shown>;

    /// The first page of what is wanted now; none while that cannot be read, and the pane says why.
    fn wanted(&mut self, shell: &Shell) -> Option<Q>;

    /// The rows as cells, without the first `from` that were read.
    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<Self::Shown>>;

    /// What they are called; nothing where a list is saved by the service.
    fn heads(&self, _shell: &Shell) -> Vec<Column> {
        Vec::new()
    }

    /// Saves all that the list shows, with what is not read yet, as a file for spreadsheets.
    fn save(&mut self, cx: &mut PaneContext<'_, Self>, name: String) {
        self.paged().saving = Some(name);
        save_or_read_on::<Q, Self>(self, cx);
    }

    /// Puts rows of its own among those that came.
    fn arrange(&mut self, _rows: &mut Vec<Q::Row>) {}

    /// All rows are new ones; `anew` when they are those of another filter.
    fn listed(&mut self, _cx: &mut PaneContext<'_, Self>, _anew: bool) {}

    /// A page could not be read.
    fn page_failed(&mut self) {}

    /// The next page has come.
    fn read_on(&mut self, _cx: &mut PaneContext<'_, Self>) {}

    /// Reads everything in hand again; while that is under way, once more afterwards.
    fn reload(&mut self, cx: &mut PaneContext<'_, Self>) {
        if let Some(gathering) = &mut self.paged().gathering {
            gathering.again = true;
        } else {
            start::<Q, Self>(self, cx, false);
        }
    }

    /// Reads from the first row, whatever is under way: the filter is another one.
    fn reload_anew(&mut self, cx: &mut PaneContext<'_, Self>) {
        start::<Q, Self>(self, cx, true);
    }

    /// Reads the next page when the end comes near and nothing else is being read.
    fn want_more(&mut self, cx: &mut PaneContext<'_, Self>) {
        if self.paged().list.ahead() < AHEAD {
            self.more(cx);
        }
    }

    /// Reads the next page, if there is one.
    fn more(&mut self, cx: &mut PaneContext<'_, Self>) {
        let paged = self.paged();
        let next = paged.next.filter(|_| paged.gathering.is_none());
        if let Some(question) = next.and_then(|next| Some(paged.question.clone()?.from(next)))
            && !asking(cx, &more_came::<Q, Self>)
        {
            cx.ask(question, more_came::<Q, Self>);
        }
    }

    /// The same rows, as of now.
    fn rewrite(&mut self, shell: &Shell) {
        let written = self.cells(shell, 0);
        self.paged().list.rewrite(written);
    }

    /// Rows came after the first `from`.
    fn append(&mut self, shell: &Shell, from: usize) {
        let written = self.cells(shell, from);
        self.paged().list.append(written);
    }
}

fn asking<P: Pane, F: Any>(cx: &PaneContext<'_, P>, then: &F) -> bool {
    cx.asking(then)
}

fn start<Q: PageQuestion, P: ListPane<Q>>(pane: &mut P, cx: &mut PaneContext<'_, P>, anew: bool) {
    let wanted = pane.wanted(cx.shell);
    let paged = pane.paged();
    let anew = anew || paged.gathering.as_ref().is_some_and(|gathering| gathering.anew);
    paged.gathering = wanted.is_some().then(|| Gathering {
        rows: Rows::default(),
        unread: 0,
        anew,
        again: false,
    });
    cx.drop_question(&more_came::<Q, P>);
    if let Some(question) = wanted {
        paged.question = Some(question.clone());
        cx.ask(question, page_came::<Q, P>);
    } else {
        cx.drop_question(&page_came::<Q, P>);
    }
}

/// A page of a reading from the start, which goes on while fewer rows came than are shown.
fn page_came<Q: PageQuestion, P: ListPane<Q>>(pane: &mut P, cx: &mut PaneContext<'_, P>, result: Result<Page<Q::Row>, Error>) {
    let Some(mut gathering) = pane.paged().gathering.take() else {
        return;
    };
    let page = match result {
        Ok(page) => page,
        Err(error) => return failed::<Q, P>(pane, cx, &gathering, &error),
    };
    gathering.rows.add(page.rows);
    gathering.unread += page.unread;
    let paged = pane.paged();
    let next = page.next.filter(|_| paged.goes_on(&gathering));
    if let Some(question) = next.and_then(|next| Some(paged.question.clone()?.from(next))) {
        paged.gathering = Some(gathering);
        return cx.ask(question, page_came::<Q, P>);
    }
    paged.next = page.next;
    paged.unread = gathering.unread;
    paged.state = State::Ready;
    // What only time changed is no change: the old rows are written as of now before the new ones take their place.
    if gathering.anew {
        paged.put_marks_aside();
        paged.list.clear();
    } else {
        pane.rewrite(cx.shell);
    }
    let mut rows = gathering.rows.rows;
    pane.arrange(&mut rows);
    pane.paged().rows = Rows::default();
    pane.paged().rows.add(rows);
    let written = pane.cells(cx.shell, 0);
    let paged = pane.paged();
    paged.list.replace(written);
    paged.take_marks_back();
    for key in mem::take(&mut paged.changed_by_us) {
        paged.list.known(key);
    }
    pane.listed(cx, gathering.anew);
    if gathering.again {
        pane.reload(cx);
    }
    save_or_read_on::<Q, P>(pane, cx);
}

/// Rows of the same filter stay, and it is said that they are old; without any, why.
fn failed<Q: PageQuestion, P: ListPane<Q>>(pane: &mut P, cx: &mut PaneContext<'_, P>, gathering: &Gathering<Q::Row>, error: &Error) {
    pane.page_failed();
    let paged = pane.paged();
    paged.saving = None;
    if paged.rows.is_empty() || gathering.anew {
        paged.rows = Rows::default();
        paged.list.clear();
        paged.next = None;
        paged.state = State::Failed(sentence(cx.shell.catalogue, error));
    } else if !error.is_passing() {
        // While the database is away the frame says how old all of it is.
        let why = sentence(cx.shell.catalogue, error);
        cx.toast(Tone::Wrong, t!(cx.shell.catalogue, "shell-reload-failed", why = why));
    }
}

fn more_came<Q: PageQuestion, P: ListPane<Q>>(pane: &mut P, cx: &mut PaneContext<'_, P>, result: Result<Page<Q::Row>, Error>) {
    match result {
        Ok(page) => {
            let paged = pane.paged();
            let from = paged.rows.len();
            paged.rows.add(page.rows);
            paged.next = page.next;
            paged.unread += page.unread;
            pane.append(cx.shell, from);
            pane.paged().take_marks_back();
            pane.read_on(cx);
            save_or_read_on::<Q, P>(pane, cx);
        }
        Err(error) if error.is_passing() => pane.page_failed(),
        Err(error) => {
            pane.page_failed();
            pane.paged().saving = None;
            let why = sentence(cx.shell.catalogue, &error);
            cx.toast(Tone::Wrong, t!(cx.shell.catalogue, "shell-more-failed", why = why));
        }
    }
}
