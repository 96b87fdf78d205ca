//! `krafta serve`: the terminal and the command line over SSH, and the server's own key.

use std::ffi::OsString;
use std::net::SocketAddr;

use clap::Subcommand;
use serde_json::json;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::global::Global;
use crate::cli::core::output;
use crate::domain::text::excerpt;
use crate::service::Krafta;
use crate::ssh::{host_key, serve};

#[derive(clap::Args)]
pub struct ServeArgs {
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    #[command(subcommand)]
    command: Option<ServeCommand>,
}

#[derive(Subcommand)]
enum ServeCommand {
    #[command(subcommand)]
    Hostkey(HostkeyCommand),
}

#[derive(Subcommand)]
enum HostkeyCommand {
    Show,
}

pub async fn run(args: &ServeArgs, global: &Global, context: &Context) -> Result<(), Failure> {
    let configuration = &context.configuration;
    let address = args.listen.as_ref().unwrap_or(&configuration.settings.serve.listen);
    let address: SocketAddr = address.parse().map_err(|_| {
        let said = context.catalogue.text("cli-serve-address", &[("given", excerpt(address).into())]);
        Failure::usage("serve-address", said)
    })?;
    let path = host_key::path(&configuration.places);
    let fault = |fault| Failure::file(path.display().to_string(), fault);
    let key = host_key::open(&path).map_err(fault)?;
    let (fingerprint, line) = host_key::shown(&key, address).map_err(fault)?;
    if args.command.is_some() {
        if context.json {
            return output::json(&json!({ "fingerprint": fingerprint, "known_hosts": line }));
        }
        return output::put(&format!("{fingerprint}\n{line}\n"));
    }
    let shop = Krafta::open(configuration).await?;
    shop.require_shared_login()?;
    let arguments = arguments(global, context)?;
    let ready = |at: SocketAddr| {
        let args = [("at", at.to_string().into()), ("fingerprint", fingerprint.as_str().into())];
        output::complain(&context.catalogue.text("cli-serve-ready", &args));
    };
    let served = serve::serve(shop.clone(), configuration.clone(), (address, key), arguments, ready).await;
    shop.close().await;
    served.map_err(|fault| Failure::file(address.to_string(), fault))
}

/// What tells the program that runs a line of which shop it is: what this one was told.
fn arguments(global: &Global, context: &Context) -> Result<Vec<OsString>, Failure> {
    let mut arguments: Vec<OsString> = vec!["--lang".into(), context.configuration.locale.as_str().into()];
    if let Some(config) = &global.config {
        let path = std::path::absolute(config).map_err(|fault| Failure::file(config.display().to_string(), fault))?;
        arguments.extend(["--config".into(), path.into()]);
    }
    if let Some(database) = &global.database {
        arguments.extend(["--database".into(), database.into()]);
    }
    Ok(arguments)
}
