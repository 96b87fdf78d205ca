//! The settings: what can be set, where it is read from, and which source wins. The service and the
//! faces take them from here; nothing else reads the environment or the configuration file.
//!
//! A flag wins over the environment, that over the file of `database.url_file`, that over the
//! configuration file, and that over the defaults, which are `config/krafta.toml`.

mod database_url;
mod error;
mod file;
mod keep;
mod load;
mod places;
mod private;
mod settings;
#[cfg(test)]
mod tests;
mod value;

pub use crate::config::database_url::{DatabaseUrl, PostgresUrl};
pub(crate) use crate::config::error::kind;
pub use crate::config::error::{Error, Wanted};
pub use crate::config::keep::keep_database;
pub use crate::config::load::{Configuration, Environment, Flags, Origin, chosen_language};
pub use crate::config::places::Places;
pub use crate::config::private::{
    OTHERS, create_private_file, create_private_folder, open_private_log, read_regular, replace_private_file,
};
pub use crate::config::settings::{
    Color, Database, Display, Expiry, Gateway, Level, Log, Messages, Operator, Pictures, Quote, Receipts, Refunds, Region, Review,
    Security, Serve, Settings, Smtp, Spool, SpoolForm, Terminal, Theme, Tolerance,
};

/// Every setting with its default and what it is for, as `krafta config template` prints it.
pub const TEMPLATE: &str = include_str!("../../config/krafta.toml");
