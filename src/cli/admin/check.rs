//! `krafta db check`: a list of what is not as it ought to be, and exit code 1 when there is anything.

use serde_json::json;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output;
use crate::cli::core::progress::Progress;
use crate::locale::Catalogue;
use crate::service::audit::check::{self, Finding, Report};

pub async fn run(context: &Context) -> Result<(), Failure> {
    let mut progress = Progress::new(None);
    let report = check::check(&context.configuration, |done, total| progress.of(done, total)).await?;
    progress.finish();
    let said = if context.json {
        output::json(&as_json(context.catalogue, &report))
    } else {
        output::put(&told(context.catalogue, &report))
    };
    said.map_err(|fault| if report.is_sound() { fault } else { fault.cut_short() })?;
    if report.is_sound() { Ok(()) } else { Err(Failure::Silent) }
}

fn sentence(catalogue: &Catalogue, finding: &Finding) -> String {
    catalogue.with_facts(&format!("db-check-{}", finding.code), &finding.facts)
}

fn as_json(catalogue: &Catalogue, report: &Report) -> serde_json::Value {
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|finding| {
            let health = if finding.advice { "warn" } else { "fail" };
            json!({ "code": finding.code, "health": health, "message": sentence(catalogue, finding) })
        })
        .collect();
    json!({
        "sound": report.is_sound(),
        "orders": report.orders,
        "events": report.events,
        "receipts": report.receipts,
        "findings": findings,
        "counts": report.counts,
    })
}

fn told(catalogue: &Catalogue, report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let key = if finding.advice { "cli-doctor-warn" } else { "cli-doctor-fail" };
        out.push_str(&format!("{}  {}\n", catalogue.text(key, &[]), sentence(catalogue, finding)));
    }
    let listed = |code: &str| report.findings.iter().filter(|finding| finding.code == code).count() as u64;
    for (code, count) in &report.counts {
        let hidden = count - listed(code);
        if hidden > 0 {
            out.push_str(&catalogue.text("cli-check-more", &[("count", hidden.into()), ("code", (*code).into())]));
            out.push('\n');
        }
    }
    let key = if report.is_sound() {
        "cli-check-sound"
    } else {
        "cli-check-unsound"
    };
    let sums = [
        ("orders", report.orders.into()),
        ("events", report.events.into()),
        ("receipts", report.receipts.into()),
    ];
    out.push_str(&catalogue.text(key, &sums));
    out.push('\n');
    out
}
