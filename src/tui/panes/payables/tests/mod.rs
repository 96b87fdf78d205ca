//! Liquidaciones at a desk: messages in, effects out, and how it looks.

mod given;
mod given_runs;
mod marking;
mod real;
mod runs;
mod screens;
mod settling;
mod shop;
mod sorting;
mod story;
