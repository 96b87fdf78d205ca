//! How often each level of a match was right in this shop: what is proposed today for the proofs that were confirmed last, beside the
//! lines that turned out to be their money.

use std::collections::HashMap;

use serde::Serialize;

use super::Bank;
use super::credits::NEEDS;
use super::proposals::credit;
use crate::db::bank::candidates::LineRow;
use crate::db::bank::{candidates, credit_list};
use crate::domain::actor::Actor;
use crate::domain::bank::matching::{self, Credit, Level};
use crate::domain::bank::statement::LineKind;
use crate::domain::ids::{CreditId, SubmissionId};
use crate::service::core::error::Error;

/// Confirmed proofs that are looked at.
pub const LAST: i64 = 1_000;

/// One level's proposals and what came of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LevelRecord {
    pub level: Level,
    /// The line that stood out was the one.
    pub right: u32,
    /// Another line was.
    pub wrong: u32,
}

/// How right the levels were.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct TrackRecord {
    /// Each level that proposed something, the best first.
    pub levels: Vec<LevelRecord>,
    /// Confirmed proofs whose line is known.
    pub confirmed: u32,
}

impl TrackRecord {
    pub fn of(&self, level: Level) -> Option<LevelRecord> {
        self.levels.iter().copied().find(|record| record.level == level)
    }
}

impl Bank<'_> {
    /// What the levels are worth here, from the last `last` pieces of evidence; [`LAST`] for people who wait.
    ///
    /// # Errors
    /// `forbidden` to who may not review payments.
    pub async fn track_record(&self, actor: &Actor, last: i64) -> Result<TrackRecord, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let accounts = credit_list::accounts(db).await?;
        let confirmed = candidates::confirmed(db, last).await?;
        let truth: HashMap<SubmissionId, CreditId> = confirmed.iter().map(|one| (one.proof.id, one.line)).collect();
        let rows: Vec<_> = confirmed.into_iter().map(|one| one.proof).collect();
        let mut proofs = self.open_proofs(&rows)?;
        for proof in &mut proofs {
            proof.signals = false;
        }
        // As each line was before it paid anything; one that was dealt with before this program was used is a line like another.
        let rows = self.lines_of(&proofs, &accounts).await?;
        let as_it_came = |row: &LineRow| Credit {
            left: row.amount,
            proposable: row.kind == LineKind::Payment,
            ..credit(row)
        };
        let lines: Vec<Credit> = rows.iter().map(as_it_came).collect();
        let judged = tokio::task::spawn_blocking(move || judged(&matching::propose(&lines, &proofs), &truth));
        judged.await.map_err(|error| Error::Internal(error.to_string()))
    }
}

fn judged(proposals: &matching::Proposals, truth: &HashMap<SubmissionId, CreditId>) -> TrackRecord {
    let mut record = TrackRecord {
        confirmed: u32::try_from(truth.len()).unwrap_or(u32::MAX),
        levels: Vec::new(),
    };
    let empty = |level: &Level| LevelRecord {
        level: *level,
        right: 0,
        wrong: 0,
    };
    let mut levels: Vec<LevelRecord> = Level::ALL.iter().map(empty).collect();
    for (proof, line) in truth {
        let Some(pair) = proposals.preselected(*proof) else { continue };
        let Some(level) = levels.iter_mut().find(|one| one.level == pair.level) else {
            continue;
        };
        match pair.credit == *line {
            true => level.right += 1,
            false => level.wrong += 1,
        }
    }
    levels.retain(|level| level.right + level.wrong > 0);
    record.levels = levels;
    record
}
