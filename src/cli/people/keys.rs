//! `krafta keys`: what operators sign in with over SSH.

use std::io::{self, Read};

use clap::Subcommand;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::master_data;
use crate::cli::core::output::{self, Table};
use crate::config::read_regular;
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::ids::OperatorKeyId;
use crate::domain::refusal::{Code, Refusal};
use crate::service::people::commands::{AddKey, ExpireKey, RevokeKey};
use crate::service::people::keys::OperatorKeyView;
use crate::service::{Command, Krafta};

/// Far more bytes than a key has, so that what is none is said to be.
const LARGEST: u64 = 64 * 1024;

#[derive(clap::Args)]
pub struct KeysArgs {
    #[command(subcommand)]
    command: KeysCommand,
}

#[derive(Subcommand)]
enum KeysCommand {
    List,
    Add {
        login: String,
        /// A file, `-` for stdin, or the key itself in one argument or its words.
        #[arg(required = true)]
        key: Vec<String>,
        #[arg(long)]
        name: Option<String>,
        #[arg(long)]
        expires: Option<String>,
    },
    Expire {
        key: String,
        day: String,
    },
    Revoke {
        key: String,
        #[arg(long)]
        reason: String,
    },
    ExportAuthorizedKeys {
        #[arg(long, default_value = "krafta")]
        program: String,
    },
}

pub async fn run(args: &KeysArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let (command, said) = match &args.command {
        KeysCommand::List => return list(context, &shop, &shop.people().keys(&actor).await?),
        KeysCommand::ExportAuthorizedKeys { program } => return export(&shop, &actor, program).await,
        KeysCommand::Add { login, key, name, expires } => {
            let expires_on = expires.as_deref().map(|day| dates::typed(day, shop.today())).transpose()?;
            let add = AddKey {
                login: login.clone(),
                key: key_text(context, key)?,
                name: name.clone(),
                expires_on,
            };
            (Command::AddKey(add), "cli-key-added")
        }
        KeysCommand::Expire { key, day } => {
            let expire = ExpireKey {
                key: key.clone(),
                expires_on: dates::typed(day, shop.today())?,
            };
            (Command::ExpireKey(expire), "cli-key-expires")
        }
        KeysCommand::Revoke { key, reason } => {
            let revoke = RevokeKey {
                key: key.clone(),
                reason: reason.clone(),
            };
            (Command::RevokeKey(revoke), "cli-key-revoked")
        }
    };
    let receipt = master_data::run(context, &shop, &actor, command).await?;
    let id = OperatorKeyId::from_uuid(master_data::row(&receipt)?.id);
    let key = shop.people().key(&actor, id).await?;
    if context.json {
        return master_data::json(&receipt, &key);
    }
    let args = [
        ("login", key.login.as_str().into()),
        ("name", key.name.as_str().into()),
        ("fingerprint", key.fingerprint.as_str().into()),
        ("until", output::time(key.expires_at).into()),
    ];
    master_data::say(context, &receipt, said, &args)
}

/// A key as it was given. A word that is no beginning of a key names a file, which is this machine's.
fn key_text(context: &Context, given: &[String]) -> Result<String, Failure> {
    let one = match given {
        [one] if !one.contains(' ') => one,
        words => return Ok(words.join(" ")),
    };
    let fault = |fault| Failure::file(one.clone(), fault);
    let bytes = match one.as_str() {
        "-" => {
            let mut bytes = Vec::new();
            io::stdin().lock().take(LARGEST).read_to_end(&mut bytes).map_err(fault)?;
            bytes
        }
        _ if context.visits => return Err(Refusal::new(Code::NoFilesHere).into()),
        path => read_regular(path.as_ref(), LARGEST).map_err(fault)?,
    };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn list(context: &Context, shop: &Krafta, keys: &[OperatorKeyView]) -> Result<(), Failure> {
    if context.json {
        return output::json(&keys);
    }
    if keys.is_empty() {
        return output::say(&context.word("cli-empty-keys"));
    }
    let mut table = Table::new([
        "cli-head-login",
        "cli-head-name",
        "cli-head-fingerprint",
        "cli-head-key-state",
        "cli-head-key-until",
    ]);
    for key in keys {
        let state = match key.revoked_at {
            Some(_) => "cli-key-state-revoked",
            None if !key.active => "cli-key-state-inactive",
            None if !key.is_valid(shop.now()) => "cli-key-state-expired",
            None => "cli-key-state-valid",
        };
        table.row([
            key.login.to_string(),
            key.name.to_string(),
            key.fingerprint.to_string(),
            context.word(state),
            output::time(key.revoked_at.unwrap_or(key.expires_at)),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}

/// Lines of `authorized_keys` for a real sshd: each opens this program as its person and nothing else.
async fn export(shop: &Krafta, actor: &Actor, program: &str) -> Result<(), Failure> {
    let quoted = |word: &str| word.replace('\'', r"'\''");
    let mut lines = String::new();
    for key in shop.people().good_keys(actor).await? {
        let command = format!("'{}' --as '{}' ssh-command", quoted(program), quoted(key.login.as_str()));
        // Within the double quotes of an option sshd takes the backslash away before a quote, and nowhere else.
        let command = command.replace('"', "\\\"");
        let until = key.expires_at.with_timezone(&chrono::Utc).format("%Y%m%d%H%MZ");
        lines.push_str(&format!(
            "command=\"{command}\",restrict,pty,expiry-time=\"{until}\" {} {} {}\n",
            key.algorithm, key.public_key, key.name
        ));
    }
    output::put(&lines)
}
