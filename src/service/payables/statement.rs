//! A workshop's statement: what was owed before a period, every movement in it by page, and what is owed after it. A page
//! costs the same however long the account is.

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

use super::Payables;
use super::access::{reach, require};
use super::view::{StatementAbout, StatementView};
use crate::db::catalogue::places;
use crate::db::payables::statement::{self as account, After, MovedRecord, MovementRecord};
use crate::domain::Time;
use crate::domain::actor::Actor;
use crate::domain::ids::WorkshopId;
use crate::domain::money::{Currency, Money};
use crate::domain::payables::statement::{Entry, EntryKind, Statement, Totals};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, reading};

/// Lines read at once where all are wanted.
const ROWS: u32 = 500;

/// Whose statement, and of which days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementPeriod {
    pub workshop: WorkshopId,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// What a statement comes to, one for each currency; in dollars when there never was anything.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementTotals {
    pub workshop_name: Safe,
    pub period: StatementPeriod,
    pub accounts: Vec<Totals>,
}

/// A line of a statement: a movement, or what was owed at the start or the end of the period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementLine {
    pub at: Option<Time>,
    /// Of an opening or a closing.
    pub day: Option<NaiveDate>,
    pub entry: EntryKind,
    pub about: Option<StatementAbout>,
    pub change: Option<Money>,
    pub balance: Money,
    #[serde(skip)]
    pub place: Place,
}

/// Where a line stands in its statement: by currency, before all movements, after one of them, or after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    currency: Currency,
    at: i64,
    seq: i64,
}

const OPENING: i64 = i64::MIN;
const CLOSING: i64 = i64::MAX;

impl Place {
    const fn end(currency: Currency, at: i64) -> Self {
        Self { currency, at, seq: 0 }
    }

    pub(crate) const fn movement(currency: Currency, at: Time, seq: i64) -> Self {
        Self {
            currency,
            at: at.timestamp_micros(),
            seq,
        }
    }

    fn cursor(self) -> Cursor {
        let currency = Currency::ALL.iter().position(|one| *one == self.currency).unwrap_or_default();
        Cursor {
            key: self.at,
            id: Uuid::from_u64_pair(currency as u64, self.seq.unsigned_abs()),
        }
    }

    fn of(Cursor { key, id }: Cursor) -> Option<Self> {
        let (currency, seq) = id.as_u64_pair();
        Some(Self {
            currency: *Currency::ALL.get(usize::try_from(currency).ok()?)?,
            at: key,
            seq: i64::try_from(seq).ok()?,
        })
    }
}

