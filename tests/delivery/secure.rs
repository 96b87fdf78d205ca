//! Encrypted connections and signing in.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desk::{Desk, is};
use crate::faults::on_sqlite;
use crate::fresh::Fresh;
use crate::server::Server;
use krafta::config::Security;
use krafta::delivery::greet;

on_sqlite!(
    a_connection_that_becomes_encrypted,
    a_connection_that_is_encrypted,
    a_wrong_password_is_an_outage,
    a_server_without_encryption_is_given_nothing,
    the_doctor_signs_in_and_sends_nothing,
);

/// Makes an authority and the certificate it gave to localhost, in that folder.
fn certificates(folder: &Path) {
    let script = "set -e; cd \"$1\"; key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'; \
        openssl req -x509 $key -keyout ca.key -out ca.pem -days 30 -subj '/CN=Tests'; \
        openssl req $key -keyout key.pem -out request.pem -subj '/CN=localhost'; \
        printf 'subjectAltName=DNS:localhost\\n' >extensions; \
        openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out cert.pem -extfile extensions";
    let made = Command::new("sh")
        .args(["-c", script, "sh"])
        .arg(folder)
        .output()
        .expect("openssl runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

fn password(folder: &Path, password: &str) -> PathBuf {
    let file = folder.join("password");
    std::fs::write(&file, format!("{password}\n")).expect("a file");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("its mode");
    file
}

/// A desk at a server that wants this way of encrypting, and tienda's password; the authority is known or not.
async fn desk(fresh: &Fresh, (option, security): (&str, Security), known: bool, given: &str) -> Desk {
    let folder = fresh.folder.clone();
    certificates(&folder);
    let in_folder = |name: &str| folder.join(name).display().to_string();
    let (certificate, key) = (in_folder("cert.pem"), in_folder("key.pem"));
    let server = Server::start_with(&[option, &certificate, &key, "--auth", "tienda", "contraseña segura"]);
    let file = password(&folder, given);
    Desk::open_with(fresh, server, |settings| {
        settings.smtp.host = Some("localhost".into());
        settings.smtp.security = security;
        settings.smtp.user = Some("tienda".into());
        settings.smtp.password_file = Some(file);
        settings.smtp.ca_file = known.then(|| folder.join("ca.pem"));
        settings.smtp.timeout_seconds = 5;
    })
    .await
}

async fn unknown_then_known(fresh: Fresh, way: (&str, Security)) {
    let mut desk = desk(&fresh, way, false, "contraseña segura").await;
    let order = desk.order("ana@correo.example").await;
    desk.sends().await;
    assert_eq!(desk.stands(&order).await, is("FAILED", 0));
    assert_eq!(desk.tries(&order).await, ["OUTAGE tls"]);
    assert!(desk.server.caught().is_empty());
    let refused = greet(&desk.counter.shop.settings().smtp).expect_err("nobody known signs");
    assert_eq!((refused.class, refused.detail.as_str()), ("tls", "unknown-issuer"));

    let mut settings = desk.counter.shop.settings().clone();
    settings.smtp.ca_file = Some(fresh.folder.join("ca.pem"));
    greet(&settings.smtp).expect("the server knows the shop");
    let clock = std::sync::Arc::clone(&desk.counter.clock);
    desk.counter.shop = krafta::service::Krafta::with_clock(fresh.db.clone(), settings, clock);
    desk.sender = crate::desk::sender(&desk.counter);
    desk.later(15).await;
    assert_eq!(desk.stands(&order).await, is("SENT", 1));
    let caught = desk.server.caught();
    assert_eq!((caught.len(), caught[0].tls, caught[0].user.as_deref()), (1, true, Some("tienda")));
}

async fn a_connection_that_becomes_encrypted(fresh: Fresh) {
    unknown_then_known(fresh, ("--starttls", Security::StartTls)).await;
}

async fn a_connection_that_is_encrypted(fresh: Fresh) {
    unknown_then_known(fresh, ("--tls", Security::Tls)).await;
}

async fn a_wrong_password_is_an_outage(fresh: Fresh) {
    let mut desk = desk(&fresh, ("--starttls", Security::StartTls), true, "otra").await;
    let order = desk.order("ana@correo.example").await;
    desk.sends().await;
    assert_eq!(desk.stands(&order).await, is("FAILED", 0));
    assert_eq!(desk.tries(&order).await, ["OUTAGE sign-in"]);
    let refused = greet(&desk.counter.shop.settings().smtp).expect_err("a refusal");
    assert_eq!(refused.class, "sign-in");
    // Word for word what the server said, and no sentence of the library.
    assert!(
        refused.detail.starts_with("535 ") && !refused.detail.contains("error ("),
        "{}",
        refused.detail
    );
    assert!(!refused.detail.contains("otra"), "{}", refused.detail);
    // Put right, it leaves with nothing lost.
    password(&fresh.folder, "contraseña segura");
    desk.later(60).await;
    assert_eq!(desk.stands(&order).await, is("SENT", 1));
}

async fn a_server_without_encryption_is_given_nothing(fresh: Fresh) {
    let file = password(&fresh.folder, "contraseña segura");
    let mut desk = Desk::open_with(&fresh, Server::start_with(&["--auth", "tienda", "contraseña segura"]), |settings| {
        settings.smtp.security = Security::StartTls;
        settings.smtp.user = Some("tienda".into());
        settings.smtp.password_file = Some(file);
    })
    .await;
    let order = desk.order("ana@correo.example").await;
    desk.sends().await;
    assert_eq!(desk.tries(&order).await, ["OUTAGE starttls"]);
    assert!(desk.server.caught().is_empty());
}

/// What the program's doctor finds of something, with this configuration.
fn found(fresh: &Fresh, configuration: &str, subject: &str) -> Vec<(String, String)> {
    let file = fresh.folder.join("krafta.toml");
    std::fs::write(&file, configuration).expect("a file");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("its mode");
    let told = Command::new(env!("CARGO_BIN_EXE_krafta"))
        .args(["--json", "--database", &fresh.url, "--config"])
        .arg(&file)
        .arg("doctor")
        .env_clear()
        .env("HOME", &fresh.folder)
        .output()
        .expect("the program runs");
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
    let text = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    let findings = told["findings"].as_array().expect("findings").iter();
    let of_subject = findings.filter(|finding| finding["subject"] == subject);
    of_subject
        .map(|finding| (text(finding, "health"), text(finding, "message")))
        .collect()
}

async fn the_doctor_signs_in_and_sends_nothing(fresh: Fresh) {
    let desk = desk(&fresh, ("--starttls", Security::StartTls), true, "contraseña segura").await;
    let in_folder = |name: &str| fresh.folder.join(name).display().to_string();
    let configuration = |from: &str| {
        format!(
            "[messages]\ncustomers = [\"email\"]\nworkshops = [\"file\"]\nfrom = \"{from}\"\nwords = \"{}\"\n[smtp]\nhost = \"localhost\"\nport = {}\n\
             user = \"tienda\"\npassword_file = \"{}\"\nca_file = \"{}\"\n",
            in_folder("words"),
            desk.server.port(),
            in_folder("password"),
            in_folder("ca.pem"),
        )
    };
    std::fs::create_dir(fresh.folder.join("words")).expect("a folder");
    let sender = "pedidos@krafta.example";
    let mail = found(&fresh, &configuration(sender), "mail");
    assert!(
        matches!(&mail[..], [(health, said)] if health == "ok" && said.contains("acepta el usuario")),
        "{mail:?}"
    );
    let spool = found(&fresh, &configuration(sender), "spool");
    assert!(
        matches!(&spool[..], [(health, said)] if health == "fail" && said.contains("spool.path")),
        "{spool:?}"
    );

    let mail = found(&fresh, &configuration("no sirve"), "mail");
    assert!(
        mail.iter().any(|(health, said)| health == "fail" && said.contains("messages.from")),
        "{mail:?}"
    );

    password(&fresh.folder, "otra");
    let mail = found(&fresh, &configuration(sender), "mail");
    assert!(
        matches!(&mail[..], [(health, said)] if health == "fail" && said.contains("no aceptó el usuario y la clave")),
        "{mail:?}"
    );
    assert!(!mail[0].1.contains("otra"), "{mail:?}");
    assert!(desk.server.caught().is_empty());

    let own = "message-customer-P6 = Listo { $order }\nmessage-customer-P7 = { $order }: { $porque }\n";
    std::fs::write(fresh.folder.join("words/es.ftl"), own).expect("a file");
    let words = found(&fresh, &configuration(sender), "words");
    assert!(
        words.iter().all(|(health, said)| health == "fail" && said.contains("línea 2")),
        "{words:?}"
    );
    assert!(
        words.iter().any(|(_, said)| said.contains("porque")) && words.iter().any(|(_, said)| said.contains("why")),
        "{words:?}"
    );
}
