//! `krafta bank profiles`: those there are, and one made from the first rows of a file.

use std::path::PathBuf;

use serde_json::json;

use crate::cli::bank::import::{parsed, refused_lines};
use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::config::read_regular;
use crate::domain::actor::Actor;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::{Safe, excerpt, fold};
use crate::locale::t;
use crate::service::Krafta;
use crate::service::bank::own_profiles::{NewProfile, path_of};
use crate::service::bank::statement::{Choices, DatePattern, Decimals, Guided, Holds, LARGEST_FILE, Naming, TextEncoding, Titles};

/// Lines that are shown of what it would read.
const FIRST: usize = 10;

#[derive(clap::Args)]
pub struct ProfilesArgs {
    #[command(subcommand)]
    command: Option<ProfilesCommand>,
}

#[derive(clap::Subcommand)]
enum ProfilesCommand {
    New(Box<New>),
}

#[derive(clap::Args)]
struct New {
    file: PathBuf,
    #[arg(long)]
    account: Option<String>,
    #[arg(long, default_value = "")]
    name: String,
    #[arg(long, default_value = "")]
    title: String,
    #[arg(long)]
    bank: Option<String>,
    /// 0: none has them.
    #[arg(long)]
    title_row: Option<u32>,
    #[command(flatten)]
    columns: ColumnArgs,
    #[arg(long, value_parser = pattern)]
    date_format: Option<DatePattern>,
    #[arg(long, value_parser = decimals)]
    decimals: Option<Decimals>,
    #[arg(long, value_parser = mark)]
    delimiter: Option<char>,
    #[arg(long, value_parser = encoding)]
    encoding: Option<TextEncoding>,
    #[arg(long, value_delimiter = ',')]
    incoming: Vec<String>,
    #[arg(long, value_delimiter = ',')]
    outgoing: Vec<String>,
    #[arg(long)]
    replace: bool,
    #[arg(long)]
    dry_run: bool,
}

/// Columns by their title or their number.
#[derive(clap::Args)]
struct ColumnArgs {
    #[arg(long)]
    date: Option<String>,
    #[arg(long)]
    reference: Option<String>,
    #[arg(long)]
    description: Option<String>,
    #[arg(long)]
    detail: Option<String>,
    #[arg(long)]
    amount: Option<String>,
    #[arg(long)]
    credit: Option<String>,
    #[arg(long)]
    debit: Option<String>,
    #[arg(long)]
    balance: Option<String>,
    #[arg(long = "type", id = "type")]
    kind: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long)]
    document: Option<String>,
}

impl ColumnArgs {
    fn said(&self) -> Vec<(Holds, &str)> {
        let all = [
            (Holds::Date, &self.date),
            (Holds::Reference, &self.reference),
            (Holds::Description, &self.description),
            (Holds::Detail, &self.detail),
            (Holds::Amount, &self.amount),
            (Holds::Credit, &self.credit),
            (Holds::Debit, &self.debit),
            (Holds::Balance, &self.balance),
            (Holds::Type, &self.kind),
            (Holds::Phone, &self.phone),
            (Holds::Document, &self.document),
        ];
        all.into_iter()
            .filter_map(|(holds, said)| Some((holds, said.as_deref()?)))
            .collect()
    }
}

fn pattern(typed: &str) -> Result<DatePattern, String> {
    DatePattern::parse(&typed.to_uppercase()).ok_or_else(|| typed.to_owned())
}

/// A value by its name in a profile.
fn named<T: serde::de::DeserializeOwned>(typed: &str) -> Result<T, String> {
    serde_json::from_value(typed.to_lowercase().into()).map_err(|_| typed.to_owned())
}

fn decimals(typed: &str) -> Result<Decimals, String> {
    named(typed)
}

fn encoding(typed: &str) -> Result<TextEncoding, String> {
    named(typed)
}

fn mark(typed: &str) -> Result<char, String> {
    let mut letters = typed.chars();
    match (letters.next(), letters.next()) {
        (Some(mark), None) if mark.is_ascii() => Ok(mark),
        _ if typed == "tab" || typed == "\\t" => Ok('\t'),
        _ => Err(typed.to_owned()),
    }
}

impl ProfilesArgs {
    pub async fn run(&self, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
        match &self.command {
            None => list(context, shop),
            Some(ProfilesCommand::New(new)) => new.run(context, shop, actor).await,
        }
    }
}

fn list(context: &Context, shop: &Krafta) -> Result<(), Failure> {
    let profiles = shop.bank().profiles()?;
    if context.json {
        let rows: Vec<_> = profiles
            .iter()
            .map(|profile| json!({ "name": profile.name, "title": Safe::new(&profile.title), "bank": profile.bank }))
            .collect();
        return output::json(&json!({ "rows": rows }));
    }
    let mut table = Table::new(["cli-head-profile", "cli-head-bank", "cli-head-description"]);
    for profile in profiles.iter() {
        table.row([
            Safe::new(&profile.name).to_string(),
            profile.bank.clone().unwrap_or_default(),
            Safe::new(&profile.title).to_string(),
        ]);
    }
    output::put(&table.lines(context.catalogue))?;
    match shop.bank().profiles_folder() {
        Some(folder) => output::say(&t!(context.catalogue, "cli-bank-profiles-own", path = folder.display().to_string())),
        None => Ok(()),
    }
}

