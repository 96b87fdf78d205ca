//! The cities, as a transaction has them: read once, however many of its commands look for one. Used by checkout, shipping rates,
//! zones and workshops.

use std::sync::Arc;

use super::error::Error;
use super::unit_of_work::UnitOfWork;
use crate::db::catalogue::checkout_lookup::{self, City};
use crate::domain::orders::geography::State;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{excerpt, fold};

/// All cities, found whatever their case and accents.
pub(crate) struct Cities(Vec<(String, City)>);

impl Cities {
    /// By id, or by name with case and accents folded; the state decides between namesakes.
    pub fn find(&self, wanted: &str, state: Option<&str>) -> Ruling<&City> {
        let state = state.map(State::parse).transpose()?;
        let folded = fold(wanted.trim());
        let id = folded.parse().ok();
        let mut found = self
            .0
            .iter()
            .filter(|(name, city)| (*name == folded || id == Some(city.id)) && state.is_none_or(|state| state == city.state));
        match (found.next(), found.next()) {
            (Some((_, city)), None) => Ok(city),
            _ => Err(Refusal::new(Code::CityUnknown).with("city", excerpt(wanted))),
        }
    }
}

impl UnitOfWork<'_> {
    pub async fn cities(&mut self) -> Result<Arc<Cities>, Error> {
        if let Some(cities) = &self.known.cities {
            return Ok(Arc::clone(cities));
        }
        let all = checkout_lookup::cities(&mut self.tx).await?;
        let cities = all.into_iter().map(|city| (fold(&city.name), city)).collect();
        let cities = Arc::new(Cities(cities));
        self.known.cities = Some(Arc::clone(&cities));
        Ok(cities)
    }
}
