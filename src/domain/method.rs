//! How customers pay, and what becomes of a proof: names shared by proofs, accounts and refunds.

use super::names::named;

named! {
    /// domain.md §1.
    pub enum PaymentMethod {
        PagoMovil = "PAGO_MOVIL",
        BankTransfer = "BANK_TRANSFER",
        Zelle = "ZELLE",
        BinancePay = "BINANCE_PAY",
        Cash = "CASH",
    }
}

named! {
    /// What became of a reported proof. What was declared never changes.
    pub enum ProofState {
        Open = "OPEN",
        Verified = "VERIFIED",
        Rejected = "REJECTED",
        Withdrawn = "WITHDRAWN",
    }
}
