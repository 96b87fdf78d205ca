//! Making an order: the edges of the assignment, choosing a workshop, capacity, refusals.

pub mod assignment_edges;
pub mod cancellation_preview;
pub mod capacity;
pub mod capacity_conflicts;
pub mod closed_days;
pub mod due;
pub mod work_section;
pub mod work_sheet;
pub mod workshop;
pub mod workshop_choice;
pub mod workshop_refusal;
