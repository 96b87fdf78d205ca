//! From the bytes of a file to what is in it: which kind of file it is, and its text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::profile::{Container, Profile, TextEncoding};
use crate::domain::refusal::{Code, Refusal, Ruling};

/// Larger files are no statements.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Xlsx,
    Xls,
    Html,
    Text,
}

impl Shape {
    /// # Errors
    /// `statement-large`, `statement-empty`.
    pub fn of(bytes: &[u8]) -> Ruling<Self> {
        if bytes.len() > LARGEST_FILE {
            return Err(Refusal::new(Code::StatementLarge));
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Ok(Self::Xlsx);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Ok(Self::Xls);
        }
        let head: Vec<u8> = bytes.iter().copied().take(512).filter(|byte| *byte != 0).collect();
        let head = head.strip_prefix(b"\xef\xbb\xbf".as_slice()).unwrap_or(&head);
        let head = head.strip_prefix(b"\xff\xfe".as_slice()).unwrap_or(head);
        let head = head.strip_prefix(b"\xfe\xff".as_slice()).unwrap_or(head);
        match head.trim_ascii_start().first() {
            None => Err(Refusal::new(Code::StatementEmpty)),
            Some(b'<') => Ok(Self::Html),
            Some(_) => Ok(Self::Text),
        }
    }

    /// How a file of this shape is read by the profile; nothing when it is none of the profile's.
    pub fn container(self, profile: &Profile) -> Option<Container> {
        let has = |container: &Container| profile.containers.contains(container);
        let sheets = [Container::Xlsx, Container::Xls, Container::Html];
        let tables = [Container::Csv, Container::Tsv];
        match self {
            // Banks and people rename these: a profile of one sheet reads all three.
            Self::Xlsx | Self::Xls | Self::Html if !sheets.iter().chain(&tables).any(has) => None,
            Self::Xlsx => Some(Container::Xlsx),
            Self::Xls => Some(Container::Xls),
            Self::Html => Some(Container::Html),
            Self::Text => {
                let own = profile
                    .containers
                    .iter()
                    .copied()
                    .find(|it| !sheets.contains(it) && *it != Container::Notice);
                // Rows copied from a sheet come with tabs.
                own.or_else(|| sheets.iter().any(has).then_some(Container::Tsv))
            }
        }
    }
}

/// The text of a file, with one kind of line end. A mark at its beginning says the encoding; else UTF-16 is known by its zeros, and
/// the profile names what else to try.
///
/// # Errors
/// `statement-encoding`.
pub fn text(bytes: &[u8], encodings: &[TextEncoding]) -> Ruling<String> {
    named_text(bytes, encodings).map(|(text, _)| text)
}

/// The same, with the name of its encoding.
///
/// # Errors
/// `statement-encoding`.
pub fn named_text(bytes: &[u8], encodings: &[TextEncoding]) -> Ruling<(String, &'static str)> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, length)| (encoding, &bytes[length..]));
    let (encoding, bytes) = marked
        .or_else(|| wide(bytes).map(|encoding| (encoding, bytes)))
        .unwrap_or((UTF_8, bytes));
    let mut tried = vec![encoding];
    if encoding == UTF_8 {
        tried = encodings
            .iter()
            .map(|it| match it {
                TextEncoding::Utf8 => UTF_8,
                TextEncoding::Windows1252 => WINDOWS_1252,
            })
            .collect();
    }
    let decoded = tried.iter().find_map(|encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some((text, encoding.name()))
    });
    match decoded {
        Some((text, name)) if text.contains('\r') => Ok((text.replace("\r\n", "\n").replace('\r', "\n"), name)),
        Some((text, name)) => Ok((text.into_owned(), name)),
        None => Err(Refusal::new(Code::StatementEncoding)),
    }
}

/// UTF-16 without a mark: every second byte of what banks write is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512) & !1)?;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let most = head.len() / 2 * 9 / 10;
    match (zeros(0), zeros(1)) {
        (0, low) if low > 0 && low >= most => Some(UTF_16LE),
        (high, 0) if high > 0 && high >= most => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide_bytes(text: &str, little: bool) -> Vec<u8> {
        let both = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(both).collect()
    }

    #[test]
    fn one_text_in_every_encoding() {
        let said = "Fecha\tDescripción\r\n01/11/2026\tPEÑA\r2\n";
        let meant = "Fecha\tDescripción\n01/11/2026\tPEÑA\n2\n";
        let both = [TextEncoding::Utf8, TextEncoding::Windows1252];
        let mut latin: Vec<u8> = Vec::new();
        latin.extend(said.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
        let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for bytes in [
            said.as_bytes().to_vec(),
            with_mark(b"\xef\xbb\xbf", said.as_bytes().to_vec()),
            latin.clone(),
            wide_bytes(said, true),
            wide_bytes(said, false),
            with_mark(b"\xff\xfe", wide_bytes(said, true)),
            with_mark(b"\xfe\xff", wide_bytes(said, false)),
        ] {
            assert_eq!(text(&bytes, &both).unwrap(), meant);
        }
        assert_eq!(text(&latin, &[TextEncoding::Utf8]).unwrap_err().code, Code::StatementEncoding);
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (bytes, shape) in [
            (b"PK\x03\x04x".as_slice(), Shape::Xlsx),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", Shape::Xls),
            (b"\xef\xbb\xbf  <html>", Shape::Html),
            (b"\xff\xfe<\0t\0", Shape::Html),
            (b"Fecha;", Shape::Text),
        ] {
            assert_eq!(Shape::of(bytes).unwrap(), shape);
        }
        assert_eq!(Shape::of(b" \n ").unwrap_err().code, Code::StatementEmpty);
        assert_eq!(Shape::of(&vec![b'a'; LARGEST_FILE + 1]).unwrap_err().code, Code::StatementLarge);
    }
}
