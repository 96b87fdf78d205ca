//! Whether somebody is reached, and how: the channels of the settings against what is known of them.

use super::Messages;
use crate::config;
use crate::db::engine::reader::Reader;
use crate::db::messages::contacts::{self, Contact, ContactOf};
use crate::domain::ids::{OrderId, WorkshopId};
use crate::domain::messages::channel::{Channel, Language, Recipient};
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
}

impl From<Contact> for Addressee {
    fn from(contact: Contact) -> Self {
        let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Self {
            name: contact.name,
            email: given(contact.email),
            phone: given(contact.phone),
            language: contact.language,
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
    let of = match whom {
        Recipient::Admins => return Ok(contacts::admins(reader).await?.into_iter().map(Addressee::from).collect()),
        Recipient::Customer => order.map(ContactOf::Customer),
        Recipient::Workshop => workshop.map(ContactOf::Workshop),
    };
    let found = match of {
        Some(of) => contacts::contact(reader, of).await?,
        None => None,
    };
    Ok(found.into_iter().map(Addressee::from).collect())
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
        if *channel == Channel::Alert || !to.is_empty() {
            return Reach::Reached { channel: *channel, to };
        }
    }
    Reach::Unreachable {
        phone: addressees.iter().any(|one| one.phone.is_some()),
        email: addressees.iter().any(|one| one.email.is_some()),
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
                phone: false,
                email: false
            }
        );
        assert_eq!(
            reach(&config::Settings::default().messages, Recipient::Customer, &[]),
            Reach::SwitchedOff
        );
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
