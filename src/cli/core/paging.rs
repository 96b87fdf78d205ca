//! Lists in pages: how many rows, and where to go on from.

use std::str::FromStr;

use serde::Serialize;
use serde_json::{Value, json};

use super::context::Context;
use super::failure::Failure;
use super::output;
use crate::service::core::page::{Cursor, Page};

#[derive(clap::Args)]
pub struct Paging {
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub limit: u32,
    #[arg(long)]
    after: Option<Place>,
}

impl Paging {
    pub fn after(&self) -> Option<Cursor> {
        self.after.as_ref().map(|place| place.0)
    }
}

/// A cursor as text, as `next` gives it.
#[derive(Clone)]
struct Place(Cursor);

impl FromStr for Place {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (key, id) = text.split_once('_').ok_or("")?;
        Ok(Self(Cursor {
            key: key.parse().map_err(|_| "")?,
            id: id.parse().map_err(|_| "")?,
        }))
    }
}

fn place(cursor: &Cursor) -> String {
    format!("{}_{}", cursor.key, cursor.id)
}

/// A page for programs: the rows, and what to give `--after` for the next ones.
pub fn json<T: Serialize>(page: &Page<T>) -> Result<(), Failure> {
    output::json(&json!({ "rows": page.rows, "next": page.next.as_ref().map(place) }))
}

/// A page for programs, with what stands beside its rows.
pub fn json_with<T: Serialize>(page: &Page<T>, beside: &Value) -> Result<(), Failure> {
    let mut all = json!({ "rows": page.rows, "next": page.next.as_ref().map(place) });
    if let (Some(all), Some(beside)) = (all.as_object_mut(), beside.as_object()) {
        all.extend(beside.clone());
    }
    output::json(&all)
}

/// The line under a page that is not the last.
pub fn more<T>(context: &Context, page: &Page<T>) -> Result<(), Failure> {
    match &page.next {
        Some(next) => output::say(&context.catalogue.text("cli-more", &[("after", place(next).into())])),
        None => Ok(()),
    }
}
