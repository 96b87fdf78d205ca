//! The whole of an order as the customer and the workshop read it: from the mails that the server took, and nothing else. With
//! `KRAFTA_MAILS` naming a folder the mails are put there, to be looked at.

use std::path::Path;

use crate::counter::{Placed, checkout};
use crate::desk::{sender, settings_at, since_ever};
use crate::fresh::{Fresh, on_both_engines};
use crate::server::{Caught, Server};
use crate::yard::{Yard, complete, forward, hand_over, notify};
use krafta::delivery::{About, Delivery, compose};
use krafta::domain::messages::channel::Channel;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::locale::{Catalogue, Locale};
use krafta::service::Command;
use krafta::service::messages::commands::{SetContact, Whose};
use krafta::service::messages::list::Which;
use krafta::service::orders::commands::{Checkout, Customer};

on_both_engines!(a_customer_reads_the_whole_order, a_workshop_reads_what_to_make);

const CUSTOMER: &str = "maria@correo.example";
const WORKSHOP: &str = "taller@correo.example";

struct Story {
    yard: Yard,
    server: Server,
    sender: Delivery,
}

impl Story {
    /// Customers and workshops are written to; the first workshop has an address.
    async fn open(fresh: &Fresh) -> Self {
        let server = Server::start();
        let mut settings = settings_at(server.port());
        settings.messages.workshops = vec![Channel::Email];
        let yard = Yard::open_with(fresh, settings).await;
        let contact = SetContact {
            whose: Whose::Workshop("Taller Orinoco".into()),
            email: Some(WORKSHOP.into()),
            phone: None,
            language: None,
        };
        yard.done(&yard.counter.ana, Command::SetContact(contact)).await;
        let mut sender = sender(&yard.counter);
        sender.once().await.expect("the first look");
        since_ever(&fresh.db).await;
        Self { yard, server, sender }
    }

    async fn placed(&self) -> Placed {
        let customer = Customer {
            email: Some(CUSTOMER.into()),
            ..checkout().customer
        };
        self.yard.counter.place_as(Checkout { customer, ..checkout() }).await
    }

    /// The mails to somebody since the last look, each with its order's number in subject and text.
    async fn read(&mut self, of: &Placed, whose: &str, seen: &mut usize) -> Vec<Caught> {
        self.sender.once().await.expect("a round of the sender");
        let all: Vec<Caught> = self.server.caught().into_iter().filter(|mail| mail.to == [whose]).collect();
        let new = all[*seen..].to_vec();
        *seen = all.len();
        for mail in &new {
            for said in [&mail.subject, &mail.text, &mail.html] {
                assert!(said.contains(&of.number), "{}: {said}", mail.subject);
                assert!(!said.contains("2026-"), "an instant as programs write it: {said}");
            }
        }
        new
    }
}

fn keep(name: &str, mails: &[Caught]) {
    let Ok(folder) = std::env::var("KRAFTA_MAILS") else { return };
    for (at, mail) in mails.iter().enumerate() {
        let file = Path::new(&folder).join(format!("{name}-{at:02}"));
        let text = format!("{}\n\n{}", mail.subject, mail.text);
        std::fs::write(file.with_extension("txt"), text).expect("a file");
        std::fs::write(file.with_extension("html"), &mail.html).expect("a file");
    }
}

