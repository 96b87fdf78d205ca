//! Assignments, bookings and supply, as rows.

pub mod assignments;
pub mod bookings;
pub mod rankings;
pub mod supply;
pub mod work_list;
pub mod work_sheet;
