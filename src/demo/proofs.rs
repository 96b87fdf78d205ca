//! P2, P3, P9: a payment is reported, as its method asks, now and then with something wrong about it.

use chrono::TimeDelta;

use super::accounts::Account;
use super::picture::Drawn;
use super::random::Dice;
use super::rows::{SubmissionRow, Word};
use super::shop::{Ledger, Prior, shared};
use super::story::{EventDetails, Story, Who};
use super::{calendar, notices, people};
use crate::domain::identity::Payer;
use crate::domain::ids::AccountId;
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::Payload;
use crate::domain::orders::rate;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::proof::ProofDraft;
use crate::domain::payments::receipt_file::Sha256Hex;
use crate::domain::payments::reference::Reference;
use crate::domain::payments::signal::{Signal, SignalFound};
use crate::domain::payments::signal_rules::{self, OtherProof};

/// What may be wrong with a proof.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    Nothing,
    ThirdParty,
    ClosedAccount,
    OtherCurrency,
    /// The reference of a payment that another order already got.
    Reused,
    /// Only its last digits.
    Similar,
    SameImage,
}

/// A proof to be reported.
pub struct Plan {
    /// Thousandths of what is owed.
    pub share: i64,
    pub flaw: Flaw,
    /// One of the newest, whose picture is its own.
    pub recent: bool,
}

impl Plan {
    pub const fn whole() -> Self {
        Self::share(1000)
    }

    pub const fn share(share: i64) -> Self {
        Self {
            share,
            flaw: Flaw::Nothing,
            recent: false,
        }
    }

    pub const fn flawed(flaw: Flaw) -> Self {
        Self { flaw, ..Self::whole() }
    }

    /// Of a new order, whose pictures are its own.
    pub const fn recent(share: i64) -> Self {
        Self {
            recent: true,
            ..Self::share(share)
        }
    }
}

/// The banks customers pay from.
const ORIGINS: &[(u32, Word)] = &[
    (330, "0102"),
    (210, "0134"),
    (120, "0105"),
    (90, "0108"),
    (70, "0172"),
    (60, "0191"),
    (30, "0114"),
    (25, "0163"),
    (20, "0151"),
    (15, "0174"),
    (10, "0169"),
    (8, "0175"),
    (6, "0137"),
    (4, "0157"),
];

/// The notes staff leave when they report for somebody.
const ON_BEHALF: &[&str] = &[
    "Envió el comprobante por WhatsApp.",
    "Llamó por teléfono: no le abre la página.",
    "Pagó en la tienda, entregó el recibo impreso.",
];

/// Why staff report for an order that was cancelled.
const CAME_LATE: &str = "El pago llegó después de cancelar el pedido.";

