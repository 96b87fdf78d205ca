//! Exact money: an amount in hundredths and its currency (domain.md §1). Used by every rule, row and face.
//! What people type is read in `amount`; this file holds the value, its arithmetic, its shown and its JSON form.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::names::named;
use super::refusal::{Code, Refusal, Ruling};
use super::text::excerpt;

/// The largest amount in hundredths, exclusive: what NUMERIC(18,2) holds.
const LIMIT_MINOR: i64 = 1_000_000_000_000_000_000;

named! {
    /// The currencies Krafta takes. `USDT` counts as `USD` when a payment is credited.
    pub enum Currency {
        Usd = "USD",
        Ves = "VES",
        Usdt = "USDT",
    }
}

impl Currency {
    /// The sign people read before an amount: `Bs`, `USD`, `USDT`.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Ves => "Bs",
            other => other.as_str(),
        }
    }
}

/// An exact amount with two decimals. May be negative (surplus, clawback); rules ask `is_positive`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// From hundredths, as SQLite stores them.
    pub const fn of_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    pub const fn zero(currency: Currency) -> Self {
        Self::of_minor(0, currency)
    }

    /// An amount a column already bounds to 16 whole digits, half-up; out of that range it stops at the limit.
    /// What comes from people or programs goes through `exact`, `rounded`, `machine` or `typed`.
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        let limit = if amount.is_sign_negative() {
            1 - LIMIT_MINOR
        } else {
            LIMIT_MINOR - 1
        };
        Self::rounded(amount, currency).unwrap_or(Self::of_minor(limit, currency))
    }

    /// Rounds half-up to two decimals (−0,005 becomes −0,01). Refused: more than 16 whole digits.
    pub fn rounded(amount: Decimal, currency: Currency) -> Ruling<Self> {
        Self::from_two_decimals(amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero), currency)
    }

    /// Takes the amount as it is. Refused: more than two decimals, more than 16 whole digits.
    pub fn exact(amount: Decimal, currency: Currency) -> Ruling<Self> {
        if amount.normalize().scale() > 2 {
            return Err(Refusal::new(Code::AmountDecimals).with("input", amount.to_string()));
        }
        Self::from_two_decimals(amount, currency)
    }

    fn from_two_decimals(amount: Decimal, currency: Currency) -> Ruling<Self> {
        amount
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|minor| i64::try_from(minor.trunc()).ok())
            .and_then(|minor| Self::bounded(minor, currency))
            .ok_or_else(|| Refusal::new(Code::AmountTooLarge).with("input", amount.to_string()))
    }

    fn bounded(minor: i64, currency: Currency) -> Option<Self> {
        (minor > -LIMIT_MINOR && minor < LIMIT_MINOR).then_some(Self { minor, currency })
    }

    /// Strict machine form for JSON, CSV and `--json`: `1234.56`, `-3`, no grouping, no currency word.
    pub fn machine(text: &str, currency: Currency) -> Ruling<Self> {
        let shown = || excerpt(text);
        let malformed = || Refusal::new(Code::AmountMalformed).with("input", shown());
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, cents) = digits.split_once('.').map_or((digits, None), |(whole, cents)| (whole, Some(cents)));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !cents.is_none_or(all_digits) {
            return Err(malformed());
        }
        if cents.is_some_and(|cents| cents.len() > 2) {
            return Err(Refusal::new(Code::AmountDecimals).with("input", shown()));
        }
        if whole.trim_start_matches('0').len() > 16 {
            return Err(Refusal::new(Code::AmountTooLarge).with("input", shown()));
        }
        Self::exact(Decimal::from_str(text).map_err(|_| malformed())?, currency)
    }

    pub const fn minor(self) -> i64 {
        self.minor
    }

    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The amount with scale 2, as PostgreSQL stores it.
    pub fn amount(self) -> Decimal {
        Decimal::new(self.minor, 2)
    }

    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The same money, refused when zero or negative, each with its own code.
    pub fn require_positive(self) -> Ruling<Self> {
        match self.minor.cmp(&0) {
            Ordering::Greater => Ok(self),
            Ordering::Equal => Err(Refusal::new(Code::AmountZero)),
            Ordering::Less => Err(Refusal::new(Code::AmountNegative).with("input", self.to_string())),
        }
    }

    /// Refused when the currencies differ or the sum leaves the range.
    pub fn checked_add(self, other: Self) -> Ruling<Self> {
        self.same_currency(other)?;
        self.in_range(self.minor.checked_add(other.minor))
    }

    /// Refused when the currencies differ or the difference leaves the range.
    pub fn checked_sub(self, other: Self) -> Ruling<Self> {
        self.same_currency(other)?;
        self.in_range(self.minor.checked_sub(other.minor))
    }

    /// The difference in this money's currency, for rules that only ever subtract alike; elsewhere `checked_sub`.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self::of_minor(self.minor.saturating_sub(other.minor), self.currency)
    }

    /// Zero when negative.
    #[must_use]
    pub const fn max_zero(self) -> Self {
        Self::of_minor(if self.minor < 0 { 0 } else { self.minor }, self.currency)
    }

    /// Unit price × quantity.
    pub fn times(self, quantity: u32) -> Ruling<Self> {
        self.in_range(self.minor.checked_mul(i64::from(quantity)))
    }

    /// A share in basis points (10000 = all of it), half-up.
    pub fn basis_points(self, points: u32) -> Ruling<Self> {
        let share = self.amount().checked_mul(Decimal::new(i64::from(points), 4));
        share
            .ok_or_else(|| Refusal::new(Code::AmountTooLarge).with("input", self.to_string()))
            .and_then(|share| Self::rounded(share, self.currency))
    }

    /// The smaller of two amounts of one currency.
    pub fn min(self, other: Self) -> Ruling<Self> {
        self.same_currency(other)?;
        Ok(if other.minor < self.minor { other } else { self })
    }

    /// The larger of two amounts of one currency.
    pub fn max(self, other: Self) -> Ruling<Self> {
        self.same_currency(other)?;
        Ok(if other.minor > self.minor { other } else { self })
    }

    /// The sum of amounts that all have `currency`; zero for none.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Ruling<Self> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// Venezuelan digits without the sign of the currency: `1.234,56`.
    pub fn digits(self) -> String {
        let plain = self.plain();
        let (whole, cents) = plain.split_once('.').unwrap_or((&plain, "00"));
        format!("{},{cents}", grouped(whole))
    }

    /// Machine digits: `1234.56`.
    pub fn plain(self) -> String {
        let minor = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", minor / 100, minor % 100)
    }

    fn same_currency(self, other: Self) -> Ruling<()> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(Refusal::new(Code::CurrencyMixed)
            .with("left", self.currency.as_str())
            .with("right", other.currency.as_str()))
    }

    fn in_range(self, minor: Option<i64>) -> Ruling<Self> {
        minor
            .and_then(|minor| Self::bounded(minor, self.currency))
            .ok_or_else(|| Refusal::new(Code::AmountTooLarge).with("input", self.to_string()))
    }
}

