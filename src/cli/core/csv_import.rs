//! A spreadsheet's file from the command line: rows share transactions, and none takes another with it: a bad one is named by its line
//! and the rest goes on. What a row asks for is said in `service/commands/import.rs`.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::consent::ConsentArgs;
use super::context::Context;
use super::failure::Failure;
use super::feed::{TOGETHER, derived_operation, together};
use super::master_data;
use super::output;
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::service::commands::Consent;
use crate::service::commands::import::{Import, agreed};
use crate::service::core::csv_file::{CsvFile, CsvLine, CsvRow};
use crate::service::core::receipt::Kept;
use crate::service::{Command, Krafta, Receipt};

pub struct Sheet {
    import: Import,
    file: CsvFile,
    /// The operation the person named: every row has one made of it.
    operation: Option<OperationId>,
    today: NaiveDate,
    consent: Consent,
}

impl Sheet {
    /// Reads `from`; `-` is stdin.
    pub fn read(context: &Context, shop: &Krafta, import: Import, from: &Path, assent: &ConsentArgs) -> Result<Self, Failure> {
        let named = from.display().to_string();
        // A pipe will do as well: whoever waits for it sees that nothing comes.
        let bytes = match from == Path::new("-") {
            true => CsvFile::bytes_of(&named, io::stdin().lock())?,
            false => CsvFile::bytes_of(&named, File::open(from).map_err(|fault| Failure::file(&named, fault))?)?,
        };
        Ok(Self {
            import,
            file: import.parse(&named, bytes)?,
            operation: context.named_operation().map(|(id, _)| id),
            today: shop.today(),
            consent: assent.consent(),
        })
    }

    /// What each row asks for, in order, under the operation that is made of it.
    fn asked(&self) -> impl Iterator<Item = (u64, Result<(OperationId, Command, CsvRow), Failure>)> + '_ {
        let mut seen: HashMap<[u8; 32], u32> = HashMap::new();
        self.file.lines().map(move |CsvLine { number, content, row }| {
            let nth = seen.entry(content).or_insert(0);
            *nth += 1;
            // The same file again under the same operation makes the same ids, also after its bad rows were mended.
            let operation = match self.operation {
                Some(named) => derived_operation("krafta-import", &[named.uuid().as_bytes(), &content, &nth.to_be_bytes()]),
                None => Krafta::new_operation(),
            };
            let asked = row.and_then(|row| Ok((operation, agreed(self.import.command(&row, self.today)?, &self.consent), row)));
            (number, asked.map_err(Failure::from))
        })
    }

    /// Does what each row asks for, many rows in a transaction, and tells of each in order; ends with a failure when any row did.
    pub async fn import(
        &self,
        context: &Context,
        (shop, actor): (&Krafta, &Actor),
        told: impl AsyncFn(&[(&CsvRow, &Receipt)]) -> Vec<Result<RowOutcome, Failure>>,
    ) -> Result<(), Failure> {
        let mut tally = Tally::new(context);
        let mut rows = self.asked();
        let mut goes_on = true;
        while goes_on {
            let (mut asked, mut lines) = (Vec::new(), Vec::new());
            for (line, row) in rows.by_ref().take(TOGETHER) {
                let (made, row) = match row {
                    Ok((operation, command, row)) => (Ok((actor.clone(), operation, command)), Some(row)),
                    Err(failure) => (Err(failure), None),
                };
                asked.push(made);
                lines.push((line, row));
            }
            goes_on = !lines.is_empty();
            let ended = together(shop, asked).await;
            let done = lines.iter().zip(&ended);
            // Of what could not be made there is no receipt.
            let done = done.filter_map(|((_, row), ended)| Some((row.as_ref()?, ended.as_ref().ok()?)));
            let mut outcomes = told(&done.collect::<Vec<_>>()).await.into_iter();
            for ((line, _), ended) in lines.iter().zip(ended) {
                let outcome = ended.map(|_| outcomes.next()).transpose();
                goes_on &= outcome
                    .map_or(Ok(true), |outcome| tally.tell(*line, outcome.flatten()))
                    .map_err(Failure::cut_short)?;
            }
        }
        tally.end()
    }
}

