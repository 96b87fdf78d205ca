//! The pane at a desk: messages in, effects out, and how it looks.

mod board;
mod given;
mod screens;
mod shop;
