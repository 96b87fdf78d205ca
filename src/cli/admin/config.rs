//! `krafta config`: the settings in force, the commented template, and where the file is.

use clap::Subcommand;
use serde_json::{Map, Value, json};

use crate::cli::core::failure::Failure;
use crate::cli::core::global::Global;
use crate::cli::core::output;
use crate::config::{Configuration, Environment, Origin, Places, TEMPLATE};
use crate::locale::Catalogue;

#[derive(clap::Args)]
pub struct ConfigArgs {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Subcommand)]
enum ConfigCommand {
    Show,
    Template,
    Path,
}

pub fn run(args: &ConfigArgs, global: &Global, environment: &Environment, catalogue: &Catalogue) -> Result<(), Failure> {
    match args.command {
        ConfigCommand::Template => output::put(TEMPLATE),
        ConfigCommand::Path => path(global, environment),
        ConfigCommand::Show => show(
            &Configuration::load(&global.flags(), environment, Places::of_user()?)?,
            global.json,
            catalogue,
        ),
    }
}

/// Answers also when the file is faulty or missing.
fn path(global: &Global, environment: &Environment) -> Result<(), Failure> {
    let named = global.config.clone().or_else(|| environment.config.clone());
    let path = match named {
        Some(path) => path,
        None => Places::of_user()?.config,
    };
    if global.json {
        output::json(&json!({ "path": path, "exists": path.exists() }))
    } else {
        output::say(&path.display().to_string())
    }
}

fn show(configuration: &Configuration, json: bool, catalogue: &Catalogue) -> Result<(), Failure> {
    if json {
        let mut sections: Map<String, Value> = Map::new();
        for (section, name, value) in configuration.settings.entries() {
            let values = sections.entry(section).or_insert_with(|| Value::Object(Map::new()));
            values[name] = value.map_or(Value::Null, |text| toml_value(&text));
        }
        return output::json(&json!({
            "file": configuration.file,
            "database": configuration.database.to_string(),
            "database_from": origin(&configuration.database_from),
            "operator": configuration.operator,
            "receipts": configuration.receipts_folder(),
            "log": configuration.log,
            "settings": sections,
        }));
    }
    let word = |key| catalogue.text(key, &[]);
    let file = configuration
        .file
        .as_ref()
        .map_or_else(|| word("cli-config-no-file"), |file| file.display().to_string());
    let receipts = match configuration.receipts_folder() {
        Some(folder) => folder.display().to_string(),
        None => word("cli-config-receipts-database"),
    };
    let rows = [
        (word("cli-config-file"), file),
        (word("cli-config-database"), configuration.database.to_string()),
        (word("cli-config-operator"), configuration.operator.clone()),
        (word("cli-config-receipts"), receipts),
        (word("cli-config-log"), configuration.log.display().to_string()),
    ];
    let head: String = output::record(&rows).lines().map(|line| format!("# {line}\n")).collect();
    output::put(&format!("{head}\n{}", configuration.show()))
}

fn toml_value(text: &str) -> Value {
    toml::from_str::<toml::Table>(&format!("value = {text}"))
        .ok()
        .and_then(|mut table| table.remove("value"))
        .and_then(|value| serde_json::to_value(value).ok())
        .unwrap_or(Value::Null)
}

const fn origin(from: &Origin) -> &'static str {
    match from {
        Origin::Argument => "argument",
        Origin::Environment => "environment",
        Origin::UrlFile(_) => "url_file",
        Origin::File(_) => "file",
        Origin::Default => "default",
    }
}
