//! What is owed and what was paid, as tables for people; the same values as JSON for programs.

use serde_json::json;

use crate::cli::core::context::Context;
use crate::cli::core::failure::Failure;
use crate::cli::core::output::{self, Table};
use crate::cli::core::paging;
use crate::domain::dates::shown;
use crate::domain::money::Money;
use crate::domain::orders::rate::Rate;
use crate::domain::payables::line::Readiness;
use crate::domain::payments::reference::Reference;
use crate::domain::text::Safe;
use crate::locale::money;
use crate::service::Error;
use crate::service::core::page::Page;
use crate::service::core::receipt::Outcome;
use crate::service::payables::totals;
use crate::service::payables::view::{
    PayableRow, PayableTotals, PayableView, SettlementPreview, SettlementRow, SettlementView, StatementView, WorkshopAging,
};

type Shown = Result<(), Failure>;

/// Where a line stands; what is not to be paid now says that.
fn state(row: &PayableRow) -> String {
    match row.readiness {
        Readiness::NotDue | Readiness::ToNet => format!("payable-when-{}", row.readiness),
        _ => format!("payable-{}", row.status),
    }
}

/// A page of lines, and under it what is open at each workshop; `plain` when nothing was filtered.
pub fn list(context: &Context, page: &Page<PayableRow>, plain: bool, open: &[WorkshopAging]) -> Shown {
    let totals = totals(open).map_err(Error::from)?;
    if context.json {
        return paging::json_with(page, &json!({ "workshops": open, "totals": totals }));
    }
    if page.rows.is_empty() {
        let none = if plain { "cli-empty-payables" } else { "cli-empty-payables-filter" };
        output::say(&context.word(none))?;
        if !plain {
            return Ok(());
        }
    } else {
        let mut table = lines("cli-head-amount");
        for row in &page.rows {
            table.row(cells(context, row, row.amount));
        }
        output::put(&table.lines(context.catalogue))?;
        paging::more(context, page)?;
    }
    if !open.is_empty() {
        output::put(&format!("\n{}", by_readiness(open).lines(context.catalogue)))?;
    }
    totals.iter().try_for_each(|sum| total(context, sum))
}

/// What would be transferred to each workshop now, and what is not to be paid now.
fn by_readiness(open: &[WorkshopAging]) -> Table<8> {
    let mut table = Table::new([
        "cli-head-workshop",
        "cli-head-now",
        "cli-head-netted",
        "cli-head-transfer",
        "payable-when-NOT_DUE",
        "payable-when-NOT_CUT",
        "payable-when-HELD",
        "cli-head-owes",
    ]);
    for column in 1..8 {
        table = table.right(column);
    }
    for one in open {
        let aging = &one.aging;
        table.row([
            one.workshop_name.to_string(),
            money(aging.now),
            money(aging.now.less(one.transfer)),
            money(one.transfer),
            money(aging.later),
            money(aging.not_cut),
            money(aging.held),
            money(aging.to_net),
        ]);
    }
    table
}

/// Lines with an amount of each, under this heading.
const fn lines(amount: &'static str) -> Table<9> {
    Table::new([
        "cli-head-workshop",
        "cli-head-number",
        "cli-head-line",
        "cli-head-due-on",
        amount,
        "cli-head-paid",
        "cli-head-left",
        "cli-head-state",
        "cli-head-id",
    ])
    .right(4)
    .right(5)
    .right(6)
}

fn cells(context: &Context, row: &PayableRow, amount: Money) -> [String; 9] {
    let late = if row.overdue { " ▲" } else { "" };
    [
        row.workshop_name.to_string(),
        row.number.clone(),
        context.word(&format!("payable-kind-{}.short", row.kind)),
        format!("{}{late}", shown(row.due_on)),
        money(amount),
        money(row.paid),
        money(row.left),
        context.word(&state(row)),
        row.id.to_string(),
    ]
}

/// As the bank gave it; nothing where nothing was transferred.
fn reference(kept: &Safe) -> String {
    Reference::of_a_bank(kept.as_str()).unwrap_or_default().to_owned()
}

fn shown_rate(rate: rust_decimal::Decimal) -> String {
    Rate::new(rate).map_or_else(|_| rate.to_string(), |rate| rate.to_string())
}

