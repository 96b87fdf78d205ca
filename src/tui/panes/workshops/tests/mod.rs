//! The pane at a desk: messages in, effects out, and how it looks.

mod assigning;
mod batch;
mod board;
mod capacity;
mod given;
mod real;
mod screens;
mod shop;
mod steps;
