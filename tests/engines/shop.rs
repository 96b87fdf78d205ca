//! A small shop written with plain SQL, as any program could: what the database itself accepts and refuses is the matter.

use chrono::DateTime;
use rust_decimal::Decimal;
use uuid::Uuid;

use krafta::db::{Amount, Bound, Db, DbError, DbResult, FromRow, Query, Row};
use krafta::domain::Time;

/// One operator, product and account; orders are made at will.
pub struct Shop {
    pub db: Db,
    pub operator: Uuid,
    pub product: Uuid,
    pub account: Uuid,
    pub workshop: Uuid,
}

/// An order and the number of its last event.
#[derive(Clone, Copy)]
pub struct Order {
    pub id: Uuid,
    pub seq: i64,
}

pub fn at() -> Time {
    DateTime::from_timestamp(1_795_356_720, 0).expect("an instant")
}

pub fn amount(cents: i64) -> Amount {
    Amount(Decimal::new(cents, 2))
}

/// The token of the database's refusal.
pub fn token<T>(outcome: DbResult<T>) -> String {
    match outcome {
        Ok(_) => "accepted".into(),
        Err(DbError::Refused(refusal)) => refusal.code.as_str().to_owned(),
        Err(other) => format!("{other}"),
    }
}

/// One number of one row.
pub struct Number(pub i64);

impl FromRow for Number {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("n")?))
    }
}

/// One id of one row.
struct Id(Uuid);

impl FromRow for Id {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("id")?))
    }
}

/// One text of one row.
pub struct Text(pub String);

impl FromRow for Text {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("t")?))
    }
}

