//! Files and folders that only their owner may read: orders, proofs, logs, URLs with passwords; and how a file that somebody
//! named is read.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use nix::fcntl::OFlag;

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

/// Puts a file for the owner alone in its place, and makes its folder when that is missing: whole, or as it was. Of two programs at
/// once one wins.
pub fn replace_private_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
        create_private_folder(folder)?;
    }
    let beside = path.with_added_extension(std::process::id().to_string());
    let mut file = create_private_file(&beside)?;
    let kept = file.write_all(bytes).and_then(|()| fs::rename(&beside, path));
    if kept.is_err() {
        // What could not be finished is not left lying about; why it could not is told.
        let _ = fs::remove_file(&beside);
    }
    kept
}

/// Opens a file for appending, made for the owner alone when it is new.
pub fn open_private_log(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).mode(FILE).open(path)
}

/// Reads a file that somebody named, if it is an ordinary one of at most `most` bytes. A pipe is not waited for, a device not
/// opened.
///
/// # Errors
/// `IsADirectory`; `InvalidInput` for what is no ordinary file, `FileTooLarge`; and those of reading.
pub fn read_regular(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let ordinary = |facts: fs::Metadata| match facts.len() {
        _ if facts.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        _ if !facts.is_file() => Err(io::ErrorKind::InvalidInput.into()),
        length if length > most => Err(io::ErrorKind::FileTooLarge.into()),
        _ => Ok(()),
    };
    ordinary(fs::metadata(path)?)?;
    // What it is may have changed since.
    let file = OpenOptions::new().read(true).custom_flags(OFlag::O_NONBLOCK.bits()).open(path)?;
    ordinary(file.metadata()?)?;
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// As [`read_regular`], of a text.
pub fn read_regular_text(path: &Path, most: u64) -> io::Result<String> {
    String::from_utf8(read_regular(path, most)?).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// A file's permission bits.
pub fn mode(path: &Path) -> io::Result<u32> {
    Ok(fs::metadata(path)?.permissions().mode() & 0o777)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ordinary_files_are_read_and_no_more_of_them_than_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recibo");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_regular(&path, 5).unwrap(), b"12345");
        let kind = |path: &Path, most| read_regular(path, most).unwrap_err().kind();
        assert_eq!(kind(&path, 4), io::ErrorKind::FileTooLarge);
        assert_eq!(kind(folder.path(), 5), io::ErrorKind::IsADirectory);
        assert_eq!(kind(Path::new("/dev/zero"), 5), io::ErrorKind::InvalidInput);
        let pipe = folder.path().join("pipe");
        nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).unwrap();
        assert_eq!(kind(&pipe, 5), io::ErrorKind::InvalidInput);
        fs::write(&path, [0xff]).unwrap();
        assert_eq!(read_regular_text(&path, 5).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

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
