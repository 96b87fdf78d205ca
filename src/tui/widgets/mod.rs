//! What panes are drawn from. Each takes plain values and a canvas.

pub mod fields;
pub mod list;
pub mod notice;
pub mod picture;
pub mod table;
pub mod text_input;
pub mod wrap;
