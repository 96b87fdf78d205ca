//! Messages of a bank about one payment each, pasted one after the other.

use chrono::NaiveDate;

use super::date;
use super::hints::{self, KindWords};
use super::number;
use super::profile::{Container, Profile};
use super::profiles::Profiles;
use super::table::reference;
use super::template::{Field, Template};
use crate::domain::bank::statement::{Balances, Direction, RefusedLine, Statement, StatementLine};
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::excerpt;

/// Reads every message that a profile of the bank knows, or of any bank; the others that hold a number are refused. `today` is the day
/// of a message that names none, and no message is later.
pub fn read_notices(text: &str, profiles: &Profiles, bank_code: Option<&str>, today: NaiveDate, currency: Currency) -> Statement {
    let known: Vec<&Profile> = profiles.iter().filter(|profile| is_of(profile, bank_code)).collect();
    let (mut lines, mut refused, mut skipped) = (Vec::new(), Vec::new(), 0);
    let mut name = "";
    for (line, message) in messages(text, &known) {
        let found = known
            .iter()
            .find_map(|profile| Some((profile, profile.notices.iter().find_map(|it| it.read(&message))?)));
        match found.map(|(profile, values)| (profile, notice(line, &message, profile, &values, today, currency))) {
            Some((profile, Ok(line))) => {
                if name.is_empty() {
                    name = &profile.name;
                }
                lines.push(line);
            }
            Some((_, Err(refusal))) => refused.push(RefusedLine { line, refusal }),
            None if message.contains(|c: char| c.is_ascii_digit()) => {
                let refusal = Refusal::new(Code::StatementNotice).with("input", excerpt(&message));
                refused.push(RefusedLine { line, refusal });
            }
            None => skipped += 1,
        }
    }
    Statement::new(name, lines, refused, skipped, Balances::default())
}

/// Whether the text begins a message that this profile knows.
pub fn knows(profile: &Profile, text: &str) -> bool {
    profile.notices.iter().any(|notice| text.lines().any(|line| notice.begins(line)))
}

fn is_of(profile: &Profile, bank_code: Option<&str>) -> bool {
    let of_bank = bank_code.is_none() || profile.bank.is_none() || profile.bank.as_deref() == bank_code;
    of_bank && profile.containers.contains(&Container::Notice)
}

/// The messages, each with its first line: a new one begins where a known one does, or behind an empty line.
fn messages(text: &str, known: &[&Profile]) -> Vec<(u32, String)> {
    let notices: Vec<&Template> = known.iter().flat_map(|profile| &profile.notices).collect();
    let mut found: Vec<(u32, String)> = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        let begins = notices.iter().any(|notice| notice.begins(line));
        match found.last_mut() {
            Some((_, message)) if open && !begins => {
                message.push(' ');
                message.push_str(line.trim());
            }
            _ => found.push((number, line.trim().to_owned())),
        }
        open = true;
    }
    found
}

fn notice(
    line: u32,
    message: &str,
    profile: &Profile,
    values: &[(Field, String)],
    today: NaiveDate,
    currency: Currency,
) -> Ruling<StatementLine> {
    let value = |field| values.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str());
    let given = value(Field::Amount).unwrap_or_default();
    let amount = number::text(given, profile.decimals, profile.cents).filter(|minor| *minor > 0);
    let amount = amount.ok_or_else(|| Refusal::new(Code::StatementAmount).with("input", excerpt(given)))?;
    let date = match value(Field::Date) {
        None => today,
        Some(given) => date::read(given, &profile.dates)
            .filter(|day| *day <= today)
            .ok_or_else(|| Refusal::new(Code::StatementDate).with("input", excerpt(given)))?,
    };
    let description: String = message.chars().take(200).collect();
    Ok(StatementLine {
        line,
        date,
        reference: reference(value(Field::Reference).unwrap_or_default())?,
        kind: KindWords::of(&profile.kinds).kind(&description, Direction::In),
        description,
        amount: Money::of_minor(amount, currency),
        direction: Direction::In,
        balance: None,
        bank_id: None,
        payer_phone: value(Field::Phone).and_then(hints::phone),
        payer_document: value(Field::Document).and_then(hints::document),
    })
}
