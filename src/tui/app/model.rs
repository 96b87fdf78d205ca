//! The whole state of the terminal, as a value. Only `update` changes it, views only read it.

use crate::tui::dialogue::shell::{Opening, Shell};
use crate::tui::pane::mounted::AnyPane;

/// Everything.
#[derive(Debug)]
pub struct Model {
    pub shell: Shell,
    pub panes: Vec<Box<dyn AnyPane>>,
}

impl Model {
    pub fn new(opening: Opening, panes: Vec<Box<dyn AnyPane>>) -> Self {
        let shell = Shell::new(opening);
        Self { shell, panes }
    }
}
