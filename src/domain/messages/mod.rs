//! What messages carry, how they leave, and when one is not true any more.

pub mod backoff;
pub mod channel;
pub mod notice;
pub mod untrue;
pub mod wording;
