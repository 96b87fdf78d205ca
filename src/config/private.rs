//! Files and folders that only their owner may read: orders, proofs, logs, URLs with passwords.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;
/// What users other than the owner may do.
pub const OTHERS: u32 = 0o077;

/// Makes a folder (and its parents) for the owner alone; one that others can enter is closed to them.
pub fn create_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER).create(path)?;
    match mode(path)? & OTHERS {
        0 => Ok(()),
        _ => fs::set_permissions(path, Permissions::from_mode(FOLDER)),
    }
}

/// A new file for the owner alone; an existing one is an error.
pub fn create_private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(FILE).open(path)
}

/// Opens a file for appending, made for the owner alone when it is new.
pub fn open_private_log(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).mode(FILE).open(path)
}

/// A file's permission bits.
pub fn mode(path: &Path) -> io::Result<u32> {
    Ok(fs::metadata(path)?.permissions().mode() & 0o777)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_files_are_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("share/krafta");
        create_private_folder(&data).unwrap();
        assert_eq!(mode(&data).unwrap(), 0o700);
        assert_eq!(mode(data.parent().unwrap()).unwrap(), 0o700);

        fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
        create_private_folder(&data).unwrap();
        assert_eq!(mode(&data).unwrap(), 0o700);

        create_private_file(&data.join("proof")).unwrap();
        open_private_log(&data.join("log")).unwrap();
        assert_eq!(mode(&data.join("proof")).unwrap(), 0o600);
        assert_eq!(mode(&data.join("log")).unwrap(), 0o600);
        assert_eq!(
            create_private_file(&data.join("proof")).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
    }
}
