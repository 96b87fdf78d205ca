//! Paying a workshop and undoing it, against the real service: what was shown is what is booked.

use crate::service::payables::view::SettlementRow;
use crate::tui::app::testing::Real;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::payables::PayablesPane;

/// The newest transfer.
fn newest(real: &Real) -> SettlementRow {
    let payables = real.krafta.payables();
    real.wait(payables.settlements(&real.actor, None, None, 1)).unwrap().rows.remove(0)
}

#[test]
fn a_settlement_and_its_undoing_are_what_was_shown() {
    let mut real = Real::real(Mounted::boxed(PayablesPane::default()));
    let before = newest(&real).id;
    // All of the first workshop, also what is not due.
    real.press("g A p").press("Tab Tab").type_text("00482913");
    let form = real.text();
    real.press("Ctrl-s");
    let shown = real.text();
    let asked = shown.split("Para seguir, escribe ").nth(1).unwrap();
    let amount = asked.split_whitespace().next().unwrap().to_owned();
    real.type_text(&amount).press("Tab Enter");
    let paid = newest(&real);
    assert!(
        paid.id != before && paid.left_the_bank().digits() == amount,
        "{paid:?} {}",
        real.text()
    );
    assert_eq!(paid.sent_on, Some(real.krafta.today()));
    let rate = paid.rate.map(|rate| rate.to_string());
    assert!(rate.is_none_or(|rate| shown.contains(&rate)), "{shown}");
    for text in [&form, &shown] {
        assert!(text.contains(&format!("se transfieren {}", paid.amount)), "{text}");
        assert!(text.contains(paid.workshop_name.as_str()), "{text}");
    }
    // All of it back again.
    real.press("t Enter R").type_text("no llegó").press("Ctrl-s");
    let shown = real.text();
    assert!(shown.contains(&format!("Se reversan {}", paid.amount)), "{shown}");
    real.type_text(&paid.amount.digits()).press("Tab Enter");
    let undone = newest(&real);
    assert_eq!((undone.id, undone.reversed), (paid.id, paid.lines), "{}", real.text());
}

#[test]
fn a_run_is_frozen_as_it_was_shown() {
    let mut real = Real::real(Mounted::boxed(PayablesPane::default()));
    real.press("l n Ctrl-s F");
    let shown = real.text();
    let asked = shown.split("Para seguir, escribe ").nth(1).unwrap_or_else(|| panic!("{shown}"));
    let total = asked.split_whitespace().next().unwrap().to_owned();
    real.type_text(&total).press("Ctrl-s");
    let runs = real.krafta.runs();
    let run = real.wait(runs.list(&real.actor, true, None, 1)).unwrap().rows.remove(0);
    assert_eq!(run.state, crate::domain::runs::state::RunState::Frozen, "{}", real.text());
    assert_eq!(run.total.unwrap().digits(), total);
    let lines = real.wait(runs.show(&real.actor, run.id)).unwrap().sheet.lines;
    assert!(
        lines.iter().all(|line| shown.contains(line.amount.unwrap().digits().as_str())),
        "{shown}"
    );
}
