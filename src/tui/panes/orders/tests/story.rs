//! What happens: a search opens its only hit, changes leave the cursor where it is, what is read is kept and copied.

use super::given::{self, in_production, pending, rows};
use super::shop::{Shop, closed, listed, opened};
use crate::domain::orders::status::PaymentStatus;
use crate::locale::{Catalogue, Locale};
use crate::service::orders::view::OrderFilter;
use crate::tui::core::client::{Answer, Page, Query};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{Msg, Ticket};
use crate::tui::core::theme::Tone;

/// The filter that was asked for last.
fn filter(shop: &Shop) -> &OrderFilter {
    let asked = shop.asked.iter().rev().find_map(|query| match query {
        Query::Orders { filter, .. } => Some(filter),
        _ => None,
    });
    asked.expect("a list")
}

/// The question that waits for its answer.
fn open_question(shop: &Shop) -> (Ticket, Query) {
    let open = shop.desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Read { ticket, query, .. } => Some((*ticket, query.clone())),
        _ => None,
    });
    open.expect("a question")
}

fn selected(shop: &Shop) -> String {
    shop.selected_row()
}

#[test]
fn a_single_hit_opens_on_enter() {
    let mut shop = listed(rows());
    shop.silent = true;
    shop.press("/ 7q2m4x");
    let (ticket, query) = open_question(&shop);
    assert!(matches!(&query, Query::Orders { filter, .. } if filter.text.as_deref() == Some("7q2m4x")));
    // Enter before the answer: it opens when the answer has one row.
    shop.press("Enter");
    shop.silent = false;
    let page = Page::whole(rows().into_iter().take(1).collect());
    shop.send(Msg::Answer {
        ticket,
        result: Ok(Answer::Orders(page)),
    });
    assert_eq!(shop.asked.last(), Some(&Query::Timeline(given::order(1))));
    assert!(shop.text().contains("Pedidos › KRFT-7Q2M4X"));
    // And after it.
    let mut shop = listed(rows());
    shop.press("/ 7q2m4x Enter");
    assert!(shop.text().contains("Pedidos › KRFT-7Q2M4X"));
}

#[test]
fn many_hits_stay_a_list() {
    let mut shop = listed(rows());
    shop.press("/ an Enter");
    assert!(!shop.text().contains("Pedidos ›"));
    shop.silent = true;
    shop.press("/ a");
    let (ticket, _) = open_question(&shop);
    shop.press("Enter");
    shop.silent = false;
    let page = Page::whole(rows());
    shop.send(Msg::Answer {
        ticket,
        result: Ok(Answer::Orders(page)),
    });
    assert!(!shop.text().contains("Pedidos ›"));
}

#[test]
fn a_filter_that_cannot_be_read_says_so_and_keeps_the_last_one() {
    let mut shop = listed(rows());
    shop.press("/ estado:confirmado");
    assert_eq!(filter(&shop).payment, [PaymentStatus::Confirmed]);
    shop.press("Space color:rojo");
    assert_eq!(filter(&shop).payment, [PaymentStatus::Confirmed]);
    assert!(shop.text().contains('✖'), "{}", shop.text());
    // Esc: as if the line had not been opened.
    shop.press("Esc");
    assert_eq!(filter(&shop).payment, []);
}

#[test]
fn presets_narrow_and_escape_widens() {
    let mut shop = listed(rows());
    shop.press("v Down Down Down Enter");
    assert!(filter(&shop).refund_due);
    shop.press("Esc");
    assert!(!filter(&shop).refund_due);
    let asked = shop.asked.len();
    shop.press("Esc");
    assert!(shop.desk.effects.is_empty() && shop.asked.len() == asked);
}

#[test]
fn a_change_keeps_the_cursor_and_marks_what_changed() {
    let mut shop = listed(rows());
    shop.press("j j");
    shop.rows[2].payment = PaymentStatus::Refunded;
    shop.rows.swap(0, 2);
    shop.send(Msg::Changed);
    assert!(
        selected(&shop).contains("KRFT-K4W9ZC") && selected(&shop).contains("Reembolsado"),
        "{}",
        shop.text()
    );
    let styled = shop.desk.styled();
    assert!(styled.contains("bold underlined reversed \"Reembolsado"), "{styled}");
}

#[test]
fn a_refresh_reads_as_many_rows_again() {
    let mut shop = closed(rows());
    shop.page = 3;
    shop.settle();
    assert!(shop.text().contains("5 pedidos"), "{}", shop.text());
    shop.press("G");
    let asked = shop.asked.len();
    shop.send(Msg::Changed);
    // Two pages, and how many there are.
    assert_eq!(shop.asked.len(), asked + 3);
    assert!(selected(&shop).contains("KRFT-XW23TA"), "{}", shop.text());
}

#[test]
fn a_refresh_is_not_shown_before_it_is_whole() {
    let mut shop = closed(rows());
    shop.page = 3;
    shop.settle();
    shop.silent = true;
    shop.send(Msg::Changed);
    let (ticket, query) = open_question(&shop);
    let result = Ok(crate::tui::app::testing::Stock::answer(&shop.stock, &query));
    shop.send(Msg::Answer { ticket, result });
    assert!(shop.text().contains("KRFT-XW23TA"), "{}", shop.text());
    shop.silent = false;
    shop.settle();
    assert!(shop.text().contains("5 pedidos") && shop.text().contains("KRFT-XW23TA"));
}

#[test]
fn steps_that_do_not_exist_say_why() {
    let mut shop = opened(in_production("María"));
    let asked = shop.asked.len();
    shop.press("x");
    assert!(
        shop.text()
            .contains("Este paso no corresponde a «Pago confirmado»: mira «siguiente»."),
        "{}",
        shop.text()
    );
    assert_eq!(shop.asked.len(), asked);
}

