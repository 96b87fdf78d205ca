//! `krafta db`, `doctor`, `config`, `demo`.

pub mod check;
pub mod config;
pub mod database;
pub mod demo;
pub mod doctor;
