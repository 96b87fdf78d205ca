//! A program of the shop's that hands messages on (a gateway to a messenger): one line of JSON to its input, its exit code and one
//! line of JSON back. No shell; bounded in time and in what is read of it.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use super::outcome::Ending;
use crate::config::Gateway;
use crate::domain::messages::channel::AttemptOutcome;

/// So much of its answer is read.
const LONGEST: u64 = 64 * 1024;
/// Exit codes of <sysexits.h>.
const DATA_ERROR: i32 = 65;
const NO_USER: i32 = 67;
const TRY_LATER: i32 = 75;

/// Gives a message to the program and says how it ended. One that is out of time is killed.
pub async fn send(gateway: &Gateway, message: &Value) -> Ending {
    let Some(program) = &gateway.program else {
        return Ending::failed(AttemptOutcome::Outage, "program", "gateway.program");
    };
    let spawned = Command::new(program)
        .args(&gateway.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(fault) => return Ending::failed(AttemptOutcome::Outage, "program", &format!("{}: {fault}", program.display())),
    };
    let most = Duration::from_secs(u64::from(gateway.timeout_seconds));
    let line = format!("{message}\n");
    let talk = async {
        if let Some(mut input) = child.stdin.take() {
            // One that does not read is judged by its exit code.
            let _ = input.write_all(line.as_bytes()).await;
        }
        let mut answer = Vec::new();
        if let Some(output) = child.stdout.take() {
            let _ = output.take(LONGEST).read_to_end(&mut answer).await;
        }
        (child.wait().await, answer)
    };
    match tokio::time::timeout(most, talk).await {
        Ok((Ok(status), answer)) => ending(status.code(), &String::from_utf8_lossy(&answer)),
        Ok((Err(fault), _)) => Ending::failed(AttemptOutcome::Unknown, "program", &fault.to_string()),
        // It had the message.
        Err(_) => Ending::failed(AttemptOutcome::Unknown, "timeout", ""),
    }
}

/// By the exit code; its line may say more: `{"permanent": true, "detail": "…"}`.
fn ending(code: Option<i32>, answer: &str) -> Ending {
    let line = answer.lines().next().unwrap_or_default();
    let said: Option<Value> = serde_json::from_str(line).ok();
    let detail = said
        .as_ref()
        .and_then(|said| said.get("detail"))
        .and_then(Value::as_str)
        .unwrap_or(line);
    let permanent = said
        .as_ref()
        .and_then(|said| said.get("permanent"))
        .and_then(Value::as_bool)
        .unwrap_or_default();
    match code {
        Some(0) => Ending::sent(detail),
        Some(DATA_ERROR | NO_USER) => Ending::failed(AttemptOutcome::Permanent, "refused", detail),
        Some(_) if permanent => Ending::failed(AttemptOutcome::Permanent, "refused", detail),
        Some(TRY_LATER) => Ending::failed(AttemptOutcome::Temporary, "later", detail),
        Some(_) => Ending::failed(AttemptOutcome::Temporary, "exit-code", detail),
        None => Ending::failed(AttemptOutcome::Unknown, "killed", detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gateway(script: &str) -> Gateway {
        Gateway {
            program: Some("/bin/sh".into()),
            arguments: vec!["-c".into(), script.into()],
            timeout_seconds: 1,
            per_minute: None,
        }
    }

    #[tokio::test]
    async fn it_is_judged_by_its_exit_code_and_its_line() {
        let message = serde_json::json!({ "text": "hola; rm -rf /" });
        for (script, outcome, class) in [
            (
                "read line; case \"$line\" in *hola*) echo '{\"detail\":\"id 7\"}';; *) exit 1;; esac",
                AttemptOutcome::Sent,
                None,
            ),
            ("exit 75", AttemptOutcome::Temporary, Some("later")),
            ("exit 67", AttemptOutcome::Permanent, Some("refused")),
            (
                "echo '{\"permanent\":true,\"detail\":\"no such number\"}'; exit 1",
                AttemptOutcome::Permanent,
                Some("refused"),
            ),
            ("exit 3", AttemptOutcome::Temporary, Some("exit-code")),
            ("sleep 20", AttemptOutcome::Unknown, Some("timeout")),
            ("kill -9 $$", AttemptOutcome::Unknown, Some("killed")),
            ("head -c 10000000 /dev/zero; exit 0", AttemptOutcome::Unknown, Some("timeout")),
        ] {
            let ending = send(&gateway(script), &message).await;
            // A program that writes more than is read may be stopped by that, or by the time.
            if script.starts_with("head") {
                assert!(ending.answer.unwrap_or_default().chars().count() <= 600);
                continue;
            }
            assert_eq!((ending.outcome, ending.class), (outcome, class), "{script}");
        }
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_an_outage() {
        let mut missing = gateway("exit 0");
        missing.program = Some("/nowhere/gateway".into());
        let ending = send(&missing, &serde_json::json!({})).await;
        assert_eq!(ending.outcome, AttemptOutcome::Outage);
    }
}
