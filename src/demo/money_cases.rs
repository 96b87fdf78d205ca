//! What happens to the money of a few orders of a filled shop: a surplus goes back or pays another order, a customer pays twice
//! or too late, a delivered order comes back, a transfer bounces, a verdict is taken back. Each is told by the commands that an
//! admin would give; where no order fits, there is nothing to tell.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::goods::Goods;
use super::live::told;
use super::random::Dice;
use crate::domain::actor::Actor;
use crate::domain::identity::Phone;
use crate::domain::ids::OrderId;
use crate::domain::method::{PaymentMethod, ProofState};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::refund::{Bearer, RefundKind};
use crate::service::core::command::{OnOrder, Seen};
use crate::service::core::filter_text::HolderFilter;
use crate::service::orders::commands::{Checkout, Customer, Delivery, Line};
use crate::service::orders::view::{OrderFilter, OrderRow, ProofView, Timeline};
use crate::service::payments::commands::{
    Attestation, CreditSurplus, PartialRefund, PayRefund, RecordSurplus, Report, RequestRefund, ReverseRefund, Verify,
};
use crate::service::payments::view::QueueFilter;
use crate::service::{Command, Error, Krafta, Receipt};

/// One admin at the books of a shop.
struct Books<'a> {
    krafta: &'a Krafta,
    admin: Actor,
    dice: Dice,
}

/// Told once, of a shop that was just filled.
pub async fn money_cases(krafta: &Krafta, seed: u64) {
    let Ok(Some(admin)) = krafta.people().who_is("luis").await else {
        return;
    };
    let dice = Dice::new(seed, 0xca5e5);
    let mut books = Books { krafta, admin, dice };
    for (case, outcome) in books.all().await {
        told(case, outcome);
    }
}

