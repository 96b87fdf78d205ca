//! The work sheet in words: as plain text for a terminal and a messenger, and as a page to print. Both say the same.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::wrap::wrap;
use super::{Catalogue, Key, Value, format};
use crate::domain::dates::Zone;
use crate::domain::fulfilment::work_sheet::{SheetItem, WorkSheet};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::text::html_safe;

/// Columns of the plain text.
const WIDTH: u16 = 80;

/// On its own: no script, nothing from elsewhere, black on white, on A4.
const STYLE: &str = "@page{size:A4;margin:16mm}\
body{font:12pt/1.45 sans-serif;color:#000;background:#fff;max-width:42em;margin:2em auto;padding:0 1em}\
h1{font-size:1.5em;margin:0}h2{font-size:1em;margin:1.6em 0 .4em;border-bottom:1px solid;break-after:avoid}\
p{margin:.25em 0;overflow-wrap:anywhere;break-inside:avoid}\
.item{display:flex}.item b{flex:0 0 5em;text-align:right;margin-right:.8em}\
.held{border:2px solid;padding:.4em .6em;font-weight:bold}\
@media print{body{max-width:none;margin:0;padding:0}}";

/// What a line of the plain text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    Title,
    /// The work must not go on.
    Warning,
    Heading,
    Text,
}

/// The sheet before it is laid out. A part without lines is not said.
struct Said {
    title: String,
    whose: String,
    warning: Option<String>,
    parts: Vec<(String, Vec<Line>)>,
}

enum Line {
    Fact(String, String),
    Item(String, String),
    Text(String),
}

impl Catalogue {
    /// The sheet as plain text of at most 80 columns, whole. Times are of `zone`.
    pub fn work_sheet_text(&self, sheet: &WorkSheet, zone: Zone) -> String {
        let lines = self.work_sheet_lines(sheet, zone, WIDTH);
        lines.into_iter().map(|(_, line)| line + "\n").collect()
    }

    /// The same line by line, in at most `width` columns.
    pub fn work_sheet_lines(&self, sheet: &WorkSheet, zone: Zone, width: u16) -> Vec<(LineKind, String)> {
        self.said(sheet, zone).lines(width)
    }

    /// The same as the part of a page that a mail to the workshop contains.
    pub fn work_sheet_part(&self, sheet: &WorkSheet, zone: Zone) -> String {
        self.said(sheet, zone).markup()
    }

    /// The sheet as one page that needs nothing from elsewhere.
    pub fn work_sheet_html(&self, sheet: &WorkSheet, zone: Zone) -> String {
        self.said(sheet, zone).page(self.locale().as_str())
    }

    fn said(&self, sheet: &WorkSheet, zone: Zone) -> Said {
        let word = |key: Key| self.text(key, &[]);
        let workshop = sheet
            .workshop
            .as_ref()
            .map_or_else(|| word("hoja-no-workshop"), ToString::to_string);
        let status = self.text(&format!("production-{}", sheet.status), &[]);
        let items = self.text("hoja-items", &[("pieces", Value::from(sheet.pieces()))]);
        let notes = sheet.notes.iter().map(|note| {
            let day = format::date(zone.day(note.at));
            Line::Text(self.text("hoja-note", &[("day", day.into()), ("text", note.text.as_str().into())]))
        });
        Said {
            title: self.text("hoja-title", &[("order", sheet.number.as_str().into())]),
            whose: format!("{workshop} · {status}"),
            warning: sheet.on_hold.then(|| word("hoja-held")),
            parts: vec![
                (word("hoja-terms"), self.terms(sheet, zone)),
                (items, self.items(sheet)),
                (word("hoja-notes"), notes.collect()),
                (word("hoja-delivery"), self.delivery(sheet)),
            ],
        }
    }

    fn terms(&self, sheet: &WorkSheet, zone: Zone) -> Vec<Line> {
        let cost = if sheet.is_agreed() {
            "hoja-cost-agreed"
        } else {
            "hoja-cost-offered"
        };
        let policy = sheet.policy.map(|policy| {
            let said = self.text(&format!("policy-{policy}"), &[]);
            match sheet.deposit_basis_points {
                Some(points) => self.text(
                    "hoja-policy-deposit",
                    &[("policy", said.into()), ("percent", percent(points).into())],
                ),
                None => said,
            }
        });
        self.facts([
            ("hoja-answer-by", sheet.respond_by.map(|by| zone.long(by))),
            ("hoja-ready-on", sheet.promised.map(format::date)),
            (cost, sheet.cost.map(format::money)),
            ("hoja-policy", policy),
        ])
    }

    fn items(&self, sheet: &WorkSheet) -> Vec<Line> {
        let line = |item: &SheetItem| {
            let name = [("name", item.name.as_str().into()), ("sku", item.sku.as_str().into())];
            let quantity = format::grouped(&item.quantity.to_string());
            Line::Item(format!("{quantity} ×"), self.text("hoja-item", &name))
        };
        sheet.items.iter().map(line).collect()
    }

