//! The kept pictures of payments, under their SHA-256 and never changed: in the database of a server, else in a private folder. A
//! missing or altered one is reported and never fatal.

use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::Payments;
use super::report::digest;
use crate::config::read_regular;
use crate::db::payments::receipts::{self, KeptReceipt};
use crate::db::{Dialect, Tx};
use crate::domain::actor::{Actor, Permission};
use crate::domain::payments::receipt_file::{LARGEST_RECEIPT, ReceiptKind, Sha256Hex, admit};
use crate::domain::refusal::{Code, Refusal};
use crate::service::core::error::Error;
use crate::service::orders::view::ReceiptFile;

/// What a role must be allowed to see the pictures of receipts.
pub const NEEDS: Permission = Permission::ReadReceipts;

impl Payments<'_> {
    /// Copies a file into the kept receipts. Refused as by [`Self::read_receipt_file`].
    pub async fn keep_receipt_file(&self, path: &Path) -> Result<ReceiptFile, Error> {
        self.keep_receipt(self.read_receipt_file(path).await?).await
    }

    /// The bytes of a file that may be kept. Refused: not an ordinary file, not a JPEG, PNG, WebP, HEIC or PDF by its first bytes,
    /// empty, larger than `receipts.max_mb` says. The size is asked before a byte is read.
    pub async fn read_receipt_file(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let failed = |fault| Error::File {
            path: path.display().to_string(),
            fault,
        };
        let (file, largest) = (path.to_owned(), self.largest_receipt());
        let read = tokio::task::spawn_blocking(move || read_regular(&file, largest));
        match read.await.map_err(|error| Error::Internal(error.to_string()))? {
            Ok(bytes) => {
                admit(start(&bytes), bytes.len() as u64, largest)?;
                Ok(bytes)
            }
            Err(fault) if fault.kind() == std::io::ErrorKind::FileTooLarge => {
                let size = std::fs::metadata(path).map_or(0, |file| file.len());
                admit(&[], size.max(largest + 1), largest)?;
                Err(failed(fault))
            }
            Err(fault) => Err(failed(fault)),
        }
    }

    /// As [`Self::keep_receipt_file`], of bytes already read. Keeping the same picture twice keeps one.
    pub async fn keep_receipt(&self, bytes: Vec<u8>) -> Result<ReceiptFile, Error> {
        let size = bytes.len() as u64;
        let kind = admit(start(&bytes), size, self.largest_receipt())?;
        let digest = Sha256Hex::of(&bytes);
        match self.folder_of_new()? {
            None => receipts::keep(self.shop.db(), &digest.to_string(), kind, &bytes).await?,
            Some(folder) => {
                let (folder, path) = (folder.to_owned(), folder.join(file_name(digest, kind)));
                let kept = tokio::task::spawn_blocking(move || keep(&folder, &path, &bytes).map_err(|fault| (path, fault)));
                let kept = kept.await.map_err(|error| Error::Internal(error.to_string()))?;
                kept.map_err(|(path, fault)| Error::File {
                    path: path.display().to_string(),
                    fault,
                })?;
            }
        }
        Ok(ReceiptFile {
            digest: digest.to_string(),
            kind: kind.as_str().to_owned(),
            bytes: i64::try_from(size).unwrap_or(i64::MAX),
        })
    }

    /// Bytes.
    fn largest_receipt(&self) -> u64 {
        (u64::from(self.shop.settings().receipts.max_mb) * 1_000_000).min(LARGEST_RECEIPT)
    }

    /// Where this machine puts a new picture: a folder, or none for the database.
    fn folder_of_new(&self) -> Result<Option<&Path>, Error> {
        let on_a_server = self.shop.db().dialect() == Dialect::Postgres;
        match self.shop.settings().receipts.in_the_database(on_a_server) {
            true => Ok(None),
            false => self.folder().map(Some),
        }
    }

    /// A kept picture's bytes, checked against its name. Refused with `receipt-missing` or `receipt-altered`.
    pub async fn receipt(&self, actor: &Actor, file: &ReceiptFile) -> Result<Vec<u8>, Error> {
        actor.may(NEEDS)?;
        let wanted = digest(&file.digest)?;
        let bytes = self.stored_receipt(wanted).await?.ok_or_else(|| missing(&file.digest))?;
        if Sha256Hex::of(&bytes) != wanted {
            return Err(Refusal::new(Code::ReceiptAltered).with("digest", file.digest.as_str()).into());
        }
        Ok(bytes)
    }

    /// Where a kept picture's file is, on this machine; none where it is kept in the database, or missing.
    pub fn receipt_path(&self, actor: &Actor, file: &ReceiptFile) -> Result<Option<PathBuf>, Error> {
        actor.may(NEEDS)?;
        Ok(self.file(digest(&file.digest)?).map(|(path, ..)| path))
    }

    /// What lies under a digest, as it lies there: in the database, where a site puts it, or else in this machine's folder.
    pub(crate) async fn stored_receipt(&self, wanted: Sha256Hex) -> Result<Option<Vec<u8>>, Error> {
        if let Some(bytes) = receipts::content(self.shop.db(), &wanted.to_string()).await? {
            return Ok(Some(bytes));
        }
        match self.file(wanted) {
            Some((path, ..)) => Ok(tokio::fs::read(path).await.ok()),
            None => Ok(None),
        }
    }

    /// What is known of a kept picture. Refused with `receipt-missing`.
    pub(crate) async fn kept_receipt(&self, tx: &mut Tx, wanted: Sha256Hex) -> Result<KeptReceipt, Error> {
        let digest = wanted.to_string();
        let kept = receipts::kept(tx, &digest).await?.or_else(|| Some(self.file(wanted)?.1));
        Ok(kept.ok_or_else(|| missing(&digest))?)
    }

    fn file(&self, wanted: Sha256Hex) -> Option<(PathBuf, KeptReceipt)> {
        let folder = self.shop.receipts_folder()?;
        ReceiptKind::ALL.iter().copied().find_map(|kind| {
            let path = folder.join(file_name(wanted, kind));
            let size = i64::try_from(std::fs::metadata(&path).ok()?.len()).unwrap_or(i64::MAX);
            Some((path, KeptReceipt { kind, size }))
        })
    }

    fn folder(&self) -> Result<&Path, Error> {
        self.shop
            .receipts_folder()
            .ok_or_else(|| Error::Internal("no folder for receipts was given".into()))
    }
}

/// What tells the kind of a file.
fn start(bytes: &[u8]) -> &[u8] {
    &bytes[..16.min(bytes.len())]
}

fn missing(digest: &str) -> Refusal {
    Refusal::new(Code::ReceiptMissing).with("digest", crate::domain::text::excerpt(digest))
}

fn file_name(digest: Sha256Hex, kind: ReceiptKind) -> PathBuf {
    PathBuf::from(format!("{digest}.{}", kind.extension()))
}

/// Written beside, synced and renamed into place, so that a file under a digest is whole or absent.
fn keep(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let beside = path.with_extension(format!("{}.part", crate::service::core::krafta::new_id()));
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What could not be finished is not left lying about; if even that fails the error below says enough.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
