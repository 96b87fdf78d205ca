//! What panes are drawn from. Each takes plain values and a canvas.

pub mod fields;
pub mod filter_line;
pub mod list;
pub mod notice;
pub mod picture;
pub mod scroll;
pub mod table;
pub mod tabs;
pub mod text_input;

pub use crate::locale::wrap;