    /// How it goes and to which city always; to whom and where exactly once the workshop accepted.
    fn delivery(&self, sheet: &WorkSheet) -> Vec<Line> {
        let place = [&sheet.city, &sheet.state].into_iter().flatten().map(|name| name.as_str());
        let place = place.collect::<Vec<_>>().join(", ");
        let recipient = sheet.recipient.as_ref();
        let address = recipient.and_then(|it| it.address.as_ref()).map(ToString::to_string);
        let mut lines = self.facts([
            ("hoja-method", Some(self.text(&format!("delivery-{}", sheet.delivery), &[]))),
            ("hoja-city", (!place.is_empty()).then_some(place)),
            ("hoja-recipient", recipient.map(|it| it.name.to_string())),
            ("hoja-phone", recipient.map(|it| it.phone.to_string())),
            ("hoja-address", address.filter(|_| sheet.delivery != DeliveryMethod::Pickup)),
        ]);
        if recipient.is_none() {
            lines.push(Line::Text(self.text("hoja-recipient-later", &[])));
        }
        lines
    }

    /// Those that are known.
    fn facts<const N: usize>(&self, facts: [(Key, Option<String>); N]) -> Vec<Line> {
        let known = facts.into_iter().filter_map(|(key, value)| Some((self.text(key, &[]), value?)));
        known.map(|(name, value)| Line::Fact(name, value)).collect()
    }
}

/// `50`, `33,5`.
fn percent(basis_points: u32) -> String {
    let percent = Decimal::new(i64::from(basis_points), 2).normalize();
    percent.to_string().replace('.', ",")
}

impl Said {
    fn parts(&self) -> impl Iterator<Item = &(String, Vec<Line>)> {
        self.parts.iter().filter(|(_, lines)| !lines.is_empty())
    }

    fn lines(&self, width: u16) -> Vec<(LineKind, String)> {
        let mut out = Vec::new();
        let mut put = |kind, lead: &str, text: &str, hang| out.extend(hung(lead, text, width, hang).into_iter().map(|line| (kind, line)));
        put(LineKind::Title, "", &self.title, 0);
        put(LineKind::Text, "", &self.whose, 2);
        if let Some(warning) = &self.warning {
            put(LineKind::Warning, "▲ ", warning, 2);
        }
        for (heading, lines) in self.parts() {
            put(LineKind::Text, "", "", 0);
            put(LineKind::Heading, "", &heading.to_uppercase(), 0);
            let quantities = lines.iter().filter_map(|line| match line {
                Line::Item(quantity, _) => Some(quantity.width()),
                _ => None,
            });
            let widest = quantities.max().unwrap_or(0);
            for line in lines {
                match line {
                    Line::Fact(name, value) => put(LineKind::Text, "", &format!("{name}: {value}"), 2),
                    Line::Text(text) => put(LineKind::Text, "", text, 2),
                    Line::Item(quantity, name) => {
                        let lead = format!("{}{quantity} ", " ".repeat(widest - quantity.width()));
                        put(LineKind::Text, &lead, name, widest + 1);
                    }
                }
            }
        }
        out
    }

    fn page(&self, language: &str) -> String {
        let (title, markup) = (html_safe(&self.title), self.markup());
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             {markup}</body>\n</html>\n"
        )
    }

    fn markup(&self) -> String {
        let mut out = format!("<h1>{}</h1>\n<p>{}</p>\n", html_safe(&self.title), html_safe(&self.whose));
        let mut put = |line: String| out.push_str(&(line + "\n"));
        if let Some(warning) = &self.warning {
            put(format!("<p class=\"held\">▲ {}</p>", html_safe(warning)));
        }
        for (heading, lines) in self.parts() {
            put(format!("<h2>{}</h2>", html_safe(heading)));
            for line in lines {
                put(match line {
                    Line::Fact(name, value) => format!("<p><b>{}:</b> {}</p>", html_safe(name), html_safe(value)),
                    Line::Item(quantity, name) => {
                        format!(
                            "<p class=\"item\"><b>{}</b> <span>{}</span></p>",
                            html_safe(quantity),
                            html_safe(name)
                        )
                    }
                    Line::Text(text) => format!("<p>{}</p>", html_safe(text)),
                });
            }
        }
        out
    }
}

/// `text` after what leads it, in at most `width` columns; later lines stand `hang` columns in.
fn hung(lead: &str, text: &str, width: u16, hang: usize) -> Vec<String> {
    if lead.width() + text.width() <= usize::from(width) {
        return vec![format!("{lead}{text}")];
    }
    let inner = usize::from(width).saturating_sub(hang.max(lead.width()));
    let lines = wrap(text, u16::try_from(inner).unwrap_or(width)).into_iter().enumerate();
    let indent = " ".repeat(hang);
    lines
        .map(|(at, line)| format!("{}{line}", if at == 0 { lead } else { &indent }))
        .collect()
}

#[cfg(test)]
mod tests;
