//! Where a customer may pay, in words: one account, or all that an order was offered. And where a refund goes.

use super::Catalogue;
use crate::domain::bank::codes::BankCode;
use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::identity::{shown_id_doc, shown_phone};
use crate::domain::method::PaymentMethod;
use crate::domain::text::Safe;

impl Catalogue {
    /// `pago móvil · 0102 Venezuela · 0412-555.12.34 · J-07013380-5 · Krafta C.A.`
    pub fn account(&self, account: &OfferedAccount) -> String {
        let till = account.method == PaymentMethod::Cash;
        let bank = account.bank.as_ref().map(|code| match BankCode::parse(code) {
            Ok(bank) => format!("{code} {}", bank.name()),
            Err(_) => code.to_string(),
        });
        let text = |text: &Option<Safe>| text.as_ref().map(ToString::to_string);
        let parts = [
            Some(self.method(account.method)),
            till.then(|| format!("{} ({})", account.alias, account.currency)),
            bank,
            text(&account.number),
            account.phone.as_deref().map(|phone| shown_phone(phone).to_string()),
            text(&account.email),
            account.holder_id.as_deref().map(|id| shown_id_doc(id).to_string()),
            Some(account.holder.to_string()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// What is known of where a refund goes: `pago móvil 0102 0414-555.12.34 V-12.345.678`.
    pub fn destination(&self, method: Option<PaymentMethod>, parts: [Option<&Safe>; 5]) -> String {
        let parts = parts.into_iter().flatten().map(ToString::to_string);
        method
            .map(|method| self.method(method))
            .into_iter()
            .chain(parts)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Said in a message, after its last sentence; nothing when no account was offered.
    pub(super) fn offered(&self, accounts: &[OfferedAccount]) -> String {
        if accounts.is_empty() {
            return String::new();
        }
        let all: Vec<_> = accounts.iter().map(|account| self.account(account)).collect();
        format!(
            " {}",
            self.text("method-offered", &[("accounts", all.join("; ").trim_end_matches('.').into())])
        )
    }

    /// A heading and a line an account, for people at a terminal; nothing when no account was offered.
    pub fn where_to_pay(&self, accounts: &[OfferedAccount]) -> String {
        if accounts.is_empty() {
            return String::new();
        }
        let lines = accounts.iter().map(|account| format!("\n  {}", self.account(account)));
        format!("{}{}", self.text("method-where", &[]), lines.collect::<String>())
    }
}
