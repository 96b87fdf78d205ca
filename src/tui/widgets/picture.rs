//! A picture in half blocks: two points to a cell. Without enough colours, its shades.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::core::canvas::Canvas;
use crate::tui::core::palette::Rgb;
use crate::tui::core::picture::Picture;
use crate::tui::core::theme::Theme;

/// Rows that a picture takes.
pub const fn rows(picture: &Picture) -> u32 {
    picture.height.div_ceil(2)
}

/// Draws the picture from the top of `area`, from its row of cells `from` on.
pub fn view(theme: Theme, area: Rect, picture: &Picture, from: u32, canvas: &mut Canvas<'_>) {
    let columns = u16::try_from(picture.width).unwrap_or(u16::MAX).min(area.width);
    for row in 0..area.height {
        let y = 2 * (from + u32::from(row));
        if y >= picture.height {
            return;
        }
        for column in 0..columns {
            let x = u32::from(column);
            if let Some(upper) = picture.at(x, y) {
                let (symbol, style) = cell(theme, upper, picture.at(x, y + 1));
                canvas.text_at(area, row, column, symbol, style);
            }
        }
    }
}

fn cell(theme: Theme, upper: Rgb, lower: Option<Rgb>) -> (&'static str, Style) {
    let Some(top) = theme.paint(upper) else {
        return (shade(upper, lower.unwrap_or(upper)), Style::new());
    };
    let style = Style::new().fg(top);
    match lower.and_then(|lower| theme.paint(lower)) {
        Some(bottom) if bottom == top => ("█", style),
        Some(bottom) => ("▀", style.bg(bottom)),
        None => ("▀", style),
    }
}

/// Ink on a dark screen: the lighter, the fuller.
fn shade(upper: Rgb, lower: Rgb) -> &'static str {
    let light = |(red, green, blue): Rgb| (299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)) / 1000;
    match (light(upper) + light(lower)) / 2 {
        0..=42 => " ",
        43..=106 => "░",
        107..=170 => "▒",
        171..=219 => "▓",
        _ => "█",
    }
}
