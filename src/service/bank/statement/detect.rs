//! Which profile a file is of: each that could be tries its first rows.

use std::ops::ControlFlow;

use super::decode::{self, Shape};
use super::profile::{Container, Profile};
use super::profiles::Profiles;
use super::row::Row;
use super::table::Reading;
use super::{BOTH, notices, records, sheet_rows};
use crate::domain::money::Currency;
use crate::domain::refusal::{Code, Refusal, Ruling};

/// Enough to tell a layout by, behind the longest preamble.
const ROWS: usize = 300;

/// The same of a text, whatever its rows are.
const MOST_TEXT: usize = 256 * 1024;

/// How a profile was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// By the words of its messages.
    Notice,
    /// By the shape of its lines.
    Layout,
    /// By the titles of its columns.
    Header,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detected {
    One {
        profile: String,
        reason: Reason,
    },
    /// All of these read it equally well: a person says which, or names the account's bank.
    Several {
        profiles: Vec<String>,
        reason: Reason,
    },
}

/// How well a profile reads a file: how it was known, how many of its columns are there, and whether it is of one bank.
type Fit = (Reason, usize, bool);

/// The profile of a file; of the account's bank, when that is known, or of none. A file that another bank's profile reads better is
/// that bank's.
///
/// # Errors
/// `statement-unknown`, `statement-other-bank`, and what refuses the whole file as in `read`.
pub fn detect(bytes: &[u8], profiles: &Profiles, bank_code: Option<&str>) -> Ruling<Detected> {
    let head = Head::of(bytes)?;
    let fits: Vec<(Fit, &Profile)> = profiles.iter().filter_map(|profile| Some((head.fit(profile)?, profile))).collect();
    let best_of = |wanted: &dyn Fn(&Profile) -> bool| fits.iter().filter(|(_, profile)| wanted(profile)).map(|(fit, _)| *fit).max();
    let is_own = |profile: &Profile| bank_code.is_none() || profile.bank.as_deref() == bank_code;
    let names = |best: Fit, wanted: &dyn Fn(&Profile) -> bool| {
        let best = fits.iter().filter(|(fit, profile)| *fit == best && wanted(profile));
        best.map(|(_, profile)| profile.name.clone()).collect::<Vec<_>>()
    };
    let best = best_of(&|_| true).ok_or_else(|| Refusal::new(Code::StatementUnknown))?;
    let or_none = |profile: &Profile| is_own(profile) || profile.bank.is_none();
    match (best_of(&is_own), best_of(&or_none)) {
        (Some(own), _) => Ok(detected(own.0, names(own, &is_own))),
        (None, Some(any)) if any == best => Ok(detected(any.0, names(any, &or_none))),
        _ => Err(Refusal::new(Code::StatementOtherBank).with("found", names(best, &|_| true).join(", "))),
    }
}

fn detected(reason: Reason, mut profiles: Vec<String>) -> Detected {
    match profiles.pop() {
        Some(profile) if profiles.is_empty() => Detected::One { profile, reason },
        last => {
            profiles.extend(last);
            Detected::Several { profiles, reason }
        }
    }
}

/// What every profile looks at.
enum Head<'a> {
    Rows(Shape, Vec<Row<'static>>),
    Text { bytes: &'a [u8], plain: String },
}

impl<'a> Head<'a> {
    fn of(bytes: &'a [u8]) -> Ruling<Self> {
        let shape = Shape::of(bytes)?;
        if shape == Shape::Text {
            let mut plain = decode::text(bytes, &BOTH)?;
            let end = plain.bytes().take(MOST_TEXT).rposition(|byte| byte == b'\n');
            if let Some(end) = end.filter(|_| plain.len() > MOST_TEXT) {
                plain.truncate(end);
            }
            return Ok(Self::Text { bytes, plain });
        }
        let mut rows = Vec::new();
        sheet_rows(bytes, shape, &BOTH, &mut |row| {
            rows.push(row.to_owned_row());
            if rows.len() < ROWS {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        Ok(Self::Rows(shape, rows))
    }

    /// Nothing when the profile refuses most of it.
    fn fit(&self, profile: &Profile) -> Option<Fit> {
        let mut reading = Reading::new(profile, Currency::Ves);
        let mut left = ROWS;
        let mut take = |row: &Row<'_>| {
            left = left.saturating_sub(1);
            if left == 0 { ControlFlow::Break(()) } else { reading.take(row) }
        };
        match self {
            Self::Text { plain, .. } if profile.containers.contains(&Container::Notice) => {
                return notices::knows(profile, plain).then_some((Reason::Notice, 0, true));
            }
            Self::Rows(shape, rows) => {
                shape.container(profile)?;
                let _ = rows.iter().try_for_each(&mut take);
            }
            Self::Text { bytes, plain } => {
                let container = Shape::Text.container(profile)?;
                let other = (profile.encodings != BOTH)
                    .then(|| decode::text(bytes, &profile.encodings))
                    .transpose()
                    .ok()?;
                records::rows(other.as_ref().unwrap_or(plain), container, profile, &mut take).ok()?;
            }
        }
        let (lines, refused) = reading.counts();
        let reason = if profile.header.is_some() { Reason::Header } else { Reason::Layout };
        (lines > refused).then_some((reason, reading.known_columns(), profile.bank.is_some()))
    }
}
