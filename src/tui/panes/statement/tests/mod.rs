//! A statement on its way, with a bank in memory behind it and against the real service.

mod guide;
mod real;
mod story;
