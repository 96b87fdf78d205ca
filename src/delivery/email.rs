//! The shop's mail server: one conversation, step by step, so that what went wrong is known by where it did. Before the text of a
//! message was handed over nothing can have left; after it, a missing answer leaves it unknown.

use std::io;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;

use super::mail::Mail;
use super::outcome::Ending;
use crate::config::{self, OTHERS, Security, Smtp};
use crate::domain::messages::channel::AttemptOutcome;

/// Longest password file.
const LONGEST: u64 = 4096;

/// Where a conversation is, for whoever stops waiting for it.
pub const CONNECTING: u8 = 0;
pub const ENVELOPE: u8 = 1;
/// The text is on its way: it may have been taken.
pub const HANDED_OVER: u8 = 2;
/// Nobody waits for it any longer: nothing more is handed over.
pub const ABANDONED: u8 = 3;

/// Why a mail server takes nothing from us: a stable word, and what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub class: &'static str,
    pub detail: String,
}

impl Refused {
    fn new(class: &'static str, detail: impl ToString) -> Self {
        Self {
            class,
            detail: detail.to_string(),
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}: {}", self.class, self.detail)
    }
}

/// Connects and signs in as to send, and leaves again: what `doctor` asks.
///
/// # Errors
/// What the settings lack, or the server said.
pub fn greet(smtp: &Smtp) -> Result<(), Refused> {
    let mut connection = connect(smtp)?;
    let _ = connection.quit();
    Ok(())
}

/// A signed-in connection.
fn connect(smtp: &Smtp) -> Result<SmtpConnection, Refused> {
    let host = smtp.host.as_deref().ok_or_else(|| Refused::new("host", "smtp.host"))?;
    let port = u16::try_from(smtp.port).map_err(|_| Refused::new("host", "smtp.port"))?;
    let tls = match smtp.security {
        Security::None => None,
        Security::Tls | Security::StartTls => Some(tls(host, smtp)?),
    };
    let hello = ClientId::default();
    let timeout = Some(Duration::from_secs(u64::from(smtp.timeout_seconds)));
    let at_once = tls.as_ref().filter(|_| smtp.security == Security::Tls);
    let mut connection =
        SmtpConnection::connect((host, port), timeout, &hello, at_once, None).map_err(|error| of_server(&error, "connect"))?;
    if let Some(tls) = tls.as_ref().filter(|_| smtp.security == Security::StartTls) {
        if !connection.can_starttls() {
            connection.abort();
            return Err(Refused::new("starttls", host));
        }
        connection.starttls(tls, &hello).map_err(|error| of_server(&error, "starttls"))?;
    }
    if let Some(credentials) = credentials(smtp)? {
        connection
            .auth(DEFAULT_MECHANISMS, &credentials)
            .map_err(|error| of_server(&error, "sign-in"))?;
    }
    Ok(connection)
}

fn tls(host: &str, smtp: &Smtp) -> Result<TlsParameters, Refused> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = &smtp.ca_file {
        let unreadable = |fault: String| Refused::new("ca-file", format!("{}: {fault}", path.display()));
        let pem = config::read_regular(path, 1024 * 1024).map_err(|fault| unreadable(fault.to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|fault| unreadable(fault.to_string()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|error| Refused::new("tls", error))
}

/// User and password; none where the server asks for none. The file must be its owner's alone.
fn credentials(smtp: &Smtp) -> Result<Option<Credentials>, Refused> {
    let Some(user) = &smtp.user else { return Ok(None) };
    let path = smtp
        .password_file
        .as_ref()
        .ok_or_else(|| Refused::new("password-file", "smtp.password_file"))?;
    let unreadable = |fault: io::Error| Refused::new("password-file", format!("{}: {fault}", path.display()));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).map_err(unreadable)?.permissions());
    if mode & OTHERS != 0 {
        return Err(Refused::new("password-file", format!("{}: chmod 600", path.display())));
    }
    let bytes = config::read_regular(path, LONGEST).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| Refused::new("password-file", path.display()))?;
    Ok(Some(Credentials::new(user.clone(), text.trim_end_matches(['\r', '\n']).to_owned())))
}

