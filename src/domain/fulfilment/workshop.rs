//! What a workshop is given to fill in: units and other counts as people type them, a week of them, where it is paid.
//! Used when workshops, offers and zones are changed.

use std::ops::RangeInclusive;

use crate::domain::bank::codes::BankCode;
use crate::domain::identity::{Payer, Phone, email};
use crate::domain::method::PaymentMethod;
use crate::domain::names::named;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::domain::text::{excerpt, identifier};

named! {
    /// Whether an order in a zone is sent to its workshop by itself, or waits for somebody to say so.
    pub enum ZoneMode {
        Suggest = "SUGGEST",
        Automatic = "AUTOMATIC",
    }
}

named! {
    /// A count of a workshop or an offer; `field-<name>` tells which.
    pub enum Count {
        Units = "units",
        CapacityUnits = "capacity-units",
        DailyLimit = "daily-limit",
        LeadDays = "lead-days",
        MinQuantity = "min-quantity",
        MaxQuantity = "max-quantity",
    }
}

impl Count {
    /// What it may be, both ends included.
    pub const fn range(self) -> RangeInclusive<u32> {
        match self {
            Self::Units | Self::DailyLimit => 0..=1_000_000,
            Self::CapacityUnits | Self::MinQuantity | Self::MaxQuantity => 1..=1_000_000,
            Self::LeadDays => 0..=365,
        }
    }

    /// Reads a whole number; dots between thousands are understood.
    pub fn typed(self, input: &str) -> Ruling<u32> {
        let text = input.trim();
        let plain = text.replace('.', "");
        let grouped = !text.contains('.') || crate::domain::money::grouped(plain.trim_start_matches('0')) == text;
        let digits = !plain.is_empty() && plain.len() <= 12 && plain.bytes().all(|byte| byte.is_ascii_digit());
        let number = plain
            .parse()
            .ok()
            .filter(|number| digits && grouped && self.range().contains(number));
        number.ok_or_else(|| self.refused(input))
    }

    /// A number that did not come from a person's hand.
    pub fn check(self, number: u32) -> Ruling<u32> {
        if self.range().contains(&number) {
            Ok(number)
        } else {
            Err(self.refused(&number.to_string()))
        }
    }

    fn refused(self, input: &str) -> Refusal {
        let range = self.range();
        Refusal::new(Code::UnitsOutOfRange)
            .with("input", excerpt(input))
            .with("what", Arg::Message(format!("field-{self}")))
            .with("least", *range.start())
            .with("most", *range.end())
    }
}

/// Reads a share in percent, `50`, `33,5 %`, as basis points.
pub fn share(input: &str) -> Ruling<u32> {
    let refused = || {
        Refusal::new(Code::UnitsOutOfRange)
            .with("input", excerpt(input))
            .with("what", Arg::Message("field-deposit".into()))
            .with("least", 0_u32)
            .with("most", 100_u32)
    };
    let text = input.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 2 || !digits(whole) || !digits(part) || text.ends_with('.') {
        return Err(refused());
    }
    let points = format!("{whole}{part:0<2}").parse().unwrap_or(u32::MAX);
    if points <= 10_000 { Ok(points) } else { Err(refused()) }
}

