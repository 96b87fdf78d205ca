//! A shop of a few orders that answers the pane's questions and does its commands.

use uuid::Uuid;

use super::given::{self, bs, time, usd};
use crate::domain::fulfilment::cancellation_preview::AssignmentEnd;
use crate::domain::fulfilment::work_sheet::given::sheet;
use crate::domain::ids::{OperationId, OrderId, RefundId};
use crate::domain::messages::channel::{Channel, Reach, Recipient};
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::commands::rehearse::RehearsedMessage;
use crate::service::core::page::{Cursor, HowMany, Page};
use crate::service::core::receipt::{OrderState, Outcome};
use crate::service::orders::view::{OrderFilter, OrderListing, OrderRow, SortBy, Timeline, Tracking, TrackingStep};
use crate::service::payments::view::Review;
use crate::tui::app::testing::Stock;
use crate::tui::core::client::{Answer, Command, Error, Found, Query, Receipt, Rehearsal};
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::orders::OrdersPane;
use crate::tui::panes::work_sheet::WorkSheetPane;

/// The shop's orders, answered in pages of so many.
#[derive(Clone)]
pub struct Orders {
    pub rows: Vec<OrderRow>,
    /// What is known of the order that opens, and of the others by their names.
    pub timeline: Timeline,
    pub page: usize,
    /// Damaged rows of each page.
    pub unread: usize,
    /// Numbers like the one that no order has.
    pub nearest: Vec<String>,
    /// What was agreed with the workshop.
    pub cost: Money,
}

pub type Shop = crate::tui::app::testing::Shop<Orders>;

fn stock(rows: Vec<OrderRow>, timeline: Timeline) -> Orders {
    Orders {
        rows,
        timeline,
        page: 200,
        unread: 0,
        nearest: Vec::new(),
        cost: usd(3_100),
    }
}

/// Nothing is answered yet.
pub fn closed(rows: Vec<OrderRow>) -> Shop {
    let timeline = given::in_production(given::HOSTILE);
    Shop::closed(Mounted::boxed(OrdersPane::default()), stock(rows, timeline))
}

pub fn listed(rows: Vec<OrderRow>) -> Shop {
    let mut shop = closed(rows);
    shop.settle();
    shop
}

/// With this order open.
pub fn opened(timeline: Timeline) -> Shop {
    let rows = vec![given::row_of(&timeline)];
    let panes = vec![Mounted::boxed(OrdersPane::default()), Mounted::boxed(WorkSheetPane::default())];
    let mut shop = Shop::of_panes(panes, stock(rows, timeline));
    shop.settle();
    shop.press("Enter");
    shop
}

impl Stock for Orders {
    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Orders { filter, after, .. } => Answer::Orders(self.listed(filter, *after)),
            Query::OrderListing(filter) => Answer::OrderListing(self.listing(filter)),
            Query::Timeline(id) => Answer::Timeline(Box::new(self.timeline(*id))),
            Query::Find(text) => Answer::Find(Box::new(self.found(text))),
            Query::WorkSheet(_) => Answer::WorkSheet(Box::new(sheet(AssignmentStatus::InProduction))),
            Query::Nearest(_) => Answer::Nearest(self.nearest.clone()),
            Query::Tracking(number) => Answer::Tracking(Box::new(tracking(number))),
            Query::Review(_) => Answer::Review(Box::new(Review {
                order: self.timeline.order.clone(),
                proofs_digest: String::new(),
                early_until: None,
                proofs: Vec::new(),
                tolerance: bs(0),
                accounts: vec![given::account()],
            })),
            other => panic!("not asked by this pane: {other:?}"),
        }
    }

    fn perform(&mut self, operation: OperationId, command: &Command) -> Receipt {
        let outcome = match command {
            Command::RequestRefund(_) => Outcome::RefundDue {
                refund: refund(),
                amount: self.timeline.order.credited,
            },
            Command::PayRefund(pay) => {
                let due = &mut self.timeline.refunds[0];
                let counted = match pay.rate {
                    Some(rate) => Rate::new(rate).unwrap().exchange(pay.amount, due.amount.currency()).unwrap(),
                    None => pay.amount,
                };
                due.paid = due.paid.checked_add(counted).unwrap();
                due.left = due.left.less(counted);
                Outcome::RefundPaid {
                    refund: due.id,
                    paid: due.paid,
                    left: due.left,
                }
            }
            Command::Report(_) if self.timeline.order.payment == PaymentStatus::Cancelled => Outcome::Reported {
                submission: given::submission(),
                signals: Vec::new(),
                requoted: Some(bs(179_695)),
            },
            _ => Outcome::Done,
        };
        let order = &mut self.timeline.order;
        order.version += 1;
        Receipt {
            operation,
            command: command.name().to_owned(),
            on: Some(OrderState {
                order_id: order.id,
                number: order.number.clone(),
                version: order.version,
                payment: order.payment,
                production: order.production,
            }),
            events: vec![10],
            at: time("2026-11-22T18:40:00Z"),
            outcome,
            repeated: false,
        }
    }

    /// Work in production is not lost without an override.
    fn refuses(&self, command: &Command) -> Option<Error> {
        let overridden = match command {
            Command::RequestRefund(it) => it.overridden,
            Command::Withdraw(it) => it.overridden,
            _ => return None,
        };
        let late = self.timeline.order.production == Some(AssignmentStatus::InProduction);
        (late && !overridden).then(|| Error::Refused(Refusal::new(Code::OverrideRequired)))
    }

    fn rehearse(&self, command: &Command) -> Rehearsal {
        let share = match command {
            Command::RequestRefund(it) => Some(it.share),
            Command::Withdraw(it) => Some(it.share),
            _ => None,
        };
        let status = self.timeline.order.production;
        let told = RehearsedMessage {
            to: Recipient::Workshop,
            reach: Reach::Reached {
                channel: Channel::Email,
                to: vec![Safe::new("taller@correo.ve")],
            },
            template: "message-workshop-P13".into(),
            data: serde_json::json!({ "order": self.timeline.order.number }),
        };
        Rehearsal {
            receipt: self.clone().perform(OperationId::from_uuid(Uuid::from_u128(6)), command),
            events: Vec::new(),
            end: share.zip(status).map(|(share, status)| self.end(status, share)),
            settled: Vec::new(),
            messages: share.map(|_| told).into_iter().collect(),
        }
    }
}

