//! Three columns side by side: what the order needs, what the customer declared, what the bank shows. Characters that
//! differ are marked, and a glyph says so without colour. In a form the last column is what is typed.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::domain::payments::reference::{Reference, Relation};
use crate::locale::Key;
use crate::tui::core::theme::Tone;

/// Pieces of a line side by side.
pub type Pieces = Vec<(Tone, String)>;

/// How two texts are held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Letter by letter, from the right: cents under cents.
    Exactly,
    /// One may be the ending of the other, leading zeros apart.
    Reference,
    /// What was declared has been judged already; the bank must show the same.
    Judged(Standing),
    /// The same, of the amount: what was declared is held against what is owed.
    Owed(Standing),
    /// Several amounts together, what was declared and what the bank shows: both are held against what is owed.
    Sums(Standing, Standing),
}

/// How one column stands to what it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Same,
    /// Another amount, within the tolerance.
    Near,
    Other,
}

impl Standing {
    pub const fn of(same: bool) -> Self {
        if same { Self::Same } else { Self::Other }
    }

    const fn mark(self) -> (Tone, &'static str) {
        match self {
            Self::Same => (Tone::Done, "✓ "),
            Self::Near => (Tone::Waits, "≈ "),
            Self::Other => (Tone::Wrong, "≠ "),
        }
    }
}

/// One line of the comparison: what is needed, what was declared, what the bank shows.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about: of a form, the field in which its last column is typed.
    pub about: Key,
    pub label: String,
    pub how: How,
    pub columns: [Option<String>; 3],
}

impl Line {
    /// The line in `labels` columns for what it is, and three columns of `width`.
    pub fn pieces(&self, labels: usize, width: usize) -> Pieces {
        let mut line = vec![(Tone::Past, fitted(&self.label, labels))];
        line.extend(self.known(width));
        line.extend(self.shown(width));
        line
    }

    /// The two columns before what the bank shows.
    pub fn known(&self, width: usize) -> Pieces {
        let [wanted, declared, _] = self.columns.each_ref().map(Option::as_deref);
        let plain = wanted.unwrap_or_default();
        let mut line = vec![(Tone::Plain, fitted(&ending(plain, width.saturating_sub(1)), width))];
        line.extend(against(self.standings()[0], wanted, declared, width));
        line
    }

    /// The column of what the bank shows.
    pub fn shown(&self, width: usize) -> Pieces {
        let [wanted, declared, banked] = self.columns.each_ref().map(Option::as_deref);
        against(self.standings()[1], declared.or(wanted), banked, width)
    }

    /// How what the bank shows stands to the rest; none while nothing is there.
    pub fn mark(&self) -> Option<(Tone, &'static str)> {
        self.standings()[1].map(Standing::mark)
    }

    /// How what was declared stands to what is needed, and what the bank shows to what was declared; what was not declared,
    /// to what is needed. None where there is nothing to hold against it.
    fn standings(&self) -> [Option<Standing>; 2] {
        let [wanted, declared, banked] = self.columns.each_ref().map(Option::as_deref);
        let shown = match self.how {
            How::Judged(_) | How::Owed(_) => How::Exactly,
            How::Sums(_, banked) => How::Judged(banked),
            how => how,
        };
        [(self.how, wanted, declared), (shown, declared.or(wanted), banked)]
            .map(|(how, base, text)| base.zip(text).map(|(base, text)| judge(how, base, text)))
    }

    /// Whether something differs that a confirmation needs a reason for. That the money is only a part is another verdict, and
    /// asked about by itself.
    pub fn differs(&self, covers: bool) -> bool {
        let [declared, banked] = self.standings().map(|standing| standing == Some(Standing::Other));
        match self.how {
            How::Sums(..) if !covers => false,
            How::Owed(_) if !covers => banked,
            _ => declared || banked,
        }
    }
}

/// `text` in `width` columns with a mark for how it stands to `base`.
fn against(standing: Option<Standing>, base: Option<&str>, text: Option<&str>, width: usize) -> Pieces {
    let Some(text) = text else {
        return vec![(Tone::Plain, " ".repeat(width))];
    };
    let Some((base, standing)) = base.zip(standing) else {
        return vec![(Tone::Plain, fitted(&ending(text, width.saturating_sub(2)), width))];
    };
    let shown = ending(text, width.saturating_sub(3));
    let mut line: Pieces = Vec::new();
    if standing != Standing::Other {
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
    let (tone, mark) = standing.mark();
    line.push((tone, mark.to_owned()));
    line
}

fn judge(how: How, base: &str, text: &str) -> Standing {
    match how {
        How::Exactly => Standing::of(base == text),
        How::Judged(standing) | How::Owed(standing) | How::Sums(standing, _) => standing,
        How::Reference => Standing::of(Reference::stored(base).relation(&Reference::stored(text)) != Relation::Different),
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

    fn text(pieces: &Pieces) -> String {
        pieces.iter().map(|(_, text)| text.as_str()).collect()
    }

    fn differing(pieces: &Pieces) -> Vec<&str> {
        let marked = pieces.iter().filter(|(tone, _)| *tone == Tone::Differs);
        marked.map(|(_, text)| text.as_str()).collect()
    }

    fn line(how: How, columns: [&str; 3]) -> Line {
        let column = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Line {
            about: "pagos-line-amount",
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
        let pieces = against(Some(Standing::Other), Some("12.040,00"), Some("2.040,00"), 12);
        assert_eq!(text(&pieces), "2.040,00  ≠ ");
        assert!(differing(&pieces).is_empty());
    }
}
