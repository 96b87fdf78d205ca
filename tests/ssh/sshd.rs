//! A real sshd with the lines that `krafta keys export-authorized-keys` writes: the same program, and no way out of it to a shell.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use krafta::db::Dialect;

use crate::fresh::{Fresh, run};
use crate::served::{Ran, Served, until};

struct Sshd {
    daemon: Child,
    port: u16,
    log: PathBuf,
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// A free port, as far as can be known.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

impl Sshd {
    /// For whoever runs the tests, with the exported lines and a home of the test's.
    fn start(served: &Served) -> Self {
        let folder = served.home.join("sshd");
        fs::create_dir(&folder).expect("a folder");
        let program = folder.join("krafta");
        // The account's environment, as a server's administrator sets it.
        let script = format!(
            "#!/bin/sh\nHOME='{}' KRAFTA_LANG=es DATABASE_URL='{}' exec '{}' \"$@\"\n",
            served.home.display(),
            served.url,
            env!("CARGO_BIN_EXE_krafta")
        );
        fs::write(&program, script).expect("a program");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
        let lines = served.admin(&["keys", "export-authorized-keys", "--program", program.to_str().expect("a path")]);
        assert_eq!(lines.lines().count(), 3, "{lines}");
        let keys = folder.join("authorized_keys");
        fs::write(&keys, lines).expect("keys");
        fs::set_permissions(&keys, fs::Permissions::from_mode(0o600)).expect("keys");
        let host = folder.join("host");
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f"])
            .arg(&host)
            .status();
        assert!(made.expect("ssh-keygen").success());
        let (port, log) = (free_port(), folder.join("log"));
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\nStrictModes no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\nPermitUserRC no\nAllowTcpForwarding no\n\
             Subsystem sftp internal-sftp\nMaxStartups 100\n",
            host.display(),
            keys.display()
        );
        fs::write(folder.join("config"), config).expect("settings");
        // Its separation of privileges needs this folder where it runs as root.
        if nix::unistd::getuid().is_root() {
            fs::create_dir_all("/run/sshd").expect("a folder");
        }
        let daemon = Command::new("/usr/sbin/sshd")
            .args(["-D", "-f"])
            .arg(folder.join("config"))
            .arg("-E")
            .arg(&log)
            .stdin(Stdio::null())
            .spawn()
            .expect("sshd starts");
        let sshd = Self { daemon, port, log };
        until("listening", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        let public = fs::read_to_string(host.with_extension("pub")).expect("a key");
        fs::write(served.home.join("known_hosts"), format!("[127.0.0.1]:{port} {public}")).expect("known_hosts");
        sshd
    }

    fn asks(&self, served: &Served, key: &str, more: &[&str], input: &str) -> Ran {
        let user = nix::unistd::User::from_uid(nix::unistd::getuid())
            .expect("a user")
            .expect("a user")
            .name;
        let mut client = served.client_at(self.port, &[key], &["-l", &user]);
        client.args(more);
        crate::served::run(client, input)
    }
}

/// What tries to leave the program, as a line or as flags of the client.
const TRIES: [&[&str]; 20] = [
    &["127.0.0.1", "id"],
    &["127.0.0.1", "sh -c id"],
    &["127.0.0.1", "/bin/sh"],
    &["127.0.0.1", "orders list; id"],
    &["127.0.0.1", "orders list && id"],
    &["127.0.0.1", "orders list | id"],
    &["127.0.0.1", "orders list\nid"],
    &["127.0.0.1", "$(id)"],
    &["127.0.0.1", "`id`"],
    &["127.0.0.1", "orders list > escaped"],
    &["127.0.0.1", "orders list; touch escaped"],
    &["127.0.0.1", "'; id; '"],
    &["127.0.0.1", "\"; id; \""],
    &["127.0.0.1", "\\'; id; \\'"],
    &["127.0.0.1", "--as ana operators list; id"],
    &["-s", "127.0.0.1", "sftp"],
    &["-W", "127.0.0.1:22", "127.0.0.1"],
    &["-T", "127.0.0.1", "bash -i"],
    &["127.0.0.1", "scp -f /etc/passwd"],
    &["127.0.0.1", "orders export --out escaped"],
];

async fn recipe(fresh: Fresh) {
    let served = Served::open(&fresh);
    let sshd = Sshd::start(&served);
    let ran = sshd.asks(&served, "eva", &["127.0.0.1", "keys list --json"], "");
    assert_eq!(ran.code, Some(0), "{ran:?} {}", fs::read_to_string(&sshd.log).unwrap_or_default());
    assert!(
        ran.out.contains("\"login\": \"eva\"") && !ran.out.contains("\"login\": \"ana\""),
        "{ran:?}"
    );
    let mut shells = 0;
    for tried in TRIES {
        let ran = sshd.asks(&served, "eva", tried, "id\n");
        // What the program itself says names what was typed; a shell would have said who it is.
        let shell = [&ran.out, &ran.err]
            .iter()
            .any(|said| said.contains("uid=") || said.contains("root:"));
        let account = nix::unistd::User::from_uid(nix::unistd::getuid())
            .expect("a user")
            .expect("a user")
            .dir;
        let escaped = [&served.home, &account].iter().any(|folder| folder.join("escaped").exists());
        shells += usize::from(shell || escaped);
        assert!(!shell && !escaped, "{tried:?}: {ran:?}");
    }
    let nobody = sshd.asks(&served, "stranger", &["127.0.0.1", "id"], "");
    assert_eq!(nobody.code, Some(255), "{nobody:?}");
    eprintln!("{} tries at a real sshd: {shells} shells", TRIES.len());
    // Without a line, the terminal.
    let plain = sshd.asks(&served, "eva", &["-T", "127.0.0.1"], "id\n");
    assert!(plain.code == Some(1) && !plain.out.contains("uid="), "{plain:?}");
}

#[test]
fn a_real_sshd_opens_the_program_and_no_shell() {
    run(Dialect::Sqlite, recipe);
}
