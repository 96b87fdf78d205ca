//! The forms of a zone: its name, whether its orders go to a workshop by themselves, and the cities that are of it.

use super::forms::Asked;
use super::keep::Make;
use crate::domain::fulfilment::workshop::ZoneMode;
use crate::service::Command;
use crate::service::workshops::commands::{PutZone, Wanted};
use crate::tui::core::client::ServiceZoneView;
use crate::tui::dialogue::field::{Choice, Field, Handle, One, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::pane::dialogue::Unready;

const NAME: Handle<Words> = Handle::new("name");
const MODE: Handle<One<ZoneMode>> = Handle::new("mode");
const COME: Handle<Words> = Handle::new("come");
const GO: Handle<Words> = Handle::new("go");

/// Characters of the names of cities in one field.
const LONGEST: usize = 2_000;

fn modes(asked: &Asked<'_>) -> Field {
    let choices = ZoneMode::ALL.iter().map(|mode| {
        let label = asked.0.text(&format!("cli-mode-{mode}"), &[]);
        Choice::new(mode.as_str(), label)
    });
    Field::choice(MODE, asked.label("tienda-head-mode"), choices.collect()).required()
}

/// The names between commas or lines.
fn cities(form: &Form, handle: Handle<Words>) -> Vec<String> {
    let text = form.text(handle).unwrap_or_default();
    let names = text.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

pub fn new(asked: &Asked<'_>) -> (Vec<Field>, Make) {
    let fields = vec![
        asked.text(NAME, "tienda-head-name").required(),
        modes(asked).with(ZoneMode::Suggest.as_str()),
        Field::lines(COME, asked.label("tienda-head-cities"), LONGEST).hint(asked.label("tienda-cities-hint")),
    ];
    let make: Make = Box::new(|_, form, _| {
        Ok(Command::PutZone(PutZone {
            zone: form.text(NAME).ok_or(Unready::Missing)?,
            wanted: Wanted::New,
            mode: form.get(MODE),
            come: cities(form, COME),
            ..PutZone::default()
        }))
    });
    (fields, make)
}

pub fn edit(asked: &Asked<'_>, held: ServiceZoneView) -> (Vec<Field>, Make) {
    let fields = vec![
        asked.text(NAME, "tienda-head-name").with(&held.name).required(),
        modes(asked).with(held.mode.as_str()),
        Field::lines(COME, asked.label("tienda-cities-come"), LONGEST).hint(asked.label("tienda-cities-hint")),
        Field::lines(GO, asked.label("tienda-cities-go"), LONGEST),
    ];
    let make: Make = Box::new(move |_, form, _| {
        let touched = |name: &str| form.is_touched(name);
        Ok(Command::PutZone(PutZone {
            zone: held.name.to_string(),
            wanted: Wanted::There,
            name: form.text(NAME).filter(|_| touched(NAME.as_ref())),
            mode: form.get(MODE).filter(|_| touched(MODE.as_ref())),
            come: cities(form, COME),
            go: cities(form, GO),
        }))
    });
    (fields, make)
}
