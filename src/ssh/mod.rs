//! The terminal and the command line over SSH: `krafta serve`. One process, many sessions, each of the operator whose key signed.
//!
//! [`listener`] takes connections within [`bounds`] and [`penalties`]; [`connection`] signs in and refuses whatever is no terminal and no
//! command line; [`seat`] plays a terminal through the port of `tui/terminal`; [`exec`] runs one line of the command line in a process of
//! its own; [`live`] knows who is there and cuts them; [`watch`] cuts those whose key or person was switched off.

mod bounds;
mod connection;
mod exec;
pub mod host_key;
mod input;
mod line;
mod listener;
pub mod live;
mod output;
mod penalties;
mod seat;
pub mod serve;
mod watch;
