//! The bulk load of both engines: sheets of rows are encoded on one thread and run on another, in one transaction that
//! drops the tables' indexes and silences their triggers, and leaves both exactly as it found them.

mod postgres;
pub mod record;
mod sqlite;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Dialect;
use super::error::DbResult;
use super::ledger::movements;
use crate::db::engine::load::postgres::PgLoad;
use crate::db::engine::load::record::{Record, Table};
use crate::db::engine::load::sqlite::{LiteLoad, LiteValue};
use crate::domain::Time;

/// What the silenced triggers would have kept, made from what was loaded.
struct Derived {
    table: Table,
    /// The table that brings it.
    of: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const LEDGER: &str = concat!(
    "INSERT INTO workshop_movements (workshop_id, currency, at, entry, source_id, change) SELECT * FROM (",
    movements!(),
    ") found ORDER BY 3, 4, 5"
);

macro_rules! months {
    ($month:literal) => {
        concat!(
            "INSERT INTO workshop_months (workshop_id, currency, month, entry, change) SELECT m.workshop_id, m.currency, ",
            $month,
            ", m.entry, sum(m.change) FROM workshop_movements m GROUP BY 1, 2, 3, 4"
        )
    };
}

/// Each evidence as an attested credit of its own, as its trigger makes them.
const CREDITS: &str = "INSERT INTO bank_credits (id, account_id, direction, origin, kind, value_date, amount, currency, reference, description, \
    allocated, operator_id, created_at) SELECT e.id, e.account_id, 'IN', 'ATTESTED', 'PAYMENT', e.value_date, e.amount, e.currency, e.bank_reference, '', \
    CASE WHEN s.state = 'VERIFIED' AND NOT EXISTS (SELECT 1 FROM payment_evidence later \
    WHERE later.submission_id = e.submission_id AND later.id > e.id) THEN e.amount ELSE 0 END, e.operator_id, e.created_at \
    FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id WHERE s.surplus_of IS NULL ORDER BY e.id";
const ALLOCATIONS: &str = "INSERT INTO bank_allocations (id, credit_id, evidence_id, amount, created_at) \
    SELECT e.id, e.id, e.id, e.amount, e.created_at FROM payment_evidence e JOIN payment_submissions s ON s.id = e.submission_id \
    WHERE s.surplus_of IS NULL ORDER BY e.id";

static DERIVED: [Derived; 4] = [
    Derived {
        table: Table {
            name: "bank_credits",
            columns: &[],
        },
        of: "payment_evidence",
        sqlite: CREDITS,
        postgres: CREDITS,
    },
    Derived {
        table: Table {
            name: "bank_allocations",
            columns: &[],
        },
        of: "payment_evidence",
        sqlite: ALLOCATIONS,
        postgres: ALLOCATIONS,
    },
    Derived {
        table: Table {
            name: "workshop_movements",
            columns: &[],
        },
        of: "workshop_payables",
        sqlite: LEDGER,
        postgres: LEDGER,
    },
    Derived {
        table: Table {
            name: "workshop_months",
            columns: &[],
        },
        of: "workshop_payables",
        sqlite: months!("date(m.at / 1000000, 'unixepoch', 'start of month')"),
        postgres: months!("date_trunc('month', m.at AT TIME ZONE 'UTC')::date"),
    },
];

/// A running load. Dropped before [`Load::finish`], it leaves the database as it was.
pub struct Load(Open);

enum Open {
    Sqlite(Box<LiteLoad>),
    Postgres(PgLoad),
}

impl Load {
    /// Takes the database at `url` for itself, unless one of `unless` has rows: then that table's name is answered.
    ///
    /// # Errors
    /// `db-not-permitted` when the tables are somebody else's; a loader has to own them.
    pub async fn begin(url: &str, tables: &'static [&'static Table], unless: &[&'static Table]) -> DbResult<Result<Self, &'static str>> {
        let derived = DERIVED.iter().filter(|one| tables.iter().any(|table| table.name == one.of));
        let tables = tables.iter().copied().chain(derived.map(|one| &one.table)).collect();
        Ok(match url.strip_prefix("sqlite:") {
            Some(path) => LiteLoad::begin(path.trim_start_matches("//").as_ref(), tables, unless)
                .await?
                .map(|load| Self(Open::Sqlite(Box::new(load)))),
            None => PgLoad::begin(url, tables, unless).await?.map(|load| Self(Open::Postgres(load))),
        })
    }

    /// Turns records into sheets; it can live on another thread.
    pub fn encoder(&self) -> Encoder {
        Encoder {
            dialect: match self.0 {
                Open::Sqlite(_) => Dialect::Sqlite,
                Open::Postgres(_) => Dialect::Postgres,
            },
            open: HashMap::new(),
            filled: Vec::new(),
        }
    }

    pub async fn put(&mut self, sheet: Sheet) -> DbResult<()> {
        match (&mut self.0, sheet.body) {
            (Open::Sqlite(load), Body::Sqlite(values)) => load.put(&sheet.text, &values),
            (Open::Postgres(load), Body::Postgres(bytes)) => load.put(&sheet.text, bytes).await,
            _ => Ok(()),
        }
    }

    /// Makes what follows from what was loaded, builds the indexes, wakes the triggers, and makes it all durable.
    pub async fn finish(self) -> DbResult<()> {
        match self.0 {
            Open::Sqlite(load) => load.finish(),
            Open::Postgres(load) => load.finish().await,
        }
    }
}

/// Rows of one table, ready to run.
pub struct Sheet {
    text: Arc<str>,
    rows: usize,
    body: Body,
}

enum Body {
    Sqlite(Vec<LiteValue>),
    Postgres(Vec<u8>),
}

/// Collects rows by table until a sheet is full.
pub struct Encoder {
    dialect: Dialect,
    open: HashMap<&'static str, OpenSheet>,
    filled: Vec<Sheet>,
}

struct OpenSheet {
    table: &'static Table,
    /// The statement of a full sheet.
    text: Arc<str>,
    sheet: Sheet,
}

impl Encoder {
    pub fn add<R: Record>(&mut self, record: &R) {
        let table = R::TABLE;
        let dialect = self.dialect;
        let open = self.open.entry(table.name).or_insert_with(|| OpenSheet::new(dialect, table));
        let mut cells = Cells {
            body: &mut open.sheet.body,
            first: true,
        };
        record.write(&mut cells);
        cells.end();
        open.sheet.rows += 1;
        if open.is_full() {
            self.filled.push(open.take());
        }
    }

