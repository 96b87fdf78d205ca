//! Exchange rates in bolívares per dollar: which one holds on a day, what asks to be confirmed of a new one, and conversions
//! (domain.md §1, §2, §9). Used by checkout and review; what an order owes at a rate is `quote`.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::money::{Currency, Money, grouped};
use crate::domain::names::named;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::excerpt;

/// VES per USD: positive, at most eight decimals and ten whole digits (NUMERIC(18,8)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Decimal);

impl Rate {
    pub fn new(value: Decimal) -> Ruling<Self> {
        let value = value.normalize();
        let fits = value > Decimal::ZERO && value.scale() <= 8 && value < Decimal::new(10_000_000_000, 0);
        fits.then_some(Self(value))
            .ok_or_else(|| Refusal::new(Code::RateInvalid).with("input", value.to_string()))
    }

    /// Strict machine form: `93.0371`.
    pub fn machine(text: &str) -> Ruling<Self> {
        let refused = || Refusal::new(Code::RateInvalid).with("input", excerpt(text));
        let shaped =
            text.len() <= 32 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !text.starts_with('.') && !text.ends_with('.');
        if !shaped {
            return Err(refused());
        }
        Self::new(Decimal::from_str(text).map_err(|_| refused())?)
    }

    /// As people type it: `93,0371`, `93.0371`, `1.093,0371`. A single mark parts the decimals, since rates have more than two.
    pub fn typed(input: &str) -> Ruling<Self> {
        let refused = || Refusal::new(Code::RateInvalid).with("input", excerpt(input));
        let text = input.trim();
        let Some(at) = text.rfind([',', '.']) else {
            return Self::machine(text).map_err(|_| refused());
        };
        let (whole, decimals) = (&text[..at], &text[at + 1..]);
        let mark = if text[at..].starts_with(',') { '.' } else { ',' };
        let groups: Vec<&str> = whole.split(mark).collect();
        let first = groups.first().map_or(0, |group| group.len());
        let grouped_well = groups.len() == 1 || ((1..=3).contains(&first) && groups.iter().skip(1).all(|group| group.len() == 3));
        if !grouped_well {
            return Err(refused());
        }
        Self::machine(&format!("{}.{decimals}", groups.concat())).map_err(|_| refused())
    }

    pub const fn value(self) -> Decimal {
        self.0
    }

    /// Dollars (USD or USDT) into bolívares, half-up.
    pub fn to_ves(self, dollars: Money) -> Ruling<Money> {
        match dollars.currency() {
            Currency::Usd | Currency::Usdt => self.multiply(dollars.amount()),
            Currency::Ves => Err(mixed(dollars, Currency::Usd)),
        }
    }

    /// Bolívares into USD, half-up.
    pub fn to_usd(self, bolivares: Money) -> Ruling<Money> {
        if bolivares.currency() != Currency::Ves {
            return Err(mixed(bolivares, Currency::Ves));
        }
        let dollars = bolivares.amount().checked_div(self.0);
        dollars
            .ok_or_else(|| too_large(bolivares))
            .and_then(|dollars| Money::rounded(dollars, Currency::Usd))
    }

    /// Bolívares into this kind of dollar, half-up.
    pub fn to_dollars(self, bolivares: Money, kind: Currency) -> Ruling<Money> {
        Ok(Money::new(self.to_usd(bolivares)?.amount(), kind))
    }

    /// Dollars into bolívares, or bolívares into this kind of dollar, half-up.
    pub fn exchange(self, money: Money, into: Currency) -> Ruling<Money> {
        match into {
            Currency::Ves => self.to_ves(money),
            dollars => self.to_dollars(money, dollars),
        }
    }

    fn multiply(self, amount: Decimal) -> Ruling<Money> {
        let ves = amount.checked_mul(self.0);
        ves.ok_or_else(|| Refusal::new(Code::AmountTooLarge).with("input", amount.to_string()))
            .and_then(|ves| Money::rounded(ves, Currency::Ves))
    }
}

