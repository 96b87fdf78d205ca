//! What the panes share: who, where, when, the open overlays and the writes in flight.

use std::collections::BTreeMap;

use ratatui::layout::Size;

use super::Overlay;
use super::form::Form;
use crate::domain::Time;
use crate::domain::actor::Actor;
use crate::domain::ids::{OperationId, OrderId};
use crate::locale::{Catalogue, Locale, t};
use crate::service::commands::Access;
use crate::service::people::trust::Trust;
use crate::tui::core::action::{Availability, Risk};
use crate::tui::core::client::{Answer, Caution, Command, Counts, LinkState, Query};
use crate::tui::core::crops::Crops;
use crate::tui::core::effect::Effect;
use crate::tui::core::graphics::Graphics;
use crate::tui::core::layout::Breadth;
use crate::tui::core::msg::Ticket;
use crate::tui::core::pane_request::{Aim, Sent, TopicId};
use crate::tui::core::theme::{Theme, Tone};
use crate::tui::core::toasts::Toasts;
use crate::tui::terminal::clipboard::Through;

/// Who opened an overlay or a write, and so hears of its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Pane(usize, TopicId),
    /// "Leave while a write is in flight?"
    Quit,
    /// Help and palette: what they yield is run.
    Run,
    /// The operator may work here no more: the program is left.
    SessionOver,
}

/// An overlay and who waits for it.
#[derive(Debug)]
pub struct OpenOverlay {
    pub overlay: Overlay,
    pub owner: Owner,
}

/// A verdict that this person gave: for some seconds it can be taken back, wherever it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub order: OrderId,
    pub number: String,
    /// Before its message leaves.
    pub until: Time,
}

/// A write whose end is not known yet.
#[derive(Debug)]
pub struct InFlight {
    pub owner: Owner,
    pub command: Command,
    /// The link was lost before it ended: it is repeated, with the same operation id, when the link is back.
    pub unsettled: bool,
}

/// What the panes share: who, where, when, and what lies on top.
#[derive(Debug)]
pub struct Shell {
    pub catalogue: &'static Catalogue,
    pub theme: Theme,
    pub size: Size,
    /// The time of the message being handled.
    pub now: Time,
    /// When the person last pressed a key or pasted.
    pub used: Time,
    pub operator: Actor,
    /// What is to be known before trusting what is shown.
    pub cautions: Vec<Caution>,
    /// Alerts that this person has not seen.
    pub alerts: i64,
    /// The database's name in the header.
    pub database: String,
    /// How far the person's name can be believed, where that is to be known.
    pub trust: Option<Trust>,
    pub link: LinkState,
    /// A timer of the next second is under way: never two, however often the link comes and goes.
    pub(crate) counts_seconds: bool,
    /// When data last came.
    pub fresh_at: Option<Time>,
    /// The pane that is shown.
    pub active: usize,
    pub overlays: Vec<OpenOverlay>,
    pub toasts: Toasts,
    /// `Some` while nothing is refreshed by itself: whether something changed since.
    pub frozen: Option<bool>,
    pub writes: BTreeMap<OperationId, InFlight>,
    /// The last one last.
    pub verdicts: Vec<Verdict>,
    /// Who is at the keyboard was answered once.
    pub(crate) greeted: bool,
    /// A key was pressed.
    pub(crate) typed_anything: bool,
    pub(crate) requests: Vec<Sent>,
    /// The places from which one came to the one that is shown, the nearest last.
    pub came_from: Vec<String>,
    pub(crate) welcome: Option<String>,
    /// What was opened or chosen by name, the last first.
    pub recents: Vec<Aim>,
    /// What the palette looks for last.
    pub(crate) found_asked: Option<u64>,
    /// What a copied text passes on its way to the clipboard.
    pub through: Through,
    /// The pictures that the terminal takes.
    pub graphics: Graphics,
    /// Where receipts show what one looks for.
    pub crops: Crops,
    /// Whether other programs have a screen here.
    pub desktop: bool,
    /// The database may be read and not written.
    pub read_only: bool,
    /// What waits for a person, and the latest question about it.
    pub counts: Option<Counts>,
    counts_asked: Option<u64>,
    /// The latest question about who is at the keyboard.
    pub(crate) operator_asked: Option<u64>,
    seed: u64,
    counter: u64,
}

/// What the program knows before it starts.
#[derive(Debug)]
pub struct Opening {
    pub locale: Locale,
    pub theme: Theme,
    pub size: Size,
    pub now: Time,
    pub operator: Actor,
    pub database: String,
    pub trust: Option<Trust>,
    /// Something to say first.
    pub welcome: Option<String>,
    pub through: Through,
    pub graphics: Graphics,
    pub desktop: bool,
    pub read_only: bool,
    /// Random; operation ids derive from it.
    pub seed: u64,
}

impl Shell {
    /// The last verdict, while it can be taken back.
    pub fn undoable(&self) -> Option<&Verdict> {
        self.verdicts.last().filter(|verdict| verdict.until > self.now)
    }

    /// Something on the screen counts seconds: how old what is shown is, or how long a verdict can be taken back.
    pub fn counts(&self) -> bool {
        self.link != LinkState::Up || self.undoable().is_some()
    }

    /// A form is open that is a comparison.
    pub fn compares(&self) -> bool {
        let compares = |opened: &OpenOverlay| matches!(&opened.overlay, Overlay::Form(form) if form.heads.is_some());
        self.overlays.iter().any(compares)
    }

