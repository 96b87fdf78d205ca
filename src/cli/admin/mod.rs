//! `krafta db`, `changes`, `init`, `doctor`, `config`, `demo`, `serve`.

pub mod changes;
pub mod check;
pub mod config;
pub mod database;
#[cfg(feature = "demo")]
pub mod demo;
pub mod doctor;
pub mod init;
#[cfg(feature = "serve")]
pub mod serve;
