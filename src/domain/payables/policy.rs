//! How a workshop is paid (domain.md §4): the policies' names. Used by payables, and by the calendar for its cuts.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::names::named;

named! {
    /// domain.md §4, S.
    pub enum PaymentPolicy {
        Prepaid = "PREPAID",
        DepositBalance = "DEPOSIT_BALANCE",
        OnReady = "ON_READY",
        OnDelivery = "ON_DELIVERY",
        WeeklyCut = "WEEKLY_CUT",
        BiweeklyCut = "BIWEEKLY_CUT",
        MonthlyCut = "MONTHLY_CUT",
    }
}

/// The first cut of a policy on or after `day`: Sunday; 15th and last of the month; last of the month. None without cuts.
/// What happens in the last second of a cut's day still belongs to that cut.
pub fn cut_on(policy: PaymentPolicy, day: NaiveDate) -> Option<NaiveDate> {
    match policy {
        PaymentPolicy::WeeklyCut => {
            let to_sunday = 6 - u64::from(day.weekday().num_days_from_monday());
            day.checked_add_days(Days::new(to_sunday))
        }
        PaymentPolicy::BiweeklyCut if day.day() <= 15 => day.with_day(15),
        PaymentPolicy::BiweeklyCut | PaymentPolicy::MonthlyCut => day.with_day(u32::from(day.num_days_in_month())),
        PaymentPolicy::Prepaid | PaymentPolicy::DepositBalance | PaymentPolicy::OnReady | PaymentPolicy::OnDelivery => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn cuts() {
        use PaymentPolicy::{BiweeklyCut, MonthlyCut, WeeklyCut};
        for (policy, on, cut) in [
            (WeeklyCut, "2026-11-22", "2026-11-22"), // Sunday itself
            (WeeklyCut, "2026-11-23", "2026-11-29"),
            (BiweeklyCut, "2026-11-01", "2026-11-15"),
            (BiweeklyCut, "2026-11-15", "2026-11-15"),
            (BiweeklyCut, "2026-11-16", "2026-11-30"),
            (BiweeklyCut, "2028-02-16", "2028-02-29"),
            (MonthlyCut, "2026-11-30", "2026-11-30"),
            (MonthlyCut, "2026-12-01", "2026-12-31"),
            (MonthlyCut, "2027-02-01", "2027-02-28"),
        ] {
            assert_eq!(cut_on(policy, day(on)), Some(day(cut)), "{policy} {on}");
        }
        assert_eq!(cut_on(PaymentPolicy::OnReady, day("2026-11-22")), None);
    }

    #[test]
    fn the_last_second_of_a_month_in_caracas_is_of_that_month() {
        let last = chrono::DateTime::parse_from_rfc3339("2026-12-01T03:59:59Z").unwrap();
        let day = last.with_timezone(&chrono_tz::America::Caracas).date_naive();
        let cut = cut_on(PaymentPolicy::MonthlyCut, day);
        assert_eq!(cut, NaiveDate::from_ymd_opt(2026, 11, 30));
    }

    fn days() -> impl Strategy<Value = NaiveDate> {
        (0u32..36_000).prop_map(|n| NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(u64::from(n)))
    }

    proptest! {
        #[test]
        fn a_cut_is_near_and_is_its_own_cut(from in days()) {
            for (policy, longest) in [(PaymentPolicy::WeeklyCut, 7), (PaymentPolicy::BiweeklyCut, 16), (PaymentPolicy::MonthlyCut, 31)] {
                let cut = cut_on(policy, from).unwrap();
                prop_assert!(cut >= from && (cut - from).num_days() < longest);
                prop_assert_eq!(cut_on(policy, cut), Some(cut));
            }
        }
    }
}
