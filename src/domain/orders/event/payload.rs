//! What an event says beyond its move: one variant for each kind of event, named after its edges. Here alone is the column
//! `data` written and read; its keys are public, a site reads them by SQL and writes some itself.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::dates::Time;
use crate::domain::ids::SubmissionId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;

/// The facts of an event. The service states all that there are; rows of other programs may lack any of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Payload {
    /// Its edge and its text say it all.
    #[default]
    #[serde(skip)]
    Nothing,
    #[serde(rename = "P1")]
    Placed {
        total: Option<Money>,
        due: Option<Money>,
        rate: Option<Decimal>,
        expires_at: Option<Time>,
        /// Where the customer was told to pay.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        accounts: Vec<OfferedAccount>,
    },
    #[serde(rename = "P2", alias = "P3", alias = "P9", alias = "P18", alias = "SURPLUS_RECORDED")]
    Reported {
        method: Option<PaymentMethod>,
        amount: Option<Money>,
        reference: Option<String>,
        bank: Option<String>,
        account: Option<String>,
        paid_on: Option<NaiveDate>,
        /// The order whose surplus it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        surplus_of: Option<String>,
    },
    #[serde(rename = "P5")]
    Released {
        holder: Option<String>,
        /// The claim had ended by itself.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        lapsed: bool,
    },
    #[serde(rename = "P6", alias = "P8")]
    Verified {
        #[serde(default)]
        evidence: Vec<Banked>,
        credited: Option<Money>,
        due: Option<Money>,
        surplus: Option<Money>,
        /// The order that the same money has paid already.
        duplicate_of: Option<String>,
        /// Of a part payment: the balance, and until when its quote holds.
        #[serde(skip_serializing_if = "Option::is_none")]
        missing: Option<Money>,
        #[serde(skip_serializing_if = "Option::is_none")]
        expires_at: Option<Time>,
        /// The proofs that waited too, and do not any more.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        closed: Vec<SubmissionId>,
    },
    #[serde(rename = "P7")]
    Rejected {
        /// The name of the reason that the customer reads.
        shown: Option<String>,
        /// The proofs that were rejected.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        closed: Vec<SubmissionId>,
    },
    #[serde(rename = "P11", alias = "P12")]
    Cancelled { deadline: Option<Time> },
    #[serde(rename = "P13", alias = "P14")]
    RefundDue {
        amount: Option<Money>,
        /// What the bank showed, where it was verified in order to be returned.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Banked>,
        /// Why, as `RefundKind` names it; of a delivered order also who bears it, and what the workshop gives back.
        #[serde(skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        borne_by: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        given_back: Option<Money>,
    },
    #[serde(rename = "P15", alias = "REFUND_PAID", alias = "REFUND_PART_PAID")]
    RefundPaid {
        amount: Option<Money>,
        method: Option<PaymentMethod>,
        reference: Option<String>,
        receipt_url: Option<String>,
        paid: Option<Money>,
        left: Option<Money>,
        /// What left, where that was another currency, and the bolívares for a dollar it was counted at.
        #[serde(skip_serializing_if = "Option::is_none")]
        sent: Option<Money>,
        #[serde(skip_serializing_if = "Option::is_none")]
        rate: Option<Decimal>,
        #[serde(skip_serializing_if = "Option::is_none")]
        sent_on: Option<NaiveDate>,
        /// Of a refund that leaves the order's status: a surplus, or after a complaint.
        #[serde(skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
    },
    #[serde(rename = "P19", alias = "REFUND_REVERSED")]
    RefundReversed {
        amount: Option<Money>,
        method: Option<PaymentMethod>,
        reference: Option<String>,
        paid: Option<Money>,
        left: Option<Money>,
    },
    /// A refund of a part, that leaves the order's status.
    #[serde(rename = "REFUND_PART")]
    PartDue {
        amount: Option<Money>,
        kind: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        borne_by: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        given_back: Option<Money>,
    },
    /// Surplus of this order became a proof of another one.
    #[serde(rename = "SURPLUS_CREDITED")]
    SurplusCredited { amount: Option<Money>, order: Option<String> },
    /// Where a refund goes was corrected.
    #[serde(rename = "REFUND_DESTINATION")]
    Destination {
        method: Option<PaymentMethod>,
        bank: Option<String>,
        account: Option<String>,
        phone: Option<String>,
        id_doc: Option<String>,
        name: Option<String>,
    },
    #[serde(rename = "P20")]
    Undone {
        /// The edge of the verdict that was taken back.
        verdict: Option<String>,
    },
    #[serde(rename = "A1", alias = "RANKED")]
    Ranked {
        workshop: Option<String>,
        ready_on: Option<NaiveDate>,
        cost: Option<Money>,
        /// So many workshops of all that were looked at could make it.
        #[serde(skip_serializing_if = "Option::is_none")]
        fitting: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<u32>,
    },
    #[serde(rename = "A2")]
    Chosen { workshop: Option<String> },
    #[serde(rename = "A3")]
    Notified {
        workshop: Option<String>,
        cost: Option<Money>,
        ready_on: Option<NaiveDate>,
        respond_by: Option<Time>,
        /// Units booked on each day.
        #[serde(default)]
        days: Vec<(NaiveDate, u32)>,
        /// Why more was booked than the days take.
        over_limit: Option<String>,
        /// So many units more than the day takes.
        #[serde(skip_serializing_if = "Option::is_none")]
        excess: Option<u32>,
        /// Of a workshop that was not the first at that moment: its place, and who was the first.
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        first: Option<String>,
    },
    #[serde(rename = "A4")]
    Accepted {
        cost: Option<Money>,
        /// By its name.
        policy: Option<String>,
        ready_on: Option<NaiveDate>,
    },
    #[serde(rename = "A8")]
    HandedOver {
        carrier: Option<String>,
        tracking_number: Option<String>,
        tracking_url: Option<String>,
    },
    #[serde(rename = "A11", alias = "A12")]
    AssignmentEnded {
        /// Of the agreed cost, what is owed all the same, in basis points.
        share: Option<u32>,
        /// The workshop, where it gave back itself what it had accepted.
        #[serde(skip_serializing_if = "Option::is_none")]
        given_back_by: Option<String>,
    },
    #[serde(rename = "REMINDED")]
    Reminded { respond_by: Option<Time> },
}