/// Dots between groups of three digits: `-1234567` → `-1.234.567`.
pub fn grouped(number: &str) -> String {
    let (sign, digits) = number.split_at(usize::from(number.starts_with('-')));
    let mut out = String::with_capacity(number.len() + number.len() / 3);
    out.push_str(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

impl std::ops::Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            minor: -self.minor,
            currency: self.currency,
        }
    }
}

/// Amounts of different currencies have no order.
impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

/// `Bs 1.234,56`, `USD 12,50`, `Bs -3,00`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.currency.sign(), self.digits()))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    #[serde(borrow)]
    amount: std::borrow::Cow<'a, str>,
    currency: Currency,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Wire {
            amount: self.plain().into(),
            currency: self.currency,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        Self::machine(&wire.amount, wire.currency).map_err(|refusal| de::Error::custom(refusal.code.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bs(minor: i64) -> Money {
        Money::of_minor(minor, Currency::Ves)
    }

    #[test]
    fn shown_the_venezuelan_way() {
        for (money, shown) in [
            (bs(123_456), "Bs 1.234,56"),
            (bs(-300), "Bs -3,00"),
            (bs(5), "Bs 0,05"),
            (bs(100_000_000), "Bs 1.000.000,00"),
            (Money::of_minor(1250, Currency::Usd), "USD 12,50"),
            (Money::of_minor(300, Currency::Usdt), "USDT 3,00"),
        ] {
            assert_eq!(money.to_string(), shown);
        }
        assert_eq!(format!("{:>12}", bs(300)), "     Bs 3,00");
    }

    #[test]
    fn half_goes_up_and_nothing_is_rounded_silently() {
        let half = Decimal::from_str("1.005").unwrap();
        assert_eq!(Money::rounded(half, Currency::Usd).unwrap().minor(), 101);
        assert_eq!(Money::rounded(-half, Currency::Usd).unwrap().minor(), -101);
        assert_eq!(Money::exact(half, Currency::Usd).unwrap_err().code, Code::AmountDecimals);
        assert_eq!(
            Money::exact(Decimal::from_str("1.500").unwrap(), Currency::Usd).unwrap().minor(),
            150
        );
        assert_eq!(Money::rounded(Decimal::MAX, Currency::Usd).unwrap_err().code, Code::AmountTooLarge);
    }

    #[test]
    fn currencies_never_mix() {
        let usd = Money::of_minor(100, Currency::Usd);
        assert_eq!(bs(1).checked_add(usd).unwrap_err().code, Code::CurrencyMixed);
        assert_eq!(bs(1).checked_sub(usd).unwrap_err().code, Code::CurrencyMixed);
        assert_eq!(bs(1).min(usd).unwrap_err().code, Code::CurrencyMixed);
        assert_eq!(bs(1).partial_cmp(&usd), None);
    }

    #[test]
    fn machine_form_is_strict() {
        for (text, minor) in [("1234.56", 123_456), ("-3", -300), ("0.5", 50), ("007.10", 710)] {
            assert_eq!(Money::machine(text, Currency::Ves).unwrap().minor(), minor, "{text}");
        }
        for (text, code) in [
            ("1,50", Code::AmountMalformed),
            ("", Code::AmountMalformed),
            ("1.", Code::AmountMalformed),
            (".5", Code::AmountMalformed),
            ("1e3", Code::AmountMalformed),
            ("+1", Code::AmountMalformed),
            (" 1", Code::AmountMalformed),
            ("1_000", Code::AmountMalformed),
            ("1.234", Code::AmountDecimals),
            ("12345678901234567890", Code::AmountTooLarge),
        ] {
            assert_eq!(Money::machine(text, Currency::Ves).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn json_is_an_object_of_text() {
        let money = Money::of_minor(1250, Currency::Usd);
        let json = serde_json::to_string(&money).unwrap();
        assert_eq!(json, r#"{"amount":"12.50","currency":"USD"}"#);
        assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        assert!(serde_json::from_str::<Money>(r#"{"amount":"12,50","currency":"USD"}"#).is_err());
        assert!(serde_json::from_str::<Money>(r#"{"amount":12.5,"currency":"USD"}"#).is_err());
        assert!(serde_json::from_str::<Money>(r#"{"amount":"12.50"}"#).is_err());
    }

    proptest! {
        #[test]
        fn adding_then_subtracting_returns(a in -1_000_000_000_000i64..1_000_000_000_000, b in -1_000_000_000_000i64..1_000_000_000_000) {
            prop_assert_eq!(bs(a).checked_add(bs(b)).unwrap().checked_sub(bs(b)).unwrap(), bs(a));
        }

        #[test]
        fn machine_form_returns(minor in -999_999_999_999_999_999i64..999_999_999_999_999_999) {
            prop_assert_eq!(Money::machine(&bs(minor).plain(), Currency::Ves).unwrap(), bs(minor));
            prop_assert_eq!(Money::exact(bs(minor).amount(), Currency::Ves).unwrap(), bs(minor));
        }

        #[test]
        fn machine_form_never_panics(text in ".{0,40}") {
            let _ = Money::machine(&text, Currency::Usd);
        }
    }
}