impl Books<'_> {
    async fn all(&mut self) -> Vec<(&'static str, Result<(), Error>)> {
        vec![
            ("surplus", self.surpluses().await),
            ("paid-twice", self.paid_twice().await),
            ("goodwill", self.goodwill().await),
            ("returned", self.returned().await),
            ("late", self.late().await),
            ("bounced", self.bounced().await),
            ("one-credit", self.one_credit_for_two().await),
            ("undone", self.undone().await),
        ]
    }

    async fn done(&self, command: Command) -> Result<Receipt, Error> {
        self.krafta.execute(&self.admin, Krafta::new_operation(), command).await
    }

    async fn orders(&self, filter: OrderFilter) -> Result<Vec<OrderRow>, Error> {
        Ok(self.krafta.orders().list(&self.admin, &filter, None, 60).await?.rows)
    }

    async fn timeline(&self, order: OrderId) -> Result<Timeline, Error> {
        self.krafta.orders().timeline(&self.admin, order).await
    }

    /// One goes back, half of it so far; another pays what its customer orders next.
    async fn surpluses(&mut self) -> Result<(), Error> {
        let filter = OrderFilter {
            surplus: true,
            ..OrderFilter::default()
        };
        let rows = self.orders(filter).await?;
        if let Some(row) = rows.first() {
            self.part(row.id, RefundKind::Surplus, None).await?;
            self.pay(row.id, 2, None).await?;
        }
        if let Some(row) = rows.get(1) {
            let number = self.ordered_again(row.id).await?;
            let credit = CreditSurplus {
                order: row.id,
                seen: None,
                to: number,
                amount: None,
                reason: "Pidió usarlo en su pedido nuevo.".into(),
            };
            self.done(Command::CreditSurplus(credit)).await?;
        }
        Ok(())
    }

    /// The customer of this order places another, to fetch it themselves.
    async fn ordered_again(&mut self, order: OrderId) -> Result<String, Error> {
        let order = self.timeline(order).await?.order;
        let (goods, rows) = Goods::new(self.krafta.now(), 0);
        let items = goods.draw(&mut self.dice).into_iter().map(|(at, quantity)| Line {
            sku: rows[at].sku.to_owned(),
            quantity,
        });
        let checkout = Checkout {
            customer: Customer {
                name: order.customer.to_string(),
                phone: order.phone.clone(),
                id_doc: order.id_doc.clone(),
                email: None,
            },
            delivery: Delivery {
                method: DeliveryMethod::Pickup,
                city: None,
                state: None,
                address: None,
            },
            items: items.collect(),
        };
        let customer = Actor::customer(Phone::parse(&order.phone)?.e164());
        let command = Command::Checkout(checkout);
        let placed = self.krafta.execute(&customer, Krafta::new_operation(), command).await?;
        Ok(placed.number().to_owned())
    }

    async fn part(&self, order: OrderId, kind: RefundKind, amount: Option<Money>) -> Result<Receipt, Error> {
        let goodwill = kind == RefundKind::Goodwill;
        self.done(Command::PartialRefund(PartialRefund {
            order,
            seen: None,
            kind,
            amount,
            reason: if goodwill {
                "Llegó con una costura abierta.".into()
            } else {
                "Pagó de más y lo pidió.".into()
            },
            borne_by: goodwill.then_some(Bearer::Workshop),
            share: goodwill.then_some(1_000),
        }))
        .await
    }

    /// So large a part of what is left of the order's refund; with a rate in dollars.
    async fn pay(&mut self, order: OrderId, share: i64, rate: Option<Decimal>) -> Result<(), Error> {
        let timeline = self.timeline(order).await?;
        let Some(due) = timeline.refunds_due().first().copied() else {
            return Ok(());
        };
        let left = Money::of_minor(due.left.minor() / share, due.left.currency());
        let amount = match (rate, left.currency()) {
            (Some(rate), Currency::Ves) => Money::rounded((left.amount() / rate).trunc(), Currency::Usd)?,
            _ => left,
        };
        let dollars = amount.currency() != Currency::Ves;
        let pay = PayRefund {
            order,
            seen: Seen {
                version: timeline.order.version,
                proofs: None,
            },
            refund: Some(due.id),
            amount,
            rate: rate.filter(|_| amount.currency() != left.currency()),
            rate_confirmed: false,
            sent_on: Some(self.krafta.today()),
            method: if dollars { PaymentMethod::Zelle } else { PaymentMethod::PagoMovil },
            reference: self.dice.digits(10),
            receipt_url: None,
            repeats_reason: None,
        };
        self.done(Command::PayRefund(pay)).await.map(drop)
    }

    /// The bank shows the same amount once more.
    async fn paid_twice(&mut self) -> Result<(), Error> {
        let filter = OrderFilter {
            payment: vec![PaymentStatus::Confirmed],
            production: vec![AssignmentStatus::InProduction, AssignmentStatus::Accepted],
            ..OrderFilter::default()
        };
        for row in self.orders(filter).await? {
            let timeline = self.timeline(row.id).await?;
            let mobile = |proof: &&ProofView| proof.method == PaymentMethod::PagoMovil && proof.state == ProofState::Verified;
            if let Some(proof) = timeline.proofs.iter().find(mobile) {
                let report = self.reported_again(&row.number, proof, "Pagó dos veces: el banco muestra dos pagos iguales.");
                let record = RecordSurplus {
                    report,
                    seen: None,
                    whole: None,
                    overridden: false,
                };
                return self.done(Command::RecordSurplus(record)).await.map(drop);
            }
        }
        Ok(())
    }

    /// The same payment today, with a reference of its own.
    fn reported_again(&mut self, number: &str, proof: &ProofView, note: &str) -> Report {
        let text = |text: &Option<crate::domain::text::Safe>| text.as_ref().map(ToString::to_string);
        Report {
            order: number.to_owned(),
            method: proof.method,
            amount: proof.amount.plain(),
            currency: proof.amount.currency(),
            paid_on: self.krafta.today().to_string(),
            account: proof.account.as_ref().map(|account| account.alias.to_string()),
            origin_bank: text(&proof.origin_bank),
            reference: Some(self.dice.digits(10)),
            payer_name: text(&proof.payer_name),
            payer_id_doc: text(&proof.payer_id_doc),
            payer_phone: text(&proof.payer_phone),
            payer_email: text(&proof.payer_email),
            receipt: None,
            note: Some(note.to_owned()),
        }
    }

    async fn delivered(&self) -> Result<Vec<OrderRow>, Error> {
        let filter = OrderFilter {
            payment: vec![PaymentStatus::Confirmed],
            production: vec![AssignmentStatus::Completed],
            ..OrderFilter::default()
        };
        self.orders(filter).await
    }

    /// A tenth of what a delivered order was paid with.
    async fn goodwill(&mut self) -> Result<(), Error> {
        let Some(row) = self.delivered().await?.first().cloned() else {
            return Ok(());
        };
        let timeline = self.timeline(row.id).await?;
        let verified = timeline.proofs.iter().find_map(|proof| proof.verified);
        let tenth = verified.map(|money| Money::of_minor(money.minor() / 10, money.currency()));
        self.part(row.id, RefundKind::Goodwill, tenth).await?;
        self.pay(row.id, 1, None).await
    }

    /// A delivered order comes back: paid in two currencies, and the first transfer bounces.
    async fn returned(&mut self) -> Result<(), Error> {
        for row in self.delivered().await? {
            let timeline = self.timeline(row.id).await?;
            let bolivares = |proof: &ProofView| proof.verified.is_none_or(|money| money.currency() == Currency::Ves);
            if !timeline.refunds.is_empty() || !timeline.proofs.iter().all(bolivares) {
                continue;
            }
            let request = RequestRefund {
                evidence: Vec::new(),
                order: row.id,
                seen: None,
                reason: "Llegó con la talla equivocada.".into(),
                overridden: true,
                share: None,
                borne_by: Some(Bearer::Courier),
            };
            self.done(Command::RequestRefund(request)).await?;
            self.pay(row.id, 2, None).await?;
            self.pay(row.id, 2, Some(timeline.order.rate)).await?;
            return self.reverse_first(row.id, false).await;
        }
        Ok(())
    }

    async fn reverse_first(&self, order: OrderId, complete: bool) -> Result<(), Error> {
        let timeline = self.timeline(order).await?;
        let mut payments = timeline.refunds.iter().flat_map(|refund| &refund.payments);
        let Some(payment) = payments.find(|payment| payment.reverses.is_none()) else {
            return Ok(());
        };
        let reverse = ReverseRefund {
            order,
            seen: None,
            payment: payment.id,
            reason: "El banco la devolvió.".into(),
            overridden: complete,
        };
        self.done(Command::ReverseRefund(reverse)).await.map(drop)
    }

    /// Money for a cancelled order: reviewed, and given back without being confirmed.
    async fn late(&mut self) -> Result<(), Error> {
        let in_status = |status| OrderFilter {
            payment: vec![status],
            ..OrderFilter::default()
        };
        let Some(row) = self.orders(in_status(PaymentStatus::Cancelled)).await?.first().cloned() else {
            return Ok(());
        };
        let paid = self.orders(in_status(PaymentStatus::Confirmed)).await?;
        let mut like = None;
        for other in &paid {
            let timeline = self.timeline(other.id).await?;
            like = timeline.proofs.into_iter().find(|proof| proof.method == PaymentMethod::PagoMovil);
            if like.is_some() {
                break;
            }
        }
        let Some(mut like) = like else { return Ok(()) };
        like.amount = self.timeline(row.id).await?.order.due;
        let report = self.reported_again(&row.number, &like, "Avisó que pagó después de la cancelación.");
        self.done(Command::Report(report)).await?;
        let verify = self.looked_up(row.id, None).await?;
        self.done(Command::RequestRefund(RequestRefund {
            order: row.id,
            seen: Some(verify.seen),
            reason: "Llegó tarde y ya no lo quiere.".into(),
            overridden: false,
            share: None,
            borne_by: None,
            evidence: verify.evidence,
        }))
        .await
        .map(drop)
    }

    /// Claimed, and what the bank shows is what was declared; as a part of a whole credit where that is said.
    async fn looked_up(&self, order: OrderId, credit: Option<(&str, NaiveDate, Money)>) -> Result<Verify, Error> {
        self.done(Command::Claim(OnOrder { order })).await?;
        let review = self.krafta.payments().review(&self.admin, order).await?;
        let open = review.proofs.iter().filter(|proof| proof.state == ProofState::Open);
        let evidence = open.filter_map(|proof| {
            Some(Attestation {
                submission: proof.id,
                account: proof.account.as_ref()?.alias.to_string(),
                date: credit.map_or(proof.paid_on, |(_, date, _)| date),
                amount: proof.amount,
                bank_reference: credit
                    .map_or(proof.reference.as_ref()?.as_str(), |(reference, ..)| reference)
                    .to_owned(),
                whole: credit.map(|(.., whole)| whole),
                credit: None,
                note: None,
            })
        });
        Ok(Verify {
            order,
            seen: Seen {
                version: review.order.version,
                proofs: Some(review.proofs_digest.clone()),
            },
            evidence: evidence.collect(),
            override_reason: None,
            reason: credit.map(|_| "una transferencia para dos pedidos".to_owned()),
        })
    }

    /// A refund that was paid in full.
    async fn bounced(&self) -> Result<(), Error> {
        let filter = OrderFilter {
            payment: vec![PaymentStatus::Refunded],
            ..OrderFilter::default()
        };
        match self.orders(filter).await?.first() {
            Some(row) => self.reverse_first(row.id, true).await,
            None => Ok(()),
        }
    }

    /// Orders under review that one proof pays exactly, to one account.
    async fn calm(&self) -> Result<Vec<(OrderId, ProofView)>, Error> {
        let filter = QueueFilter {
            holder: HolderFilter::Nobody,
            ..QueueFilter::default()
        };
        let mut calm = Vec::new();
        let rows = self.krafta.payments().queue(&self.admin, &filter, None, 60).await?.rows;
        // The first of them is left to who opens the queue.
        for row in rows.into_iter().skip(1) {
            let review = self.krafta.payments().review(&self.admin, row.order).await?;
            let mut open = review.proofs.into_iter().filter(|proof| proof.state == ProofState::Open);
            if let (Some(only), None) = (open.next(), open.next())
                && only.amount == review.order.missing
                && only.signals.is_empty()
                && only.account.is_some()
                && only.reference.is_some()
            {
                calm.push((row.order, only));
            }
        }
        Ok(calm)
    }

    /// One transfer paid two orders.
    async fn one_credit_for_two(&mut self) -> Result<(), Error> {
        let calm = self.calm().await?;
        let account = |proof: &ProofView| proof.account.as_ref().map(|account| account.alias.to_string());
        let pair = calm.iter().enumerate().find_map(|(at, (order, proof))| {
            let other = calm[at + 1..].iter().find(|(_, other)| account(other) == account(proof))?;
            Some(((order, proof), (&other.0, &other.1)))
        });
        let Some(((first, proof), (second, other))) = pair else {
            return Ok(());
        };
        let whole = proof.amount.checked_add(other.amount)?;
        let (reference, date) = (self.dice.digits(10), proof.paid_on.max(other.paid_on));
        for order in [first, second] {
            let verify = self.looked_up(*order, Some((&reference, date, whole))).await?;
            self.done(Command::Confirm(verify)).await?;
        }
        Ok(())
    }

    /// Confirmed too quickly, and looked at again.
    async fn undone(&self) -> Result<(), Error> {
        let Some((order, _)) = self.calm().await?.pop() else {
            return Ok(());
        };
        let verify = self.looked_up(order, None).await?;
        self.done(Command::Confirm(verify)).await?;
        self.done(Command::UndoVerdict(OnOrder { order })).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::engine::{record::record, statement::statement, value::bind};
    use crate::demo::testing::Filled;

    statement! {
        COUNTS = "SELECT (SELECT count(*) FROM refunds WHERE kind = 'SURPLUS') AS surplus, \
          (SELECT count(*) FROM refunds WHERE kind = 'GOODWILL') AS goodwill, (SELECT count(*) FROM refunds WHERE kind = 'RETURN') AS returned, \
          (SELECT count(*) FROM payment_submissions WHERE surplus_of IS NOT NULL) AS credited, \
          (SELECT count(*) FROM order_events WHERE edge = 'SURPLUS_RECORDED') AS recorded, \
          (SELECT count(*) FROM payment_verification_logs WHERE verdict = 'RETURNED') AS late, \
          (SELECT count(*) FROM refund_payments WHERE reverses_id IS NOT NULL) AS bounced, \
          (SELECT count(*) FROM refund_payments WHERE sent_amount IS NOT NULL) AS dollars, \
          (SELECT count(*) FROM payment_evidence WHERE credit_amount IS NOT NULL) AS shared, \
          (SELECT count(*) FROM order_events WHERE edge = 'P20') AS undone WHERE $1 = 1"
    }

    record! {
        struct Counts {
            surplus: i64,
            goodwill: i64,
            returned: i64,
            credited: i64,
            recorded: i64,
            late: i64,
            bounced: i64,
            dollars: i64,
            shared: i64,
            undone: i64,
        }
    }

    #[tokio::test]
    async fn a_filled_shop_has_every_case() {
        let shop = Filled::with(400).await;
        let krafta = &shop.krafta;
        let admin = shop.person("luis").await;
        let dice = Dice::new(1, 0xca5e5);
        let mut books = Books { krafta, admin, dice };
        for (case, outcome) in books.all().await {
            outcome.unwrap_or_else(|error| panic!("{case}: {error:?}"));
        }
        // Whoever opens the queue begins with a plain case, as it was reported and as it is now.
        let queue = krafta
            .payments()
            .queue(&books.admin, &QueueFilter::default(), None, 1)
            .await
            .unwrap();
        let first = &queue.rows[0];
        let review = krafta.payments().review(&books.admin, first.order).await.unwrap();
        assert!(first.signals.is_empty() && first.claim.is_none() && first.attempt == 1, "{first:?}");
        assert!(review.proofs.iter().all(|proof| proof.signals.is_empty()) && review.order.missing == review.order.due);
        let counted = krafta.db().one::<Counts>(COUNTS.with(bind![1_i64])).await.unwrap();
        let expected = Counts {
            surplus: 1,
            goodwill: 1,
            returned: 1,
            credited: 1,
            recorded: 1,
            late: 1,
            bounced: 2,
            dollars: 1,
            shared: 2,
            undone: 1,
        };
        assert_eq!(counted, expected);
    }
}
