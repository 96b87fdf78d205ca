//! For tests: a desk to press keys at, a pane to press them in, and screens as text with their styles.

mod demo;
mod desk;
mod frame;
mod palette;
#[cfg(feature = "demo")]
mod places;
mod port;
mod program;
mod pty;
#[cfg(feature = "demo")]
mod real;
mod screens;
mod shop;
mod story;

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};

use super::model::Model;
use super::view::view;
use crate::tui::core::canvas::{Canvas, Spot};

pub use crate::tui::app::testing::demo::Demo;
pub use crate::tui::app::testing::desk::Desk;
#[cfg(feature = "demo")]
pub use crate::tui::app::testing::real::Real;
pub use crate::tui::app::testing::shop::{Service, Shop, Stock};

/// Draws the model at its size.
pub fn draw(model: &Model) -> (Buffer, Vec<(Rect, Spot)>) {
    let Size { width, height } = model.shell.size;
    let area = Rect::new(0, 0, width, height);
    let (mut buf, mut spots, mut pictures) = (Buffer::empty(area), Vec::new(), Vec::new());
    view(
        model,
        area,
        &mut Canvas {
            buf: &mut buf,
            spots: &mut spots,
            pictures: &mut pictures,
        },
    );
    (buf, spots)
}

/// The text of a screen, line by line.
pub fn text(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buf.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buf.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buf[(x, y)].symbol();
            skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The text of a screen, then its styles: `row: columns style "text"` for each run that is not plain.
pub fn styled(buf: &Buffer) -> String {
    let mut out = text(buf);
    out.push_str("── styles\n");
    for y in 0..buf.area.height {
        let mut x = 0;
        while x < buf.area.width {
            let style = buf[(x, y)].style();
            let start = x;
            let mut run = String::new();
            while x < buf.area.width && buf[(x, y)].style() == style {
                run.push_str(buf[(x, y)].symbol());
                x += 1;
            }
            if let Some(name) = name(style).filter(|_| style.add_modifier.contains(Modifier::REVERSED) || !run.trim().is_empty()) {
                let shown: String = run.trim().chars().take(24).collect();
                let _ = writeln!(out, "{y}: {start}-{} {name} {shown:?}", x - 1);
            }
        }
    }
    out
}

fn name(style: Style) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(fg) = style.fg.filter(|fg| *fg != Color::Reset) {
        parts.push(fg.to_string());
    }
    if let Some(bg) = style.bg.filter(|bg| *bg != Color::Reset) {
        parts.push(format!("on {bg}"));
    }
    for (modifier, _) in style.add_modifier.iter_names() {
        parts.push(modifier.to_lowercase());
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}