fn mixed(money: Money, expected: Currency) -> Refusal {
    Refusal::new(Code::CurrencyMixed)
        .with("left", money.currency().as_str())
        .with("right", expected.as_str())
}

pub(crate) fn too_large(money: Money) -> Refusal {
    Refusal::new(Code::AmountTooLarge).with("input", money.to_string())
}

/// `93,0371`, `1.093,50`: at least two decimals.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.0.to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        f.pad(&format!("{},{decimals:0<2}", grouped(whole)))
    }
}

impl FromStr for Rate {
    type Err = Refusal;

    fn from_str(text: &str) -> Ruling<Self> {
        Self::machine(text)
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::machine(&text).map_err(|refusal| de::Error::custom(refusal.code.as_str()))
    }
}

named! {
    /// Why a rate is in use no more. It stays, for those who were quoted with it.
    pub enum RateEnd {
        Corrected = "CORRECTED",
        Removed = "REMOVED",
    }
}

/// A value date lies at most so many days ahead of the day it is the rate for: weekends and holidays are between.
pub const MOST_DAYS_AHEAD: i64 = 5;

/// A larger change against the rate before, in percent, asks to be confirmed.
const USUAL_CHANGE: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// The rate for `day` among `(value date, rate)`: the smallest value date ≥ `day`, since today's publication is dated tomorrow,
/// and at most five days ahead.
///
/// # Errors
/// `no-rate`.
pub fn choose(rates: &[(NaiveDate, Rate)], day: NaiveDate) -> Ruling<(NaiveDate, Rate)> {
    rates
        .iter()
        .filter(|(value_date, _)| *value_date >= day && (*value_date - day).num_days() <= MOST_DAYS_AHEAD)
        .min_by_key(|(value_date, _)| *value_date)
        .copied()
        .ok_or_else(|| Refusal::new(Code::NoRate).with("day", day))
}

/// The days that are quoted with a rate of `value_date`, when the last value date before it with the same rate is `same`.
pub fn days_of(value_date: NaiveDate, same: Option<NaiveDate>) -> (NaiveDate, NaiveDate) {
    let first = value_date - chrono::TimeDelta::days(MOST_DAYS_AHEAD);
    let after_same = same.and_then(|day| day.succ_opt());
    (after_same.map_or(first, |day| day.max(first)), value_date)
}

/// What is looked at before a rate is taken without a question.
#[derive(Debug, Clone, Copy)]
pub struct NewRate {
    pub value_date: NaiveDate,
    pub rate: Rate,
    pub today: NaiveDate,
    /// The rate in use with the last value date before; of the first one, the next.
    pub previous: Option<(NaiveDate, Rate)>,
}

impl NewRate {
    /// As of its own day: that it is far ahead, or of a day gone by, was confirmed before.
    #[must_use]
    pub const fn of_known_day(self) -> Self {
        Self {
            today: self.value_date,
            ..self
        }
    }

    /// Refuses what is likely a mistake, until it is confirmed: a value date that no quote uses yet, or any more, and a large
    /// change against the rate before.
    ///
    /// # Errors
    /// `rate-unusual`, with what is unusual.
    pub fn require_usual(&self) -> Ruling<()> {
        let ahead = (self.value_date - self.today).num_days();
        let change = self.previous.map(|(_, before)| change(before, self.rate));
        let jumps = change.is_some_and(|change| change.is_none_or(|change| change.abs() > USUAL_CHANGE));
        let about = match (ahead, jumps) {
            (..0, false) => "past",
            (..0, true) => "past-jump",
            (0..=MOST_DAYS_AHEAD, false) => return Ok(()),
            (0..=MOST_DAYS_AHEAD, true) => "jump",
            (_, false) => "far",
            (_, true) => "far-jump",
        };
        let (before, previous) = self.previous.unwrap_or((self.value_date, self.rate));
        Err(Refusal::new(Code::RateUnusual)
            .with("about", about)
            .with("day", self.value_date)
            .with("days", ahead.abs())
            .with("rate", self.rate.to_string())
            .with("previous", previous.to_string())
            .with("before", before)
            .with("change", percent(change.unwrap_or(Some(Decimal::ZERO)))))
    }
}

