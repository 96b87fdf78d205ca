//! Keeping master data from the command line: a command is run once, and the row it left is read again to be shown.

use serde::Serialize;

use super::context::Context;
use super::failure::Failure;
use super::output;
use crate::domain::actor::Actor;
use crate::locale::Value;
use crate::service::core::error::NoLongerFit;
use crate::service::core::receipt::{Kept, MasterRow};
use crate::service::{Command, Error, Krafta, Receipt};

/// Runs it under the operation the person named, or a new one.
pub async fn run(context: &Context, shop: &Krafta, actor: &Actor, command: Command) -> Result<Receipt, Failure> {
    Ok(shop.execute(actor, context.operation(), command).await?)
}

/// The row a receipt is about.
///
/// # Errors
/// A fault of the program: the command kept no row.
pub fn row(receipt: &Receipt) -> Result<&MasterRow, Failure> {
    let missing = || Error::Internal(format!("the receipt of {} names no row", receipt.command));
    Ok(receipt.row().ok_or_else(missing)?)
}

/// The row as it is now, for programs.
pub fn json(receipt: &Receipt, view: &impl Serialize) -> Result<(), Failure> {
    output::json(&Shown {
        kept: None,
        view,
        no_longer_fits: None,
        repeated: receipt.repeated,
    })
}

/// The row as it is now, with what became of it and who no longer fits, for programs.
pub fn json_with_change(receipt: &Receipt, view: &impl Serialize) -> Result<(), Failure> {
    let row = row(receipt)?;
    output::json(&Shown {
        kept: Some(row.kept),
        view,
        no_longer_fits: Some(&row.no_longer_fits),
        repeated: receipt.repeated,
    })
}

/// One sentence for people; a command that was done before says so.
pub fn say(context: &Context, receipt: &Receipt, key: &str, args: &[(&str, Value<'_>)]) -> Result<(), Failure> {
    let told = context.catalogue.text(key, args);
    if receipt.repeated {
        return output::say(&format!("{} {told}", context.word("cli-done-before")));
    }
    output::say(&told)
}

#[derive(Serialize)]
struct Shown<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<Kept>,
    #[serde(flatten)]
    view: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_longer_fits: Option<&'a [NoLongerFit]>,
    /// Only where it was done before, by the same operation.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    repeated: bool,
}
