//! A file of a bank, read by the profile that a person names or by the one that fits it.

use super::Bank;
use super::credits::NEEDS;
use super::import::ReadFile;
use super::statement::{Detected, Profile, Profiles, detect, read, read_notices};
use crate::domain::actor::Actor;
use crate::domain::bank::statement::Statement;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::excerpt;
use crate::service::core::error::Error;

impl Bank<'_> {
    /// A file, or pasted rows or notices, of one of our accounts, as it would be kept.
    ///
    /// # Errors
    /// `forbidden`; `account-unknown`; `statement-profiles` when several fit and none was named; `statement-profile-unknown`; what
    /// refuses a whole file.
    pub async fn read(&self, actor: &Actor, account: &str, file: (&str, Vec<u8>), profile: Option<&str>) -> Result<ReadFile, Error> {
        actor.may(NEEDS)?;
        let all = self.shop.db().account_records().await?;
        let ours = all.iter().find(|ours| ours.alias.as_str() == account.trim());
        let ours = ours.ok_or_else(|| Refusal::new(Code::AccountUnknown).with("input", excerpt(account)))?;
        let profiles = self.profiles()?;
        let (name, content) = file;
        let (profile, today) = (profile.map(str::to_owned), self.shop.today());
        let (currency, bank) = (ours.currency, ours.bank.as_ref().map(ToString::to_string));
        // Unpacking and reading take a while: not on the thread that answers everybody.
        let (statement, content) = tokio::task::spawn_blocking(move || {
            let statement = (|| {
                let found = chosen(&profiles, profile.as_deref(), &content, bank.as_deref())?;
                if !found.is_notice() {
                    return read(&content, found, currency);
                }
                let text = String::from_utf8_lossy(&content);
                Ok::<Statement, Refusal>(read_notices(&text, &profiles, bank.as_deref(), today, currency))
            })();
            (statement, content)
        })
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
        self.read_file(actor, account, (name, content), statement?)
    }
}

fn chosen<'p>(profiles: &'p Profiles, named: Option<&str>, content: &[u8], bank: Option<&str>) -> Result<&'p Profile, Refusal> {
    let unknown = |name: &str| {
        Refusal::new(Code::StatementProfileUnknown)
            .with("profile", excerpt(name))
            .with("profiles", profiles.names().join(", "))
    };
    if let Some(name) = named {
        return profiles.get(name.trim()).ok_or_else(|| unknown(name));
    }
    match detect(content, profiles, bank)? {
        Detected::One { profile, .. } => profiles.get(&profile).ok_or_else(|| unknown(&profile)),
        Detected::Several { profiles, .. } => Err(Refusal::new(Code::StatementProfiles).with("profiles", profiles.join(", "))),
    }
}