impl New {
    async fn run(&self, context: &Context, shop: &Krafta, actor: &Actor) -> Result<(), Failure> {
        let fault = |fault| Failure::file(self.file.display().to_string(), fault);
        // One more than may be, so that what is too large is said to be.
        let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX).saturating_add(1);
        let bytes = read_regular(&self.file, most).map_err(fault)?;
        let mut new = self.said();
        let (first, _) = shop.bank().guide(actor, bytes.clone(), &new).await?;
        for (holds, column) in self.columns.said() {
            new.choices.hold(column_at(&first, column)?, Some(holds));
        }
        let (guided, naming) = shop.bank().guide(actor, bytes.clone(), &new).await?;
        new.naming = naming;
        let kept = if self.dry_run {
            None
        } else {
            for doubt in &guided.doubts {
                output::complain(&context.word(&format!("cli-profile-doubt-{doubt}")));
            }
            Some(shop.bank().keep_profile(actor, bytes, &new).await?)
        };
        let name = kept.map_or_else(|| new.naming.name.clone(), |profile| profile.name);
        self.told(context, (shop, &name), &guided)
    }

    fn said(&self) -> NewProfile {
        let letters = (!self.incoming.is_empty() || !self.outgoing.is_empty()).then(|| (self.incoming.clone(), self.outgoing.clone()));
        NewProfile {
            account: self.account.clone(),
            choices: Choices {
                encoding: self.encoding,
                mark: self.delimiter,
                titles: match self.title_row {
                    None => Titles::Proposed,
                    Some(0) => Titles::None,
                    Some(row) => Titles::Row(row),
                },
                date: self.date_format,
                decimals: self.decimals,
                letters,
                ..Choices::default()
            },
            naming: Naming {
                name: self.name.clone(),
                title: self.title.clone(),
                bank: self.bank.clone(),
            },
            replaces: self.replace,
        }
    }

    fn told(&self, context: &Context, (shop, name): (&Krafta, &str), guided: &Guided) -> Result<(), Failure> {
        let read = match &guided.read {
            Some(Err(refusal)) => return Err(refusal.clone().into()),
            Some(Ok(read)) => Some(read),
            None => None,
        };
        let path = shop
            .bank()
            .profiles_folder()
            .map(|folder| path_of(folder, name).display().to_string());
        let counts = read.map_or((0, 0), |read| (read.lines.len(), read.refused.len()));
        let toml = guided.profile.as_ref().map(|profile| profile.to_toml()).transpose()?;
        if context.json {
            return output::json(&json!({
                "profile": name, "path": path, "dry_run": self.dry_run, "toml": toml, "doubts": guided.doubts,
                "read": counts.0, "refused": counts.1,
            }));
        }
        let mut facts = vec![
            ("name", name.into()),
            ("read", i64::try_from(counts.0).unwrap_or(i64::MAX).into()),
            ("refused", i64::try_from(counts.1).unwrap_or(i64::MAX).into()),
        ];
        facts.push(("path", path.unwrap_or_default().into()));
        if !self.dry_run {
            return output::say(&context.catalogue.text("cli-bank-profile-kept", &facts));
        }
        output::put(&toml.unwrap_or_default())?;
        for doubt in &guided.doubts {
            output::say(&context.word(&format!("cli-profile-doubt-{doubt}")))?;
        }
        output::say(&context.catalogue.text("cli-bank-profile-would", &facts))?;
        let Some(read) = read else { return Ok(()) };
        let first: Vec<_> = read.lines.iter().take(FIRST).collect();
        output::put(&parsed(context, &first))?;
        refused_lines(context, &read.refused).iter().try_for_each(|line| output::say(line))
    }
}

/// By its title in the row of titles, else by its number.
fn column_at(guided: &Guided, typed: &str) -> Result<usize, Refusal> {
    let plain = |text: &str| fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let titles = guided
        .rows
        .iter()
        .find(|(line, _)| Some(*line) == guided.titles)
        .map(|(_, cells)| cells.as_slice());
    let titles = titles.unwrap_or_default();
    let named = titles.iter().position(|title| plain(title.as_str()) == plain(typed));
    let numbered = || typed.trim().parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < guided.width);
    named.or_else(numbered).ok_or_else(|| {
        let listed = titles.iter().enumerate().map(|(at, title)| format!("{} {title}", at + 1));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let columns = if listed.is_empty() {
            format!("1–{}", guided.width)
        } else {
            listed
        };
        Refusal::new(Code::StatementProfileColumn)
            .with("input", excerpt(typed))
            .with("columns", columns)
    })
}
