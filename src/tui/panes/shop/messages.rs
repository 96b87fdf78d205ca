//! The messages of the shop: what waits, what did not leave and why, what was sent; and what people do with one.

mod handling;

use self::handling::{Act, Handling};
use super::actions::Action;
use super::sections::Section;
use super::{Context, ShopPane};
use crate::domain::messages::channel::{MessageState, Recipient};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::{Safe, lines_of};
use crate::locale::{Catalogue, Key, day_time, t};
use crate::tui::core::action::Availability;
use crate::tui::core::client::{MessageRow, MessageSeen, MessagesFilter, Which, ask};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::reader::Reader;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

/// The ready-made looks at the list.
const LOOKS: [Which; 7] = [
    Which::All,
    Which::Waiting,
    Which::Failed,
    Which::Dead,
    Which::Sent,
    Which::Cancelled,
    Which::Superseded,
];

pub const fn which_key(which: Which) -> Key {
    match which {
        Which::All | Which::OfOrder(_) => "mensajes-which-all",
        Which::Waiting => "mensajes-which-waiting",
        Which::Failed => "mensajes-which-failed",
        Which::Dead => "mensajes-which-dead",
        Which::Sent => "mensajes-which-sent",
        Which::Cancelled => "mensajes-which-cancelled",
        Which::Superseded => "mensajes-which-superseded",
    }
}

pub fn columns(catalogue: &Catalogue) -> Vec<Column> {
    let column = |key: Key, width, priority| Column::new(catalogue.text(key, &[]), width, priority);
    vec![
        column("tienda-head-when", 11, 0),
        column("mensajes-head-order", 11, 1),
        column("mensajes-head-whom", 16, 0).shares(2),
        column("mensajes-head-what", 14, 2).shares(4),
        column("mensajes-head-state", 18, 0),
        column("mensajes-head-tries", 8, 4).right(),
        column("mensajes-head-error", 14, 3).shares(2),
    ]
}

fn cells(catalogue: &Catalogue, row: &MessageRow) -> Vec<Cell> {
    let tone = tone(row);
    let plain = match row.state {
        MessageState::Cancelled | MessageState::Superseded => Tone::Past,
        _ => Tone::Plain,
    };
    let error = row.last_error.as_ref().filter(|_| row.state != MessageState::Sent);
    let tries = if row.attempts == 0 {
        String::new()
    } else {
        row.attempts.to_string()
    };
    vec![
        Cell::toned(Tone::Past, day_time(row.created_at)),
        Cell::toned(plain, row.number.as_ref().map_or("", Safe::as_str)),
        Cell::toned(plain, whom(catalogue, row)),
        Cell::toned(plain, what(catalogue, row)),
        Cell::toned(tone, state(catalogue, row)),
        Cell::toned(Tone::Past, tries),
        Cell::toned(tone, error.map(|error| catalogue.delivery_error(error)).unwrap_or_default()),
    ]
}

const fn tone(row: &MessageRow) -> Tone {
    match row.state {
        _ if row.switched_off => Tone::Past,
        MessageState::Pending => Tone::Plain,
        MessageState::Sending => Tone::Accent,
        MessageState::Failed => Tone::Waits,
        MessageState::Dead => Tone::Wrong,
        MessageState::Sent | MessageState::Cancelled | MessageState::Superseded => Tone::Past,
    }
}

fn state(catalogue: &Catalogue, row: &MessageRow) -> String {
    catalogue.message_state(row.state, row.switched_off)
}

/// `María Pérez · cliente`, `administradores`.
fn whom(catalogue: &Catalogue, row: &MessageRow) -> String {
    let kind = catalogue.text(&format!("mensajes-to-{}", row.recipient_kind), &[]);
    match row.whom.as_ref().filter(|_| row.recipient_kind != Recipient::Admins) {
        Some(name) => format!("{name} · {kind}"),
        None => kind,
    }
}

/// What it is about in a line: its subject, else how it begins.
fn what(catalogue: &Catalogue, row: &MessageRow) -> String {
    let subject = row.subject.as_ref().map(|subject| lines_of(subject).join(" "));
    let subject = subject.or_else(|| catalogue.message_subject(&row.template, &row.data));
    let said = subject.unwrap_or_else(|| catalogue.message(&row.template, &row.data));
    let said = said.lines().next().unwrap_or_default();
    // The number has a column of its own: what differs goes first.
    let number = row.number.as_ref().map(|number| format!("{number}: "));
    let news = number.and_then(|number| said.split_once(&number).map(|(_, news)| news));
    news.unwrap_or(said).to_owned()
}

