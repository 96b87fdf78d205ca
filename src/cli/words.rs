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
