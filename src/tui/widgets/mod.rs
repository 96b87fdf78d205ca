//! What panes are drawn from. Each takes plain values and a canvas.

pub mod fields;
pub mod footer;
pub mod header;
pub mod list;
pub mod notice;
pub mod picture;
pub mod table;
