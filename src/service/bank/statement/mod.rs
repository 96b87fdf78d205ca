//! Reading a bank's statement: bytes in, lines out, by a profile. No database, no clock, no files: the command line and the
//! terminal bring the bytes, the import keeps the lines.

mod amount;
mod biff;
mod compound;
mod date;
mod decode;
mod detect;
mod guide;
mod hints;
mod html;
mod notices;
mod number;
mod profile;
mod profiles;
mod records;
mod row;
mod table;
mod template;
#[cfg(test)]
#[cfg(feature = "demo")]
mod tests;
mod workbook;

pub use self::date::DatePattern;
pub use self::decode::LARGEST_FILE;
pub use self::detect::{Detected, Reason, detect};
pub use self::guide::{Choices, Doubt, Guided, Holds, Naming, Titles, guide, rivals};
pub use self::notices::read_notices;
pub use self::profile::{Container, Decimals, Profile, TextEncoding};
pub use self::profiles::{Profiles, built_in};
pub use self::table::MOST_LINES;

use self::decode::Shape;
use self::row::Sink;
use self::table::Reading;
use crate::domain::bank::statement::Statement;
use crate::domain::money::Currency;
use crate::domain::refusal::{Code, Refusal, Ruling};

/// Reads a whole file, or rows pasted with tabs between their cells. What cannot be read in one way only is refused by its line; the
/// rest stands.
///
/// # Errors
/// `statement-large`, `statement-many`, `statement-empty`, `statement-encoding`, `statement-kind`, `statement-damaged`,
/// `statement-unpacked`, `statement-header`.
pub fn read(bytes: &[u8], profile: &Profile, currency: Currency) -> Ruling<Statement> {
    let shape = Shape::of(bytes)?;
    let mut reading = Reading::new(profile, currency);
    rows(bytes, shape, profile, &mut |row| reading.take(row))?;
    reading.finish()
}

const BOTH: [TextEncoding; 2] = [TextEncoding::Utf8, TextEncoding::Windows1252];

fn rows(bytes: &[u8], shape: Shape, profile: &Profile, sink: &mut Sink<'_>) -> Ruling<()> {
    let container = shape.container(profile).ok_or_else(|| Refusal::new(Code::StatementKind))?;
    match shape {
        Shape::Text => records::rows(&decode::text(bytes, &profile.encodings)?, container, profile, sink),
        _ => sheet_rows(bytes, shape, &profile.encodings, sink),
    }
}

fn sheet_rows(bytes: &[u8], shape: Shape, encodings: &[TextEncoding], sink: &mut Sink<'_>) -> Ruling<()> {
    match shape {
        Shape::Xlsx => workbook::xlsx(bytes, sink),
        Shape::Xls => workbook::xls(bytes, sink),
        Shape::Html | Shape::Text => {
            html::rows(&decode::text(bytes, encodings)?, sink);
            Ok(())
        }
    }
}