fn of_server(error: &Error, step: &'static str) -> Refused {
    let class = if error.is_tls() || is_handshake(error) {
        "tls"
    } else if error.is_timeout() {
        "timeout"
    } else {
        step
    };
    Refused::new(class, told(error))
}

/// A certificate that is not believed, or no TLS at all where it was expected, comes as bytes that mean nothing.
fn is_handshake(error: &Error) -> bool {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let mut faults = causes.filter_map(|cause| cause.downcast_ref::<io::Error>());
    faults.any(|fault| fault.kind() == io::ErrorKind::InvalidData)
}

/// What the server answered, word for word; else a stable word for what went wrong, which the catalogue knows; else what the library says.
fn told(error: &Error) -> String {
    match error.status() {
        Some(code) => match std::error::Error::source(error) {
            Some(reply) => format!("{code} {reply}"),
            None => code.to_string(),
        },
        None => {
            let text = chain(error);
            cause(error, &text).map_or(text, str::to_owned)
        }
    }
}

fn cause(error: &Error, text: &str) -> Option<&'static str> {
    const TOLD: &[(&str, &str)] = &[
        ("UnknownIssuer", "unknown-issuer"),
        ("NotValidForName", "other-name"),
        ("Expired", "expired"),
        ("failed to lookup address", "unknown-host"),
        ("incomplete response", "closed"),
    ];
    let told = TOLD.iter().find(|(part, _)| text.contains(part)).map(|(_, word)| *word);
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let kind = causes
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .map(io::Error::kind)
        .last();
    told.or(match kind? {
        io::ErrorKind::ConnectionRefused => Some("nobody-there"),
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof => {
            Some("closed")
        }
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => Some("no-network"),
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Some("too-late"),
        io::ErrorKind::InvalidData => Some("no-tls"),
        _ => None,
    })
}

/// An error with what caused it: the first says what, the last why.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let next_text = next.to_string();
        if !text.contains(&next_text) {
            text = format!("{text}: {next_text}");
        }
        cause = next.source();
    }
    text
}

/// One connection, kept between mails.
#[derive(Default)]
pub struct Conversation {
    connection: Option<SmtpConnection>,
    /// Mails since it was opened.
    mails: u32,
}

/// Mails a connection is used for: some servers take no more.
const MOST: u32 = 100;

impl Conversation {
    /// Hands a mail over. `stage` says where it is, for whoever does not wait any longer.
    pub fn send(&mut self, smtp: &Smtp, mail: &Mail, stage: &AtomicU8) -> Ending {
        if self.mails >= MOST
            && let Some(mut old) = self.connection.take()
        {
            let _ = old.quit();
        }
        let fresh = self.connection.is_none();
        let mut connection = match self.connection.take().map_or_else(|| connect(smtp), Ok) {
            Ok(connection) => connection,
            Err(refused) => return Ending::failed(AttemptOutcome::Outage, refused.class, &refused.detail),
        };
        self.mails = if fresh { 1 } else { self.mails + 1 };
        let ending = converse(&mut connection, mail, stage);
        match ending {
            // A server that closed an idle connection is asked once more, on a new one; not once it may have the text.
            Err((_, true)) if !fresh && on_to(stage, ENVELOPE, CONNECTING) => {
                connection.abort();
                self.send(smtp, mail, stage)
            }
            Err((ending, broken)) => {
                if broken || connection.has_broken() {
                    connection.abort();
                } else if connection.command(Rset).is_ok() {
                    self.connection = Some(connection);
                }
                ending
            }
            Ok(answer) => {
                self.connection = Some(connection);
                Ending::sent(&answer)
            }
        }
    }
}

