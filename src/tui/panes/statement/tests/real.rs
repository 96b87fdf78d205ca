//! Over the real service: a file of a bank comes in, and the order that it pays is confirmed from what there is to do.

use crate::domain::dates::shown;
use crate::domain::orders::status::PaymentStatus;
use crate::service::payments::view::{QueueFilter, QueueRow};
use crate::tui::app::testing::Real;

#[test]
fn a_file_comes_in_and_its_order_is_confirmed() {
    let mut real = Real::whole().sized(120, 40);
    let page = real
        .wait(real.krafta.payments().queue(&real.actor, &QueueFilter::default(), None, 200))
        .unwrap();
    let alone = |row: &&QueueRow| page.rows.iter().filter(|other| other.order == row.order).count() == 1;
    let calm = |row: &&QueueRow| row.claim.is_none() && row.signals.is_empty() && row.reference.is_some() && row.account.is_some();
    let row = page.rows.iter().filter(calm).find(alone).expect("a row with nothing odd").clone();
    let review = real.wait(real.krafta.payments().review(&real.actor, row.order)).unwrap();
    let day = review.proofs.iter().find(|proof| proof.id == row.submission).unwrap().paid_on;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("movimientos.csv");
    let reference = row.reference.as_ref().unwrap();
    let text = format!(
        "Fecha;Referencia;Descripción;Monto\n{day};00{reference};PAGO RECIBIDO;{}\n{day};;PAGO RECIBIDO;1.234\n{day};1;COMISION;-1,00\n",
        row.amount.digits(),
        day = shown(day),
    );
    std::fs::write(&file, text).unwrap();
    let accounts = real.wait(real.krafta.bank().status(&real.actor)).unwrap();
    let alias = row.account.as_ref().unwrap();
    let at = accounts.iter().position(|account| account.account == *alias).unwrap();
    real.press("D i");
    for _ in 0..at {
        real.press("j");
    }
    real.press("Enter r").type_text(&file.display().to_string()).press("Enter");
    if real.text().contains("Varios perfiles") {
        real.type_text("generic_csv").press("Enter");
    }
    let text = real.text();
    assert!(text.contains("nuevas 2 · ya conocidas 0 · rechazadas 1"), "{text}");
    assert!(text.contains("línea 3: "), "{text}");
    real.press("Enter");
    let text = real.text();
    assert!(
        text.contains("2 líneas nuevas en") && (text.contains("pedido cuadra") || text.contains("pedidos cuadran")),
        "{text}"
    );
    real.press("g Enter Ctrl-r Enter");
    let timeline = real.wait(real.krafta.orders().timeline(&real.actor, row.order)).unwrap();
    assert_eq!(timeline.order.payment, PaymentStatus::Confirmed, "{}", real.text());
}
