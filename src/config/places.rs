//! Where things are kept on this machine, by the XDG rules.

use std::path::PathBuf;

use directories::ProjectDirs;

use super::Error;

/// The folders and files of one user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The configuration file read when none is named.
    pub config: PathBuf,
    /// The database and the pictures of the proofs.
    pub data: PathBuf,
    /// Logs and reports of crashes.
    pub state: PathBuf,
}

impl Places {
    /// The places of the user who runs the program.
    pub fn of_user() -> Result<Self, Error> {
        let folders = ProjectDirs::from("", "", "krafta").ok_or(Error::NoHome)?;
        Ok(Self {
            config: folders.config_dir().join("krafta.toml"),
            data: folders.data_dir().to_owned(),
            state: folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned(),
        })
    }

    /// The database used when none is named.
    pub fn database(&self) -> PathBuf {
        self.data.join("krafta.db")
    }
}
