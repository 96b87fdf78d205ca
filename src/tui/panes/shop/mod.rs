//! Pane 5, Tienda: what the shop is made of. Today's rate first, then products and prices, our accounts, shipping rates, workshops with
//! their zones and offers, people and holidays; how the timed jobs stand, messages and alerts, and who changed any of it. Each list is a row of [`Section`]; each form makes the command that the command line makes.

pub mod actions;
mod alerts;
mod forms;
mod import;
mod jobs;
mod keep;
mod messages;
mod offers;
mod sections;
mod view;
mod workshops;
mod zones;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use uuid::Uuid;

use self::actions::{ACTIONS, Action};
use self::import::Importing;
use self::sections::{Section, Thing};
use self::view::TABS;
use crate::domain::ids::NotificationId;
use crate::domain::orders::rate::choose;
use crate::domain::text::fold;
use crate::locale::{Key, t, zone};
use crate::service::audit::changes::ChangeRow;
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Error, JobsStatus, Which, ask, sentence};
use crate::tui::core::csv::file_name;
use crate::tui::core::global::Motion;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::paged::{ListPane, PagedList, State, as_file};
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::list::{List, Row as Line};
use crate::tui::widgets::table::Column;

type Context<'a> = PaneContext<'a, ShopPane>;

#[derive(Debug, Default)]
pub struct ShopPane {
    section: Section,
    /// Of the section that is shown.
    things: Vec<Thing>,
    list: List<Uuid>,
    state: State,
    /// What was just kept: the cursor goes there, and it is no news.
    kept: Option<Uuid>,
    changes: PagedList<ask::Changes>,
    messages: PagedList<ask::Messages>,
    /// In what state the messages are that are shown.
    which: Which,
    alerts: PagedList<ask::Alerts>,
    /// Alerts that were not seen when their list was opened.
    news: BTreeSet<NotificationId>,
    /// Words that narrow the list that is shown.
    line: FilterLine,
    /// How the timed jobs stand as a whole.
    standing: Option<JobsStatus>,
    /// The file that was read last.
    path: String,
    /// Rows of a file that are being done.
    importing: Option<Importing>,
}

impl ShopPane {
    /// What is shown, read again.
    fn reload(&mut self, cx: &mut Context<'_>) {
        let section = self.section;
        macro_rules! whole {
            ($question:expr, $thing:path) => {
                cx.ask($question, move |pane: &mut Self, cx, rows| {
                    // The answer for a list that is no longer in sight.
                    if pane.section == section {
                        pane.came(cx, rows, $thing);
                    }
                })
            };
        }
        match section {
            Section::Rates => whole!(ask::Rates, Thing::Rate),
            Section::Products => whole!(ask::Products, Thing::Product),
            Section::Accounts => whole!(ask::Accounts, Thing::Account),
            Section::Shipping => whole!(ask::Shipping, Thing::Shipping),
            Section::Offers => whole!(ask::Offers, Thing::of_offer),
            Section::Jobs => self.read_jobs(cx),
            Section::People => whole!(ask::Operators, Thing::Person),
            Section::Workshops => whole!(ask::Workshops, Thing::workshop),
            Section::Zones => whole!(ask::ServiceZones, Thing::Zone),
            Section::Holidays => whole!(ask::Holidays, Thing::Holiday),
            Section::Messages => ListPane::<ask::Messages>::reload(self, cx),
            Section::Alerts => ListPane::<ask::Alerts>::reload(self, cx),
            Section::Changes => ListPane::<ask::Changes>::reload(self, cx),
        }
    }

    fn came<T>(&mut self, cx: &mut Context<'_>, rows: Result<Vec<T>, Error>, thing: fn(T) -> Thing) {
        match rows {
            Ok(rows) => {
                self.things = rows.into_iter().map(thing).collect();
                self.state = State::Ready;
                let rows = self.rows(cx.shell);
                self.list.replace(rows);
                if let Some(kept) = self.kept.take() {
                    self.list.select(kept);
                    self.list.known(kept);
                }
            }
            Err(error) if self.list.is_empty() => self.state = State::Failed(sentence(cx.shell.catalogue, &error)),
            Err(error) if error.is_passing() => {}
            Err(error) => {
                let why = sentence(cx.shell.catalogue, &error);
                cx.toast(Tone::Wrong, t!(cx.shell.catalogue, "shell-reload-failed", why = why));
            }
        }
    }

    fn rows(&self, shell: &Shell) -> Vec<Line<Uuid>> {
        let today = zone().day(shell.now);
        let rates: Vec<_> = self.things.iter().filter_map(Thing::rate_in_use).collect();
        let quoted = choose(&rates, today).ok().map(|(value_date, _)| value_date);
        let is_quoted = |thing: &Thing| quoted.is_some() && thing.rate_in_use().map(|(day, _)| day) == quoted;
        let rows = self.things.iter().enumerate().map(|(at, thing)| Line {
            id: thing.id(),
            cells: thing.cells(
                shell.catalogue,
                (today, is_quoted(thing)),
                self.things.iter().skip(at + 1).find(|before| before.is_active()),
            ),
        });
        rows.filter(|row| self.is_wanted(row)).collect()
    }

    /// Whether all that is typed to narrow the list stands somewhere in the row.
    fn is_wanted(&self, row: &Line<Uuid>) -> bool {
        let wanted = fold(self.line.text());
        let cells: Vec<String> = row.cells.iter().map(|cell| fold(&cell.text)).collect();
        wanted.split_whitespace().all(|word| cells.iter().any(|cell| cell.contains(word)))
    }

