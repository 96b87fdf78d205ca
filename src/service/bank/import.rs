//! A statement comes in: read by its profile, rehearsed, and kept in one transaction. An import adds; it never changes or deletes what is
//! there. What was attested and turns out to be one of its lines is reconciled with it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::Bank;
use super::commands::ImportStatement;
use super::credits::NEEDS;
use crate::db::bank::imports::{self, NewImport, NewLine, Reached, TOGETHER};
use crate::db::bank::notes;
use crate::domain::actor::Actor;
use crate::domain::bank::credit::{ChainState, CreditAct, CreditOrigin};
use crate::domain::bank::matching::LineKeys;
use crate::domain::bank::statement::{Chain, Direction, Statement, StatementLine, line_keys};
use crate::domain::ids::{BankImportId, CreditId};
use crate::domain::money::Money;
use crate::domain::payments::reference::{Reference, Relation};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::{Safe, excerpt};
use crate::service::core::error::Error;
use crate::service::core::krafta::new_id;
use crate::service::core::receipt::{Imported, Outcome};
use crate::service::core::unit_of_work::UnitOfWork;

/// Numbers of lines that a receipt names; beyond it they are counted.
const MOST_NAMED: usize = 20;

/// A file as it was read, before it is kept: what a person looks at, and what the command is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFile {
    pub account: Safe,
    pub name: Safe,
    pub origin: CreditOrigin,
    pub statement: Arc<Statement>,
    content: Arc<Vec<u8>>,
    sha256: String,
}

impl ReadFile {
    /// One that nobody read, for tests of what is done with it.
    #[cfg(test)]
    pub fn in_test(account: &str, name: &str, statement: Statement) -> Self {
        Self {
            account: Safe::new(account),
            name: Safe::new(name),
            origin: CreditOrigin::Statement,
            statement: Arc::new(statement),
            content: Arc::default(),
            sha256: String::new(),
        }
    }

    /// The command that keeps it.
    pub fn command(&self, catch_up: bool) -> ImportStatement {
        let statement = &self.statement;
        ImportStatement {
            account: self.account.to_string(),
            name: self.name.to_string(),
            sha256: self.sha256.clone(),
            profile: statement.profile.clone(),
            origin: self.origin,
            catch_up,
            content: Arc::clone(&self.content),
            statement: Arc::clone(statement),
        }
    }
}

impl Bank<'_> {
    /// A file as it would be kept; `statement` is what its profile read.
    ///
    /// # Errors
    /// `forbidden` to who may not review payments.
    pub fn read_file(&self, actor: &Actor, account: &str, file: (&str, Vec<u8>), statement: Statement) -> Result<ReadFile, Error> {
        actor.may(NEEDS)?;
        let (name, content) = file;
        let origin = if statement.profile.ends_with("_notice") {
            CreditOrigin::Notice
        } else {
            CreditOrigin::Statement
        };
        Ok(ReadFile {
            account: Safe::new(account.trim()),
            name: Safe::new(name),
            origin,
            statement: Arc::new(statement),
            sha256: Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect(),
            content: Arc::new(content),
        })
    }
}

/// # Errors
/// `account-unknown`; `amount-currency` when a line is in another currency than the account; `statement-nothing` without a line that can be read.
pub(in crate::service) async fn import_statement(work: &mut UnitOfWork<'_>, data: &ImportStatement) -> Result<Outcome, Error> {
    let statement = &data.statement;
    let account = work.tx.account_record(data.account.trim()).await?;
    let account = account.ok_or_else(|| Refusal::new(Code::AccountUnknown).with("input", excerpt(&data.account)))?;
    if statement.lines.is_empty() {
        return Err(Refusal::new(Code::StatementNothing)
            .with("profile", data.profile.as_str())
            .with("refused", i64::from(count(statement.refused.len())))
            .into());
    }
    if let Some(other) = statement.lines.iter().find(|line| line.amount.currency() != account.currency) {
        return Err(Refusal::new(Code::AmountCurrency)
            .with("input", other.amount)
            .with("found", other.amount.currency().as_str())
            .with("expected", account.currency.as_str())
            .into());
    }
    imports::hold(&mut work.tx, account.id).await?;
    let before = imports::furthest(&mut work.tx, account.id).await?;
    let days = days(&statement.lines);
    let new = NewImport {
        id: BankImportId::from_uuid(new_id()),
        account: account.id,
        origin: data.origin,
        currency: account.currency.as_str(),
        file: &data.sha256,
        profile: &data.profile,
        catch_up: data.catch_up,
        lines: count(statement.lines.len()),
        refused: count(statement.refused.len()),
        days,
        opening: statement.opening,
        closing: statement.closing,
        chain: chain(&statement.chain),
        operator: work.operator()?,
        operation: work.operation,
    };
    let keys = line_keys(&statement.lines);
    let mut met = HashSet::new();
    let all = statement.lines.iter().zip(keys.iter().map(String::as_str));
    let lines: Vec<(&StatementLine, &str)> = all.filter(|(_, key)| met.insert(*key)).collect();
    drop(met);
    work.tx.exec(imports::keep_file(&data.sha256, &data.name, &data.content)).await?;
    let with_ids: Vec<_> = lines.iter().filter(|(line, _)| line.bank_id.is_some()).copied().collect();
    let mut corrected = Vec::new();
    for some in with_ids.chunks(TOGETHER) {
        corrected.extend(imports::corrected(&mut work.tx, account.id, &new_lines(some)).await?);
    }
    corrected.truncate(MOST_NAMED);
    let known: Vec<&str> = lines.iter().map(|(_, key)| *key).collect();
    let added = count(lines.len()).saturating_sub(imports::known(&mut work.tx, account.id, &known).await?);
    work.tx.exec(imports::import(&new, added)).await?;
    for some in lines.chunks(TOGETHER) {
        imports::add_lines(&mut work.tx, &new, &new_lines(some)).await?;
    }
    let reconciled = reconcile(work, &new).await?;
    let taken_back = imports::taken_back(&mut work.tx, new.id).await?;
    let (came, left) = statement.totals(account.currency);
    Ok(Outcome::Imported(Box::new(Imported {
        import: new.id,
        account: Safe::new(&account.alias),
        profile: data.profile.clone(),
        added,
        known: new.lines.saturating_sub(added),
        refused: new.refused,
        reconciled,
        corrected,
        taken_back,
        first_day: days.map(|days| days.0),
        last_day: days.map(|days| days.1),
        came,
        left,
        opening: statement.opening,
        closing: statement.closing,
        chain: new.chain,
        gap_since: before.and_then(|before| gap(&before, days, statement.opening)),
    })))
}

