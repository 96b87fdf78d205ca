//! Files of a bank on this machine: those at hand, and what is read of one or of what was pasted.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use chrono::DateTime;

use crate::config::read_regular;
use crate::service::bank::statement::LARGEST_FILE;
use crate::tui::core::client::{Error, StatementFile, StatementSource};

/// Files of one folder that are looked at, and files that are offered.
const MOST_SEEN: usize = 2_000;
const MOST_OFFERED: usize = 60;
/// What was pasted is called so.
const PASTED: &str = "-";

/// The files in the folder where the program was started and where browsers put theirs, the newest first.
pub fn at_hand() -> Vec<StatementFile> {
    let home = std::env::home_dir();
    let downloads = ["Downloads", "Descargas"]
        .into_iter()
        .filter_map(|name| Some(home.as_ref()?.join(name)));
    let folders = std::env::current_dir().ok().into_iter().chain(downloads);
    let mut files: Vec<StatementFile> = Vec::new();
    for folder in folders {
        for file in files_of(&folder) {
            if files.iter().all(|known| known.path != file.path) {
                files.push(file);
            }
        }
    }
    files.sort_by(|a, b| (b.changed, &a.path).cmp(&(a.changed, &b.path)));
    files.truncate(MOST_OFFERED);
    files
}

/// What may be a statement: an ordinary file that is not hidden, not empty and not too large.
fn files_of(folder: &Path) -> Vec<StatementFile> {
    let entries = fs::read_dir(folder).into_iter().flatten().take(MOST_SEEN).flatten();
    let file = |entry: fs::DirEntry| {
        let facts = fs::metadata(entry.path()).ok()?;
        let fits = facts.is_file() && (1..=LARGEST_FILE as u64).contains(&facts.len());
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        (fits && !hidden && may_be_statement(&entry.path())).then_some(())?;
        Some(StatementFile {
            path: entry.path(),
            bytes: facts.len(),
            changed: DateTime::from(facts.modified().ok()?),
        })
    };
    entries.filter_map(file).collect()
}

/// What banks call their files; others are reached by typing a path.
const ENDINGS: &str = "csv tsv tab txt dat prn xls xlsx htm html qif mt940 940 sta n43 43";

/// By its name it may be one, and its beginning says nothing else; a file whose name says nothing is one when it begins like one.
fn may_be_statement(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if ending
        .as_deref()
        .is_some_and(|ending| !ENDINGS.split(' ').any(|known| known == ending))
    {
        return false;
    }
    let mut head = [0; 512];
    let read = fs::File::open(path).and_then(|mut file| file.read(&mut head));
    let head = &head[..read.unwrap_or(0)];
    let is_other = [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"\x7fELF"]
        .iter()
        .any(|mark| head.starts_with(mark));
    let marks = head.iter().filter(|byte| matches!(byte, b'\t' | b';' | b'|')).count();
    let begins = [&b"!T"[..], b":20:", b"{1:", b"\xd0\xcf\x11\xe0", b"<"]
        .iter()
        .any(|mark| head.starts_with(mark));
    !is_other && (ending.is_some() || begins || marks > 2)
}

/// Its name and its bytes. A file may be named from the person's own folder.
///
/// # Errors
/// What keeps a file from being read.
pub fn content(source: StatementSource) -> Result<(String, Vec<u8>), Error> {
    let path = match source {
        StatementSource::Pasted(text) => return Ok((PASTED.to_owned(), text.into_bytes())),
        StatementSource::File(path) => of_home(&path),
    };
    // One more than may be, so that what is too large is said to be.
    let most = LARGEST_FILE as u64 + 1;
    let fault = |fault| Error::File {
        path: path.display().to_string(),
        fault,
    };
    let bytes = read_regular(&path, most).map_err(fault)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok((name.unwrap_or_default(), bytes))
}

/// `~/` is the person's own folder.
pub fn of_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_files_are_offered_and_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("movimientos.csv"), "Fecha;Monto\n").unwrap();
        fs::write(folder.path().join(".oculto"), "x").unwrap();
        fs::write(folder.path().join("vacío.csv"), "").unwrap();
        fs::create_dir(folder.path().join("carpeta")).unwrap();
        // What is no statement by its name or by its beginning.
        fs::write(folder.path().join("foto.jpg"), b"\xff\xd8\xff\xe0").unwrap();
        fs::write(folder.path().join("captura.xls"), b"\x89PNG\r\n").unwrap();
        fs::write(folder.path().join("notas"), "hola\n").unwrap();
        let files = files_of(folder.path());
        assert_eq!(files.len(), 1, "{files:?}");
        let path = files[0].path.display().to_string();
        let (name, bytes) = content(StatementSource::File(path)).unwrap();
        assert_eq!((name.as_str(), bytes.as_slice()), ("movimientos.csv", b"Fecha;Monto\n".as_slice()));
        let (name, bytes) = content(StatementSource::Pasted("fila".into())).unwrap();
        assert_eq!((name.as_str(), bytes.as_slice()), ("-", b"fila".as_slice()));
        assert!(content(StatementSource::File("no/está.csv".into())).is_err());
    }
}
