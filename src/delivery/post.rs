//! One message to whoever it is for: written in their language, by the channel that reaches them, with how it ended.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use serde_json::{Value, json};

use super::compose::{About, compose};
use super::lane::Lane;
use super::mail::{NoMail, mail};
use super::outcome::{Ending, Sent, Tries, settled};
use super::rate::Rate;
use super::render::{Words, Written, digest, plain};
use super::{command, email, file};
use crate::config::Settings;
use crate::domain::Time;
use crate::domain::ids::NotificationId;
use crate::domain::messages::backoff;
use crate::domain::messages::channel::{AttemptOutcome, Channel, MessageState, Recipient};
use crate::service::Krafta;
use crate::service::messages::reach::{Addressee, Reach, address};
use crate::service::messages::sending::{Attempt, Ended, Outgoing, Settled, TakenMessage};

/// Characters of a message that are kept of it once it left.
const LONGEST_KEPT: usize = 30_000;

/// One thing to hand over: a message, or several to the administrators in one.
pub struct Parcel {
    pub messages: Vec<Outgoing>,
}

/// Puts messages for the administrators that leave at once into one; each other is alone.
pub fn parcels(outgoing: Vec<Outgoing>) -> Vec<Parcel> {
    let together = |out: &Outgoing| {
        let written_to = matches!(&out.reach, Reach::Reached { channel, .. } if *channel != Channel::Alert);
        out.message.recipient_kind == Recipient::Admins && written_to
    };
    let (many, rest): (Vec<_>, Vec<_>) = outgoing.into_iter().partition(together);
    let mut parcels: Vec<Parcel> = rest.into_iter().map(|one| Parcel { messages: vec![one] }).collect();
    if !many.is_empty() {
        parcels.push(Parcel { messages: many });
    }
    parcels
}

/// The ways out of the shop.
pub struct Post {
    shop: Krafta,
    words: Words,
    lanes: Vec<Lane>,
    next: AtomicUsize,
    mail_rate: Rate,
    gateway_rate: Rate,
}

impl Post {
    pub fn new(shop: Krafta, words: Words) -> Self {
        let settings = shop.settings();
        let lanes = (0..settings.smtp.connections).map(|_| Lane::new(settings.smtp.clone())).collect();
        Self {
            lanes,
            next: AtomicUsize::new(0),
            mail_rate: Rate::new(settings.smtp.per_minute),
            gateway_rate: Rate::new(settings.gateway.per_minute),
            words,
            shop,
        }
    }

    fn settings(&self) -> &Settings {
        self.shop.settings()
    }

    /// How many it hands over at a time.
    pub fn width(&self) -> usize {
        self.lanes.len().max(1)
    }

