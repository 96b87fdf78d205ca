//! Orders by their number, and the numbers somebody may have meant by one that no order has.

use std::collections::BTreeSet;

use super::Orders;
use crate::db::orders::numbers;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::ids::OrderId;
use crate::domain::orders::number::{OrderNumber, nearest};
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;

/// What a character of a number may be.
const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/// A number has six characters; one too few or too many is a slip, more is something else.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=7;

impl Orders<'_> {
    /// The order with this number, in any case, prefix optional.
    ///
    /// # Errors
    /// `order-number-malformed`; `order-unknown`, which names the nearest numbers there are.
    pub async fn order_by_number(&self, actor: &Actor, number: &str) -> Result<OrderId, Error> {
        // A workshop names its own; whether it is, the command says.
        let theirs = actor.role == Role::Workshop;
        actor.may(if theirs {
            Permission::ReadAssignments
        } else {
            Permission::ReadOrders
        })?;
        let number = OrderNumber::parse(number)?.to_string();
        if let Some(id) = numbers::id_of(self.shop.db(), &number).await? {
            return Ok(id);
        }
        let nearest = self.nearest_numbers(actor, &number).await?;
        Err(Refusal::new(Code::OrderUnknown)
            .with("order", number)
            .with("nearest", nearest.join(", "))
            .into())
    }

    /// At most three numbers of orders that are one or two slips away from what was typed, nearest first; none for a
    /// workshop, which would learn of others' orders.
    pub async fn nearest_numbers(&self, actor: &Actor, typed: &str) -> Result<Vec<String>, Error> {
        if actor.role == Role::Workshop {
            return Ok(Vec::new());
        }
        actor.may(Permission::ReadOrders)?;
        let Some(code) = code(typed) else { return Ok(Vec::new()) };
        let mut known = numbers::existing(self.shop.db(), &slips(&code)).await?;
        known.extend(numbers::starting_with(self.shop.db(), &format!("KRFT-{}", &code[..3])).await?);
        let mut candidates: BTreeSet<OrderNumber> = known.iter().filter_map(|number| number.parse().ok()).collect();
        let mut found = Vec::new();
        while let Some(next) = nearest(typed, candidates.iter().copied()).filter(|_| found.len() < 3) {
            candidates.remove(&next);
            found.push(next.to_string());
        }
        Ok(found)
    }
}

/// The characters of a mistyped number.
fn code(typed: &str) -> Option<String> {
    let upper = typed.trim().to_ascii_uppercase();
    let code = match upper.strip_prefix("KRFT") {
        Some(rest) if upper.len() != 6 => rest.trim_start_matches([' ', '-', '–', '_']),
        _ => &upper,
    };
    let fits = LENGTHS.contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| code.to_owned())
}

/// Every number one slip away: another character, two neighbours swapped, one missing or one too many.
fn slips(code: &str) -> Vec<String> {
    let code = code.as_bytes();
    let mut slips: BTreeSet<Vec<u8>> = BTreeSet::new();
    for at in 0..=code.len() {
        for &sign in SIGNS {
            slips.insert([&code[..at], &[sign], &code[at..]].concat());
            if at < code.len() {
                slips.insert([&code[..at], &[sign], &code[at + 1..]].concat());
            }
        }
        if at < code.len() {
            slips.insert([&code[..at], &code[at + 1..]].concat());
        }
        if at + 1 < code.len() {
            let mut swapped = code.to_vec();
            swapped.swap(at, at + 1);
            slips.insert(swapped);
        }
    }
    let whole = slips.into_iter().filter(|slip| slip.len() == 6);
    whole.map(|slip| format!("KRFT-{}", String::from_utf8_lossy(&slip))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_of_every_kind() {
        let six = slips("7Q2M4X");
        assert!(
            ["KRFT-7Q2M4Y", "KRFT-Q72M4X", "KRFT-7Q2M4X"]
                .iter()
                .all(|n| six.contains(&(*n).to_owned()))
        );
        assert_eq!(six.len(), 6 * 35 + 5 + 1);
        assert!(slips("7Q2M4").contains(&"KRFT-7Q2M4X".to_owned()));
        assert_eq!(slips("7Q2M4XX").len(), 6);
    }

    #[test]
    fn only_what_looks_like_a_number_is_guessed_from() {
        assert_eq!(code("krft-7q2m4").as_deref(), Some("7Q2M4"));
        for typed in ["", "7q2", "KRFT-", "maría", "7Q2M4XXX", "ñandús"] {
            assert_eq!(code(typed), None, "{typed}");
        }
    }
}
