//! What every part of the terminal shares: actions, keys, colours, messages, effects, the client.

pub mod action;
pub mod blocks;
pub mod canvas;
pub mod client;
pub mod csv;
pub mod effect;
pub mod global;
pub mod keys;
pub mod layout;
pub mod msg;
pub mod palette;
pub mod pane_request;
pub mod picture;
pub mod pixels;
pub mod theme;
pub mod toasts;
