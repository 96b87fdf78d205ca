//! Friday's run: from the sheet to the close, and how it looks.

use insta::assert_snapshot;

use super::given_runs::{closed, frozen, run};
use super::shop::{Shop, open};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::runs::state::{LineState, RunState};
use crate::service::Command;
use crate::tui::core::client::Error;

fn shop(width: u16, height: u16) -> Shop {
    let mut shop = open().sized(width, height);
    shop.runs.0 = vec![frozen(2, true), closed(1)];
    shop.press("Ctrl-r l");
    shop
}

/// The newest run.
fn newest(shop: &Shop) -> &crate::service::runs::view::RunView {
    &shop.runs.0[0]
}

#[test]
fn runs_at_80() {
    assert_snapshot!(shop(80, 24).desk.styled());
}

#[test]
fn runs_at_120() {
    assert_snapshot!(shop(120, 30).desk.styled());
}

#[test]
fn a_draft_at_80() {
    let mut shop = shop(80, 24);
    shop.press("n Ctrl-s j");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn a_draft_at_120() {
    let mut shop = shop(120, 30);
    shop.press("n Ctrl-s");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn a_closed_run_at_200() {
    let mut shop = shop(200, 50);
    shop.press("j Enter");
    assert_snapshot!(shop.text());
}

#[test]
fn freezing_asks_for_the_total() {
    let mut shop = shop(120, 30);
    shop.press("n Ctrl-s F");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn no_run_yet() {
    let mut shop = open();
    shop.press("l");
    assert!(shop.text().contains("Todavía no hay lotes de pago"), "{}", shop.text());
}

/// New run, its form, freeze, file, find, close: ten keys besides the total, and what a person has to choose.
#[test]
fn fridays_run_takes_ten_keys_and_its_total() {
    let mut shop = open();
    let keys = ["l n Ctrl-s F", "Ctrl-s e Enter", "b Enter"];
    shop.press(keys[0]);
    assert!(shop.text().contains("Para seguir, escribe 15.050,00"), "{}", shop.text());
    shop.type_text("15.050,00").press(keys[1]);
    assert_eq!(newest(&shop).run.state, RunState::Frozen);
    assert_eq!(shop.saved.last().unwrap().0, "pago-1-generic_csv.csv");
    shop.press(keys[2]);
    let states: Vec<_> = newest(&shop)
        .sheet
        .lines
        .iter()
        .map(|line| (line.state, line.credit.is_some()))
        .collect();
    assert_eq!(
        states,
        [(LineState::Paid, true), (LineState::Paid, true), (LineState::Pending, false)]
    );
    assert!(shop.text().contains("2 líneas anotadas"), "{}", shop.text());
    // What the bank shows by its amount alone is chosen by a person.
    shop.press("b");
    assert!(shop.text().contains("encontradas 1"), "{}", shop.text());
    shop.press("Enter C");
    assert_eq!(newest(&shop).run.state, RunState::Closed);
    let count = |keys: &str| keys.split(' ').count();
    assert_eq!(keys.iter().map(|keys| count(keys)).sum::<usize>() + count("C"), 10);
}

#[test]
fn a_line_is_left_out_and_taken_in_again() {
    let mut shop = shop(120, 30);
    shop.press("n Ctrl-s x");
    assert!(shop.text().contains("fuera de este lote"), "{}", shop.text());
    assert_eq!(newest(&shop).sheet.going, 2);
    shop.press("x");
    assert_eq!(newest(&shop).sheet.going, 3);
    shop.press("m Ctrl-u").type_text("50,00").press("Ctrl-s");
    let Some(Command::ChooseRunLine(choose)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!(choose.amount.map(|amount| amount.minor()), Some(5_000));
}

#[test]
fn a_second_person_agrees_before_anything_is_sent() {
    let mut shop = shop(120, 30);
    shop.press("Enter");
    assert!(shop.text().contains("espera el visto bueno de otra persona"), "{}", shop.text());
    shop.press("r e b");
    assert!(shop.done.is_empty() && shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    shop.press("F").type_text("15.050,00").press("Ctrl-s");
    assert!(matches!(shop.done.last(), Some(Command::CountersignRun(_))), "{:?}", shop.done);
    shop.press("r").type_text("00482913").press("Ctrl-s");
    let Some(Command::PayRunLine(pay)) = shop.done.last() else {
        panic!("{:?}", shop.done)
    };
    assert_eq!((pay.run, pay.line, pay.reference.as_deref()), (run(2), 1, Some("00482913")));
}

#[test]
fn pasted_references_go_line_by_line_and_a_failure_leaves_the_rest() {
    let mut shop = open();
    shop.runs.0 = vec![frozen(1, false)];
    shop.refuse.push(Error::Refused(Refusal::new(Code::PayableHeld)));
    shop.press("l Enter P").paste("1=00482913\n00482914").press("Ctrl-s");
    assert_eq!(shop.done.len(), 2, "{:?}", shop.done);
    let text = shop.text();
    assert!(text.contains("1 · ") && text.contains("Línea 2 anotada"), "{text}");
}

#[test]
fn a_reference_of_no_line_is_told_before_anything_is_written() {
    let mut shop = open();
    shop.runs.0 = vec![frozen(1, false)];
    shop.press("l Enter P").paste("x=00482913").press("Ctrl-s");
    assert!(
        shop.done.is_empty() && shop.text().contains("no es de ninguna línea"),
        "{}",
        shop.text()
    );
}

#[test]
fn what_was_not_paid_fails_and_what_the_bank_hides_is_explained() {
    let mut shop = open();
    shop.runs.0 = vec![frozen(1, false)];
    shop.press("l Enter x").type_text("cuenta cerrada").press("Ctrl-s");
    assert_eq!(newest(&shop).sheet.lines[0].state, LineState::Failed);
    shop.press("j r")
        .type_text("00482914")
        .press("Ctrl-s x")
        .type_text("otro banco")
        .press("Ctrl-s");
    assert_eq!(newest(&shop).sheet.lines[1].state, LineState::Explained, "{}", shop.text());
    shop.press("Esc");
    assert!(shop.text().contains("lotes de pago"), "{}", shop.text());
}
