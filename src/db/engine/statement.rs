//! One statement, one text: a macro that makes a static with the texts of both engines, counts its placeholders
//! at compile time and registers it, so that a test can prepare all of them on both engines.

use super::value::Param;

/// A statement with `N` parameters. Made by `statement!`.
pub struct Statement<const N: usize> {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// What the register keeps of a statement.
pub struct Registered {
    pub name: &'static str,
    pub module: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
    pub parameters: usize,
}

/// Every statement of the program, collected by the linker.
#[linkme::distributed_slice]
pub static STATEMENTS: [Registered];

impl<const N: usize> Statement<N> {
    /// The statement with its parameters: a wrong number does not compile.
    pub fn with(&'static self, params: [Param; N]) -> Bound {
        Bound {
            sqlite: Text::Fixed(self.sqlite),
            postgres: Text::Fixed(self.postgres),
            params: Vec::from(params),
            kept: true,
        }
    }
}

/// A text of a statement: fixed, or composed of literals.
#[derive(Clone)]
pub(crate) enum Text {
    Fixed(&'static str),
    Composed(String),
}

impl Text {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Composed(text) => text,
        }
    }
}

/// A statement ready to run.
#[derive(Clone)]
pub struct Bound {
    pub(crate) sqlite: Text,
    pub(crate) postgres: Text,
    pub(crate) params: Vec<Param>,
    /// Keeps the prepared statement for the next time.
    pub(crate) kept: bool,
}

/// A statement composed at run time. It takes only literals and bound values, so text from outside cannot enter it.
#[derive(Default)]
pub struct Query {
    sqlite: String,
    postgres: String,
    params: Vec<Param>,
    planned_anew: bool,
}

impl Query {
    pub fn new(text: &'static str) -> Self {
        Self::default().push(text)
    }

    /// Starts with the text of a registered statement without parameters.
    pub fn from(statement: &'static Statement<0>) -> Self {
        Self {
            sqlite: statement.sqlite.into(),
            postgres: statement.postgres.into(),
            ..Self::default()
        }
    }

    /// Asks for the plan instead of the rows: how a test sees that a list is not scanned.
    #[must_use]
    pub fn explained(mut self) -> Self {
        self.sqlite.insert_str(0, "EXPLAIN QUERY PLAN ");
        self.postgres.insert_str(0, "EXPLAIN ");
        self
    }

    /// Runs it and tells what each step of its plan touched, on PostgreSQL; on SQLite as [`Self::explained`].
    #[must_use]
    pub fn measured(mut self) -> Self {
        self.sqlite.insert_str(0, "EXPLAIN QUERY PLAN ");
        self.postgres
            .insert_str(0, "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ");
        self
    }

    /// The text and the values as SQLite takes them, for a test that runs it on a connection of its own.
    pub fn of_sqlite(&self) -> (&str, &[Param]) {
        (&self.sqlite, &self.params)
    }

    /// Lets the engine plan with the values themselves each time: where a rare value deserves another plan than a common one.
    /// Its columns must be of PostgreSQL's own types: asking for the meaning of another would lose the statement.
    #[must_use]
    pub const fn planned_anew(mut self) -> Self {
        self.planned_anew = true;
        self
    }

    #[must_use]
    pub fn push(self, text: &'static str) -> Self {
        self.push_for(text, text)
    }

    /// A different text for each engine.
    #[must_use]
    pub fn push_for(mut self, sqlite: &'static str, postgres: &'static str) -> Self {
        self.sqlite.push_str(sqlite);
        self.postgres.push_str(postgres);
        self
    }

    /// Appends a bound value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Param>) -> Self {
        use std::fmt::Write;
        self.params.push(value.into());
        for text in [&mut self.sqlite, &mut self.postgres] {
            // Writing to a String cannot fail.
            let _ = write!(text, "${}", self.params.len());
        }
        self
    }

    /// Appends bound values separated by commas.
    #[must_use]
    pub fn bind_list(self, values: impl IntoIterator<Item = Param>) -> Self {
        values.into_iter().enumerate().fold(
            self,
            |query, (at, value)| if at == 0 { query.bind(value) } else { query.push(", ").bind(value) },
        )
    }
}

