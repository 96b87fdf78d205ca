//! What fills a cell: a line for each booking, and below it why it went over the limit.

use crate::domain::ids::OrderId;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, day_month, day_time, t};
use crate::service::workshops::board::{BoardDay, CellRow, Special};
use crate::tui::dialogue::choices::Item;
use crate::tui::widgets::wrap::wrap;

type Line = (Item, Option<(OrderId, String)>);

/// Columns of a reason under its order.
const REASON: u16 = 54;

/// The lines, and for each its order by id and number; none where there is nothing to open.
pub fn lines(catalogue: &Catalogue, rows: &[CellRow], special: Option<String>) -> Vec<Line> {
    let said = special.map(|said| (Item::new(said).disabled(Some(String::new())), None));
    rows.iter().flat_map(|row| line(catalogue, row)).chain(said).collect()
}

/// What makes the day unlike its weekday, in a sentence.
pub fn special(catalogue: &Catalogue, day: &BoardDay) -> Option<String> {
    let because = |said: String, reason: &Option<Safe>| match reason {
        Some(reason) => format!("{said} · {reason}"),
        None => said,
    };
    Some(match day.special.as_ref()? {
        Special::Holiday { name } => t!(catalogue, "talleres-special-holiday", name = name.as_str()),
        Special::Closed { reason } => because(t!(catalogue, "talleres-closed"), reason),
        Special::Dated { reason } => because(t!(catalogue, "talleres-special-dated", limit = day.limit), reason),
        Special::Paused => t!(catalogue, "talleres-paused"),
    })
}

fn line(catalogue: &Catalogue, row: &CellRow) -> Vec<Line> {
    let status = catalogue.text(&format!("production-{}.short", row.status), &[]);
    let when = match (row.promised, row.respond_by) {
        (Some(day), _) => t!(catalogue, "talleres-for", day = day_month(day)),
        (None, Some(at)) => t!(catalogue, "talleres-answers-by", at = day_time(at)),
        (None, None) => String::new(),
    };
    let what = row.product.as_ref().map_or("", |name| name.as_str());
    let mut detail = vec![when.as_str(), what, row.customer.as_str()];
    detail.retain(|part| !part.is_empty());
    let label = t!(catalogue, "talleres-fills", units = row.units, status = status);
    let item = Item::new(label).lead(row.number.clone()).detail(detail.join(" · "));
    let mut lines = vec![(item, Some((row.order, row.number.clone())))];
    if let Some(reason) = &row.override_reason {
        let why = wrap(&t!(catalogue, "talleres-went-over", reason = reason.as_str()), REASON);
        lines.extend(why.into_iter().map(|line| (Item::new(line).disabled(Some(String::new())), None)));
    }
    lines
}
