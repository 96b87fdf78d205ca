//! How a change of what workshops can take is asked for: why, knowing what no longer fits, and what was seen before.

use crate::service::workshops::commands::Consent;

#[derive(clap::Args, Default)]
pub struct ConsentArgs {
    #[arg(long)]
    pub reason: Option<String>,
    #[arg(long)]
    pub confirm: bool,
    #[arg(long, value_name = "N")]
    pub seen: Option<i64>,
}

impl ConsentArgs {
    pub fn consent(&self) -> Consent {
        Consent {
            seen: self.seen,
            reason: self.reason.clone(),
            confirmed: self.confirm,
        }
    }
}
