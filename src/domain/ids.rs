//! Typed identities. All are UUIDs (version 7 when we make them), so a mix-up is a compile error and not a wrong row.

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    OrderId, ItemId, SubmissionId, EvidenceId, LogId, AssignmentId, WorkshopId, RefundId, RefundPaymentId,
    OperatorId, AccountId, CreditId, ProductId, CityId, ZoneId, ShippingRateId, ExchangeRateId, NotificationId,
    OfferId, BookingId, PayableId, SettlementId, PayablePaymentId, BankImportId,
    RunId, RunLineId, ProposalId, OperatorKeyId,
    /// What a customer's site asks of the back office; also the id of the operation that does it.
    RequestId,
    /// Names one command, made by whoever asks: the same id again returns the first receipt.
    OperationId,
}
