//! A database login that is one person's own (migration 0041, src/db/roles.sql): it writes in that person's name, as far as their role
//! goes, whatever program or statement it comes by; a login of the service writes for all.

use std::sync::Arc;

use krafta::config::Settings;
use krafta::db::{Db, Dialect, Query};
use krafta::domain::actor::Actor;
use krafta::domain::payments::rejection::RejectionReason;
use krafta::service::core::clock::Clock;
use krafta::service::core::command::OnOrder;
use krafta::service::fulfilment::commands::Forward;
use krafta::service::jobs::JobRun;
use krafta::service::orders::commands::Note;
use krafta::service::{Command, Krafta};

use crate::counter::{Counter, checkout, operation};
use crate::fresh::{Fresh, run};
use crate::shop::{token, write};
use crate::yard::{Yard, forward, notify};

#[test]
fn a_persons_login_writes_in_their_name_alone() {
    run(Dialect::Postgres, in_their_name);
}

#[test]
fn a_persons_login_does_what_their_role_does_and_no_more() {
    run(Dialect::Postgres, as_their_role);
}

#[test]
fn a_login_without_an_operator_does_nothing() {
    run(Dialect::Postgres, without_an_operator);
}

#[test]
fn the_service_writes_for_all() {
    run(Dialect::Postgres, by_the_service);
}

/// Logins of this database alone, gone with the test.
struct Logins<'a> {
    fresh: &'a Fresh,
    database: String,
    made: Vec<String>,
}

impl<'a> Logins<'a> {
    async fn new(fresh: &'a Fresh) -> Self {
        crate::roles::made(fresh).await;
        let path = fresh.url.split('?').next().unwrap_or_default();
        let database = path.rsplit('/').next().unwrap_or_default().to_owned();
        Self {
            fresh,
            database,
            made: Vec::new(),
        }
    }

    /// Makes a login of that group, tied to the operator if there is one, and opens the shop by it.
    async fn of(&mut self, group: &str, operator: Option<&str>, counter: &Counter) -> Krafta {
        let login = format!("{}_{}", self.database, operator.unwrap_or(group));
        let make = format!("DROP ROLE IF EXISTS {login}; CREATE ROLE {login} LOGIN IN ROLE {group}");
        self.fresh.db.script(make.leak()).await.expect("a login");
        if let Some(operator) = operator {
            let tie = Query::new("UPDATE operators SET db_role = ")
                .bind(login.as_str())
                .push(" WHERE login = ")
                .bind(operator);
            write(&self.fresh.db, tie).await.expect("tied");
        }
        let url = self.fresh.url.replacen("://postgres@", &format!("://{login}@"), 1);
        self.made.push(login);
        let db = Db::open(&url).await.expect("it opens");
        let shop = Krafta::with_clock(db.clone(), Settings::default(), Arc::clone(&counter.clock) as Arc<dyn Clock>);
        match db.own_login().await {
            Ok(own) => shop.by_login(own),
            Err(_) => shop,
        }
    }

    async fn gone(self, shops: Vec<Krafta>) {
        for shop in shops {
            shop.close().await;
        }
        for login in self.made {
            self.fresh.db.script(format!("DROP ROLE {login}").leak()).await.expect("dropped");
        }
    }
}

async fn code(shop: &Krafta, actor: &Actor, command: Command) -> String {
    match shop.execute(actor, operation(), command).await {
        Ok(_) => "done".into(),
        Err(error) => error.code().to_owned(),
    }
}

