//! Messages leave the shop: rendered in the recipient's language with the shop's words, sent by its mail server, a gateway, or a file.
//! The only part that talks to the outside. One sender at a time has the lease of a database (`service/messages/sending.rs`), in
//! `krafta deliver` or in an open terminal; a slow or silent server never slows a step or the screen.

mod command;
mod compose;
mod email;
mod file;
mod lane;
mod mail;
mod outcome;
mod post;
mod rate;
mod render;
mod worker;

pub use crate::delivery::compose::{About, compose};
pub use crate::delivery::email::{Refused, greet};
pub use crate::delivery::mail::sender;
pub use crate::delivery::post::send_test;
pub use crate::delivery::render::{Words, Written, written};
pub use crate::delivery::worker::{Delivered, Delivery, DeliveryLoop, start};
