//! The banks' lines in the queue: what fits, one key, all marked, the lines of a case.

use chrono::NaiveDate;
use insta::assert_snapshot;
use uuid::Uuid;

use super::shop::{LUIS, Shop, account, claim, number, order, proof, row, ves};
use crate::domain::actor::Role;
use crate::domain::bank::matching::{Level, Reason, Refused};
use crate::domain::ids::CreditId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::Command;
use crate::service::bank::proposals::{Apart, Candidate, Proposal, ProposedLine};
use crate::service::payments::commands::Verify;
use crate::service::payments::view::QueueRow;
use crate::tui::core::client::{Error, Query};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The line that is exactly what a row declares.
fn line(of: u32) -> ProposedLine {
    let amount = row(of).amount;
    ProposedLine {
        credit: credit(of),
        account: account().alias,
        date: day("2026-11-22"),
        amount,
        left: amount,
        reference: Safe::new("0000482913"),
        description: Safe::new("PAGO MOVIL RECIBIDO"),
    }
}

fn credit(of: u32) -> CreditId {
    CreditId::from_uuid(Uuid::from_u128(9000 + u128::from(of)))
}

fn exact(of: u32) -> Candidate {
    Candidate {
        level: Level::Exact,
        reasons: vec![Reason::ReferenceDigits(6), Reason::AmountEqual, Reason::SameDay],
        line: line(of),
    }
}

fn proposal(of: u32, candidates: Vec<Candidate>) -> Proposal {
    Proposal {
        submission: proof(of),
        order: order(of),
        number: number(of),
        amount: row(of).amount,
        preselected: true,
        fits: false,
        candidates,
        groups: Vec::new(),
    }
}

fn fitting(of: u32) -> Proposal {
    Proposal {
        fits: true,
        ..proposal(of, vec![exact(of)])
    }
}

fn conflict(of: u32) -> Proposal {
    let mut other = exact(of);
    other.level = Level::Conflict;
    other.reasons = vec![Reason::ReferenceDigits(6), Reason::AmountOff(ves(-90_000)), Reason::SameDay];
    (other.line.amount, other.line.left) = (ves(361_230), ves(361_230));
    Proposal {
        preselected: false,
        ..proposal(of, vec![other])
    }
}

/// A shop in whose statements these were found.
fn shop(rows: impl IntoIterator<Item = u32>, proposals: Vec<Proposal>) -> Shop {
    let calm = |of: u32| QueueRow {
        signals: Vec::new(),
        ..row(of)
    };
    let mut shop = Shop::open(rows.into_iter().map(calm).collect());
    shop.proposals = proposals;
    shop.press("Ctrl-r");
    shop
}

fn confirmed(shop: &Shop) -> Vec<&Verify> {
    let confirmed = shop.done.iter().filter_map(|command| match command {
        Command::Confirm(verify) => Some(verify),
        _ => None,
    });
    confirmed.collect()
}

fn credits(shop: &Shop) -> Vec<Option<CreditId>> {
    confirmed(shop).iter().map(|verify| verify.evidence[0].credit).collect()
}

#[test]
fn the_queue_splits_into_what_fits_and_what_does_not() {
    let mut shop = shop(0..4, vec![fitting(0), conflict(1)]).sized(200, 50);
    let text = shop.text();
    assert!(text.contains("✓ cuadra") && text.contains("✖ no cuadra"), "{text}");
    assert!(text.contains("cuadran 1, por mirar 3"), "{text}");
    shop.press("b");
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X") && !text.contains("KRFT-P8H3TD"), "{text}");
    assert!(text.contains("vista: cuadran · 1 de 4"), "{text}");
    shop.press("B");
    let text = shop.text();
    assert!(!text.contains("KRFT-7Q2M4X") && text.contains("KRFT-P8H3TD"), "{text}");
    // A line comes in: what fits leaves the list by itself.
    shop.proposals.push(fitting(2));
    shop.press("Ctrl-r");
    assert!(!shop.text().contains("KRFT-K4W9ZC"), "{}", shop.text());
    shop.press("B");
    assert!(shop.text().contains("KRFT-K4W9ZC"), "{}", shop.text());
}

