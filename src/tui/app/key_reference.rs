//! docs/keys.md: every key of the program, written from the tables and kept true by a test.

use std::fmt::Write;

use super::model::Model;
use crate::domain::actor::Role;
use crate::locale::{Catalogue, t};
use crate::service::commands::Access;
use crate::tui::core::action::{ActionRef, Entry, Risk};
use crate::tui::core::global;

const STAFF: [Role; 3] = [Role::Admin, Role::Coordinator, Role::Support];

/// The key reference in one language, as Markdown.
pub fn reference(model: &Model, workshop: &Model) -> String {
    let catalogue = model.shell.catalogue;
    let mut out = format!("# {}\n\n{}\n", t!(catalogue, "shell-keys-title"), t!(catalogue, "shell-keys-intro"));
    for (index, pane) in model.panes.iter().enumerate() {
        let title = catalogue.text(pane.title(), &[]);
        section(
            &mut out,
            catalogue,
            (&format!("{} {title}", index + 1), &STAFF),
            &pane.entries(&model.shell, index),
        );
    }
    for place in &model.places {
        let title = catalogue.text(place.title(), &[]);
        section(
            &mut out,
            catalogue,
            (&title, &STAFF),
            &place.entries(&model.shell, model.panes.len()),
        );
    }
    let _ = write!(out, "\n# {}\n", t!(catalogue, "taller-keys"));
    for (index, pane) in workshop.panes.iter().enumerate() {
        let title = catalogue.text(pane.title(), &[]);
        section(
            &mut out,
            catalogue,
            (&format!("{} {title}", index + 1), &[Role::Workshop]),
            &pane.entries(&workshop.shell, index),
        );
    }
    let frame: Vec<_> = global::ACTIONS
        .iter()
        .filter(|row| !matches!(row.id, global::Global::Go(index) if index >= model.panes.len()))
        .map(|row| Entry::of(row, ActionRef::Global(row.id), crate::tui::core::action::Availability::Enabled))
        .collect();
    section(&mut out, catalogue, (&t!(catalogue, "shell-keys-everywhere"), &STAFF), &frame);
    out
}

/// Those of them who may.
fn roles(needs: Option<Access>, of: &[Role]) -> impl Iterator<Item = Role> {
    of.iter()
        .copied()
        .filter(move |role| needs.is_none_or(|access| access.allows(*role)))
}

fn section(out: &mut String, catalogue: &Catalogue, (title, of): (&str, &[Role]), entries: &[Entry]) {
    let heads = ["shell-keys-key", "shell-keys-action", "shell-keys-risk", "shell-keys-who"].map(|head| catalogue.text(head, &[]));
    // Writing to memory cannot fail.
    let _ = writeln!(out, "\n## {title}\n\n| {} |\n|---|---|---|---|", heads.join(" | "));
    for entry in entries {
        let keys: Vec<_> = entry.keys.iter().map(|key| format!("`{key}`")).collect();
        let risk = match entry.risk {
            Risk::None => String::new(),
            Risk::Low => t!(catalogue, "shell-risk-low"),
            Risk::Medium => t!(catalogue, "shell-risk-medium"),
            Risk::High => t!(catalogue, "shell-risk-high"),
        };
        let who: Vec<_> = roles(entry.needs, of)
            .map(|role| catalogue.text(&format!("role-{role}"), &[]))
            .collect();
        let help = catalogue.text(&entry.help(), &[]);
        let _ = writeln!(
            out,
            "| {} | **{}** {help} | {risk} | {} |",
            keys.join(" "),
            catalogue.text(entry.label, &[]),
            who.join(", ")
        );
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::locale::Locale;
    use crate::tui::app::testing::Desk;
    use crate::tui::panes;

    /// `KRAFTA_BLESS=1 cargo test reference` writes them anew.
    #[test]
    fn the_key_reference_is_what_the_tables_say() {
        for (locale, file) in [(Locale::En, "docs/keys.md"), (Locale::Es, "docs/teclas.md")] {
            let settings = crate::config::Settings::default();
            let of = |role| {
                let mut desk = Desk::with(panes::of(role, &settings));
                desk.model.shell.catalogue = Catalogue::of(locale);
                desk
            };
            let (desk, workshop) = (of(Role::Admin), of(Role::Workshop));
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            let text = reference(&desk.model, &workshop.model);
            if std::env::var_os("KRAFTA_BLESS").is_some() {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, &text).unwrap();
            }
            let written = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(
                written, text,
                "{file} is not what the tables say: KRAFTA_BLESS=1 cargo test --lib reference"
            );
        }
    }
}
