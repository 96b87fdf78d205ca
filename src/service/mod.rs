//! Use cases: authorise → load → decide (domain) → save + event + outbox, in one transaction. The terminal, the command
//! line and a customer site all come through here.

pub mod command;
pub mod error;
pub mod receipt;
pub mod view;

pub use command::Command;
pub use error::Error;
pub use receipt::Receipt;
