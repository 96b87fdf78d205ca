//! The pane at a desk: messages in, effects out, and how it looks.

mod answers;
mod bulk;
mod doubts;
mod matches;
mod real;
mod screens;
mod shop;
mod story;
mod verdicts;
