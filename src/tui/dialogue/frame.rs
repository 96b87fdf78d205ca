//! The card every overlay is drawn on: a rule above with the title, clean inside; its keys stand in the last row of the screen.

use ratatui::layout::Rect;

use super::shell::Shell;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::{below, centred};
use crate::tui::core::theme::Tone;

/// Columns beside a card in which nothing can be read.
const SLIVER: u16 = 10;

/// Draws the card for a content of at most `width` × `height` and returns the room inside it.
pub fn card(shell: &Shell, area: Rect, (width, height): (u16, u16), title: &str, keys: &str, canvas: &mut Canvas<'_>) -> Rect {
    let theme = shell.theme;
    let card = centred(area, width.saturating_add(4), height.saturating_add(3));
    // What is left of a row beside it says nothing, and would look as if it could be chosen.
    let beside = card.x.saturating_sub(area.x);
    let cleared = match beside <= SLIVER {
        true => Rect {
            x: area.x,
            width: area.width,
            ..card
        },
        false => card,
    };
    canvas.fill(cleared, " ", ratatui::style::Style::reset());
    border(card, theme.style(Tone::Rule), canvas);
    if card.width > 4 {
        let inside = Rect {
            x: card.x + 2,
            width: card.width - 4,
            ..card
        };
        canvas.text(inside, 0, &format!(" {title} "), theme.style(Tone::Strong));
    }
    self::keys(shell, keys, canvas);
    Rect {
        x: card.x + 2.min(card.width),
        y: card.y + 2.min(card.height),
        width: card.width.saturating_sub(4),
        height: card.height.saturating_sub(3),
    }
}

/// `Tab siguiente · Esc cerrar` in the last row of the screen.
pub fn keys(shell: &Shell, keys: &str, canvas: &mut Canvas<'_>) {
    let foot = below(canvas.buf.area, canvas.buf.area.height.saturating_sub(1));
    canvas.fill(foot, " ", ratatui::style::Style::reset());
    let mut column = 1;
    for said in keys.split(" · ") {
        let (key, does) = said.split_once(' ').unwrap_or((said, ""));
        // Where a sentence stands in place of a key, it is all one.
        let tone = if key.chars().next().is_some_and(char::is_lowercase) {
            Tone::Past
        } else {
            Tone::Accent
        };
        column += canvas.text_at(foot, 0, column, key, shell.theme.style(tone)) + 1;
        column += canvas.text_at(foot, 0, column, does, shell.theme.style(Tone::Past)) + 3;
    }
}

fn border(card: Rect, style: ratatui::style::Style, canvas: &mut Canvas<'_>) {
    if card.width < 2 || card.height < 2 {
        return;
    }
    let last = card.height - 1;
    canvas.rule(card, 0, style);
    canvas.rule(card, last, style);
    for row in 1..last {
        canvas.text(card, row, "│", style);
        canvas.text_at(card, row, card.width - 1, "│", style);
    }
    for (row, column, corner) in [(0, 0, "╭"), (0, card.width - 1, "╮"), (last, 0, "╰"), (last, card.width - 1, "╯")] {
        canvas.text_at(card, row, column, corner, style);
    }
}
