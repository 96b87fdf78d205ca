//! What a bank's statement says: its lines, those that cannot be read, and whether its balances follow from each other. The reader
//! makes it; the import keeps it.

use std::collections::HashMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::domain::money::{Currency, Money};
use crate::domain::names::named;
use crate::domain::refusal::Refusal;
use crate::domain::text::reference_key;

named! {
    /// Whether the money came or left.
    pub enum Direction {
        In = "IN",
        Out = "OUT",
    }
}

named! {
    /// What a line is about. Only a payment is ever proposed to an order; the others are kept.
    pub enum LineKind {
        Payment = "PAYMENT",
        Fee = "FEE",
        OwnTransfer = "OWN",
        Reversal = "REVERSAL",
    }
}

/// One movement, as the bank printed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// The line or row of the file, from 1.
    pub line: u32,
    pub date: NaiveDate,
    /// As printed, trimmed; may be empty.
    pub reference: String,
    pub description: String,
    /// Above zero; the direction says which way it went.
    pub amount: Money,
    pub direction: Direction,
    pub kind: LineKind,
    /// What the account held after this line.
    pub balance: Option<Money>,
    /// What the bank calls the line; none where the file gives one id to different lines.
    pub bank_id: Option<String>,
    /// Digits, or masked like `0414***1234`.
    pub payer_phone: Option<String>,
    /// Letter and digits: `V12345678`.
    pub payer_document: Option<String>,
}

impl StatementLine {
    /// A payment that came, of which the bank says no more than this. Its place in a file is given by whoever has one.
    pub fn came(date: NaiveDate, reference: &str, amount: Money, description: &str) -> Self {
        Self {
            line: 1,
            date,
            reference: reference.to_owned(),
            description: description.to_owned(),
            amount,
            direction: Direction::In,
            kind: LineKind::Payment,
            balance: None,
            bank_id: None,
            payer_phone: None,
            payer_document: None,
        }
    }

    /// Below zero for money that left.
    pub fn signed(&self) -> Money {
        match self.direction {
            Direction::In => self.amount,
            Direction::Out => -self.amount,
        }
    }
}

/// A line of the file that cannot be read in one way only.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusedLine {
    pub line: u32,
    pub refusal: Refusal,
}

/// Whether opening balance, lines and closing balance agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    Holds,
    /// The first line, in the order of the file, whose balance does not follow; with no balance a line, the last one.
    Breaks {
        line: u32,
        expected: Money,
        found: Money,
    },
    /// The file has too few balances to say.
    Unknown,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The name of the profile that read it.
    pub profile: String,
    /// In the order of the file.
    pub lines: Vec<StatementLine>,
    pub refused: Vec<RefusedLine>,
    /// Rows that are no movements: titles, headers, balances, totals.
    pub skipped: u32,
    pub opening: Option<Money>,
    pub closing: Option<Money>,
    pub chain: Chain,
}

impl Statement {
    /// Puts together what was read: an id that the file gives to different lines is none, and the chain is checked.
    pub fn new(profile: &str, mut lines: Vec<StatementLine>, refused: Vec<RefusedLine>, skipped: u32, stated: Balances) -> Self {
        drop_repeated_ids(&mut lines);
        let (stated, chain) = follow(&lines, stated);
        Self {
            profile: profile.to_owned(),
            lines,
            refused,
            skipped,
            opening: stated.opening,
            closing: stated.closing,
            chain,
        }
    }

    /// The sums of what came and of what left.
    pub fn totals(&self, currency: Currency) -> (Money, Money) {
        let sum = |direction| {
            let wanted = self.lines.iter().filter(|line| line.direction == direction);
            Money::of_minor(wanted.fold(0, |sum: i64, line| sum.saturating_add(line.amount.minor())), currency)
        };
        (sum(Direction::In), sum(Direction::Out))
    }
}

/// The balances a file states beside its lines, or that follow from them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balances {
    pub opening: Option<Money>,
    pub closing: Option<Money>,
}