/// All there is to know of one: where it stands, every try, what people did, and its words.
fn told(catalogue: &Catalogue, seen: &MessageSeen) -> Said {
    let (detail, row) = (&seen.detail, &seen.detail.message);
    let mut said = Said::new();
    let mut stands = format!("{} · {}", day_time(row.created_at), state(catalogue, row));
    if let Some(at) = row
        .not_before
        .filter(|_| matches!(row.state, MessageState::Pending | MessageState::Failed))
    {
        stands = format!("{stands} {}", t!(catalogue, "mensajes-not-before", at = at));
    }
    said.push((tone(row), stands));
    let why = detail.without_effect.as_ref();
    said.extend(why.map(|why| (Tone::Past, catalogue.without_effect(why, row.recipient_kind))));
    match (&row.sent_to, row.state) {
        (Some(to), MessageState::Sent) if !to.is_empty() => said.push((Tone::Past, t!(catalogue, "mensajes-sent-to", to = to.as_str()))),
        (_, MessageState::Sent | MessageState::Superseded) => {}
        _ => said.push((Tone::Past, catalogue.reach(row.recipient_kind, &detail.reach))),
    }
    if row.maybe_twice {
        said.push(Tone::Waits.marked(t!(catalogue, "mensajes-maybe-twice")));
    }
    if row.resent_of.is_some() {
        said.push((Tone::Past, t!(catalogue, "mensajes-is-again")));
    }
    happened(catalogue, seen, &mut said);
    said.push((Tone::Plain, String::new()));
    match (&row.body, &seen.would) {
        _ if row.erased_at.is_some() => said.push((Tone::Past, t!(catalogue, "mensajes-erased"))),
        (Some(body), _) => {
            let subject = row.subject.iter().flat_map(|subject| lines_of(subject));
            said.extend(subject.map(|line| (Tone::Strong, line.to_owned())));
            said.push((Tone::Plain, String::new()));
            said.extend(lines_of(body).into_iter().map(|line| (Tone::Plain, line.to_owned())));
        }
        (None, Some(would)) => {
            let says = match row.state {
                MessageState::Cancelled | MessageState::Superseded => "mensajes-would-have-said",
                _ => "mensajes-would-say",
            };
            said.push((Tone::Accent, catalogue.text(says, &[])));
            said.push((Tone::Strong, would.subject.clone()));
            said.push((Tone::Plain, String::new()));
            said.extend(would.text.lines().map(|line| (Tone::Plain, line.to_owned())));
        }
        (None, None) => said.push(Tone::Wrong.marked(t!(catalogue, "mensajes-words-faulty"))),
    }
    said
}

fn happened(catalogue: &Catalogue, seen: &MessageSeen, said: &mut Said) {
    for one in &seen.detail.attempts {
        let channel = catalogue.text(&format!("mensajes-channel-{}", one.channel), &[]);
        let outcome = catalogue.text(&format!("mensajes-outcome-{}", one.outcome), &[]);
        let to = one.address.as_ref().map(|to| format!(" · {to}")).unwrap_or_default();
        let why = match (&one.error_class, &one.answer) {
            (Some(class), Some(answer)) if !answer.is_empty() => Some(format!("{class}: {answer}")),
            (Some(class), _) => Some(class.to_string()),
            _ => None,
        };
        let why = why.map(|why| format!(" · {}", catalogue.delivery_error(&why))).unwrap_or_default();
        let at = day_time(one.began_at);
        said.push((Tone::Past, format!("{}. {at} · {channel}{to} · {outcome}{why}", one.seq)));
    }
    for one in &seen.detail.acts {
        let act = catalogue.text(&format!("mensajes-act-{}", one.act), &[]);
        let why = one.reason.as_ref().map(|why| format!(" · «{why}»")).unwrap_or_default();
        said.push((Tone::Past, format!("{} · {} · {act}{why}", day_time(one.created_at), one.who)));
    }
}

impl ListPane<ask::Messages> for ShopPane {
    type Shown = crate::domain::ids::NotificationId;

