//! Keeping master data: every command of it leaves one receipt, is repeated safely, and leaves rows that say who changed
//! what.

use krafta::domain::actor::Actor;
use krafta::service::commands::{CapacityChange, ChangeCapacity, Consent, ResumeWorkshop};
use krafta::service::{Command, Error, Krafta, Receipt};

/// Done once, under an operation of its own.
pub async fn keep(shop: &Krafta, actor: &Actor, command: Command) -> Result<Receipt, Error> {
    shop.execute(actor, Krafta::new_operation(), command).await
}

pub async fn change_capacity(
    shop: &Krafta,
    actor: &Actor,
    workshop: &str,
    change: CapacityChange,
    consent: &Consent,
) -> Result<Receipt, Error> {
    let command = ChangeCapacity {
        workshop: workshop.to_owned(),
        change,
        consent: consent.clone(),
    };
    keep(shop, actor, Command::ChangeCapacity(command)).await
}

pub async fn resume(shop: &Krafta, actor: &Actor, workshop: &str, consent: &Consent) -> Result<Receipt, Error> {
    let command = ResumeWorkshop {
        workshop: workshop.to_owned(),
        consent: consent.clone(),
    };
    keep(shop, actor, Command::ResumeWorkshop(command)).await
}
