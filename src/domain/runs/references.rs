//! References as people type or paste them: with the number of their line, or in the order of the lines that wait.

/// What parts a line's number from its reference.
const PARTS: [char; 4] = ['=', ';', '\t', ','];

/// `3=00482913`, `3;00482913`, `3` and a tab, or a reference alone for the next line that waits and was not named before. Empty lines say
/// nothing.
///
/// # Errors
/// The text that names no line.
pub fn placed<'a>(texts: impl IntoIterator<Item = &'a str>, waiting: &[i64]) -> Result<Vec<(i64, String)>, String> {
    let mut all: Vec<(i64, String)> = Vec::new();
    for text in texts.into_iter().map(str::trim).filter(|text| !text.is_empty()) {
        let place = match text.split_once(PARTS) {
            Some((line, reference)) => line.trim().parse().ok().map(|line| (line, reference.trim())),
            None => {
                let next = waiting.iter().find(|line| all.iter().all(|(placed, _)| placed != *line));
                next.map(|line| (*line, text))
            }
        };
        let (line, reference) = place.ok_or_else(|| text.to_owned())?;
        all.push((line, reference.to_owned()));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_placed_by_number_or_in_turn() {
        let texts = ["7=00482913", " 8 ; 123456", "", "9\t1234", "771204", "771205"];
        let placed_at = placed(texts, &[2, 5]).unwrap();
        let expected = [(7, "00482913"), (8, "123456"), (9, "1234"), (2, "771204"), (5, "771205")];
        assert_eq!(placed_at, expected.map(|(line, text)| (line, text.to_owned())));
        let second = placed(["1=1234", "1235"], &[1, 2]).unwrap();
        assert_eq!(second[1], (2, "1235".to_owned()), "the first was named");
        assert_eq!(placed(["x=1234"], &[1]), Err("x=1234".to_owned()));
        assert_eq!(placed(["1234", "1235"], &[1]), Err("1235".to_owned()), "more than wait");
    }
}
