//! The pane of the banks, with a shop in memory behind it and against the real service.

mod lists;
mod real;
mod screens;
mod shop;
