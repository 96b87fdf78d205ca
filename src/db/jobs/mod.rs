//! What the timed jobs look for, and their lease.

pub mod due;
