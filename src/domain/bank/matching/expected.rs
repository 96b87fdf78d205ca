//! When money can be seen in an account, so that "not there" before it is "too early to tell". All times are the shop's own.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{Holidays, business_days_after, is_business_day};
use crate::domain::method::PaymentMethod;

/// What a bank that moves money at once may take to show it.
const AT_ONCE: TimeDelta = TimeDelta::minutes(30);
/// What a service abroad may take.
const ABROAD: TimeDelta = TimeDelta::hours(2);
/// Until then a transfer to another bank goes with the day's clearing.
const CLEARING_CLOSES: NaiveTime = at_hour(12);
/// By then the day's clearing is in the account.
const CLEARED_TODAY: NaiveTime = at_hour(18);
/// By then on the next business day what came too late is there.
const CLEARED_NEXT: NaiveTime = at_hour(12);

/// A payment as it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent<'a> {
    pub method: PaymentMethod,
    /// The payer's bank and ours, by code; one that is unknown counts as another bank.
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
    /// See [`latest`].
    pub at: NaiveDateTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    pub visible_from: NaiveDateTime,
}

impl Expected {
    pub fn of(sent: Sent<'_>, holidays: &Holidays) -> Self {
        let same_bank = sent.from.is_some() && sent.from == sent.to;
        let visible_from = match sent.method {
            PaymentMethod::Cash => sent.at,
            PaymentMethod::PagoMovil | PaymentMethod::BinancePay => later(sent.at, AT_ONCE),
            PaymentMethod::BankTransfer if same_bank => later(sent.at, AT_ONCE),
            PaymentMethod::BankTransfer => cleared(sent.at, holidays),
            PaymentMethod::Zelle => later(sent.at, ABROAD),
        };
        Self { visible_from }
    }

    /// Whether nothing follows yet from not finding it.
    pub fn is_early(self, now: NaiveDateTime) -> bool {
        now < self.visible_from
    }
}

/// The latest moment at which a payment can have been made: its hour where that is known, or else when it was reported, or the
/// end of its day, whichever is sooner.
pub fn latest(paid_on: NaiveDate, hour: Option<NaiveTime>, reported: NaiveDateTime) -> NaiveDateTime {
    let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
    match hour {
        Some(hour) => paid_on.and_time(hour),
        None => reported.min(paid_on.and_time(end)),
    }
}

fn cleared(at: NaiveDateTime, holidays: &Holidays) -> NaiveDateTime {
    let day = at.date();
    if is_business_day(day, holidays) && at.time() < CLEARING_CLOSES {
        return day.and_time(CLEARED_TODAY);
    }
    business_days_after(day, 1, holidays).and_time(CLEARED_NEXT)
}

fn later(at: NaiveDateTime, wait: TimeDelta) -> NaiveDateTime {
    at.checked_add_signed(wait).unwrap_or(at)
}

const fn at_hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::venezuelan;

    fn time(text: &str) -> NaiveDateTime {
        format!("{text}:00").parse().unwrap()
    }

    fn visible(method: PaymentMethod, banks: (Option<&str>, Option<&str>), at: &str) -> NaiveDateTime {
        let holidays: Holidays = venezuelan(2026).into_iter().map(|(day, _)| day).collect();
        let (from, to) = banks;
        let at = time(at);
        Expected::of(Sent { method, from, to, at }, &holidays).visible_from
    }

    #[test]
    fn what_moves_at_once_is_there_at_once_on_any_day() {
        let other = (Some("0105"), Some("0102"));
        // A Sunday night.
        for (method, seen) in [
            (PaymentMethod::PagoMovil, "2026-11-22T22:30"),
            (PaymentMethod::BinancePay, "2026-11-22T22:30"),
            (PaymentMethod::Zelle, "2026-11-23T00:00"),
            (PaymentMethod::Cash, "2026-11-22T22:00"),
        ] {
            assert_eq!(visible(method, other, "2026-11-22T22:00"), time(seen), "{method}");
        }
        let same = (Some("0102"), Some("0102"));
        let transfer = PaymentMethod::BankTransfer;
        assert_eq!(visible(transfer, same, "2026-11-22T22:00"), time("2026-11-22T22:30"));
    }

    #[test]
    fn another_bank_clears_on_business_days() {
        let other = (Some("0105"), Some("0102"));
        for (at, seen) in [
            ("2026-11-23T11:59", "2026-11-23T18:00"),
            ("2026-11-23T12:00", "2026-11-24T12:00"),
            ("2026-11-20T15:00", "2026-11-23T12:00"), // Friday
            ("2026-11-21T09:00", "2026-11-23T12:00"), // Saturday
            ("2026-12-24T09:00", "2026-12-28T12:00"), // holidays, then a weekend
        ] {
            for banks in [other, (None, Some("0102")), (None, None)] {
                assert_eq!(visible(PaymentMethod::BankTransfer, banks, at), time(seen), "{at} {banks:?}");
            }
        }
    }

    #[test]
    fn early_ends_with_the_moment() {
        let expected = Expected {
            visible_from: time("2026-11-23T18:00"),
        };
        assert!(expected.is_early(time("2026-11-23T17:59")));
        assert!(!expected.is_early(time("2026-11-23T18:00")));
    }

    #[test]
    fn an_unknown_hour_is_the_latest_possible() {
        let day = time("2026-11-23T00:00").date();
        let hour = NaiveTime::from_hms_opt(9, 15, 0);
        let reported = time("2026-11-23T10:00");
        assert_eq!(latest(day, hour, reported), time("2026-11-23T09:15"));
        assert_eq!(latest(day, None, reported), reported);
        let next_day = time("2026-11-24T08:00");
        assert_eq!(latest(day, None, next_day), "2026-11-23T23:59:59".parse().unwrap());
    }
}