fn total(context: &Context, sum: &PayableTotals) -> Shown {
    let args = [
        ("owed", sum.owed.into()),
        ("overdue", sum.overdue.into()),
        ("workshops", i64::from(sum.overdue_workshops).into()),
    ];
    output::say(&context.catalogue.text("cli-payable-totals", &args))?;
    let args = [
        ("transfer", sum.transfer.into()),
        ("now", sum.now.into()),
        ("later", sum.later.into()),
        ("cut", sum.not_cut.into()),
        ("held", sum.held.into()),
        ("owes", sum.to_net.into()),
    ];
    output::say(&context.catalogue.text("cli-payable-ready", &args))
}

pub fn line(context: &Context, view: &PayableView) -> Shown {
    if context.json {
        return output::json(view);
    }
    let mut table = lines("cli-head-amount");
    table.row(cells(context, &view.row, view.row.amount));
    output::put(&table.lines(context.catalogue))?;
    let mut history = Table::new([
        "cli-head-when",
        "cli-head-what",
        "cli-head-amount",
        "cli-head-who",
        "cli-head-reference",
        "cli-head-reason",
    ])
    .right(2);
    for it in &view.history {
        let undone = if it.reversed { " ✖" } else { "" };
        history.row([
            output::time(it.at),
            format!("{}{undone}", context.word(&format!("event-PAYABLE_{}", it.what))),
            it.amount.map(money).unwrap_or_default(),
            it.by.to_string(),
            it.reference.as_ref().map(reference).unwrap_or_default(),
            it.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
        ]);
    }
    output::put(&format!("\n{}", history.lines(context.catalogue)))
}

/// What a transfer would pay and net, the total to give, and what would leave.
pub fn preview(context: &Context, preview: &SettlementPreview, would: &Outcome) -> Shown {
    let sent = match would {
        Outcome::Settled { sent, rate, .. } => sent.zip(*rate),
        _ => None,
    };
    if context.json {
        let mut all = serde_json::to_value(preview).map_err(|error| Error::Internal(error.to_string()))?;
        if let (Some(all), Some((sent, rate))) = (all.as_object_mut(), sent) {
            all.extend([("sent".to_owned(), json!(sent)), ("rate".to_owned(), json!(rate))]);
        }
        return output::dry_run(&all);
    }
    let payee = preview.payee.shown().join(" · ");
    if !payee.is_empty() {
        output::say(&context.catalogue.text("cli-settlement-payee", &[("payee", payee.as_str().into())]))?;
    }
    let mut table = lines("cli-head-pays");
    for part in &preview.parts {
        table.row(cells(context, &part.line, part.amount));
    }
    output::put(&table.lines(context.catalogue))?;
    let args = [
        ("workshop", preview.workshop_name.to_string().into()),
        ("lines", preview.parts.len().into()),
        ("paid", preview.paid.into()),
        ("netted", preview.netted.into()),
        ("total", preview.transfer.into()),
    ];
    output::say(&context.catalogue.text("cli-settlement-preview", &args))?;
    if let Some((sent, rate)) = sent {
        let args = [("sent", sent.into()), ("rate", shown_rate(rate).into())];
        output::say(&context.catalogue.text("cli-settlement-sent", &args))?;
    }
    let left = totals(std::slice::from_ref(&preview.open)).map_err(Error::from)?;
    left.iter().try_for_each(|sum| total(context, sum))
}

pub fn settlements(context: &Context, page: &Page<SettlementRow>) -> Shown {
    if context.json {
        return paging::json(page);
    }
    if page.rows.is_empty() {
        return output::say(&context.word("cli-empty-settlements"));
    }
    let mut table = Table::new([
        "cli-head-when",
        "cli-head-workshop",
        "cli-head-amount",
        "cli-head-lines",
        "cli-head-method",
        "cli-head-reference",
        "cli-head-who",
        "cli-head-id",
    ])
    .right(2)
    .right(3);
    for row in &page.rows {
        table.row(settlement_cells(context, row));
    }
    output::put(&table.lines(context.catalogue))?;
    paging::more(context, page)
}

fn settlement_cells(context: &Context, row: &SettlementRow) -> [String; 8] {
    let undone = match row.reversed {
        0 => String::new(),
        count => format!(" (✖ {count})"),
    };
    [
        output::time(row.paid_at),
        row.workshop_name.to_string(),
        money(row.left_the_bank()),
        format!("{}{undone}", row.lines),
        context.word(&format!("method-{}", row.method)),
        reference(&row.reference),
        row.paid_by.to_string(),
        row.id.to_string(),
    ]
}

