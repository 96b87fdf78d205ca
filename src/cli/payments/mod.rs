//! `krafta report`, `review`, `refund`.

pub mod evidence;
pub mod refund;
pub mod report;
pub mod review;