    /// Hands a parcel over: how it went with each of its messages, and by which channel with what trouble of the channel's own.
    pub async fn send(&self, parcel: Parcel) -> (Vec<Ended>, Option<(Channel, Option<String>)>) {
        let Some(first) = parcel.messages.first() else {
            return (Vec::new(), None);
        };
        let Reach::Reached { channel, .. } = first.reach else {
            return (parcel.messages.iter().map(unreachable).collect(), None);
        };
        let language = first.addressees.iter().find_map(|one| one.language);
        let catalogue = self.words.catalogue(language);
        let mut texts = Vec::new();
        for out in &parcel.messages {
            match compose(&self.shop, catalogue, about(&out.message)).await {
                Ok(text) => texts.push(text),
                Err(error) => {
                    tracing::warn!(code = error.code(), detail = %error, "message not written");
                    let until = self.shop.now() + backoff::pause(1, 0.5);
                    return (parcel.messages.iter().map(|out| put_back(out.message.id, until)).collect(), None);
                }
            }
        }
        let whole = match &texts[..] {
            [one] => one.clone(),
            _ => {
                let lines: Vec<String> = parcel
                    .messages
                    .iter()
                    .map(|out| catalogue.message(&out.message.template, &out.message.data))
                    .collect();
                digest(catalogue, &lines)
            }
        };
        let (began_at, began) = (self.shop.now(), Instant::now());
        let twice = parcel.messages.iter().any(|out| out.message.maybe_twice);
        let ending = self.hand_over(channel, first, &whole, twice).await;
        let to = first
            .addressees
            .iter()
            .filter_map(|one| address(channel, one))
            .collect::<Vec<_>>()
            .join(", ");
        let trouble = match ending.outcome {
            AttemptOutcome::Outage => Some(ending.error()),
            _ => None,
        };
        let took_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX).min(1_000_000_000);
        let ended = parcel.messages.iter().zip(texts).map(|(out, text)| {
            let sent = Sent {
                channel,
                to: to.clone(),
                subject: text.subject,
                body: text.text.chars().take(LONGEST_KEPT).collect(),
            };
            self.ended(out, &ending, &sent, (began_at, took_ms))
        });
        let heard = (channel != Channel::Alert).then_some((channel, trouble));
        (ended.collect(), heard)
    }

    fn ended(&self, out: &Outgoing, ending: &Ending, sent: &Sent, (began_at, took_ms): (Time, i64)) -> Ended {
        let tries = Tries {
            before: out.message.attempts,
            most: self.settings().messages.tries,
            maybe_twice: out.message.maybe_twice,
        };
        let id = out.message.id;
        // Different for each message, the same for one each time: they do not come back at once.
        let spread = f64::from(u32::try_from(id.uuid().as_u128() % 1_000).unwrap_or_default()) / 1_000.0;
        Ended {
            message: id,
            attempt: Some(Attempt {
                message: id,
                channel: sent.channel,
                address: (!sent.to.is_empty()).then(|| sent.to.clone()),
                outcome: ending.outcome,
                began_at,
                took_ms,
                error_class: ending.class.map(str::to_owned),
                answer: ending.answer.clone(),
            }),
            settled: settled(ending, sent, tries, self.shop.now(), spread),
        }
    }

    async fn hand_over(&self, channel: Channel, out: &Outgoing, text: &Written, twice: bool) -> Ending {
        let id = out.message.id;
        match channel {
            Channel::Alert => Ending::sent(""),
            Channel::Email => {
                self.mail_rate.wait().await;
                let mail = match mail(self.settings(), id, &named(&out.addressees), text, twice) {
                    Ok(mail) => mail,
                    // Put right in the configuration, it leaves.
                    Err(NoMail::Sender) => return Ending::failed(AttemptOutcome::Outage, NoMail::Sender.class(), ""),
                    Err(why) => return Ending::failed(AttemptOutcome::Permanent, why.class(), ""),
                };
                let lane = self.next.fetch_add(1, Ordering::Relaxed) % self.lanes.len().max(1);
                match self.lanes.get(lane) {
                    Some(lane) => lane.send(mail).await,
                    None => Ending::failed(AttemptOutcome::Outage, "connections", ""),
                }
            }
            Channel::Command => {
                self.gateway_rate.wait().await;
                command::send(&self.settings().gateway, &as_json(out, text)).await
            }
            Channel::File => {
                let mail = mail(self.settings(), id, &named(&out.addressees), text, twice).map(|mail| mail.bytes);
                let (spool, json) = (self.settings().spool.clone(), as_json(out, text));
                let put = tokio::task::spawn_blocking(move || file::send(&spool, id, &json, &mail.unwrap_or_default()));
                put.await
                    .unwrap_or_else(|error| Ending::failed(AttemptOutcome::Unknown, "thread", &error.to_string()))
            }
        }
    }
}

/// A mail to try the settings with, on a connection of its own; who calls it waits.
///
/// # Errors
/// What went wrong, as a failed message has it.
pub fn send_test(settings: &Settings, to: &str, subject: &str, text: &str) -> Result<(), String> {
    let written = plain(subject, text);
    let id = NotificationId::from_uuid(uuid::Uuid::now_v7());
    let mail = mail(settings, id, &[(String::new(), to.to_owned())], &written, false).map_err(|why| why.class().to_owned())?;
    let stage = std::sync::atomic::AtomicU8::new(email::CONNECTING);
    let ending = email::Conversation::default().send(&settings.smtp, &mail, &stage);
    match ending.outcome {
        AttemptOutcome::Sent => Ok(()),
        _ => Err(ending.error()),
    }
}

/// Nobody is told, and somebody has to know that.
fn unreachable(out: &Outgoing) -> Ended {
    Ended {
        message: out.message.id,
        attempt: None,
        settled: Settled::Stays {
            state: MessageState::Dead,
            counts: false,
            not_before: None,
            error: "unreachable".to_owned(),
            maybe_twice: false,
        },
    }
}

fn named(addressees: &[Addressee]) -> Vec<(String, String)> {
    let named = addressees.iter().filter_map(|one| Some((one.name.to_string(), one.email.clone()?)));
    named.collect()
}

/// A message for a program: whom, and what.
fn as_json(out: &Outgoing, text: &Written) -> Value {
    let message = &out.message;
    let to = out
        .addressees
        .iter()
        .map(|one| json!({ "name": one.name, "phone": one.phone, "email": one.email }));
    json!({
        "id": message.id,
        "order": message.data.get("order"),
        "kind": message.kind,
        "recipient": message.recipient_kind,
        "to": to.collect::<Vec<_>>(),
        "subject": text.subject,
        "text": text.text,
        "maybe_twice": message.maybe_twice,
    })
}

fn about(message: &TakenMessage) -> About<'_> {
    About {
        whom: message.recipient_kind,
        template: &message.template,
        data: &message.data,
        order: message.order,
        workshop: message.workshop,
    }
}

/// What is not sent now, because its channel rests or the database does not answer: back until then.
pub fn put_back(id: NotificationId, until: Time) -> Ended {
    Ended {
        message: id,
        attempt: None,
        settled: Settled::Stays {
            state: MessageState::Pending,
            counts: false,
            not_before: Some(until),
            error: "resting".to_owned(),
            maybe_twice: false,
        },
    }
}