async fn in_their_name(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut logins = Logins::new(&fresh).await;
    let by_ana = logins.of("krafta_staff", Some("ana"), &counter).await;
    let of_ana = Counter {
        shop: by_ana.clone(),
        clock: Arc::clone(&counter.clock),
        ana: counter.ana.clone(),
        luis: counter.luis.clone(),
        support: counter.support.clone(),
        customer: counter.customer.clone(),
    };
    assert_eq!(by_ana.own_operator(), counter.ana.id);

    // All of a verdict, with what the system does in its course: the assignment is opened, and cancelled by the undo.
    let order = counter.place().await;
    let proof = counter.report(&order, "00482913").await;
    of_ana.claim(&order).await;
    let verify = of_ana.verify(&order, &[(proof, order.due, "00482913")]).await;
    of_ana.done(&counter.ana, Command::Confirm(verify)).await;
    of_ana.done(&counter.ana, Command::UndoVerdict(OnOrder { order: order.id })).await;
    let reject = of_ana.reject(&order, RejectionReason::Illegible).await;
    of_ana.done(&counter.ana, Command::Reject(reject)).await;
    // A claim of somebody else that lapsed ends by the system (P5) when ana takes the order.
    let other = counter.place().await;
    counter.report(&other, "00777001").await;
    counter.done(&counter.luis, Command::Claim(OnOrder { order: other.id })).await;
    counter.minutes_pass(60);
    of_ana.claim(&other).await;

    // Not as somebody else, not as a customer, not as the system.
    let note = Command::Note(Note {
        order: order.id,
        text: "nota".into(),
        internal: true,
    });
    assert_eq!(code(&by_ana, &counter.luis, note.clone()).await, "not-your-login");
    assert_eq!(
        code(&by_ana, &counter.customer, Command::Checkout(checkout())).await,
        "not-your-login"
    );
    assert_eq!(
        by_ana.people().who_is("luis").await.map_err(|error| error.code()),
        Err("not-your-login")
    );
    assert_eq!(by_ana.people().who_is("ana").await.ok().flatten(), Some(counter.ana.clone()));
    let run = JobRun {
        dry_run: false,
        only: None,
        limit: 10,
    };
    let jobs = by_ana.jobs().run_jobs(&counter.ana, run).await.map(drop);
    assert_eq!(jobs.map_err(|error| error.code()), Err("login-runs-no-jobs"));
    // Nor by hand.
    let pending = counter.place().await;
    let expire = Query::new(
        "INSERT INTO order_events (order_id, seq, at, lane, edge, from_status, to_status, actor_role, actor_name) SELECT id, event_seq + 1, \
          now(), 'PAYMENT', 'P11', 'PENDING', 'CANCELLED', 'SYSTEM', 'sistema' FROM orders WHERE id = ",
    );
    assert_eq!(token(write(by_ana.db(), expire.bind(pending.id)).await), "not-your-login");
    let as_luis = Query::new(
        "INSERT INTO order_events (order_id, seq, at, lane, edge, actor_role, actor_name, actor_id, text) SELECT id, event_seq + 1, now(), \
          'NOTE', 'NOTE', 'ADMIN', 'luis', (SELECT p.id FROM operators p WHERE p.login = 'luis'), 'yo' FROM orders WHERE id = ",
    );
    assert_eq!(token(write(by_ana.db(), as_luis.bind(other.id)).await), "not-your-login");
    let named = "SELECT set_config('krafta.actor', jsonb_build_object('role', 'ADMIN', 'id', p.id, 'name', 'luis')::text, true) \
      FROM operators p WHERE p.login = 'luis'";
    let mut tx = by_ana.db().begin().await.expect("a transaction");
    tx.script(named).await.expect("anybody may say so");
    let renamed = tx.exec(Query::new("UPDATE products SET name = 'x'")).await;
    assert_eq!(token(renamed), "not-your-login");
    tx.rollback().await.expect("rolled back");
    logins.gone(vec![by_ana]).await;
}

