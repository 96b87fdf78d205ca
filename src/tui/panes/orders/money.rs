//! What may be done with the money of an order beside refunding all of it: a part goes back, a surplus pays another order, a
//! refund is voided or goes elsewhere, a payment of it is taken back. One key offers what applies; each is a form.

use std::borrow::Cow;

use super::refund::{self, BEARER};
use super::report::AMOUNT;
use super::{Context, OrdersPane};
use crate::domain::money::Currency;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::payments::refund::{Destination, RefundKind, refundable};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::locale::{Catalogue, Key, money, t};
use crate::service::Command;
use crate::service::core::command::Seen;
use crate::service::core::error::Conflict as Overtaken;
use crate::service::orders::view::{OrderHead, RefundPaymentView, RefundView, Timeline};
use crate::service::payments::commands::{CreditSurplus, DirectRefund, PartialRefund, ReverseRefund, VoidRefund};
use crate::tui::core::client::{Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready, done};
use crate::tui::pane::method::{METHOD, method};
use crate::tui::pane::reason::{REASON, given, reason};
use crate::tui::panes::production::{OVERRIDE, SHARE, overriding};

const TO: Handle<Words> = Handle::new("to");
const BANK: Handle<Words> = Handle::new("bank");
const ACCOUNT: Handle<Words> = Handle::new("account");
const PHONE: Handle<Words> = Handle::new("phone");
const ID_DOC: Handle<Words> = Handle::new("id-doc");
const NAME: Handle<Words> = Handle::new("name");

/// What is done with the money.
#[derive(Clone, Debug)]
pub enum MoneyChange {
    Surplus,
    Credit,
    Goodwill,
    Direct(Box<RefundView>),
    Void(Box<RefundView>),
    /// A payment of a refund; whether the order is REFUNDED with it.
    ReversePayment(Box<RefundPaymentView>, bool),
}

/// It, on the order as somebody saw it.
#[derive(Clone, Debug)]
pub struct MoneyStep {
    change: MoneyChange,
    order: OrderHead,
    /// In which the order's money is given back.
    currency: Currency,
}

/// What applies to the order now.
pub fn offers(timeline: &Timeline) -> Vec<MoneyChange> {
    let order = &timeline.order;
    let mut offers = Vec::new();
    if order.surplus.is_positive() && !order.on_hold {
        offers.extend([MoneyChange::Surplus, MoneyChange::Credit]);
    }
    if order.payment == PaymentStatus::Confirmed && !order.on_hold {
        offers.push(MoneyChange::Goodwill);
    }
    for due in timeline.refunds_due() {
        offers.push(MoneyChange::Direct(Box::new(due.clone())));
        if !due.kind.is_whole() && due.paid.is_zero() {
            offers.push(MoneyChange::Void(Box::new(due.clone())));
        }
    }
    for refund in &timeline.refunds {
        let stands = |payment: &&RefundPaymentView| {
            payment.reverses.is_none() && !refund.payments.iter().any(|other| other.reverses == Some(payment.id))
        };
        let complete = order.payment == PaymentStatus::Refunded && refund.kind.is_whole();
        for payment in refund.payments.iter().filter(stands) {
            offers.push(MoneyChange::ReversePayment(Box::new(payment.clone()), complete));
        }
    }
    offers
}

impl MoneyChange {
    /// Its name in the list, its title, the verb on its button, what is said when it is done.
    const fn words(&self) -> [Key; 4] {
        match self {
            Self::Surplus => [
                "pedidos-surplus-offer",
                "pedidos-surplus-title",
                "pedidos-surplus-yes",
                "pedidos-surplus-done",
            ],
            Self::Credit => [
                "pedidos-credit-offer",
                "pedidos-credit-title",
                "pedidos-credit-yes",
                "pedidos-credit-done",
            ],
            Self::Goodwill => [
                "pedidos-goodwill-offer",
                "pedidos-goodwill-title",
                "pedidos-goodwill-yes",
                "pedidos-goodwill-done",
            ],
            Self::Direct(_) => [
                "pedidos-direct-offer",
                "pedidos-direct-title",
                "pedidos-direct-yes",
                "pedidos-direct-done",
            ],
            Self::Void(_) => ["pedidos-void-offer", "pedidos-void-title", "pedidos-void-yes", "pedidos-void-done"],
            Self::ReversePayment(..) => [
                "pedidos-bounced-offer",
                "pedidos-bounced-title",
                "pedidos-bounced-yes",
                "pedidos-bounced-done",
            ],
        }
    }

    fn item(&self, catalogue: &Catalogue, order: &OrderHead) -> Item {
        let item = Item::new(catalogue.text(self.words()[0], &[]));
        match self {
            Self::Surplus | Self::Credit => item.detail(money(order.surplus)),
            Self::Goodwill => item,
            Self::Direct(due) | Self::Void(due) => item.detail(money(due.left)),
            Self::ReversePayment(payment, _) => item.detail(format!("{} · {}", payment.reference, money(payment.amount))),
        }
    }
}

