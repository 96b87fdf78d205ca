//! `krafta deliver`: sends what waits, once or for as long as it runs. One program sends at a time; another looks on.

use tokio::signal::unix::{SignalKind, signal};

use super::words;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output;
use crate::delivery::{Delivered, Delivery};
use crate::service::Error;
use crate::service::messages::sending::NEEDS;

#[derive(clap::Args)]
pub struct DeliverArgs {
    #[arg(long)]
    once: bool,
}

pub async fn run(args: &DeliverArgs, context: &Context) -> Result<(), Failure> {
    context.refuse_operation("deliver")?;
    let (shop, actor) = context.shop().await?;
    actor.may(NEEDS)?;
    shop.require_shared_login()?;
    let every = std::time::Duration::from_secs(u64::from(shop.settings().messages.every_seconds));
    let words = words(context.catalogue, shop.settings())?;
    let mut delivery = Delivery::new(shop, words);
    if args.once {
        return told(context, delivery.once().await?);
    }
    let broken = |fault: std::io::Error| Failure::from(Error::Internal(fault.to_string()));
    let mut ended = signal(SignalKind::terminate()).map_err(broken)?;
    if !context.json {
        output::say(&context.word("cli-deliver-runs"))?;
    }
    let mut all = Delivered::default();
    loop {
        match delivery.once().await {
            Ok(now) => {
                all.sent += now.sent;
                all.failed += now.failed;
                all.dead += now.dead;
            }
            // A database that is away comes back.
            Err(error) => tracing::warn!(code = error.code(), detail = %error, "messages not sent"),
        }
        tokio::select! {
            _ = ended.recv() => break,
            _ = tokio::signal::ctrl_c() => break,
            () = tokio::time::sleep(every) => {}
        }
    }
    told(context, all)
}

fn told(context: &Context, done: Delivered) -> Result<(), Failure> {
    if context.json {
        return output::json(&done);
    }
    if done.busy {
        return output::say(&context.word("cli-deliver-busy"));
    }
    let args = [
        ("sent", done.sent.into()),
        ("failed", done.failed.into()),
        ("dead", done.dead.into()),
    ];
    output::say(&context.catalogue.text("cli-delivered", &args))
}
