//! What is asked, what is offered of each line, and the commands that are made.

use uuid::Uuid;

use super::shop::{Bank, attested, credit, id, opened, used, ves};
use crate::domain::actor::Role;
use crate::domain::ids::OrderId;
use crate::service::Command;
use crate::service::bank::commands::{OnCredit, ReconcileCredit};
use crate::service::core::command::OnOrder;
use crate::tui::core::client::{Query, WhichCredits};
use crate::tui::dialogue::shell::Verdict;
use crate::tui::panes::bank::Section;

fn lists(asked: &[Query]) -> Vec<(WhichCredits, String)> {
    let lists = asked.iter().filter_map(|query| match query {
        Query::Credits { which, text, .. } => Some((which.clone(), text.clone())),
        _ => None,
    });
    lists.collect()
}

#[test]
fn each_list_asks_for_its_lines_and_the_filter_narrows_them() {
    let mut shop = opened(Section::Free, Bank::filled());
    assert_eq!(lists(&shop.asked), [(WhichCredits::Free, String::new())]);
    shop.asked.clear();
    shop.press("Tab");
    assert_eq!(lists(&shop.asked), [(WhichCredits::Unseen, String::new())]);
    assert!(shop.text().contains("luis añez"), "{}", shop.text());
    shop.press("Tab Enter");
    assert!(matches!(lists(&shop.asked).last(), Some((WhichCredits::OfAccount(_), _))));
    assert!(shop.text().contains("comisión"), "{}", shop.text());
    // One step back each: to the accounts, then nowhere here.
    shop.press("Esc");
    assert!(shop.text().contains("2 avisos"), "{}", shop.text());
    shop.press("BackTab BackTab / 4 8 2 9 1 5 Enter");
    assert_eq!(lists(&shop.asked).last(), Some(&(WhichCredits::Free, "482915".to_owned())));
    assert!(
        shop.text().contains("00482915") && !shop.text().contains("00482914"),
        "{}",
        shop.text()
    );
    shop.press("Esc");
    assert!(shop.text().contains("00482914"), "{}", shop.text());
}

#[test]
fn what_is_said_of_a_line_is_a_command_with_its_reason() {
    let mut shop = opened(Section::Free, Bank::filled());
    shop.press("x").type_text("es un préstamo").press("Ctrl-s");
    shop.press("n").type_text("preguntar a luis").press("Ctrl-s");
    let on = |credit, text: &str| OnCredit { credit, text: text.into() };
    assert_eq!(
        shop.done,
        [
            Command::SetAsideCredit(on(id(1), "es un préstamo")),
            Command::NoteCredit(on(id(2), "preguntar a luis")),
        ]
    );
    shop.press("Tab Tab Tab r").type_text("sí era").press("Ctrl-s");
    assert_eq!(shop.done.last(), Some(&Command::RestoreCredit(on(id(7), "sí era"))));
    // Without a reason nothing happens.
    let mut shop = opened(Section::Free, Bank::filled());
    shop.press("x Ctrl-s");
    assert!(shop.done.is_empty() && shop.text().contains("Apartar"), "{}", shop.text());
}

#[test]
fn nothing_is_offered_that_would_be_refused() {
    let mut shop = opened(Section::Free, Bank::filled());
    // Part of it pays something.
    shop.press("j j x");
    assert!(shop.text().contains("Ya paga algo"), "{}", shop.text());
    shop.press("Tab");
    let offered = shop.text();
    let footer = offered.lines().last().unwrap_or_default();
    assert!(footer.contains("conciliar") && !footer.contains("apartar"), "{footer}");
    assert!(!footer.contains("asignar"), "{footer}");
    shop.press("Tab Tab a");
    assert!(shop.text().contains("Devuélvelo primero"), "{}", shop.text());
    // Whoever may do nothing with it is told who may.
    let mut shop = opened(Section::Free, Bank::filled()).role(Role::Support);
    shop.press("x");
    assert!(shop.done.is_empty() && shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
    assert!(
        shop.text().contains("administración") || shop.text().contains("admin"),
        "{}",
        shop.text()
    );
}

#[test]
fn what_was_noted_is_joined_with_one_of_the_lines_that_it_may_be() {
    let mut bank = Bank::filled();
    let (noted, mut line) = (attested(5, 12), credit(9, 11));
    line.amount = noted.amount;
    bank.may_be = vec![line];
    let mut shop = opened(Section::Unseen, bank);
    shop.press("c");
    assert!(shop.text().contains("≠ otra referencia, a un día"), "{}", shop.text());
    shop.press("Enter");
    assert!(shop.text().contains("es esta línea del banco"), "{}", shop.text());
    shop.type_text("llegó al otro día").press("Ctrl-s");
    let join = ReconcileCredit {
        attested: id(5),
        line: id(9),
        text: "llegó al otro día".into(),
    };
    assert_eq!(shop.done, [Command::ReconcileCredit(join)]);
    shop.may_be.clear();
    shop.press("c");
    assert!(shop.text().contains("Ninguna línea importada"), "{}", shop.text());
}

#[test]
fn one_link_is_taken_back_the_verdict_while_it_is_fresh() {
    let mut bank = Bank::filled();
    bank.uses = vec![used(0, ves(100_000), true), used(1, ves(50_000), false)];
    let mut shop = opened(Section::Free, bank);
    let order = OrderId::from_uuid(Uuid::from_u128(1000));
    let until = shop.desk.now + chrono::TimeDelta::seconds(20);
    shop.desk.model.shell.verdicts.push(Verdict {
        order,
        number: "KRFT-7Q2M4X".into(),
        until,
    });
    shop.press("j j R");
    assert!(shop.text().contains("vuelve a revisión"), "{}", shop.text());
    assert!(shop.done.is_empty(), "it is asked first");
    shop.press("Tab Enter");
    assert_eq!(shop.done, [Command::UndoVerdict(OnOrder { order })]);
}

#[test]
fn later_the_order_says_what_follows_and_asks() {
    let mut bank = Bank::filled();
    bank.uses = vec![used(0, ves(100_000), true)];
    let mut shop = opened(Section::Free, bank);
    shop.press("R");
    assert!(shop.done.is_empty());
    // The pane below hears what it is asked for.
    assert!(
        shop.text().contains("Reverse(\"KRFT-7Q2M4X\")") || shop.desk.model.visits.len() == 2,
        "{}",
        shop.text()
    );
}