/// Writes one statement in a transaction of its own.
pub async fn write(db: &Db, statement: impl Into<Bound>) -> DbResult<u64> {
    let mut tx = db.begin().await?;
    match tx.exec(statement).await {
        Ok(rows) => tx.commit().await.map(|()| rows),
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

impl Shop {
    pub async fn open(db: Db) -> Self {
        let shop = Self {
            db,
            operator: Uuid::from_u128(1),
            product: Uuid::from_u128(2),
            account: Uuid::from_u128(3),
            workshop: Uuid::from_u128(4),
        };
        shop.must(
            Query::new("INSERT INTO operators (id, login, display_name, role) VALUES (")
                .bind(shop.operator)
                .push(", 'ana', 'Ana', 'ADMIN')"),
        )
        .await;
        shop.must(
            Query::new("INSERT INTO products (id, sku, name, unit_price_amount, unit_price_currency) VALUES (")
                .bind(shop.product)
                .push(", 'TAZA', 'Taza', ")
                .bind(amount(1_000))
                .push(", 'USD')"),
        )
        .await;
        shop.must(
            Query::new("INSERT INTO exchange_rates (value_date, source, rate) VALUES ('2026-11-22', 'BCV', ").push_for("'365')", "365)"),
        )
        .await;
        shop.must(
            Query::new("INSERT INTO bank_accounts (id, alias, method, holder_name, currency) VALUES (")
                .bind(shop.account)
                .push(", 'principal', 'PAGO_MOVIL', 'Krafta', 'VES')"),
        )
        .await;
        shop.must(
            Query::new("INSERT INTO workshops (id, name, state_code) VALUES (")
                .bind(shop.workshop)
                .push(", 'Taller', 'VE-A')"),
        )
        .await;
        shop
    }

    pub async fn try_write(&self, statement: impl Into<Bound>) -> DbResult<u64> {
        write(&self.db, statement).await
    }

    pub async fn must(&self, statement: impl Into<Bound>) {
        self.try_write(statement).await.expect("the database takes it");
    }

    pub async fn refused(&self, statement: impl Into<Bound>) -> String {
        token(self.try_write(statement).await)
    }

    pub async fn number(&self, query: impl Into<Bound>) -> i64 {
        self.db.one::<Number>(query).await.expect("a number").0
    }

    pub async fn text(&self, query: impl Into<Bound>) -> String {
        self.db.one::<Text>(query).await.expect("a text").0
    }

    /// An order row with nothing else: USD 10,00 for pickup unless told otherwise.
    pub fn order_row(id: Uuid, number: &str, delivery: &'static str) -> Query {
        Query::new(
            "INSERT INTO orders (delivery_method, state_code, address, customer_name, customer_phone, currency, due_currency, rate, \
             id, number, subtotal_amount, shipping_amount, total_amount, due_amount, quoted_at, quote_expires_at, placed_at, last_event_at) \
             VALUES ('",
        )
        .push(delivery)
        .push("', 'VE-A', 'Av. Urdaneta', 'José Pérez', '+584125551212', 'USD', 'VES', ")
        .push_for("'365'", "365")
        .push(", ")
        .bind(id)
        .push(", ")
        .bind(number)
        .push(", ")
        .bind_list([amount(1_000), amount(0), amount(1_000), amount(365_000)].map(Into::into))
        .push(", ")
        .bind_list([at(), at(), at(), at()].map(Into::into))
        .push(")")
    }

    pub fn quote_row(id: Uuid) -> Query {
        Query::new("INSERT INTO order_quotes (seq, currency, due_currency, rate, order_id, total_amount, due_amount, quoted_at, expires_at) VALUES (1, 'USD', 'VES', ")
            .push_for("'365'", "365")
            .push(", ")
            .bind(id)
            .push(", ")
            .bind_list([amount(1_000), amount(365_000)].map(Into::into))
            .push(", ")
            .bind_list([at(), at()].map(Into::into))
            .push(")")
    }

    pub fn item_row(&self, id: Uuid) -> Query {
        Query::new("INSERT INTO order_items (name, quantity, currency, order_id, product_id, unit_price_amount, line_amount) VALUES ('Taza', 1, 'USD', ")
            .bind_list([id, self.product].map(Into::into))
            .push(", ")
            .bind_list([amount(1_000), amount(1_000)].map(Into::into))
            .push(")")
    }

    /// A placed order, PENDING.
    pub async fn place(&self, number: &str, delivery: &'static str) -> Order {
        let id = Uuid::now_v7();
        self.must(Self::order_row(id, number, delivery)).await;
        self.must(self.item_row(id)).await;
        self.must(Self::quote_row(id)).await;
        let mut order = Order { id, seq: 0 };
        self.walk(&mut order, "P1", None, "PENDING").await;
        order
    }

    /// The next event of the payment lane, by an admin with a reason, and with the order's last proof where it reports one; a
    /// refusal leaves `order` as it is. Who takes it for review holds it.
    pub async fn try_walk(&self, order: &mut Order, edge: &str, from: Option<&str>, to: &str) -> DbResult<()> {
        let proof = match edge {
            "P2" | "P3" | "P9" | "P18" => {
                let last = Query::new("SELECT id FROM payment_submissions WHERE state = 'OPEN' AND order_id = ").bind(order.id);
                let last = last.push(" ORDER BY seq DESC LIMIT 1");
                self.db.opt::<Id>(last).await?.map(|row| row.0)
            }
            _ => None,
        };
        self.try_write(
            Query::new(
                "INSERT INTO order_events (lane, actor_role, actor_name, text, actor_id, submission_id, reason_code, edge, from_status, to_status, \
                 order_id, seq, at) VALUES ('PAYMENT', 'ADMIN', 'Ana', 'porque sí', ",
            )
            .bind_list([
                self.operator.into(),
                proof.into(),
                (edge == "P7").then_some("NOT_FOUND").into(),
                edge.into(),
                from.into(),
                to.into(),
                order.id.into(),
                (order.seq + 1).into(),
                at().into(),
            ])
            .push(")"),
        )
        .await?;
        order.seq += 1;
        if to == "UNDER_REVIEW" {
            let held = Query::new("UPDATE orders SET claim_operator_id = ").bind(self.operator);
            let held = held.push(", claimed_at = ").bind(at()).push(", claim_expires_at = ").bind(at());
            self.try_write(held.push(" WHERE id = ").bind(order.id)).await?;
        }
        Ok(())
    }

    pub async fn walk(&self, order: &mut Order, edge: &str, from: Option<&str>, to: &str) {
        self.try_walk(order, edge, from, to).await.expect("an allowed edge");
    }

    /// The next event of the production lane; the system begins an assignment, an admin does the rest.
    pub async fn try_make(&self, order: &mut Order, assignment: Uuid, edge: &str, from: Option<&str>, to: &str) -> DbResult<()> {
        let begins = edge == "A1";
        self.try_write(
            Query::new(
                "INSERT INTO order_events (lane, text, actor_name, actor_role, actor_id, reason_code, edge, from_status, to_status, order_id, \
                 assignment_id, seq, at) VALUES ('PRODUCTION', 'porque sí', ",
            )
            .push(if begins { "'sistema', 'SYSTEM', " } else { "'Ana', 'ADMIN', " })
            .bind_list([
                (!begins).then_some(self.operator).into(),
                (edge == "A5").then_some("OTHER").into(),
                edge.into(),
                from.into(),
                to.into(),
                order.id.into(),
                assignment.into(),
                (order.seq + 1).into(),
                at().into(),
            ])
            .push(")"),
        )
        .await?;
        order.seq += 1;
        Ok(())
    }

    pub fn proof_row(&self, order: Uuid, id: Uuid, seq: i64) -> Query {
        Query::new(
            "INSERT INTO payment_submissions (attempt, quote_seq, reported_by, method, currency, paid_on, reference, reference_key, \
             reference_reversed, digest, order_id, id, account_id, seq, amount, reported_at) \
             VALUES (1, 1, 'CUSTOMER', 'PAGO_MOVIL', 'VES', '2026-11-22', '00123', '123', '321', \
             'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', ",
        )
        .bind_list([
            order.into(),
            id.into(),
            self.account.into(),
            seq.into(),
            amount(365_000).into(),
            at().into(),
        ])
        .push(")")
    }

    pub fn evidence_row(&self, order: Uuid, proof: Uuid) -> Query {
        Query::new("INSERT INTO payment_evidence (value_date, currency, bank_reference, order_id, submission_id, account_id, operator_id, amount) VALUES ('2026-11-22', 'VES', ")
            .bind_list([
                // Each proof's credit has a reference of its own.
                format!("{:020}", proof.as_u128() % 100_000_000_000_000_000_000).into(),
                order.into(),
                proof.into(),
                self.account.into(),
                self.operator.into(),
                amount(365_000).into(),
            ])
            .push(")")
    }

    pub fn verify(proof: Uuid) -> Query {
        Query::new("UPDATE payment_submissions SET state = 'VERIFIED', verified_currency = 'VES', verified_amount = ")
            .bind(amount(365_000))
            .push(", credited_amount = ")
            .bind(amount(365_000))
            .push(" WHERE id = ")
            .bind(proof)
    }

    /// An order REPORTED with one proof.
    pub async fn reported(&self, number: &str, delivery: &'static str) -> (Order, Uuid) {
        let mut order = self.place(number, delivery).await;
        let proof = Uuid::now_v7();
        self.must(self.proof_row(order.id, proof, 1)).await;
        self.walk(&mut order, "P2", Some("PENDING"), "REPORTED").await;
        (order, proof)
    }

    /// An order CONFIRMED with its evidence.
    pub async fn confirmed(&self, number: &str, delivery: &'static str) -> (Order, Uuid) {
        let (mut order, proof) = self.reported(number, delivery).await;
        self.walk(&mut order, "P4", Some("REPORTED"), "UNDER_REVIEW").await;
        self.must(self.evidence_row(order.id, proof)).await;
        self.must(Self::verify(proof)).await;
        self.walk(&mut order, "P6", Some("UNDER_REVIEW"), "CONFIRMED").await;
        (order, proof)
    }

    pub fn assignment_row(order: Uuid, id: Uuid, attempt: i64) -> Query {
        Query::new("INSERT INTO production_assignments (order_id, id, attempt) VALUES (")
            .bind_list([order.into(), id.into(), attempt.into()])
            .push(")")
    }

    /// An order in production's first status, with the workshop chosen.
    pub async fn assigned(&self, number: &str, delivery: &'static str) -> (Order, Uuid) {
        let (mut order, _) = self.confirmed(number, delivery).await;
        let assignment = Uuid::now_v7();
        self.must(Self::assignment_row(order.id, assignment, 1)).await;
        self.try_make(&mut order, assignment, "A1", None, "PENDING_ASSIGNMENT")
            .await
            .expect("A1");
        self.must(
            Query::new("UPDATE production_assignments SET workshop_id = ")
                .bind(self.workshop)
                .push(" WHERE id = ")
                .bind(assignment),
        )
        .await;
        (order, assignment)
    }
}
