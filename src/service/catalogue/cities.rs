//! A city by the name somebody typed. Used by checkout, shipping rates, zones and workshops.

use crate::db::catalogue::checkout_lookup::City;
use crate::domain::orders::geography::State;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{excerpt, fold};

/// By id, or by name with case and accents folded; the state decides between namesakes.
pub(crate) fn find_city<'c>(cities: &'c [City], wanted: &str, state: Option<&str>) -> Ruling<&'c City> {
    let state = state.map(State::parse).transpose()?;
    let folded = fold(wanted.trim());
    let named =
        |city: &&City| (fold(&city.name) == folded || city.id.to_string() == folded) && state.is_none_or(|state| state == city.state);
    let mut found = cities.iter().filter(named);
    match (found.next(), found.next()) {
        (Some(city), None) => Ok(city),
        _ => Err(Refusal::new(Code::CityUnknown).with("city", excerpt(wanted))),
    }
}