    fn write_again(&mut self, shell: &Shell) {
        match self.section {
            Section::Messages => return ListPane::<ask::Messages>::rewrite(self, shell),
            Section::Alerts => return ListPane::<ask::Alerts>::rewrite(self, shell),
            _ => {}
        }
        let rows = self.rows(shell);
        self.list.rewrite(rows);
    }

    /// Another text narrows the list: what is read page by page is asked for anew.
    fn narrowed(&mut self, cx: &mut Context<'_>) {
        match self.section {
            Section::Messages => ListPane::<ask::Messages>::reload_anew(self, cx),
            _ => self.write_again(cx.shell),
        }
    }

    fn export(&mut self, cx: &mut Context<'_>) {
        let name = file_name(cx.shell.catalogue, self.section.title(), zone().day(cx.shell.now));
        match self.section {
            Section::Changes => ListPane::<ask::Changes>::save(self, cx, name),
            Section::Messages => ListPane::<ask::Messages>::save(self, cx, name),
            Section::Alerts => ListPane::<ask::Alerts>::save(self, cx, name),
            section => {
                let text = as_file(&section.columns(cx.shell.catalogue), self.rows(cx.shell));
                cx.save(name, text);
            }
        }
    }

    fn selected(&self) -> Option<&Thing> {
        let id = self.list.selected()?;
        self.things.iter().find(|thing| thing.id() == id)
    }

    fn show(&mut self, cx: &mut Context<'_>, section: Section) {
        if self.section != section {
            self.section = section;
            self.things.clear();
            self.list.clear();
            self.line.clear();
            self.news.clear();
            self.state = State::Loading;
            self.reload(cx);
        }
    }
}

impl Pane for ShopPane {
    type Action = Action;

    const NAME: &'static str = "tienda";
    const TITLE: Key = "tienda-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;

    fn refresh(&mut self, cx: &mut Context<'_>) {
        // A workshop has its alerts here, and nothing else.
        let theirs: Vec<Section> = Section::of(&cx.shell.operator).collect();
        if !theirs.contains(&self.section) {
            self.section = theirs.first().copied().unwrap_or_default();
        }
        self.reload(cx);
    }

    fn minute(&mut self, cx: &mut Context<'_>) {
        self.write_again(cx.shell);
    }

    fn availability(&self, shell: &Shell, action: Action) -> Availability {
        self.available(shell, action)
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        self.perform(cx, action);
    }

    fn motion(&mut self, cx: &mut Context<'_>, motion: Motion) {
        match self.section {
            Section::Changes if self.changes.list.motion(motion) => ListPane::<ask::Changes>::want_more(self, cx),
            Section::Messages if self.messages.list.motion(motion) => ListPane::<ask::Messages>::want_more(self, cx),
            Section::Alerts if self.alerts.list.motion(motion) => ListPane::<ask::Alerts>::want_more(self, cx),
            Section::Changes | Section::Messages | Section::Alerts => {}
            _ => {
                self.list.motion(motion);
            }
        }
    }

    fn sections(&self, shell: &Shell) -> Vec<Key> {
        Section::of(&shell.operator).map(Section::title).collect()
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        let PaneRequest::Section(title, _) = request else { return None };
        let section = Section::ALL.into_iter().find(|section| section.title() == *title)?;
        Some(Self {
            section,
            ..Self::default()
        })
    }

    fn place(&self, shell: &Shell) -> Option<String> {
        Some(shell.catalogue.text(self.section.title(), &[]))
    }

    fn region(&mut self, cx: &mut Context<'_>, back: bool) {
        self.show(cx, self.section.beside(&cx.shell.operator, back));
    }

    fn regions(&self, _shell: &Shell) -> bool {
        true
    }

    fn click(&mut self, cx: &mut Context<'_>, region: u8, index: usize) {
        if region == TABS {
            if let Some(section) = Section::of(&cx.shell.operator).nth(index) {
                self.show(cx, section);
            }
            return;
        }
        match self.section {
            Section::Changes => self.changes.list.click(index),
            Section::Messages => self.messages.list.click(index),
            Section::Alerts => self.alerts.list.click(index),
            _ => self.list.click(index),
        }
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        let narrowed = self.line.clear();
        if narrowed {
            self.narrowed(cx);
        }
        narrowed
    }

    fn filter_line(&self) -> Option<&FilterLine> {
        Some(&self.line)
    }

    fn filter_line_mut(&mut self) -> Option<&mut FilterLine> {
        Some(&mut self.line)
    }

    fn filtered(&mut self, cx: &mut Context<'_>, kept: bool) {
        if !kept {
            self.narrowed(cx);
        }
    }

    fn view(&self, shell: &Shell, area: ratatui::layout::Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}

impl ListPane<ask::Changes> for ShopPane {
    type Shown = i64;

    fn paged(&mut self) -> &mut PagedList<ask::Changes> {
        &mut self.changes
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Changes> {
        Some(ask::Changes {
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        Section::Changes.columns(shell.catalogue)
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Line<i64>> {
        let line = |row: &ChangeRow| Line {
            id: row.id,
            cells: sections::change(shell.catalogue, row),
        };
        self.changes.rows().iter().skip(from).map(line).collect()
    }
}
