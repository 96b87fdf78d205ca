//! What every sentence keeps to: no code, no state as the database writes it, no sign before an amount that brings its own, and one
//! word for one thing.

use super::super::Locale;
use super::super::sources;
use crate::domain::refusal::Code;

/// Words that have another one now, each in Spanish.
const GIVEN_UP: &[(&str, &str)] = &[
    ("órdenes", "comandos"),
    ("relevar", "tomar de otro"),
    ("fuera de plazo", "cotización vencida"),
    ("detenid", "retenido"),
    ("detener", "retener"),
    ("el enlace vuelva", "la conexión"),
    ("otra región", "otro panel"),
    ("y repite", "e intenta de nuevo"),
    ("tu turno", "tu reserva"),
    ("señales", "alertas"),
    ("un url", "una URL"),
    ("pausado hasta", "vuelve el"),
    ("por cortar", "espera el corte"),
    ("restituir", "anular el reembolso"),
    ("un paso atrás", "devolver un paso"),
    ("sin la excepción", "es una excepción: la autorizo"),
    ("nadie lo revisa", "sin revisor"),
    ("a descontar", "a favor de Krafta"),
    ("mirar otra vez", "buscar otra vez"),
    ("decídelo aparte", "revísalo por separado"),
    ("esc cancelar", "Esc cerrar"),
    ("para siempre", "queda registrado quién y por qué"),
    ("a quien sí puede", "puede hacerlo"),
    ("metodo", "método"),
    ("politica", "política"),
];

/// The texts of a language, without what is filled in and without comments.
fn texts(locale: Locale) -> impl Iterator<Item = String> {
    let lines = sources::of(locale).iter().flat_map(|source| source.lines());
    lines.filter(|line| !line.starts_with('#')).map(|line| {
        let text = match line.split_once(" =") {
            Some((key, text)) if !key.trim().contains(' ') => text,
            _ => line,
        };
        // `[one] …` and `*[other] …` are of the language of the messages.
        let text = text.trim().trim_start_matches('*');
        text.strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
            .map_or(text, |(_, text)| text)
            .to_owned()
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
        .filter(|word| !word.is_empty())
}

/// `PARTIALLY_PAID`; not the name of a variable of the environment, nor what stands for a key of a row.
fn is_raw(word: &str) -> bool {
    word.contains('_')
        && !word.starts_with("KRAFTA_")
        && !["DATABASE_URL", "ROW_KEY"].contains(&word)
        && word.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

/// `P12`, `A3`: an edge of the tables.
fn is_edge(word: &str) -> bool {
    let digits = word.strip_prefix(['P', 'A']).unwrap_or_default();
    !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn no_sentence_contains_a_code_a_raw_state_or_a_sign_too_many() {
    let mut faults = Vec::new();
    for locale in Locale::ALL {
        // An example of a command is typed with the names that the database has.
        for text in texts(locale).filter(|text| !text.starts_with("krafta ")) {
            let is_code = |word: &str| word.contains('-') && Code::ALL.iter().any(|code| code.as_str() == word);
            let odd = words(&text).filter(|word| is_raw(word) || is_edge(word) || is_code(word));
            faults.extend(odd.map(|word| format!("{word}: {text}")));
            if ["-{ $", "−{ $", "--{"].iter().any(|sign| text.contains(sign)) {
                faults.push(format!("a sign: {text}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn one_thing_has_one_word() {
    let mut faults = Vec::new();
    for text in texts(Locale::Es) {
        let small = text.to_lowercase();
        let given_up = GIVEN_UP.iter().filter(|(word, _)| small.contains(word));
        faults.extend(given_up.map(|(word, better)| format!("{word}, better {better}: {text}")));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_checks_see_what_they_look_for() {
    assert!(is_raw("PARTIALLY_PAID") && !is_raw("KRAFTA_DATABASE") && !is_raw("SQLite"));
    assert!(is_edge("P6") && is_edge("A13") && !is_edge("A3x") && !is_edge("P") && !is_edge("PDF"));
}
