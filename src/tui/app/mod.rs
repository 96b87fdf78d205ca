//! What assembles the terminal: the model, `update`, `view`, the loop, and who performs effects.

mod finding;
pub mod footer;
pub mod header;
pub mod key_reference;
pub mod link;
pub mod model;
pub mod perform;
mod pictures;
pub mod runtime;
pub mod service_client;
mod statement_files;
#[cfg(test)]
pub mod testing;
pub mod update;
pub mod view;
mod viewer;
