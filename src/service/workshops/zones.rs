//! Service zones: sets of cities that workshops serve.

use crate::domain::ids::ZoneId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::{excerpt, fold};
use crate::service::{Error, Krafta};

impl Krafta {
    /// The zone of this name, whatever its case and accents.
    pub(in crate::service) async fn service_zone_id(&self, wanted: &str) -> Result<ZoneId, Error> {
        let folded = fold(wanted.trim());
        let zones = self.db().service_zones().await?;
        let found = zones.into_iter().find(|zone| fold(&zone.name) == folded).map(|zone| zone.id);
        found.ok_or_else(|| Refusal::new(Code::ServiceZoneUnknown).with("input", excerpt(wanted)).into())
    }
}