/// Refuses a rate said of money that leaves which is far from that of its day, until it is confirmed.
///
/// # Errors
/// `rate-unusual`.
pub fn require_near(said: Rate, of_day: Rate, day: NaiveDate) -> Ruling<()> {
    let change = change(of_day, said);
    if change.is_some_and(|change| change.abs() <= USUAL_CHANGE) {
        return Ok(());
    }
    Err(Refusal::new(Code::RateUnusual)
        .with("about", "sent")
        .with("day", day)
        .with("days", 0_i64)
        .with("rate", said.to_string())
        .with("previous", of_day.to_string())
        .with("before", day)
        .with("change", percent(change)))
}

/// From one rate to the next, in percent; none when it is beyond counting.
fn change(before: Rate, after: Rate) -> Option<Decimal> {
    let difference = after.0.checked_sub(before.0)?;
    difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before.0)
}

/// `+9.900,0 %`.
fn percent(change: Option<Decimal>) -> String {
    let Some(change) = change else { return "> 1.000.000 %".into() };
    let text = format!("{:.1}", change.abs().round_dp(1));
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, "0"));
    let sign = if change.is_sign_negative() && text != "0.0" { '-' } else { '+' };
    format!("{sign}{},{decimals} %", grouped(whole))
}

/// What a verified payment counts for, in bolívares: VES as it is, USD and USDT at the quote's rate.
pub fn credit(payment: Money, rate: Rate) -> Ruling<Money> {
    match payment.currency() {
        Currency::Ves => Ok(payment),
        Currency::Usd | Currency::Usdt => rate.to_ves(payment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::refusal::Arg;
    use proptest::prelude::*;

    fn rate(text: &str) -> Rate {
        Rate::machine(text).unwrap()
    }

    fn bs(minor: i64) -> Money {
        Money::of_minor(minor, Currency::Ves)
    }

    fn usd(minor: i64) -> Money {
        Money::of_minor(minor, Currency::Usd)
    }

    #[test]
    fn rates_as_typed() {
        for (input, value) in [
            ("93,0371", "93.0371"),
            ("93.0371", "93.0371"),
            ("1.093,5", "1093.5"),
            ("1,093.50", "1093.5"),
            (" 36 ", "36"),
        ] {
            assert_eq!(Rate::typed(input).unwrap(), rate(value), "{input}");
        }
        for input in [
            "",
            "0",
            "-1",
            "1000000000000",
            "1e3",
            "1.2.3",
            "93,",
            ",5",
            "abc",
            "1,123456789",
            "99999999999",
            "1\u{202e}2",
        ] {
            assert_eq!(Rate::typed(input).unwrap_err().code, Code::RateInvalid, "{input}");
        }
        assert_eq!(rate("1234.5").to_string(), "1.234,50");
        assert_eq!(serde_json::to_string(&rate("93.0371")).unwrap(), "\"93.0371\"");
    }

    #[test]
    fn the_rate_of_a_day_is_the_next_value_date() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let rates = [(day(20), rate("90")), (day(24), rate("93")), (day(23), rate("92"))];
        assert_eq!(choose(&rates, day(20)).unwrap().1, rate("90"));
        assert_eq!(choose(&rates, day(21)).unwrap().1, rate("92"));
        assert_eq!(choose(&rates, day(15)).unwrap().1, rate("90"), "five days ahead");
        assert_eq!(choose(&rates, day(14)).unwrap_err().code, Code::NoRate, "six days ahead");
        assert_eq!(choose(&rates, day(25)).unwrap_err().code, Code::NoRate);
        assert_eq!(choose(&[], day(1)).unwrap_err().code, Code::NoRate);
    }

    #[test]
    fn the_days_of_a_rate() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert_eq!(days_of(day(23), None), (day(18), day(23)));
        assert_eq!(days_of(day(23), Some(day(20))), (day(21), day(23)));
        assert_eq!(days_of(day(23), Some(day(2))), (day(18), day(23)));
    }

    #[test]
    fn a_likely_mistake_asks() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let asks = |on, new: &str, before: Option<&str>| {
            let new = NewRate {
                value_date: day(on),
                rate: rate(new),
                today: day(22),
                previous: before.map(|before| (day(20), rate(before))),
            };
            let refused = new.require_usual().err()?;
            assert_eq!(refused.code, Code::RateUnusual);
            let fact = |name| refused.args.iter().find(|(known, _)| *known == name).map(|(_, fact)| fact.clone());
            match (fact("about"), fact("change")) {
                (Some(Arg::Text(about)), Some(Arg::Text(change))) => Some((about, change)),
                other => panic!("{other:?}"),
            }
        };
        let is = |about: &str, change: &str| Some((about.to_owned(), change.to_owned()));
        for usual in [(22, "120"), (27, "80"), (23, "100")] {
            assert_eq!(asks(usual.0, usual.1, Some("100")), None, "{usual:?}");
        }
        assert_eq!(asks(23, "9303.71", None), None, "nothing to compare with");
        assert_eq!(asks(23, "120.01", Some("100")), is("jump", "+20,0 %"));
        assert_eq!(asks(23, "79", Some("100")), is("jump", "-21,0 %"));
        assert_eq!(asks(23, "9303.71", Some("93.0371")), is("jump", "+9.900,0 %"));
        assert_eq!(asks(23, "9999999999", Some("0.00000001")).unwrap().0, "jump");
        assert_eq!(asks(28, "100", Some("100")), is("far", "+0,0 %"));
        assert_eq!(asks(28, "500", Some("100")), is("far-jump", "+400,0 %"));
        assert_eq!(asks(21, "100", Some("100")), is("past", "+0,0 %"));
    }

    #[test]
    fn a_rate_said_far_from_that_of_the_day_asks() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let asks = |said: &str| require_near(rate(said), rate("97.13"), day).err().map(|refusal| refusal.code);
        for near in ["97.13", "100", "116.556", "77.704"] {
            assert_eq!(asks(near), None, "{near}");
        }
        for far in ["9713", "9.71", "116.56", "77.7", "9999999999"] {
            assert_eq!(asks(far), Some(Code::RateUnusual), "{far}");
        }
    }

    #[test]
    fn credit_counts_dollars_at_the_rate() {
        assert_eq!(credit(bs(500), rate("93.0371")).unwrap(), bs(500));
        assert_eq!(credit(usd(100), rate("93.0371")).unwrap(), bs(9_304));
        assert_eq!(credit(Money::of_minor(100, Currency::Usdt), rate("93.0371")).unwrap(), bs(9_304));
        assert_eq!(rate("2").to_ves(bs(1)).unwrap_err().code, Code::CurrencyMixed);
        assert_eq!(rate("2").to_usd(usd(1)).unwrap_err().code, Code::CurrencyMixed);
    }

    proptest! {
        #[test]
        fn there_and_back(minor in 1i64..10_000_000_000, value in 100_000_000i64..100_000_000_000) {
            let rate = Rate::new(Decimal::new(value, 8)).unwrap();
            prop_assert_eq!(rate.to_usd(rate.to_ves(usd(minor)).unwrap()).unwrap(), usd(minor));
        }

        #[test]
        fn reading_rates_never_panics(input in "[0-9.,]{0,14}|.{0,40}") {
            let _ = Rate::typed(&input);
        }
    }
}
