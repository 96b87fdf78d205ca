//! The shop's own profiles: read from their folder, and made by the guided way from a file that no profile reads.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Bank;
use super::credits::NEEDS;
use super::statement::{Choices, Detected, Guided, Naming, Profile, Profiles, built_in, detect, guide, rivals};
use crate::config::{read_regular, replace_private_file};
use crate::domain::actor::Actor;
use crate::domain::bank::codes::BankCode;
use crate::domain::money::Currency;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt};
use crate::service::core::error::Error;

/// What a file of the shop's own profiles is called at its end.
const PROFILE: &str = "toml";
/// A profile is a page of text.
const LARGEST_PROFILE: u64 = 100_000;
const LONGEST_NAME: usize = 40;
/// Messages of a bank are read by profiles of this ending.
const NOTICES: &str = "_notice";

/// A profile as it would be kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewProfile {
    /// Our account whose file it is; it says the currency, and of which bank the file must be known. None: in bolívares, of the bank of
    /// `naming`.
    pub account: Option<String>,
    pub choices: Choices,
    pub naming: Naming,
    /// It takes the place of one that has its name.
    pub replaces: bool,
}

impl Bank<'_> {
    /// The profiles that come with the program, and the shop's own.
    ///
    /// # Errors
    /// `statement-profile` for one that cannot be read; a file that cannot be opened.
    pub fn profiles(&self) -> Result<Profiles, Error> {
        Ok(built_in().clone().with(&self.own_profiles()?)?)
    }

    /// Where the shop's own profiles are, or will be.
    pub fn profiles_folder(&self) -> Option<&Path> {
        self.shop.settings().bank.profiles.as_deref()
    }

    /// Each a file's name and its text.
    fn own_profiles(&self) -> Result<Vec<(String, String)>, Error> {
        let Some(folder) = self.profiles_folder() else {
            return Ok(Vec::new());
        };
        let entries = match std::fs::read_dir(folder) {
            Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(fault_of(folder))?,
        };
        let mut own = Vec::new();
        for entry in entries {
            let path = entry.map_err(fault_of(folder))?.path();
            if path.extension().is_some_and(|end| end == PROFILE) {
                let text = read_regular(&path, LARGEST_PROFILE).map_err(fault_of(&path))?;
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                own.push((name, String::from_utf8_lossy(&text).into_owned()));
            }
        }
        own.sort();
        Ok(own)
    }

    /// What a file tells of itself, with what a person said of it, and what the profile that this comes to reads of it. A bank and a
    /// name that nobody said are proposed.
    ///
    /// # Errors
    /// `forbidden`; `account-unknown`; `statement-profile` for one of the shop's own; what refuses a whole file.
    pub async fn guide(&self, actor: &Actor, content: Vec<u8>, new: &NewProfile) -> Result<(Guided, Naming), Error> {
        actor.may(NEEDS)?;
        let (currency, bank) = self.whose(new).await?;
        let taken = self.profiles()?;
        let (choices, mut naming) = (new.choices.clone(), new.naming.clone());
        // Reading takes a while: not on the thread that answers everybody.
        let read = move || {
            naming.bank = naming.bank.or(bank);
            let guided = guide(&content, &choices, &naming, currency)?;
            Ok::<_, Refusal>((complete(naming, &guided, &taken), guided))
        };
        let (naming, mut guided) = off_the_thread(read).await??;
        if let Some(profile) = &mut guided.profile {
            profile.name.clone_from(&naming.name);
            profile.title.clone_from(&naming.title);
        }
        Ok((guided, naming))
    }

    /// Keeps the profile as a file of the shop's own: whole, for its owner alone, and read again as a start of the program would. No
    /// command: the database holds nothing of it.
    ///
    /// # Errors
    /// `forbidden`; `statement-profile-name`, `bank-unknown`; `statement-profile-taken` without consent; `statement-profile-columns`
    /// while a day or an amount has no column; `statement-profile-few` when it refuses as much as it reads; `statement-profile-unsure`
    /// when its file or that of another could not be told apart; `statement-profile-place` without a folder; a file that cannot be
    /// written.
    pub async fn keep_profile(&self, actor: &Actor, content: Vec<u8>, new: &NewProfile) -> Result<Profile, Error> {
        actor.may(NEEDS)?;
        let name = checked_name(&new.naming.name)?;
        let bank = new.naming.bank.as_deref().map(BankCode::parse).transpose()?;
        let (_, of_account) = self.whose(new).await?;
        let folder = self.profiles_folder().ok_or_else(|| Refusal::new(Code::StatementProfilePlace))?;
        let mut own = self.own_profiles()?;
        let before = built_in().clone().with(&own)?;
        if before.get(&name).is_some() && !new.replaces {
            return Err(Refusal::new(Code::StatementProfileTaken).with("profile", name).into());
        }
        let new = NewProfile {
            naming: Naming {
                name: name.clone(),
                title: Safe::bounded(new.naming.title.trim(), LONGEST_NAME).into_string(),
                bank: bank.map(|bank| bank.as_str().to_owned()),
            },
            ..new.clone()
        };
        let (guided, _) = self.guide(actor, content.clone(), &new).await?;
        let mut profile = guided.profile.ok_or_else(|| Refusal::new(Code::StatementProfileColumns))?;
        profile.bank.clone_from(&new.naming.bank);
        let text = profile.to_toml()?;
        own.retain(|(file, _)| *file != name);
        own.push((name.clone(), text.clone()));
        own.sort();
        let after = built_in().clone().with(&own)?;
        let bank = of_account.or_else(|| new.naming.bank.clone());
        let (wanted, known) = (*profile, guided.read);
        let (wanted, after) = off_the_thread(move || told_apart(&wanted, &after, &content, bank.as_deref()).map(|()| (wanted, after)))
            .await?
            .map_err(|refusal| match known {
                Some(Ok(read)) if refusal.code == Code::StatementUnknown => Refusal::new(Code::StatementProfileFew)
                    .with("read", read.lines.len().to_string())
                    .with("refused", read.refused.len().to_string()),
                _ => refusal,
            })?;
        if after.get(&name) != Some(&wanted) {
            return Err(Refusal::new(Code::StatementProfileTaken).with("profile", name).into());
        }
        let path = path_of(folder, &name);
        replace_private_file(&path, text.as_bytes()).map_err(fault_of(&path))?;
        match self.profiles()?.get(&name) {
            Some(kept) if *kept == wanted => Ok(wanted),
            _ => Err(Error::Internal(format!("the profile {name} is read as another one"))),
        }
    }

    /// The currency and the bank of the account.
    async fn whose(&self, new: &NewProfile) -> Result<(Currency, Option<String>), Error> {
        let Some(alias) = &new.account else {
            return Ok((Currency::Ves, new.naming.bank.clone()));
        };
        let all = self.shop.db().account_records().await?;
        let ours = all.iter().find(|ours| ours.alias.as_str() == alias.trim());
        let ours = ours.ok_or_else(|| Refusal::new(Code::AccountUnknown).with("input", excerpt(alias)))?;
        Ok((ours.currency, ours.bank.as_ref().map(ToString::to_string)))
    }
}