/// Reads a week of units, Monday first: `8,8,8,8,8,4,0`; spaces, `;`, `/` and `|` part them as well.
pub fn week(input: &str) -> Ruling<[u32; 7]> {
    let parts: Vec<&str> = input
        .split([',', ';', '/', '|', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let refused = || Refusal::new(Code::WeekMalformed).with("input", excerpt(input));
    let units: Vec<u32> = parts.into_iter().map(|part| Count::Units.typed(part)).collect::<Ruling<_>>()?;
    units.try_into().map_err(|_| refused())
}

/// Where a workshop is paid, in its one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payee {
    pub method: PaymentMethod,
    pub bank: Option<String>,
    /// A number, a phone (E.164), an address or a wallet, as the method demands.
    pub account: Option<String>,
    pub name: Option<String>,
    /// As stored.
    pub document: Option<String>,
}

impl Payee {
    /// Reads what was typed and refuses what nobody could pay to. Venezuelan accounts have twenty digits that begin with
    /// their bank's code.
    pub fn check(self) -> Ruling<Self> {
        let bank = self.bank.as_deref().map(BankCode::parse).transpose()?.map(BankCode::as_str);
        let document = self.document.as_deref().map(Payer::parse).transpose()?.map(Payer::stored);
        let account = self.account.as_deref().map(identifier).filter(|account| !account.is_empty());
        let account = match (self.method, account.as_deref()) {
            (_, None) => None,
            (PaymentMethod::PagoMovil, Some(phone)) => Some(Phone::parse(phone)?.e164()),
            (PaymentMethod::BankTransfer, Some(number)) => Some(bank_account(number, bank)?),
            (PaymentMethod::Zelle, Some(address)) if address.contains('@') => Some(email(address)?),
            (PaymentMethod::Zelle | PaymentMethod::BinancePay | PaymentMethod::Cash, Some(other)) => Some(other.to_owned()),
        };
        let payee = Self {
            bank: bank.map(str::to_owned),
            account,
            document,
            ..self
        };
        payee.complete()
    }

    fn complete(self) -> Ruling<Self> {
        use PaymentMethod::{BankTransfer, Cash, PagoMovil};
        let method = self.method;
        let paid_abroad = !matches!(method, PagoMovil | BankTransfer);
        let needs = [
            ("--payee-bank", self.bank.is_some() || paid_abroad),
            ("--payee-account", self.account.is_some() || method == Cash),
            ("--payee-name", self.name.is_some() || method == Cash),
            ("--payee-document", self.document.is_some() || paid_abroad),
        ];
        match needs.iter().find(|(_, given)| !given) {
            None => Ok(self),
            Some((flag, _)) => Err(Refusal::new(Code::AccountIncomplete)
                .with("method", Arg::Message(format!("method-{method}")))
                .with("flag", *flag)),
        }
    }
}

fn bank_account(number: &str, bank: Option<&str>) -> Ruling<String> {
    let plain: String = number.chars().filter(|c| !matches!(c, '-' | ' ' | '.')).collect();
    let whole = plain.len() == 20 && plain.bytes().all(|byte| byte.is_ascii_digit());
    if whole && bank.is_none_or(|bank| plain.starts_with(bank)) {
        return Ok(plain);
    }
    Err(Refusal::new(Code::PayeeAccount)
        .with("input", excerpt(number))
        .with("bank", bank.unwrap_or("????")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_people_type_them() {
        for (input, number) in [("0", 0), ("8", 8), (" 12 ", 12), ("1000000", 1_000_000), ("1.000.000", 1_000_000)] {
            assert_eq!(Count::Units.typed(input), Ok(number), "{input}");
        }
        for input in [
            "",
            "-1",
            "1000001",
            "1000000000",
            "99999999999999999999",
            "ocho",
            "8,5",
            "8.5",
            "1e6",
            "٣",
            "+1",
            "1.0",
        ] {
            assert_eq!(Count::Units.typed(input).unwrap_err().code, Code::UnitsOutOfRange, "{input}");
        }
        assert!(Count::CapacityUnits.typed("0").is_err() && Count::LeadDays.check(366).is_err());
    }

    #[test]
    fn weeks() {
        for input in [
            "8,8,8,8,8,4,0",
            "8;8;8;8;8;4;0",
            "8 8 8 8 8 4 0",
            " 8, 8, 8, 8, 8, 4, 0 ",
            "8/8/8/8/8/4/0",
        ] {
            assert_eq!(week(input), Ok([8, 8, 8, 8, 8, 4, 0]), "{input}");
        }
        for input in ["", "8", "8,8,8,8,8,4", "8,8,8,8,8,4,0,0"] {
            assert_eq!(week(input).unwrap_err().code, Code::WeekMalformed, "{input}");
        }
        assert_eq!(week("8,8,8,8,8,-4,0").unwrap_err().code, Code::UnitsOutOfRange);
    }

    #[test]
    fn shares() {
        for (input, points) in [("50", 5_000), ("33,5 %", 3_350), ("0", 0), ("100%", 10_000), ("12.25", 1_225)] {
            assert_eq!(share(input), Ok(points), "{input}");
        }
        for input in ["", "%", "101", "-1", "1,234", "medio", "50.", "1e1"] {
            assert!(share(input).is_err(), "{input}");
        }
    }

    fn payee(method: PaymentMethod, bank: &str, account: &str) -> Payee {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Payee {
            method,
            bank: some(bank),
            account: some(account),
            name: some("Taller C.A."),
            document: some("J-07013380-5"),
        }
    }

    #[test]
    fn a_payee_can_be_paid() {
        use PaymentMethod::{BankTransfer, BinancePay, Cash, PagoMovil, Zelle};
        let account = "0102-0123-45-6789012345";
        for (method, bank, account, kept) in [
            (PagoMovil, "0105", "0412-555.12.34", Some("+584125551234")),
            (BankTransfer, "0102", account, Some("01020123456789012345")),
            (Zelle, "", "Pagos@Taller.example", Some("pagos@taller.example")),
            (BinancePay, "", "123456789", Some("123456789")),
            (Cash, "", "", None),
        ] {
            assert_eq!(payee(method, bank, account).check().unwrap().account.as_deref(), kept, "{method}");
        }
        for (method, bank, given, code) in [
            (PagoMovil, "0105", "0212-555.12.34", Code::PhoneMalformed),
            (PagoMovil, "", "0412-555.12.34", Code::AccountIncomplete),
            (BankTransfer, "0105", account, Code::PayeeAccount),
            (BankTransfer, "0102", "0102123", Code::PayeeAccount),
            (BankTransfer, "9999", account, Code::BankUnknown),
            (Zelle, "", "", Code::AccountIncomplete),
            (Zelle, "", "a@b", Code::EmailMalformed),
        ] {
            assert_eq!(payee(method, bank, given).check().unwrap_err().code, code, "{method} {given}");
        }
    }
}