impl Payables<'_> {
    /// What a workshop's account came to from the start of a day to the end of another. Refused: `workshop-unknown`,
    /// `period-backwards`.
    pub async fn statement_totals(&self, actor: &Actor, period: StatementPeriod) -> Result<StatementTotals, Error> {
        require(reach(actor)?, period.workshop, Code::WorkshopUnknown)?;
        if period.until < period.from {
            return Err(Refusal::new(Code::PeriodBackwards).into());
        }
        let unknown = || Refusal::new(Code::WorkshopUnknown);
        let name = places::workshop_name(self.shop.db(), period.workshop).await?.ok_or_else(unknown)?;
        let (begin, end) = self.instants(period);
        let (before, after) = tokio::try_join!(
            account::sums(self.shop.db(), period.workshop, After::all_before(begin)),
            account::sums(self.shop.db(), period.workshop, After::all_before(end))
        )?;
        let mut currencies: Vec<Currency> = after.iter().map(|sum| sum.change.currency()).collect();
        // The database has them in another order than a place does.
        currencies.sort_unstable();
        currencies.dedup();
        if currencies.is_empty() {
            currencies.push(Currency::Usd);
        }
        let mut accounts = Vec::with_capacity(currencies.len());
        for currency in currencies {
            let mut moved = Vec::new();
            for sum in after.iter().filter(|sum| sum.change.currency() == currency) {
                let earlier = before
                    .iter()
                    .find(|one| one.entry == sum.entry && one.change.currency() == currency);
                let change = earlier.map_or(Ok(sum.change), |one| sum.change.checked_sub(one.change))?;
                moved.push((sum.entry, change));
            }
            accounts.push(Totals::new(balance(&before, currency)?, moved)?);
        }
        Ok(StatementTotals {
            workshop_name: Safe::from(name),
            period,
            accounts,
        })
    }

    /// The lines of a statement after a place: by currency an opening, the movements in order of time, a closing. Refused as
    /// the totals are.
    pub async fn statement_lines(
        &self,
        actor: &Actor,
        period: StatementPeriod,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<StatementLine>, Error> {
        let totals = self.statement_totals(actor, period).await?;
        self.lines_of(&totals, after, limit).await
    }

    /// The same, of a statement whose totals are known: for whoever reads page after page.
    pub async fn lines_of(&self, totals: &StatementTotals, after: Option<Cursor>, limit: u32) -> Result<Page<StatementLine>, Error> {
        let period = totals.period;
        let limit = usize::try_from(reading(limit)).unwrap_or(usize::MAX);
        let after = after.and_then(Place::of);
        let (mut lines, mut unread) = (Vec::new(), 0);
        for account in &totals.accounts {
            let currency = account.closing.currency();
            if after.is_some_and(|after| after >= Place::end(currency, CLOSING)) || lines.len() >= limit {
                continue;
            }
            let after = after.filter(|after| after.currency == currency);
            if after.is_none() {
                lines.push(StatementLine::end(EntryKind::Opening, period.from, account.opening));
            }
            let rest = limit.saturating_sub(lines.len());
            let (found, owed) = self.movements(period, account, after, rest).await?;
            unread += found.unread;
            let whole = found.rows.len() + found.unread < rest;
            lines.extend(found.rows);
            // What came in meanwhile is among the lines: the end is what they come to.
            if whole {
                lines.push(StatementLine::end(EntryKind::Closing, period.until, owed));
            }
        }
        let more = lines.len() + unread >= limit;
        lines.truncate(limit - 1);
        Ok(Page {
            next: lines.last().filter(|_| more).map(|line| line.place.cursor()),
            rows: lines,
            unread,
        })
    }

    /// The movements of an account after a place, with what was owed after each, and what is owed after them.
    async fn movements(
        &self,
        period: StatementPeriod,
        account: &Totals,
        after: Option<Place>,
        limit: usize,
    ) -> Result<(Page<StatementLine>, Money), Error> {
        let currency = account.closing.currency();
        let (begin, end) = self.instants(period);
        let begun = after.filter(|after| after.at > OPENING).and_then(|after| {
            let at = Time::from_timestamp_micros(after.at)?;
            Some(After { at, seq: after.seq })
        });
        let mut owed = match begun {
            Some(after) => balance(&account::sums(self.shop.db(), period.workshop, after).await?, currency)?,
            None => account.opening,
        };
        let after = begun.unwrap_or(After::all_before(begin));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let found = account::page(self.shop.db(), (period.workshop, currency), after, end, limit).await?;
        let mut rows = Vec::with_capacity(found.rows.len());
        for movement in found.rows {
            owed = owed.checked_add(movement.change)?;
            rows.push(line(movement, owed));
        }
        let page = Page {
            rows,
            next: None,
            unread: found.unread,
        };
        Ok((page, owed))
    }

    /// A whole statement. Refused as its totals are.
    pub async fn statement(&self, actor: &Actor, period: StatementPeriod) -> Result<StatementView, Error> {
        let mut read: Vec<(Money, Vec<Entry<StatementAbout>>)> = Vec::new();
        let each = |line: StatementLine| -> Result<(), Error> {
            match line.entry {
                EntryKind::Opening => read.push((line.balance, Vec::new())),
                _ => {
                    let account = read.last_mut().map(|(_, entries)| entries);
                    account.into_iter().for_each(|entries| entries.extend(line.clone().entry()));
                }
            }
            Ok(())
        };
        let totals = self.export_statement(actor, period, each).await?;
        let account = |(opening, entries): (Money, Vec<Entry<StatementAbout>>)| {
            let totals = Totals::new(opening, entries.iter().map(|entry| (entry.kind, entry.change)))?;
            Ok(Statement { totals, entries })
        };
        Ok(StatementView {
            workshop: period.workshop,
            workshop_name: totals.workshop_name,
            from: period.from,
            until: period.until,
            accounts: read.into_iter().map(account).collect::<Result<_, Refusal>>()?,
        })
    }

    /// Gives every line of a statement to `each`, in order, which ends it by an error; answers what it came to at the start.
    pub async fn export_statement<E: From<Error>>(
        &self,
        actor: &Actor,
        period: StatementPeriod,
        mut each: impl FnMut(StatementLine) -> Result<(), E>,
    ) -> Result<StatementTotals, E> {
        let totals = self.statement_totals(actor, period).await?;
        let mut after = None;
        loop {
            let page = self.lines_of(&totals, after, ROWS).await?;
            page.rows.into_iter().try_for_each(&mut each)?;
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(totals),
            }
        }
    }

    /// From when, and until before when.
    fn instants(&self, period: StatementPeriod) -> (Time, Time) {
        let zone = self.shop.zone();
        let next = period.until.succ_opt().unwrap_or(period.until);
        (zone.start_of(period.from), zone.start_of(next))
    }
}

impl StatementLine {
    /// What was owed at the start or the end.
    pub(crate) fn end(entry: EntryKind, day: NaiveDate, balance: Money) -> Self {
        let at = if entry == EntryKind::Opening { OPENING } else { CLOSING };
        Self {
            at: None,
            day: Some(day),
            entry,
            about: None,
            change: None,
            balance,
            place: Place::end(balance.currency(), at),
        }
    }

    /// The movement; none of an opening or a closing.
    fn entry(self) -> Option<Entry<StatementAbout>> {
        Some(Entry {
            at: self.at?,
            kind: self.entry,
            change: self.change?,
            balance: self.balance,
            about: self.about?,
        })
    }
}

fn balance(sums: &[MovedRecord], currency: Currency) -> Result<Money, Refusal> {
    let of_currency = sums.iter().filter(|sum| sum.change.currency() == currency);
    of_currency
        .map(|sum| sum.change)
        .try_fold(Money::zero(currency), |owed, change| owed.checked_add(change))
}

fn line(movement: MovementRecord, balance: Money) -> StatementLine {
    StatementLine {
        at: Some(movement.at),
        day: None,
        entry: movement.entry,
        about: Some(movement.about),
        change: Some(movement.change),
        balance,
        place: Place::movement(balance.currency(), movement.at, movement.seq),
    }
}
