//! `krafta messages`: what customers, workshops and administrators are told, how it left, and what is done with one that did not.
//! `krafta alerts`: those of whoever asks. `krafta deliver`: the sender.

pub mod alerts;
pub mod deliver;
mod show;

use clap::Subcommand;

use crate::cli::core::choices::choice;
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging::{self, Paging};
use crate::cli::core::{find, master_data};
use crate::config::Settings;
use crate::delivery::{About, Words, compose, send_test, written};
use crate::domain::actor::Actor;
use crate::domain::identity;
use crate::domain::ids::NotificationId;
use crate::domain::messages::channel::{Language, MessageState};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::locale::Catalogue;
use crate::service::commands::CommandKind;
use crate::service::messages::commands::{DropMessage, ResendMessage, RetryMessage, SetContact, Whose};
use crate::service::messages::list::{MessageRow, Which};
use crate::service::{Command, Krafta};

#[derive(clap::Args)]
pub struct MessagesArgs {
    #[command(subcommand)]
    command: MessagesCommand,
}

/// What a list may be asked for.
const STATES: &[MessageState] = &[
    MessageState::Pending,
    MessageState::Failed,
    MessageState::Sent,
    MessageState::Dead,
    MessageState::Cancelled,
    MessageState::Superseded,
];

#[derive(Subcommand)]
enum MessagesCommand {
    List {
        #[arg(long, value_parser = choice(STATES, MessageState::as_str), ignore_case = true, conflicts_with = "order")]
        state: Option<MessageState>,
        #[arg(long)]
        order: Option<String>,
        #[command(flatten)]
        paging: Paging,
    },
    Show {
        message: String,
    },
    Preview {
        message: String,
        #[arg(long)]
        html: bool,
    },
    Retry {
        message: String,
    },
    Drop {
        message: String,
        #[arg(long)]
        reason: String,
    },
    Resend {
        message: String,
        #[arg(long)]
        email: Option<String>,
    },
    Contact(ContactArgs),
    SendTest {
        address: String,
    },
}

#[derive(clap::Args)]
struct ContactArgs {
    #[arg(long, conflicts_with_all = ["workshop", "login"])]
    order: Option<String>,
    #[arg(long, conflicts_with = "login")]
    workshop: Option<String>,
    #[arg(long)]
    login: Option<String>,
    #[arg(long)]
    email: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long, value_parser = choice(Language::ALL, Language::as_str), ignore_case = true)]
    language: Option<Language>,
}

pub async fn run(args: &MessagesArgs, context: &Context) -> Result<(), Failure> {
    let (shop, actor) = context.shop().await?;
    match &args.command {
        MessagesCommand::List { state, order, paging } => {
            let which = match (order, state) {
                (Some(order), _) => Which::OfOrder(find::order(&shop, &actor, order).await?),
                (None, Some(MessageState::Pending)) => Which::Waiting,
                (None, Some(MessageState::Failed)) => Which::Failed,
                (None, Some(MessageState::Sent)) => Which::Sent,
                (None, Some(MessageState::Dead)) => Which::Dead,
                (None, Some(MessageState::Cancelled)) => Which::Cancelled,
                (None, Some(MessageState::Superseded)) => Which::Superseded,
                (None, _) => Which::All,
            };
            let page = shop.messages().list(&actor, which, paging.after(), paging.limit).await?;
            if context.json {
                return paging::json(&page);
            }
            if page.rows.is_empty() {
                return output::say(&context.word("cli-empty-messages"));
            }
            output::put(&table(context, &page.rows))?;
            paging::more(context, &page)
        }
        MessagesCommand::Show { message } => show::show(context, &shop, &actor, named(message)?).await,
        MessagesCommand::Preview { message, html } => preview(context, &shop, &actor, (named(message)?, *html)).await,
        MessagesCommand::SendTest { address } => {
            CommandKind::RetryMessage.may(&actor)?;
            test(context, shop.settings(), address).await
        }
        other => act(context, &shop, &actor, other).await,
    }
}

