//! All there is to know of the selected line: what the bank wrote, what it pays, whose it may be, what people said.

use super::{BankPane, Context, lines};
use crate::domain::bank::credit::CreditOrigin;
use crate::domain::dates::shown;
use crate::locale::{Catalogue, date_time, day_time, t};
use crate::service::bank::credits::CreditUse;
use crate::tui::core::client::{CreditDetail, CreditRow, ask};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::panes::bank::accounts;

impl BankPane {
    pub(crate) fn read_detail(&mut self, cx: &mut Context<'_>) {
        if let Some(row) = self.lines.selected() {
            let id = row.id;
            let known = self.known().is_some();
            self.detail.ask(cx, ask::Credit(id), known, |pane: &mut Self| &mut pane.detail);
        }
    }

    /// What is known of the selected line.
    pub(crate) fn known(&self) -> Option<&CreditDetail> {
        let id = self.lines.selected()?.id;
        self.detail.known(|detail| detail.credit.id == id)
    }

    pub(crate) fn told(&self, shell: &Shell) -> Said {
        let catalogue = shell.catalogue;
        if self.shows_accounts() {
            return self.account().map(|account| accounts::told(catalogue, account)).unwrap_or_default();
        }
        let Some(row) = self.lines.selected() else { return Vec::new() };
        let mut said = line(catalogue, row);
        let shown = self.detail.shown(|detail| detail.credit.id == row.id);
        match (shown, &self.detail.fault) {
            (Some(detail), _) => said.extend(uses(catalogue, detail)),
            (None, Some(why)) => said.push(Tone::Wrong.marked(why)),
            (None, None) => said.push((Tone::Past, "…".to_owned())),
        }
        said.extend(self.guesses_told(catalogue, row));
        said.extend(shown.map(|detail| notes(catalogue, detail)).unwrap_or_default());
        said
    }
}

/// What the bank wrote, and where that comes from.
pub fn line(catalogue: &Catalogue, row: &CreditRow) -> Said {
    let mut said = vec![
        (Tone::Strong, format!("{} · {}", lines::amount(row), shown(row.value_date))),
        (Tone::Plain, row.account.to_string()),
    ];
    if row.reference.as_str().is_empty() {
        said.push((Tone::Past, t!(catalogue, "banco-no-reference")));
    } else {
        said.push((Tone::Plain, t!(catalogue, "banco-reference", reference = row.reference.as_str())));
    }
    if !row.description.as_str().is_empty() {
        said.push((Tone::Plain, row.description.to_string()));
    }
    let payer: Vec<&str> = [&row.payer_phone, &row.payer_document]
        .into_iter()
        .filter_map(|it| it.as_ref().map(|it| it.as_str()))
        .collect();
    if !payer.is_empty() {
        said.push((Tone::Plain, t!(catalogue, "banco-payer", payer = payer.join(" · "))));
    }
    said.extend(
        row.balance
            .map(|balance| (Tone::Past, t!(catalogue, "banco-balance", balance = balance))),
    );
    let origin = catalogue.text(&format!("bank-origin-{}", row.origin), &[]);
    let (who, at) = (row.who.as_str(), day_time(row.created_at));
    said.push((
        Tone::Past,
        match row.line_no.filter(|_| row.origin == CreditOrigin::Statement) {
            Some(number) => t!(catalogue, "banco-from-line", origin = origin, number = number, who = who, at = at),
            None => t!(catalogue, "banco-from", origin = origin, who = who, at = at),
        },
    ));
    said.push(lines::standing(catalogue, row));
    said
}

fn uses(catalogue: &Catalogue, detail: &CreditDetail) -> Said {
    if detail.uses.is_empty() {
        return Vec::new();
    }
    let mut said = vec![(Tone::Plain, String::new()), (Tone::Accent, t!(catalogue, "banco-pays"))];
    said.extend(detail.uses.iter().map(|used| of_use(catalogue, used)));
    if detail.credit.allocated.is_positive() && detail.credit.free().is_positive() {
        said.push((Tone::Waits, t!(catalogue, "banco-left", left = detail.credit.free())));
    }
    said
}

/// `Bs 4.512,30 de KRFT-7Q2M4X`.
pub fn of_use(catalogue: &Catalogue, used: &CreditUse) -> (Tone, String) {
    let amount = used.amount;
    match (&used.number, used.stands) {
        (Some(number), Some(false)) => (
            Tone::Past,
            t!(catalogue, "bank-paid-once", amount = amount, order = number.as_str()),
        ),
        (Some(number), _) => Tone::Done.marked(t!(catalogue, "bank-pays", amount = amount, order = number.as_str())),
        (None, _) if used.settlement.is_some() => Tone::Done.marked(t!(catalogue, "banco-pays-workshop", amount = amount)),
        (None, _) => Tone::Done.marked(t!(catalogue, "banco-pays-refund", amount = amount)),
    }
}

fn notes(catalogue: &Catalogue, detail: &CreditDetail) -> Said {
    if detail.notes.is_empty() {
        return Vec::new();
    }
    let mut said = vec![(Tone::Plain, String::new()), (Tone::Accent, t!(catalogue, "banco-notes"))];
    said.extend(detail.notes.iter().map(|note| {
        let act = catalogue.text(&format!("bank-act-{}", note.act), &[]);
        let text = note.note.as_ref().map(|text| format!(": «{text}»")).unwrap_or_default();
        (Tone::Plain, format!("{} · {} · {act}{text}", date_time(note.created_at), note.who))
    }));
    said
}