#[test]
fn who_may_not_review_is_not_asked_about_the_bank() {
    let mut shop = Shop::with(2).role(Role::Support);
    shop.proposals.push(fitting(0));
    shop.asked.clear();
    shop.press("Ctrl-r b");
    assert!(
        !shop
            .asked
            .iter()
            .any(|query| matches!(query, Query::Proposals | Query::ProposalsOf(_) | Query::Near(_)))
    );
    assert!(shop.text().contains("KRFT-P8H3TD"), "{}", shop.text());
}

#[test]
fn claim_confirm_and_next_are_one_key() {
    let mut shop = shop([0, 3, 4], vec![fitting(0), fitting(3), fitting(4)]);
    shop.press("b Enter");
    assert_eq!(shop.commands(), ["claim", "confirm"]);
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X confirmado: 22/11 · Bs 4.512,30 · 0000482913"), "{text}");
    assert!(shop.selected_row().contains("KRFT-2MHD7R"), "{text}");
    shop.press("Enter Enter");
    assert_eq!(shop.commands(), ["claim", "confirm", "claim", "confirm"]);
    assert!(!shop.text().contains("KRFT-2MHD7R ") || shop.rows.is_empty(), "{}", shop.text());
    shop.press("u");
    assert_eq!(shop.commands(), ["undo-verdict"]);
}

#[test]
fn the_verdict_is_bound_to_the_line_and_to_what_was_just_read() {
    let mut shop = shop([0, 3], vec![fitting(0)]);
    shop.press("Enter");
    let [verify] = confirmed(&shop)[..] else {
        panic!("{}", shop.text())
    };
    // Its claim was a change: read after it.
    assert_eq!(verify.seen.version, 4);
    let shown = &verify.evidence[0];
    assert_eq!((shown.credit, shown.bank_reference.as_str()), (Some(credit(0)), "0000482913"));
    assert_eq!(
        (shown.account.as_str(), shown.amount, &verify.reason),
        ("Venezuela 4821", row(0).amount, &None)
    );
    // The next does not fit: the same key takes it.
    shop.commands();
    shop.press("Enter");
    assert_eq!(shop.commands(), ["claim"]);
}

#[test]
fn what_no_longer_fits_is_opened_and_says_why() {
    let mut shop = shop([0, 3], vec![fitting(0), fitting(3)]);
    // Another proof came for the same line meanwhile.
    shop.proposals[0].fits = false;
    shop.press("Enter");
    assert_eq!(shop.commands(), ["claim"]);
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X · Ya no cuadra con una sola línea"), "{text}");
    assert!(text.contains("Lo revisas tú"), "{text}");
    // It owes more than its line shows.
    shop.press("Esc j");
    shop.due = Some(ves(9_000_000));
    shop.press("Enter");
    assert_eq!(shop.commands(), ["claim"]);
    assert!(shop.text().contains("no confirma el pedido por sí sola"), "{}", shop.text());
}

#[test]
fn what_the_service_refuses_stays_open_and_says_why() {
    let mut shop = shop([0], vec![fitting(0)]);
    shop.press("Enter");
    assert!(shop.text().contains("confirmado"));
    let mut shop = self::shop([0], vec![fitting(0)]);
    shop.refuse = vec![Error::Refused(Refusal::new(Code::CreditUnknown))];
    shop.press("Enter");
    assert_eq!(shop.commands(), ["claim"]);
    assert!(shop.text().contains("KRFT-7Q2M4X · "), "{}", shop.text());
}

#[test]
fn a_row_of_somebody_else_is_not_confirmed_and_after_esc_enter_does_not_confirm() {
    let mut shop = shop([0, 3], vec![fitting(0), fitting(3)]);
    shop.set_claim(order(0), Some(claim(LUIS, "luis", 4)));
    shop.press("Ctrl-r Enter");
    assert!(shop.commands().is_empty());
    shop.press("Esc j c Esc Enter");
    assert_eq!(shop.commands(), ["claim"], "{}", shop.text());
}

#[test]
fn two_hundred_marked_rows_are_confirmed_by_one_enter() {
    let mut shop = shop(0..200, (0..199).map(fitting).collect());
    shop.page = 50;
    shop.press("Ctrl-r A");
    assert!(shop.text().contains("199 marcadas"), "{}", shop.text());
    shop.press("c Enter");
    let found = credits(&shop);
    assert_eq!(found.len(), 199);
    assert!(found.iter().all(Option::is_some));
    assert!(shop.text().contains("✓ KRFT-7Q2M4X · confirmado"), "{}", shop.text());
}