impl Story<'_> {
    pub fn report(&mut self, ledger: &mut Ledger, who: Who, plan: &Plan) -> Option<()> {
        let prior = match plan.flaw {
            Flaw::Reused | Flaw::Similar | Flaw::SameImage => self.prior(ledger, plan.flaw),
            _ => None,
        };
        let shop = self.shop;
        let account = self.account_for(plan, prior.as_ref(), &shop.staff.accounts);
        let (draft, banked) = self.draft(ledger, account, plan, prior.as_ref())?;
        let picture = self.picture(ledger, &draft, account, plan, prior.as_ref());
        let draft = ProofDraft {
            receipt: picture.map(|(digest, _)| digest),
            ..draft
        };
        let size = picture.map(|(_, size)| size);
        self.submit(who, &draft, (account, banked, size), prior.as_ref())
    }

    /// A payment of somebody else to repeat: with a bank's long reference, or with a picture.
    fn prior(&mut self, ledger: &Ledger, flaw: Flaw) -> Option<Prior> {
        let fits = |prior: &&Prior| match flaw {
            Flaw::SameImage => prior.receipt.is_some(),
            _ => prior.reference.len() >= 7 && prior.reference.bytes().all(|b| b.is_ascii_digit()),
        };
        let fitting: Vec<_> = ledger
            .priors
            .iter()
            .filter(|prior| prior.order != self.number)
            .filter(fits)
            .collect();
        (!fitting.is_empty()).then(|| (*self.dice.pick(&fitting)).clone())
    }

    fn account_for<'a>(&mut self, plan: &Plan, prior: Option<&Prior>, accounts: &'a [Account]) -> &'a Account {
        let of = |id: AccountId| accounts.iter().find(|account| account.ours.id == id);
        let same = prior.filter(|_| plan.flaw != Flaw::SameImage).and_then(|prior| of(prior.account));
        let special = match plan.flaw {
            Flaw::ClosedAccount => accounts.iter().find(|account| !account.ours.active),
            Flaw::OtherCurrency => accounts.iter().find(|account| account.ours.method == PaymentMethod::BankTransfer),
            _ => same,
        };
        special.unwrap_or_else(|| {
            let drawn = self.shop.staff.account(&mut self.dice).ours.id;
            of(drawn).unwrap_or(&accounts[0])
        })
    }

    /// What the customer declares, and the reference as the bank will show it.
    fn draft(&mut self, ledger: &mut Ledger, account: &Account, plan: &Plan, prior: Option<&Prior>) -> Option<(ProofDraft, String)> {
        let currency = match plan.flaw {
            Flaw::OtherCurrency => Currency::Usd,
            _ => account.ours.currency,
        };
        let owed = self.owed().minor() * plan.share / 1000;
        let owed = Money::of_minor(owed.max(100), Currency::Ves);
        let amount = match currency {
            Currency::Ves => owed,
            dollars => Money::of_minor(self.quote.rate.to_usd(owed).ok()?.minor().max(1), dollars),
        };
        let ordered = calendar::day(self.order.placed_at);
        let yesterday = calendar::day(self.at) - TimeDelta::days(1);
        let earlier = yesterday >= ordered && self.dice.permille(80);
        let paid_on = if earlier { yesterday } else { calendar::day(self.at) };
        let method = account.ours.method;
        let third = plan.flaw == Flaw::ThirdParty;
        let (banked, typed) = match prior.filter(|_| matches!(plan.flaw, Flaw::Reused | Flaw::Similar)) {
            Some(prior) if plan.flaw == Flaw::Reused => (prior.reference.clone(), prior.reference.clone()),
            Some(prior) => {
                let tail = &prior.reference[prior.reference.len() - 6..];
                (format!("{}{tail}", self.dice.digits(5)), tail.to_owned())
            }
            None => references(method, account, ledger, &mut self.dice),
        };
        let name = if third {
            people::person(&mut self.dice)
        } else {
            self.customer.name.to_string()
        };
        let own = self.customer.id_doc.as_deref().filter(|_| !third);
        let id = own.map_or_else(|| people::cedula(&mut self.dice), str::to_owned);
        let phone = if third {
            people::phone(&mut self.dice)
        } else {
            self.customer.phone.to_string()
        };
        let bank = matches!(method, PaymentMethod::PagoMovil | PaymentMethod::BankTransfer);
        let mut draft = ProofDraft::new(method, amount, paid_on);
        draft.account = Some(account.ours.id);
        draft.reference = (method != PaymentMethod::Cash).then_some(typed);
        draft.origin_bank = bank.then(|| (*self.dice.weigh(ORIGINS)).to_owned());
        draft.payer_id = bank.then_some(id);
        draft.payer_phone = (method == PaymentMethod::PagoMovil).then_some(phone);
        draft.payer_name = (!bank || third).then_some(name);
        draft.email = (method == PaymentMethod::Zelle).then(|| {
            let own = self.customer.email.as_deref().filter(|_| !third);
            own.map_or_else(|| format!("pagos{}@correo.example", self.dice.below(999)), str::to_owned)
        });
        Some((draft, banked))
    }

    /// The picture that comes with it: one of its own for the newest, one of a few for the others, or none.
    fn picture(
        &mut self,
        ledger: &mut Ledger,
        draft: &ProofDraft,
        account: &Account,
        plan: &Plan,
        prior: Option<&Prior>,
    ) -> Option<(Sha256Hex, i64)> {
        let reused = prior.filter(|_| matches!(plan.flaw, Flaw::SameImage | Flaw::Reused));
        if let Some(receipt) = reused.and_then(|prior| prior.receipt) {
            return Some(receipt);
        }
        if !(plan.recent || self.dice.permille(550)) {
            return None;
        }
        ledger
            .pictures
            .of(&Drawn::new(draft, account, self.at), plan.recent, &mut self.dice)
    }

    fn submit(
        &mut self,
        who: Who,
        draft: &ProofDraft,
        (account, banked, size): (&Account, String, Option<i64>),
        prior: Option<&Prior>,
    ) -> Option<()> {
        let row = self.submission(who, draft, account, size, prior)?;
        let text = match self.status {
            PaymentStatus::Cancelled => Some(shared(CAME_LATE)),
            _ => row.reported_by_id.map(|_| shared(self.dice.pick::<&str>(ON_BEHALF))),
        };
        let say = EventDetails {
            submission: Some(row.id),
            text,
            payload: Payload::Reported {
                method: Some(draft.method),
                amount: Some(row.amount),
                reference: row.reference.clone(),
                bank: row.origin_bank.map(str::to_owned),
                account: Some(account.alias.to_owned()),
                paid_on: Some(row.paid_on),
                surplus_of: None,
            },
            ..EventDetails::default()
        };
        self.submissions.push(row);
        self.banked.push(banked);
        self.walk(who, PaymentStatus::Reported, say)
    }

    fn submission(
        &mut self,
        who: Who,
        draft: &ProofDraft,
        account: &Account,
        size: Option<i64>,
        prior: Option<&Prior>,
    ) -> Option<SubmissionRow> {
        let again = self.status == PaymentStatus::Rejected;
        let rejected = self
            .submissions
            .iter()
            .rfind(|proof| again && proof.state == "REJECTED")
            .map(|proof| proof.id);
        let signals = self.signals(draft, account, prior);
        let reference = draft.reference.as_deref().map(Reference::stored);
        let id = self.ids.next();
        let reporter = match who {
            Who::Staff(at) => Some(self.shop.staff.operators[at].id),
            _ => None,
        };
        let attempt = match self.status {
            PaymentStatus::Rejected | PaymentStatus::Cancelled => self.order.attempt + 1,
            _ => self.order.attempt.max(1),
        };
        Some(SubmissionRow {
            id,
            order_id: self.order.id,
            seq: i64::try_from(self.submissions.len()).ok()? + 1,
            attempt,
            quote_seq: i64::try_from(self.quotes.len()).ok()?,
            previous_id: rejected,
            reported_by: self.role(who).as_str(),
            reported_by_id: reporter,
            method: draft.method.as_str(),
            amount: draft.amount,
            currency: draft.amount.currency().as_str(),
            paid_on: draft.paid_on,
            account_id: draft.account.map(AccountId::uuid),
            origin_bank: draft.origin_bank.as_deref().and_then(known_bank),
            reference_key: reference.as_ref().map(Reference::key),
            reference_reversed: reference.as_ref().map(Reference::reversed_key),
            reference: draft.reference.clone(),
            payer_name: draft.payer_name.as_deref().map(shared),
            payer_id_doc: draft.payer_id.as_deref().map(shared),
            payer_phone: draft.payer_phone.as_deref().map(shared),
            payer_email: draft.email.as_deref().map(shared),
            receipt_digest: draft.receipt.map(|digest| digest.to_string().into()),
            receipt_kind: draft.receipt.map(|_| "PNG"),
            receipt_bytes: size,
            signals,
            digest: draft.digest().to_string(),
            reported_at: self.at,
            state: "OPEN",
            verified_amount: None,
            verified_currency: None,
            credited_amount: None,
            created_at: self.at,
        })
    }

    /// What the service would have found when it was reported.
    fn signals(&self, draft: &ProofDraft, account: &Account, prior: Option<&Prior>) -> String {
        let open = self.submissions.iter().filter(|proof| proof.state == "OPEN");
        let open = open.filter_map(|proof| rate::credit(proof.amount, self.quote.rate).ok());
        let outstanding = self.owed().less(notices::total(open, self.owed()));
        let customer = self.customer.id_doc.as_deref().and_then(|id| Payer::parse(id).ok());
        let others: Vec<OtherProof> = prior
            .map(|prior| OtherProof {
                order: prior.order,
                same_order: false,
                state: ProofState::Verified,
                account: Some(prior.account),
                reference: Some(Reference::stored(prior.reference.as_str())),
                receipt: prior.receipt.map(|(digest, _)| digest),
            })
            .into_iter()
            .collect();
        let found = signal_rules::find(&signal_rules::Facts {
            proof: draft,
            reported_at: self.at,
            zone: crate::domain::dates::Zone::default(),
            ordered_on: calendar::day(self.order.placed_at),
            quote: &self.quote,
            outstanding,
            tolerance: self.tolerance(),
            account: Some(account.ours),
            customer,
            banked_on: None,
            others: &others,
        });
        let cancelled = crate::domain::dates::Zone::default().long(self.order.last_event_at);
        let late = SignalFound::new(Signal::Late)
            .with("cause", "CANCELLED")
            .with("cancelled", cancelled);
        let late = (self.status == PaymentStatus::Cancelled).then_some(late);
        let found = signal_rules::with_lasting(found, late.as_slice());
        if found.is_empty() {
            return "[]".into();
        }
        serde_json::to_string(&found).unwrap_or_else(|_| "[]".into())
    }
}

/// The bank's reference, and what of it the customer types.
fn references(method: PaymentMethod, account: &Account, ledger: &mut Ledger, dice: &mut Dice) -> (String, String) {
    let whole = match method {
        PaymentMethod::PagoMovil => 12,
        PaymentMethod::BankTransfer => 8 + dice.below(5),
        PaymentMethod::Zelle => {
            let banked = format!("ZL{}K{}", dice.digits(6), dice.digits(4));
            return (banked.clone(), banked);
        }
        PaymentMethod::BinancePay => 18,
        PaymentMethod::Cash => return (format!("RC{}", dice.digits(6)), String::new()),
    };
    let typed = match method {
        PaymentMethod::BinancePay => whole,
        _ => *dice.weigh(&[(15, 4), (35, 6), (22, 8), (28, whole)]),
    };
    let typed = ledger.reference(account.id, typed);
    let missing = whole.saturating_sub(u32::try_from(typed.len()).unwrap_or(whole));
    let before = if missing > 0 { dice.digits(missing) } else { String::new() };
    (format!("{before}{typed}"), typed)
}

fn known_bank(code: &str) -> Option<Word> {
    ORIGINS.iter().find(|(_, known)| *known == code).map(|(_, known)| *known)
}