/// Where the balances of the lines lead; what the file does not state itself comes from its first and last line. Files run
/// forward or backward in time.
fn follow(lines: &[StatementLine], stated: Balances) -> (Balances, Chain) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return (stated, Chain::Unknown);
    };
    if lines.iter().any(|line| line.balance.is_none()) {
        return (stated, by_sum(lines, stated, last.line));
    }
    let backward = runs_backward(lines);
    let (oldest, newest) = if backward { (last, first) } else { (first, last) };
    let derived = oldest.balance.map(|balance| balance.less(oldest.signed()));
    let balances = Balances {
        opening: stated.opening.or(derived),
        closing: stated.closing.or(newest.balance),
    };
    let mut before = balances.opening;
    let mut chain = Chain::Holds;
    let mut check = |line: &StatementLine| {
        let expected = before.map(|before| before.less(-line.signed()));
        if let (Chain::Holds, Some(expected), Some(found)) = (chain, expected, line.balance)
            && expected != found
        {
            let line = line.line;
            chain = Chain::Breaks { line, expected, found };
        }
        before = line.balance;
    };
    if backward {
        lines.iter().rev().for_each(&mut check);
    } else {
        lines.iter().for_each(&mut check);
    }
    if let (Chain::Holds, Some(expected), Some(found)) = (chain, newest.balance, balances.closing)
        && expected != found
    {
        let line = newest.line;
        chain = Chain::Breaks { line, expected, found };
    }
    (balances, chain)
}

fn by_sum(lines: &[StatementLine], stated: Balances, line: u32) -> Chain {
    let (Some(opening), Some(found)) = (stated.opening, stated.closing) else {
        return Chain::Unknown;
    };
    let expected = lines.iter().fold(opening, |sum, line| sum.less(-line.signed()));
    if expected == found {
        Chain::Holds
    } else {
        Chain::Breaks { line, expected, found }
    }
}

/// Whether more neighbours follow from each other when the file is read from its end.
fn runs_backward(lines: &[StatementLine]) -> bool {
    let follows = |before: &StatementLine, after: &StatementLine| before.balance.map(|it| it.less(-after.signed())) == after.balance;
    let (mut forward, mut backward) = (0_u32, 0_u32);
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        forward += u32::from(follows(a, b));
        backward += u32::from(follows(b, a));
    }
    let dates = (lines.first().map(|line| line.date), lines.last().map(|line| line.date));
    backward > forward || (backward == forward && dates.0 > dates.1)
}

