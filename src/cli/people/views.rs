//! `krafta views`: saved ways of looking at a list.

use clap::Subcommand;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::domain::views::ViewedList;
use crate::service::Command;
use crate::service::commands::{RemoveView, SaveView};
use crate::service::people::views::SavedView;

#[derive(clap::Args)]
pub struct ViewsArgs {
    #[command(subcommand)]
    command: ViewsCommand,
}

#[derive(Subcommand)]
enum ViewsCommand {
    List,
    Save {
        #[arg(value_parser = choice(ViewedList::ALL, ViewedList::as_str), ignore_case = true)]
        list: ViewedList,
        name: String,
        #[arg(long, default_value = "")]
        words: String,
        #[arg(long)]
        shared: bool,
        #[arg(long)]
        starts: bool,
    },
    Remove {
        #[arg(value_parser = choice(ViewedList::ALL, ViewedList::as_str), ignore_case = true)]
        list: ViewedList,
        name: String,
    },
}

pub async fn run(args: &ViewsArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    let (command, said) = match &args.command {
        ViewsCommand::List => return list(context, &shop.people().views(&actor).await?),
        ViewsCommand::Save {
            list,
            name,
            words,
            shared,
            starts,
        } => {
            let save = SaveView {
                list: *list,
                name: name.clone(),
                words: words.clone(),
                preset: String::new(),
                hidden_columns: 0,
                sort_column: None,
                descends: false,
                shared: *shared,
                starts: *starts,
            };
            (Command::SaveView(save), "shell-view-saved")
        }
        ViewsCommand::Remove { list, name } => {
            let remove = RemoveView {
                list: *list,
                name: name.clone(),
            };
            (Command::RemoveView(remove), "cli-view-removed")
        }
    };
    let receipt = shop.execute(&actor, context.operation(), command).await?;
    if context.json {
        return output::json(&receipt);
    }
    output::say(&context.word(said))
}

fn list(context: &Context, views: &[SavedView]) -> Result<(), Failure> {
    if context.json {
        return output::json(&views);
    }
    if views.is_empty() {
        return output::say(&context.word("cli-empty-views"));
    }
    let mut table = Table::new(["cli-head-list", "cli-head-name", "cli-head-filter", "cli-head-who", "cli-head-for"]);
    for view in views {
        let marks = [(view.shared, "shell-view-shared"), (view.starts, "shell-view-starts")];
        let marks: Vec<String> = marks.into_iter().filter(|(is, _)| *is).map(|(_, key)| context.word(key)).collect();
        table.row([
            view.list.to_string(),
            view.name.to_string(),
            view.words.to_string(),
            view.by.to_string(),
            marks.join(", "),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}
