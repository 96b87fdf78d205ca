//! What a command works with: settings, language, the form of the answers, and the shop, opened when first needed.

use std::sync::OnceLock;

use super::failure::Failure;
use super::global::Global;
use super::output;
use crate::config::Configuration;
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::locale::Catalogue;
use crate::service::Krafta;
use crate::service::core::caution::CautionKind;

pub struct Context {
    pub configuration: Configuration,
    pub catalogue: &'static Catalogue,
    /// Answers are for programs.
    pub json: bool,
    /// Whoever asks is elsewhere: no file of this machine is theirs.
    pub visits: bool,
    operation: Option<OperationId>,
    /// What was typed, in one form whatever the order of the flags; see `cli/app/typed_line.rs`.
    typed: String,
    /// What was typed may change something.
    writes: bool,
    opened: OnceLock<Krafta>,
}

impl Context {
    pub fn new(configuration: Configuration, catalogue: &'static Catalogue, global: &Global, typed: String, writes: bool) -> Self {
        Self {
            configuration,
            catalogue,
            json: global.json,
            visits: global.visits,
            operation: global.operation,
            typed,
            writes,
            opened: OnceLock::new(),
        }
    }

    pub fn word(&self, key: &str) -> String {
        self.catalogue.text(key, &[])
    }

    /// The id the person gave with `--operation`, or a new one.
    pub fn operation(&self) -> OperationId {
        self.operation.unwrap_or_else(Krafta::new_operation)
    }

    /// The id the person gave, if any, with what they typed for it.
    pub fn named_operation(&self) -> Option<(OperationId, &str)> {
        Some((self.operation?, self.typed.as_str()))
    }

    /// One id cannot name the many commands of a feed.
    pub fn refuse_operation(&self, beside: &str) -> Result<(), Failure> {
        if self.operation.is_none() {
            return Ok(());
        }
        let args = [("given", "--operation".into()), ("other", beside.into())];
        Err(Failure::usage("usage", self.catalogue.text("cli-usage-conflict", &args)))
    }

    pub fn yes_or_no(&self, yes: bool) -> String {
        self.word(if yes { "cli-yes" } else { "cli-no" })
    }

    /// The shop, with whoever is at the keyboard. The first person ever who changes something becomes its administrator.
    pub async fn shop(&self) -> Result<(Krafta, Actor), Failure> {
        let shop = Krafta::open(&self.configuration).await?;
        let actor = match self.writes {
            true => self.sign_in(&shop).await?,
            false => shop.people().known(&shop.people().login_of(&self.configuration).await?).await?,
        };
        // What cannot be asked just now is no reason to stop.
        let cautions = shop.cautions().await.unwrap_or_default();
        let behind = cautions.iter().find(|one| one.kind == CautionKind::Behind);
        if let Some(caution) = behind.filter(|_| shop.says_behind()) {
            output::complain(&self.catalogue.failure(&caution.message_key(), &caution.facts()));
        }
        let _ = self.opened.set(shop.clone());
        Ok((shop, actor))
    }

    /// Who is at the keyboard; the first person ever becomes the administrator, and is told.
    pub async fn sign_in(&self, shop: &Krafta) -> Result<Actor, Failure> {
        let login = shop.people().login_of(&self.configuration).await?;
        let signed_in = shop.people().sign_in(&login).await?;
        if signed_in.first {
            let login = signed_in.actor.name.as_str();
            output::complain(&self.catalogue.text("cli-first-admin", &[("login", login.into())]));
        }
        Ok(signed_in.actor)
    }

    /// After the work: what it left is what this machine saw last, and a file is left without its log.
    pub async fn leave(&self) {
        if let Some(shop) = self.opened.get() {
            let unread = shop.unread_rows();
            if unread > 0 {
                output::complain(&self.catalogue.text("cli-unread-rows", &[("rows", unread.into())]));
            }
            if self.writes {
                // The next look may be better.
                let _ = shop.cautions().await;
            }
            shop.close().await;
        }
    }
}

pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    // A file is read and written on these: by two readers and a writer at most, so that one is always left.
    let built = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build();
    built.map_err(|fault| Failure::file("tokio", fault))
}
