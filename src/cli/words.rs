//! The fixed words an argument takes: the values of a named enum, in either case.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A parser that takes exactly the names of `all`, whatever their case.
pub fn choice<T: Copy + Send + Sync + 'static>(all: &'static [T], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|&value| name(value))).try_map(move |given| {
        all.iter()
            .copied()
            .find(|&value| name(value).eq_ignore_ascii_case(&given))
            .ok_or("")
    })
}

/// `sí`, `no`, and what else people type for them.
pub fn yes_or_no(given: &str) -> Result<bool, &'static str> {
    match crate::domain::text::fold(given.trim()).as_str() {
        "si" | "s" | "yes" | "y" | "true" | "1" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(""),
    }
}
