//! Rows that both engines can give, read by column name.

use chrono::{DateTime, NaiveDate};
use rusqlite::types::ValueRef;
use rust_decimal::Decimal;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::connection::LiteRow;
use super::error::{DbError, DbResult};
use super::value::{Amount, Kind};
use crate::domain::Time;
use crate::domain::money::{Currency, Money};
use crate::domain::text::Safe;

/// A row of whichever engine is open.
pub enum Row<'r> {
    Sqlite(LiteRow<'r>),
    Postgres(&'r PgRow),
}

/// What a row becomes.
pub trait FromRow: Sized + Send {
    fn from_row(row: &Row<'_>) -> DbResult<Self>;
}

/// What a column becomes.
pub trait Column: Sized + Send {
    /// `None` is NULL.
    fn read(row: &Row<'_>, name: &str) -> DbResult<Option<Self>>;
}

/// A column that may or may not be NULL.
pub trait Cell: Sized + Send {
    fn cell(row: &Row<'_>, name: &str) -> DbResult<Self>;
}

impl<T: Column> Cell for T {
    fn cell(row: &Row<'_>, name: &str) -> DbResult<Self> {
        T::read(row, name)?.ok_or_else(|| DbError::Value(format!("{name} is NULL")))
    }
}

impl<T: Column> Cell for Option<T> {
    fn cell(row: &Row<'_>, name: &str) -> DbResult<Self> {
        T::read(row, name)
    }
}

impl Row<'_> {
    /// The column by its name; `Option` for one that may be NULL.
    pub fn get<T: Cell>(&self, name: &str) -> DbResult<T> {
        T::cell(self, name)
    }

    /// The column by its name; NULL is the value's default.
    pub fn or_default<T: Column + Default>(&self, name: &str) -> DbResult<T> {
        Ok(T::read(self, name)?.unwrap_or_default())
    }

    /// An amount column and its currency's.
    pub fn money(&self, amount: &str, currency: &str) -> DbResult<Money> {
        money(self.get(amount)?, self.get(currency)?)
    }

    /// An amount column whose currency the schema fixes.
    pub fn money_in(&self, amount: &str, currency: Currency) -> DbResult<Money> {
        money(self.get(amount)?, currency)
    }

    pub fn money_opt(&self, amount: &str, currency: &str) -> DbResult<Option<Money>> {
        match (self.get::<Option<Amount>>(amount)?, self.get::<Option<Currency>>(currency)?) {
            (Some(amount), Some(currency)) => money(amount, currency).map(Some),
            _ => Ok(None),
        }
    }
}

/// More decimals than two are an error of the row, never rounded away.
fn money(amount: Amount, currency: Currency) -> DbResult<Money> {
    Money::exact(amount.0, currency).map_err(|refusal| DbError::Value(format!("{}: {refusal}", amount.0)))
}

macro_rules! columns {
    ($($type:ty, $lite:ty => $from_lite:expr, $pg:ty => $from_pg:expr;)+) => {$(
        impl Column for $type {
            fn read(row: &Row<'_>, name: &str) -> DbResult<Option<Self>> {
                match row {
                    Row::Sqlite(row) => lite::<$lite>(row, name)?.map($from_lite).transpose(),
                    Row::Postgres(row) => row.try_get_unchecked::<Option<$pg>, _>(name)?.map($from_pg).transpose(),
                }
            }
        }
    )+};
}

fn decode(error: impl std::fmt::Display) -> DbError {
    DbError::Value(error.to_string())
}

fn out_of_range(micros: i64) -> DbError {
    DbError::Value(format!("{micros} is no instant"))
}

/// A value of a file in its native form; none where it is of another.
trait Native: Sized {
    fn native(value: ValueRef<'_>) -> Option<Self>;
}

fn lite<T: Native>(row: &LiteRow<'_>, name: &str) -> DbResult<Option<T>> {
    match row.value(name)? {
        ValueRef::Null => Ok(None),
        value => T::native(value)
            .map(Some)
            .ok_or_else(|| DbError::Value(format!("{name} is {}", value.data_type()))),
    }
}

impl Native for i64 {
    fn native(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()
    }
}

impl Native for bool {
    fn native(value: ValueRef<'_>) -> Option<Self> {
        Some(value.as_i64().ok()? != 0)
    }
}

/// Bytes that are no UTF-8 may stand in a file: each is read as U+FFFD, which is shown.
impl Native for String {
    fn native(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(Self::from_utf8_lossy(bytes).into_owned()),
            ValueRef::Integer(int) => Some(int.to_string()),
            ValueRef::Real(_) | ValueRef::Null => None,
        }
    }
}

impl Native for Vec<u8> {
    fn native(value: ValueRef<'_>) -> Option<Self> {
        value.as_bytes().ok().map(Self::from)
    }
}

impl Native for Uuid {
    fn native(value: ValueRef<'_>) -> Option<Self> {
        Self::from_slice(value.as_blob().ok()?).ok()
    }
}

impl Native for NaiveDate {
    fn native(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

columns! {
    String, Self => Ok, Self => Ok;
    Safe, String => |text| Ok(Self::from(text)), String => |text| Ok(Self::from(text));
    i64, i64 => Ok, i64 => Ok;
    bool, bool => Ok, bool => Ok;
    Vec<u8>, Self => Ok, Self => Ok;
    Uuid, Uuid => Ok, Uuid => Ok;
    NaiveDate, Self => Ok, PgDay => |day: PgDay| day.0.ok_or_else(|| out_of_range(i64::MAX));
    Time, i64 => |micros| DateTime::from_timestamp_micros(micros).ok_or_else(|| out_of_range(micros)), PgInstant => |at: PgInstant| at.0.ok_or_else(|| out_of_range(i64::MAX));
    Amount, i64 => |minor| Ok(Self(Decimal::new(minor, 2))), Decimal => |amount| Ok(Self(amount));
    Decimal, String => |text| text.parse::<Self>().map(|number| number.normalize()).map_err(decode), Decimal => |number| Ok(number.normalize());
    serde_json::Value, String => |text| serde_json::from_str(&text).map_err(decode), PgJson => |json: PgJson| Ok(json.0);
}

impl Column for u32 {
    fn read(row: &Row<'_>, name: &str) -> DbResult<Option<Self>> {
        i64::read(row, name)?.map(|int| Self::try_from(int).map_err(decode)).transpose()
    }
}

/// The bytes of a value of PostgreSQL in its binary form.
fn binary<const N: usize>(value: &sqlx::postgres::PgValueRef<'_>) -> Result<[u8; N], sqlx::error::BoxDynError> {
    Ok(value.as_bytes()?.try_into()?)
}

/// A timestamptz, microseconds since 2000; none where no calendar goes: `infinity`, which the driver would not survive.
struct PgInstant(Option<Time>);

impl sqlx::Type<sqlx::Postgres> for PgInstant {
    fn type_info() -> sqlx::postgres::PgTypeInfo {
        <Time as sqlx::Type<sqlx::Postgres>>::type_info()
    }
}

impl sqlx::Decode<'_, sqlx::Postgres> for PgInstant {
    fn decode(value: sqlx::postgres::PgValueRef<'_>) -> Result<Self, sqlx::error::BoxDynError> {
        const EPOCH: i64 = 946_684_800_000_000;
        let since = i64::from_be_bytes(binary(&value)?).checked_add(EPOCH);
        Ok(Self(since.and_then(DateTime::from_timestamp_micros)))
    }
}

/// A date, days since 2000, likewise.
struct PgDay(Option<NaiveDate>);

impl sqlx::Type<sqlx::Postgres> for PgDay {
    fn type_info() -> sqlx::postgres::PgTypeInfo {
        <NaiveDate as sqlx::Type<sqlx::Postgres>>::type_info()
    }
}

impl sqlx::Decode<'_, sqlx::Postgres> for PgDay {
    fn decode(value: sqlx::postgres::PgValueRef<'_>) -> Result<Self, sqlx::error::BoxDynError> {
        let since = chrono::TimeDelta::days(i64::from(i32::from_be_bytes(binary(&value)?)));
        let epoch = NaiveDate::from_ymd_opt(2000, 1, 1);
        Ok(Self(epoch.and_then(|epoch| epoch.checked_add_signed(since))))
    }
}

/// jsonb in its binary form: a version byte, then the text.
struct PgJson(serde_json::Value);

impl sqlx::Type<sqlx::Postgres> for PgJson {
    fn type_info() -> sqlx::postgres::PgTypeInfo {
        sqlx::postgres::PgTypeInfo::with_name("jsonb")
    }
}

impl sqlx::Decode<'_, sqlx::Postgres> for PgJson {
    fn decode(value: sqlx::postgres::PgValueRef<'_>) -> Result<Self, sqlx::error::BoxDynError> {
        let bytes = value.as_bytes()?;
        Ok(Self(serde_json::from_slice(bytes.strip_prefix(&[1]).unwrap_or(bytes))?))
    }
}

/// Columns of ids and named enums: text or UUID underneath.
macro_rules! id_columns {
    ($($id:ident),+ $(,)?) => {$(
        impl Column for crate::domain::ids::$id {
            fn read(row: &Row<'_>, name: &str) -> DbResult<Option<Self>> {
                Ok(Uuid::read(row, name)?.map(Self::from_uuid))
            }
        }

        impl super::value::ToParam for crate::domain::ids::$id {
            const KIND: super::value::Kind = super::value::Kind::Uuid;

            fn to_param(&self) -> super::value::Param {
                super::value::Param::Uuid(self.uuid())
            }
        }
    )+};
}

id_columns! {
    OrderId, ItemId, SubmissionId, EvidenceId, LogId, AssignmentId, WorkshopId, RefundId, RefundPaymentId, OperatorId, AccountId,
    ProductId, CityId, ZoneId, ShippingRateId, ExchangeRateId, NotificationId, OperationId, OfferId, BookingId,
    PayableId, SettlementId, CreditId, BankImportId, RunId, RunLineId, ProposalId, PayablePaymentId, RequestId, OperatorKeyId,
}

macro_rules! enum_columns {
    ($($name:ty => $kind:expr),+ $(,)?) => {$(
        impl Column for $name {
            fn read(row: &Row<'_>, name: &str) -> DbResult<Option<Self>> {
                String::read(row, name)?.map(|text| text.parse().map_err(decode)).transpose()
            }
        }

        impl super::value::ToParam for $name {
            const KIND: super::value::Kind = $kind;

            fn to_param(&self) -> super::value::Param {
                match Self::KIND {
                    super::value::Kind::Enum(pg_type) => super::value::Param::Enum(pg_type, self.as_str()),
                    _ => super::value::Param::Text(self.as_str().to_owned()),
                }
            }
        }
    )+};
}

enum_columns! {
    Currency => Kind::Text,
    crate::domain::orders::status::PaymentStatus => Kind::Enum("payment_status"),
    crate::domain::orders::status::AssignmentStatus => Kind::Enum("assignment_status"),
    crate::domain::orders::shipping::DeliveryMethod => Kind::Enum("delivery_method"),
    crate::domain::actor::Role => Kind::Text,
    crate::domain::orders::event::Lane => Kind::Text,
    crate::domain::method::PaymentMethod => Kind::Enum("payment_method"),
    crate::domain::method::ProofState => Kind::Text,
    crate::domain::orders::rate::RateEnd => Kind::Text,
    crate::domain::fulfilment::workshop_refusal::WorkshopRefusal => Kind::Text,
    crate::domain::fulfilment::assignment_edges::Cause => Kind::Text,
    crate::domain::fulfilment::due::Due => Kind::Text,
    crate::domain::fulfilment::workshop::ZoneMode => Kind::Text,
    crate::domain::payables::policy::PaymentPolicy => Kind::Enum("payment_policy"),
    crate::domain::payables::line::PayableKind => Kind::Text,
    crate::domain::payables::line::PayableStatus => Kind::Text,
    crate::domain::payables::statement::EntryKind => Kind::Text,
    crate::domain::audit::change::MasterTable => Kind::Text,
    crate::domain::ssh_key::KeyAlgorithm => Kind::Text,
    crate::domain::views::ViewedList => Kind::Text,
    crate::domain::messages::channel::Recipient => Kind::Text,
    crate::domain::messages::channel::Channel => Kind::Text,
    crate::domain::messages::channel::MessageState => Kind::Text,
    crate::domain::messages::channel::AttemptOutcome => Kind::Text,
    crate::domain::messages::channel::MessageAct => Kind::Text,
    crate::domain::messages::channel::Language => Kind::Text,
    crate::domain::audit::change::Origin => Kind::Text,
    crate::domain::payments::refund::RefundKind => Kind::Text,
    crate::domain::payments::refund::Bearer => Kind::Text,
    crate::domain::payments::receipt_file::ReceiptKind => Kind::Text,
    crate::domain::orders::request::RequestKind => Kind::Text,
    crate::domain::orders::request::RequestOutcome => Kind::Text,
    crate::domain::bank::credit::CreditOrigin => Kind::Text,
    crate::domain::runs::state::RunState => Kind::Text,
    crate::domain::runs::state::LineState => Kind::Text,
    crate::domain::fulfilment::closed_days::ProposalStatus => Kind::Text,
    crate::domain::bank::credit::CreditAct => Kind::Text,
    crate::domain::bank::credit::ChainState => Kind::Text,
    crate::domain::bank::statement::Direction => Kind::Text,
    crate::domain::bank::statement::LineKind => Kind::Text,
}

/// A row that is there, whatever it holds.
pub(super) struct Nothing;

impl FromRow for Nothing {
    fn from_row(_: &Row<'_>) -> DbResult<Self> {
        Ok(Self)
    }
}

/// A row of one column, named `found`.
pub(in crate::db) struct Found<T>(pub(in crate::db) T);

impl<T: Cell> FromRow for Found<T> {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        row.get("found").map(Found)
    }
}

pub(in crate::db) fn found<T>(rows: Vec<Found<T>>) -> Vec<T> {
    rows.into_iter().map(|Found(value)| value).collect()
}

/// A name and what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T> {
    pub id: T,
    pub name: String,
}

impl<T: Cell> FromRow for Named<T> {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
        })
    }
}
