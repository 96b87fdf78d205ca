//! The real terminal: taken and given back, its input, what it shows, and who watches over it.

pub mod ansi;
pub mod clipboard;
pub mod guard;
pub mod input;
pub mod pace;
pub mod screen;
pub mod session;
pub mod watchdog;