impl Orders {
    fn end(&self, status: AssignmentStatus, share: Option<u32>) -> AssignmentEnd {
        AssignmentEnd {
            status,
            workshop: Some(Safe::new("Taller Orinoco")),
            days: Vec::new(),
            share,
            cost: Some(self.cost),
            paid: Some(usd(0)),
            voided: Some(self.cost),
            fee: share.map(|share| self.cost.basis_points(share).unwrap()),
            clawback: None,
        }
    }

    fn timeline(&self, id: OrderId) -> Timeline {
        let mut timeline = self.timeline.clone();
        if let Some(row) = self.rows.iter().find(|row| row.id == id) {
            let order = &mut timeline.order;
            (order.id, order.number, order.customer) = (id, row.number.clone(), row.customer.clone());
        }
        timeline
    }

    fn found(&self, text: &str) -> Found {
        let filter = OrderFilter {
            text: Some(text.to_owned()),
            ..OrderFilter::default()
        };
        let orders = self.listed(&filter, None).rows;
        let alike = self.rows.iter().filter(|row| self.nearest.contains(&row.number));
        Found {
            alike: orders.is_empty(),
            orders: if orders.is_empty() { alike.cloned().collect() } else { orders },
            ..Found::default()
        }
    }

    fn listing(&self, filter: &OrderFilter) -> OrderListing {
        let whole = Self {
            page: usize::MAX,
            ..self.clone()
        };
        let count = |filter: &OrderFilter| HowMany {
            found: i64::try_from(whole.listed(filter, None).rows.len()).unwrap(),
            more: false,
        };
        OrderListing {
            count: count(filter),
            all: count(&OrderFilter::default()),
            sort: filter.sort.unwrap_or_default(),
            sorts: &[SortBy::Changed, SortBy::Placed, SortBy::Payment],
        }
    }

    fn listed(&self, filter: &OrderFilter, after: Option<Cursor>) -> Page<OrderRow> {
        let fits = |row: &&OrderRow| {
            filter.number.as_ref().is_none_or(|number| *number == row.number)
                && (filter.payment.is_empty() || filter.payment.contains(&row.payment))
                && (!filter.refund_due || row.payment == PaymentStatus::RefundPending)
                && filter.text.as_ref().is_none_or(|text| {
                    let text = text.to_lowercase();
                    row.number.to_lowercase().contains(&text) || row.customer.to_lowercase().contains(&text)
                })
        };
        let from = after.map_or(0, |cursor| usize::try_from(cursor.key).unwrap());
        let rows: Vec<OrderRow> = self.rows.iter().filter(fits).skip(from).take(self.page).cloned().collect();
        let end = from + rows.len();
        let more = self.rows.iter().filter(fits).count() > end;
        let next = more.then(|| Cursor {
            key: i64::try_from(end).unwrap(),
            id: Uuid::nil(),
        });
        Page {
            rows,
            next,
            unread: self.unread,
        }
    }
}

fn refund() -> RefundId {
    RefundId::from_uuid(Uuid::from_u128(5))
}

fn tracking(number: &str) -> Tracking {
    Tracking {
        number: number.into(),
        key: "IN_PRODUCTION",
        total: usd(4_850),
        due: bs(451_230),
        missing: bs(0),
        quote_expires_at: time("2026-11-23T03:59:59Z"),
        placed_at: time("2026-11-22T14:05:12Z"),
        accounts: Vec::new(),
        history: vec![TrackingStep {
            key: "PENDING",
            at: time("2026-11-22T14:05:12Z"),
        }],
        rejection: None,
    }
}
