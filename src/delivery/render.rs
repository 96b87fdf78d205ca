//! What a message says: subject, plain text and HTML from one template, in the recipient's language, with the shop's own words where
//! it has some. Every customer message carries the order number, the label and its description (domain.md §6).

use std::path::Path;

use crate::config::Settings;
use crate::domain::dates::Zone;
use crate::domain::fulfilment::work_sheet::WorkSheet;
use crate::domain::messages::channel::{Language, Recipient};
use crate::domain::text::{Safe, html_safe};
use crate::locale::shop_words::{self, WordsFault};
use crate::locale::{Catalogue, Locale};

/// Longest subject.
const LONGEST_SUBJECT: usize = 150;

/// The catalogues of a shop, with its own words in place.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    es: &'static Catalogue,
    en: &'static Catalogue,
    /// Of whoever said nothing of their language.
    shop: Locale,
}

impl Words {
    /// The program's words, with those of the folder of the settings in their place.
    ///
    /// # Errors
    /// What a file of the folder has wrong, each with its line.
    pub fn of(settings: &Settings) -> Result<Self, Vec<WordsFault>> {
        let folder = settings.messages.words.as_deref();
        Ok(Self {
            es: catalogue(Locale::Es, folder)?,
            en: catalogue(Locale::En, folder)?,
            shop: settings.locale.language,
        })
    }

    pub const fn catalogue(&self, language: Option<Language>) -> &'static Catalogue {
        match language {
            Some(Language::Es) => self.es,
            Some(Language::En) => self.en,
            None => match self.shop {
                Locale::Es => self.es,
                Locale::En => self.en,
            },
        }
    }
}

fn catalogue(locale: Locale, folder: Option<&Path>) -> Result<&'static Catalogue, Vec<WordsFault>> {
    match folder {
        Some(folder) => shop_words::catalogue(locale, folder),
        None => Ok(Catalogue::of(locale)),
    }
}

/// A message as its recipient reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Writes a message for whoever it is for. `sheet` is the work sheet of a message that asks a workshop to work.
pub fn written(
    catalogue: &Catalogue,
    whom: Recipient,
    (template, data): (&str, &serde_json::Value),
    sheet: Option<(&WorkSheet, Zone)>,
) -> Written {
    let mut paragraphs = vec![catalogue.message(template, data)];
    let label = data.get("label").and_then(serde_json::Value::as_str).unwrap_or_default();
    let order = data.get("order").and_then(serde_json::Value::as_str).unwrap_or_default();
    let order = Safe::new(order).into_string();
    let mut status = None;
    if whom == Recipient::Customer && catalogue.has(&format!("label-{label}")) {
        status = Some((catalogue.label(label), catalogue.label_description(label)));
    }
    let subject = match catalogue.message_subject(template, data) {
        Some(subject) => subject,
        None => match (&status, whom) {
            (Some((label, _)), _) => catalogue.text(
                "mensajes-subject-status",
                &[("order", order.as_str().into()), ("label", label.as_str().into())],
            ),
            (None, Recipient::Admins) => paragraphs[0].clone(),
            (None, _) => catalogue.text("mensajes-subject-order", &[("order", order.as_str().into())]),
        },
    };
    if let Some((label, description)) = &status {
        let args = [("order", order.as_str().into()), ("label", label.as_str().into())];
        paragraphs.push(format!("{}\n{description}", catalogue.text("mensajes-status", &args)));
    }
    let mut html = paragraphs.iter().map(|paragraph| html_paragraph(paragraph)).collect::<String>();
    if let Some((sheet, zone)) = sheet {
        paragraphs.push(catalogue.work_sheet_text(sheet, zone));
        html.push_str(&catalogue.work_sheet_part(sheet, zone));
    }
    whole(catalogue, &subject, &paragraphs, &html)
}

