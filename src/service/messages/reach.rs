//! Whether somebody is reached, and how: the channels of the settings against what is known of them.

use super::Messages;
use crate::config;
use crate::db::engine::reader::Reader;
use crate::db::messages::contacts::{self, Contact, ContactOf, WorkshopContact};
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::messages::channel::{Channel, Lack, Language, Recipient, WrittenTo};
use crate::domain::text::Safe;
use crate::service::core::error::Error;

pub use crate::domain::messages::channel::Reach;

/// Who is to be written to: one, or all administrators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    pub name: Safe,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Option<Language>,
    /// Somebody of theirs may open the shop's terminal, where alerts are.
    pub login: bool,
}

impl From<Contact> for Addressee {
    fn from(contact: Contact) -> Self {
        let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Self {
            name: contact.name,
            email: given(contact.email),
            phone: given(contact.phone),
            language: contact.language,
            login: false,
        }
    }
}

impl From<WorkshopContact> for Addressee {
    fn from(workshop: WorkshopContact) -> Self {
        Self {
            login: workshop.has_login,
            ..workshop.contact.into()
        }
    }
}

impl From<Addressee> for WrittenTo {
    fn from(one: Addressee) -> Self {
        Self {
            email: one.email.as_deref().map(Safe::new),
            phone: one.phone.as_deref().map(Safe::new),
            language: one.language,
        }
    }
}

/// Everybody whom a message is for.
pub(in crate::service) async fn addressees(
    reader: &mut impl Reader,
    whom: Recipient,
    order: Option<OrderId>,
    workshop: Option<WorkshopId>,
) -> Result<Vec<Addressee>, Error> {
    let found: Option<Addressee> = match (whom, order, workshop) {
        (Recipient::Admins, ..) => return Ok(contacts::admins(reader).await?.into_iter().map(Addressee::from).collect()),
        (Recipient::Customer, Some(order), _) => contacts::contact(reader, ContactOf::Customer(order)).await?.map(Into::into),
        (Recipient::Workshop, _, Some(workshop)) => contacts::workshop(reader, workshop).await?.map(Into::into),
        _ => None,
    };
    Ok(found.into_iter().collect())
}

/// The first channel that reaches them. Who has several addresses of one kind is one addressee each.
pub fn reach(settings: &config::Messages, whom: Recipient, addressees: &[Addressee]) -> Reach {
    let channels = settings.to(whom);
    if channels.is_empty() {
        return Reach::SwitchedOff;
    }
    for channel in channels {
        let to: Vec<Safe> = addressees
            .iter()
            .filter_map(|one| address(*channel, one))
            .map(|text| Safe::new(&text))
            .collect();
        // The shop always has an administrator; a workshop has somebody at a terminal or has not.
        let alerted = *channel == Channel::Alert && (whom == Recipient::Admins || addressees.iter().any(|one| one.login));
        if alerted || !to.is_empty() {
            return Reach::Reached { channel: *channel, to };
        }
    }
    let writes = channels.iter().any(|channel| *channel != Channel::Alert);
    let has = |what: fn(&Addressee) -> bool| addressees.iter().any(what);
    let lacks = |lack: &Lack| match lack {
        Lack::Login => channels.contains(&Channel::Alert),
        Lack::Phone => writes && !has(|one| one.phone.is_some()),
        Lack::Email => writes && !has(|one| one.email.is_some()),
    };
    Reach::Unreachable {
        lacks: Lack::ALL.iter().copied().filter(lacks).collect(),
    }
}

/// Where a channel finds somebody.
pub fn address(channel: Channel, one: &Addressee) -> Option<String> {
    match channel {
        Channel::Email => one.email.clone(),
        Channel::Command => one.phone.clone(),
        Channel::File => one.email.clone().or_else(|| one.phone.clone()),
        Channel::Alert => None,
    }
}

impl Messages<'_> {
    /// How somebody would be written to about an order just now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn reach(&self, whom: Recipient, order: Option<OrderId>, workshop: Option<WorkshopId>) -> Result<Reach, Error> {
        let addressees = addressees(&mut self.shop.db(), whom, order, workshop).await?;
        Ok(reach(&self.shop.settings().messages, whom, &addressees))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(email: Option<&str>, phone: Option<&str>) -> Addressee {
        Addressee::from(Contact {
            name: Safe::new("Ana"),
            email: email.map(str::to_owned),
            phone: phone.map(str::to_owned),
            language: None,
        })
    }

    #[test]
    fn the_first_channel_that_has_an_address_is_taken() {
        let mut settings = config::Settings::default().messages;
        settings.customers = vec![Channel::Email, Channel::Command];
        let by = |one: Addressee| reach(&settings, Recipient::Customer, &[one]);
        let reached = |channel, to: &str| Reach::Reached {
            channel,
            to: vec![Safe::new(to)],
        };
        assert_eq!(by(somebody(Some("a@b.ve"), Some("+58"))), reached(Channel::Email, "a@b.ve"));
        assert_eq!(by(somebody(Some(" "), Some("+58"))), reached(Channel::Command, "+58"));
        assert_eq!(
            by(somebody(None, None)),
            Reach::Unreachable {
                lacks: vec![Lack::Phone, Lack::Email]
            }
        );
        assert_eq!(
            reach(&config::Settings::default().messages, Recipient::Customer, &[]),
            Reach::SwitchedOff
        );
    }

    /// Without a login nobody of a workshop sees an alert.
    #[test]
    fn an_alert_reaches_a_workshop_that_has_a_login() {
        let mut settings = config::Settings::default().messages;
        let by = |settings: &config::Messages, one: Addressee| reach(settings, Recipient::Workshop, &[one]);
        let lacks = |lacks: &[Lack]| Reach::Unreachable { lacks: lacks.to_vec() };
        let hands = |one: Addressee| Addressee { login: true, ..one };
        let alerted = Reach::Reached {
            channel: Channel::Alert,
            to: Vec::new(),
        };
        assert_eq!(by(&settings, hands(somebody(None, None))), alerted);
        // An address is of no use where nothing is written to one.
        assert_eq!(by(&settings, somebody(Some("a@b.ve"), Some("+58"))), lacks(&[Lack::Login]));
        settings.workshops = vec![Channel::Email, Channel::Alert];
        assert_eq!(by(&settings, somebody(None, Some("+58"))), lacks(&[Lack::Login, Lack::Email]));
        assert_eq!(by(&settings, hands(somebody(None, None))), alerted);
        assert_eq!(by(&settings, somebody(None, None)), lacks(&[Lack::Login, Lack::Phone, Lack::Email]));
    }

    #[test]
    fn an_alert_needs_no_address() {
        let settings = config::Settings::default().messages;
        let reached = reach(&settings, Recipient::Admins, &[]);
        assert_eq!(
            reached,
            Reach::Reached {
                channel: Channel::Alert,
                to: Vec::new()
            }
        );
    }
}