impl OrdersPane {
    pub(crate) fn offer_money(&self, cx: &mut Context<'_>) {
        let Some(timeline) = self.timeline() else { return };
        let (catalogue, order, currency) = (cx.shell.catalogue, timeline.order.clone(), currency(timeline));
        let offers: Vec<_> = offers(timeline)
            .into_iter()
            .map(|change| (change.item(catalogue, &order), change))
            .collect();
        let title = t!(catalogue, "pedidos-money-title");
        cx.choose(title, offers, move |_: &mut Self, cx, change| {
            let (id, order) = (order.id, order.clone());
            let step = MoneyStep { change, order, currency };
            cx.begin(step, move |pane: &mut Self, _, _| pane.follow(id));
        });
    }
}

/// In which money of the order goes back.
fn currency(timeline: &Timeline) -> Currency {
    let verified: Vec<_> = timeline.proofs.iter().filter_map(|proof| proof.verified).collect();
    refundable(&verified, timeline.order.due).map_or(Currency::Ves, |money| money.currency())
}

impl MoneyStep {
    fn is_delivered(&self) -> bool {
        self.order.production == Some(AssignmentStatus::Completed)
    }

    const fn seen(&self) -> Option<Seen> {
        Some(Seen {
            version: self.order.version,
            proofs: None,
        })
    }

    fn part(&self, kind: RefundKind, form: &Form) -> Result<Command, Unready> {
        let amount = form.get(AMOUNT);
        if kind == RefundKind::Goodwill && amount.is_none() {
            return Err(Unready::Missing);
        }
        Ok(Command::PartialRefund(PartialRefund {
            order: self.order.id,
            seen: self.seen(),
            kind,
            amount,
            reason: given(form)?,
            borne_by: form.get(BEARER),
            share: form.get(SHARE),
        }))
    }
}