#[test]
fn new_events_are_marked_and_the_cursor_stays() {
    let mut shop = opened(in_production("María")).sized(120, 40);
    shop.press("k k");
    let before = selected(&shop);
    let mut event = shop.timeline.events[8].clone();
    event.event.seq = 10;
    shop.timeline.events.push(event);
    shop.send(Msg::Changed);
    assert_eq!(selected(&shop), before);
    assert!(shop.text().contains("+ nota interna"), "{}", shop.text());
}

#[test]
fn escape_goes_back_to_the_list_where_one_was() {
    let mut shop = listed(rows());
    shop.press("j j Enter Esc");
    assert!(selected(&shop).contains("KRFT-K4W9ZC"));
}

#[test]
fn a_late_answer_for_another_order_is_dropped() {
    let mut shop = listed(rows());
    shop.silent = true;
    shop.press("Enter");
    let (ticket, _) = open_question(&shop);
    shop.press("Esc j Enter");
    shop.send(Msg::Answer {
        ticket,
        result: Ok(Answer::Timeline(Box::new(in_production("María")))),
    });
    assert!(shop.text().contains("› KRFT-P8H3TD") && !shop.text().contains("María"));
}

#[test]
fn the_order_is_saved_as_three_kinds_of_file() {
    for (keys, name) in [
        ("e Enter", "KRFT-7Q2M4X.txt"),
        ("e Down Enter", "KRFT-7Q2M4X.md"),
        ("e Down Down Enter", "KRFT-7Q2M4X.json"),
    ] {
        let mut shop = opened(in_production(given::HOSTILE));
        shop.press(keys);
        let [(saved, text)] = &shop.saved[..] else {
            panic!("{}", shop.text())
        };
        assert_eq!(saved, name);
        assert!(text.contains("KRFT-7Q2M4X"));
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
        if name.ends_with("json") {
            let read: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(read["order"]["total"]["amount"], "48.50");
            assert_eq!(read["events"].as_array().unwrap().len(), 9);
        }
    }
}

#[test]
fn the_number_is_copied_by_one_key_and_the_rest_is_offered() {
    let mut shop = opened(in_production("María"));
    shop.press("y");
    assert!(shop.desk.effects.contains(&Effect::Copy("KRFT-7Q2M4X".into())));
    shop.press("Y Down Enter");
    assert!(shop.desk.effects.contains(&Effect::Copy("0414-555.12.34".into())));
}

#[test]
fn the_palette_opens_an_order_by_its_number() {
    let mut shop = listed(rows());
    shop.press(": krft-p8h3td Enter");
    let sought = shop
        .asked
        .iter()
        .any(|query| matches!(query, Query::Orders { filter, .. } if filter.number.as_deref() == Some("KRFT-P8H3TD")));
    assert!(sought);
    assert!(shop.text().contains("› KRFT-P8H3TD"));
}

#[test]
fn numbers_nobody_has_bring_those_like_them() {
    let mut shop = listed(rows());
    shop.nearest = vec!["KRFT-7Q2M4X".into()];
    shop.press("/ 7q2m4y");
    assert_eq!(shop.asked.last(), Some(&Query::Nearest("7q2m4y".into())));
    assert!(shop.text().contains("KRFT-7Q2M4X?"), "{}", shop.text());
    shop.press("Esc : krft-7q2m4y");
    let text = shop.text();
    assert!(text.contains("KRFT-7Q2M4X  se parece a lo escrito"), "{text}");
}

#[test]
fn what_failed_says_so() {
    let mut shop = closed(rows());
    shop.broken = true;
    shop.settle();
    assert!(shop.text().contains("Ctrl-r lo intenta otra vez."), "{}", shop.text());
    shop.broken = false;
    shop.press("Ctrl-r");
    assert!(shop.text().contains("KRFT-7Q2M4X"));
}

/// Esc before it is known whether a step may be begun: nothing opens over the list.
#[test]
fn a_step_of_an_order_that_was_left_does_not_open() {
    let mut shop = opened(pending());
    shop.silent = true;
    shop.press("x");
    let (ticket, query) = open_question(&shop);
    let Query::Rehearse(command) = &query else { panic!("{query:?}") };
    let would = crate::tui::app::testing::Stock::rehearse(&shop.stock, command);
    shop.press("Esc");
    shop.silent = false;
    shop.send(Msg::Answer {
        ticket,
        result: Ok(Answer::Rehearse(Box::new(would))),
    });
    assert!(shop.desk.model.shell.overlays.is_empty(), "{}", shop.text());
}

#[test]
fn what_the_customer_asked_for_stands_in_the_head_with_its_answer() {
    use crate::domain::orders::request::{RequestKind, RequestOutcome};
    use crate::service::orders::view::RequestView;
    let mut timeline = given::pending();
    let asked = RequestView {
        id: crate::domain::ids::RequestId::from_uuid(uuid::Uuid::from_u128(7)),
        order: timeline.order.id,
        number: timeline.order.number.clone(),
        kind: RequestKind::Refund,
        reason: None,
        created_at: timeline.order.placed_at,
        outcome: None,
        answered_at: None,
        receipt: None,
        refusal: None,
    };
    let refused = RequestView {
        outcome: Some(RequestOutcome::Refused),
        refusal: Some(crate::domain::text::Safe::new("forbidden")),
        ..asked.clone()
    };
    timeline.requests = vec![refused, asked];
    let said = super::super::head::warnings(Catalogue::of(Locale::Es), &timeline);
    assert!(
        matches!(said.as_slice(), [(Tone::Past, refused), (Tone::Waits, open)]
            if refused.contains("no se pudo") && open.contains("Petición del cliente: reembolso") && open.ends_with("en espera")),
        "{said:?}"
    );
}
