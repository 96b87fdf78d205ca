//! A message as a mail: sender, recipients, headers that stay the same each time it is tried, and both texts.

use lettre::Message;
use lettre::address::{Address, Envelope};
use lettre::message::header::{HeaderName, HeaderValue, To};
use lettre::message::{Mailbox, Mailboxes, MultiPart};

use super::render::Written;
use crate::config::Settings;
use crate::domain::ids::NotificationId;
use crate::domain::text::Safe;

/// A mail ready to be handed over.
pub struct Mail {
    pub envelope: Envelope,
    pub bytes: Vec<u8>,
}

/// Why a message cannot become a mail; stable words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMail {
    /// The settings do not say who writes.
    Sender,
    /// No recipient has an address that a server takes.
    Address,
    Content,
}

impl NoMail {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Address => "address",
            Self::Content => "content",
        }
    }
}

/// Who writes, by the settings.
///
/// # Errors
/// `Sender`, where nobody is named or that is no address.
pub fn sender(settings: &Settings) -> Result<Mailbox, NoMail> {
    let from = settings.messages.from.as_deref().ok_or(NoMail::Sender)?;
    from.parse().map_err(|_| NoMail::Sender)
}

/// The mail of a message to these people, by name and address. `twice` marks one that may have left before.
pub fn mail(settings: &Settings, id: NotificationId, to: &[(String, String)], written: &Written, twice: bool) -> Result<Mail, NoMail> {
    let from = sender(settings)?;
    let (sender, domain) = (from.email.clone(), from.email.domain().to_owned());
    let mut builder = Message::builder()
        .from(from)
        .subject(&written.subject)
        .date_now()
        .message_id(Some(format!("<{id}@{domain}>")))
        .raw_header(header("List-Id", format!("Krafta <mensajes.{domain}>")))
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
        .raw_header(header("X-Krafta-Message", id.to_string()));
    if twice {
        builder = builder.raw_header(header("X-Krafta-Maybe-Twice", "yes".to_owned()));
    }
    if let Some(reply) = settings
        .messages
        .reply_to
        .as_deref()
        .and_then(|reply| reply.parse::<Mailbox>().ok())
    {
        builder = builder.reply_to(reply);
    }
    let recipients: Vec<Mailbox> = to.iter().filter_map(|(name, address)| mailbox(name, address)).collect();
    if recipients.is_empty() {
        return Err(NoMail::Address);
    }
    // Said here: read back from the headers, a quoted address is none.
    let addresses = recipients.iter().map(|one| one.email.clone()).collect();
    let envelope = Envelope::new(Some(sender), addresses).map_err(|_| NoMail::Address)?;
    let recipients: Mailboxes = recipients.into_iter().collect();
    let builder = builder.mailbox(To::from(recipients)).envelope(envelope);
    let body = MultiPart::alternative_plain_html(written.text.clone(), written.html.clone());
    let message = builder.multipart(body).map_err(|_| NoMail::Content)?;
    Ok(Mail {
        envelope: message.envelope().clone(),
        bytes: message.formatted(),
    })
}

fn mailbox(name: &str, address: &str) -> Option<Mailbox> {
    let address: Address = address.trim().parse().ok()?;
    let name = Safe::bounded(name, 80).into_string();
    Some(Mailbox::new((!name.is_empty()).then_some(name), address))
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        let mut settings = Settings::default();
        settings.messages.from = Some("Krafta <pedidos@krafta.example>".into());
        settings
    }

    fn made(name: &str, address: &str, subject: &str) -> Result<String, NoMail> {
        let written = Written {
            subject: subject.to_owned(),
            text: "Hola, José.\n\nAñade más.\n".to_owned(),
            html: "<p>Hola, José.</p>".to_owned(),
        };
        let id = NotificationId::from_uuid(uuid::Uuid::from_u128(7));
        let mail = mail(&settings(), id, &[(name.to_owned(), address.to_owned())], &written, true)?;
        Ok(String::from_utf8(mail.bytes).unwrap())
    }

    #[test]
    fn it_has_stable_headers_and_both_texts_in_seven_bits() {
        let mail = made("José Rondón", "jose@correo.ve", "Tu pedido KRFT-7Q2M4X: Pago confirmado, señor").unwrap();
        assert!(mail.is_ascii(), "{mail}");
        for line in [
            "Message-ID: <00000000-0000-0000-0000-000000000007@krafta.example>",
            "List-Id: ",
            "X-Krafta-Maybe-Twice: yes",
            "multipart/alternative",
            "text/plain",
            "text/html",
        ] {
            assert!(mail.contains(line), "{line}: {mail}");
        }
    }

    #[test]
    fn no_header_is_injected() {
        let mail = made("Ana\r\nBcc: x@y.ve", "ana@correo.ve", "Uno\r\nBcc: x@y.ve\r\n\r\ncuerpo").unwrap();
        assert!(!mail.lines().any(|line| line.starts_with("Bcc")), "{mail}");
        assert_eq!(made("Ana", "ana@correo.ve\r\nBcc: x@y.ve", "x"), Err(NoMail::Address));
        assert_eq!(made("Ana", "no es un correo", "x"), Err(NoMail::Address));
    }

    #[test]
    fn without_a_sender_there_is_no_mail() {
        let written = Written {
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        };
        let id = NotificationId::from_uuid(uuid::Uuid::from_u128(7));
        let mail = mail(&Settings::default(), id, &[("Ana".into(), "a@b.ve".into())], &written, false);
        assert!(matches!(mail, Err(NoMail::Sender)));
    }
}
