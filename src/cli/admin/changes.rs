//! `krafta changes`: who changed what orders refer to.

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::domain::audit::change::MasterTable;
use crate::service::audit::changes::ChangeFilter;

#[derive(clap::Args)]
pub struct ChangesArgs {
    #[arg(value_parser = choice(MasterTable::ALL, MasterTable::as_str), ignore_case = true)]
    of: Option<MasterTable>,
    #[arg(long, requires = "of")]
    row: Option<String>,
    #[command(flatten)]
    paging: Paging,
}

pub async fn run(args: &ChangesArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let filter = ChangeFilter {
        table: args.of,
        row: args.row.clone(),
    };
    let page = shop
        .audit()
        .changes(&actor, &filter, args.paging.after(), args.paging.limit)
        .await?;
    if context.json {
        return paging::json(&page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("cli-empty-changes"));
    }
    let mut table = Table::new(["cli-head-when", "cli-head-who", "cli-head-what", "cli-head-difference"]);
    for row in &page.rows {
        let words = |key: &str| context.word(key);
        table.row([output::time(row.at), row.who(words), row.about(words), row.differences(words)]);
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, &page)
}
