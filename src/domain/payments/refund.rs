//! Money that goes back: its kinds, who bears it, and where it goes (domain.md §2).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::bank::codes::BankCode;
use crate::domain::identity::{Payer, Phone};
use crate::domain::limits::bounded;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Money;
use crate::domain::names::named;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::identifier;

/// Characters of an account or of a name.
pub const LONGEST_ACCOUNT: usize = 100;

named! {
    /// Why money goes back. The first two give back all of it and move the order's payment status; the others leave it.
    pub enum RefundKind {
        /// The order will not go on.
        Cancellation = "CANCELLATION",
        /// The order was delivered and comes back.
        Return = "RETURN",
        /// What came above what was due.
        Surplus = "SURPLUS",
        /// A part, after a complaint.
        Goodwill = "GOODWILL",
    }
}

impl RefundKind {
    /// All of the order's money.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Cancellation | Self::Return)
    }
}

/// The money of verified proofs as a refund gives it back: in the currency it came in, in bolívares when it came in several.
pub fn refundable(verified: &[Money], credited: Money) -> Ruling<Money> {
    match verified.first() {
        Some(first) if verified.iter().all(|money| money.currency() == first.currency()) => {
            Money::sum(first.currency(), verified.iter().copied())
        }
        _ => Ok(credited),
    }
}

named! {
    /// Who bears a refund after the work was done.
    pub enum Bearer {
        Workshop = "WORKSHOP",
        Krafta = "KRAFTA",
        Courier = "COURIER",
    }
}

/// Where a refund goes, as people type it; each text may be missing until it is corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    #[serde(default)]
    pub method: Option<PaymentMethod>,
    /// A bank's four digits.
    #[serde(default)]
    pub bank: Option<String>,
    /// An account's number, a mail address of Zelle, a pay id.
    #[serde(default)]
    pub account: Option<String>,
    /// E.164.
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub id_doc: Option<String>,
    #[serde(default)]
    pub name: Option<String>,
}

impl Destination {
    /// What its method needs and is not there, by the names of the fields.
    pub fn missing(&self) -> Vec<&'static str> {
        let needed: &[(&'static str, bool)] = match self.method {
            None => &[("method", false)],
            Some(PaymentMethod::PagoMovil) => &[
                ("bank", self.bank.is_some()),
                ("phone", self.phone.is_some()),
                ("id-doc", self.id_doc.is_some()),
            ],
            Some(PaymentMethod::BankTransfer) => &[
                ("bank", self.bank.is_some()),
                ("account", self.account.is_some()),
                ("id-doc", self.id_doc.is_some()),
                ("name", self.name.is_some()),
            ],
            Some(PaymentMethod::Zelle | PaymentMethod::BinancePay) => &[("account", self.account.is_some()), ("name", self.name.is_some())],
            Some(PaymentMethod::Cash) => &[("name", self.name.is_some())],
        };
        needed.iter().filter(|(_, there)| !there).map(|(field, _)| *field).collect()
    }

    /// As it is kept, once every part was read and nothing its method needs is missing.
    ///
    /// # Errors
    /// `destination-incomplete` with the first field that is missing, `destination-account` where an account's number is not
    /// of its bank, and what the readers of phones, documents and banks refuse.
    pub fn checked(&self) -> Ruling<Self> {
        let text = |name: &'static str, text: &Option<String>, most: usize| {
            let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
            text.map(|text| bounded(name, text, most)).transpose()
        };
        let number = |name, number: &Option<String>, most| text(name, &number.as_deref().map(identifier).map(Cow::into_owned), most);
        let read = Self {
            method: self.method,
            bank: number("bank", &self.bank, 4)?
                .map(|bank| BankCode::parse(&bank).map(|bank| bank.to_string()))
                .transpose()?,
            account: number("account", &self.account, LONGEST_ACCOUNT)?,
            phone: number("phone", &self.phone, 30)?
                .map(|phone| Phone::parse(&phone).map(Phone::e164))
                .transpose()?,
            id_doc: number("id-doc", &self.id_doc, 30)?
                .map(|doc| Payer::parse(&doc).map(Payer::stored))
                .transpose()?,
            name: text("name", &self.name, LONGEST_ACCOUNT)?,
        };
        if let Some(field) = read.missing().first() {
            return Err(Refusal::new(Code::DestinationIncomplete).with("field", Arg::Message(format!("field-destination-{field}"))));
        }
        read.with_account_of_its_bank()
    }

    /// A Venezuelan account has twenty digits that begin with its bank's.
    fn with_account_of_its_bank(mut self) -> Ruling<Self> {
        if let (Some(PaymentMethod::BankTransfer), Some(bank), Some(account)) = (self.method, &self.bank, &self.account) {
            let digits: String = account.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
            let fits = digits.len() == 20 && digits.bytes().all(|b| b.is_ascii_digit()) && digits.starts_with(bank);
            if !fits {
                return Err(Refusal::new(Code::DestinationAccount).with("bank", bank.as_str()));
            }
            self.account = Some(digits);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pago_movil() -> Destination {
        Destination {
            method: Some(PaymentMethod::PagoMovil),
            bank: Some("0105".into()),
            phone: Some("0414-555.12.34".into()),
            id_doc: Some("v 12.345.678".into()),
            ..Destination::default()
        }
    }

    #[test]
    fn a_destination_is_kept_as_it_is_stored() {
        let kept = pago_movil().checked().expect("a destination");
        assert_eq!(
            (kept.phone.as_deref(), kept.id_doc.as_deref()),
            (Some("+584145551234"), Some("V12345678"))
        );
    }

    #[test]
    fn what_its_method_needs_is_asked_for() {
        let without = |change: fn(&mut Destination)| {
            let mut destination = pago_movil();
            change(&mut destination);
            destination.checked().map_err(|refusal| refusal.code)
        };
        assert_eq!(without(|one| one.phone = None), Err(Code::DestinationIncomplete));
        assert_eq!(without(|one| one.bank = Some("9999".into())), Err(Code::BankUnknown));
        assert_eq!(without(|one| one.method = None), Err(Code::DestinationIncomplete));
    }

    #[test]
    fn an_account_is_of_its_bank() {
        let of = |account: &str| {
            let transfer = Destination {
                method: Some(PaymentMethod::BankTransfer),
                account: Some(account.into()),
                name: Some("María".into()),
                ..pago_movil()
            };
            transfer.checked().map(|kept| kept.account).map_err(|refusal| refusal.code)
        };
        assert_eq!(of("0105 0000 0000 0000 1234"), Ok(Some("01050000000000001234".into())));
        assert_eq!(of("0102 0000 0000 0000 1234"), Err(Code::DestinationAccount));
        assert_eq!(of("0105"), Err(Code::DestinationAccount));
    }
}