pub fn settlement(context: &Context, view: &SettlementView) -> Shown {
    if context.json {
        return output::json(view);
    }
    let text = |text: &Option<crate::domain::text::Safe>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    let rows = [
        (context.word("cli-head-workshop"), view.row.workshop_name.to_string()),
        (context.word("cli-head-amount"), money(view.row.amount)),
        (context.word("cli-head-sent"), view.row.sent.map(money).unwrap_or_default()),
        (
            context.word("cli-head-rate"),
            view.row.rate.map(|rate| rate.to_string()).unwrap_or_default(),
        ),
        (context.word("cli-head-sent-on"), view.row.sent_on.map(shown).unwrap_or_default()),
        (
            context.word("cli-head-method"),
            context.word(&format!("method-{}", view.row.method)),
        ),
        (context.word("cli-head-reference"), reference(&view.row.reference)),
        (context.word("cli-head-who"), view.row.paid_by.to_string()),
        (context.word("cli-head-when"), output::time(view.row.paid_at)),
        (context.word("cli-head-payee"), view.payee.shown().join(" · ")),
        (context.word("cli-head-note"), text(&view.note)),
        (context.word("cli-head-repeats"), text(&view.repeats_reason)),
        (context.word("cli-head-receipt"), text(&view.receipt_url)),
    ];
    output::put(&output::record(&rows))?;
    let mut table = Table::new([
        "cli-head-number",
        "cli-head-line",
        "cli-head-amount",
        "cli-head-sent",
        "cli-head-reversed",
        "cli-head-id",
    ])
    .right(2)
    .right(3);
    for paid in &view.payments {
        let reversed = paid.reversed.as_ref();
        table.row([
            paid.number.clone(),
            context.word(&format!("payable-kind-{}.short", paid.kind)),
            money(paid.amount),
            paid.sent.map(money).unwrap_or_default(),
            reversed
                .map(|undone| format!("{} {}", output::time(undone.at), undone.by))
                .unwrap_or_default(),
            paid.payment.to_string(),
        ]);
    }
    output::put(&format!("\n{}", table.lines(context.catalogue)))
}

pub fn statement(context: &Context, view: &StatementView) -> Shown {
    if context.json {
        return output::json(view);
    }
    let args = [
        ("workshop", view.workshop_name.to_string().into()),
        ("from", shown(view.from).into()),
        ("until", shown(view.until).into()),
    ];
    output::say(&context.catalogue.text("cli-statement-of", &args))?;
    for account in &view.accounts {
        let mut table = Table::new([
            "cli-head-when",
            "cli-head-what",
            "cli-head-number",
            "cli-head-line",
            "cli-head-reference",
            "cli-head-sent-on",
            "cli-head-sent",
            "cli-head-rate",
            "cli-head-change",
            "cli-head-balance",
        ])
        .right(6)
        .right(7)
        .right(8)
        .right(9);
        let end = |name: &str, balance: Money| {
            let mut cells: [String; 10] = std::array::from_fn(|_| String::new());
            (cells[1], cells[9]) = (context.word(name), money(balance));
            cells
        };
        table.row(end("cli-opening", account.totals.opening));
        for entry in &account.entries {
            table.row([
                output::time(entry.at),
                context.word(&format!("payable-entry-{}", entry.kind)),
                entry.about.number.clone(),
                context.word(&format!("payable-kind-{}.short", entry.about.kind)),
                entry.about.reference.as_ref().map(reference).unwrap_or_default(),
                entry.about.sent_on.map(shown).unwrap_or_default(),
                entry.about.sent.map(money).unwrap_or_default(),
                entry.about.rate.map(|rate| rate.to_string()).unwrap_or_default(),
                money(entry.change),
                money(entry.balance),
            ]);
        }
        table.row(end("cli-closing", account.totals.closing));
        output::put(&table.lines(context.catalogue))?;
    }
    Ok(())
}

pub fn aging(context: &Context, rows: &[WorkshopAging]) -> Shown {
    if context.json {
        return output::json(&rows);
    }
    if rows.is_empty() {
        return output::say(&context.word("cli-empty-payables"));
    }
    let mut table = Table::new([
        "cli-head-workshop",
        "payable-bucket-NOT_DUE",
        "payable-bucket-WEEK",
        "payable-bucket-MONTH",
        "payable-bucket-OLDER",
        "cli-head-on-hold",
        "cli-head-to-net",
        "cli-head-owed",
    ])
    .right(1)
    .right(2)
    .right(3)
    .right(4)
    .right(5)
    .right(6)
    .right(7);
    for row in rows {
        let aging = &row.aging;
        table.row([
            row.workshop_name.to_string(),
            money(aging.not_due),
            money(aging.week),
            money(aging.month),
            money(aging.older),
            money(aging.held),
            money(aging.to_net),
            money(row.owed),
        ]);
    }
    output::put(&table.lines(context.catalogue))
}
