//! Who changed what orders refer to, when, and how it was before: products, prices, accounts, workshops, people.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Audit;
use crate::db::audit::changes::{self, ChangeQuery, ChangeRecord};
use crate::db::engine::Dialect;
use crate::domain::Time;
use crate::domain::actor::{Actor, Permission, Role};
use crate::domain::audit::change::{MasterTable, Origin};
use crate::domain::text::Safe;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

/// Yes or no, which a file keeps as a number.
const FLAGS: &[&str] = &[
    "active",
    "ended",
    "paused",
    "hosts_pickup",
    "ships_nationally",
    "demands_deposit",
    "offered_pickup",
    "offered_local_delivery",
    "offered_national_shipping",
];

/// What a role must be allowed to read them.
pub const NEEDS: Permission = Permission::ReadChanges;

/// Columns that say nothing by themselves: they follow from the others, or are the row's own key.
const SILENT: &[&str] = &["id", "version", "created_at"];
/// What people call a row, the first that it has.
const NAMES: &[&str] = &["display_name", "name", "alias", "sku", "value_date", "day", "method"];

/// Which changes; all that is set holds together.
#[derive(Debug, Clone, Default)]
pub struct ChangeFilter {
    pub table: Option<MasterTable>,
    /// The key of a row: an id, or a day.
    pub row: Option<String>,
}

/// A change of one row, with what differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeRow {
    pub id: i64,
    pub at: Time,
    pub table: MasterTable,
    pub row: Safe,
    /// What people call it, where it has a name.
    pub name: Option<Safe>,
    pub origin: Origin,
    pub role: Option<Role>,
    pub by: Option<Safe>,
    /// The database's own; empty in a file, which has none.
    pub login: Safe,
    pub operation: Option<Uuid>,
    pub what: ChangeKind,
    pub fields: Vec<FieldChange>,
}

/// What became of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeKind {
    Added,
    Changed,
    Removed,
}

/// A column that differs, by its name in the table; amounts in units and not in hundredths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    pub field: String,
    pub old: Option<Safe>,
    pub new: Option<Safe>,
}

impl Audit<'_> {
    /// The changes of master data and of people, the newest first. All the staff reads them, but for those of
    /// people, which are their keeper's. Refused: `forbidden`.
    pub async fn changes(&self, actor: &Actor, filter: &ChangeFilter, after: Option<Cursor>, limit: u32) -> Result<Page<ChangeRow>, Error> {
        actor.may(NEEDS)?;
        if filter.table.is_some_and(|table| MasterTable::OF_PEOPLE.contains(&table)) {
            actor.may(Permission::ReadPeople)?;
        }
        let db = self.shop.db();
        let row = filter.row.as_deref().map(|row| match Uuid::try_parse(row) {
            Ok(id) => db.change_key(id),
            Err(_) => row.to_owned(),
        });
        let wanted = ChangeQuery {
            table: filter.table,
            row,
            without_people: actor.may(Permission::ReadPeople).is_err(),
        };
        let read = changes::page(db, &wanted, after.map(Into::into), reading(limit)).await?;
        Ok(page(read, limit, ChangeRecord::key, |record| view(record, db.dialect())))
    }
}

impl ChangeRow {
    /// The person, or the database's own login where no command of this program wrote it; `words` gives a key its words.
    pub fn who(&self, words: impl Fn(&str) -> String) -> String {
        match (self.origin, &self.by) {
            (Origin::Program, Some(by)) => by.to_string(),
            _ => format!("{} {}", words("changed-outside"), self.login).trim_end().to_owned(),
        }
    }

    /// Of which table, and what people call the row.
    pub fn about(&self, words: impl Fn(&str) -> String) -> String {
        let table = words(&format!("changed-of-{}", self.table.as_str().replace('_', "-")));
        match &self.name {
            // A shipping rate is called by how it is delivered.
            Some(name) if self.table == MasterTable::Shipping => format!("{table} · {}", words(&format!("delivery-{name}"))),
            Some(name) => format!("{table} · {name}"),
            None => format!("{table} · {}", self.row),
        }
    }