/// What the bank showed for one proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banked {
    pub amount: Option<Money>,
    pub reference: Option<String>,
    pub date: Option<NaiveDate>,
}

impl Payload {
    /// As it is stored: an object without the payload's own name, which the event's edge tells.
    pub fn stored(&self) -> Value {
        let named = match self {
            Self::Nothing => Value::Null,
            facts => serde_json::to_value(facts).unwrap_or_default(),
        };
        let facts = match named {
            Value::Object(named) => named.into_iter().next().map(|(_, facts)| facts),
            _ => None,
        };
        facts.unwrap_or_else(|| Value::Object(Map::new()))
    }

    /// The facts in what is stored with an event of this edge. What is not known, or not what it should be, is left out.
    pub fn read(edge: &str, stored: &Value) -> Self {
        let of = |facts: Map<String, Value>| {
            let named = Map::from_iter([(edge.to_owned(), Value::Object(facts))]);
            serde_json::from_value(Value::Object(named)).ok()
        };
        let Value::Object(all) = stored else { return Self::Nothing };
        if let Some(payload) = of(all.clone()) {
            return payload;
        }
        let alone = |(name, value): (&String, &Value)| Map::from_iter([(name.clone(), value.clone())]);
        let fitting = all.iter().map(alone).filter(|fact| of(fact.clone()).is_some());
        of(fitting.flatten().collect()).unwrap_or_default()
    }
}

/// A payload together with the JSON of its row, which may hold more than is known here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventData {
    payload: Payload,
    stored: Value,
}

impl EventData {
    pub fn read(edge: &str, stored: Value) -> Self {
        Self {
            payload: Payload::read(edge, &stored),
            stored,
        }
    }

    pub const fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The column `data`, key by key as it stands in the row.
    pub const fn stored(&self) -> &Value {
        &self.stored
    }
}

impl From<Payload> for EventData {
    fn from(payload: Payload) -> Self {
        Self {
            stored: payload.stored(),
            payload,
        }
    }
}

#[cfg(test)]
mod tests;
