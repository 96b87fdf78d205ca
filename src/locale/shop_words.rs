//! A shop's own words for its messages: a folder with `es.ftl` and `en.ftl`, whose messages stand in place of the program's. They are
//! checked when they are read: a message that there is none of, something it may not ask for, something it must say.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::{Catalogue, Locale};
use crate::domain::messages::wording;

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsFault {
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    pub kind: WordsFaultKind,
    /// The message, or what it asks for.
    pub name: String,
}

/// The kinds, each with a sentence `mensajes-words-<kind>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsFaultKind {
    Unreadable,
    Syntax,
    /// There is no such message.
    Unknown,
    /// It asks for what the message does not carry.
    Placeable,
    /// It does not say what it must.
    Missing,
}

impl WordsFaultKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "mensajes-words-unreadable",
            Self::Syntax => "mensajes-words-syntax",
            Self::Unknown => "mensajes-words-unknown",
            Self::Placeable => "mensajes-words-placeable",
            Self::Missing => "mensajes-words-missing",
        }
    }
}

impl fmt::Display for WordsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {:?} {}", self.path.display(), self.line, self.kind, self.name)
    }
}

/// The catalogue of a language with the shop's words of that folder; the program's own where it has none.
///
/// # Errors
/// All that is wrong with its file.
pub fn catalogue(locale: Locale, folder: &Path) -> Result<&'static Catalogue, Vec<WordsFault>> {
    let path = folder.join(format!("{}.ftl", locale.as_str()));
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        // A folder that was named and is not there is a mistake; one without this language is not.
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound && folder.is_dir() => return Ok(Catalogue::of(locale)),
        Err(fault) => {
            return Err(vec![WordsFault {
                path,
                line: 1,
                kind: WordsFaultKind::Unreadable,
                name: fault.to_string(),
            }]);
        }
    };
    let own = checked(locale, &path, text)?;
    // Read once a program.
    Ok(Box::leak(Box::new(Catalogue::with(locale, own))))
}

fn checked(locale: Locale, path: &Path, text: String) -> Result<FluentResource, Vec<WordsFault>> {
    let fault = |at: usize, kind, name: &str| WordsFault {
        path: path.to_owned(),
        line: text.get(..at).unwrap_or_default().matches('\n').count() + 1,
        kind,
        name: name.to_owned(),
    };
    let resource = match FluentResource::try_new(text.clone()) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            let faults = errors
                .iter()
                .map(|error| fault(error.pos.start, WordsFaultKind::Syntax, &error.kind.to_string()));
            return Err(faults.collect());
        }
    };
    let known = Catalogue::of(locale);
    let mut faults = Vec::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name;
        // Where it stands: at the beginning of a line, once.
        let at = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let at = at
            .clone()
            .find(|at| {
                text[*at..]
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.trim_start().starts_with('='))
            })
            .unwrap_or(0);
        if !name.starts_with("message-") || !known.has(name) {
            faults.push(fault(at, WordsFaultKind::Unknown, name));
            continue;
        }
        let mut asked = BTreeSet::new();
        let patterns = message
            .value
            .iter()
            .chain(message.attributes.iter().map(|attribute| &attribute.value));
        patterns.for_each(|pattern| asked_for(pattern, &mut asked));
        for name_asked in &asked {
            if !wording::ALWAYS.contains(name_asked) && !wording::own(name).contains(name_asked) {
                let place = text[at..].find(&format!("${name_asked}")).unwrap_or(0);
                faults.push(fault(at + place, WordsFaultKind::Placeable, &format!("{name}: {name_asked}")));
            }
        }
        let mut said = BTreeSet::new();
        message.value.iter().for_each(|pattern| asked_for(pattern, &mut said));
        for required in wording::required(name) {
            if !said.contains(required) {
                faults.push(fault(at, WordsFaultKind::Missing, &format!("{name}: {required}")));
            }
        }
    }
    if faults.is_empty() { Ok(resource) } else { Err(faults) }
}

fn asked_for<'a>(pattern: &Pattern<&'a str>, names: &mut BTreeSet<&'a str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => asked_by(inline, names),
            Expression::Select { selector, variants } => {
                asked_by(selector, names);
                variants.iter().for_each(|variant| asked_for(&variant.value, names));
            }
        }
    }
}

fn asked_by<'a>(inline: &InlineExpression<&'a str>, names: &mut BTreeSet<&'a str>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name);
        }
        InlineExpression::Placeable { expression } => match expression.as_ref() {
            Expression::Inline(inline) => asked_by(inline, names),
            Expression::Select { selector, variants } => {
                asked_by(selector, names);
                variants.iter().for_each(|variant| asked_for(&variant.value, names));
            }
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, WordsFaultKind, String)> {
        match checked(Locale::Es, Path::new("es.ftl"), text.to_owned()) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.into_iter().map(|fault| (fault.line, fault.kind, fault.name)).collect(),
        }
    }

    #[test]
    fn own_words_are_taken() {
        assert_eq!(
            faults(
                "# Ours.\nmessage-customer-P6 = ¡Listo, { $customer }! Pago de { $order } confirmado.\n    .subject = Pago confirmado: { $order }\n"
            ),
            []
        );
        let own = checked(Locale::Es, Path::new("es.ftl"), "message-customer-P6 = Pagado: { $order }\n".into());
        let catalogue = Catalogue::with(Locale::Es, own.unwrap());
        let data = serde_json::json!({ "order": "KRFT-7Q2M4X" });
        assert_eq!(catalogue.message("message-customer-P6", &data), "Pagado: KRFT-7Q2M4X");
        assert!(catalogue.message("message-customer-A6", &data).contains("está en producción"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let none = "P99";
        let text = &format!(
            "message-customer-P6 = Pago de {{ $order }}.\nmessage-customer-{none} = x\n\nmessage-customer-P7 = Rechazado:\n    {{ $saldo }}\n"
        );
        assert_eq!(
            faults(text),
            [
                (2, WordsFaultKind::Unknown, format!("message-customer-{none}")),
                (5, WordsFaultKind::Placeable, "message-customer-P7: saldo".to_owned()),
                (4, WordsFaultKind::Missing, "message-customer-P7: order".to_owned()),
                (4, WordsFaultKind::Missing, "message-customer-P7: why".to_owned()),
            ]
        );
        assert!(matches!(
            faults("message-customer-P6 = { $order\n")[..],
            [(_, WordsFaultKind::Syntax, _)]
        ));
        assert!(matches!(faults("refusal-forbidden = no\n")[..], [(1, WordsFaultKind::Unknown, _)]));
    }
}