    /// The sheets that are full by now.
    pub fn filled(&mut self) -> Vec<Sheet> {
        std::mem::take(&mut self.filled)
    }

    /// All that is left.
    pub fn rest(mut self) -> Vec<Sheet> {
        let mut open: Vec<_> = self.open.into_values().filter(|open| open.sheet.rows > 0).collect();
        open.sort_by_key(|open| open.table.name);
        for mut open in open {
            let rows = open.sheet.rows;
            let mut sheet = open.take();
            if let Body::Sqlite(_) = sheet.body {
                sheet.text = sqlite::insert(open.table, rows);
            }
            self.filled.push(sheet);
        }
        self.filled
    }
}

impl OpenSheet {
    fn new(dialect: Dialect, table: &'static Table) -> Self {
        let (text, body) = match dialect {
            Dialect::Sqlite => (sqlite::insert(table, sqlite::rows(table)), Body::Sqlite(Vec::new())),
            Dialect::Postgres => (postgres::copy(table), Body::Postgres(Vec::new())),
        };
        let sheet = Sheet {
            text: Arc::clone(&text),
            rows: 0,
            body,
        };
        Self { table, text, sheet }
    }

    fn is_full(&self) -> bool {
        match &self.sheet.body {
            Body::Sqlite(_) => self.sheet.rows == sqlite::rows(self.table),
            Body::Postgres(bytes) => bytes.len() >= postgres::SHEET_BYTES,
        }
    }

    fn take(&mut self) -> Sheet {
        let body = match &self.sheet.body {
            Body::Sqlite(_) => Body::Sqlite(sqlite::sheet(self.table)),
            Body::Postgres(_) => Body::Postgres(Vec::with_capacity(postgres::SHEET_BYTES + 4096)),
        };
        let fresh = Sheet {
            text: Arc::clone(&self.text),
            rows: 0,
            body,
        };
        std::mem::replace(&mut self.sheet, fresh)
    }
}

/// The row being written.
pub struct Cells<'a> {
    body: &'a mut Body,
    first: bool,
}

macro_rules! cell {
    ($($(#[$meta:meta])* $name:ident($value:ident: $type:ty) sqlite $lite:expr, postgres $out:ident $pg:expr;)+) => {
        impl Cells<'_> {
            $($(#[$meta])*
            pub fn $name(&mut self, $value: $type) {
                match self.body {
                    Body::Sqlite(values) => values.push($lite),
                    Body::Postgres($out) => {
                        if !std::mem::take(&mut self.first) {
                            $out.push(b'\t');
                        }
                        $pg
                    }
                }
            })+
        }
    };
}

cell! {
    /// A word of the program's own.
    word(v: &'static str) sqlite LiteValue::Word(v), postgres out postgres::text(out, v);
    text(v: &str) sqlite LiteValue::Text(v.into()), postgres out postgres::text(out, v);
    shared(v: &Arc<str>) sqlite LiteValue::Text(Arc::clone(v)), postgres out postgres::text(out, v);
    int(v: i64) sqlite LiteValue::Int(v), postgres out postgres::shown(out, v);
    bool(v: bool) sqlite LiteValue::Int(v.into()), postgres out out.push(if v { b't' } else { b'f' });
    id(v: Uuid) sqlite LiteValue::Id(v), postgres out postgres::shown(out, v);
    /// Hundredths.
    cents(v: i64) sqlite LiteValue::Int(v), postgres out postgres::shown(out, Decimal::new(v, 2));
    rate(v: Decimal) sqlite LiteValue::Text(v.normalize().to_string().into()), postgres out postgres::shown(out, v);
    time(v: Time) sqlite LiteValue::Int(v.timestamp_micros()), postgres out postgres::time(out, v);
    date(v: NaiveDate) sqlite LiteValue::Text(v.to_string().into()), postgres out postgres::shown(out, v);
}

impl Cells<'_> {
    /// Whether a cell is to be written, given how the engine could derive it.
    pub const fn wants(&self, derived: Option<&'static str>) -> bool {
        derived.is_none() || matches!(self.body, Body::Postgres(_))
    }

    pub fn null(&mut self) {
        match self.body {
            Body::Sqlite(values) => values.push(LiteValue::Null),
            Body::Postgres(out) => {
                if !std::mem::take(&mut self.first) {
                    out.push(b'\t');
                }
                out.extend_from_slice(b"\\N");
            }
        }
    }

    fn end(self) {
        if let Body::Postgres(out) = self.body {
            out.push(b'\n');
        }
    }
}
