//! What every part of the terminal shares: actions, keys, colours, messages, effects, the client.

pub mod action;
pub mod base64;
pub mod blocks;
pub mod canvas;
pub mod client;
pub mod crops;
pub mod csv;
pub mod effect;
mod encode;
pub mod global;
pub mod graphics;
mod inks;
pub mod keys;
pub mod layout;
pub mod msg;
pub mod palette;
pub mod pane_request;
pub mod picture;
pub mod pixels;
mod sixel;
pub mod theme;
pub mod toasts;
