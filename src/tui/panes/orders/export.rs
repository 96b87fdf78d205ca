//! An order as a file: text and Markdown for people, JSON for programs.

use std::fmt::Write;

use serde_json::json;

use super::detail::who;
use super::{head, story};
use crate::domain::Time;
use crate::domain::text::json_safe;
use crate::locale::{Catalogue, Key, date_time, t};
use crate::service::orders::view::{EventView, Timeline};
use crate::tui::core::theme::Tone;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Markdown,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Json];

    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Markdown => "md",
        }
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Text => "pedidos-export-text",
            Self::Json => "pedidos-export-json",
            Self::Markdown => "pedidos-export-markdown",
        }
    }
}

pub fn write(catalogue: &Catalogue, timeline: &Timeline, format: Format, now: Time) -> String {
    match format {
        Format::Json => machine(catalogue, timeline, now),
        Format::Text => Page::plain().of(catalogue, timeline, now),
        Format::Markdown => Page::markdown().of(catalogue, timeline, now),
    }
}

/// Names are those of `krafta orders show --json`.
fn machine(catalogue: &Catalogue, timeline: &Timeline, now: Time) -> String {
    let whole = json!({
        "exported_at": now,
        "order": timeline.order,
        "label": catalogue.label(timeline.order.label),
        "proofs": timeline.proofs,
        "refunds": timeline.refunds,
        "messages": timeline.messages,
        "events": timeline.events.iter().map(EventView::json).collect::<Vec<_>>(),
    });
    json_safe(&serde_json::to_string_pretty(&whole).unwrap_or_default()) + "\n"
}

/// How headings and lists are written.
struct Page {
    out: String,
    heading: &'static str,
    point: &'static str,
    marked: bool,
}

impl Page {
    const fn plain() -> Self {
        Self {
            out: String::new(),
            heading: "",
            point: "  ",
            marked: false,
        }
    }

    const fn markdown() -> Self {
        Self {
            out: String::new(),
            heading: "## ",
            point: "- ",
            marked: true,
        }
    }

    fn of(mut self, catalogue: &Catalogue, timeline: &Timeline, now: Time) -> String {
        let order = &timeline.order;
        let title = if self.marked { "# " } else { "" };
        let _ = writeln!(self.out, "{title}{}\n", order.number);
        self.line(&head::facts(catalogue, order));
        if let Some(line) = head::delivered_to(catalogue, order) {
            self.line(&line);
        }
        self.line(&head::statuses(catalogue, order));
        self.line(&head::seen_by_customer(catalogue, order));
        for (_, line) in head::warnings(catalogue, timeline) {
            self.line(&line);
        }
        self.section(&t!(catalogue, "pedidos-export-items"));
        for line in head::items(catalogue, order) {
            self.point(&line);
        }
        self.section(&t!(catalogue, "pedidos-export-history"));
        for view in &timeline.events {
            let line = format!(
                "{} · {} · {}",
                date_time(view.event.at),
                who(catalogue, view),
                catalogue.event(&view.event)
            );
            self.point(&line);
        }
        let proofs = timeline.proofs.iter().flat_map(|proof| story::proof_lines(catalogue, proof));
        let refunds = timeline.refunds.iter().flat_map(|refund| story::refund_lines(catalogue, refund));
        for (tone, line) in proofs.chain(refunds).filter(|(_, line)| !line.is_empty()) {
            match tone {
                Tone::Accent => self.section(&line),
                _ => self.point(&line),
            }
        }
        let _ = writeln!(self.out, "\n{}", t!(catalogue, "pedidos-exported", at = now));
        self.out
    }

    fn section(&mut self, title: &str) {
        let title = self.safe(title);
        let _ = writeln!(self.out, "\n{}{title}\n", self.heading);
    }

    fn line(&mut self, line: &str) {
        let line = self.safe(line);
        let end = if self.marked { "  " } else { "" };
        let _ = writeln!(self.out, "{line}{end}");
    }

    fn point(&mut self, line: &str) {
        let line = self.safe(line);
        let _ = writeln!(self.out, "{}{line}", self.point);
    }

    /// In Markdown nothing that people wrote may become a heading, a link or a picture.
    fn safe(&self, text: &str) -> String {
        if !self.marked {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }
}
