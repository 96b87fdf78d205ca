//! The fixed words an argument takes: the values of a named enum, in either case; and a share of an amount.

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
    crate::domain::text::yes_or_no(given).ok_or("")
}

/// A share in basis points: `50%`, or the basis points themselves. A number that could be either is neither.
pub fn share(typed: &str) -> Result<u32, &'static str> {
    let text = typed.trim();
    let points = match text.strip_suffix('%') {
        Some(percent) => {
            let percent: rust_decimal::Decimal = percent.trim().replace(',', ".").parse().map_err(|_| "")?;
            let points = percent * rust_decimal::Decimal::ONE_HUNDRED;
            if !points.fract().is_zero() {
                return Err("");
            }
            u32::try_from(points).map_err(|_| "")?
        }
        None => text.parse().ok().filter(|points| *points == 0 || *points > 100).ok_or("")?,
    };
    (points <= 10_000).then_some(points).ok_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_percentage_or_basis_points() {
        for (typed, points) in [("50%", 5000), ("12,5 %", 1250), ("0", 0), ("100%", 10_000), ("7500", 7500)] {
            assert_eq!(share(typed), Ok(points), "{typed}");
        }
        for typed in ["50", "101%", "-5%", "33,333%", "%", "mitad", "10001"] {
            assert!(share(typed).is_err(), "{typed}");
        }
    }
}