/// The day that was reached before, where days are missing since: none are when the balance is still what it was.
fn gap(before: &Reached, days: Option<(NaiveDate, NaiveDate)>, opening: Option<Money>) -> Option<NaiveDate> {
    let next = before.last_day.succ_opt()?;
    let same = before.closing.is_some() && before.closing == opening;
    (next < days?.0 && !same).then_some(before.last_day)
}

/// What was attested is a line where each has only the other.
async fn reconcile(work: &mut UnitOfWork<'_>, import: &NewImport<'_>) -> Result<u32, Error> {
    let Some(days) = import.days else { return Ok(0) };
    let mut pairs = imports::seen_again(&mut work.tx, import.account, import.id, days).await?;
    pairs.retain(|pair| {
        let one = Reference::stored(pair.attested_reference.as_str());
        let other = Reference::stored(pair.line_reference.as_str());
        matches!(one.relation(&other), Relation::Same | Relation::Suffix { strong: true, .. })
    });
    let mut of_attested: HashMap<CreditId, u32> = HashMap::new();
    let mut of_line: HashMap<CreditId, u32> = HashMap::new();
    for pair in &pairs {
        *of_attested.entry(pair.attested).or_default() += 1;
        *of_line.entry(pair.line).or_default() += 1;
    }
    pairs.retain(|pair| of_attested.get(&pair.attested) == Some(&1) && of_line.get(&pair.line) == Some(&1));
    let (operator, operation) = (work.operator()?, work.operation);
    for pair in &pairs {
        work.tx.exec(imports::reconcile(pair.attested, pair.line)).await?;
        work.tx
            .exec(notes::insert(pair.attested, CreditAct::Reconciled, None, operator, operation))
            .await?;
    }
    Ok(count(pairs.len()))
}

fn days(lines: &[StatementLine]) -> Option<(NaiveDate, NaiveDate)> {
    let first = lines.iter().map(|line| line.date).min()?;
    let last = lines.iter().map(|line| line.date).max()?;
    Some((first, last))
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

const fn chain(chain: &Chain) -> ChainState {
    match chain {
        Chain::Holds => ChainState::Holds,
        Chain::Breaks { .. } => ChainState::Breaks,
        Chain::Unknown => ChainState::Unknown,
    }
}

fn new_lines<'a>(lines: &[(&'a StatementLine, &'a str)]) -> Vec<NewLine<'a>> {
    lines.iter().map(|(line, key)| new_line(line, key)).collect()
}

fn new_line<'a>(line: &'a StatementLine, key: &'a str) -> NewLine<'a> {
    let found = LineKeys::of(
        &line.reference,
        &line.description,
        line.payer_phone.as_deref(),
        line.payer_document.as_deref(),
    );
    NewLine {
        id: CreditId::from_uuid(new_id()),
        line: line.line,
        key,
        day: line.date,
        reference: &line.reference,
        description: &line.description,
        direction: match line.direction {
            Direction::In => Direction::In.as_str(),
            Direction::Out => Direction::Out.as_str(),
        },
        kind: line.kind.as_str(),
        minor: line.amount.minor(),
        amount: line.amount.plain(),
        balance_minor: line.balance.map(Money::minor),
        balance: line.balance.map(|balance| balance.plain()),
        phone: line.payer_phone.as_deref(),
        document: line.payer_document.as_deref(),
        tail: found.reference_suffix().map(str::to_owned),
        named: found
            .orders
            .first()
            .map(|number| number.iter().map(|sign| char::from(*sign)).collect()),
    }
}