/// What became of a row, and what to call it.
pub struct RowOutcome {
    pub kept: Kept,
    pub name: String,
    pub json: Value,
    /// It was done before, by the same operation.
    pub repeated: bool,
}

impl RowOutcome {
    /// Of each by itself.
    pub async fn each(
        done: &[(&CsvRow, &Receipt)],
        one: impl AsyncFn(&CsvRow, &Receipt) -> Result<Self, Failure>,
    ) -> Vec<Result<Self, Failure>> {
        let mut each = Vec::with_capacity(done.len());
        for (row, receipt) in done {
            each.push(one(row, receipt).await);
        }
        each
    }

    /// Of the row that a receipt is about; a program is shown it as it is now.
    pub async fn of<V: Serialize>(
        context: &Context,
        receipt: &Receipt,
        view: impl AsyncFnOnce() -> Result<V, Failure>,
    ) -> Result<Self, Failure> {
        let row = master_data::row(receipt)?;
        Ok(Self {
            kept: row.kept,
            name: row.name.to_string(),
            json: match context.json {
                true => json!(view().await?),
                false => Value::Null,
            },
            repeated: receipt.repeated,
        })
    }
}

/// Tells of each row, then of all of them.
struct Tally<'a> {
    context: &'a Context,
    counts: [u64; 3],
    failed: u64,
}

impl<'a> Tally<'a> {
    const fn new(context: &'a Context) -> Self {
        Self {
            context,
            counts: [0; 3],
            failed: 0,
        }
    }

    /// False when going on makes no sense: the database is in trouble, not the row.
    fn tell(&mut self, line: u64, outcome: Result<RowOutcome, Failure>) -> Result<bool, Failure> {
        match outcome {
            Ok(told) => {
                self.counts[told.kept as usize] += 1;
                self.done(line, told)?;
                Ok(true)
            }
            Err(failure) => {
                self.failed += 1;
                self.refused(line, &failure)?;
                Ok(!failure.is_of_the_database())
            }
        }
    }

    fn done(&self, line: u64, told: RowOutcome) -> Result<(), Failure> {
        if self.context.json {
            let mut row = json!({ "line": line, "ok": true, "kept": told.kept, "row": told.json });
            if told.repeated {
                row["repeated"] = json!(true);
            }
            return output::json_line(&row);
        }
        let key = match told.kept {
            Kept::Added => "cli-sheet-added",
            Kept::Changed => "cli-sheet-changed",
            Kept::Unchanged => "cli-sheet-unchanged",
        };
        let mut said = self.context.catalogue.text(key, &[("name", told.name.into())]);
        if told.repeated {
            said = format!("{} {said}", self.context.word("cli-done-before"));
        }
        output::say(&self.line(line, said))
    }

    fn refused(&self, line: u64, failure: &Failure) -> Result<(), Failure> {
        if self.context.json {
            let error = failure.json(self.context.catalogue);
            return output::json_line(&json!({ "line": line, "ok": false, "error": error }));
        }
        output::complain(&self.line(line, failure.sentence(self.context.catalogue)));
        Ok(())
    }

    fn line(&self, line: u64, told: String) -> String {
        let args = [("line", line.to_string().into()), ("told", told.into())];
        self.context.catalogue.text("cli-feed-line", &args)
    }

    /// The sum, on stderr so that stdout holds results alone; a failure when any row was one.
    fn end(self) -> Result<(), Failure> {
        let [added, changed, unchanged] = self.counts;
        if !self.context.json {
            let args = [
                ("added", added.into()),
                ("changed", changed.into()),
                ("unchanged", unchanged.into()),
                ("failed", self.failed.into()),
            ];
            output::complain(&self.context.catalogue.text("cli-sheet-sum", &args));
        }
        if self.failed > 0 { Err(Failure::Silent) } else { Ok(()) }
    }
}
