//! "Not found" says something only when the money could have been seen: the clock of each payment, by its method, its banks and the
//! days on which they work.

use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::payments::sent::SentProof;
use crate::db::workshops::capacity;
use crate::domain::Time;
use crate::domain::bank::matching::expected::{Expected, Sent, latest};
use crate::domain::calendar::Holidays;
use crate::domain::dates::Zone;

/// Longest row of days without banks that is looked for.
const AROUND: chrono::Days = chrono::Days::new(30);

/// When the money of all of these can be seen, while that is still to come.
pub(super) async fn until(reader: &mut impl Reader, zone: Zone, now: Time, open: &[SentProof]) -> DbResult<Option<Time>> {
    let Some(first) = open.iter().map(|proof| proof.paid_on).min() else {
        return Ok(None);
    };
    let days = capacity::holidays(reader, first, zone.day(now) + AROUND).await?;
    let holidays: Holidays = days.into_iter().map(|holiday| holiday.day).collect();
    let visible = open.iter().map(|proof| {
        let sent = Sent {
            method: proof.method,
            from: proof.from.as_deref(),
            to: proof.to.as_deref(),
            at: latest(proof.paid_on, None, zone.local(proof.reported_at)),
        };
        Expected::of(sent, &holidays)
    });
    let last = visible.max_by_key(|expected| expected.visible_from);
    Ok(last
        .filter(|expected| expected.is_early(zone.local(now)))
        .map(|expected| zone.instant(expected.visible_from)))
}
