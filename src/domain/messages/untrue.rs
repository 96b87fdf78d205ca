//! Which messages that still wait become untrue by a later step: they are superseded, and never leave. A message of an earlier step
//! that stays true (the payment was confirmed, then the workshop accepted) leaves all the same: a customer reads every step.

use super::channel::Recipient;

/// A row: by these steps, what waits for this recipient of these kinds is not true any more.
struct Untrue {
    by: &'static [&'static str],
    whom: Recipient,
    kinds: &'static [&'static str],
}

/// What production promised.
const PRODUCTION: &[&str] = &["A4", "A6", "A7", "A8"];

const UNTRUE: &[Untrue] = &[
    // There is nothing to pay any more.
    Untrue {
        by: &["P11", "P12", "P13", "P14"],
        whom: Recipient::Customer,
        kinds: &["P1", "P8"],
    },
    // A verdict was given, or nobody is to give one.
    Untrue {
        by: &["P6", "P7", "P8", "P11", "P12"],
        whom: Recipient::Admins,
        kinds: &["P2", "P3", "P9", "P18", "SURPLUS_CREDITED"],
    },
    // Nothing is missing.
    Untrue {
        by: &["P6"],
        whom: Recipient::Customer,
        kinds: &["P7", "P8"],
    },
    // The rejection was opened again.
    Untrue {
        by: &["P10"],
        whom: Recipient::Customer,
        kinds: &["P7"],
    },
    // The confirmed payment was none, or goes back.
    Untrue {
        by: &["P13", "P14", "P17"],
        whom: Recipient::Customer,
        kinds: &["P6", "A4", "A6", "A7"],
    },
    // The refund is not due any more.
    Untrue {
        by: &["P16"],
        whom: Recipient::Customer,
        kinds: &["P13", "P13-RETURN", "P14"],
    },
    Untrue {
        by: &["REFUND_VOIDED"],
        whom: Recipient::Customer,
        kinds: &["REFUND_PART"],
    },
    // It did not arrive.
    Untrue {
        by: &["P19", "REFUND_REVERSED"],
        whom: Recipient::Customer,
        kinds: &["P15", "REFUND_PART_PAID"],
    },
    // A step was taken back, or another workshop begins anew.
    Untrue {
        by: &["A11", "A12", "A13"],
        whom: Recipient::Customer,
        kinds: PRODUCTION,
    },
    // The workshop answered.
    Untrue {
        by: &["A4"],
        whom: Recipient::Workshop,
        kinds: &["A3", "A3-REMINDER"],
    },
    Untrue {
        by: &["A5", "A11", "A12", "P13", "P14", "P17"],
        whom: Recipient::Workshop,
        kinds: &["A3", "A3-REMINDER"],
    },
];

/// What a step makes untrue of the messages that wait: whom they are for, and their kinds.
pub fn by(step: &str) -> impl Iterator<Item = (Recipient, &'static [&'static str])> {
    let rows = UNTRUE.iter().filter(move |row| row.by.contains(&step));
    rows.map(|row| (row.whom, row.kinds))
}

/// Whether a step makes a message untrue.
pub fn makes_untrue(step: &str, whom: Recipient, kind: &str) -> bool {
    by(step).any(|(to, kinds)| to == whom && kinds.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_forward_takes_no_news_away() {
        for step in ["P1", "P2", "P4", "A1", "A2", "A3", "A6", "A7", "A8", "A9", "A10"] {
            assert_eq!(by(step).count(), 0, "{step}");
        }
        assert!(by("P6").all(|(whom, kinds)| whom == Recipient::Admins || !kinds.contains(&"P2")));
    }

    #[test]
    fn what_was_taken_back_is_not_told() {
        let untrue = makes_untrue;
        assert!(untrue("A13", Recipient::Customer, "A7"));
        assert!(untrue("P16", Recipient::Customer, "P13"));
        assert!(untrue("P19", Recipient::Customer, "P15"));
        assert!(untrue("A5", Recipient::Workshop, "A3"));
        assert!(!untrue("P13", Recipient::Customer, "P15"));
    }
}
