//! The steps that take most care, on the real service.

use crate::domain::orders::status::AssignmentStatus;
use crate::service::fulfilment::work_list::{WaitingFilter, WorkRow, WorksFilter};
use crate::tui::app::testing::Real;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::workshops::WorkshopsPane;

fn open() -> Real {
    Real::real(Mounted::boxed(WorkshopsPane::default()))
}

fn works(real: &Real, status: AssignmentStatus) -> Vec<WorkRow> {
    let filter = WorksFilter {
        status: Some(status),
        ..WorksFilter::default()
    };
    real.wait(real.krafta.fulfilment().works(&real.actor, &filter, None, 500))
        .unwrap()
        .rows
}

/// The number in the selected row.
fn selected(real: &Real) -> String {
    let text = real.text();
    let line = text.lines().find(|line| line.starts_with('▌') && line.contains("KRFT-"));
    let words = line.unwrap_or_default().split_whitespace();
    words
        .filter(|word| word.starts_with("KRFT-"))
        .map(str::to_owned)
        .next()
        .unwrap_or_default()
}

#[test]
fn over_the_limit_is_offered_what_was_shown() {
    let mut real = open();
    real.press("Tab");
    let number = (0..30)
        .find_map(|_| {
            let number = selected(&real);
            real.press("O Right");
            if real.text().contains("Podrá responder hasta") {
                return Some(number);
            }
            while !real.desk.model.shell.overlays.is_empty() {
                real.press("Esc");
            }
            real.press("j");
            None
        })
        .unwrap_or_else(|| panic!("{}", real.text()));
    real.press("Tab").type_text("urgente").press("Ctrl-s").type_text(&number);
    let shown = real.text();
    real.press("Tab Enter");
    assert!(real.text().contains("taller notificado"), "{}", real.text());
    let row = works(&real, AssignmentStatus::Notified)
        .into_iter()
        .find(|row| row.number == number)
        .unwrap();
    let said = format!("{} por {}.", row.workshop.unwrap(), row.cost.unwrap());
    assert!(shown.contains(&said), "{said}: {shown}");
}

#[test]
fn taking_work_off_in_production_does_what_was_shown() {
    let mut real = open();
    real.press("Tab w s Down Down Down Enter");
    let number = selected(&real);
    let row = works(&real, AssignmentStatus::InProduction)
        .into_iter()
        .find(|row| row.number == number);
    let row = row.unwrap_or_else(|| panic!("{}", real.text()));
    real.press("d Right Tab Tab").type_text("se quemó el taller").press("Ctrl-s");
    let shown = real.text();
    assert!(shown.contains(row.workshop.unwrap().as_str()), "{shown}");
    assert!(shown.contains(&format!("Costo acordado {}", row.cost.unwrap())), "{shown}");
    real.type_text(&number).press("Tab Enter");
    assert!(
        works(&real, AssignmentStatus::InProduction).iter().all(|row| row.number != number),
        "{}",
        real.text()
    );
    let waiting = real.krafta.fulfilment();
    let waiting = real
        .wait(waiting.waiting(&real.actor, &WaitingFilter::default(), None, 500))
        .unwrap();
    assert!(waiting.rows.iter().any(|row| row.number == number), "{}", real.text());
}

#[test]
fn a_view_of_the_work_keeps_its_filter_and_which_columns_are_left_out() {
    let mut real = open();
    real.press("Tab w s Down Down Down Enter");
    let row = works(&real, AssignmentStatus::InProduction).remove(0);
    let heads = |real: &Real| {
        real.text()
            .lines()
            .find(|line| line.contains("pedido"))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(heads(&real).contains("lleva"), "{}", real.text());
    // Its first column that may be missing is left out, and the list of columns is there again.
    real.press("V Enter Enter");
    assert!(real.text().contains("·  lleva  oculta"), "{}", real.text());
    real.press("Esc");
    assert!(
        !heads(&real).contains("lleva") && real.text().contains(&row.number),
        "{}",
        real.text()
    );
    real.press("V Down Enter").type_text("lo que se hace").press("Ctrl-s");
    assert!(real.text().contains("Vista guardada"), "{}", real.text());
    // All of it again, with all columns; then as it was saved.
    real.press("V Down Enter Enter Esc Esc");
    assert!(heads(&real).contains("lleva"), "{}", real.text());
    real.press("V");
    assert!(real.text().contains("lo que se hace"), "{}", real.text());
    real.press("Enter");
    let views = real.wait(real.krafta.people().views(&real.actor)).unwrap();
    assert!(
        views
            .iter()
            .any(|view| view.preset.as_str() == "IN_PRODUCTION" && view.hidden_columns != 0),
        "{views:?}"
    );
    assert!(
        !heads(&real).contains("lleva") && real.text().contains("En producción ·"),
        "{}",
        real.text()
    );
}
