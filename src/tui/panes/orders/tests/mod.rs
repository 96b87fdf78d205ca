//! Pedidos at a desk: keys and answers in, wishes and screens out.

mod currencies;
mod given;
mod money;
#[cfg(feature = "demo")]
mod real;
mod screens;
mod shop;
mod sorting;
mod steps;
mod story;
