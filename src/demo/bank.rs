//! What the banks of a filled shop show: two years of their lines, and the last days as nobody has looked at them yet. Written as each
//! bank writes its file, and imported as an admin would.

use chrono::{Days, NaiveDate, TimeDelta};

use super::live::{told, wait};
use super::random::Dice;
use super::statements::{Layout, Style, write};
use crate::db::bank::candidates::{self, OpenRow};
use crate::domain::Time;
use crate::domain::actor::Actor;
use crate::domain::bank::credit::CreditOrigin;
use crate::domain::bank::statement::{Direction, LineKind, StatementLine};
use crate::domain::identity::shown_phone;
use crate::domain::money::{Currency, Money};
use crate::service::bank::accounts::AccountRecord;
use crate::service::bank::credits::{CreditRow, Which};
use crate::service::{Command, Error, Krafta};

/// Lines of the last days are for somebody to look at; older ones were handled.
const NEW_DAYS: u64 = 14;
const PAGE: u32 = 1_000;

/// How each bank writes its file, and how many digits of a reference it prints.
const BANKS: &[(&str, Layout, usize)] = &[
    ("0102", Layout::BdvFix, 13),
    ("0105", Layout::MercantilMt940, 14),
    ("0108", Layout::ProvincialN43, 10),
    ("0134", Layout::BanescoQif, 11),
    ("0172", Layout::BancamigaXls, 12),
    ("0191", Layout::BncTsv, 12),
];

/// Imported once, into a shop that was just filled.
pub async fn bank_statements(krafta: &Krafta, seed: u64) {
    if let Ok(Some(admin)) = krafta.people().who_is("luis").await {
        told("statements", statements(krafta, &admin, seed).await);
    }
}

/// Every minute or two luis brings in what the banks show of what was reported meanwhile.
pub async fn lines_come(krafta: &Krafta, seed: u64) {
    let mut dice = Dice::new(seed, 0xba_2c6);
    loop {
        wait(&mut dice, 60_000, 120_000).await;
        if let Ok(Some(admin)) = krafta.people().who_is("luis").await {
            let since = krafta.now() - TimeDelta::minutes(5);
            told("banks", new_lines(krafta, &admin, since, &mut dice).await);
        }
    }
}

/// The newest lines of each account, in a list without balances: only of what is new.
pub(super) const NEWEST: (Layout, usize) = (Layout::BanescoQif, 11);

async fn new_lines(krafta: &Krafta, admin: &Actor, since: Time, dice: &mut Dice) -> Result<(), Error> {
    let mut open = candidates::open(krafta.db(), i64::from(PAGE) * 5).await?;
    open.retain(|proof| proof.reported_at > since);
    let found = krafta.bank().proposals(admin).await?;
    open.retain(|proof| found.iter().all(|proposal| proposal.submission != proof.id));
    for account in krafta.bank().accounts(admin).await? {
        let mut lines = reported(krafta.today(), &account, &open, dice);
        for line in &mut lines {
            line.reference = ending(&line.reference, NEWEST.1);
        }
        import(krafta, admin, (&account, NEWEST.0), (lines, Money::zero(Currency::Ves)), false).await?;
    }
    Ok(())
}

/// The statements of every account in bolívares that a bank of ours has.
async fn statements(krafta: &Krafta, admin: &Actor, seed: u64) -> Result<(), Error> {
    let mut dice = Dice::new(seed, 0xba_2c5);
    let accounts = krafta.bank().accounts(admin).await?;
    let open = candidates::open(krafta.db(), i64::from(PAGE) * 5).await?;
    for account in accounts
        .iter()
        .filter(|account| account.active && account.currency == Currency::Ves)
    {
        let bank = account
            .bank
            .as_ref()
            .and_then(|bank| BANKS.iter().find(|(code, ..)| *code == bank.as_str()));
        if let Some((_, layout, digits)) = bank {
            let mut lines = seen(krafta, admin, account, &mut dice).await?;
            lines.extend(reported(krafta.today(), account, &open, &mut dice));
            lines.extend(of_the_bank(krafta.today(), &mut dice));
            lines.sort_by_key(|line| line.date);
            for line in &mut lines {
                line.reference = ending(&line.reference, *digits);
            }
            let begins = krafta.today().checked_sub_days(Days::new(NEW_DAYS)).unwrap_or_default();
            let (old, new): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.date < begins);
            let mut opening = Money::of_minor(250_000_000, Currency::Ves);
            for (part, catch_up) in [(old, true), (new, false)] {
                opening = import(krafta, admin, (account, *layout), (part, opening), catch_up).await?;
            }
        }
    }
    Ok(())
}

