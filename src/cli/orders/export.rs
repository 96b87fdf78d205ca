//! `krafta orders export`: every order of a filter into a file.

use super::Filter;
use crate::cli::core::context::Context;
use crate::cli::core::export::{ExportArgs, ROWS};
use crate::cli::core::failure::Failure;
use crate::domain::actor::Actor;
use crate::service::Krafta;
use crate::service::orders::export::ORDER_COLUMNS;

#[derive(clap::Args)]
pub struct OrdersExport {
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    file: ExportArgs,
}

pub async fn run(args: &OrdersExport, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
    let filter = args.filter.read(shop, actor)?;
    args.file
        .write(context, ORDER_COLUMNS, "cli-exported", async |after| {
            shop.orders().export_page(actor, &filter, after, ROWS).await
        })
        .await
}