async fn a_customer_reads_the_whole_order(fresh: Fresh) {
    let mut story = Story::open(&fresh).await;
    let order = story.placed().await;
    let (mut seen, mut all) = (0, Vec::new());
    let hands = story.yard.makers[0].hands.clone();
    let ana = story.yard.counter.ana.clone();
    let coordinator = story.yard.coordinator.clone();
    // What happens, and what the customer reads of it: the label and its description (domain.md §6), and the sentence of the step.
    let steps = [
        ("place", "PENDING", "si pagas antes del"),
        ("report", "REPORTED", "Recibimos el comprobante"),
        ("reject", "REJECTED", "No encontramos"),
        ("report", "REPORTED", "Recibimos el nuevo comprobante"),
        ("confirm", "CONFIRMED", "Confirmamos el pago"),
        ("notify", "NOTIFIED", ""),
        ("accept", "ACCEPTED", ""),
        ("start", "IN_PRODUCTION", ""),
        ("ready", "READY", ""),
        ("hand over", "HANDED_TO_DELIVERY", "MRW-00123"),
        ("complete", "COMPLETED", ""),
    ];
    let (mut open, catalogue) = (None, Catalogue::of(Locale::Es));
    for (step, label, sentence) in steps {
        let yard = &story.yard;
        match step {
            "place" => {}
            "report" => {
                let reference = if all.len() < 3 { "4829130" } else { "4830770" };
                open = Some(yard.counter.report(&order, reference).await);
            }
            "reject" => {
                yard.counter.claim(&order).await;
                let reject = yard.counter.reject(&order, RejectionReason::NotFound).await;
                yard.done(&ana, Command::Reject(reject)).await;
            }
            "confirm" => {
                yard.counter.claim(&order).await;
                let submission = open.expect("a proof");
                let verify = yard.counter.verify(&order, &[(submission, order.due, "4830770")]).await;
                yard.done(&ana, Command::Confirm(verify)).await;
            }
            "notify" => drop(yard.done(&coordinator, notify(&order)).await),
            "accept" => drop(yard.done(&hands, Command::Accept(forward(&order))).await),
            "start" => drop(yard.done(&hands, Command::Start(forward(&order))).await),
            "ready" => drop(yard.done(&hands, Command::Ready(forward(&order))).await),
            "hand over" => drop(yard.done(&hands, hand_over(&order, Some("MRW"), Some("MRW-00123"))).await),
            _ => drop(yard.done(&ana, Command::Complete(complete(&order))).await),
        }
        let mails = story.read(&order, CUSTOMER, &mut seen).await;
        if step == "notify" {
            // A workshop is asked: nothing that the customer has to know yet.
            assert!(mails.is_empty(), "{mails:#?}");
            continue;
        }
        let said: Vec<&str> = mails.iter().map(|mail| mail.text.as_str()).collect();
        let [mail] = mails.as_slice() else { panic!("{step}: {said:#?}") };
        let (label, description) = (catalogue.label(label), catalogue.label_description(label));
        for said in [label.as_str(), description.as_str(), sentence] {
            assert!(mail.text.contains(said), "{step}: «{said}» is not in {}", mail.text);
        }
        assert!(mail.html.contains(&label), "{step}: {}", mail.html);
        all.extend(mails);
    }
    keep("customer", &all);
}

async fn a_workshop_reads_what_to_make(fresh: Fresh) {
    let mut story = Story::open(&fresh).await;
    let order = story.placed().await;
    let order = story.yard.counter.confirm(order, "4829131").await;
    let (mut seen, coordinator) = (0, story.yard.coordinator.clone());
    story.yard.done(&coordinator, notify(&order)).await;
    let mails = story.read(&order, WORKSHOP, &mut seen).await;
    let [mail] = mails.as_slice() else { panic!("{mails:#?}") };
    for said in [
        "Tienes un pedido nuevo",
        "Franela estampada",
        "Valencia",
        "15,00",
        "Acéptalo o recházalo",
    ] {
        assert!(mail.text.contains(said) && mail.html.contains(said), "«{said}»: {}", mail.text);
    }
    assert!(mail.text.contains("3 ×") && mail.html.contains("3 ×"), "{}", mail.text);
    // Who gets it and where is the workshop's to know once it accepted.
    for hidden in ["María", "555", "Bolívar"] {
        assert!(
            !mail.text.contains(hidden) && !mail.html.contains(hidden),
            "«{hidden}»: {}",
            mail.text
        );
    }
    keep("workshop", &mails);

    // It accepted before the reminder left: the sheet in it is as it is then.
    let messages = story.yard.counter.shop.messages();
    let listed = messages.list(&story.yard.counter.ana, Which::OfOrder(order.id), None, 50);
    let told = listed
        .await
        .expect("messages")
        .rows
        .into_iter()
        .find(|row| row.workshop.is_some())
        .expect("the workshop's");
    let hands = story.yard.makers[0].hands.clone();
    story.yard.done(&hands, Command::Accept(forward(&order))).await;
    let catalogue = Catalogue::of(Locale::Es);
    let written = compose(&story.yard.counter.shop, catalogue, About::of(&told));
    let written = written.await.expect("a message");
    assert!(
        written.text.contains("María Fernández") && written.html.contains("Av. Bolívar, casa 4"),
        "{}",
        written.text
    );
}
