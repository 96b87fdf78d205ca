//! The words of a bank's message, with the places of what it says: `Recibiste Bs. {amount} del {phone} Ref: {reference}`. Case,
//! accents and the number of spaces do not matter.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::names::named;
use crate::domain::text::fold;

named! {
    pub enum Field {
        Amount = "amount",
        Date = "date",
        Document = "document",
        Phone = "phone",
        Reference = "reference",
        /// Something that is not kept: a time, a name.
        Any = "any",
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// Folded, one space between words.
    Words(Vec<char>),
    Value(Field),
}

/// Longer than any value of a message.
const LONGEST_VALUE: usize = 80;

impl Template {
    fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or("a { without its }")?;
            let field = name.parse().map_err(|_| format!("{{{name}}} is no value of a message"))?;
            pieces.extend(Self::words(words));
            if matches!(pieces.last(), Some(Piece::Value(_))) {
                return Err(format!("{{{name}}}: words between two values tell them apart"));
            }
            pieces.push(Piece::Value(field));
            rest = after;
        }
        pieces.extend(Self::words(rest));
        let has = |field| pieces.contains(&Piece::Value(field));
        if !matches!(pieces.first(), Some(Piece::Words(_))) || !has(Field::Amount) {
            return Err("a message begins with words and has an {amount}".to_owned());
        }
        Ok(Self {
            text: text.to_owned(),
            pieces,
        })
    }

    fn words(text: &str) -> Option<Piece> {
        let squeezed = squeeze(text);
        (!squeezed.is_empty()).then(|| Piece::Words(fold(&squeezed).chars().collect()))
    }

    /// Whether a line begins as this message does.
    pub fn begins(&self, line: &str) -> bool {
        match self.pieces.first() {
            Some(Piece::Words(words)) => begins(&squeeze(line).trim_start().chars().collect::<Vec<_>>(), words),
            _ => false,
        }
    }

    /// The values of a message, in their order; nothing when it is another one.
    pub fn read(&self, message: &str) -> Option<Vec<(Field, String)>> {
        let text: Vec<char> = squeeze(message.trim()).chars().collect();
        let mut values = Vec::new();
        let mut at = 0;
        let mut pieces = self.pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Words(words) => {
                    let words = if at == 0 {
                        words.strip_prefix(&[' ']).unwrap_or(words)
                    } else {
                        words
                    };
                    at += begins(text.get(at..)?, words).then_some(words.len())?;
                }
                Piece::Value(field) => {
                    let rest = text.get(at..)?;
                    let end = match pieces.peek() {
                        Some(Piece::Words(words)) => (1..rest.len().min(LONGEST_VALUE)).find(|end| begins(&rest[*end..], words))?,
                        _ => rest.iter().position(|c| *c == ' ').unwrap_or(rest.len()),
                    };
                    let value: String = rest.get(..end)?.iter().collect();
                    let value = value.trim().trim_end_matches(['.', ',', ';']);
                    if value.is_empty() {
                        return None;
                    }
                    values.push((*field, value.to_owned()));
                    at += end;
                }
            }
        }
        Some(values)
    }
}

/// One space for each run of white space.
fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

fn begins(text: &[char], words: &[char]) -> bool {
    let alike = |(a, b): (&char, &char)| a == b || fold(a.encode_utf8(&mut [0; 4])).chars().eq([*b]);
    text.len() >= words.len() && text.iter().zip(words).all(alike)
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_gives_its_values() {
        let template = Template::parse("Recibiste un pago móvil por Bs. {amount} del {phone} Ref: {reference}").unwrap();
        let read = |message: &str| template.read(message);
        let values = read("RECIBISTE un  Pago Movil por Bs. 3.000,00 del 0414-1234567\nRef: 000123456789. Gracias").unwrap();
        let given: Vec<_> = values.iter().map(|(field, value)| (*field, value.as_str())).collect();
        assert_eq!(
            given,
            [
                (Field::Amount, "3.000,00"),
                (Field::Phone, "0414-1234567"),
                (Field::Reference, "000123456789")
            ]
        );
        assert_eq!(read("Recibiste un pago móvil por Bs. 3.000,00"), None);
        assert_eq!(read("Enviaste un pago móvil por Bs. 3.000,00 del 0414 Ref: 1"), None);
        assert!(template.begins("  recibiste un pago movil por bs. x"));
        for wrong in ["{amount} llegó", "Llegó", "Llegó {amount}{date}", "Llegó {monto}", "Llegó {amount"] {
            assert!(Template::parse(wrong).is_err(), "{wrong}");
        }
    }
}
