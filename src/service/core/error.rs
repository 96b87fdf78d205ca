//! Why a command or a question was not answered: refused by a rule, overtaken by somebody else, or a database in trouble.

use serde::{Deserialize, Serialize};

use crate::db::DbError;
use crate::domain::Time;
use crate::domain::ids::AssignmentId;
use crate::domain::orders::status::AssignmentStatus;
use crate::domain::refusal::{Arg, Code, Refusal};
use crate::domain::text::Safe;

/// Everything a service may answer instead of a receipt. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The order, or what is owed for it, moved after the person looked: what happened since.
    #[error("the order moved meanwhile")]
    Conflict(Box<Conflict>),
    /// A workshop would take less than it holds: who no longer fits. The person looks first.
    #[error("assignments no longer fit")]
    NoLongerFits(Box<NoLongerFits>),
    #[error(transparent)]
    Database(DbError),
    /// A file of ours (receipts) cannot be read or written.
    #[error("{path}: {fault}")]
    File { path: String, fault: std::io::Error },
    /// A fault of this program; the log has the detail.
    #[error("{0}")]
    Internal(String),
}

/// Why one of several commands would not be done, as a value that can be kept and compared: what its sentence is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Objection {
    pub code: &'static str,
    /// The catalogue's key of the sentence, and the facts it shows.
    pub message_key: String,
    pub facts: Vec<(&'static str, Arg)>,
}

impl From<&Error> for Objection {
    fn from(error: &Error) -> Self {
        Self {
            code: error.code(),
            message_key: error.message_key(),
            facts: error.facts(),
        }
    }
}

/// What happened between a person's look and their decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub what: Moved,
    /// Its number, or that of the order a line is of.
    pub order: String,
    pub seen: i64,
    pub now: i64,
    pub changes: Vec<ConflictChange>,
}

/// What moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    Order,
    Payable,
}

impl Moved {
    const fn code(self) -> Code {
        match self {
            Self::Order => Code::OrderMoved,
            Self::Payable => Code::PayableMoved,
        }
    }
}

/// One event they did not see.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictChange {
    pub at: Time,
    pub who: Safe,
    /// `P6`, `A1`, `NOTE` …: message `event-<edge>`.
    pub edge: String,
    pub text: Option<Safe>,
}

/// What no longer fits after a change of what a workshop can take.
#[derive(Debug, Clone, PartialEq)]
pub struct NoLongerFits {
    /// Whose; empty when they are of several.
    pub workshop: Safe,
    pub assignments: Vec<NoLongerFit>,
}

impl Error {
    /// Stable, for logs and `--json`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code.as_str(),
            Self::Conflict(conflict) => conflict.what.code().as_str(),
            Self::NoLongerFits(_) => "no-longer-fits",
            Self::Database(error) => error.code(),
            Self::File { .. } => "file",
            Self::Internal(_) => "internal",
        }
    }

    /// A refusal, or something odd in the rows of one thing; anything else would fail the next one too.
    pub(in crate::service) const fn is_of_one(&self) -> bool {
        match self {
            Self::Refused(_) | Self::Conflict(_) | Self::NoLongerFits(_) | Self::Internal(_) => true,
            Self::Database(error) => matches!(error, DbError::NotUnique(_) | DbError::Value(_)),
            Self::File { .. } => false,
        }
    }

    /// No answer from the database.
    #[cfg(test)]
    pub fn passing_in_test() -> Self {
        Self::Database(DbError::Unavailable("gone".into()))
    }

    /// The catalogue's key of the sentence.
    pub fn message_key(&self) -> String {
        match self {
            Self::Refused(refusal) => format!("refusal-{}", refusal.code),
            Self::Conflict(conflict) => format!("refusal-{}", conflict.what.code()),
            Self::NoLongerFits(_) => "refusal-no-longer-fits".into(),
            Self::File { .. } => "db-file".into(),
            Self::Internal(_) => "db-internal".into(),
            Self::Database(error) => error.code().into(),
        }
    }

    /// The facts that the sentence shows.
    pub fn facts(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Refused(refusal) => refusal.args.clone(),
            Self::Conflict(conflict) => vec![
                ("order", conflict.order.as_str().into()),
                ("seen", conflict.seen.into()),
                ("now", conflict.now.into()),
            ],
            Self::NoLongerFits(change) => vec![
                ("workshop", change.workshop.as_str().into()),
                ("count", i64::try_from(change.assignments.len()).unwrap_or(i64::MAX).into()),
            ],
            Self::Database(error) => error.facts(),
            Self::File { path, fault } => vec![("path", path.as_str().into()), ("kind", crate::config::kind(fault).into())],
            Self::Internal(_) => Vec::new(),
        }
    }

    /// Trying again later may do; a file that was there and is gone may come back.
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Database(DbError::Unavailable(_) | DbError::TooMany(_) | DbError::Retry(_) | DbError::Missing(_))
        )
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Refused(refusal) => Self::Refused(refusal),
            other => Self::Database(other),
        }
    }
}

/// An assignment of which some units no longer fit after a change. They stay booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoLongerFit {
    pub assignment: AssignmentId,
    /// The order's: `KRFT-XXXXXX`.
    pub number: String,
    pub customer: Safe,
    pub workshop: Safe,
    pub status: AssignmentStatus,
    /// The first day, and all units of the days that do not fit.
    pub day: chrono::NaiveDate,
    pub units: u64,
}
