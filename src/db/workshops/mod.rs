//! Workshops, their offers, zones, weeks and holidays, as rows.

pub mod capacity;
pub mod capacity_changes;
pub mod closed_days;
pub mod workshop;
pub mod zones;