pub(super) fn ending(reference: &str, digits: usize) -> String {
    let from = reference.len().saturating_sub(digits);
    reference.get(from..).unwrap_or_default().to_owned()
}

pub(super) async fn import(
    krafta: &Krafta,
    admin: &Actor,
    (account, layout): (&AccountRecord, Layout),
    (mut lines, opening): (Vec<StatementLine>, Money),
    catch_up: bool,
) -> Result<Money, Error> {
    let Some(last) = lines.last() else { return Ok(opening) };
    let name = format!("{}-{}.txt", layout.as_str(), last.date);
    let mut balance = opening;
    for (at, line) in (1..).zip(&mut lines) {
        balance = balance.less(-line.signed());
        (line.line, line.balance) = (at, Some(balance));
    }
    let content = write(layout, &lines, opening, &Style::default()).into_bytes();
    let read = krafta
        .bank()
        .read(admin, account.alias.as_str(), (&name, content), Some(layout.as_str()))
        .await?;
    let command = Command::ImportStatement(read.command(catch_up));
    krafta.execute(admin, Krafta::new_operation(), command).await?;
    Ok(balance)
}

/// What was confirmed by hand came, but for one in fifty; one in eighty was another amount.
async fn seen(krafta: &Krafta, admin: &Actor, account: &AccountRecord, dice: &mut Dice) -> Result<Vec<StatementLine>, Error> {
    let mut lines = Vec::new();
    let mut after = None;
    loop {
        let page = krafta.bank().credits(admin, &Which::OfAccount(account.id), after, PAGE).await?;
        for row in page
            .rows
            .iter()
            .filter(|row| row.origin == CreditOrigin::Attested && row.allocated.is_positive())
        {
            if !dice.permille(20) {
                lines.push(of_attested(row, dice));
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(lines);
        }
    }
}

fn of_attested(row: &CreditRow, dice: &mut Dice) -> StatementLine {
    let off = if dice.permille(12) { dice.between(100, 90_000) } else { 0 };
    let amount = Money::of_minor(row.amount.minor() + off, Currency::Ves);
    StatementLine::came(row.value_date, row.reference.as_str(), amount, "PAGO RECIBIDO")
}

/// Of what waits for review most is there; some differs, and some has not come.
fn reported(today: NaiveDate, account: &AccountRecord, open: &[OpenRow], dice: &mut Dice) -> Vec<StatementLine> {
    let mut lines = Vec::new();
    for proof in open {
        let fits = proof.account == Some(account.id) && proof.paid_on <= today && proof.amount.currency() == Currency::Ves;
        let Some(reference) = proof.reference.as_deref().filter(|_| fits) else {
            continue;
        };
        let who = proof.payer_phone.as_deref().map(shown_phone).unwrap_or_default();
        let line = StatementLine::came(proof.paid_on, reference, proof.amount, &format!("PAGO MOVIL {who}"));
        match dice.below(100) {
            0..14 => {}
            14..20 => lines.push(StatementLine {
                amount: Money::of_minor(proof.amount.minor() + dice.between(50, 40_000), Currency::Ves),
                ..line
            }),
            20..26 => lines.push(StatementLine {
                reference: dice.digits(12),
                payer_phone: None,
                ..line
            }),
            26..29 => {
                // The customer paid twice.
                lines.push(line.clone());
                lines.push(StatementLine {
                    reference: dice.digits(12),
                    ..line
                });
            }
            _ => lines.push(line),
        }
    }
    lines
}

/// What no customer has to do with: fees, transfers between our own accounts, money that nobody reported, a payment taken back.
fn of_the_bank(today: NaiveDate, dice: &mut Dice) -> Vec<StatementLine> {
    let mut lines = Vec::new();
    for ago in 0..90_u64 {
        let Some(date) = today.checked_sub_days(Days::new(ago)) else {
            break;
        };
        let left = |reference: String, minor: i64, description: &str, kind| StatementLine {
            direction: Direction::Out,
            kind,
            ..StatementLine::came(date, &reference, Money::of_minor(minor, Currency::Ves), description)
        };
        if ago % 3 == 0 {
            lines.push(left(
                dice.digits(10),
                dice.between(150, 9_000),
                "COMISION PAGO MOVIL",
                LineKind::Fee,
            ));
        }
        if ago % 30 == 12 {
            let amount = dice.between(1_000_000, 9_000_000);
            lines.push(left(
                dice.digits(10),
                amount,
                "TRASPASO ENTRE CUENTAS PROPIAS",
                LineKind::OwnTransfer,
            ));
        }
        if ago % 9 == 4 {
            let amount = Money::of_minor(dice.between(20_000, 3_000_000), Currency::Ves);
            let stranger = format!("PAGO MOVIL 0414{}", dice.digits(7));
            lines.push(StatementLine::came(date, &dice.digits(12), amount, &stranger));
        }
        if ago % 45 == 20 {
            lines.push(left(
                dice.digits(10),
                dice.between(20_000, 900_000),
                "REVERSO PAGO",
                LineKind::Reversal,
            ));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::testing::Filled;

    #[tokio::test]
    async fn what_was_just_reported_comes_once() {
        let shop = Filled::with(400).await;
        let (krafta, mut dice) = (&shop.krafta, Dice::new(1, 2));
        let luis = shop.person("luis").await;
        let lines = async || krafta.bank().credits(&luis, &Which::Free, None, 500).await.unwrap().rows.len();
        new_lines(krafta, &luis, krafta.now(), &mut dice).await.unwrap();
        assert_eq!(lines().await, 0, "nothing was reported since");
        new_lines(krafta, &luis, krafta.now() - TimeDelta::days(400), &mut dice)
            .await
            .unwrap();
        let found = krafta.bank().proposals(&luis).await.unwrap();
        let one = found.iter().find(|proposal| proposal.fits).unwrap();
        new_lines(krafta, &luis, krafta.now() - TimeDelta::days(400), &mut dice)
            .await
            .unwrap();
        let again = krafta.bank().proposals_of(&luis, one.order).await.unwrap();
        assert_eq!(again.iter().map(|again| again.candidates.len()).sum::<usize>(), 1, "it came once");
    }

    #[tokio::test]
    async fn the_banks_show_what_a_reviewer_looks_for() {
        let shop = Filled::with(400).await;
        let krafta = &shop.krafta;
        let luis = shop.person("luis").await;
        statements(krafta, &luis, 1).await.unwrap();
        let found = krafta.bank().proposals(&luis).await.unwrap();
        assert!(found.iter().any(|proposal| proposal.fits), "one key confirms something");
        for account in krafta.bank().status(&luis).await.unwrap() {
            assert!(account.breaks.is_empty(), "{account:?}");
            assert!(account.imports.iter().all(|import| import.refused == 0), "{account:?}");
        }
        let unseen = krafta.bank().credits(&luis, &Which::Unseen, None, 50).await.unwrap();
        assert!(!unseen.rows.is_empty(), "something was attested and never came");
        let free = krafta.bank().credits(&luis, &Which::Free, None, 50).await.unwrap();
        assert!(free.rows.len() > 5, "money waits for its order");
    }
}
