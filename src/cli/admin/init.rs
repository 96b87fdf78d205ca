//! `krafta init`: the database is made where there is none, and whoever is at the keyboard becomes its administrator.

use serde_json::json;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output;
use crate::service::Krafta;
use crate::service::admin::database;

/// What is there stays: an older schema is refused, and not migrated on the way.
pub async fn run(context: &Context) -> Result<(), Failure> {
    let configuration = &context.configuration;
    let fresh = match database::status(&configuration.database).await {
        Ok(status) => status.migrations.is_empty(),
        Err(error) if error.code() == "db-missing" => true,
        Err(error) => return Err(error.into()),
    };
    let shop = match fresh {
        true => Krafta::create(configuration).await?,
        false => Krafta::open(configuration).await?,
    };
    let actor = context.sign_in(&shop).await?;
    shop.close().await;
    let database = configuration.database.to_string();
    if context.json {
        return output::json(&json!({ "database": database, "made": fresh, "login": actor.name, "role": actor.role }));
    }
    let role = context.word(&format!("role-{}", actor.role));
    let args = [("database", database.into()), ("login", actor.name.into()), ("role", role.into())];
    output::say(&context.catalogue.text("cli-init-done", &args))
}