#[test]
fn a_marked_row_that_is_edited_is_no_longer_its_line() {
    let mut shop = shop([0, 3], vec![fitting(0), fitting(3)]);
    // From the button back to the date of the last row.
    shop.press("A c BackTab BackTab BackTab").type_text("23/11/2026").press("Ctrl-s");
    assert!(credits(&shop).is_empty(), "another day takes a reason");
    shop.type_text("el banco lo anotó al otro día").press("Ctrl-s");
    assert_eq!(credits(&shop), [Some(credit(0)), None]);
}

#[test]
fn the_line_fills_the_form_and_another_one_is_chosen_by_a_key() {
    let mut later = exact(7);
    (later.level, later.line.date) = (Level::Strong, day("2026-11-23"));
    later.line.amount = row(0).amount;
    later.line.left = row(0).amount;
    later.reasons = vec![Reason::ReferenceDigits(6), Reason::AmountEqual, Reason::DaysApart(1)];
    let two = || vec![proposal(0, vec![exact(0), later.clone()])];
    let mut one = shop([0], two());
    one.press("c Enter");
    assert_eq!(credits(&one), [Some(credit(0))]);
    let mut other = shop([0], two());
    other.press("c Tab Tab Right");
    let text = other.text();
    assert!(text.contains("23/11 ") && text.contains("≠ un día"), "{text}");
    other.press("Ctrl-s").type_text("el banco lo anotó al otro día").press("Ctrl-s");
    assert_eq!(credits(&other), [Some(credit(7))]);
    let mut typed = shop([0], two());
    typed.press("c BackTab BackTab BackTab BackTab").type_text("22/11/2026");
    assert!(typed.text().contains("ninguna: se escribe a mano"), "{}", typed.text());
    typed.press("Ctrl-s");
    assert_eq!(credits(&typed), [None]);
}

#[test]
fn of_a_line_that_is_more_only_the_proofs_part_is_taken() {
    let mut found = conflict(0);
    let line = &mut found.candidates[0].line;
    (line.amount, line.left) = (ves(1_000_000), ves(900_000));
    let mut shop = shop([0], vec![found]);
    shop.press("c Right");
    assert!(shop.text().contains("quedan Bs 4.487,70 de la línea"), "{}", shop.text());
    shop.press("Ctrl-s");
    let [verify] = confirmed(&shop)[..] else {
        panic!("{}", shop.text())
    };
    assert_eq!(
        (verify.evidence[0].amount, verify.evidence[0].credit),
        (row(0).amount, Some(credit(0)))
    );
}

#[test]
fn several_lines_as_good_as_each_other_leave_the_choice() {
    let mut twins = proposal(0, vec![exact(0), exact(7)]);
    twins.preselected = false;
    let mut shop = shop([0], vec![twins]).sized(200, 50);
    assert!(shop.text().contains("▲ +1 cuadra"), "{}", shop.text());
    shop.press("c Right Ctrl-s");
    assert_eq!(credits(&shop), [Some(credit(0))]);
}

#[test]
fn where_nothing_fits_the_nearest_line_says_why_not() {
    let mut shop = shop([0, 3], vec![fitting(3)]);
    shop.apart = vec![Apart {
        submission: proof(0),
        line: line(0),
        refused: vec![Refused::DaysApart(-7)],
    }];
    shop.press("Ctrl-r Tab");
    let text = shop.text();
    assert!(text.contains("Lo más cercano en el banco: 22/11"), "{text}");
    assert!(text.contains("7 días antes"), "{text}");
}

#[test]
fn the_split_queue_at_120() {
    let mut shop = shop(0..5, vec![fitting(0), conflict(1), proposal(2, vec![exact(2)])]).sized(120, 40);
    shop.press("Ctrl-r");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn a_conflict_in_its_detail_at_80() {
    let mut shop = shop(0..3, vec![fitting(0), conflict(1)]).sized(80, 24);
    shop.press("j Tab");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn a_form_with_its_line_at_80() {
    let mut shop = shop(0..3, vec![fitting(0)]).sized(80, 24);
    shop.press("c");
    assert_snapshot!(shop.desk.styled());
}