/// One mail on an open connection; what went wrong, and whether the connection is of no use any more.
fn converse(connection: &mut SmtpConnection, mail: &Mail, stage: &AtomicU8) -> Result<String, (Ending, bool)> {
    if !on_to(stage, CONNECTING, ENVELOPE) {
        return Err(abandoned());
    }
    let of_envelope = |error: &Error| (of_step(error, AttemptOutcome::Outage, "connection"), error.status().is_none());
    let mut parameters = Vec::new();
    let ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    if !mail.envelope.to().iter().chain(mail.envelope.from()).all(ascii) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let ending = Ending::failed(AttemptOutcome::Permanent, "address", "ascii-only");
            return Err((ending, false));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    connection
        .command(MailFrom::new(mail.envelope.from().cloned(), parameters))
        .map_err(|error| (of_sender(&error), error.status().is_none()))?;
    let mut refused = None;
    let mut taken = 0;
    for to in mail.envelope.to() {
        match connection.command(Rcpt::new(to.clone(), Vec::new())) {
            Ok(_) => taken += 1,
            Err(error) if error.status().is_some() => refused = Some(of_step(&error, AttemptOutcome::Outage, "recipient")),
            Err(error) => return Err(of_envelope(&error)),
        }
    }
    if let Some(refused) = refused.take_if(|_| taken == 0) {
        return Err((refused, false));
    }
    connection.command(Data).map_err(|error| of_envelope(&error))?;
    if !on_to(stage, ENVELOPE, HANDED_OVER) {
        return Err(abandoned());
    }
    let answer = hand_over(connection, &mail.bytes)
        .map_err(|error| (of_step(&error, AttemptOutcome::Unknown, "no-answer"), error.status().is_none()))?;
    // Who was refused is not written to again, and is not passed over in silence.
    let refused = refused.and_then(|refused| refused.answer).map(|refused| format!("; {refused}"));
    Ok(format!("{}{}", said(&answer), refused.unwrap_or_default()))
}

/// The text with its end in one piece: in two, the second waits for a late acknowledgement of the first, some 40 ms a mail.
fn hand_over(connection: &mut SmtpConnection, bytes: &[u8]) -> Result<Response, Error> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return connection.message(bytes);
    };
    let first = if text.starts_with('.') { "." } else { "" };
    // A line that begins with the sign of the end has it twice (RFC 5321, 4.5.2).
    connection.command(format_args!("{first}{}\r\n.\r\n", text.replace("\r\n.", "\r\n..")))
}

/// The conversation is at another place now, unless it was given up meanwhile.
fn on_to(stage: &AtomicU8, from: u8, to: u8) -> bool {
    stage.compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst).is_ok()
}

/// What nobody hears.
fn abandoned() -> (Ending, bool) {
    (Ending::failed(AttemptOutcome::Outage, "timeout", ""), true)
}

/// A server that takes no mail from the shop at all, or is just closing: no message is at fault.
fn of_sender(error: &Error) -> Ending {
    match error.status() {
        Some(_) => Ending::failed(AttemptOutcome::Outage, "sender", &told(error)),
        None => of_step(error, AttemptOutcome::Outage, "connection"),
    }
}

/// A step that failed: by the server's answer, else `unanswered`.
fn of_step(error: &Error, unanswered: AttemptOutcome, class: &'static str) -> Ending {
    let (outcome, class) = match error {
        error if error.is_permanent() => (AttemptOutcome::Permanent, "refused"),
        error if error.is_transient() => (AttemptOutcome::Temporary, "later"),
        error if error.is_timeout() => (unanswered, "timeout"),
        _ => (unanswered, class),
    };
    Ending::failed(outcome, class, &told(error))
}

fn said(answer: &Response) -> String {
    let lines: Vec<&str> = answer.message().collect();
    format!("{} {}", answer.code(), lines.join(" "))
}
