//! The card every overlay is drawn on: a rule above with the title, a rule below with the keys, clean inside.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::shell::Shell;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::layout::centred;
use crate::tui::core::theme::Tone;

/// Draws the card for a content of at most `width` × `height` and returns the room inside it.
pub fn card(shell: &Shell, area: Rect, (width, height): (u16, u16), title: &str, keys: &str, canvas: &mut Canvas<'_>) -> Rect {
    let theme = shell.theme;
    let card = centred(area, width.saturating_add(4), height.saturating_add(4));
    canvas.fill(card, " ", ratatui::style::Style::reset());
    border(card, theme.style(Tone::Rule), canvas);
    if card.width > 4 {
        let inside = Rect {
            x: card.x + 2,
            width: card.width - 4,
            ..card
        };
        canvas.text(inside, 0, &format!(" {title} "), theme.style(Tone::Strong));
        let used = u16::try_from(keys.width() + 2).unwrap_or(u16::MAX);
        let left = inside.width.saturating_sub(used);
        canvas.text_at(
            inside,
            card.height.saturating_sub(1),
            left,
            &format!(" {keys} "),
            theme.style(Tone::Past),
        );
    }
    Rect {
        x: card.x + 2.min(card.width),
        y: card.y + 2.min(card.height),
        width: card.width.saturating_sub(4),
        height: card.height.saturating_sub(4),
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
