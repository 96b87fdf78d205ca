//! However much was ever owed, a page of it, a statement and the sums find their rows by an index.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use uuid::Uuid;

use crate::crowd::{Crowd, file, order_id};
use crate::debts::day;
use crate::fresh::{Fresh, on_both_engines};
use crate::plans::without_inner;
use krafta::db::payables::list::{self, PayableQuery, PayableSort, Place};
use krafta::db::payables::settlement_list::{self, SettlementQuery};
use krafta::db::{DbResult, Dialect, FromRow, Query, Row};
use krafta::domain::amount_range::AmountRange;
use krafta::domain::ids::{OrderId, PayableId, SettlementId, WorkshopId};
use krafta::domain::money::Currency;
use krafta::domain::payables::line::PayableStatus;
use krafta::domain::payables::policy::PaymentPolicy;

on_both_engines!(no_list_of_what_is_owed_scans_a_table);

/// Nine of ten lines were paid, each by a transfer of its own, at 300 workshops.
async fn owe(fresh: &Fresh) {
    let sqlite = fresh.db.dialect() == Dialect::Sqlite;
    let (date, time) = if sqlite {
        ("date(1767225600 + n.i * 60, 'unixepoch')", "(1767225600 + n.i * 60) * 1000000")
    } else {
        ("(to_timestamp(1767225600 + n.i * 60))::date", "to_timestamp(1767225600 + n.i * 60)")
    };
    let hundreds = "(SELECT row_number() OVER (ORDER BY id) AS i FROM orders LIMIT 300) n";
    let makers = "(SELECT id, row_number() OVER (ORDER BY name) AS i FROM workshops WHERE name LIKE 'Confecciones %') w";
    let lines =
        "(SELECT id, order_id, workshop_id, row_number() OVER (ORDER BY id) AS i FROM production_assignments WHERE agreed_cost = 77) n";
    let statements = [
        format!("INSERT INTO workshops (name, state_code) SELECT 'Confecciones ' || n.i, 'VE-A' FROM {hundreds}"),
        format!(
            "INSERT INTO production_assignments (order_id, attempt, status, workshop_id, agreed_cost, policy) \
             SELECT n.id, 2, 'COMPLETED', w.id, 77, 'ON_READY' FROM (SELECT id, row_number() OVER (ORDER BY id) AS i FROM orders o \
             WHERE NOT EXISTS (SELECT 1 FROM production_assignments a WHERE a.order_id = o.id)) n \
             JOIN {makers} ON w.i = n.i % 300 + 1"
        ),
        format!(
            "INSERT INTO workshop_payables (assignment_id, order_id, workshop_id, kind, policy, amount, currency, status, due_on) \
             SELECT n.id, n.order_id, n.workshop_id, 'FULL', 'ON_READY', 77, 'USD', \
             CASE WHEN n.i % 50 < 45 THEN 'PAID' WHEN n.i % 50 < 46 THEN 'VOIDED' ELSE 'DUE' END, {date} FROM {lines}"
        ),
        format!(
            "INSERT INTO settlements (id, workshop_id, amount, currency, method, reference, paid_by, paid_at, repeats_reason) \
             SELECT n.id, n.workshop_id, 77, 'USD', 'ZELLE', '1234', (SELECT id FROM operators LIMIT 1), {time}, 'igual' FROM {lines}"
        ),
        "INSERT INTO payable_payments (payable_id, settlement_id, amount, currency, method, reference, paid_by, paid_at) \
         SELECT p.id, s.id, 77, 'USD', 'ZELLE', '1234', s.paid_by, s.paid_at FROM workshop_payables p \
         JOIN settlements s ON s.id = p.assignment_id WHERE p.status = 'PAID'"
            .to_owned(),
        "ANALYZE".to_owned(),
    ];
    if sqlite {
        let connection = file(&fresh.url);
        // A shop's file keeps no statistics.
        for statement in statements.into_iter().filter(|statement| statement != "ANALYZE") {
            connection
                .execute_batch(&statement)
                .unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
    } else {
        let mut connection = PgConnection::connect(&fresh.url).await.expect("a connection");
        connection
            .execute("SET session_replication_role = replica")
            .await
            .expect("no triggers");
        for statement in statements {
            let ran = connection.execute(AssertSqlSafe(statement.clone())).await;
            ran.unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
    }
}

struct Plan(String);

impl FromRow for Plan {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("detail").or_else(|_| row.get("QUERY PLAN")).map(Self)
    }
}

struct Id(Uuid);

impl FromRow for Id {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("id").map(Self)
    }
}

