//! What the rules answer when they say no: a stable code and the facts for the sentence a person reads.
//! The sentences are in the catalogue (`refusal-<code>`); the codes go to logs and `--json`.

use super::dates::Time;
use super::money::Money;
use super::names::named;

/// A decision that may be refused.
pub type Ruling<T> = Result<T, Refusal>;

/// A refusal: its code, and the named facts its sentence shows.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.code)]
pub struct Refusal {
    pub code: Code,
    pub args: Vec<(&'static str, Arg)>,
}

/// A fact in a sentence; the face formats it for its reader.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    Text(String),
    Count(i64),
    Money(Money),
    Time(Time),
    Date(chrono::NaiveDate),
    /// A key of the catalogue, shown as its message.
    Message(String),
    /// Several of them, one after the other.
    Messages(Vec<String>),
}

impl Refusal {
    pub const fn new(code: Code) -> Self {
        Self { code, args: Vec::new() }
    }

    /// Adds a fact for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(i64::from(count))
    }
}

impl From<Money> for Arg {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Time> for Arg {
    fn from(time: Time) -> Self {
        Self::Time(time)
    }
}

impl From<chrono::NaiveDate> for Arg {
    fn from(date: chrono::NaiveDate) -> Self {
        Self::Date(date)
    }
}

named! {
    /// Every way the rules say no. The text is the stable code.
    pub enum Code {
        // who
        ViewName = "view-name",
        ViewUnknown = "view-unknown",
        TooManyViews = "too-many-views",
        Forbidden = "forbidden",
        NotYourOrder = "not-your-order",
        OperatorUnknown = "operator-unknown",
        OperatorInactive = "operator-inactive",
        OperatorRole = "operator-role",
        /// The program was opened to look and not to touch.
        OnlyReading = "only-reading",
        /// A database login that is another operator's own.
        NotYourLogin = "not-your-login",
        /// A person's database login that is no operator's.
        LoginNoOperator = "login-no-operator",
        /// Jobs and messages are for a login that writes for anybody.
        LoginRunsNoJobs = "login-runs-no-jobs",
        DbRoleTaken = "db-role-taken",
        DbRoleFile = "db-role-file",
        DbRoleWorkshop = "db-role-workshop",
        LoginTaken = "login-taken",
        LoginMalformed = "login-malformed",
        NobodyYet = "nobody-yet",
        LastAdmin = "last-admin",
        KeyMalformed = "key-malformed",
        KeyAlgorithm = "key-algorithm",
        KeyOptions = "key-options",
        KeyPrivate = "key-private",
        KeyKnown = "key-known",
        KeyUnknown = "key-unknown",
        KeyRevoked = "key-revoked",
        KeyExpiry = "key-expiry",
        // over SSH
        NoFilesHere = "no-files-here",
        // what orders refer to
        SkuTaken = "sku-taken",
        RateExists = "rate-exists",
        RateUnknown = "rate-unknown",
        RateUnusual = "rate-unusual",
        RateUsed = "rate-used",
        RateFrozen = "rate-frozen",
        ShippingExists = "shipping-exists",
        ShippingUnknown = "shipping-unknown",
        AreaUnknown = "area-unknown",
        AliasTaken = "alias-taken",
        AccountIncomplete = "account-incomplete",
        AccountKnown = "account-known",
        // payment edges (domain.md §2)
        PaymentEdge = "payment-edge",
        ClaimHeld = "claim-held",
        NotHolder = "not-holder",
        ClockAgrees = "clock-agrees",
        ClockAstray = "clock-astray",
        ClaimLapsed = "claim-lapsed",
        ClaimNotLapsed = "claim-not-lapsed",
        ReasonRequired = "reason-required",
        OverrideRequired = "override-required",
        TooManyOpen = "too-many-open",
        TooManyAttempts = "too-many-attempts",
        NoOpenProof = "no-open-proof",
        EvidenceMissing = "evidence-missing",
        EvidenceDeparts = "evidence-departs",
        DuplicateReference = "duplicate-reference",
        NotCovered = "not-covered",
        NothingVerified = "nothing-verified",
        FullyCovered = "fully-covered",
        VerifiedMoney = "verified-money",
        AlreadyInProduction = "already-in-production",
        RefundIncomplete = "refund-incomplete",
        RefundStarted = "refund-started",
        RefundExceeds = "refund-exceeds",
        SecondAdminRequired = "second-admin-required",
        RejectionTextRequired = "rejection-text-required",
        TooEarly = "too-early",
        OnHold = "on-hold",
        UndoNothing = "undo-nothing",
        UndoNotYours = "undo-not-yours",
        UndoTooLate = "undo-too-late",
        UndoSuperseded = "undo-superseded",
        UndoMessageLeft = "undo-message-left",
        // assignment edges (domain.md §3)
        AssignmentEdge = "assignment-edge",
        PaymentNotConfirmed = "payment-not-confirmed",
        ActiveAssignment = "active-assignment",
        PickupIsNotDelivered = "pickup-is-not-delivered",
        PickupOnly = "pickup-only",
        HandOverIncomplete = "hand-over-incomplete",
        DepositUnpaid = "deposit-unpaid",
        NotYetDue = "not-yet-due",
        ShareRequired = "share-required",
        NotYourAssignment = "not-your-assignment",
        NoAssignment = "no-assignment",
        NoWorkshopChosen = "no-workshop-chosen",
        WorkshopUnfit = "workshop-unfit",
        NoRoom = "no-room",
        OffRanking = "off-ranking",
        AnswerLate = "answer-late",
        WorkshopPaused = "workshop-paused",
        PickupCode = "pickup-code",
        // workshops, offers, zones, capacity
        WorkshopUnknown = "workshop-unknown",
        WorkshopTaken = "workshop-taken",
        WorkshopMoved = "workshop-moved",
        OfferUnknown = "offer-unknown",
        OfferTaken = "offer-taken",
        ServiceZoneUnknown = "service-zone-unknown",
        ServiceZoneTaken = "service-zone-taken",
        HolidayTaken = "holiday-taken",
        HolidayUnknown = "holiday-unknown",
        UnitsOutOfRange = "units-out-of-range",
        WeekMalformed = "week-malformed",
        OfferQuantities = "offer-quantities",
        PayeeAccount = "payee-account",
        NoLongerFits = "no-longer-fits",
        PeriodBackwards = "period-backwards",
        PeriodLong = "period-long",
        // payables
        PayableUnknown = "payable-unknown",
        PayableMoved = "payable-moved",
        NothingToSettle = "nothing-to-settle",
        SettlementMixed = "settlement-mixed",
        SettlementTotal = "settlement-total",
        SettlementRepeated = "settlement-repeated",
        SettlementUnknown = "settlement-unknown",
        PaymentUnknown = "payment-unknown",
        AlreadyReversed = "already-reversed",
        // commands
        OperationReused = "operation-reused",
        OrderUnknown = "order-unknown",
        OrderMoved = "order-moved",
        PaymentAlready = "payment-already",
        SubmissionDecided = "submission-decided",
        SubmissionUnknown = "submission-unknown",
        WhichSubmission = "which-submission",
        EvidenceMalformed = "evidence-malformed",
        EmptyOrder = "empty-order",
        QuantityOutOfRange = "quantity-out-of-range",
        ProductUnknown = "product-unknown",
        CityRequired = "city-required",
        CityUnknown = "city-unknown",
        AddressRequired = "address-required",
        NameRequired = "name-required",
        TextTooLong = "text-too-long",
        TextUnstorable = "text-unstorable",
        TooManyLines = "too-many-lines",
        NoRate = "no-rate",
        AccountUnknown = "account-unknown",
        EvidenceTwice = "evidence-twice",
        NoRefundDue = "no-refund-due",
        NoteEmpty = "note-empty",
        NumberExhausted = "number-exhausted",
        ReceiptMissing = "receipt-missing",
        ReceiptAltered = "receipt-altered",
        RefundUnknown = "refund-unknown",
        WhichRefund = "which-refund",
        RefundRepeated = "refund-repeated",
        RefundPaymentUnknown = "refund-payment-unknown",
        RefundPaymentReversed = "refund-payment-reversed",
        SurplusExceeds = "surplus-exceeds",
        NoSurplus = "no-surplus",
        NotSurplus = "not-surplus",
        SurplusOrder = "surplus-order",
        SurplusWhole = "surplus-whole",
        CreditSmall = "credit-small",
        CreditStated = "credit-stated",
        CreditExceeded = "credit-exceeded",
        CreditUnknown = "credit-unknown",
        CreditOther = "credit-other",
        CreditFrozen = "credit-frozen",
        CreditSum = "credit-sum",
        CreditUsed = "credit-used",
        CreditApart = "credit-apart",
        ClosedDaysUnknown = "closed-days-unknown",
        ClosedDaysState = "closed-days-state",
        ClosedDaysPast = "closed-days-past",
        ClosedDaysProposed = "closed-days-proposed",
        ClosedDaysWhose = "closed-days-whose",
        RunUnknown = "run-unknown",
        RunState = "run-state",
        RunFrozen = "run-frozen",
        RunOther = "run-other",
        RunMoved = "run-moved",
        RunTotal = "run-total",
        RunEmpty = "run-empty",
        RunSecond = "run-second",
        RunSecondSame = "run-second-same",
        RunWaits = "run-waits",
        RunHolds = "run-holds",
        RunLineUnknown = "run-line-unknown",
        RunLineState = "run-line-state",
        RunLineUnlike = "run-line-unlike",
        BankFileProfile = "bank-file-profile",
        BankFileUnknown = "bank-file-unknown",
        NothingFits = "nothing-fits",
        BearerRequired = "bearer-required",
        GoodwillIsPart = "goodwill-is-part",
        ShareUnfit = "share-unfit",
        DestinationIncomplete = "destination-incomplete",
        DestinationAccount = "destination-account",
        RefundRate = "refund-rate",
        RefundPartPaid = "refund-part-paid",
        RefundKind = "refund-kind",
        // payables (domain.md §4)
        PayableTwice = "payable-twice",
        PayableHeld = "payable-held",
        PayableNotOpen = "payable-not-open",
        PaymentExceeds = "payment-exceeds",
        PayableNotDue = "payable-not-due",
        NothingDue = "nothing-due",
        OnlyToNet = "only-to-net",
        SentBeforeLine = "sent-before-line",
        PayableNotHeld = "payable-not-held",
        SettlementTooLong = "settlement-too-long",
        // filters people type
        FilterFieldUnknown = "filter-field-unknown",
        FilterValueUnknown = "filter-value-unknown",
        FilterAmountMalformed = "filter-amount-malformed",
        FilterRangeBackwards = "filter-range-backwards",
        // files with lists
        SheetTooLarge = "sheet-too-large",
        SheetNotText = "sheet-not-text",
        SheetHeader = "sheet-header",
        LineColumns = "line-columns",
        LineCellMissing = "line-cell-missing",
        LineCell = "line-cell",
        // statements of a bank: the file
        StatementLarge = "statement-large",
        StatementMany = "statement-many",
        StatementEmpty = "statement-empty",
        StatementNothing = "statement-nothing",
        StatementEncoding = "statement-encoding",
        StatementKind = "statement-kind",
        StatementDamaged = "statement-damaged",
        StatementUnpacked = "statement-unpacked",
        StatementHeader = "statement-header",
        StatementUnknown = "statement-unknown",
        StatementOtherBank = "statement-other-bank",
        StatementProfile = "statement-profile",
        StatementProfiles = "statement-profiles",
        StatementProfileUnknown = "statement-profile-unknown",
        // a profile that is made
        StatementProfileName = "statement-profile-name",
        StatementProfileTaken = "statement-profile-taken",
        StatementProfileColumns = "statement-profile-columns",
        StatementProfileFew = "statement-profile-few",
        StatementProfileUnsure = "statement-profile-unsure",
        StatementProfilePlace = "statement-profile-place",
        StatementProfileColumn = "statement-profile-column",
        // statements of a bank: a line
        StatementAmount = "statement-amount",
        StatementTwoAmounts = "statement-two-amounts",
        StatementSign = "statement-sign",
        StatementDate = "statement-date",
        StatementReference = "statement-reference",
        StatementColumns = "statement-columns",
        StatementLong = "statement-long",
        StatementText = "statement-text",
        StatementNotice = "statement-notice",
        // values people type
        AmountMissing = "amount-missing",
        AmountMalformed = "amount-malformed",
        AmountAmbiguous = "amount-ambiguous",
        AmountNegative = "amount-negative",
        AmountZero = "amount-zero",
        AmountDecimals = "amount-decimals",
        AmountTooLarge = "amount-too-large",
        AmountScientific = "amount-scientific",
        AmountCurrency = "amount-currency",
        CurrencyMixed = "currency-mixed",
        RateInvalid = "rate-invalid",
        OrderNumberMalformed = "order-number-malformed",
        BankUnknown = "bank-unknown",
        StateUnknown = "state-unknown",
        PhoneMalformed = "phone-malformed",
        NationalIdMalformed = "national-id-malformed",
        RifMalformed = "rif-malformed",
        RifCheckDigit = "rif-check-digit",
        PayerMalformed = "payer-malformed",
        EmailMalformed = "email-malformed",
        ReferenceMissing = "reference-missing",
        ReferenceLetters = "reference-letters",
        ReferenceSigns = "reference-signs",
        ReferenceShort = "reference-short",
        ReferenceLong = "reference-long",
        ReferenceScientific = "reference-scientific",
        DateMalformed = "date-malformed",
        DateImpossible = "date-impossible",
        DateFuture = "date-future",
        DateBeforeOrder = "date-before-order",
        ZoneUnknown = "zone-unknown",
        ProofFieldMissing = "proof-field-missing",
        ProofCurrency = "proof-currency",
        ShippingRateMissing = "shipping-rate-missing",
        ReceiptEmpty = "receipt-empty",
        ReceiptKind = "receipt-kind",
        ReceiptTooLarge = "receipt-too-large",
        DigestMalformed = "digest-malformed",
        // messages
        MessageUnknown = "message-unknown",
        MessageWaits = "message-waits",
        MessageErased = "message-erased",
        MessageCoolDown = "message-cool-down",
        ContactEmpty = "contact-empty",
        // the database's own voice
        EventOrder = "event-order",
        StatusWithoutEvent = "status-without-event",
        AppendOnly = "append-only",
        CreatedAt = "created-at",
        NewOrder = "new-order",
        OrderFrozen = "order-frozen",
        NewSubmission = "new-submission",
        OrderTakesNoProof = "order-takes-no-proof",
        SubmissionDeclared = "submission-declared",
        SubmissionState = "submission-state",
        LateWithoutProof = "late-without-proof",
        EvidenceStands = "evidence-stands",
        MessageCancelled = "message-cancelled",
        MessageState = "message-state",
        MessageFrozen = "message-frozen",
        RequestAnswer = "request-answer",
        CreditedAmount = "credited-amount",
        RefundClosed = "refund-closed",
        RefundCurrency = "refund-currency",
        NewAssignment = "new-assignment",
        AssignmentFrozen = "assignment-frozen",
        WorkshopExcluded = "workshop-excluded",
        PayableFrozen = "payable-frozen",
        PayableUnpaid = "payable-unpaid",
        PayableStarted = "payable-started",
        PayableCurrency = "payable-currency",
        PayableExceeds = "payable-exceeds",
        PayableClosed = "payable-closed",
        CapacityFull = "capacity-full",
        BookingFrozen = "booking-frozen",
        NeedsPgTrgm = "needs-pg-trgm",
        /// A token that is none of these: the schema is newer than the program.
        DatabaseRule = "database-rule",
        /// An event, a payment or a claim in the name of somebody who may not.
        EventActor = "event-actor",
        /// A reported payment without its proof.
        EventProof = "event-proof",
        /// Something that would have happened on another day.
        NotNow = "not-now",
        /// Due, rate or term of an order are not what its day says.
        QuoteFigures = "quote-figures",
        ItemPrice = "item-price",
        EvidenceExceeded = "evidence-exceeded",
        /// A value that its column does not take.
        OutOfBounds = "out-of-bounds",
    }
}