/// The file where a profile of this name is kept.
pub fn path_of(folder: &Path, name: &str) -> PathBuf {
    folder.join(name).with_added_extension(PROFILE)
}

fn fault_of(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.display().to_string();
    move |fault| Error::File { path, fault }
}

async fn off_the_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Error::Internal(error.to_string()))
}

/// A name is that of a file: small letters, digits and `_`.
///
/// # Errors
/// `statement-profile-name`.
pub fn checked_name(typed: &str) -> Ruling<String> {
    let name = typed.trim().to_lowercase();
    let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !plain || name.is_empty() || name.len() > LONGEST_NAME || name.ends_with(NOTICES) {
        return Err(Refusal::new(Code::StatementProfileName).with("input", excerpt(typed)));
    }
    Ok(name)
}

/// With a name and a title where nobody gave one: `tesoro_xls`, `tesoro_xls_2`.
fn complete(naming: Naming, guided: &Guided, taken: &Profiles) -> Naming {
    let bank = naming.bank.as_deref().and_then(|code| BankCode::parse(code).ok());
    let whose = bank.map_or("Banco", BankCode::name);
    let kind = match guided.kind {
        "CSV" if guided.mark == Some('\t') => "TSV",
        "CSV" => "CSV",
        _ => "Excel",
    };
    let folded = crate::domain::text::fold(whose);
    let plain: String = folded.chars().filter(char::is_ascii_alphanumeric).collect();
    let base = format!("{plain}_{}", if kind == "Excel" { "xls".to_owned() } else { kind.to_lowercase() });
    let names = std::iter::once(base.clone()).chain((2..100).map(|count| format!("{base}_{count}")));
    let free = names.into_iter().find(|name| taken.get(name).is_none()).unwrap_or(base);
    Naming {
        name: if naming.name.trim().is_empty() { free } else { naming.name },
        title: if naming.title.trim().is_empty() {
            format!("{whose}, {kind}")
        } else {
            naming.title
        },
        bank: naming.bank,
    }
}

/// The file goes to this profile and to no other, and those of the others stay theirs.
fn told_apart(profile: &Profile, all: &Profiles, content: &[u8], bank: Option<&str>) -> Ruling<()> {
    let unsure = |others: String| Refusal::new(Code::StatementProfileUnsure).with("profiles", others);
    match detect(content, all, bank)? {
        Detected::One { profile: found, .. } if found == profile.name => {}
        Detected::One { profile: found, .. } => return Err(unsure(found)),
        Detected::Several { mut profiles, .. } => {
            profiles.retain(|name| *name != profile.name);
            return Err(unsure(profiles.join(", ")));
        }
    }
    match rivals(profile, all) {
        others if others.is_empty() => Ok(()),
        others => Err(unsure(others.join(", "))),
    }
}