    /// Rows of a list to ask for at once: those in sight and one screen more.
    pub fn rows_wanted(&self) -> u32 {
        (2 * u32::from(self.size.height)).clamp(40, 200)
    }

    pub fn new(opening: Opening) -> Self {
        Self {
            catalogue: Catalogue::of_panes(opening.locale),
            theme: opening.theme,
            size: opening.size,
            now: opening.now,
            used: opening.now,
            operator: opening.operator,
            trust: opening.trust,
            cautions: Vec::new(),
            alerts: 0,
            database: opening.database,
            link: LinkState::Up,
            counts_seconds: false,
            fresh_at: None,
            active: 0,
            overlays: Vec::new(),
            toasts: Toasts::default(),
            frozen: None,
            writes: BTreeMap::new(),
            verdicts: Vec::new(),
            greeted: false,
            typed_anything: false,
            requests: Vec::new(),
            came_from: Vec::new(),
            welcome: opening.welcome,
            recents: Vec::new(),
            found_asked: None,
            through: opening.through,
            graphics: opening.graphics,
            crops: Crops::default(),
            desktop: opening.desktop,
            read_only: opening.read_only,
            counts: None,
            counts_asked: None,
            operator_asked: None,
            seed: opening.seed,
            counter: 0,
        }
    }

    /// Nothing lies over the panes, which are others: the first is shown.
    pub(crate) fn begin_anew(&mut self) {
        self.overlays.clear();
        self.requests.clear();
        self.came_from.clear();
        self.recents.clear();
        (self.active, self.counts, self.frozen) = (0, None, None);
    }

    pub const fn breadth(&self) -> Breadth {
        Breadth::of(self.size)
    }

    /// What role and link say about an action, whichever pane it belongs to.
    pub fn allows(&self, needs: Option<Access>, risk: Risk) -> Availability {
        if let Some(Err(refusal)) = needs.map(|access| access.may(&self.operator)) {
            return Availability::Disabled(self.catalogue.refusal(&refusal));
        }
        if risk > Risk::None && self.read_only {
            return Availability::Disabled(t!(self.catalogue, "shell-read-only-why"));
        }
        if risk > Risk::None && self.link != LinkState::Up {
            return Availability::Disabled(t!(self.catalogue, "shell-blocked"));
        }
        Availability::Enabled
    }

    /// That a text went to the clipboard, or may not get there.
    pub fn copied(&self, text: &str) -> (Tone, String) {
        match self.through.name() {
            None => (Tone::Done, t!(self.catalogue, "shell-copied", value = text)),
            Some(name) => (Tone::Waits, t!(self.catalogue, "shell-copy-sent", through = name, value = text)),
        }
    }

    /// Where one came from, before the name of a place: `Pagos › `.
    pub fn path(&self) -> String {
        const MOST: usize = 2;
        let (hidden, near) = self.came_from.split_at(self.came_from.len().saturating_sub(MOST));
        let hidden = hidden.first().map(|_| "… › ".to_owned());
        hidden.into_iter().chain(near.iter().map(|place| format!("{place} › "))).collect()
    }

    /// Nothing covers that the session is over.
    pub fn open(&mut self, overlay: Overlay, owner: Owner) {
        if self.overlays.iter().any(|opened| opened.owner == Owner::SessionOver) {
            return;
        }
        self.overlays.push(OpenOverlay { overlay, owner });
    }

    /// The form of this owner, if it is open; it leaves the stack while it is handled.
    pub(crate) fn with_form<T>(&mut self, owner: Owner, handle: impl FnOnce(&mut Self, &mut Form) -> T) -> Option<T> {
        let at = self.overlays.iter().position(|opened| opened.owner == owner)?;
        let mut opened = self.overlays.remove(at);
        let answer = match &mut opened.overlay {
            Overlay::Form(form) => Some(handle(self, form)),
            _ => None,
        };
        self.overlays.insert(at, opened);
        answer
    }

    pub(crate) fn begin_write(&mut self, owner: Owner, command: Command) -> OperationId {
        let operation = self.next_operation();
        self.writes.insert(
            operation,
            InFlight {
                owner,
                command,
                unsettled: false,
            },
        );
        operation
    }

    /// Asks what waits for a person: once for the header and all panes.
    pub(crate) fn count(&mut self) -> Effect {
        let generation = self.next_id();
        let replaces = self.counts_asked.replace(generation);
        let ticket = |generation| Ticket {
            pane: Ticket::COUNTS,
            generation,
        };
        Effect::Read {
            ticket: ticket(generation),
            replaces: replaces.map(ticket),
            query: Query::Counts,
        }
    }

    /// What was counted last stays when it could not be counted.
    pub(crate) fn counted(&mut self, ticket: Ticket, answer: Option<Answer>) {
        if let Some(Answer::Counts(counts)) = answer.filter(|_| self.counts_asked == Some(ticket.generation)) {
            self.counts = Some(counts);
            self.fresh_at = Some(self.now);
        }
    }

    /// A number never given before.
    pub(crate) const fn next_id(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    /// UUIDv7 of the moment; its random part is the seed and a count.
    fn next_operation(&mut self) -> OperationId {
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or_default();
        let mut random = [0; 10];
        let count = self.next_id().to_be_bytes();
        random[..8].copy_from_slice(&self.seed.to_be_bytes());
        random[8..].copy_from_slice(&count[6..]);
        OperationId::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}
