//! The hands that keep a demonstration alive: customers order and report, a second admin, luis, reviews some of the
//! proofs, and others make and pay (`live_making`). All give the service the commands that anybody would.

use std::time::Duration;

use tokio::task::JoinHandle;

use super::accounts::Staff;
use super::goods::Goods;
use super::live_production::{carmen_assigns, workshops_work, yoselin_pays};
use super::people::{self, Customer};
use super::picture;
use super::random::Dice;
use crate::domain::actor::Actor;
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::proof::ProofDraft;
use crate::domain::payments::rejection::RejectionReason;
use crate::domain::payments::signal::Severity;
use crate::service::core::command::{OnOrder, Seen, WithReason};
use crate::service::core::filter_text::HolderFilter;
use crate::service::core::receipt::Outcome;
use crate::service::messages::commands::ReadAlerts;
use crate::service::orders::commands::{Checkout, Delivery, Line};
use crate::service::orders::view::{OrderFilter, ProofView};
use crate::service::payments::commands::{Attestation, Reject, Report, Verify};
use crate::service::payments::view::{QueueFilter, Review};
use crate::service::{Command, Error, Krafta};

/// More open proofs than this, and no new ones come.
const CROWDED: i64 = 45;
/// Fewer, and luis leaves them to whoever is looking.
const FEW: i64 = 14;
/// Where live orders go.
const TOWNS: &[(&str, &str)] = &[
    ("Caracas", "VE-A"),
    ("Valencia", "VE-G"),
    ("Maracaibo", "VE-V"),
    ("Barquisimeto", "VE-K"),
    ("Lechería", "VE-B"),
    ("San Cristóbal", "VE-S"),
    ("Porlamar", "VE-O"),
];

/// Stops all hands when dropped; a command that was given is still done.
pub struct Alive(Vec<JoinHandle<()>>);

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}

/// Begins; to be called within a runtime. The same seed brings the same people in the same order.
pub fn live(krafta: &Krafta, seed: u64) -> Alive {
    let hands = || krafta.clone();
    let (customers, luis, carmen, workshops, yoselin) = (hands(), hands(), hands(), hands(), hands());
    #[cfg(feature = "terminal")]
    let bank = hands();
    Alive(vec![
        #[cfg(feature = "terminal")]
        tokio::spawn(async move { super::bank::lines_come(&bank, seed).await }),
        tokio::spawn(async move { customers_come(&customers, seed).await }),
        tokio::spawn(async move { luis_reviews(&luis, seed).await }),
        tokio::spawn(async move { carmen_assigns(&carmen, seed).await }),
        tokio::spawn(async move { workshops_work(&workshops, seed).await }),
        tokio::spawn(async move { yoselin_pays(&yoselin, seed).await }),
    ])
}

/// Whoever sits down has seen the alerts until now.
///
/// # Errors
/// Those of the database.
pub async fn has_seen(krafta: &Krafta, who: &Actor) -> Result<(), Error> {
    let newest = krafta.messages().alerts(who, None, 1).await?.page.rows.into_iter().next();
    if let Some(newest) = newest {
        let read = Command::ReadAlerts(ReadAlerts { newest: newest.id });
        krafta.execute(who, Krafta::new_operation(), read).await?;
    }
    Ok(())
}

async fn customers_come(krafta: &Krafta, seed: u64) {
    let mut dice = Dice::new(seed, 0x11fe);
    loop {
        wait(&mut dice, 10_000, 25_000).await;
        let crowded = krafta
            .orders()
            .counts(&Actor::system())
            .await
            .is_ok_and(|counts| counts.to_review > CROWDED);
        let came = match dice.below(4) {
            _ if crowded => continue,
            0 => an_old_order_is_paid(krafta, &mut dice).await,
            _ => somebody_orders(krafta, &mut dice).await,
        };
        told("customers", came);
    }
}

async fn luis_reviews(krafta: &Krafta, seed: u64) {
    let mut dice = Dice::new(seed, 0x1015);
    loop {
        wait(&mut dice, 18_000, 50_000).await;
        if let Ok(Some(luis)) = krafta.people().who_is("luis").await {
            told("luis", one_review(krafta, &luis, &mut dice).await);
        }
    }
}

/// A refusal is part of the play: somebody else was quicker.
pub fn told(who: &str, outcome: Result<(), Error>) {
    if let Err(error) = outcome {
        tracing::debug!(who, code = error.code(), "the demonstration goes on");
    }
}

