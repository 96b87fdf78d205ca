//! How failures are said, the same in the terminal and on the command line: a sentence with what to do next, and for a
//! conflict what somebody else did meanwhile.

use super::{Catalogue, moment};
use crate::domain::Time;
use crate::domain::refusal::Arg;

impl Catalogue {
    /// The sentence of a failure, by the key and the facts that every error names.
    pub fn failure(&self, key: &str, facts: &[(&'static str, Arg)]) -> String {
        self.with_facts(key, facts)
    }

    /// The sentence of a refusal of which the code alone was kept; the code itself where the sentence is made of facts.
    pub fn of_code(&self, code: &str) -> String {
        let (key, bare) = (format!("refusal-{code}"), format!("refusal-{code}.database"));
        let sentence = [bare, key].into_iter().find(|key| self.has(key)).map(|key| self.text(&key, &[]));
        sentence
            .filter(|sentence| !sentence.contains("{$"))
            .unwrap_or_else(|| code.to_owned())
    }

    /// One thing that happened between a person's look and their decision: when, who, what, and their words.
    pub fn meanwhile(&self, at: Time, who: &str, edge: &str, words: Option<&str>) -> String {
        let words = words.map_or_else(String::new, |words| format!(" · «{words}»"));
        let what = self.text(&format!("event-{edge}"), &[]);
        format!("{} · {who} · {what}{words}", moment(at))
    }
}
