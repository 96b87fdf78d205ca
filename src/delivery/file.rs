//! Messages put where somebody hands them on: a line of JSON each in one file, or a mail each in a maildir. On disk before it is said.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde_json::Value;

use super::outcome::Ending;
use crate::config::{Spool, SpoolForm, create_private_file, create_private_folder, open_private_log};
use crate::domain::ids::NotificationId;
use crate::domain::messages::channel::AttemptOutcome;

/// Puts a message there and says how it ended. The same message again stands in a maildir once.
pub fn send(spool: &Spool, id: NotificationId, message: &Value, mail: &[u8]) -> Ending {
    let Some(path) = &spool.path else {
        return Ending::failed(AttemptOutcome::Outage, "path", "spool.path");
    };
    let put = match spool.form {
        SpoolForm::JsonLines => append(path, message),
        SpoolForm::Maildir => deliver(path, id, mail),
    };
    match put {
        Ok(()) => Ending::sent(""),
        Err(fault) => Ending::failed(AttemptOutcome::Outage, "file", &format!("{}: {fault}", path.display())),
    }
}

fn append(path: &Path, message: &Value) -> io::Result<()> {
    let mut file = open_private_log(path)?;
    file.write_all(format!("{message}\n").as_bytes())?;
    file.sync_data()
}

fn deliver(folder: &Path, id: NotificationId, mail: &[u8]) -> io::Result<()> {
    for part in ["tmp", "new", "cur"] {
        create_private_folder(&folder.join(part))?;
    }
    let (half, whole) = (folder.join("tmp").join(id.to_string()), folder.join("new").join(id.to_string()));
    // What a sender that was lost left half written.
    match std::fs::remove_file(&half) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
        _ => {}
    }
    let mut file = create_private_file(&half)?;
    file.write_all(mail)?;
    file.sync_all()?;
    std::fs::rename(&half, &whole)?;
    File::open(folder.join("new"))?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn spool(path: &Path, form: SpoolForm) -> Spool {
        Spool {
            path: Some(path.to_owned()),
            form,
        }
    }

    #[test]
    fn a_line_each_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        let id = NotificationId::from_uuid(uuid::Uuid::from_u128(1));
        for count in 0..2 {
            let ending = send(
                &spool(&path, SpoolForm::JsonLines),
                id,
                &serde_json::json!({ "text": "dos\nlíneas", "count": count }),
                b"",
            );
            assert_eq!(ending.outcome, AttemptOutcome::Sent);
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().map(serde_json::from_str::<Value>).filter(Result::is_ok).count(), 2);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_mail_each_and_the_same_one_once() {
        let folder = tempfile::tempdir().unwrap();
        let id = NotificationId::from_uuid(uuid::Uuid::from_u128(1));
        for _ in 0..2 {
            send(
                &spool(folder.path(), SpoolForm::Maildir),
                id,
                &Value::Null,
                b"Subject: x\r\n\r\nhola\r\n",
            );
        }
        let new: Vec<_> = std::fs::read_dir(folder.path().join("new")).unwrap().collect();
        assert_eq!(new.len(), 1);
        assert_eq!(std::fs::read_dir(folder.path().join("tmp")).unwrap().count(), 0);
    }

    #[test]
    fn a_path_that_cannot_be_written_is_an_outage() {
        let id = NotificationId::from_uuid(uuid::Uuid::from_u128(1));
        let ending = send(&spool(Path::new("/proc/nowhere/x"), SpoolForm::JsonLines), id, &Value::Null, b"");
        assert_eq!((ending.outcome, ending.class), (AttemptOutcome::Outage, Some("file")));
    }
}
