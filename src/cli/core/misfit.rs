//! One line for an assignment that no longer fits.

use crate::locale::day_month;
use crate::service::core::error::NoLongerFit;

/// `KRFT-7Q2M4X  María Fernández  aceptado  24/11  3 unidades`.
pub fn misfit(catalogue: &crate::locale::Catalogue, line: &NoLongerFit) -> String {
    let status = catalogue.text(&format!("production-{}", line.status), &[]);
    let args = [
        ("number", line.number.as_str().into()),
        ("customer", line.customer.as_str().into()),
        ("workshop", line.workshop.as_str().into()),
        ("status", status.into()),
        ("day", day_month(line.day).into()),
        ("units", i64::try_from(line.units).unwrap_or(i64::MAX).into()),
    ];
    catalogue.text("cli-no-longer-fits", &args)
}