/// Several messages to the administrators in one.
pub fn digest(catalogue: &Catalogue, texts: &[String]) -> Written {
    let subject = catalogue.text("mensajes-digest-subject", &[("count", texts.len().into())]);
    let lines: Vec<String> = texts.iter().map(|text| format!("- {}", text.replace('\n', " "))).collect();
    let items: String = texts.iter().map(|text| format!("<li>{}</li>", html_safe(text))).collect();
    let html = format!("{}<ul>{items}</ul>", html_paragraph(&subject));
    whole(catalogue, &subject, &[subject.clone(), lines.join("\n")], &html)
}

fn whole(catalogue: &Catalogue, subject: &str, paragraphs: &[String], html: &str) -> Written {
    let signed = catalogue.text("mensajes-signed", &[]);
    let text = paragraphs.join("\n\n");
    let subject: String = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let subject: String = subject.chars().take(LONGEST_SUBJECT).collect();
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n<body style=\"font-family: \
         sans-serif; color: #222; max-width: 38em; margin: 1em auto; line-height: 1.5\">\n{html}<p style=\"color: #666\">{}</p>\n</body></html>\n",
        catalogue.locale().as_str(),
        html_safe(&subject),
        html_safe(&signed)
    );
    Written {
        text: format!("{text}\n\n{signed}\n"),
        subject,
        html,
    }
}

/// A text as it is.
pub fn plain(subject: &str, text: &str) -> Written {
    Written {
        subject: subject.to_owned(),
        html: html_paragraph(text),
        text: format!("{text}\n"),
    }
}

fn html_paragraph(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(html_safe).collect();
    format!("<p>{}</p>\n", lines.join("<br>\n"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn confirmed(order: &str) -> serde_json::Value {
        json!({ "order": order, "customer": "María <b>", "label": "CONFIRMED", "by": "ADMIN" })
    }

    #[test]
    fn a_customer_reads_number_label_and_description() {
        let mail = written(
            Catalogue::of(Locale::Es),
            Recipient::Customer,
            ("message-customer-P6", &confirmed("KRFT-7Q2M4X")),
            None,
        );
        assert_eq!(mail.subject, "Tu pedido KRFT-7Q2M4X: Pago confirmado");
        for said in [
            "Confirmamos el pago de tu pedido KRFT-7Q2M4X.",
            "Pago confirmado",
            "Pago verificado. El equipo coordinará la asignación con un taller aliado apto.",
        ] {
            assert!(mail.text.contains(said) && mail.html.contains(said), "{said}: {mail:?}");
        }
    }

    #[test]
    fn nothing_from_outside_becomes_markup_or_a_header() {
        let hostile = json!({
            "order": "KRFT-7Q2M4X\r\nBcc: x@y.ve", "customer": "<script>alert(1)</script>\u{202e}", "amount": { "amount": "1.00", "currency": "VES" },
            "method": "PAGO_MOVIL", "label": "REPORTED",
        });
        let mail = written(Catalogue::of(Locale::Es), Recipient::Admins, ("message-admins-P2", &hostile), None);
        assert!(!mail.subject.contains(['\r', '\n']), "{:?}", mail.subject);
        assert!(
            !mail.html.contains("<script>") && mail.html.contains("&lt;script&gt;"),
            "{}",
            mail.html
        );
        assert!(!mail.text.contains('\u{202e}'));
    }

    #[test]
    fn what_is_said_is_said_in_the_recipients_language() {
        let mail = written(
            Catalogue::of(Locale::En),
            Recipient::Customer,
            ("message-customer-P6", &confirmed("KRFT-7Q2M4X")),
            None,
        );
        assert!(mail.html.contains("lang=\"en\""));
        assert!(mail.text.contains("We confirmed"), "{}", mail.text);
    }

    #[test]
    fn many_at_once_are_one() {
        let mail = digest(Catalogue::of(Locale::Es), &["Uno <x>".into(), "Dos".into()]);
        assert_eq!(mail.text.lines().filter(|line| line.starts_with("- ")).count(), 2);
        assert!(mail.html.contains("<li>Uno &lt;x&gt;</li>"));
    }
}
