//! The pane at a desk: messages in, effects out, and how it looks.

mod assigning;
mod batch;
mod board;
mod capacity;
mod given;
mod own;
mod own_real;
mod real;
mod screens;
mod shop;
mod steps;
