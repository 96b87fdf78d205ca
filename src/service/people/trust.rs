//! How far "who did it" can be believed, which depends on how the program is run. It is said in the header, by `krafta doctor` and in
//! docs/security.md.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::People;
use crate::config::DatabaseUrl;
use crate::domain::text::Safe;
use crate::service::core::error::Error;

/// What stands behind an operator's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// One operator on a file that one account can read: the account is the person.
    Alone,
    /// The account, or the database's shared login, can write for any operator.
    Shared,
    /// The database login is this operator's own: the database itself refuses another name.
    Login(Safe),
    /// They signed in over SSH by the key of this name, and the database's login stays with the server.
    Key(Safe),
}

impl Trust {
    /// The stable word of `--json` and of the catalogue's keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Shared => "shared",
            Self::Login(_) => "login",
            Self::Key(_) => "key",
        }
    }
}

impl People<'_> {
    /// How this program is run on this database.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn trust(&self, database: &DatabaseUrl) -> Result<Trust, Error> {
        if self.shop.own_operator().is_some() {
            return Ok(Trust::Login(Safe::new(self.shop.database_login().unwrap_or_default())));
        }
        let DatabaseUrl::Sqlite(path) = database else {
            return Ok(Trust::Shared);
        };
        let alone = is_of_one_account(path) && self.shop.db().active_operators().await? <= 1;
        Ok(if alone { Trust::Alone } else { Trust::Shared })
    }
}

/// Nobody but the account that runs the program can read the file.
fn is_of_one_account(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.mode() & 0o077 == 0 && file.uid() == nix::unistd::geteuid().as_raw())
}
