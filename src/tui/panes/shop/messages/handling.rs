//! What people do with a message: the dialogues of the four commands.

use std::borrow::Cow;

use crate::domain::messages::channel::{Language, Reach, Recipient};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::locale::{Catalogue, Key};
use crate::service::Command;
use crate::service::messages::commands::{DropMessage, ResendMessage, RetryMessage, SetContact, Whose};
use crate::tui::core::client::{MessageRow, MessageSeen, Receipt, Rehearsal};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready};
use crate::tui::pane::reason::{REASON, given, reason};

const EMAIL: Handle<Words> = Handle::new("email");
const PHONE: Handle<Words> = Handle::new("phone");
const LANGUAGE: Handle<One<Language>> = Handle::new("language");

/// Lines of a message that are shown beside a form; the window of the message has them all.
const SHOWN: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Retry,
    Drop,
    Resend,
    Contact,
}

impl Act {
    /// Title, verb, and what is said when it is done.
    const fn words(self) -> [Key; 3] {
        match self {
            Self::Retry => ["mensajes-retry-title", "mensajes-retry-yes", "mensajes-retry-done"],
            Self::Drop => ["mensajes-drop-title", "mensajes-drop-yes", "mensajes-drop-done"],
            Self::Resend => ["mensajes-resend-title", "mensajes-resend-yes", "mensajes-resend-done"],
            Self::Contact => ["mensajes-contact-title", "mensajes-contact-yes", "mensajes-contact-done"],
        }
    }
}

/// Whose contact the message went by; none for the administrators, who are several.
pub fn whose(row: &MessageRow) -> Option<Whose> {
    match row.recipient_kind {
        Recipient::Customer => row.number.as_ref().map(|number| Whose::Order(number.to_string())),
        Recipient::Workshop => row.whom.as_ref().map(|name| Whose::Workshop(name.to_string())),
        Recipient::Admins => None,
    }
}

/// One message, and what is to be done with it.
#[derive(Debug)]
pub struct Handling {
    pub act: Act,
    pub row: MessageRow,
    /// How it is just now, where that is shown before the person agrees.
    pub seen: Option<Box<MessageSeen>>,
}

impl Handling {
    fn said(&self, catalogue: &Catalogue, key: Key) -> String {
        let name = self.row.whom.as_ref().filter(|_| self.row.recipient_kind != Recipient::Admins);
        let whom = match name {
            Some(name) => name.to_string(),
            None => catalogue.text(&format!("mensajes-to-{}", self.row.recipient_kind), &[]),
        };
        let order = self.row.number.as_ref().map_or("", Safe::as_str);
        catalogue.text(key, &[("whom", whom.into()), ("order", order.into())])
    }
}

impl Dialogue for Handling {
    fn matter(&self) -> Matter {
        Matter {
            kind: self.act.words()[0],
            id: self.row.id.uuid(),
        }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        self.said(catalogue, self.act.words()[0])
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        self.said(catalogue, self.act.words()[1])
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let label = |key: Key| shell.catalogue.text(key, &[]);
        let email = |hint| Field::identifier(EMAIL, label("tienda-head-email")).hint(label(hint));
        match self.act {
            Act::Retry => Vec::new(),
            Act::Drop => vec![reason(label("tienda-reason"))],
            Act::Resend if whose(&self.row).is_some() => vec![email("mensajes-resend-hint")],
            Act::Resend => Vec::new(),
            Act::Contact => {
                let languages = Language::ALL.iter().map(|language| {
                    let name = shell.catalogue.text(&format!("mensajes-language-{language}"), &[]);
                    Choice::new(language.as_str(), name)
                });
                vec![
                    email("mensajes-contact-hint"),
                    Field::identifier(PHONE, label("tienda-head-phone")).hint(label("mensajes-contact-hint")),
                    Field::choice(LANGUAGE, label("mensajes-language"), languages.collect()),
                ]
            }
        }
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let message = self.row.id;
        Ok(match self.act {
            Act::Retry => Command::RetryMessage(RetryMessage { message }),
            Act::Drop => Command::DropMessage(DropMessage {
                message,
                reason: given(form)?,
            }),
            Act::Resend => Command::ResendMessage(ResendMessage {
                message,
                email: form.text(EMAIL),
            }),
            Act::Contact => {
                let contact = SetContact {
                    whose: whose(&self.row).ok_or(Unready::Missing)?,
                    email: form.text(EMAIL),
                    phone: form.text(PHONE),
                    language: form.get(LANGUAGE),
                };
                if contact.email.is_none() && contact.phone.is_none() && contact.language.is_none() {
                    return Err(Unready::Missing);
                }
                Command::SetContact(contact)
            }
        })
    }

    /// How they are written to before anything of it is changed.
    fn intro(&self, catalogue: &Catalogue) -> Said {
        let to = self.seen.as_ref().and_then(|seen| seen.detail.written_to.as_ref());
        to.map(|to| (Tone::Plain, catalogue.written_to(to))).into_iter().collect()
    }

    /// Of what is said again: to where, and how it reads now. Of the others, whether they would be refused is all there is to tell.
    fn outlook(&self, catalogue: &Catalogue, _form: &Form, would: &Rehearsal) -> Said {
        let Some(seen) = self.seen.as_ref().filter(|_| self.act == Act::Resend) else {
            return Vec::new();
        };
        let reached = would.messages.iter().map(|message| {
            let tone = match message.reach {
                Reach::Reached { .. } => Tone::Plain,
                Reach::Unreachable { .. } | Reach::SwitchedOff => Tone::Waits,
            };
            (tone, catalogue.reach(message.to, &message.reach))
        });
        let mut said: Said = reached.collect();
        match &seen.would {
            Some(would) => {
                said.push((Tone::Accent, catalogue.text("mensajes-would-say", &[])));
                said.push((Tone::Strong, would.subject.clone()));
                let mut lines = would.text.lines().filter(|line| !line.is_empty());
                said.extend(lines.by_ref().take(SHOWN).map(|line| (Tone::Plain, line.to_owned())));
                said.extend(lines.next().map(|_| (Tone::Past, catalogue.text("mensajes-goes-on", &[]))));
            }
            None => said.push(Tone::Wrong.marked(catalogue.text("mensajes-words-faulty", &[]))),
        }
        said
    }

    /// With nothing to fill in, it is asked once.
    fn last_question(&self, _form: &Form, _would: &Rehearsal) -> LastQuestion {
        match self.act {
            Act::Retry => LastQuestion::Asked,
            Act::Resend if whose(&self.row).is_none() => LastQuestion::Asked,
            _ => LastQuestion::None,
        }
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        match refusal.code {
            Code::ReasonRequired | Code::TextTooLong => Some(REASON.into()),
            Code::EmailMalformed => Some(EMAIL.into()),
            Code::PhoneMalformed => Some(PHONE.into()),
            _ => None,
        }
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        let [.., done] = self.act.words();
        (Tone::Done, self.said(catalogue, done))
    }
}
