//! Sentences that come and go away by themselves, newest last.

use std::time::Duration;

use super::effect::Effect;
use super::msg::Wake;
use super::theme::Tone;

/// Long enough to read two lines.
const STAY: Duration = Duration::from_secs(6);
/// Older ones make room.
const MOST: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub id: u64,
    pub tone: Tone,
    pub text: String,
}

#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    last: u64,
}

impl Toasts {
    pub fn shown(&self) -> &[Toast] {
        &self.shown
    }

    /// Shows it; the effect ends it later. The same sentence again stays one.
    #[must_use = "without its effect the toast never goes away"]
    pub fn push(&mut self, tone: Tone, text: String) -> Effect {
        self.shown.retain(|toast| toast.text != text);
        self.last += 1;
        self.shown.push(Toast { id: self.last, tone, text });
        if self.shown.len() > MOST {
            self.shown.remove(0);
        }
        Effect::Wake {
            after: STAY,
            wake: Wake::Toast(self.last),
        }
    }

    pub fn end(&mut self, id: u64) {
        self.shown.retain(|toast| toast.id != id);
    }
}
