//! The amount of a row: one column with a sign, or one for what came and one for what left.

use super::number;
use super::profile::{Columns, Profile};
use super::row::{Cell, Row, Spot};
use crate::domain::bank::statement::Direction;

pub struct Amount<'a, 'r> {
    pub row: &'a Row<'r>,
    pub columns: &'a Columns<Spot>,
    pub profile: &'a Profile,
}

pub enum Found {
    /// In hundredths and never zero; the direction by sign or column.
    Is { minor: i64, direction: Option<Direction> },
    /// An amount in either column.
    Both,
    /// What stands there in its place.
    None(String),
}

impl Amount<'_, '_> {
    pub fn found(&self) -> Found {
        match self.columns.amount {
            Some(spot) => self.signed(spot),
            None => self.in_two_columns(),
        }
    }

    fn signed(&self, spot: Spot) -> Found {
        match self.minor(Some(spot)) {
            Ok(Some(minor)) => Found::Is {
                minor,
                direction: Some(if minor < 0 { Direction::Out } else { Direction::In }),
            },
            Ok(None) => Found::None(self.shown(Some(spot))),
            Err(shown) => Found::None(shown),
        }
    }

    fn in_two_columns(&self) -> Found {
        let (credit, debit) = (self.minor(self.columns.credit), self.minor(self.columns.debit));
        match (credit, debit) {
            (Ok(Some(_)), Ok(Some(_))) => Found::Both,
            (Ok(Some(minor)), Ok(None)) if minor > 0 => Found::Is {
                minor,
                direction: Some(Direction::In),
            },
            // Banks print what left with or without a minus.
            (Ok(None), Ok(Some(minor))) => Found::Is {
                minor,
                direction: Some(Direction::Out),
            },
            (Ok(Some(minor)), Ok(None)) => Found::None(minor.to_string()),
            (Err(shown), _) | (_, Err(shown)) => Found::None(shown),
            (Ok(None), Ok(None)) => Found::None(self.shown(self.columns.credit) + &self.shown(self.columns.debit)),
        }
    }

    /// Nothing for a blank cell or a zero; what stands there when it is no amount.
    fn minor(&self, spot: Option<Spot>) -> Result<Option<i64>, String> {
        let Some(cell) = spot.and_then(|spot| self.row.at(spot)) else {
            return Ok(None);
        };
        let minor = match cell.as_ref() {
            Cell::Text(text) if matches!(number::bare(text), "-" | "--") => return Ok(None),
            Cell::Text(text) => number::text(text, self.profile.decimals, self.profile.cents),
            Cell::Number(value) => number::number(*value, self.profile.decimals),
            Cell::Date(_) => None,
        };
        match minor {
            Some(0) => Ok(None),
            Some(minor) => Ok(Some(minor)),
            None => Err(cell.shown().into_owned()),
        }
    }

    fn shown(&self, spot: Option<Spot>) -> String {
        let cell = spot.and_then(|spot| self.row.at(spot));
        cell.map_or_else(String::new, |cell| cell.shown().into_owned())
    }
}
