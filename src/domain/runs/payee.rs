//! Whether money can be sent to somebody: what the bank's form asks for is there and has the right shape.

use serde::Serialize;

use super::sheet::Mark;
use crate::domain::bank::codes::BankCode;
use crate::domain::identity::{Payer, Phone};
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;

/// Digits of a Venezuelan account: bank, office, two check digits, number.
const ACCOUNT: usize = 20;
const WEIGHTS: [u32; 14] = [3, 2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/// Where money goes, as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RunPayee {
    pub method: Option<PaymentMethod>,
    pub name: Option<String>,
    pub id_doc: Option<String>,
    pub bank: Option<String>,
    pub account: Option<String>,
    /// E.164.
    pub phone: Option<String>,
}

impl RunPayee {
    /// What keeps it from being paid in a currency, and what only looks wrong.
    pub fn marks(&self, currency: Currency) -> Vec<Mark> {
        let Some(method) = self.method.filter(|method| *method != PaymentMethod::Cash) else {
            return vec![Mark::Method];
        };
        if method.require_currency(currency).is_err() {
            return vec![Mark::Currency];
        }
        let there = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        let bank = self.bank.as_deref().is_some_and(|bank| BankCode::parse(bank).is_ok());
        let document = self.id_doc.as_deref().is_some_and(|document| Payer::parse(document).is_ok());
        let (wrong, unlikely) = match method {
            PaymentMethod::PagoMovil => {
                let phone = self.phone.as_deref().is_some_and(|phone| Phone::parse(phone).is_ok());
                (vec![(bank, Mark::Bank), (phone, Mark::Phone), (document, Mark::Document)], false)
            }
            PaymentMethod::BankTransfer => {
                let digits = self.account_digits();
                let begins = digits
                    .as_deref()
                    .zip(self.bank.as_deref())
                    .is_some_and(|(digits, bank)| digits.starts_with(bank));
                let fits = digits.as_deref().is_some_and(checks_out);
                let wrong = vec![
                    (bank, Mark::Bank),
                    (begins, Mark::Account),
                    (document, Mark::Document),
                    (there(&self.name), Mark::Name),
                ];
                (wrong, begins && !fits)
            }
            PaymentMethod::Zelle | PaymentMethod::BinancePay | PaymentMethod::Cash => {
                (vec![(there(&self.account), Mark::Account), (there(&self.name), Mark::Name)], false)
            }
        };
        let wrong = wrong.into_iter().filter(|(fits, _)| !fits).map(|(_, mark)| mark);
        wrong.chain(unlikely.then_some(Mark::CheckDigit)).collect()
    }

    /// The twenty digits of the account, without what parts them.
    pub fn account_digits(&self) -> Option<String> {
        let plain: String = self.account.as_deref()?.chars().filter(|c| !matches!(c, '-' | ' ' | '.')).collect();
        (plain.len() == ACCOUNT && plain.bytes().all(|byte| byte.is_ascii_digit())).then_some(plain)
    }
}

/// Whether the two check digits of an account are those of its bank, office and number.
fn checks_out(digits: &str) -> bool {
    let (before, check, number) = (digits.get(..8), digits.get(8..10), digits.get(10..));
    let (Some(before), Some(check), Some(number)) = (before, check, number) else {
        return false;
    };
    let office = before.get(4..).unwrap_or_default();
    check == format!("{}{}", check_digit(before), check_digit(&format!("{office}{number}")))
}

/// An account with its check digits: `bank` and `office` of 4 digits each, `number` of 10.
pub fn account_number(bank: &str, office: &str, number: &str) -> String {
    let (first, second) = (check_digit(&format!("{bank}{office}")), check_digit(&format!("{office}{number}")));
    format!("{bank}{office}{first}{second}{number}")
}

fn check_digit(digits: &str) -> u32 {
    let weighed = digits.bytes().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight);
    match 11 - weighed.sum::<u32>() % 11 {
        10 => 0,
        11 => 1,
        digit => digit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transfer(account: &str) -> RunPayee {
        RunPayee {
            method: Some(PaymentMethod::BankTransfer),
            name: Some("Taller C.A.".into()),
            id_doc: Some("J070133805".into()),
            bank: Some("0102".into()),
            account: Some(account.into()),
            phone: None,
        }
    }

    #[test]
    fn an_account_has_twenty_digits_that_begin_with_its_bank() {
        let good = format!("01020123{}{}0000432482", check_digit("01020123"), check_digit("01230000432482"));
        assert_eq!(transfer(&good).marks(Currency::Ves), []);
        assert_eq!(
            transfer(&format!("{}-{}", &good[..4], &good[4..])).marks(Currency::Ves),
            [],
            "as people write it"
        );
        for bad in [
            "",
            "0102",
            &good[1..],
            "01340123450004324821",
            "0102012345000432482A",
            "010201234500043248211",
        ] {
            assert_eq!(transfer(bad).marks(Currency::Ves), [Mark::Account], "{bad}");
        }
    }

    #[test]
    fn a_check_digit_that_fails_only_warns() {
        let good = format!("01020123{}{}0000432482", check_digit("01020123"), check_digit("01230000432482"));
        let turned = format!("{}{}", &good[..18], good[18..].chars().rev().collect::<String>());
        assert_eq!(transfer(&turned).marks(Currency::Ves), [Mark::CheckDigit]);
        assert!(!Mark::CheckDigit.blocks() && Mark::Account.blocks());
    }

    #[test]
    fn what_the_method_needs_has_to_be_there() {
        let nobody = RunPayee {
            bank: Some("9999".into()),
            id_doc: Some("x".into()),
            name: None,
            ..transfer("01020123450004324821")
        };
        assert_eq!(nobody.marks(Currency::Ves), [Mark::Bank, Mark::Account, Mark::Document, Mark::Name]);
        let mobile = RunPayee {
            method: Some(PaymentMethod::PagoMovil),
            phone: Some("+584145551234".into()),
            ..transfer("")
        };
        assert_eq!(mobile.marks(Currency::Ves), []);
        assert_eq!(
            RunPayee {
                phone: Some("0212".into()),
                ..mobile.clone()
            }
            .marks(Currency::Ves),
            [Mark::Phone]
        );
        assert_eq!(mobile.marks(Currency::Usd), [Mark::Currency]);
        assert_eq!(RunPayee::default().marks(Currency::Ves), [Mark::Method]);
        let cash = RunPayee {
            method: Some(PaymentMethod::Cash),
            ..mobile
        };
        assert_eq!(cash.marks(Currency::Usd), [Mark::Method], "nobody transfers cash");
    }
}
