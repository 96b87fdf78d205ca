//! The lists of messages and alerts, whose plans are looked at with all others.

use uuid::Uuid;

use krafta::db::Query;
use krafta::db::engine::page::Key;
use krafta::db::messages::alerts::{self, AlertsOf};
use krafta::db::messages::list::{self, Messages};
use krafta::domain::ids::{OrderId, WorkshopId};

/// Messages by what became of them, and alerts.
pub fn lists(order: OrderId, place: Key) -> Vec<(String, Query)> {
    let (now, orinoco) = (
        "2026-02-01T12:00:00Z".parse().expect("an instant"),
        WorkshopId::from_uuid(Uuid::from_u128(0xc001)),
    );
    let mut lists = Vec::new();
    for (where_, after) in [("first", None), ("deep", Some(place))] {
        for which in [
            Messages::All,
            Messages::Failed,
            Messages::Sent,
            Messages::Waiting,
            Messages::Dead,
            Messages::Cancelled,
            Messages::Superseded,
            Messages::OfOrder(order),
        ] {
            lists.push((format!("few messages {which:?}, {where_}"), list::compose(which, after, 51)));
        }
        for which in [Messages::All, Messages::Dead] {
            let about = list::compose_about((&[order], &[orinoco]), which, after, 51);
            lists.push((format!("few messages about some {which:?}, {where_}"), about));
        }
        for of in [AlertsOf::Admins, AlertsOf::Workshop(orinoco)] {
            let from = alerts::identity(now - chrono::TimeDelta::days(14));
            lists.push((format!("few alerts {of:?}, {where_}"), alerts::compose(of, from, now, after, 51)));
        }
    }
    lists
}
