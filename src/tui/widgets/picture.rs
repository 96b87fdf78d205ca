//! A picture in quarter blocks: four points to a cell. Without colours, what is light in it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::core::blocks::{Block, Blocks};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::picture::Drawing;
use crate::tui::core::theme::Theme;

/// Draws the picture from the top of `area`, from its row of cells `from` on. What the terminal draws itself is there only whole.
pub fn view(theme: Theme, area: Rect, drawing: &Drawing, from: u16, canvas: &mut Canvas<'_>) {
    match drawing {
        Drawing::Blocks(blocks) => self::blocks(theme, area, blocks, from, canvas),
        Drawing::Image(image) if from == 0 => canvas.picture(area, image),
        Drawing::Image(_) => {}
    }
}

fn blocks(theme: Theme, area: Rect, blocks: &Blocks, from: u16, canvas: &mut Canvas<'_>) {
    for row in 0..area.height.min(blocks.rows.saturating_sub(from)) {
        for column in 0..area.width.min(blocks.columns) {
            if let Some(block) = blocks.at(column, from + row) {
                let (symbol, style) = cell(theme, block);
                canvas.text_at(area, row, column, symbol, style);
            }
        }
    }
}

fn cell(theme: Theme, block: Block) -> (&'static str, Style) {
    match (theme.paint(block.ink), theme.paint(block.ground)) {
        (Some(ink), Some(ground)) if ink == ground => ("█", Style::new().fg(ink)),
        // All of it ground: said by its ink, which is never taken for a blank.
        (Some(_), Some(ground)) if block.symbol() == " " => ("█", Style::new().fg(ground)),
        (Some(ink), Some(ground)) => (block.symbol(), Style::new().fg(ink).bg(ground)),
        _ => (block.plain(), Style::new()),
    }
}
