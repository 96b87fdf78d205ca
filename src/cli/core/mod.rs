//! What the commands share: their context, output, errors, arguments and imports.

pub mod choices;
pub mod consent;
pub mod context;
pub mod csv_import;
pub mod export;
pub mod failure;
pub mod feed;
pub mod find;
pub mod global;
pub mod master_data;
pub mod misfit;
pub mod output;
pub mod paging;
pub mod picture;
pub mod progress;
pub mod receipt;
