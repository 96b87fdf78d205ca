//! The questions about runs.

use super::view::{RunLineView, RunRow, RunView, SheetView};
use super::{Runs, sheet};
use crate::db::catalogue::checkout_lookup;
use crate::db::runs::{list, run};
use crate::domain::actor::{Actor, Permission};
use crate::domain::ids::RunId;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::rate;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::runs::state::RunState;
use crate::domain::text::excerpt;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

/// What a role must be allowed to look at runs: they name accounts and documents.
pub const NEEDS: Permission = Permission::ReadRuns;

impl Runs<'_> {
    /// A page of runs, the newest first; only those that are not over where that is asked for.
    ///
    /// # Errors
    /// `forbidden` to who may not settle.
    pub async fn list(&self, actor: &Actor, open: bool, after: Option<Cursor>, limit: u32) -> Result<Page<RunRow>, Error> {
        actor.may(NEEDS)?;
        let rows = list::page(self.shop.db(), open, after.map(Into::into), reading(limit)).await?;
        Ok(page(rows, limit, RunRow::key, |row| row))
    }

    /// The run that people call by this number.
    ///
    /// # Errors
    /// `run-unknown`.
    pub async fn numbered(&self, actor: &Actor, typed: &str) -> Result<RunId, Error> {
        actor.may(NEEDS)?;
        let number = typed.trim().trim_start_matches('#').parse();
        let found = match number {
            Ok(number) => list::by_number(self.shop.db(), number).await?,
            Err(_) => None,
        };
        Ok(found.ok_or_else(|| Refusal::new(Code::RunUnknown).with("input", excerpt(typed)))?)
    }

    /// A run with its lines: of a draft, what is due now.
    ///
    /// # Errors
    /// `run-unknown`.
    pub async fn show(&self, actor: &Actor, id: RunId) -> Result<RunView, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let unknown = || Refusal::new(Code::RunUnknown).with("input", id.to_string());
        let row = list::one(db, id).await?.ok_or_else(unknown)?;
        if row.state == RunState::Draft {
            let record = run::read(&mut &*db, id).await?.ok_or_else(unknown)?;
            let today = self.shop.today();
            let rate = rate::choose(&checkout_lookup::rates_now(&mut &*db, today).await?, today)
                .ok()
                .map(|(_, rate)| rate);
            let sheet = sheet::read(&mut &*db, &record, rate, today).await?.view()?;
            return Ok(RunView { run: row, sheet });
        }
        let lines: Vec<RunLineView> = list::lines(db, id).await?.into_iter().map(Into::into).collect();
        let sheet = SheetView {
            going: lines.len(),
            left_out: 0,
            rate: row.rate,
            total: row.total.unwrap_or_else(|| Money::zero(row.currency)),
            total_usd: row.total_usd.unwrap_or_else(|| Money::zero(Currency::Usd)),
            digest: String::new(),
            lines,
        };
        Ok(RunView { run: row, sheet })
    }
}
