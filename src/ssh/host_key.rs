//! The server's own key, by which people know it again: made once, in the data folder, for its owner alone.

use std::fs;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use russh::keys::ssh_key::LineEnding;
use russh::keys::ssh_key::private::Ed25519Keypair;
use russh::keys::{HashAlg, PrivateKey};

use crate::config::{OTHERS, Places, create_private_file, create_private_folder, read_regular};

const NAME: &str = "ssh_host_ed25519_key";
/// Far more bytes than it has.
const LARGEST: u64 = 16 * 1024;

/// Where it is kept.
pub fn path(places: &Places) -> PathBuf {
    places.data.join(NAME)
}

/// Reads it, or makes it where there is none.
///
/// # Errors
/// It cannot be read or made; others may read it (`PermissionDenied`); it is none (`InvalidData`).
pub fn open(path: &Path) -> io::Result<PrivateKey> {
    if !path.exists() {
        make(path)?;
    }
    if fs::metadata(path)?.permissions().mode() & OTHERS != 0 {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    PrivateKey::from_openssh(read_regular(path, LARGEST)?).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Written whole beside its place and put there; one that another process was quicker to put there stays.
fn make(path: &Path) -> io::Result<()> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|fault| io::Error::other(fault.to_string()))?;
    let text = PrivateKey::from(Ed25519Keypair::from_seed(&seed)).to_openssh(LineEnding::LF);
    seed.fill(0);
    let text = text.map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
        create_private_folder(folder)?;
    }
    let beside = path.with_added_extension(format!("{}.part", std::process::id()));
    let mut file = create_private_file(&beside)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let put = written.and_then(|()| match fs::hard_link(&beside, path) {
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    fs::remove_file(&beside)?;
    put
}

/// How people see it: the fingerprint that `ssh` asks about, and the line of `known_hosts` for this address.
///
/// # Errors
/// It cannot be said (`InvalidData`).
pub fn shown(key: &PrivateKey, address: SocketAddr) -> io::Result<(String, String)> {
    let public = key.public_key();
    let said = public.to_openssh().map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    let host = match (address.ip(), address.port()) {
        (ip, 22) => ip.to_string(),
        (ip, port) => format!("[{ip}]:{port}"),
    };
    Ok((public.fingerprint(HashAlg::Sha256).to_string(), format!("{host} {}", said.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data").join(NAME);
        let made = open(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(open(&path).unwrap().public_key(), made.public_key());
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        let (print, line) = shown(&made, "127.0.0.1:2222".parse().unwrap()).unwrap();
        assert!(print.starts_with("SHA256:"), "{print}");
        assert!(line.starts_with("[127.0.0.1]:2222 ssh-ed25519 AAAA"), "{line}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(open(&path).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        fs::write(&path, "no key").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(open(&path).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
