//! Whom messages are for, by what they leave, and in what state each is.

use crate::domain::Time;
use crate::domain::names::named;
use crate::domain::text::Safe;

named! {
    /// Whom a message is for.
    pub enum Recipient { Customer = "CUSTOMER", Admins = "ADMINS", Workshop = "WORKSHOP" }
}

named! {
    /// By what a message leaves.
    pub enum Channel {
        /// By the shop's mail server.
        Email = "EMAIL",
        /// By a program of the shop's: a gateway to a messenger.
        Command = "COMMAND",
        /// Into a file or a folder, to be handed on.
        File = "FILE",
        /// In the terminal of whoever it is for.
        Alert = "ALERT",
    }
}

impl Channel {
    /// As it is written in the settings.
    pub const fn setting(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Command => "command",
            Self::File => "file",
            Self::Alert => "alert",
        }
    }
}

named! {
    /// Where a message stands.
    pub enum MessageState {
        Pending = "PENDING",
        /// A sender has it.
        Sending = "SENDING",
        Sent = "SENT",
        /// It is tried again later.
        Failed = "FAILED",
        /// It is not tried again unless somebody asks.
        Dead = "DEAD",
        Cancelled = "CANCELLED",
        /// It became untrue, or nobody sent messages yet when it was written.
        Superseded = "SUPERSEDED",
    }
}

named! {
    /// How one try ended.
    pub enum AttemptOutcome {
        Sent = "SENT",
        /// This message, for now.
        Temporary = "TEMPORARY",
        /// This message, for good.
        Permanent = "PERMANENT",
        /// The channel itself: no message is at fault.
        Outage = "OUTAGE",
        /// It may have left: no answer came.
        Unknown = "UNKNOWN",
    }
}

named! {
    /// What a person did with a message.
    pub enum MessageAct { Retried = "RETRIED", Dropped = "DROPPED", Resent = "RESENT" }
}

named! {
    /// A language that messages are written in.
    pub enum Language { Es = "es", En = "en" }
}

/// Why a message is `SUPERSEDED`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum WithoutEffect {
    /// This later step made it untrue.
    Step { step: Safe, at: Time },
    /// It did not leave, and was said again by another one.
    SaidAgain,
    /// Nobody of theirs was sent messages yet.
    WrittenBefore,
}

named! {
    /// What somebody has to have to be reached.
    pub enum Lack {
        /// A login of their own: an alert is seen by nobody else.
        Login = "LOGIN",
        Phone = "PHONE",
        Email = "EMAIL",
    }
}

/// How one person, or a workshop, is written to now.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct WrittenTo {
    pub email: Option<Safe>,
    pub phone: Option<Safe>,
    /// The shop's where nobody said.
    pub language: Option<Language>,
}

/// By what a message would leave, and to where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Reach {
    /// To these addresses; of an alert, none.
    Reached { channel: Channel, to: Vec<Safe> },
    /// No channel has an address of theirs: what they lack of what the channels need.
    Unreachable { lacks: Vec<Lack> },
    /// Nobody of theirs is sent messages.
    SwitchedOff,
}
