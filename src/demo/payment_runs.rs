//! What goes out of a filled shop: a run that was sent, found in the statement and closed, and one that was frozen and waits for its
//! references, which the newest lines of the bank show, but for one.

use super::bank::{NEWEST, ending, import};
use super::live::told;
use super::random::Dice;
use crate::domain::actor::Actor;
use crate::domain::bank::statement::{Direction, StatementLine};
use crate::domain::money::{Currency, Money};
use crate::domain::text::Safe;
use crate::service::bank::accounts::AccountRecord;
use crate::service::core::receipt::Outcome;
use crate::service::runs::commands::{ChooseRunLine, CloseRun, DraftRun, FreezeRun, PayRunLine, VoidRun};
use crate::service::runs::view::RunView;
use crate::service::{Command, Error, Krafta};

const ACCOUNT: &str = "Venezuela 4821";
/// Payees of each.
const MOST: usize = 6;

/// Made once, after the statements came in.
pub async fn payment_runs(krafta: &Krafta, seed: u64) {
    if let Ok(Some(admin)) = krafta.people().who_is("luis").await {
        told("runs", runs(krafta, &admin, seed).await);
    }
}

async fn runs(krafta: &Krafta, admin: &Actor, seed: u64) -> Result<(), Error> {
    let mut dice = Dice::new(seed, 0xba_2c7);
    let accounts = krafta.bank().accounts(admin).await?;
    let Some(account) = accounts.iter().find(|account| account.alias.as_str() == ACCOUNT) else {
        return Ok(());
    };
    if let Some(run) = frozen(krafta, admin, 2).await? {
        shows(krafta, admin, account, &run, 0, &mut dice).await?;
        for found in krafta.runs().find(admin, run.run.id, None).await?.found {
            let paid = PayRunLine::shown_by(run.run.id, found.line, found.debit);
            does(krafta, admin, Command::PayRunLine(paid)).await?;
        }
        does(krafta, admin, Command::CloseRun(CloseRun { run: run.run.id })).await?;
    }
    if let Some(run) = frozen(krafta, admin, 1).await? {
        shows(krafta, admin, account, &run, 1, &mut dice).await?;
    }
    Ok(())
}

/// A run of the first of those who can be paid, one in `share`; none where nothing is due.
async fn frozen(krafta: &Krafta, admin: &Actor, share: usize) -> Result<Option<RunView>, Error> {
    let draft = DraftRun {
        account: ACCOUNT.to_owned(),
        cut_off: krafta.today(),
        rate: None,
        rate_confirmed: false,
    };
    let Outcome::Run { run, .. } = does(krafta, admin, Command::DraftRun(draft)).await? else {
        return Ok(None);
    };
    let draft = krafta.runs().show(admin, run).await?;
    for line in going(&draft).skip(draft.sheet.going.div_ceil(share).min(MOST)) {
        let later = ChooseRunLine {
            run,
            whom: *line,
            excluded: true,
            amount: None,
            reason: Some("Va en el lote del viernes que viene.".to_owned()),
        };
        does(krafta, admin, Command::ChooseRunLine(later)).await?;
    }
    let seen = krafta.runs().show(admin, run).await?.sheet;
    if seen.going == 0 {
        let reason = "No hay nada por pagar.".to_owned();
        does(krafta, admin, Command::VoidRun(VoidRun { run, reason })).await?;
        return Ok(None);
    }
    let freeze = FreezeRun {
        run,
        seen: seen.digest,
        total: seen.total,
    };
    does(krafta, admin, Command::FreezeRun(freeze)).await?;
    Ok(Some(krafta.runs().show(admin, run).await?))
}

fn going(run: &RunView) -> impl Iterator<Item = &crate::domain::runs::sheet::Whom> {
    run.sheet.lines.iter().filter(|line| line.goes).map(|line| &line.whom)
}

async fn does(krafta: &Krafta, admin: &Actor, command: Command) -> Result<Outcome, Error> {
    Ok(krafta.execute(admin, Krafta::new_operation(), command).await?.outcome)
}

/// The bank shows what left for a run, but for the last so many.
async fn shows(
    krafta: &Krafta,
    admin: &Actor,
    account: &AccountRecord,
    run: &RunView,
    missing: usize,
    dice: &mut Dice,
) -> Result<(), Error> {
    let sent = run.sheet.lines.iter().filter(|line| line.goes);
    let lines = sent.filter_map(|line| {
        let payee = &line.payee;
        let says: Vec<_> = [&payee.name, &payee.id_doc, &payee.phone]
            .into_iter()
            .flatten()
            .map(Safe::as_str)
            .collect();
        let reference = ending(&dice.digits(12), NEWEST.1);
        Some(StatementLine {
            direction: Direction::Out,
            ..StatementLine::came(krafta.today(), &reference, line.amount?, &format!("PAGO A {}", says.join(" ")))
        })
    });
    let mut lines: Vec<_> = lines.collect();
    lines.truncate(lines.len().saturating_sub(missing));
    let nothing = Money::zero(Currency::Ves);
    import(krafta, admin, (account, NEWEST.0), (lines, nothing), false).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::testing::Filled;
    use crate::domain::ids::RunId;
    use crate::domain::runs::state::{LineState, RunState};

    #[tokio::test]
    async fn one_run_is_closed_and_one_waits() {
        let shop = Filled::with(2_000).await;
        let krafta = &shop.krafta;
        let luis = shop.person("luis").await;
        runs(krafta, &luis, 1).await.unwrap();
        let all = krafta.runs().list(&luis, false, None, 10).await.unwrap().rows;
        let states: Vec<_> = all.iter().map(|run| run.state).collect();
        assert!(
            states.contains(&RunState::Closed) && states.contains(&RunState::Frozen),
            "{states:?}"
        );
        let waits: RunId = all.iter().find(|run| run.state == RunState::Frozen).unwrap().id;
        let found = krafta.runs().find(&luis, waits, None).await.unwrap();
        assert!(!found.found.is_empty() && found.missing.len() == 1, "{found:?}");
        let run = krafta.runs().show(&luis, waits).await.unwrap();
        assert!(run.sheet.lines.iter().all(|line| line.state == LineState::Pending));
    }
}