/// What a line says, without where it stands: equal for lines that nothing but their place tells apart.
fn content(line: &StatementLine) -> [u8; 32] {
    let mut digest = Sha256::new();
    let amount = line.amount.plain();
    let parts = [
        &line.date.to_string(),
        &reference_key(&line.reference),
        &amount,
        line.amount.currency().as_str(),
        line.direction.as_str(),
        line.description.as_str(),
    ];
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

fn drop_repeated_ids(lines: &mut [StatementLine]) {
    let mut seen: HashMap<&str, [u8; 32]> = HashMap::new();
    let mut repeated: Vec<String> = Vec::new();
    for line in lines.iter() {
        if let Some(id) = line.bank_id.as_deref() {
            let content = content(line);
            if *seen.entry(id).or_insert(content) != content {
                repeated.push(id.to_owned());
            }
        }
    }
    repeated.sort_unstable();
    for line in lines.iter_mut() {
        if line.bank_id.as_ref().is_some_and(|id| repeated.binary_search(id).is_ok()) {
            line.bank_id = None;
        }
    }
}

/// The key of a line within its account: the bank's id when it has one, else a hash of what the line says and of its `ordinal`
/// among the lines of the file that say the same, from 0.
pub fn line_key(line: &StatementLine, ordinal: u32) -> String {
    if let Some(id) = &line.bank_id {
        return format!("id:{id}");
    }
    keyed(&content(line), ordinal)
}

/// The keys of all lines of a file, in their order.
pub fn line_keys(lines: &[StatementLine]) -> Vec<String> {
    let mut counts: HashMap<[u8; 32], u32> = HashMap::with_capacity(lines.len());
    let key = |line: &StatementLine| {
        if line.bank_id.is_some() {
            return line_key(line, 0);
        }
        let content = content(line);
        let count = counts.entry(content).or_default();
        let ordinal = *count;
        *count += 1;
        keyed(&content, ordinal)
    };
    lines.iter().map(key).collect()
}

fn keyed(content: &[u8; 32], ordinal: u32) -> String {
    let mut digest = Sha256::new();
    digest.update(content);
    digest.update(ordinal.to_be_bytes());
    let hash: [u8; 32] = digest.finalize().into();
    let mut key = String::with_capacity(64);
    for byte in hash {
        key.extend([byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0')));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bs(minor: i64) -> Money {
        Money::of_minor(minor, Currency::Ves)
    }

    fn line(number: u32, minor: i64, balance: Option<i64>) -> StatementLine {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        StatementLine {
            line: number,
            direction: if minor < 0 { Direction::Out } else { Direction::In },
            balance: balance.map(bs),
            ..StatementLine::came(day, "00482913", bs(minor.abs()), "PAGO MOVIL")
        }
    }

    fn statement(lines: Vec<StatementLine>, opening: Option<i64>, closing: Option<i64>) -> Statement {
        let stated = Balances {
            opening: opening.map(bs),
            closing: closing.map(bs),
        };
        Statement::new("x", lines, Vec::new(), 0, stated)
    }

    #[test]
    fn balances_follow_forward_and_backward() {
        let forward = vec![line(1, 500, Some(1500)), line(2, -200, Some(1300)), line(3, 100, Some(1400))];
        let read = statement(forward.clone(), None, None);
        assert_eq!(
            (read.opening, read.closing, read.chain),
            (Some(bs(1000)), Some(bs(1400)), Chain::Holds)
        );
        let backward = forward.into_iter().rev().collect();
        let read = statement(backward, Some(1000), Some(1400));
        assert_eq!(
            (read.opening, read.closing, read.chain),
            (Some(bs(1000)), Some(bs(1400)), Chain::Holds)
        );
    }

    #[test]
    fn a_break_is_named_where_it_is() {
        let lines = vec![line(1, 500, Some(1500)), line(2, -200, Some(1200)), line(3, 100, Some(1300))];
        let broken = |line, expected, found| Chain::Breaks {
            line,
            expected: bs(expected),
            found: bs(found),
        };
        assert_eq!(statement(lines.clone(), None, None).chain, broken(2, 1300, 1200));
        assert_eq!(statement(lines.clone(), Some(900), None).chain, broken(1, 1400, 1500));
        let whole = vec![line(1, 500, Some(1500)), line(2, -200, Some(1300))];
        assert_eq!(statement(whole, None, Some(1301)).chain, broken(2, 1300, 1301));
        let bare = || vec![line(4, 500, None), line(7, -200, None)];
        assert_eq!(statement(bare(), Some(1000), Some(1300)).chain, Chain::Holds);
        assert_eq!(statement(bare(), Some(1000), Some(1301)).chain, broken(7, 1300, 1301));
        assert_eq!(statement(bare(), Some(1000), None).chain, Chain::Unknown);
        assert_eq!(statement(Vec::new(), Some(1000), Some(1000)).chain, Chain::Unknown);
        let totals = statement(bare(), None, None).totals(Currency::Ves);
        assert_eq!(totals, (bs(500), bs(200)));
    }

    #[test]
    fn a_key_is_of_what_the_line_says() {
        let base = line(1, 500, None);
        let same = |change: fn(&mut StatementLine)| {
            let mut other = base.clone();
            change(&mut other);
            line_key(&other, 0) == line_key(&base, 0)
        };
        assert!(same(|it| it.line = 9));
        assert!(same(|it| it.reference = "482913".to_owned()));
        assert!(same(|it| it.balance = Some(bs(1))));
        assert!(!same(|it| it.reference = "482914".to_owned()));
        assert!(!same(|it| it.direction = Direction::Out));
        assert!(!same(|it| it.amount = bs(501)));
        assert!(!same(|it| it.description = "PAGO MOVIL 2".to_owned()));
        assert!(!same(|it| it.date = it.date.succ_opt().unwrap()));
        assert_ne!(line_key(&base, 0), line_key(&base, 1));
        let twins = [base.clone(), base.clone(), line(3, 501, None)];
        assert_eq!(line_keys(&twins), [line_key(&base, 0), line_key(&base, 1), line_key(&twins[2], 0)]);
    }

    #[test]
    fn an_id_that_the_bank_repeats_is_none() {
        let with_id = |number, minor, id: &str| StatementLine {
            bank_id: Some(id.to_owned()),
            ..line(number, minor, None)
        };
        let lines = vec![
            with_id(1, 500, "A"),
            with_id(2, 500, "A"),
            with_id(3, 500, "B"),
            with_id(4, 600, "B"),
        ];
        let read = statement(lines, None, None);
        let ids: Vec<_> = read.lines.iter().map(|line| line.bank_id.as_deref()).collect();
        assert_eq!(ids, [Some("A"), Some("A"), None, None]);
        assert_eq!(line_key(&read.lines[0], 0), "id:A");
        assert_eq!(line_key(&read.lines[0], 1), "id:A");
    }
}
