//! How a try ended, and what becomes of its message.

use chrono::TimeDelta;

use crate::domain::Time;
use crate::domain::messages::backoff;
use crate::domain::messages::channel::{AttemptOutcome, Channel, MessageState};
use crate::domain::text::Safe;
use crate::service::messages::sending::Settled;

/// Longest answer that is kept.
const LONGEST: usize = 500;

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub outcome: AttemptOutcome,
    /// A stable word for what was wrong; none where nothing was.
    pub class: Option<&'static str>,
    /// What was answered, made safe to show.
    pub answer: Option<String>,
}

impl Ending {
    pub fn sent(answer: &str) -> Self {
        Self {
            outcome: AttemptOutcome::Sent,
            class: None,
            answer: said(answer),
        }
    }

    pub fn failed(outcome: AttemptOutcome, class: &'static str, answer: &str) -> Self {
        Self {
            outcome,
            class: Some(class),
            answer: said(answer),
        }
    }

    /// What is shown of it: the answer, else the class.
    pub fn error(&self) -> String {
        let class = self.class.unwrap_or_default();
        match &self.answer {
            Some(answer) => format!("{class}: {answer}"),
            None => class.to_owned(),
        }
    }
}

fn said(answer: &str) -> Option<String> {
    let answer = answer.trim();
    (!answer.is_empty()).then(|| Safe::bounded(answer, LONGEST).into_string())
}

/// What was sent, for the record.
#[derive(Debug, Clone)]
pub struct Sent {
    pub channel: Channel,
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// What a message met before this try, and how many it has.
#[derive(Debug, Clone, Copy)]
pub struct Tries {
    pub before: i64,
    pub most: u32,
    pub maybe_twice: bool,
}

/// What becomes of a message. `spread` in 0..1 moves the pause a little.
pub fn settled(ending: &Ending, sent: &Sent, tries: Tries, now: Time, spread: f64) -> Settled {
    let stays = |state, counts, pause: Option<TimeDelta>| Settled::Stays {
        state,
        counts,
        not_before: pause.map(|pause| now + pause),
        error: ending.error(),
        maybe_twice: ending.outcome == AttemptOutcome::Unknown,
    };
    let failed = || match tries.before + 1 >= i64::from(tries.most) {
        true => stays(MessageState::Dead, true, None),
        false => stays(MessageState::Failed, true, Some(backoff::pause(tries.before + 1, spread))),
    };
    match ending.outcome {
        AttemptOutcome::Sent => Settled::Sent {
            at: now,
            channel: sent.channel,
            to: sent.to.clone(),
            subject: sent.subject.clone(),
            body: sent.body.clone(),
            maybe_twice: tries.maybe_twice,
        },
        AttemptOutcome::Permanent => stays(MessageState::Dead, true, None),
        // No message is at fault: none of its tries is used up.
        AttemptOutcome::Outage => stays(MessageState::Failed, false, Some(backoff::pause(1, spread))),
        AttemptOutcome::Temporary | AttemptOutcome::Unknown => failed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(outcome: AttemptOutcome, before: i64) -> Settled {
        let sent = Sent {
            channel: Channel::Email,
            to: "a@b.ve".into(),
            subject: "s".into(),
            body: "b".into(),
        };
        let tries = Tries {
            before,
            most: 8,
            maybe_twice: false,
        };
        settled(&Ending::failed(outcome, "x", "451 later"), &sent, tries, Time::UNIX_EPOCH, 0.5)
    }

    #[test]
    fn a_message_is_tried_eight_times_and_an_outage_uses_none_up() {
        let stays = |state: MessageState, before, outcome| match after(outcome, before) {
            Settled::Stays { state: now, counts, .. } => (now == state, counts),
            Settled::Sent { .. } => (false, false),
        };
        assert_eq!(stays(MessageState::Failed, 6, AttemptOutcome::Temporary), (true, true));
        assert_eq!(stays(MessageState::Dead, 7, AttemptOutcome::Temporary), (true, true));
        assert_eq!(stays(MessageState::Dead, 0, AttemptOutcome::Permanent), (true, true));
        assert_eq!(stays(MessageState::Failed, 7, AttemptOutcome::Outage), (true, false));
    }

    #[test]
    fn what_may_have_left_is_marked() {
        let marked = |outcome| matches!(after(outcome, 0), Settled::Stays { maybe_twice: true, .. });
        assert!(marked(AttemptOutcome::Unknown));
        assert!(!marked(AttemptOutcome::Temporary));
    }

    #[test]
    fn an_answer_from_outside_is_made_safe_and_short() {
        let ending = Ending::failed(AttemptOutcome::Temporary, "later", &format!("\u{1b}[31m{}", "x".repeat(5_000)));
        let error = ending.error();
        assert!(!error.contains('\u{1b}') && error.chars().count() < 600, "{error}");
    }
}
