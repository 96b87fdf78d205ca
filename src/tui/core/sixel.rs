//! Pictures as sixels: bands of six rows, colour after colour, runs counted.

use std::fmt::Write;

use super::inks::Inked;

/// Between the introducer and its end: size, colours, bands.
pub fn sixel(picture: &Inked, width: usize) -> String {
    let height = picture.points.len().checked_div(width).unwrap_or(0);
    let mut out = format!("\"1;1;{width};{height}");
    for (number, (red, green, blue)) in picture.inks.iter().enumerate() {
        let percent = |part: u8| (u16::from(part) * 100 + 127) / 255;
        // Writing to memory cannot fail.
        let _ = write!(out, "#{number};2;{};{};{}", percent(*red), percent(*green), percent(*blue));
    }
    for band in picture.points.chunks(6 * width.max(1)) {
        for (number, dots) in inks_of(band, width, picture.inks.len()) {
            let _ = write!(out, "#{number}");
            runs(&mut out, &dots);
            out.push('$');
        }
        out.push('-');
    }
    out
}

/// The dots of each colour of a band, column by column, one bit a row.
fn inks_of(band: &[u8], width: usize, inks: usize) -> Vec<(usize, Vec<u8>)> {
    let mut dots: Vec<Vec<u8>> = vec![Vec::new(); inks];
    for (row, points) in band.chunks(width.max(1)).enumerate() {
        for (column, ink) in points.iter().enumerate() {
            let Some(of_ink) = dots.get_mut(usize::from(*ink)) else { continue };
            if of_ink.is_empty() {
                of_ink.resize(width, 0);
            }
            of_ink[column] |= 1 << row;
        }
    }
    dots.into_iter().enumerate().filter(|(_, dots)| !dots.is_empty()).collect()
}

/// Each column as its character; the same several times is counted, and what is empty up to the end is left out.
fn runs(out: &mut String, dots: &[u8]) {
    let end = dots.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1);
    for run in dots[..end].chunk_by(|one, other| one == other) {
        let symbol = char::from(b'?' + run[0]);
        match run.len() {
            count @ 1..4 => out.extend(std::iter::repeat_n(symbol, count)),
            count => {
                let _ = write!(out, "!{count}{symbol}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_and_what_is_empty_is_left_out() {
        let mut out = String::new();
        runs(&mut out, &[1, 1, 1, 1, 1, 0, 63, 63, 0, 0]);
        assert_eq!(out, "!5@?~~");
    }

    #[test]
    fn a_band_has_the_colours_that_are_in_it() {
        let picture = Inked {
            inks: vec![(0, 0, 0), (255, 255, 255)],
            points: [vec![0; 12], vec![1; 2]].concat(),
        };
        assert_eq!(sixel(&picture, 2), "\"1;1;2;7#0;2;0;0;0#1;2;100;100;100#0~~$-#1@@$-");
    }
}
