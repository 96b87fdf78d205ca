//! Values that both engines can bind. Each has one native form per engine (architecture.md, "Types").

use chrono::NaiveDate;
use rusqlite::types::{Null, ToSqlOutput};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sqlx::encode::IsNull;
use sqlx::postgres::{PgArguments, PgTypeInfo};
use sqlx::query::Query;
use sqlx::{Encode, Postgres, Type};
use uuid::Uuid;

use super::error::{DbError, DbResult};
use crate::domain::Time;

/// The kind of a value, which a NULL needs too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Int,
    Bool,
    Uuid,
    Amount,
    Rate,
    Time,
    Date,
    Json,
    Bytes,
    /// A native enum of PostgreSQL, by its type's name.
    Enum(&'static str),
}

/// A bound value.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    Null(Kind),
    Text(String),
    Int(i64),
    Bool(bool),
    Uuid(Uuid),
    /// Two decimals: NUMERIC(18,2) and INTEGER minor units. More decimals are an error, never rounded.
    Amount(Decimal),
    /// Up to eight decimals: NUMERIC(18,8) and TEXT.
    Rate(Decimal),
    /// TIMESTAMPTZ and INTEGER microseconds, UTC.
    Time(Time),
    Date(NaiveDate),
    Json(String),
    Bytes(Vec<u8>),
    Enum(&'static str, &'static str),
}

/// Something that can be bound, also when it is absent.
pub trait ToParam {
    const KIND: Kind;

    fn to_param(&self) -> Param;
}

impl<T: ToParam> From<T> for Param {
    fn from(value: T) -> Self {
        value.to_param()
    }
}

impl<T: ToParam> ToParam for Option<T> {
    const KIND: Kind = T::KIND;

    fn to_param(&self) -> Param {
        self.as_ref().map_or(Param::Null(T::KIND), ToParam::to_param)
    }
}

impl<T: ToParam> ToParam for &T {
    const KIND: Kind = T::KIND;

    fn to_param(&self) -> Param {
        (*self).to_param()
    }
}

macro_rules! params {
    ($($type:ty, $kind:expr, $value:ident => $param:expr;)+) => {$(
        impl ToParam for $type {
            const KIND: Kind = $kind;

            fn to_param(&self) -> Param {
                let $value = self;
                $param
            }
        }
    )+};
}

params! {
    &str, Kind::Text, v => Param::Text((*v).to_owned());
    String, Kind::Text, v => Param::Text(v.clone());
    i64, Kind::Int, v => Param::Int(*v);
    u32, Kind::Int, v => Param::Int(i64::from(*v));
    bool, Kind::Bool, v => Param::Bool(*v);
    Uuid, Kind::Uuid, v => Param::Uuid(*v);
    Time, Kind::Time, v => Param::Time(*v);
    NaiveDate, Kind::Date, v => Param::Date(*v);
    &[u8], Kind::Bytes, v => Param::Bytes(v.to_vec());
    serde_json::Value, Kind::Json, v => Param::Json(crate::domain::text::json(v));
}

/// An amount of money without its currency, which has its own column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub Decimal);

params! {
    Amount, Kind::Amount, v => Param::Amount(v.0);
}

/// Binds all, in order, as the array a statement takes.
macro_rules! bind {
    ($($value:expr),* $(,)?) => { [$($crate::db::engine::value::Param::from($value)),*] };
}
pub(crate) use bind;

pub(super) type PgQuery<'q> = Query<'q, Postgres, PgArguments>;

/// Two decimals as minor units.
fn minor(amount: Decimal) -> DbResult<i64> {
    let cents = amount * Decimal::ONE_HUNDRED;
    if cents.fract().is_zero() { cents.to_i64() } else { None }
        .ok_or_else(|| DbError::Value(format!("{amount} has more than two decimals")))
}

/// The native form in a file.
///
/// # Errors
/// An amount of more than two decimals.
pub fn sqlite_value(param: &Param) -> DbResult<ToSqlOutput<'_>> {
    Ok(match param {
        Param::Null(_) => Null.into(),
        Param::Text(text) | Param::Json(text) => text.as_str().into(),
        Param::Int(int) => (*int).into(),
        Param::Bool(bool) => (*bool).into(),
        Param::Uuid(id) => id.as_bytes().as_slice().into(),
        Param::Amount(amount) => minor(*amount)?.into(),
        Param::Rate(rate) => rate.normalize().to_string().into(),
        Param::Time(time) => time.timestamp_micros().into(),
        Param::Date(date) => date.to_string().into(),
        Param::Bytes(bytes) => bytes.as_slice().into(),
        Param::Enum(_, name) => (*name).into(),
    })
}

pub(crate) fn bind_postgres(query: PgQuery<'_>, param: Param) -> DbResult<PgQuery<'_>> {
    Ok(match param {
        Param::Null(kind) => match kind {
            Kind::Text => query.bind(None::<String>),
            Kind::Int => query.bind(None::<i64>),
            Kind::Bool => query.bind(None::<bool>),
            Kind::Uuid => query.bind(None::<Uuid>),
            Kind::Amount | Kind::Rate => query.bind(None::<Decimal>),
            Kind::Time => query.bind(None::<Time>),
            Kind::Date => query.bind(None::<NaiveDate>),
            Kind::Bytes => query.bind(None::<Vec<u8>>),
            Kind::Json => query.bind(PgNamed {
                type_name: "jsonb",
                text: None,
            }),
            Kind::Enum(type_name) => query.bind(PgNamed { type_name, text: None }),
        },
        Param::Text(text) => query.bind(text),
        Param::Json(text) => query.bind(PgNamed {
            type_name: "jsonb",
            text: Some(text),
        }),
        Param::Int(int) => query.bind(int),
        Param::Bool(bool) => query.bind(bool),
        Param::Uuid(id) => query.bind(id),
        Param::Amount(amount) => {
            minor(amount)?;
            query.bind(amount)
        }
        Param::Rate(rate) => query.bind(rate),
        Param::Time(time) => query.bind(time),
        Param::Date(date) => query.bind(date),
        Param::Bytes(bytes) => query.bind(bytes),
        Param::Enum(type_name, name) => query.bind(PgNamed {
            type_name,
            text: Some(name.to_owned()),
        }),
    })
}

/// A text sent as a PostgreSQL type that is known by name only: a native enum, or jsonb.
struct PgNamed {
    type_name: &'static str,
    text: Option<String>,
}

impl Type<Postgres> for PgNamed {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_name("text")
    }
}

impl Encode<'_, Postgres> for PgNamed {
    fn encode_by_ref(&self, buffer: &mut sqlx::postgres::PgArgumentBuffer) -> Result<IsNull, sqlx::error::BoxDynError> {
        let Some(text) = &self.text else { return Ok(IsNull::Yes) };
        if self.type_name == "jsonb" {
            // The binary form of jsonb starts with its version.
            buffer.push(1);
        }
        buffer.extend_from_slice(text.as_bytes());
        Ok(IsNull::No)
    }

    fn produces(&self) -> Option<PgTypeInfo> {
        Some(PgTypeInfo::with_name(self.type_name))
    }
}