impl From<Query> for Bound {
    fn from(query: Query) -> Self {
        Self {
            sqlite: Text::Composed(query.sqlite),
            postgres: Text::Composed(query.postgres),
            params: query.params,
            kept: !query.planned_anew,
        }
    }
}

/// The largest `$n` of a text: its number of parameters.
pub const fn placeholders(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut most = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'$' {
            let mut number = 0;
            while at + 1 < bytes.len() && bytes[at + 1].is_ascii_digit() {
                at += 1;
                number = number * 10 + (bytes[at] - b'0') as usize;
            }
            if number > most {
                most = number;
            }
        }
        at += 1;
    }
    most
}

/// The dialect words. A statement names them between its literals; each engine gets its own text.
macro_rules! fragment {
    (sqlite for_update) => {
        ""
    };
    (postgres for_update) => {
        " FOR UPDATE"
    };
    (sqlite for_update_of_orders) => {
        ""
    };
    (postgres for_update_of_orders) => {
        " FOR UPDATE OF o"
    };
    // Holds a row others refer to: their foreign keys do not wait for it.
    (sqlite for_no_key_update) => {
        ""
    };
    (postgres for_no_key_update) => {
        " FOR NO KEY UPDATE"
    };
    (sqlite skip_locked) => {
        ""
    };
    (postgres skip_locked) => {
        " FOR UPDATE SKIP LOCKED"
    };
    // A parameter in a place where PostgreSQL cannot infer its type.
    (sqlite as_bigint) => {
        ""
    };
    (postgres as_bigint) => {
        "::bigint"
    };
    (sqlite as_text) => {
        ""
    };
    (postgres as_text) => {
        "::text"
    };
    // The name of a column.
    ($engine:ident (column $($column:tt)+)) => {
        $crate::db::engine::table::column!($($column)+)
    };
    ($engine:ident $text:literal) => {
        $text
    };
}
pub(crate) use fragment;

/// Declares a statement: `statement!(pub ORDER_LOCK = "SELECT … WHERE id = $1", for_update);`, or with two texts where an
/// engine deserves its own: `statement!(pub X = sqlite ["…"] postgres ["…"]);`.
macro_rules! statement {
    ($(#[$meta:meta])* $vis:vis $name:ident = sqlite [$($lite:tt),+ $(,)?] postgres [$($pg:tt),+ $(,)?]) => {
        $(#[$meta])*
        $vis static $name: $crate::db::engine::statement::Statement<{
            $crate::db::engine::statement::placeholders(concat!($($crate::db::engine::statement::fragment!(postgres $pg)),+))
        }> = $crate::db::engine::statement::Statement {
            sqlite: concat!($($crate::db::engine::statement::fragment!(sqlite $lite)),+),
            postgres: concat!($($crate::db::engine::statement::fragment!(postgres $pg)),+),
        };
        #[expect(unsafe_code, reason = "the linker collects these statics in a section of their own; nothing unsafe is called")]
        const _: () = {
            #[linkme::distributed_slice($crate::db::engine::statement::STATEMENTS)]
            static REGISTERED: $crate::db::engine::statement::Registered = $crate::db::engine::statement::Registered {
                name: stringify!($name),
                module: module_path!(),
                sqlite: $name.sqlite,
                postgres: $name.postgres,
                parameters: $crate::db::engine::statement::placeholders($name.postgres),
            };
            // Both texts take the same parameters.
            assert!($crate::db::engine::statement::placeholders($name.sqlite) == $crate::db::engine::statement::placeholders($name.postgres));
        };
    };
    ($(#[$meta:meta])* $vis:vis $name:ident = $($part:tt),+ $(,)?) => {
        $crate::db::engine::statement::statement!($(#[$meta])* $vis $name = sqlite [$($part),+] postgres [$($part),+]);
    };
}
pub(crate) use statement;
