//! Liquidaciones at a desk: messages in, effects out, and how it looks.

mod given;
mod marking;
mod real;
mod screens;
mod settling;
mod shop;
mod sorting;
mod story;
