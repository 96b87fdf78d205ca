//! A reported payment: what each method asks of the customer, and the digest a decision is bound to (domain.md §1, §2).
//! The draft is text as declared, which is also how rows keep it; a [`Proof`] is a draft that passed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::receipt_file::Sha256Hex;
use super::reference::Reference;
use crate::domain::bank::codes::BankCode;
use crate::domain::dates;
use crate::domain::identity::{Payer, Phone, email};
use crate::domain::ids::{AccountId, SubmissionId};
use crate::domain::method::PaymentMethod;
use crate::domain::money::{Currency, Money};
use crate::domain::names::named;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::excerpt;

/// Characters of a payer's name or mail address.
const LONGEST_TEXT: usize = 160;

named! {
    /// A field of the report, for what is missing.
    pub enum Field {
        Account = "account",
        OriginBank = "origin-bank",
        Reference = "reference",
        PayerName = "payer-name",
        PayerId = "payer-id",
        PayerPhone = "payer-phone",
        Email = "email",
    }
}

impl PaymentMethod {
    /// What a report by this method must bring besides amount and date. Any other field may be given.
    pub const fn required(self) -> &'static [Field] {
        match self {
            Self::PagoMovil => &[
                Field::Account,
                Field::OriginBank,
                Field::Reference,
                Field::PayerPhone,
                Field::PayerId,
            ],
            Self::BankTransfer => &[Field::Account, Field::OriginBank, Field::Reference, Field::PayerId],
            Self::Zelle => &[Field::Account, Field::Reference, Field::PayerName, Field::Email],
            Self::BinancePay => &[Field::Account, Field::Reference, Field::PayerName],
            Self::Cash => &[Field::PayerName],
        }
    }

    /// The currencies the method can carry at all; the account's own currency is compared as a signal.
    pub const fn currencies(self) -> &'static [Currency] {
        match self {
            Self::PagoMovil => &[Currency::Ves],
            Self::BankTransfer => &[Currency::Ves, Currency::Usd],
            Self::Zelle => &[Currency::Usd],
            Self::BinancePay => &[Currency::Usdt],
            Self::Cash => &[Currency::Usd, Currency::Ves],
        }
    }

    /// Whether money of this currency can go by the method, whichever way it goes.
    ///
    /// # Errors
    /// `proof-currency`.
    pub fn require_currency(self, found: Currency) -> Ruling<()> {
        let allowed = self.currencies();
        if allowed.contains(&found) {
            return Ok(());
        }
        let expected: Vec<_> = allowed.iter().map(|currency| currency.as_str()).collect();
        Err(Refusal::new(Code::ProofCurrency)
            .with("method", self.name())
            .with("found", found.as_str())
            .with("expected", expected.join(", ")))
    }

    /// The currency in which a debt of `owed` leaves by this method: the same where it carries it, else one for which a rate
    /// is known.
    pub fn leaves_in(self, owed: Currency) -> Currency {
        let carried = self.currencies();
        match (carried.contains(&owed), carried.first()) {
            (false, Some(&other)) => other,
            _ => owed,
        }
    }

    fn name(self) -> Arg {
        Arg::Message(format!("method-{self}"))
    }
}

/// An account of ours, as far as the rules look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OurAccount {
    pub id: AccountId,
    pub method: PaymentMethod,
    pub currency: Currency,
    pub active: bool,
}

/// What the rules compare a report with.
#[derive(Clone, Copy, Debug)]
pub struct Reporting {
    /// The calendar day of the report and of the order, in the shop's zone.
    pub today: NaiveDate,
    pub ordered_on: NaiveDate,
    /// The account the draft names, if there is such an account.
    pub account: Option<OurAccount>,
}

/// What a customer declares: text as typed, or as a row keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofDraft {
    pub method: PaymentMethod,
    pub amount: Money,
    pub paid_on: NaiveDate,
    #[serde(default)]
    pub account: Option<AccountId>,
    #[serde(default)]
    pub origin_bank: Option<String>,
    #[serde(default)]
    pub reference: Option<String>,
    #[serde(default)]
    pub payer_name: Option<String>,
    #[serde(default)]
    pub payer_id: Option<String>,
    #[serde(default)]
    pub payer_phone: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub receipt: Option<Sha256Hex>,
}

/// A report that has what its method asks for, each value in its one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub method: PaymentMethod,
    pub amount: Money,
    pub paid_on: NaiveDate,
    pub account: Option<AccountId>,
    pub origin_bank: Option<BankCode>,
    pub reference: Option<Reference>,
    pub payer_name: Option<String>,
    pub payer_id: Option<Payer>,
    pub payer_phone: Option<Phone>,
    pub email: Option<String>,
    pub receipt: Option<Sha256Hex>,
}

