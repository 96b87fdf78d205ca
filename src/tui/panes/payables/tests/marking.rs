//! Marking: lines of one workshop that can be paid, one by one or all of them.

use super::given::{line, rows};
use super::shop::{closed, open, with};
use crate::domain::payables::line::PayableStatus;
use crate::tui::core::msg::Msg;

#[test]
fn the_list_is_grouped_and_starts_on_a_line() {
    let shop = open();
    let text = shop.text();
    assert!(text.contains("Por pagar USD 1.550,06 · vencido USD 156,00 en 2 talleres"), "{text}");
    assert!(shop.selected_row().contains("KRFT-K4W9ZC"), "{text}");
    assert!(text.contains("Taller Orinoco"), "{text}");
}

/// M17.
#[test]
fn marks_of_several_workshops_sum_up_and_stay() {
    let mut shop = open();
    shop.press("j j Space Space");
    assert!(shop.text().contains("marcado: 2 líneas, USD 150,50"), "{}", shop.text());
    shop.press("G Space");
    let all = "marcado: 3 líneas de 2 talleres, USD 1.385,06";
    assert!(shop.text().contains(all), "{}", shop.text());
    // Under a filter that shows none of them, without it, and when all is read again.
    shop.press("/").type_text("taller:cooperativa").press("Enter");
    assert!(shop.text().contains(all) && !shop.text().contains("KRFT-7Q2M4X"), "{}", shop.text());
    shop.press("Esc");
    shop.send(Msg::Changed);
    assert!(shop.text().contains(all), "{}", shop.text());
    assert_eq!(shop.text().matches("◉   KRFT").count(), 3, "{}", shop.text());
    shop.press("g j j Space U");
    assert!(!shop.text().contains("marcado"), "{}", shop.text());
}

/// M18.
#[test]
fn what_a_workshop_owes_is_netted_from_its_next_payment() {
    let mut shop = open();
    shop.press("j j j j p");
    let text = shop.text();
    assert!(text.contains("Costura Bello Monte debe USD 10,00 (KRFT-XW23TA)"), "{text}");
    assert!(text.contains("próximo pago, KRFT-7Q2M4X por USD 120,50"), "{text}");
    let mut rows = rows();
    rows.retain(|row| row.id == line(4));
    let mut shop = with(rows);
    shop.press("p");
    assert!(
        shop.text().contains("Costura Bello Monte debe USD 10,00 (KRFT-XW23TA)"),
        "{}",
        shop.text()
    );
    shop.press("k p");
    assert!(
        shop.text().contains("Costura Bello Monte debe USD 10,00 (KRFT-XW23TA)"),
        "{}",
        shop.text()
    );
    assert!(shop.text().contains("nos deben USD 10,00"), "{}", shop.text());
}

#[test]
fn what_cannot_be_paid_says_why_it_is_not_marked() {
    let mut shop = open();
    shop.press("j j j j Space");
    assert!(shop.text().contains("KRFT-XW23TA está a favor de Krafta"), "{}", shop.text());
    shop.press("j Space");
    assert!(
        shop.text().contains("KRFT-B5NV8Q no se puede pagar ahora: Retenida."),
        "{}",
        shop.text()
    );
    assert!(!shop.text().contains("marcado"), "{}", shop.text());
}

#[test]
fn all_of_a_workshop_is_marked_though_it_is_not_read_yet() {
    let mut rows = rows();
    let model = rows.pop().unwrap();
    for n in 0..120 {
        let mut row = model.clone();
        row.id = line(50 + n);
        row.number = format!("KRFT-{n:06}");
        rows.push(row);
    }
    let mut shop = closed(rows);
    shop.page = 30;
    shop.settle();
    shop.press("G A");
    assert!(shop.text().contains("marcado: 122 líneas"), "{}", shop.text());
}

#[test]
fn a_line_that_somebody_paid_loses_its_mark_and_shows_what_changed() {
    let mut shop = open();
    shop.press("j j Space Space");
    shop.pay_line(line(2), 2_050);
    shop.pay_line(line(3), 3_000);
    shop.rows.retain(|row| row.status != PayableStatus::Paid);
    shop.send(Msg::Changed);
    assert!(shop.text().contains("marcado: 1 línea, USD 100,00"), "{}", shop.text());
    assert!(shop.selected_row().contains("KRFT-XW23TA"), "{}", shop.text());
}

#[test]
fn marking_all_ends_where_a_page_cannot_be_read() {
    let mut rows = rows();
    let model = rows.pop().unwrap();
    rows.extend((0..120).map(|n| {
        let mut row = model.clone();
        row.id = line(50 + n);
        row
    }));
    let mut shop = closed(rows);
    shop.page = 30;
    shop.settle();
    shop.press("G");
    shop.broken = true;
    shop.press("A");
    shop.broken = false;
    shop.press("g G G G G");
    assert!(!shop.text().contains("marcado"), "{}", shop.text());
}

/// M15.
#[test]
fn marking_all_is_what_is_due_unless_more_is_asked_for() {
    let mut shop = open();
    shop.press("G a");
    assert!(shop.text().contains("marcado: 1 línea, USD 5,50"), "{}", shop.text());
    shop.press("A");
    assert!(shop.text().contains("marcado: 3 líneas, USD 1.271,06"), "{}", shop.text());
    shop.press("U g a");
    let text = shop.text().replace("\n ", " ");
    assert!(text.contains("no hay nada que pagarle ya") && text.contains("02/12"), "{text}");
    assert!(!text.contains("marcado"), "{text}");
    shop.press("A");
    assert!(shop.text().contains("marcado: 1 línea, USD 88,50"), "{}", shop.text());
}

/// M15: in the header, and in the form of the workshop.
#[test]
fn what_is_paid_now_is_told_from_the_rest() {
    let mut shop = open();
    let text = shop.text();
    assert!(text.contains("por pagar ya USD 156,00 · por vencer USD 1.265,56"), "{text}");
    assert!(text.contains("retenido USD 40,00 · nos deben USD 10,00"), "{text}");
    shop.press("G a p");
    let text = shop.text();
    assert!(text.contains("por pagar ya USD 5,50 · por vencer USD 1.265,56"), "{text}");
    assert!(!text.contains("todavía no vence"), "{text}");
    shop.press("Esc A p");
    assert!(shop.text().contains("2 líneas todavía no vencen"), "{}", shop.text());
}
