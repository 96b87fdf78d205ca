//! Runs as commands read and write them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::row::Row;
use crate::db::engine::statement::{Bound, statement};
use crate::db::engine::value::{Amount, bind};
use crate::domain::Time;
use crate::domain::ids::{AccountId, OperatorId, RefundId, RunId, WorkshopId};
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate::Rate;
use crate::domain::runs::sheet::{Choice, Whom};
use crate::domain::runs::state::RunState;

statement! {
    INSERT = "INSERT INTO payment_runs (id, number, account_id, currency, cut_off, rate, made_by) \
      VALUES ($1, (SELECT coalesce(max(r.number), 0) + 1 FROM payment_runs r), $2, $3, $4, $5, $6)"
}

statement! {
    LOCK = "SELECT r.id, r.number, r.account_id, r.currency, r.cut_off, r.rate, r.state, r.total, r.total_usd, r.needs_second, r.frozen_by, \
      r.countersigned_by, r.version FROM payment_runs r WHERE r.id = $1", for_update
}

statement! {
    READ = "SELECT r.id, r.number, r.account_id, r.currency, r.cut_off, r.rate, r.state, r.total, r.total_usd, r.needs_second, r.frozen_by, \
      r.countersigned_by, r.version FROM payment_runs r WHERE r.id = $1"
}

statement! {
    CHOOSE = "INSERT INTO payment_run_choices (id, run_id, workshop_id, refund_id, excluded, amount, currency, reason, operator_id) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
}

statement! {
    /// The newest of each payee comes last.
    CHOICES = "SELECT c.workshop_id, c.refund_id, c.excluded, c.amount, c.currency FROM payment_run_choices c WHERE c.run_id = $1 ORDER BY c.id"
}

statement! {
    FREEZE = "UPDATE payment_runs SET state = 'FROZEN', rate = $2, lines = $3, total = $4, total_usd = $5, needs_second = $6, frozen_by = $7, \
      frozen_at = $8, version = version + 1 WHERE id = $1"
}

statement! {
    COUNTERSIGN = "UPDATE payment_runs SET countersigned_by = $2, countersigned_at = $3, version = version + 1 WHERE id = $1"
}

statement! {
    END = "UPDATE payment_runs SET state = $2, reason = $3, ended_by = $4, ended_at = $5, version = version + 1 WHERE id = $1"
}

record! {
    /// A run under lock.
    pub struct LockedRun {
        pub id: RunId,
        pub number: i64,
        pub account: AccountId = "account_id",
        pub currency: Currency,
        pub cut_off: NaiveDate,
        pub rate: Option<Rate>,
        pub state: RunState,
        pub total: Option<Money> = money_opt("total", "currency"),
        pub total_usd: Option<Money> = read(total_usd),
        pub needs_second: Option<bool>,
        pub frozen_by: Option<OperatorId>,
        pub countersigned_by: Option<OperatorId>,
        pub version: i64,
    }

    struct ChoiceRow {
        workshop: Option<WorkshopId> = "workshop_id",
        refund: Option<RefundId> = "refund_id",
        excluded: bool,
        amount: Option<Money> = money_opt("amount", "currency"),
    }
}

/// What a run is made with.
pub struct NewRun {
    pub id: RunId,
    pub account: AccountId,
    pub currency: Currency,
    pub cut_off: NaiveDate,
    pub rate: Option<Rate>,
    pub by: OperatorId,
}

/// What a run is frozen with.
pub struct Frozen {
    pub run: RunId,
    pub rate: Option<Rate>,
    pub lines: i64,
    pub total: Money,
    pub total_usd: Money,
    pub needs_second: bool,
    pub by: OperatorId,
    pub at: Time,
}

fn total_usd(row: &Row<'_>) -> DbResult<Option<Money>> {
    let there = row.get::<Option<Amount>>("total_usd")?.is_some();
    there.then(|| row.money_in("total_usd", Currency::Usd)).transpose()
}

/// The run of this id, under lock.
pub async fn lock(tx: &mut Tx, run: RunId) -> DbResult<Option<LockedRun>> {
    tx.opt(LOCK.with(bind![run])).await
}

/// The same without the lock.
pub async fn read(reader: &mut impl Reader, run: RunId) -> DbResult<Option<LockedRun>> {
    reader.opt(READ.with(bind![run])).await
}

/// What people said of payees, the newest of each.
pub async fn choices(reader: &mut impl Reader, run: RunId) -> DbResult<BTreeMap<Whom, Choice>> {
    let rows: Vec<ChoiceRow> = reader.all(CHOICES.with(bind![run])).await?;
    let said = rows.into_iter().filter_map(|row| {
        let whom = row.workshop.map(Whom::Workshop).or(row.refund.map(Whom::Refund))?;
        let (excluded, amount) = (row.excluded, row.amount);
        Some((whom, Choice { excluded, amount }))
    });
    Ok(said.collect())
}

pub fn insert(new: &NewRun) -> Bound {
    INSERT.with(bind![new.id, new.account, new.currency, new.cut_off, new.rate, new.by])
}

/// What a person says of a payee; it counts from now on.
pub fn choose(id: Uuid, run: RunId, whom: Whom, choice: Choice, reason: Option<&str>, by: OperatorId) -> Bound {
    let (workshop, refund) = parts(whom);
    CHOOSE.with(bind![
        id,
        run,
        workshop,
        refund,
        choice.excluded,
        choice.amount.map(|amount| Amount(amount.amount())),
        choice.amount.map(Money::currency),
        reason.map(str::to_owned),
        by,
    ])
}

/// The column of a payee.
pub(super) const fn parts(whom: Whom) -> (Option<WorkshopId>, Option<RefundId>) {
    match whom {
        Whom::Workshop(workshop) => (Some(workshop), None),
        Whom::Refund(refund) => (None, Some(refund)),
    }
}

pub fn freeze(frozen: &Frozen) -> Bound {
    FREEZE.with(bind![
        frozen.run,
        frozen.rate,
        frozen.lines,
        Amount(frozen.total.amount()),
        Amount(frozen.total_usd.amount()),
        frozen.needs_second,
        frozen.by,
        frozen.at,
    ])
}

pub fn countersign(run: RunId, by: OperatorId, at: Time) -> Bound {
    COUNTERSIGN.with(bind![run, by, at])
}

/// Closed, or given up for a reason.
pub fn end(run: RunId, state: RunState, reason: Option<&str>, by: OperatorId, at: Time) -> Bound {
    END.with(bind![run, state, reason.map(str::to_owned), by, at])
}
