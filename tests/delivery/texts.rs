//! What arrives: names, subjects and addresses as they were meant, and nothing that was not.

use uuid::Uuid;

use crate::counter::insert;
use crate::desk::{Desk, is};
use crate::faults::on_sqlite;
use crate::fresh::Fresh;
use crate::server::Server;
use krafta::db::Query;
use krafta::domain::messages::channel::Channel;
use krafta::service::Command;
use krafta::service::messages::commands::{SetContact, Whose};

on_sqlite!(
    names_and_subjects_arrive_readable,
    an_address_with_quotes_arrives,
    no_name_makes_a_header,
    a_megabyte_arrives,
);

/// A desk where customers and ana are written to.
async fn desk(fresh: &Fresh) -> Desk {
    let desk = Desk::open_with(fresh, Server::start(), |settings| settings.messages.admins = vec![Channel::Email]).await;
    let contact = SetContact {
        whose: Whose::Operator("ana".into()),
        email: Some("ana@krafta.example".into()),
        phone: None,
        language: None,
    };
    desk.counter.done(&desk.counter.ana, Command::SetContact(contact)).await;
    desk
}

async fn names_and_subjects_arrive_readable(fresh: Fresh) {
    let mut desk = desk(&fresh).await;
    let name = "Íñigo Güell, «La Ñapa» de Añú y Peñón del Río Orinoco 日本 🧵";
    let order = desk.order_of(name, "inigo@correo.example").await;
    desk.counter.report(&order, "482913").await;
    desk.sends().await;
    let messages = desk.messages(&order).await;
    let placed = &desk.caught(&messages[0])[0];
    assert_eq!(placed.names, [name]);
    assert!(placed.text.contains(name) && placed.html.contains(name), "{}", placed.text);
    assert!(placed.subject.contains(&order.number), "{}", placed.subject);
    let caught = desk.server.caught();
    let to_ana = caught.iter().find(|one| one.to == ["ana@krafta.example"]).expect("a mail to ana");
    assert!(to_ana.subject.contains("Íñigo Güell, «La Ñapa»"), "{}", to_ana.subject);
}

/// Another program may have written it: our own forms take none.
async fn an_address_with_quotes_arrives(fresh: Fresh) {
    let mut desk = Desk::open(&fresh).await;
    let order = desk.order_of("María \"La Negra\" Pérez; C.A. <jefa>", "maria@correo.example").await;
    let row = [
        order.id.into(),
        "\"juana la.loca\"@correo.example".into(),
        desk.counter.ana.id.expect("a person").into(),
        Uuid::now_v7().into(),
    ];
    insert(
        &fresh.db,
        "INSERT INTO message_contacts (order_id, email, by_id, operation_id)",
        row,
    )
    .await;
    desk.sends().await;
    assert_eq!(desk.tries(&order).await, ["SENT"]);
    let caught = desk.caught(&desk.message(&order).await);
    assert_eq!(caught[0].to, ["\"juana la.loca\"@correo.example"]);
    assert_eq!(caught[0].names, ["María \"La Negra\" Pérez; C.A. <jefa>"]);
}

async fn no_name_makes_a_header(fresh: Fresh) {
    let mut desk = desk(&fresh).await;
    let mut headers = Vec::new();
    for name in [
        "Ana Pérez",
        "Ana\r\nBcc: otro@correo.example\r\nX-Mas: 1\r\n\r\nhola",
        "Ana\n.\nQUIT\n",
        "Ana\u{2028}Bcc: x@y.ve",
    ] {
        let order = desk.order("ana@correo.example").await;
        // As the customer site's own program, or a hand in the database, could leave it.
        let mut tx = fresh.db.begin().await.expect("a transaction");
        let renamed = Query::new("UPDATE operators SET display_name = ")
            .bind(name)
            .push(" WHERE login = 'ana'");
        tx.exec(renamed).await.expect("a name");
        let renamed = Query::new("UPDATE orders SET customer_name = ")
            .bind(name)
            .push(" WHERE id = ")
            .bind(order.id);
        tx.exec(renamed).await.expect("a name");
        tx.commit().await.expect("a commit");
        desk.counter.report(&order, &format!("{}", 482_913 + headers.len())).await;
        desk.sends().await;
        let caught = desk.server.caught();
        let of_order: Vec<_> = caught.iter().filter(|one| one.text.contains(&order.number)).collect();
        assert_eq!(of_order.len(), 3, "placed and reported, to whoever it is for");
        for one in of_order {
            assert_eq!(one.to.len(), 1);
            assert!(one.to == ["ana@correo.example"] || one.to == ["ana@krafta.example"], "{:?}", one.to);
            headers.push(one.headers.clone());
        }
    }
    assert!(headers.iter().all(|one| *one == headers[0]), "{headers:#?}");
}

async fn a_megabyte_arrives(fresh: Fresh) {
    let words = fresh.folder.join("words");
    std::fs::create_dir(&words).expect("a folder");
    let long = "ñandú . ".repeat(130_000);
    let own = format!("message-customer-P1 = {{ $order }} {{ $due }} {{ $expires_at }} {{ $accounts }} {long} FIN\n");
    std::fs::write(words.join("es.ftl"), own).expect("a file");
    let mut desk = Desk::open_with(&fresh, Server::start(), |settings| {
        settings.messages.words = Some(words);
        settings.smtp.timeout_seconds = 10;
    })
    .await;
    let order = desk.order("ana@correo.example").await;
    desk.sends().await;
    assert_eq!(desk.stands(&order).await, is("SENT", 1));
    let caught = desk.caught(&desk.message(&order).await);
    assert!(caught[0].size > 1_000_000 && caught[0].html.contains(" FIN"), "{}", caught[0].size);
}