pub async fn wait(dice: &mut Dice, from: i64, to: i64) {
    let millis = u64::try_from(dice.between(from, to)).unwrap_or_default();
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

async fn somebody_orders(krafta: &Krafta, dice: &mut Dice) -> Result<(), Error> {
    let customer = Customer::draw(dice);
    let (town, state) = *dice.pick(TOWNS);
    let (goods, rows) = Goods::new(krafta.now(), 0);
    let items = goods.draw(dice).into_iter().map(|(at, quantity)| Line {
        sku: rows[at].sku.to_owned(),
        quantity,
    });
    let checkout = Checkout {
        customer: crate::service::orders::commands::Customer {
            name: customer.name.to_string(),
            phone: customer.phone.to_string(),
            id_doc: customer.id_doc.as_deref().map(str::to_owned),
            email: customer.email.as_deref().map(str::to_owned),
        },
        delivery: Delivery {
            method: DeliveryMethod::NationalShipping,
            city: Some(town.into()),
            state: Some(state.into()),
            address: Some(people::address(dice)),
        },
        items: items.collect(),
    };
    let actor = Actor::customer(&*customer.phone);
    let placed = krafta.execute(&actor, Krafta::new_operation(), Command::Checkout(checkout)).await?;
    wait(dice, 3_000, 9_000).await;
    match placed.outcome {
        Outcome::Placed { due, rate, .. } => report(krafta, dice, &actor, placed.number(), due, rate, &customer).await,
        _ => Ok(()),
    }
}

/// Somebody who ordered before the doors opened pays now.
async fn an_old_order_is_paid(krafta: &Krafta, dice: &mut Dice) -> Result<(), Error> {
    let filter = OrderFilter {
        payment: vec![PaymentStatus::Pending],
        ..OrderFilter::default()
    };
    let system = Actor::system();
    let page = krafta.orders().list(&system, &filter, None, 12).await?;
    if page.rows.is_empty() {
        return Ok(());
    }
    let order = krafta.orders().timeline(&system, dice.pick(&page.rows).id).await?.order;
    let customer = Customer {
        name: order.customer.to_string().into(),
        phone: order.phone.as_str().into(),
        id_doc: order.id_doc.as_deref().map(Into::into),
        email: None,
    };
    let phone = crate::domain::identity::Phone::parse(&order.phone)?;
    let actor = Actor::customer(phone.e164());
    report(krafta, dice, &actor, &order.number, order.missing, order.rate, &customer).await
}

/// Reports a payment of `due`, now and then short or by somebody else, mostly with a picture.
async fn report(
    krafta: &Krafta,
    dice: &mut Dice,
    actor: &Actor,
    order: &str,
    due: Money,
    rate: rust_decimal::Decimal,
    customer: &Customer,
) -> Result<(), Error> {
    let (staff, ..) = Staff::new(krafta.now(), 0, &[], &[]);
    let account = staff.account(dice);
    let (method, currency) = (account.ours.method, account.ours.currency);
    let share = *dice.weigh(&[(80, 1_000), (10, 940), (10, 1_060)]);
    let bolivares = Money::of_minor(due.minor() * share / 1_000, Currency::Ves);
    let amount = match currency {
        Currency::Ves => bolivares,
        dollars => Money::rounded(bolivares.amount() / rate, dollars)?,
    };
    let bank = matches!(method, PaymentMethod::PagoMovil | PaymentMethod::BankTransfer);
    let third = dice.permille(120);
    let own = customer.id_doc.as_deref().filter(|_| !third);
    let mut draft = ProofDraft::new(method, amount, krafta.today());
    draft.reference = (method != PaymentMethod::Cash).then(|| {
        let digits = *dice.pick(&[6, 8, 10, 12]);
        dice.digits(digits)
    });
    draft.origin_bank = bank.then(|| (*dice.pick(&["0102", "0134", "0105", "0108", "0172", "0191"])).to_owned());
    draft.payer_id = bank.then(|| own.map_or_else(|| people::cedula(dice), str::to_owned));
    draft.payer_phone = (method == PaymentMethod::PagoMovil).then(|| if third { people::phone(dice) } else { customer.phone.to_string() });
    draft.payer_name = (!bank).then(|| customer.name.to_string());
    draft.email = (method == PaymentMethod::Zelle).then(|| format!("pagos{}@correo.example", dice.below(999)));
    let picture = picture::draw(&draft, account, krafta.now()).filter(|_| dice.permille(850));
    let receipt = match picture {
        Some(bytes) => Some(krafta.payments().keep_receipt(bytes).await?.digest),
        None => None,
    };
    let report = Report {
        order: order.to_owned(),
        method,
        amount: amount.plain(),
        currency,
        paid_on: draft.paid_on.to_string(),
        account: Some(account.alias.to_owned()),
        origin_bank: draft.origin_bank,
        reference: draft.reference,
        payer_name: draft.payer_name,
        payer_id_doc: draft.payer_id,
        payer_phone: draft.payer_phone,
        payer_email: draft.email,
        receipt,
        note: None,
    };
    krafta.execute(actor, Krafta::new_operation(), Command::Report(report)).await?;
    Ok(())
}

/// Luis takes one of the proofs that wait, looks at it for a while, and decides.
async fn one_review(krafta: &Krafta, luis: &Actor, dice: &mut Dice) -> Result<(), Error> {
    let filter = QueueFilter {
        holder: HolderFilter::Nobody,
        ..QueueFilter::default()
    };
    let page = krafta.payments().queue(luis, &filter, None, 40).await?;
    if i64::try_from(page.rows.len()).unwrap_or(0) < FEW {
        return Ok(());
    }
    let order = dice.pick(&page.rows).order;
    krafta
        .execute(luis, Krafta::new_operation(), Command::Claim(OnOrder { order }))
        .await?;
    wait(dice, 15_000, 45_000).await;
    let review = krafta.payments().review(luis, order).await?;
    let verdict = verdict(&review, dice);
    let done = krafta.execute(luis, Krafta::new_operation(), verdict).await;
    if matches!(done, Err(Error::Refused(_))) {
        // What cannot be decided is left to somebody else.
        krafta.execute(luis, Krafta::new_operation(), release(&review)).await?;
    }
    Ok(())
}

fn release(review: &Review) -> Command {
    Command::Release(WithReason {
        order: review.order.id,
        seen: None,
        reason: None,
        overridden: false,
    })
}

/// Rejects what is wrong, confirms what covers the order, keeps a part, and sometimes puts it back.
fn verdict(review: &Review, dice: &mut Dice) -> Command {
    let order = review.order.id;
    let seen = Seen {
        version: review.order.version,
        proofs: Some(review.proofs_digest.clone()),
    };
    let open: Vec<&ProofView> = review.proofs.iter().filter(|proof| proof.state == ProofState::Open).collect();
    let wrong = open
        .iter()
        .any(|proof| proof.signals.iter().any(|found| found.severity() == Severity::Wrong));
    if dice.permille(80) {
        return release(review);
    }
    if wrong || dice.permille(60) {
        return Command::Reject(Reject {
            order,
            seen,
            reason: if wrong {
                RejectionReason::RefMismatch
            } else {
                RejectionReason::NotFound
            },
            text: None,
            early: Some("El banco ya muestra lo de todo el día.".into()),
        });
    }
    let evidence = open.iter().filter_map(|proof| attested(proof, dice)).collect();
    let declared: i64 = open.iter().filter_map(|proof| in_bolivares(proof.amount, review.order.rate)).sum();
    let verify = Verify {
        order,
        seen,
        evidence,
        override_reason: None,
        reason: None,
    };
    if declared + review.tolerance.minor() >= review.order.missing.minor() {
        Command::Confirm(verify)
    } else {
        Command::Part(verify)
    }
}

fn in_bolivares(amount: Money, rate: rust_decimal::Decimal) -> Option<i64> {
    match amount.currency() {
        Currency::Ves => Some(amount.minor()),
        _ => Money::rounded(amount.amount() * rate, Currency::Ves).ok().map(Money::minor),
    }
}

/// What the bank shows: the same money, with a longer reference.
fn attested(proof: &ProofView, dice: &mut Dice) -> Option<Attestation> {
    let account = proof.account.as_ref()?;
    let tail = proof.reference.as_ref().map_or_else(String::new, |reference| reference.to_string());
    let missing = 12_usize.saturating_sub(tail.len());
    let before = match u32::try_from(missing) {
        Ok(digits @ 1..) if proof.method != PaymentMethod::Zelle => dice.digits(digits),
        _ => String::new(),
    };
    Some(Attestation {
        submission: proof.id,
        account: account.alias.to_string(),
        date: proof.paid_on,
        amount: proof.amount,
        bank_reference: format!("{before}{tail}"),
        whole: None,
        credit: None,
        note: None,
    })
}