impl Dialogue for MoneyStep {
    fn matter(&self) -> Matter {
        let id = match &self.change {
            MoneyChange::Direct(refund) | MoneyChange::Void(refund) => refund.id.uuid(),
            MoneyChange::ReversePayment(payment, _) => payment.id.uuid(),
            _ => self.order.id.uuid(),
        };
        Matter {
            kind: self.change.words()[1],
            id,
        }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, self.change.words()[1], number = &self.order.number)
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        catalogue.text(self.change.words()[2], &[])
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        let (number, customer) = (&self.order.number, self.order.customer.as_str());
        let whose = t!(catalogue, "pedidos-sure-who", number = number, customer = customer);
        let mut said = vec![(Tone::Strong, whose)];
        match &self.change {
            MoneyChange::Surplus | MoneyChange::Credit => {
                said.push((Tone::Plain, t!(catalogue, "pedidos-surplus", surplus = self.order.surplus)));
            }
            MoneyChange::Direct(due) => said.push(refund::goes_to(catalogue, &due.to)),
            MoneyChange::Void(due) => {
                let what = t!(catalogue, "pedidos-pay-what", amount = due.amount, paid = due.paid, left = due.left);
                said.push((Tone::Plain, what));
            }
            MoneyChange::ReversePayment(payment, _) => {
                said.push((Tone::Plain, format!("{} · {}", payment.reference, money(payment.amount))));
            }
            MoneyChange::Goodwill => {}
        }
        said
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let catalogue = shell.catalogue;
        let reason = reason(t!(catalogue, "pedidos-field-reason"));
        let amount = |currency| Field::amount(AMOUNT, t!(catalogue, "pedidos-field-amount"), currency);
        let all = t!(catalogue, "pedidos-field-all");
        match &self.change {
            MoneyChange::Surplus => vec![amount(self.currency).hint(all), reason],
            MoneyChange::Credit => vec![
                Field::identifier(TO, t!(catalogue, "pedidos-field-to-order")).required(),
                amount(Currency::Ves).hint(all),
                reason,
            ],
            MoneyChange::Goodwill => {
                let mut fields = vec![amount(self.currency).required(), refund::bearer(catalogue)];
                if self.is_delivered() {
                    fields.push(refund::given_back(catalogue));
                }
                fields.push(reason);
                fields
            }
            MoneyChange::Direct(due) => destination(catalogue, due),
            MoneyChange::Void(_) => vec![reason],
            MoneyChange::ReversePayment(_, true) => vec![overriding(catalogue, "pedidos-override-bounced"), reason],
            MoneyChange::ReversePayment(_, false) => vec![reason],
        }
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let (order, seen) = (self.order.id, self.seen());
        Ok(match &self.change {
            MoneyChange::Surplus => self.part(RefundKind::Surplus, form)?,
            MoneyChange::Goodwill => self.part(RefundKind::Goodwill, form)?,
            MoneyChange::Credit => Command::CreditSurplus(CreditSurplus {
                order,
                seen,
                to: form.text(TO).ok_or(Unready::Missing)?,
                amount: form.get(AMOUNT),
                reason: given(form)?,
            }),
            MoneyChange::Direct(due) => Command::DirectRefund(DirectRefund {
                order,
                seen,
                refund: Some(due.id),
                to: Destination {
                    method: Some(form.get(METHOD).ok_or(Unready::Missing)?),
                    bank: form.text(BANK),
                    account: form.text(ACCOUNT),
                    phone: form.text(PHONE),
                    id_doc: form.text(ID_DOC),
                    name: form.text(NAME),
                },
            }),
            MoneyChange::Void(due) => Command::VoidRefund(VoidRefund {
                order,
                seen,
                refund: Some(due.id),
                reason: given(form)?,
            }),
            MoneyChange::ReversePayment(payment, _) => Command::ReverseRefund(ReverseRefund {
                order,
                seen,
                payment: payment.id,
                reason: given(form)?,
                overridden: form.get(OVERRIDE) == Some(true),
            }),
        })
    }

    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        match self.change {
            MoneyChange::Direct(_) => LastQuestion::None,
            MoneyChange::Void(_) => LastQuestion::Asked,
            _ => LastQuestion::Typed(self.order.number.clone()),
        }
    }

    fn recalled(&self, catalogue: &Catalogue, form: &Form) -> Said {
        let mut said = Said::new();
        let amount = form.get(AMOUNT).or(match self.change {
            MoneyChange::Surplus | MoneyChange::Credit => Some(self.order.surplus),
            _ => None,
        });
        if let (MoneyChange::Credit, Some((to, amount))) = (&self.change, form.get(TO).zip(amount)) {
            said.push((Tone::Strong, t!(catalogue, "pedidos-credit-sure", amount = amount, to = to)));
        } else if let Some(amount) = amount {
            said.push((Tone::Strong, t!(catalogue, "pedidos-would-pay-back", amount = amount)));
        }
        let reason = form.get(REASON);
        said.extend(reason.map(|reason| (Tone::Plain, t!(catalogue, "pedidos-sure-reason", reason = reason))));
        said
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        let code = refusal.code.as_str();
        Some(match refusal.code {
            Code::ReasonRequired => REASON.into(),
            Code::OverrideRequired => OVERRIDE.into(),
            Code::BearerRequired => BEARER.into(),
            Code::ShareUnfit | Code::ShareRequired => SHARE.into(),
            Code::SurplusOrder | Code::OrderUnknown => TO.into(),
            Code::SurplusExceeds | Code::RefundExceeds | Code::GoodwillIsPart | Code::NoSurplus => AMOUNT.into(),
            Code::BankUnknown => BANK.into(),
            Code::PhoneMalformed => PHONE.into(),
            Code::DestinationAccount => ACCOUNT.into(),
            Code::DestinationIncomplete => METHOD.into(),
            _ if code.starts_with("order-") || code.starts_with("number-") => TO.into(),
            _ if code.starts_with("amount-") => AMOUNT.into(),
            _ if code.starts_with("rif-") || code.starts_with("payer-") || code.starts_with("national-id-") => ID_DOC.into(),
            _ => return None,
        })
    }

    /// What happened to the order meanwhile is taken as seen: the rehearsal says again what would be done.
    fn overtaken(&mut self, overtaken: &Overtaken) -> bool {
        self.order.version = overtaken.now;
        true
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        done(catalogue, self.change.words()[3], receipt)
    }
}

/// Where a refund goes, as it is known so far.
fn destination(catalogue: &Catalogue, due: &RefundView) -> Vec<Field> {
    let how = method(catalogue, t!(catalogue, "pedidos-field-method"));
    let to = &due.to;
    let field = |handle: &Handle<Words>, key: Key, value: &Option<Safe>| {
        let value = value.as_ref().map_or("", Safe::as_str);
        Field::identifier(handle.clone(), catalogue.text(key, &[])).with(value)
    };
    let name = Field::text(NAME, t!(catalogue, "field-destination-name"));
    vec![
        match to.method {
            Some(method) => how.with(method.as_str()),
            None => how,
        },
        field(&BANK, "field-destination-bank", &to.bank),
        field(&ACCOUNT, "field-destination-account", &to.account),
        field(&PHONE, "field-destination-phone", &to.phone),
        field(&ID_DOC, "field-destination-id-doc", &to.id_doc),
        name.with(to.name.as_ref().map_or("", Safe::as_str)),
    ]
}
