//! Names of cities, zones and workshops, so that a filter can be typed: short lists, matched with case and accents folded.

use crate::db::engine::Db;
use crate::db::engine::error::DbResult;
use crate::db::engine::row::Named;
use crate::db::engine::statement::statement;
use crate::db::engine::value::bind;
use crate::domain::ids::{CityId, WorkshopId};
use crate::domain::text::fold;

statement! {
    CITIES = "SELECT id, name FROM cities"
}

statement! {
    ZONES = "SELECT c.city_id AS id, z.name FROM service_zones z JOIN service_zone_cities c ON c.zone_id = z.id"
}

statement! {
    WORKSHOPS = "SELECT id, name FROM workshops"
}

statement! {
    WORKSHOP_NAME = "SELECT name AS found FROM workshops WHERE id = $1"
}

/// The cities whose name has this fragment.
pub async fn cities(db: &Db, fragment: &str) -> DbResult<Vec<CityId>> {
    Ok(matching(db.all(CITIES.with(bind![])).await?, fragment))
}

/// The cities of the zones whose name has this fragment.
pub async fn zones(db: &Db, fragment: &str) -> DbResult<Vec<CityId>> {
    Ok(matching(db.all(ZONES.with(bind![])).await?, fragment))
}

/// The workshops whose name has this fragment.
pub async fn workshops(db: &Db, fragment: &str) -> DbResult<Vec<WorkshopId>> {
    Ok(matching(db.all(WORKSHOPS.with(bind![])).await?, fragment))
}

pub async fn workshop_name(db: &Db, workshop: WorkshopId) -> DbResult<Option<String>> {
    Ok(db
        .opt(WORKSHOP_NAME.with(bind![workshop]))
        .await?
        .map(|crate::db::engine::row::Found(name)| name))
}

/// A whole name wins over names it is a part of.
fn matching<T>(named: Vec<Named<T>>, fragment: &str) -> Vec<T> {
    let wanted = fold(fragment.trim());
    let (whole, parts): (Vec<_>, Vec<_>) = named
        .into_iter()
        .map(|Named { id, name }| (fold(&name), id))
        .filter(|(name, _)| !wanted.is_empty() && name.contains(&wanted))
        .partition(|(name, _)| *name == wanted);
    let kept = if whole.is_empty() { parts } else { whole };
    kept.into_iter().map(|(_, id)| id).collect()
}
