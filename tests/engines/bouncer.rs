//! The real pgbouncer between the program and the test server, on a port of its own.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::fresh::Fresh;

/// Runs until it is dropped.
pub struct Bouncer {
    child: Child,
    port: u16,
}

/// What `pool_mode` may be, with the connections to the server that one program may ask for: in a session each of its own keeps one.
pub const MODES: [(&str, u8); 2] = [("session", 8), ("transaction", 2)];

impl Bouncer {
    /// `more` are lines of its configuration.
    pub fn before(fresh: &Fresh, more: &str) -> Self {
        let folder = fresh.folder.join("bouncer");
        fs::create_dir_all(&folder).expect("a folder");
        let (_, host) = fresh.url.split_once("host=").expect("a socket's folder");
        let port = TcpListener::bind("[::1]:0")
            .expect("a port")
            .local_addr()
            .expect("an address")
            .port();
        let at = folder.display();
        let configuration = format!(
            "[databases]\n* = host={host}\n[pgbouncer]\nlisten_addr = ::1\nlisten_port = {port}\nunix_socket_dir =\n\
             auth_type = plain\nauth_file = {at}/users\nlogfile = {at}/log\npidfile = {at}/pid\n{more}\n"
        );
        fs::write(folder.join("pgbouncer.ini"), configuration).expect("a file");
        fs::write(folder.join("users"), "\"postgres\" \"s3cret\"\n").expect("a file");
        let child = start(&folder);
        let began = Instant::now();
        while TcpStream::connect(("::1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(10), "{}", log(&folder));
            sleep(Duration::from_millis(20));
        }
        Self { child, port }
    }

    /// The database of the test by way of it.
    pub fn url(&self, fresh: &Fresh) -> String {
        format!("postgres://postgres:s3cret@[::1]:{}/{}", self.port, fresh.db.name())
    }
}

impl Drop for Bouncer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap_or_else(|fault| fault.to_string())
}

/// It refuses to run as root, as the server does.
fn start(folder: &Path) -> Child {
    let program = std::env::var("KRAFTA_TEST_PGBOUNCER").unwrap_or_else(|_| "/usr/sbin/pgbouncer".into());
    let mut command = Command::new(program);
    command
        .arg(folder.join("pgbouncer.ini"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if nix::unistd::geteuid().is_root() {
        let user = nix::unistd::User::from_name("postgres").expect("users").expect("the user postgres");
        let (uid, gid) = (user.uid.as_raw(), user.gid.as_raw());
        for above in folder.ancestors().skip(1).take(2) {
            fs::set_permissions(above, fs::Permissions::from_mode(0o711)).expect("permissions");
        }
        chown(folder, Some(uid), Some(gid)).expect("an owner");
        for file in fs::read_dir(folder).expect("a folder") {
            chown(file.expect("a file").path(), Some(uid), Some(gid)).expect("an owner");
        }
        command.uid(uid).gid(gid);
    }
    command
        .spawn()
        .expect("pgbouncer starts: run this as scripts/with-postgres cargo test …")
}
