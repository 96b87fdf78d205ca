//! The flags that every command takes.

use std::path::PathBuf;

use super::choices::choice;
use crate::config::{Color, Display, Flags};
use crate::domain::ids::OperationId;

#[derive(clap::Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,
    #[arg(long = "as", global = true, id = "as")]
    pub operator: Option<String>,
    #[arg(long, global = true)]
    pub read_only: bool,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true)]
    pub lang: Option<String>,
    #[arg(long, global = true, value_parser = choice(Color::ALL, Color::as_str))]
    pub color: Option<Color>,
    #[arg(long, global = true, value_parser = choice(Display::ALL, Display::as_str))]
    pub display: Option<Display>,
    #[arg(long, global = true, value_name = "UUID")]
    pub operation: Option<OperationId>,
    #[arg(long, global = true)]
    pub config: Option<PathBuf>,
    /// Whoever asks is elsewhere: the files of this machine are not theirs.
    #[arg(skip)]
    pub visits: bool,
}

impl Global {
    pub fn flags(&self) -> Flags {
        Flags {
            config: self.config.clone(),
            database: self.database.clone(),
            operator: self.operator.clone(),
            read_only: self.read_only,
            language: self.lang.clone(),
            color: self.color,
            display: self.display,
        }
    }
}