    fn paged(&mut self) -> &mut PagedList<ask::Messages> {
        &mut self.messages
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Messages> {
        Some(ask::Messages {
            filter: MessagesFilter {
                which: self.which,
                text: self.line.text().trim().to_owned(),
            },
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn heads(&self, shell: &Shell) -> Vec<Column> {
        Section::Messages.columns(shell.catalogue)
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<Self::Shown>> {
        let rows = self.messages.rows().iter().skip(from);
        rows.map(|row| Row {
            id: row.id,
            cells: cells(shell.catalogue, row),
        })
        .collect()
    }
}

impl ShopPane {
    pub(crate) fn message_available(&self, shell: &Shell, action: Action) -> Availability {
        use Availability::{Disabled, Enabled, Hidden};
        use MessageState::{Cancelled, Dead, Failed, Pending, Sent, Superseded};
        let Some(row) = self.messages.selected() else {
            return if matches!(action, Action::Filter | Action::Which) {
                Enabled
            } else {
                Hidden
            };
        };
        let fits = match action {
            Action::Filter | Action::Which | Action::Read => true,
            Action::Order => row.number.is_some(),
            Action::Retry => matches!(row.state, Failed | Dead),
            Action::Drop => matches!(row.state, Pending | Failed | Dead),
            Action::Resend if row.erased_at.is_some() => {
                return Disabled(shell.catalogue.refusal(&Refusal::new(Code::MessageErased)));
            }
            Action::Resend => matches!(row.state, Sent | Dead | Cancelled | Superseded) && row.order.is_some() && row.event_seq.is_some(),
            Action::Contact => handling::whose(row).is_some(),
            _ => false,
        };
        if fits { Enabled } else { Hidden }
    }

    pub(crate) fn begin_message(&self, cx: &mut Context<'_>, action: Action) {
        let Some(row) = self.messages.selected().cloned() else { return };
        let act = match action {
            Action::Retry => Act::Retry,
            Action::Drop => Act::Drop,
            Action::Resend => Act::Resend,
            _ => Act::Contact,
        };
        if matches!(act, Act::Retry | Act::Drop) {
            return Self::handle(cx, Handling { act, row, seen: None });
        }
        // What is agreed to is shown as it is now.
        cx.ask(ask::Message(row.id), move |_: &mut Self, cx, seen| match seen {
            Ok(seen) => Self::handle(
                cx,
                Handling {
                    act,
                    row,
                    seen: Some(seen),
                },
            ),
            Err(error) => cx.say_failure(&error),
        });
    }

    fn handle(cx: &mut Context<'_>, handling: Handling) {
        let id = handling.row.id;
        cx.begin(handling, move |pane: &mut Self, cx, _| {
            pane.messages.changed_by_us([id]);
            ListPane::<ask::Messages>::reload(pane, cx);
        });
    }

    pub(crate) fn read_message(&self, cx: &mut Context<'_>) {
        let Some(row) = self.messages.selected() else { return };
        cx.ask(ask::Message(row.id), |_: &mut Self, cx, seen| match seen {
            Ok(seen) if cx.may_open() => {
                let catalogue = cx.shell.catalogue;
                let row = &seen.detail.message;
                let number = row.number.clone();
                let parts = [number.as_ref().map(Safe::to_string), Some(whom(catalogue, row))];
                let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                let reader = Reader::toned(title, told(catalogue, &seen)).leading(t!(catalogue, "mensajes-reader-keys"));
                cx.open(reader, move |_, cx, outcome| {
                    if let (Outcome::Picked(_), Some(number)) = (outcome, number) {
                        cx.visit(PaneRequest::Order(number.into_string()));
                    }
                });
            }
            Ok(_) => {}
            Err(error) => cx.say_failure(&error),
        });
    }

    pub(crate) fn open_message_order(&self, cx: &mut Context<'_>) {
        if let Some(number) = self.messages.selected().and_then(|row| row.number.clone()) {
            cx.visit(PaneRequest::Order(number.into_string()));
        }
    }

    pub(crate) fn choose_which(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let looks = LOOKS.map(|which| (Item::new(catalogue.text(which_key(which), &[])), which));
        let title = t!(catalogue, "mensajes-which-title");
        cx.choose_other(title, &self.which, looks, |pane: &mut Self, cx, which| {
            pane.which = which;
            ListPane::<ask::Messages>::reload_anew(pane, cx);
        });
    }
}
