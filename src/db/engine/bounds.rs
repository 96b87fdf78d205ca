//! What each column may hold (the boundary: whoever writes, a list can be read afterwards). One table: the migration `0026_bounds`
//! is written from it, the rows of an older database are asked by it before that migration, and `krafta db check` asks it again.
//! A later column has its bound in the migration that makes it; `tests/engines/bounds.rs` asks both catalogues for every column.
//! On PostgreSQL the bounds of the tables that commands write to stand in a function each since `0032_rules_read_once`.

mod columns;

use columns::{BOUNDED, BOUNDED_SQLITE};

use super::error::{DbError, DbResult};
use super::row::found;
use super::statement::{Bound, Text};
use super::{Db, Dialect, Tx};

/// What a column may hold. NULL is the column's own affair.
#[derive(Debug, Clone, Copy)]
enum Range {
    /// From 2000 to 2100.
    Instant,
    /// A day of the calendar from 2000 to 2100.
    Day,
    /// Two decimals, up to a million millions either way.
    Amount,
    /// Above zero, up to a thousand millions, eight decimals.
    Rate,
    /// From 0 to a thousand millions.
    Counter,
    /// At most so many characters.
    Text(u32),
    /// At most so many characters, nested 32 deep.
    Json(u32),
    /// One of these, parted by spaces.
    OneOf(&'static str),
}

/// A table, the expression that names one of its rows to a person, and its columns.
struct Bounded {
    table: &'static str,
    row: &'static str,
    columns: &'static [(Range, &'static str)],
}

fn bounded(dialect: Dialect) -> impl Iterator<Item = &'static Bounded> {
    let own = match dialect {
        Dialect::Sqlite => BOUNDED_SQLITE,
        Dialect::Postgres => &[],
    };
    BOUNDED.iter().chain(own)
}

/// A row that has no better name.
const ID: &str = "<id>";
/// A row that is named by its order and its own number.
const OF_ORDER: &str = "<order> seq";
const OF_ORDER_EVENT: &str = "<order> event_seq";

/// The migration that is written from the table.
pub(super) const MIGRATION: i64 = 26;
/// Rows of a table that are told of.
const TOLD: i64 = 20;
/// How deep JSON may be nested: the program reads 128.
const DEPTH: u32 = 32;

impl Range {
    /// True or NULL for a value that fits; without a look at other rows, so that it may be a CHECK.
    fn check(self, dialect: Dialect, column: &str) -> String {
        use Dialect::{Postgres, Sqlite};
        match (self, dialect) {
            (Self::Instant, Sqlite) => format!("{column} BETWEEN 946684800000000 AND 4102444800000000"),
            (Self::Instant, Postgres) => {
                format!("{column} BETWEEN TIMESTAMPTZ '2000-01-01 00:00:00+00' AND TIMESTAMPTZ '2100-01-01 00:00:00+00'")
            }
            (Self::Day, Sqlite) => format!("{column} BETWEEN '2000-01-01' AND '2100-01-01' AND date({column}) = {column}"),
            (Self::Day, Postgres) => format!("{column} BETWEEN DATE '2000-01-01' AND DATE '2100-01-01'"),
            (Self::Amount, Sqlite) => format!("{column} BETWEEN -100000000000000 AND 100000000000000"),
            // NaN is above every number.
            (Self::Amount, Postgres) => format!("{column} BETWEEN -1000000000000 AND 1000000000000"),
            (Self::Rate, Sqlite) => format!(
                "length({column}) <= 20 AND {column} GLOB '[0-9]*' AND {column} NOT GLOB '*[^0-9.]*' AND {column} NOT GLOB '*.*.*' \
                 AND {column} NOT GLOB '*.' AND {column} NOT GLOB '*.?????????*' \
                 AND CAST({column} AS REAL) > 0 AND CAST({column} AS REAL) <= 1000000000"
            ),
            (Self::Rate, Postgres) => format!("{column} > 0 AND {column} <= 1000000000"),
            (Self::Counter, _) => format!("{column} BETWEEN 0 AND 1000000000"),
            // SQLite counts characters to the first NUL only.
            (Self::Text(most), Sqlite) => format!("length({column}) <= {most} AND length(CAST({column} AS BLOB)) <= {}", most * 4),
            (Self::Text(most), Postgres) => format!("length({column}) <= {most}"),
            (Self::Json(most), Sqlite) => format!("length(CAST({column} AS BLOB)) <= {most}"),
            (Self::Json(most), Postgres) => {
                format!("length({column}::text) <= {most} AND NOT jsonb_path_exists({column}, 'strict $.**{{{DEPTH}}}')")
            }
            (Self::OneOf(values), _) => format!(
                "{column} IN ({})",
                values.split(' ').map(|value| format!("'{value}'")).collect::<Vec<_>>().join(", ")
            ),
        }
    }