async fn act(context: &Context, shop: &Krafta, actor: &Actor, what: &MessagesCommand) -> Result<(), Failure> {
    let (command, said) = match what {
        MessagesCommand::Retry { message } => (
            Command::RetryMessage(RetryMessage { message: named(message)? }),
            "cli-message-retried",
        ),
        MessagesCommand::Drop { message, reason } => {
            let (message, reason) = (named(message)?, reason.clone());
            (Command::DropMessage(DropMessage { message, reason }), "cli-message-dropped")
        }
        MessagesCommand::Resend { message, email } => {
            let (message, email) = (named(message)?, email.clone());
            (Command::ResendMessage(ResendMessage { message, email }), "cli-message-resent")
        }
        MessagesCommand::Contact(contact) => (Command::SetContact(contact.command(context)?), "cli-contact-set"),
        _ => return Ok(()),
    };
    let receipt = master_data::run(context, shop, actor, command).await?;
    if context.json {
        return output::json(&receipt);
    }
    master_data::say(context, &receipt, said, &[])
}

impl ContactArgs {
    fn command(&self, context: &Context) -> Result<SetContact, Failure> {
        let whose = match (&self.workshop, &self.login, &self.order) {
            (Some(name), ..) => Whose::Workshop(name.clone()),
            (None, Some(login), _) => Whose::Operator(login.clone()),
            (None, None, Some(order)) => Whose::Order(order.clone()),
            (None, None, None) => return Err(Failure::usage("usage", context.word("cli-usage-contact-of-whom"))),
        };
        Ok(SetContact {
            whose,
            email: self.email.clone(),
            phone: self.phone.clone(),
            language: self.language,
        })
    }
}

/// A message by its identity, as the list writes it.
fn named(typed: &str) -> Result<NotificationId, Failure> {
    let unknown = || Refusal::new(Code::MessageUnknown).with("message", crate::domain::text::excerpt(typed));
    Ok(typed.trim().parse().map_err(|_| unknown())?)
}

fn table(context: &Context, rows: &[MessageRow]) -> String {
    let mut table = Table::new([
        "cli-head-when",
        "cli-head-number",
        "cli-head-for",
        "cli-head-subject",
        "cli-head-state",
        "cli-head-error",
        "cli-head-message",
    ]);
    for row in rows {
        let whom = context.word(&format!("mensajes-to-{}", row.recipient_kind));
        table.row([
            output::time(row.created_at),
            row.number.as_ref().map_or_else(String::new, ToString::to_string),
            row.whom.as_ref().map_or_else(|| whom.clone(), |name| format!("{whom}: {name}")),
            written(context.catalogue, row.recipient_kind, (&row.template, &row.data), None).subject,
            context.catalogue.message_state(row.state, row.switched_off),
            row.last_error
                .as_ref()
                .map_or_else(String::new, |error| context.catalogue.delivery_error(error)),
            row.id.to_string(),
        ]);
    }
    table.lines(context.catalogue)
}

/// The words of the shop, or what is wrong with them.
///
/// # Errors
/// Every fault of its files, each with its line.
pub fn words(catalogue: &Catalogue, settings: &Settings) -> Result<Words, Failure> {
    Words::of(settings).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|fault| catalogue.words_fault(fault)).collect();
        Failure::told("words-faulty", lines.join("\n"))
    })
}

/// A message as whoever it is for reads it now.
async fn preview(context: &Context, shop: &Krafta, actor: &Actor, (id, html): (NotificationId, bool)) -> Result<(), Failure> {
    let detail = shop.messages().one(actor, id).await?;
    let (found, words) = (detail.message, words(context.catalogue, shop.settings())?);
    let text = compose(shop, words.catalogue(detail.language), About::of(&found)).await?;
    if context.json {
        return output::json(&serde_json::json!({ "subject": text.subject, "text": text.text, "html": text.html }));
    }
    if html {
        return output::put(&text.html);
    }
    output::put(&format!("{}\n\n{}", text.subject, text.text))
}

async fn test(context: &Context, settings: &Settings, address: &str) -> Result<(), Failure> {
    let (subject, text) = (context.word("cli-test-subject"), context.word("cli-test-text"));
    let settings = settings.clone();
    let to = identity::email(address)?;
    let sent = tokio::task::spawn_blocking(move || send_test(&settings, &to, &subject, &text)).await;
    let address = Safe::new(address);
    match sent {
        Ok(Ok(())) if context.json => output::json(&serde_json::json!({ "sent": true })),
        Ok(Ok(())) => output::say(&context.catalogue.text("cli-test-sent", &[("to", address.as_str().into())])),
        Ok(Err(error)) => {
            let why = context.catalogue.delivery_error(&error);
            let said = context
                .catalogue
                .text("cli-test-failed", &[("to", address.as_str().into()), ("why", why.into())]);
            Err(Failure::told("mail-refused", said))
        }
        Err(fault) => Err(crate::service::Error::Internal(fault.to_string()).into()),
    }
}