async fn no_list_of_what_is_owed_scans_a_table(fresh: Fresh) {
    Crowd::gather(&fresh, 20_000).await;
    owe(&fresh).await;
    let place = Place {
        workshop: "Confecciones 200".into(),
        due_on: day("2026-01-07"),
        id: PayableId::from_uuid(order_id(7)),
    };
    let one = Query::new("SELECT id FROM workshops WHERE name = 'Confecciones 200'");
    let workshop = WorkshopId::from_uuid(fresh.db.one::<Id>(one).await.expect("a workshop").0);
    let mut lists: Vec<(String, Query)> = Vec::new();
    for (where_, place) in [("first", None), ("deep", Some(&place))] {
        for (name, wanted) in wanted(workshop) {
            for sort in [PayableSort::Usual, PayableSort::NamesBack, PayableSort::NewestFirst] {
                let wanted = PayableQuery { sort, ..wanted.clone() };
                lists.push((format!("{name} payables {sort:?}, {where_}"), list::compose(&wanted, place, 51)));
            }
            lists.push((format!("few {name} counted"), list::compose_count(&wanted)));
        }
        lists.push((
            format!("settlements, {where_}"),
            settlement_list::compose(&SettlementQuery::default(), None, 51),
        ));
        lists.push((
            format!("a workshop's settlements, {where_}"),
            settlement_list::compose(
                &SettlementQuery {
                    workshop: Some(workshop),
                    ..SettlementQuery::default()
                },
                None,
                51,
            ),
        ));
    }
    let dear = AmountRange {
        currency: Some(Currency::Usd),
        least: Some(1_000.into()),
        most: None,
    };
    let exact = AmountRange::exactly(1_234.into(), None);
    for (name, range) in [("few dear", &dear), ("few exact", &exact)] {
        lists.push((format!("{name} payables found"), list::compose_amount(range)));
        lists.push((format!("{name} settlements found"), settlement_list::compose_amount(range)));
        let few = SettlementQuery {
            settlements: Some(vec![SettlementId::from_uuid(order_id(1))]),
            amount: Some(*range),
            ..SettlementQuery::default()
        };
        lists.push((format!("{name} settlements"), settlement_list::compose(&few, None, 51)));
    }
    let mut faults = Vec::new();
    for (name, query) in lists {
        let plan: Vec<Plan> = fresh
            .db
            .all(query.explained())
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut plan: Vec<String> = plan.into_iter().map(|Plan(line)| line).collect();
        without_inner(&mut plan);
        let sorted = match fresh.db.dialect() {
            Dialect::Sqlite => plan.iter().any(|line| line.contains("TEMP B-TREE FOR ORDER BY")),
            // Of one workshop it sorts what is hardly more than a page; workshops it walks by their names.
            Dialect::Postgres if name.contains("payables") => !plan.iter().any(|line| line.contains("Presorted Key: w.name")),
            Dialect::Postgres => plan.iter().any(|line| line.trim_start().starts_with("->  Sort")),
        };
        let few = name.starts_with("few") || (name.starts_with("a workshop's") && fresh.db.dialect() == Dialect::Postgres);
        if plan.iter().any(|line| is_scan(line)) || (sorted && !few) {
            faults.push(format!("{name}:\n    {}", plan.join("\n    ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn wanted(workshop: WorkshopId) -> Vec<(&'static str, PayableQuery)> {
    use PayableStatus::{Due, OnHold, Paid, PartiallyPaid, Scheduled};
    let all = PayableQuery::default;
    vec![
        ("all", all()),
        (
            "open",
            PayableQuery {
                statuses: Some(vec![Scheduled, Due, PartiallyPaid, OnHold]),
                ..all()
            },
        ),
        (
            "late",
            PayableQuery {
                due_before: Some(day("2026-01-10")),
                ..all()
            },
        ),
        (
            "paid",
            PayableQuery {
                statuses: Some(vec![Paid]),
                policies: vec![PaymentPolicy::OnReady],
                ..all()
            },
        ),
        (
            "a workshop's",
            PayableQuery {
                workshops: Some(vec![workshop]),
                ..all()
            },
        ),
        (
            "few orders'",
            PayableQuery {
                orders: Some((1..=20).map(|n| OrderId::from_uuid(order_id(n))).collect()),
                ..all()
            },
        ),
    ]
}

/// A whole long table is read. `x` is what was found in several ways. Workshops are few, and walked by their name.
fn is_scan(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("-> ").trim_start();
    let sqlite = line.starts_with("SCAN") && !line.contains("USING") && line != "SCAN x";
    sqlite || (line.starts_with("Seq Scan") && !line.contains("workshops w") && !line.contains("operators"))
}
