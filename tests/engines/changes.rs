//! Who changed master data and people is read with what differs, by whom it may be.

use crate::fresh::{Fresh, on_both_engines};
use crate::master_data::{keep, opened, usd};
use crate::shop::write;
use krafta::db::Query;
use krafta::domain::actor::{Actor, Role};
use krafta::domain::audit::change::{MasterTable, Origin};
use krafta::domain::ids::OperatorId;
use krafta::service::Command;
use krafta::service::audit::changes::{ChangeFilter, ChangeKind};
use krafta::service::commands::{AddOperator, ChangeProduct};

on_both_engines!(changes_are_read_with_what_differs);

async fn changes_are_read_with_what_differs(fresh: Fresh) {
    use ChangeKind::{Added, Changed};
    use MasterTable::{Operators, Products};
    let (shop, krafta, ana) = opened(&fresh).await;
    for price in [1_100, 1_250] {
        let dearer = ChangeProduct {
            sku: "TAZA".into(),
            price: Some(usd(price)),
            ..ChangeProduct::default()
        };
        keep(&krafta, &ana, Command::ChangeProduct(dearer)).await.expect("a price");
    }
    let support = AddOperator {
        db_role: None,
        login: "soporte".into(),
        name: Some("Génesis".into()),
        role: Role::Support,
        workshop: None,
    };
    keep(&krafta, &ana, Command::AddOperator(support)).await.expect("an operator");
    write(&shop.db, Query::new("UPDATE products SET name = 'Jarra' WHERE sku = 'TAZA'"))
        .await
        .expect("a name");

    let of = |table| ChangeFilter { table, row: None };
    let page = krafta.audit().changes(&ana, &of(None), None, 4).await.expect("changes");
    let seen: Vec<_> = page
        .rows
        .iter()
        .map(|row| (row.table, row.what, row.origin, row.by.as_deref()))
        .collect();
    assert_eq!(
        seen,
        [
            (Products, Changed, Origin::Outside, None),
            (Operators, Added, Origin::Program, Some("Ana")),
            (Products, Changed, Origin::Program, Some("Ana")),
            (Products, Changed, Origin::Program, Some("Ana")),
        ]
    );
    let price = &page.rows[2].fields;
    assert_eq!(price.len(), 1, "{price:?}");
    let said = (price[0].field.as_str(), price[0].old.as_deref(), price[0].new.as_deref());
    assert_eq!(said, ("unit_price_amount", Some("11.00"), Some("12.50")));
    assert_eq!(page.rows[0].name.as_deref(), Some("Jarra"));
    // Page by page, of a table, and of one row: the same changes.
    let first = krafta.audit().changes(&ana, &of(Some(Products)), None, 1).await.expect("a page");
    let second = krafta
        .audit()
        .changes(&ana, &of(Some(Products)), first.next, 1)
        .await
        .expect("a page");
    assert_eq!((&first.rows[0], &second.rows[0]), (&page.rows[0], &page.rows[2]));
    let product = ChangeFilter {
        table: Some(Products),
        row: Some(page.rows[0].row.to_string()),
    };
    let rows = krafta.audit().changes(&ana, &product, None, 50).await.expect("its changes").rows;
    assert!(rows.len() >= 3 && rows.iter().all(|row| row.row == page.rows[0].row), "{rows:?}");

    // Of people, only their keeper reads; of the rest, all the staff.
    for role in [Role::Coordinator, Role::Support] {
        let actor = Actor::staff(role, OperatorId::from_uuid(shop.operator), "Carmen");
        let theirs = krafta.audit().changes(&actor, &of(None), None, 50).await.expect("changes").rows;
        assert!(theirs.iter().all(|row| row.table != Operators) && !theirs.is_empty(), "{theirs:?}");
        let people = krafta.audit().changes(&actor, &of(Some(Operators)), None, 1).await;
        assert_eq!(people.expect_err("not theirs").code(), "forbidden");
    }
}