impl ProofDraft {
    /// An empty report by `method`; forms fill it.
    pub const fn new(method: PaymentMethod, amount: Money, paid_on: NaiveDate) -> Self {
        Self {
            method,
            amount,
            paid_on,
            account: None,
            origin_bank: None,
            reference: None,
            payer_name: None,
            payer_id: None,
            payer_phone: None,
            email: None,
            receipt: None,
        }
    }

    /// The fields its method asks for and the draft lacks, in the order a form asks them.
    pub fn missing(&self) -> Vec<Field> {
        self.method.required().iter().copied().filter(|&field| !self.has(field)).collect()
    }

    fn has(&self, field: Field) -> bool {
        match field {
            Field::Account => self.account.is_some(),
            Field::OriginBank => filled(&self.origin_bank).is_some(),
            Field::Reference => filled(&self.reference).is_some(),
            Field::PayerName => filled(&self.payer_name).is_some(),
            Field::PayerId => filled(&self.payer_id).is_some(),
            Field::PayerPhone => filled(&self.payer_phone).is_some(),
            Field::Email => filled(&self.email).is_some(),
        }
    }

    /// Checks everything its method asks for; the first fault is told.
    pub fn validate(&self, reporting: &Reporting) -> Ruling<Proof> {
        let amount = self.amount.require_positive()?;
        self.method.require_currency(self.amount.currency())?;
        dates::check_paid_on(self.paid_on, reporting.today, reporting.ordered_on)?;
        if let Some(&field) = self.missing().first() {
            return Err(Refusal::new(Code::ProofFieldMissing)
                .with("field", Arg::Message(format!("field-{field}")))
                .with("method", self.method.name()));
        }
        if let Some(account) = self.account.filter(|&id| reporting.account.is_none_or(|ours| ours.id != id)) {
            return Err(Refusal::new(Code::AccountUnknown).with("input", account.to_string()));
        }
        Ok(Proof {
            method: self.method,
            amount,
            paid_on: self.paid_on,
            account: self.account,
            origin_bank: filled(&self.origin_bank).map(BankCode::parse).transpose()?,
            reference: filled(&self.reference)
                .map(|text| Reference::parse(text, self.method))
                .transpose()?,
            payer_name: filled(&self.payer_name).map(|name| short(Field::PayerName, name)).transpose()?,
            payer_id: filled(&self.payer_id).map(Payer::parse).transpose()?,
            payer_phone: filled(&self.payer_phone).map(Phone::parse).transpose()?,
            email: filled(&self.email).map(email).transpose()?,
            receipt: self.receipt,
        })
    }

    /// SHA-256 of everything declared. Two drafts have one digest exactly when they declare the same.
    pub fn digest(&self) -> Sha256Hex {
        let amount = format!("{} {}", self.amount.plain(), self.amount.currency());
        let account = self.account.map(|id| id.to_string());
        let receipt = self.receipt.map(|digest| digest.to_string());
        let fields = [
            Some(self.method.as_str()),
            Some(&amount),
            Some(&self.paid_on.to_string()),
            account.as_deref(),
            self.origin_bank.as_deref(),
            self.reference.as_deref(),
            self.payer_name.as_deref(),
            self.payer_id.as_deref(),
            self.payer_phone.as_deref(),
            self.email.as_deref(),
            receipt.as_deref(),
        ];
        // Lengths keep one field's end from passing for the next one's beginning.
        let canonical = fields.map(|field| field.map_or_else(|| "-;".to_owned(), |text| format!("{}:{text};", text.len())));
        Sha256Hex::of(canonical.concat().as_bytes())
    }
}

impl Proof {
    /// As rows keep it: each value in its stored form.
    pub fn to_draft(&self) -> ProofDraft {
        ProofDraft {
            method: self.method,
            amount: self.amount,
            paid_on: self.paid_on,
            account: self.account,
            origin_bank: self.origin_bank.map(|bank| bank.to_string()),
            reference: self.reference.as_ref().map(|reference| reference.as_str().to_owned()),
            payer_name: self.payer_name.clone(),
            payer_id: self.payer_id.map(Payer::stored),
            payer_phone: self.payer_phone.map(Phone::e164),
            email: self.email.clone(),
            receipt: self.receipt,
        }
    }
}

/// The digest of the proofs a person decides on: another one, one less or one changed gives another digest.
pub fn set_digest(proofs: impl IntoIterator<Item = (SubmissionId, Sha256Hex)>) -> Sha256Hex {
    let mut lines: Vec<String> = proofs.into_iter().map(|(id, digest)| format!("{id} {digest}\n")).collect();
    lines.sort();
    Sha256Hex::of(lines.concat().as_bytes())
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn short(field: Field, text: &str) -> Ruling<String> {
    if text.chars().count() <= LONGEST_TEXT {
        return Ok(text.to_owned());
    }
    Err(Refusal::new(Code::TextTooLong)
        .with("field", Arg::Message(format!("field-{field}")))
        .with("input", excerpt(text))
        .with("limit", i64::try_from(LONGEST_TEXT).unwrap_or_default()))
}

#[cfg(test)]
mod tests;
