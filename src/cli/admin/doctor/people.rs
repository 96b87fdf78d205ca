//! Who is at the keyboard, and how far that can be believed.

use super::{Doctor, Finding, Health};
use crate::service::people::trust::Trust;
use crate::service::{Error, Krafta};

impl Doctor<'_> {
    /// Looks the operator up without making anybody administrator.
    pub(super) async fn operator(&mut self) {
        let configuration = &self.context.configuration;
        let found = async {
            let shop = Krafta::open(configuration).await?;
            let cautions = shop.cautions().await?;
            let login = shop.people().login_of(configuration).await?.into_owned();
            let trust = shop.people().trust(&configuration.database).await?;
            Ok((shop.people().who_is(&login).await?, login, trust, cautions))
        };
        let found: Result<_, Error> = found.await;
        let found = found.map(|(actor, login, trust, cautions)| {
            for caution in cautions {
                self.findings.push(Finding {
                    subject: if caution.is_of_clocks() { "clock" } else { "database" },
                    health: Health::Warn,
                    told: self.context.catalogue.failure(&caution.message_key(), &caution.facts()),
                });
            }
            let key = format!("cli-doctor-trust-{}", trust.as_str());
            let role = if let Trust::Login(role) = &trust { role.as_str() } else { "" };
            self.find(
                "trust",
                Health::Ok,
                &key,
                &[("role", role.into()), ("login", login.as_str().into())],
            );
            (actor, login)
        });
        match found {
            Ok((Some(actor), login)) => {
                let role = self.context.word(&format!("role-{}", actor.role));
                self.find(
                    "operator",
                    Health::Ok,
                    "cli-doctor-operator",
                    &[("login", login.into()), ("role", role.into())],
                );
            }
            Ok((None, login)) => self.find("operator", Health::Warn, "cli-doctor-no-operators", &[("login", login.into())]),
            Err(error) => self.trouble("operator", error),
        }
    }
}
