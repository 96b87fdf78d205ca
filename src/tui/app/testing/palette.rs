//! Everything by name: what the palette offers, what it finds in the database, and what is never chosen by a slip.

use crate::domain::ids::OrderId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::status::PaymentStatus;
use crate::domain::text::Safe;
use crate::service::orders::view::OrderRow;
use crate::tui::app::testing::Desk;
use crate::tui::core::client::{Answer, Found};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{Msg, Ticket};

fn heard(desk: &Desk) -> String {
    format!("{:?} {:?}", desk.model.panes, desk.model.visits)
}

fn listed_order(number: &&str) -> OrderRow {
    let at = chrono::DateTime::UNIX_EPOCH;
    let nothing = Money::zero(Currency::Usd);
    OrderRow {
        id: OrderId::from_uuid(uuid::Uuid::nil()),
        number: (*number).to_owned(),
        version: 1,
        customer: Safe::new("María Fernández"),
        total: nothing,
        due: nothing,
        payment: PaymentStatus::Pending,
        production: None,
        on_hold: false,
        workshop: None,
        city: None,
        placed_at: at,
        last_event_at: at,
    }
}

/// What the palette looked for last is found: these orders.
fn answer(desk: &mut Desk, numbers: &[&str]) {
    let ticket = asked(desk);
    found(desk, ticket, numbers);
}

fn asked(desk: &Desk) -> Ticket {
    let generation = desk.model.shell.found_asked.unwrap();
    let pane = Ticket::FOUND;
    Ticket { pane, generation }
}

fn found(desk: &mut Desk, ticket: Ticket, numbers: &[&str]) {
    let found = Found {
        orders: numbers.iter().map(listed_order).collect(),
        ..Found::default()
    };
    let result = Ok(Answer::Find(Box::new(found)));
    desk.send(Msg::Answer { ticket, result });
}

#[test]
fn a_stale_answer_of_the_palette_is_dropped_and_nothing_quits_by_a_slip() {
    let mut desk = Desk::demo(3);
    desk.press(": 7q");
    let first = asked(&desk);
    desk.press("2");
    found(&mut desk, first, &["KRFT-7QZZZZ"]);
    assert!(!desk.text().contains("KRFT-7QZZZZ"), "{}", desk.text());
    answer(&mut desk, &["KRFT-7Q2M4X"]);
    assert!(desk.text().contains("KRFT-7Q2M4X"), "{}", desk.text());
    for slip in ["agregar", "cerrar", "sa", "petare"] {
        desk.press("Esc :").type_text(slip);
        answer(&mut desk, &[]);
        assert!(!desk.text().contains("salir"), "{slip}: {}", desk.text());
        desk.press("Enter");
        assert!(!desk.effects.contains(&Effect::Exit(0)), "{slip}");
    }
    desk.press("Esc : salir Enter");
    assert!(desk.effects.contains(&Effect::Exit(0)));
}

#[test]
fn the_palette_opens_orders_and_runs_actions() {
    let mut desk = Desk::demo(3);
    desk.press(": 7q2m4x Enter");
    // ⏎ came before the answer: what is found is opened when it comes.
    assert!(desk.text().contains("Buscando…"), "{}", desk.text());
    answer(&mut desk, &["KRFT-7Q2M4X"]);
    assert!(heard(&desk).contains("Order(\\\"KRFT-7Q2M4X\\\")"), "{}", heard(&desk));
    desk.press(": rechazar Enter");
    assert!(desk.text().contains("Rechazar el pago"));
}

#[cfg(feature = "demo")]
mod real {
    use crate::service::orders::view::OrderFilter;
    use crate::tui::app::testing::Real;

    /// The line that ⏎ chooses.
    fn first(real: &Real) -> String {
        let text = real.text();
        let line = text.lines().rfind(|line| line.contains('▌'));
        line.unwrap_or(&text).to_owned()
    }

    #[test]
    fn panes_and_actions_of_all_of_them_are_gone_to_by_name() {
        let mut real = Real::whole().sized(120, 40);
        for (typed, pane) in [("tall", 2), ("pedidos", 1), ("liq", 3), ("pagos", 0)] {
            real.press(":").type_text(typed).press("Enter");
            assert_eq!(real.desk.model.shell.active, pane, "{typed}: {}", real.text());
        }
        // What was chosen last stands first.
        real.press(":");
        assert!(
            first(&real).contains("Pagos") && real.text().contains("reciente"),
            "{}",
            real.text()
        );
        // An action of another pane goes there and is done, or says why not.
        real.press("Esc :").type_text("atrasos").press("Enter");
        assert_eq!(real.desk.model.shell.active, 3, "{}", real.text());
        real.press("1 :").type_text("pedidos nota").press("Enter");
        assert_eq!(real.desk.model.shell.active, 1);
        assert!(real.text().contains("Ahora no"), "{}", real.text());
    }

    #[test]
    fn what_the_database_knows_is_opened_and_left_to_where_one_came_from() {
        let mut real = Real::whole().sized(120, 40);
        let order = real.order(&OrderFilter::default());
        real.press(":").type_text(&order.number[5..9]).press("Enter");
        assert!(
            real.text().contains(&format!("Pagos › Pedidos › {}", order.number)),
            "{}",
            real.text()
        );
        let name = order.customer.as_str().to_owned();
        real.press(":").type_text(&name);
        assert!(real.text().contains("cliente"), "{}", real.text());
        real.press("Enter");
        assert!(real.text().contains(&format!("cliente:\"{name}\"")), "{}", real.text());
        real.press("Esc Esc");
        assert_eq!(real.desk.model.shell.active, 0);
        let board = crate::service::workshops::board::BoardFilter::default();
        let page = real.wait(real.krafta.workshops().board(&real.actor, &board, None, 1)).unwrap();
        let workshop = page.rows[0].name.as_str().to_owned();
        real.press(":").type_text(&workshop).press("Enter");
        assert!(real.text().contains(&format!("Pagos › Trabajo › {workshop}")), "{}", real.text());
        real.press("Esc :").type_text("villarroel").press("Enter");
        assert!(real.text().contains("En manos de Ana Villarroel"), "{}", real.text());
        real.press("Esc");
        assert!(real.desk.model.visits.is_empty());
        real.press(":").type_text("krft-zzzzzz");
        assert!(!real.text().contains("KRFT-ZZZZZZ"), "{}", real.text());
    }
}
