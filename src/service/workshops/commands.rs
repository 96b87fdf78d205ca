//! What is asked about workshops: what they are, offer and can take, the zones they serve, holidays.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::fulfilment::workshop::ZoneMode;
use crate::domain::ids::ProposalId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::payables::policy::PaymentPolicy;

/// How a change is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The workshop's version as the person saw it; another one now is refused with `workshop-moved`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The person knows what no longer fits; then a reason is needed.
    #[serde(default)]
    pub confirmed: bool,
}

/// Whether what is put there may be there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wanted {
    New,
    There,
    /// A line of a file: added, or the one of this name changed.
    #[default]
    Either,
}

/// A workshop by its name, added or changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutWorkshop {
    pub workshop: String,
    #[serde(default)]
    pub wanted: Wanted,
    #[serde(default)]
    pub details: WorkshopDetails,
    #[serde(flatten)]
    pub consent: Consent,
}

/// What a workshop is, as typed; what is not given stays as it is. An empty text takes away what may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkshopDetails {
    /// Another name.
    pub name: Option<String>,
    pub rif: Option<String>,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Needed for a new workshop, unless its city tells.
    pub state: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    /// All the zones it serves.
    pub zones: Option<Vec<String>>,
    pub policy: Option<PaymentPolicy>,
    pub deposit_basis_points: Option<u32>,
    pub demands_deposit: Option<bool>,
    pub payee: PayeeDetails,
    /// Units a day, Monday first.
    pub weekly: Option<[u32; 7]>,
    pub hosts_pickup: Option<bool>,
    pub ships_nationally: Option<bool>,
    pub active: Option<bool>,
}

/// Where it is paid, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PayeeDetails {
    pub method: Option<PaymentMethod>,
    pub bank: Option<String>,
    pub account: Option<String>,
    pub name: Option<String>,
    pub document: Option<String>,
}

/// What a workshop can take is changed. A dated limit and a pause need a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeCapacity {
    /// By name or id.
    pub workshop: String,
    pub change: CapacityChange,
    #[serde(flatten)]
    pub consent: Consent,
}

/// A change of what a workshop can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CapacityChange {
    /// Units a day, Monday first.
    Week([u32; 7]),
    /// Days, both included, with a limit of their own; 0 closes them.
    Days { from: NaiveDate, until: NaiveDate, units: u32 },
    /// Days that follow the week again.
    Usual { from: NaiveDate, until: NaiveDate },
    /// Takes no work until the day it takes work again, or until somebody says so.
    Pause { until: Option<NaiveDate> },
}

/// Ends a pause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeWorkshop {
    /// By name or id.
    pub workshop: String,
    #[serde(flatten)]
    pub consent: Consent,
}

/// A workshop proposes its own days, both included, to be closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposeClosedDays {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawClosedDays {
    pub proposal: ProposalId,
}

/// The days are closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptClosedDays {
    pub proposal: ProposalId,
    /// What the workshop reads with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The person knows what no longer fits.
    #[serde(default)]
    pub confirmed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclineClosedDays {
    pub proposal: ProposalId,
    /// What the workshop reads.
    pub reason: String,
}

/// What a workshop offers of a product, added or changed. Costs and days of what was accepted stay as they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PutOffer {
    pub workshop: String,
    pub sku: String,
    #[serde(default)]
    pub wanted: Wanted,
    #[serde(default)]
    pub details: OfferDetails,
    #[serde(flatten)]
    pub consent: Consent,
}

/// An offer, as given; what is not given stays as it is. `Some(None)`, in JSON `null`, takes away what may be missing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OfferDetails {
    /// Needed for a new offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_cost: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity_units: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub daily_limit: Option<Option<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_quantity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub max_quantity: Option<Option<u32>>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub valid_from: Option<Option<NaiveDate>>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub valid_to: Option<Option<NaiveDate>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// A field that is there, `null` included.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A service zone, added or changed; what is not given stays. A city is `Valencia`, or `Valencia, Carabobo` where the name
/// alone is not enough.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PutZone {
    pub zone: String,
    #[serde(default)]
    pub wanted: Wanted,
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<ZoneMode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub come: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub go: Vec<String>,
}

/// Days on which no workshop makes anything: those there are stay as they are, all others are added or none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddHolidays {
    pub days: Vec<NewHoliday>,
    #[serde(default)]
    pub wanted: Wanted,
    #[serde(flatten)]
    pub consent: Consent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewHoliday {
    pub day: NaiveDate,
    pub name: String,
}

/// Venezuela's holidays of a year, or of the years around today.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeedHolidays {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    #[serde(flatten)]
    pub consent: Consent,
}

/// Another name for the same day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenameHoliday {
    pub day: NaiveDate,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveHoliday {
    pub day: NaiveDate,
}
