//! An account of ours: what identifies it at its bank (domain.md §2), and what a customer is shown of it (domain.md §10).

use serde::{Deserialize, Serialize};

use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::text::Safe;

/// Where a customer may pay, as it was offered with an order. Texts are as they are kept: a phone is E.164.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedAccount {
    pub alias: Safe,
    pub method: PaymentMethod,
    pub currency: Currency,
    /// The 4-digit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<Safe>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Safe>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Safe>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Safe>,
    pub holder: Safe,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder_id: Option<Safe>,
}

/// The details of an account that tell it from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Details<'a> {
    pub method: PaymentMethod,
    pub bank: Option<&'a str>,
    pub number: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub holder_id: Option<&'a str>,
    pub email: Option<&'a str>,
}

impl Details<'_> {
    /// Whether money sent to one arrives at the other: by bank and number, by bank, phone and document, by e-mail, phone or pay
    /// id. The database compares likewise.
    pub fn same_account(&self, other: &Self) -> bool {
        self.method == other.method && self.identities().iter().any(|one| other.identities().contains(one))
    }

    fn identities(&self) -> Vec<(&'static str, String)> {
        let joined = |parts: &[Option<&str>]| parts.iter().copied().collect::<Option<Vec<_>>>().map(|parts| parts.join(" "));
        let lower = |text: Option<&str>| text.map(str::to_ascii_lowercase);
        let number = self.number.map(|number| number.replace([' ', '-', '.'], ""));
        let found = match self.method {
            PaymentMethod::PagoMovil => vec![("phone", joined(&[self.bank, self.phone, self.holder_id]))],
            PaymentMethod::BankTransfer => vec![("number", joined(&[self.bank, number.as_deref()]))],
            // Cash is received by hand: a till has nothing of a bank.
            PaymentMethod::Cash => Vec::new(),
            PaymentMethod::Zelle | PaymentMethod::BinancePay => vec![
                ("email", lower(self.email)),
                ("phone", self.phone.map(str::to_owned)),
                ("number", lower(self.number)),
            ],
        };
        found.into_iter().filter_map(|(kind, text)| Some((kind, text?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Details<'_> = Details {
        method: PaymentMethod::Cash,
        bank: None,
        number: None,
        phone: None,
        holder_id: None,
        email: None,
    };

    #[test]
    fn an_account_is_what_identifies_it_at_the_bank() {
        let mobile = Details {
            method: PaymentMethod::PagoMovil,
            bank: Some("0102"),
            phone: Some("+584125551234"),
            holder_id: Some("J070133805"),
            ..NOTHING
        };
        assert!(mobile.same_account(&Details {
            email: Some("a@b.c"),
            ..mobile
        }));
        assert!(
            !mobile.same_account(&Details {
                bank: Some("0134"),
                ..mobile
            }),
            "another bank"
        );
        assert!(!mobile.same_account(&Details {
            holder_id: Some("V12345678"),
            ..mobile
        }));
        let transfer = Details {
            method: PaymentMethod::BankTransfer,
            bank: Some("0102"),
            number: Some("01020123450004324821"),
            ..NOTHING
        };
        assert!(transfer.same_account(&Details {
            number: Some("0102-0123-45-0004324821"),
            ..transfer
        }));
        assert!(!transfer.same_account(&Details {
            number: Some("01020123450004324822"),
            ..transfer
        }));
        assert!(!mobile.same_account(&transfer));
        let zelle = Details {
            method: PaymentMethod::Zelle,
            email: Some("pagos@krafta.example"),
            ..NOTHING
        };
        assert!(zelle.same_account(&Details {
            email: Some("Pagos@Krafta.example"),
            phone: Some("+1"),
            ..zelle
        }));
        assert!(
            !zelle.same_account(&Details {
                method: PaymentMethod::BinancePay,
                ..zelle
            }),
            "another service"
        );
        let till = Details {
            phone: Some("+584125551234"),
            ..NOTHING
        };
        assert!(!till.same_account(&till), "two tills that one person keeps");
    }
}