    /// "cuenta: 0102… → 0134…"; of a row that was added or removed, what it held.
    pub fn differences(&self, words: impl Fn(&str) -> String) -> String {
        let value = |field: &str, value: &Option<Safe>| match (value.as_deref(), self.words_of(field)) {
            (None, _) => "—".to_owned(),
            (Some("true"), _) => words("changed-yes"),
            (Some("false"), _) => words("changed-no"),
            (Some(name), Some(prefix)) => words(&format!("{prefix}{name}")),
            (Some(text), None) => text.to_owned(),
        };
        let field = |one: &FieldChange| {
            let name = words(&format!("changed-field-{}", one.field.replace('_', "-")));
            let [old, new] = [&one.old, &one.new].map(|held| value(&one.field, held));
            match self.what {
                ChangeKind::Added => format!("{name}: {new}"),
                ChangeKind::Removed => format!("{name}: {old}"),
                ChangeKind::Changed => format!("{name}: {old} → {new}"),
            }
        };
        let word = match self.what {
            ChangeKind::Added => Some(words("changed-added")),
            ChangeKind::Changed => None,
            ChangeKind::Removed => Some(words("changed-removed")),
        };
        word.into_iter()
            .chain(self.fields.iter().map(field))
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

impl ChangeRow {
    /// The prefix of the words for what a column holds, where it is a name of ours.
    fn words_of(&self, field: &str) -> Option<&'static str> {
        Some(match field {
            "mode" => "cli-mode-",
            "method" if self.table == MasterTable::Shipping => "delivery-",
            "method" | "payee_method" => "method-",
            "policy" => "policy-",
            "role" => "role-",
            "weekday" => "cli-weekday-",
            _ => return None,
        })
    }
}

fn view(record: ChangeRecord, dialect: Dialect) -> ChangeRow {
    let document = |value: Option<Value>| match value {
        Some(Value::Object(fields)) => Some(fields),
        _ => None,
    };
    let (old, new) = (document(record.old), document(record.new));
    let named = new.as_ref().or(old.as_ref());
    let name = named.and_then(|row| NAMES.iter().find_map(|name| row.get(*name)?.as_str().map(Safe::from)));
    ChangeRow {
        id: record.id,
        at: record.at,
        table: record.table,
        row: record.row,
        name,
        origin: record.origin,
        role: record.role,
        by: record.by,
        login: record.login,
        operation: record.operation,
        what: match (&old, &new) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        },
        fields: fields(&old.unwrap_or_default(), &new.unwrap_or_default(), dialect),
    }
}

fn fields(old: &Map<String, Value>, new: &Map<String, Value>, dialect: Dialect) -> Vec<FieldChange> {
    let both: BTreeMap<&String, (Option<&Value>, Option<&Value>)> = (old.keys().chain(new.keys()))
        .map(|field| (field, (old.get(field), new.get(field))))
        .collect();
    let differs = both
        .into_iter()
        .filter(|(field, (old, new))| !SILENT.contains(&field.as_str()) && said(*old) != said(*new));
    differs
        .map(|(field, (old, new))| FieldChange {
            field: field.clone(),
            old: said(old).map(|value| shown(field, value, dialect)),
            new: said(new).map(|value| shown(field, value, dialect)),
        })
        .collect()
}

fn said(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

fn shown(field: &str, value: &Value, dialect: Dialect) -> Safe {
    if field.ends_with("amount")
        && let Some(amount) = money(value, dialect)
    {
        return amount.into();
    }
    // PostgreSQL writes a rate with all the digits of its column.
    let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if field == "rate"
        && let Ok(rate) = written.parse::<Decimal>()
    {
        return rate.normalize().to_string().into();
    }
    match (value, value.as_i64()) {
        (_, Some(flag)) if FLAGS.contains(&field) => (flag != 0).to_string().into(),
        (_, Some(micros)) if field.ends_with("_event") => Time::from_timestamp_micros(micros)
            .map_or_else(|| value.to_string(), |at| at.to_rfc3339())
            .into(),
        (Value::String(text), _) => text.into(),
        _ => value.to_string().into(),
    }
}

/// Hundredths in a file, units on a server; always with two decimals.
fn money(value: &Value, dialect: Dialect) -> Option<String> {
    let mut amount = match dialect {
        Dialect::Sqlite => Decimal::new(value.as_i64()?, 2),
        Dialect::Postgres => value.to_string().parse().ok()?,
    };
    amount.rescale(2);
    Some(amount.to_string())
}
