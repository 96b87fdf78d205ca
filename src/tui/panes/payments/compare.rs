//! Three columns side by side: what the order needs, what the customer declared, what the bank shows. Characters that
//! differ are marked, and a glyph says so without colour.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::domain::payments::reference::{Reference, Relation};
use crate::tui::core::theme::Tone;
use crate::tui::pane::dialogue::Said;

/// How two texts are held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Letter by letter, from the right: cents under cents.
    Exactly,
    /// One may be the ending of the other, leading zeros apart.
    Reference,
    /// What was declared has been judged already; the bank must show the same.
    Judged(bool),
}

/// One line of the comparison: what is needed, what was declared, what the bank shows.
#[derive(Clone, Debug)]
pub struct Line {
    pub label: String,
    pub how: How,
    pub columns: [Option<String>; 3],
}

impl Line {
    /// The line in `labels` columns for what it is, and three columns of `width`.
    pub fn pieces(&self, labels: usize, width: usize) -> Said {
        let mut line = vec![(Tone::Past, fitted(&self.label, labels))];
        let [wanted, declared, banked] = self.columns.each_ref().map(Option::as_deref);
        let plain = wanted.unwrap_or_default();
        line.push((Tone::Plain, fitted(&ending(plain, width.saturating_sub(1)), width)));
        line.extend(against(self.how, wanted, declared, width));
        // The bank is held against what was declared; what was not declared, against what is needed.
        let how = match self.how {
            How::Judged(_) => How::Exactly,
            how => how,
        };
        line.extend(against(how, declared.or(wanted), banked, width));
        line
    }
}

/// `text` in `width` columns with a mark for how it stands to `base`.
fn against(how: How, base: Option<&str>, text: Option<&str>, width: usize) -> Said {
    let Some(text) = text else {
        return vec![(Tone::Plain, " ".repeat(width))];
    };
    let Some(base) = base else {
        return vec![(Tone::Plain, fitted(&ending(text, width.saturating_sub(2)), width))];
    };
    let shown = ending(text, width.saturating_sub(3));
    let mut line: Said = Vec::new();
    let same = agree(how, base, text);
    if same {
        line.push((Tone::Plain, shown));
    } else {
        for (c, differs) in marked(base, &shown) {
            let tone = if differs { Tone::Differs } else { Tone::Plain };
            match line.last_mut() {
                Some((last, run)) if *last == tone => run.push(c),
                _ => line.push((tone, c.to_string())),
            }
        }
    }
    // The marks stand under each other, wherever their texts end.
    let used: usize = line.iter().map(|(_, text)| text.width()).sum();
    line.push((Tone::Plain, " ".repeat(width.saturating_sub(used + 2))));
    line.push(if same {
        (Tone::Done, "✓ ".into())
    } else {
        (Tone::Wrong, "≠ ".into())
    });
    line
}

pub fn agree(how: How, base: &str, text: &str) -> bool {
    match how {
        How::Exactly => base == text,
        How::Judged(fine) => fine,
        How::Reference => Reference::stored(base).relation(&Reference::stored(text)) != Relation::Different,
    }
}

/// Each character of `shown`, and whether the one of `base` as far from the right is another.
fn marked<'a>(base: &str, shown: &'a str) -> impl Iterator<Item = (char, bool)> + 'a {
    let base: Vec<char> = base.chars().collect();
    let count = shown.chars().count();
    shown.chars().enumerate().map(move |(at, c)| {
        let from_right = count - at;
        let other = base.len().checked_sub(from_right).and_then(|at| base.get(at)).copied();
        (c, c != '…' && other != Some(c))
    })
}

/// The end of a text in `width` columns, `…` before it when there was more.
fn ending(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = Vec::new();
    let mut used = 1;
    for c in text.chars().rev() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(c);
    }
    if width > 0 {
        kept.push('…');
    }
    kept.into_iter().rev().collect()
}

/// Filled up with spaces.
pub fn fitted(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pieces: &Said) -> String {
        pieces.iter().map(|(_, text)| text.as_str()).collect()
    }

    fn differing(pieces: &Said) -> Vec<&str> {
        let marked = pieces.iter().filter(|(tone, _)| *tone == Tone::Differs);
        marked.map(|(_, text)| text.as_str()).collect()
    }

    fn line(how: How, columns: [&str; 3]) -> Line {
        let column = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Line {
            label: "monto".into(),
            how,
            columns: columns.map(column),
        }
    }

    #[test]
    fn what_agrees_has_a_tick_and_what_differs_its_characters() {
        let line = line(How::Exactly, ["4.512,30", "4.512,30", "4.521,30"]);
        let pieces = line.pieces(8, 13);
        assert_eq!(text(&pieces), "monto   4.512,30     4.512,30   ✓ 4.521,30   ≠ ");
        assert_eq!(differing(&pieces), ["21"]);
    }

    #[test]
    fn a_reference_may_be_the_ending_of_the_other() {
        let shown = line(How::Reference, ["", "482913", "0000123400482913"]);
        let pieces = shown.pieces(6, 13);
        assert_eq!(text(&pieces), "monto              482913       …400482913 ✓ ");
        assert!(differing(&pieces).is_empty());
        let other = line(How::Reference, ["", "482913", "482931"]).pieces(6, 13);
        assert_eq!(differing(&other), ["31"]);
    }

    #[test]
    fn amounts_of_other_lengths_are_aligned_by_their_cents() {
        let pieces = against(How::Exactly, Some("12.040,00"), Some("2.040,00"), 12);
        assert_eq!(text(&pieces), "2.040,00  ≠ ");
        assert!(differing(&pieces).is_empty());
    }
}