async fn as_their_role(fresh: Fresh) {
    let yard = Yard::open(&fresh).await;
    let mut logins = Logins::new(&fresh).await;
    let by_sofia = logins.of("krafta_staff", Some("sofia"), &yard.counter).await;
    let by_rosa = logins.of("krafta_staff", Some("rosa"), &yard.counter).await;
    let order = yard.counter.confirmed("00482913").await;
    let told = by_rosa.execute(&yard.coordinator, operation(), notify(&order)).await;
    told.expect("a coordinator notifies");
    let accepted = by_rosa
        .execute(
            &yard.coordinator,
            operation(),
            Command::Accept(Forward {
                note: Some("por teléfono".into()),
                ..forward(&order)
            }),
        )
        .await;
    accepted.expect("and accepts on behalf");
    let note = Command::Note(Note {
        order: order.id,
        text: "nota".into(),
        internal: true,
    });
    assert_eq!(code(&by_sofia, &yard.counter.support, note).await, "done");
    // What the program refuses them, the database does too.
    for sql in [
        "UPDATE operators SET role = 'ADMIN' WHERE login = 'sofia'",
        "UPDATE operators SET db_role = NULL",
        "UPDATE products SET unit_price_amount = 1",
        "UPDATE bank_accounts SET phone = '+584120000000'",
        "UPDATE workshops SET policy = 'PREPAID'",
        "UPDATE workshop_payables SET reason = 'x'",
        "UPDATE production_assignments SET status = 'READY'",
        "UPDATE capacity_bookings SET state = 'FREED'",
        "INSERT INTO settlements DEFAULT VALUES",
        "UPDATE refunds SET status = 'PAID'",
        "UPDATE message_channels SET failures = 0",
        "UPDATE job_leases SET holder = holder",
    ] {
        assert_eq!(token(write(by_sofia.db(), Query::new(sql)).await), "forbidden", "{sql}");
    }
    for sql in [
        "UPDATE operators SET role = 'ADMIN' WHERE login = 'rosa'",
        "UPDATE exchange_rates SET rate = 1",
        "INSERT INTO payment_evidence DEFAULT VALUES",
        "UPDATE payment_runs SET state = 'CLOSED'",
    ] {
        assert_eq!(token(write(by_rosa.db(), Query::new(sql)).await), "forbidden", "{sql}");
    }
    // Who is switched off, or given another role, is so at once.
    write(&fresh.db, Query::new("UPDATE operators SET role = 'SUPPORT' WHERE login = 'rosa'"))
        .await
        .expect("demoted");
    let pause = Query::new("UPDATE workshops SET paused = true");
    assert_eq!(token(write(by_rosa.db(), pause).await), "forbidden");
    write(&fresh.db, Query::new("UPDATE operators SET active = false WHERE login = 'rosa'"))
        .await
        .expect("off");
    let read = Query::new("UPDATE saved_views SET name = 'x'");
    assert_eq!(token(write(by_rosa.db(), read).await), "login-no-operator");
    logins.gone(vec![by_sofia, by_rosa]).await;
}

async fn without_an_operator(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut logins = Logins::new(&fresh).await;
    let by_none = logins.of("krafta_staff", None, &counter).await;
    assert_eq!(token(by_none.db().own_login().await), "login-no-operator");
    let order = counter.place().await;
    let note = Command::Note(Note {
        order: order.id,
        text: "nota".into(),
        internal: true,
    });
    assert_eq!(code(&by_none, &counter.ana, note).await, "login-no-operator");
    // A workshop's people have no login of their own.
    let tie = Query::new(
        "UPDATE operators SET db_role = 'x', role = 'WORKSHOP', workshop_id = (SELECT min(id::text)::uuid FROM workshops) \
      WHERE login = 'sofia'",
    );
    assert!(write(&fresh.db, tie).await.is_err());
    logins.gone(vec![by_none]).await;
}

async fn by_the_service(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut logins = Logins::new(&fresh).await;
    let service = logins.of("krafta_service", None, &counter).await;
    assert_eq!(service.own_operator(), None);
    assert_eq!(code(&service, &counter.customer, Command::Checkout(checkout())).await, "done");
    let order = counter.place().await;
    counter.report(&order, "00482913").await;
    for person in [&counter.ana, &counter.luis] {
        let note = Command::Note(Note {
            order: order.id,
            text: "nota".into(),
            internal: true,
        });
        assert_eq!(code(&service, person, note).await, "done");
    }
    let run = JobRun {
        dry_run: false,
        only: None,
        limit: 10,
    };
    service.jobs().run_jobs(&counter.ana, run).await.expect("jobs run");
    // It owns nothing all the same.
    let refused = write(service.db(), Query::new("DELETE FROM order_events")).await;
    assert_eq!(refused.map_err(|error| error.code()), Err("db-not-permitted"));
    logins.gone(vec![service]).await;
}
