//! The lists of bank credits, whose plans are looked at with all others.

use chrono::NaiveDate;
use uuid::Uuid;

use krafta::db::Query;
use krafta::db::bank::candidates;
use krafta::db::bank::credit_list::{self, Which};
use krafta::db::engine::page::Key;
use krafta::db::runs::list as runs;
use krafta::domain::ids::{AccountId, BankImportId};
use krafta::domain::money::{Currency, Money};

/// Credits by what is to be done with them, by their import, their account, and what is searched of them.
pub fn lists() -> Vec<(String, Query)> {
    let account = AccountId::from_uuid(Uuid::from_u128(0xacc));
    let place = Key {
        key: 739_600,
        id: Uuid::from_u128(7),
    };
    let mut lists = Vec::new();
    for (where_, after) in [("first", None), ("deep", Some(place))] {
        for which in [
            Which::Free,
            Which::Unseen,
            Which::OfImport(BankImportId::from_uuid(Uuid::from_u128(0x1))),
            Which::OfAccount(account),
            Which::Amount(Money::of_minor(451_230, Currency::Ves)),
            Which::Ending("482913".into()),
            Which::Day(NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")),
            Which::SetAside,
        ] {
            lists.push((
                format!("few credits {which:?}, {where_}"),
                credit_list::compose(&which, &[account], after, 51),
            ));
        }
    }
    for (what, query) in ["came", "left", "unseen"].into_iter().zip(credit_list::compose_waiting(account)) {
        lists.push((format!("few credits waiting, {what}"), query));
    }
    lists.push(("few proofs to be matched".to_owned(), candidates::compose_open(51)));
    lists.push(("few proofs that were confirmed".to_owned(), candidates::compose_confirmed(51)));
    let run = Key { key: 40, ..place };
    for (which, open) in [("open", true), ("all", false)] {
        lists.push((format!("few runs {which}, first"), runs::compose(open, None, 51)));
        lists.push((format!("few runs {which}, deep"), runs::compose(open, Some(run), 51)));
    }
    // What triggers sum whenever something of a credit changes: its own allocations, and those of what turned out to be it.
    let sum = Query::new("SELECT coalesce(sum(x.amount), 0) AS n FROM bank_allocations_standing x WHERE x.credit_id IN (SELECT c.id FROM bank_credits c WHERE c.id = ")
        .bind(Uuid::from_u128(7))
        .push(" UNION ALL SELECT c.id FROM bank_credits c WHERE c.line_id = ")
        .bind(Uuid::from_u128(7))
        .push(")");
    lists.push(("few allocations of a credit".to_owned(), sum));
    lists
}
