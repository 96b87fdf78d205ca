//! How long typed texts may be. Used by every command that takes one.

use super::refusal::{Code, Refusal, Ruling};
use super::text::excerpt;

/// The text, if it has at most `limit` characters.
///
/// # Errors
/// `text-too-long`, with the field's message and the limit.
pub fn bounded(field: &'static str, text: &str, limit: usize) -> Ruling<String> {
    if text.chars().count() > limit {
        return Err(Refusal::new(Code::TextTooLong)
            .with("field", super::refusal::Arg::Message(format!("field-{field}")))
            .with("input", excerpt(text))
            .with("limit", u32::try_from(limit).unwrap_or(u32::MAX)));
    }
    Ok(text.to_owned())
}

/// Characters of a note that goes with a report.
pub const LONGEST_NOTE: usize = 2_000;

/// Characters of an address on the web.
pub const LONGEST_LINK: usize = 500;