    /// On SQLite a CHECK cannot look into JSON: true for one that is nested too deep. The brackets are counted first, which is cheap.
    fn too_deep(self, column: &str) -> Option<String> {
        matches!(self, Self::Json(_)).then(|| {
            format!(
                "length({column}) - length(replace(replace({column}, '{{', ''), '[', '')) > {DEPTH} AND EXISTS (SELECT 1 FROM json_tree({column}) \
                 WHERE length(path) - length(replace(replace(path, '.', ''), '[', '')) >= {DEPTH})"
            )
        })
    }
}

impl Bounded {
    fn columns(&self) -> impl Iterator<Item = (Range, &'static str)> {
        self.columns
            .iter()
            .flat_map(|(bound, names)| names.split(' ').map(|name| (*bound, name)))
    }

    /// The rows that do not fit, as `found`: the table, the row and the first column that does not.
    fn unfit(&self, dialect: Dialect) -> Bound {
        let row = match (self.row, dialect) {
            (ID, Dialect::Sqlite) => "lower(hex(t.id))".to_owned(),
            (ID, Dialect::Postgres) => "t.id::text".to_owned(),
            (row, _) => match row.strip_prefix("<order> ") {
                Some(number) => format!("(SELECT o.number FROM orders o WHERE o.id = t.order_id) || ' ' || CAST(t.{number} AS TEXT)"),
                None => row.to_owned(),
            },
        };
        let fits = |(bound, column): (Range, &str)| match (bound.too_deep(column), dialect) {
            (Some(too_deep), Dialect::Sqlite) => format!("({} AND NOT ({too_deep}))", bound.check(dialect, column)),
            _ => format!("({})", bound.check(dialect, column)),
        };
        let cases: String = self
            .columns()
            .map(|column| format!(" WHEN NOT {} THEN '{}'", fits(column), column.1))
            .collect();
        let all: Vec<String> = self.columns().map(fits).collect();
        let text = format!(
            "SELECT '{} ' || coalesce(CAST({row} AS TEXT), '?') || ': ' || CASE{cases} ELSE '?' END AS found FROM {} t WHERE NOT ({}) LIMIT {TOLD}",
            self.table,
            self.table,
            all.join(" AND ")
        );
        Bound {
            sqlite: Text::Composed(text.clone()),
            postgres: Text::Composed(text),
            params: Vec::new(),
            kept: false,
        }
    }
}

/// Refuses when rows are there that the migration's bounds do not take.
///
/// # Errors
/// `db-unfit-rows`, which names the first of them.
pub(super) async fn require_fit(tx: &mut Tx) -> DbResult<()> {
    let mut rows = Vec::new();
    for table in bounded(tx.dialect()) {
        rows.extend(found(tx.all_in_its_time(table.unfit(tx.dialect())).await?));
    }
    if rows.is_empty() { Ok(()) } else { Err(DbError::UnfitRows(rows)) }
}

impl Db {
    /// Rows of each table that its columns' bounds do not take, a few of each: `orders KRFT-7Q2M4X: placed_at`.
    ///
    /// # Errors
    /// As every question to the database.
    pub async fn unfit_rows(&self) -> DbResult<Vec<String>> {
        let mut rows = Vec::new();
        for table in bounded(self.dialect()) {
            rows.extend(found(self.all_in_its_time(table.unfit(self.dialect())).await?));
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests;
