//! A mail server of the demonstration's own, on the loopback: it takes every mail, as a real one would, and lets none out of the
//! program.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::throwaway::Throwaway;
use crate::config::{Security, Settings};
use crate::domain::messages::channel::Channel;

/// Longest line that is listened to.
const LONGEST_LINE: usize = 4096;
/// Connections in a row that could not be taken.
const FAILS: u32 = 100;

/// Stops when dropped.
pub struct MailServer(JoinHandle<()>);

impl Drop for MailServer {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl MailServer {
    /// Listens on a port of its own, and has the shop write to its customers by it; who gave no address is written to in a file of
    /// the throw-away folder.
    ///
    /// # Errors
    /// No port can be had.
    pub async fn start(settings: &mut Settings, throwaway: &Throwaway) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        settings.messages.customers = vec![Channel::Email, Channel::File];
        // Few of its workshops have somebody at a terminal.
        settings.messages.workshops = vec![Channel::Email, Channel::File];
        settings.messages.from = Some("Krafta <pedidos@krafta.example>".to_owned());
        settings.smtp.host = Some("127.0.0.1".to_owned());
        settings.smtp.port = listener.local_addr()?.port().into();
        settings.smtp.security = Security::None;
        settings.smtp.user = None;
        settings.smtp.connections = 1;
        settings.spool.path = Some(throwaway.messages());
        Ok(Self(tokio::spawn(listen(listener))))
    }
}

async fn listen(listener: TcpListener) {
    let mut fails = 0;
    while fails < FAILS {
        match listener.accept().await {
            Ok((stream, _)) => {
                fails = 0;
                tokio::spawn(async move {
                    if let Err(fault) = talk(stream).await {
                        tracing::debug!(%fault, "a mail conversation ended");
                    }
                });
            }
            Err(_) => fails += 1,
        }
    }
}

/// One conversation (RFC 5321).
async fn talk(stream: TcpStream) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 krafta.example ESMTP\r\n").await?;
    let (mut line, mut text) = (String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 || line.len() > LONGEST_LINE {
            return Ok(());
        }
        let said = line.trim_end();
        if text {
            if said == "." {
                text = false;
                stream.write_all(b"250 2.0.0 taken\r\n").await?;
            }
            continue;
        }
        let verb = said.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-krafta.example\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "HELO" | "MAIL" | "RCPT" | "RSET" | "NOOP" => "250 2.0.0 ok\r\n",
            "DATA" => {
                text = true;
                "354 go on\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 2.0.0 bye\r\n").await?;
                return Ok(());
            }
            _ => "502 5.5.1 not here\r\n",
        };
        stream.write_all(answer.as_bytes()).await?;
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn it_takes_a_mail() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.unwrap();
        let throwaway = Throwaway::new().unwrap();
        let mut settings = Settings::default();
        let server = runtime.block_on(MailServer::start(&mut settings, &throwaway)).unwrap();
        let port = u16::try_from(settings.smtp.port).unwrap();
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let mut answers = BufReader::new(stream.try_clone().unwrap());
        let mut hear = || {
            let mut line = String::new();
            answers.read_line(&mut line).unwrap();
            line.chars().take(4).collect::<String>()
        };
        assert_eq!(hear(), "220 ");
        let mail = format!("Subject: QUIT\r\n\r\n..\r\nDATA\r\n{}\r\n.", "x\r\n".repeat(50_000));
        for (said, answers) in [
            ("EHLO here", &["250-", "250-", "250 "][..]),
            ("AUTH PLAIN x", &["502 "]),
            ("MAIL FROM:<a@krafta.example>", &["250 "]),
            ("RCPT TO:<b@correo.example>", &["250 "]),
            ("DATA", &["354 "]),
            (&mail, &["250 "]),
            ("QUIT", &["221 "]),
        ] {
            stream.write_all(format!("{said}\r\n").as_bytes()).unwrap();
            for answer in answers {
                assert_eq!(hear(), *answer, "to {}", said.lines().next().unwrap_or_default());
            }
        }
        drop(server);
    }
}
