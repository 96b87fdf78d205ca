//! A short working week of one shop: two people at terminals of 80 and 200 columns, the real program on one database. What one does
//! appears in front of the other by itself, and neither loses their place.

use std::time::{Duration, Instant};

use crate::fresh::{Fresh, on_both_engines};
use crate::person::Person;
use crate::shop::Shop;

on_both_engines!(two_people_share_a_week);

/// All of it, on a machine that does much else.
const WEEK: Duration = Duration::from_secs(60);

/// The form is sent.
const SEND: &str = "\x13";
/// The last question is answered: not what it begins with.
const YES: &str = "\t\r";

struct Week {
    shop: Shop,
    order: String,
    /// Decides, in a narrow terminal.
    ana: Person,
    /// Looks on, in a wide one.
    luis: Person,
}

async fn two_people_share_a_week(fresh: Fresh) {
    let began = Instant::now();
    let shop = Shop::filled(&fresh).await;
    let order = shop.places_an_order_to("LOCAL_DELIVERY", "Caracas");
    let ana = shop.opened_by("ana", (80, 24));
    let luis = shop.opened_by("luis", (200, 50));
    let mut week = Week { shop, order, ana, luis };
    week.monday_a_payment_is_reported_and_confirmed();
    week.it_is_assigned();
    week.it_is_made_and_delivered();
    week.friday_the_workshop_is_paid();
    week.both_are_where_they_were();
    assert!(began.elapsed() < WEEK, "{:?}", began.elapsed());
}

/// The line with the bar of the selected row, if it is about this order.
fn is_at(screen: &str, order: &str) -> bool {
    screen.lines().any(|line| line.contains('▌') && line.contains(order))
}

/// What the selected row says, however wide its columns are.
fn place(person: &Person) -> String {
    person.selected().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Week {
    fn monday_a_payment_is_reported_and_confirmed(&mut self) {
        let order = self.order.clone();
        let looked_for = format!("/{order}\r");
        self.ana.presses(&looked_for);
        self.luis.presses(&looked_for);
        // What was ordered, and two dollars for bringing it.
        self.shop.reports_sum(&order, "K7P2Q9X1", "26");
        for person in [&self.ana, &self.luis] {
            person.until("the reported payment", |screen| is_at(screen, &order));
        }
        // One takes it: the other sees who has it.
        self.ana.presses("\r");
        self.luis.until("who has it", |screen| {
            screen.lines().any(|line| line.contains('▌') && line.contains("Ana"))
        });
        self.ana.presses("c");
        self.ana.sees("Confirmar el pago de");
        self.ana.presses(".\t.\t.");
        self.ana.until("what it would do", |screen| screen.contains("Confirma "));
        self.ana.presses(SEND);
        self.ana.sees("confirmado");
        self.luis.until("no such payment in the queue", |screen| !is_at(screen, &order));
        assert!(self.shop.history(&order).1, "it is confirmed");
    }

    /// The one who looks on opens the order, and stays there for the rest of the week.
    fn it_is_assigned(&mut self) {
        let order = self.order.clone();
        self.luis.presses("2");
        self.luis.presses(&format!("/{order}\r"));
        self.luis.sees(&format!("Pedidos › {order}"));
        self.luis.sees("Confirmado");
        if !self.shop.history(&order).0.contains(&"A3".to_owned()) {
            self.shop.krafta(&["assign", "notify", &order]);
        }
        self.luis.sees("Notificado");
        // To the top of its history: that is the place not to be lost.
        self.luis.presses("g");
        self.luis.until("its first event", |screen| {
            screen.lines().any(|line| line.contains('▌') && line.contains("pedido creado"))
        });
    }

    fn it_is_made_and_delivered(&mut self) {
        let order = self.order.clone();
        let before = place(&self.luis);
        self.ana.presses("3");
        self.ana.sees("sin asignar");
        self.ana.presses("\tw");
        self.ana.sees("Trabajo");
        self.ana.presses(&format!("/{order}\r"));
        self.ana.until("the work", |screen| is_at(screen, &order));
        let steps = [
            ("a", format!("lo dijo por teléfono{SEND}"), "En preparación"),
            ("i", YES.to_owned(), "En producción"),
            ("l", YES.to_owned(), "Listo"),
            ("e", format!("Moto Express{SEND}"), "Enviado"),
            ("c", YES.to_owned(), "Entregado"),
        ];
        for (key, answer, status) in steps {
            self.ana.presses(key);
            self.ana.sees("Cancelar");
            self.ana.presses(&answer);
            self.luis.until(status, |screen| {
                let events = screen.lines().filter(|line| line.contains('●') && line.contains(status));
                events.count() > 0
            });
            self.ana.sees_no("Cancelar");
            // Whoever looks on still has the same event selected.
            assert_eq!(place(&self.luis), before, "after {status}");
        }
        let edges = self.shop.history(&order).0;
        for edge in ["A4", "A6", "A7", "A8", "A10"] {
            assert!(edges.contains(&edge.to_owned()), "{edge}: {edges:?}");
        }
    }

    fn friday_the_workshop_is_paid(&mut self) {
        let order = self.order.clone();
        self.ana.presses("4");
        self.ana.sees("Por pagar");
        self.ana.presses(&format!("/{order}\r"));
        self.ana
            .until("what is owed for it", |screen| screen.lines().any(|line| line.contains('▌')));
        self.luis.presses("4");
        self.luis.presses(&format!("/{order}\r"));
        self.luis.until("the same line", |screen| screen.matches(&order).count() > 1);
        self.ana.presses("Ap");
        self.ana.sees("Pagar a");
        self.ana.presses("\t\t");
        self.ana.presses(&format!("00482913{SEND}"));
        self.ana.sees("Para seguir, escribe ");
        let screen = self.ana.screen();
        let asked = screen.split("Para seguir, escribe ").nth(1).expect("a sum to type");
        let sum = asked.split_whitespace().next().expect("a sum to type").to_owned();
        self.ana.presses(&sum);
        self.ana.presses(YES);
        self.ana.sees_no("Para seguir");
        // What is paid is not owed: it leaves the list, which stays narrowed to it.
        self.luis.until("that it is paid", |screen| {
            screen.contains(&format!("/ {order}")) && screen.contains("líneas: 0")
        });
        assert!(
            self.shop.krafta(&["payables", "settlements"]).contains("00482913"),
            "it is written down"
        );
    }

    /// The queue and the order are as they were left.
    fn both_are_where_they_were(&mut self) {
        let order = self.order.clone();
        self.luis.presses("2");
        self.luis.sees(&format!("Pedidos › {order}"));
        self.ana.presses("3");
        self.ana.sees("Trabajo");
        self.ana.sees(&order);
        self.luis.presses("1");
        self.luis
            .until("the queue as it was filtered", |screen| screen.contains(&format!("/ {order}")));
        for person in [&mut self.ana, &mut self.luis] {
            person.presses("q");
            assert_eq!(person.ends().0, 0);
            assert!(person.has_the_terminal_back());
        }
    }
}
