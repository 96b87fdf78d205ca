//! The profile that choices and proposals come to, what is still in doubt of it, and whether it takes the files of another.

use super::columns::Proposed;
use super::{Choices, Doubt, Holds, Naming, Opened};
use crate::domain::bank::statement::{Direction, Statement};
use crate::service::bank::statement::BOTH;
use crate::service::bank::statement::decode::Shape;
use crate::service::bank::statement::profile::{Columns, Container, Decimals, Header, Kinds, Place, Profile, Rows, Types};
use crate::service::bank::statement::profiles::Profiles;
use crate::service::bank::statement::table::title;

/// Rows in which titles are looked for, at least.
const LOOK: u32 = 40;
/// Preambles grow: so many rows more than this file has.
const MORE: u32 = 20;
/// A title with so many digits is a date or an account, and another one in the next file.
const DIGITS: usize = 3;

/// None while a day or an amount has no column.
pub fn profile(file: &Opened, choices: &Choices, proposed: &Proposed, naming: &Naming) -> Option<Profile> {
    let named: Vec<Option<String>> = match &proposed.titles {
        Some((_, titles)) => titles.iter().enumerate().map(|(at, text)| lasting(titles, at, text)).collect(),
        None => Vec::new(),
    };
    let tokens: Vec<String> = named.iter().flatten().cloned().collect();
    let place = |holds: Holds| {
        let at = proposed.at(holds)?;
        Some(match named.get(at).cloned().flatten() {
            Some(name) => Place::Name(name),
            None => Place::Position(at + 1),
        })
    };
    let columns = columns(place);
    let (containers, delimiter) = match (file.shape, file.mark) {
        (Shape::Text, Some('\t')) => (vec![Container::Tsv], None),
        (Shape::Text, mark) => (vec![Container::Csv], mark),
        _ => (vec![Container::Xls, Container::Xlsx, Container::Html], None),
    };
    // With all candidates a day is read where they agree, and refused where they do not.
    let dates = match proposed.date {
        Some(pattern) => vec![pattern],
        None => proposed.patterns[..proposed.fitting.max(1).min(proposed.patterns.len())].to_vec(),
    };
    let header = proposed.titles.as_ref().filter(|_| !tokens.is_empty()).map(|(line, _)| Header {
        look: LOOK.max(line.saturating_add(MORE)),
        tokens,
    });
    columns.suffice().then(|| Profile {
        name: naming.name.clone(),
        title: naming.title.clone(),
        bank: naming.bank.clone(),
        containers,
        encodings: choices.encoding.map_or_else(|| BOTH.to_vec(), |one| vec![one]),
        delimiter,
        width: None,
        dates,
        decimals: proposed.decimals.unwrap_or(Decimals::Either),
        // Where nothing shows how cents are parted, an amount that has none may be in cents.
        cents: proposed.decimals.is_none(),
        notices: Vec::new(),
        header,
        columns,
        slices: Columns::default(),
        types: Types {
            incoming: proposed.incoming.clone(),
            out: proposed.outgoing.clone(),
            ..Types::default()
        },
        rows: Rows::default(),
        records: None,
        kinds: Kinds::default(),
    })
}

/// A title that is there once, and will be in the next file too.
fn lasting(titles: &[String], at: usize, text: &str) -> Option<String> {
    let folded = title(text);
    let once = titles.iter().position(|other| title(other) == folded) == Some(at);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (!folded.is_empty() && once && digits < DIGITS).then(|| text.to_owned())
}

fn columns(place: impl Fn(Holds) -> Option<Place>) -> Columns<Place> {
    Columns {
        date: place(Holds::Date),
        reference: place(Holds::Reference),
        description: place(Holds::Description),
        detail: place(Holds::Detail),
        amount: place(Holds::Amount),
        credit: place(Holds::Credit),
        debit: place(Holds::Debit),
        balance: place(Holds::Balance),
        kind: place(Holds::Type),
        bank_id: None,
        phone: place(Holds::Phone),
        document: place(Holds::Document),
    }
}

/// What is still to be said, or looked at before it is trusted.
pub fn doubts(proposed: &Proposed, statement: Option<&Statement>) -> Vec<Doubt> {
    let has = |holds| proposed.at(holds).is_some();
    let amount = has(Holds::Amount) || (has(Holds::Credit) && has(Holds::Debit));
    let one_way = has(Holds::Amount) && !has(Holds::Type);
    let all_came = statement.is_some_and(|read| read.lines.len() > 1 && read.lines.iter().all(|line| line.direction == Direction::In));
    let unproven = proposed.date.is_none() && has(Holds::Date);
    [
        (Doubt::NoDate, !has(Holds::Date)),
        (Doubt::NoAmount, !amount),
        (Doubt::DateFormat, unproven && proposed.fitting > 0),
        (Doubt::DateUnread, unproven && proposed.fitting == 0),
        (Doubt::Decimals, proposed.decimals.is_none() && amount),
        (Doubt::Letters, has(Holds::Type) && !proposed.unknown.is_empty()),
        (Doubt::OneWay, one_way && all_came),
    ]
    .into_iter()
    .filter_map(|(doubt, holds)| holds.then_some(doubt))
    .collect()
}

/// Profiles of the same bank, or of any, whose files this one would read as well: each of its titles is among theirs.
pub fn rivals<'p>(profile: &Profile, others: &'p Profiles) -> Vec<&'p str> {
    let Some(header) = &profile.header else { return Vec::new() };
    let known = |columns: &Columns<Place>| {
        let mut all = Vec::new();
        columns.map(|place| {
            match place {
                Place::Name(name) => all.push(title(name)),
                Place::Names(names) => all.extend(names.iter().map(|name| title(name))),
                Place::Position(_) => {}
            }
            Some(())
        });
        all
    };
    let is_theirs = |other: &&Profile| {
        let Some(theirs) = other.header.as_ref().filter(|_| other.name != profile.name) else {
            return false;
        };
        let bank = other.bank == profile.bank || profile.bank.is_none();
        let mut titles: Vec<String> = theirs.tokens.iter().map(|token| title(token)).collect();
        titles.extend(known(&other.columns));
        bank && header.tokens.iter().all(|token| titles.contains(&title(token))) && same_kind(profile, other)
    };
    others.iter().filter(is_theirs).map(|other| other.name.as_str()).collect()
}

/// A text of the one could be read by the other.
fn same_kind(one: &Profile, other: &Profile) -> bool {
    let is_csv = |profile: &Profile| profile.containers.contains(&Container::Csv);
    is_csv(one) == is_csv(other)
}
