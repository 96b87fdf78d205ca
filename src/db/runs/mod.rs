//! Payment runs: what is due, the runs and their lines, and the debits that they are looked for in.

pub mod due;
pub mod lines;
pub mod list;
pub mod run;
