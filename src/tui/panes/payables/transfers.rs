//! The history of transfers: the list, newest first, and one of them with what it paid.

use super::rows::Pen;
use super::settle::details;
use super::{Context, PayablesPane, View};
use crate::domain::ids::SettlementId;
use crate::locale::{Catalogue, day_time, t};
use crate::service::payables::view::{SettledLine, SettlementRow, SettlementView};
use crate::tui::core::client::ask;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::paged::{ListPane, PagedList};
use crate::tui::widgets::list::{Cell, Row};
use crate::tui::widgets::table::Column;

pub type Transfers = PagedList<ask::Transfers>;

impl ListPane<ask::Transfers> for PayablesPane {
    type Shown = SettlementId;

    fn paged(&mut self) -> &mut Transfers {
        &mut self.transfers
    }

    fn wanted(&mut self, shell: &Shell) -> Option<ask::Transfers> {
        let workshop = self.payee.as_ref().map(|(workshop, _)| *workshop);
        Some(ask::Transfers {
            workshop,
            after: None,
            rows: shell.rows_wanted(),
        })
    }

    fn cells(&self, shell: &Shell, from: usize) -> Vec<Row<SettlementId>> {
        let pen = Self::pen(shell);
        self.transfers.rows().iter().skip(from).map(|row| pen.transfer(row)).collect()
    }

    fn listed(&mut self, cx: &mut Context<'_>, _anew: bool) {
        if self.view == View::Transfers {
            self.look(cx);
        }
    }
}

pub fn columns(catalogue: &Catalogue) -> [Column; 7] {
    [
        Column::new(t!(catalogue, "liquidaciones-column-when"), 11, 0).sorted(true),
        Column::new(t!(catalogue, "liquidaciones-column-workshop"), 12, 0).shares(3),
        Column::new(t!(catalogue, "liquidaciones-column-transfer"), 9, 0).right(),
        Column::new(t!(catalogue, "liquidaciones-column-reference"), 8, 3).shares(2),
        Column::new(t!(catalogue, "liquidaciones-column-method"), 8, 5).shares(1),
        Column::new(t!(catalogue, "liquidaciones-column-by"), 6, 4).shares(1),
        Column::new(t!(catalogue, "liquidaciones-column-paid-lines"), 8, 1),
    ]
}

impl Pen<'_> {
    fn transfer(&self, row: &SettlementRow) -> Row<SettlementId> {
        let catalogue = self.catalogue;
        let undone = row.reversed >= row.lines;
        let tone = if undone { Tone::Past } else { Tone::Plain };
        let lines = match row.reversed {
            0 => Cell::toned(tone, t!(catalogue, "liquidaciones-lines", count = row.lines)),
            _ if undone => Cell::toned(Tone::Waits, format!("↺ {}", t!(catalogue, "liquidaciones-reversed"))),
            some => {
                let said = t!(catalogue, "liquidaciones-reversed-some", count = some, of = row.lines);
                Cell::toned(Tone::Waits, format!("↺ {said}"))
            }
        };
        Row {
            id: row.id,
            cells: vec![
                Cell::toned(Tone::Past, day_time(row.paid_at)),
                Cell::toned(tone, row.workshop_name.as_str()),
                Cell::toned(tone, row.left_the_bank().to_string()),
                Cell::toned(tone, reference(row)),
                Cell::toned(Tone::Past, catalogue.method(row.method)),
                Cell::toned(Tone::Past, row.paid_by.as_str()),
                lines,
            ],
        }
    }

    /// Whom it went to as copied then, and each line it paid; undone ones say by whom and why.
    pub fn transfer_detail(&self, transfer: &SettlementView) -> Said {
        let (catalogue, row) = (self.catalogue, &transfer.row);
        let method = catalogue.method(row.method);
        let mut said = vec![
            (Tone::Strong, format!("{} · {}", row.amount, row.workshop_name.as_str())),
            (
                Tone::Plain,
                format!("{} · {method} · {}", day_time(row.paid_at), row.paid_by.as_str()),
            ),
        ];
        if let Some((sent, rate)) = row.sent.zip(row.rate) {
            said.push((
                Tone::Plain,
                t!(catalogue, "liquidaciones-sum-sent", sent = sent, rate = rate.to_string()),
            ));
        }
        if let Some(day) = row.sent_on {
            said.push((Tone::Plain, t!(catalogue, "liquidaciones-sent-on", day = day)));
        }
        if !row.amount.is_zero() {
            let reference = row.reference.as_str();
            said.push((Tone::Plain, t!(catalogue, "liquidaciones-ref", reference = reference)));
        }
        said.push(match details(&transfer.payee) {
            Some(payee) => (Tone::Plain, t!(catalogue, "liquidaciones-payee-then", payee = payee)),
            None => (Tone::Past, t!(catalogue, "liquidaciones-payee-then-unknown")),
        });
        if let Some(reason) = &transfer.repeats_reason {
            said.push((Tone::Waits, t!(catalogue, "liquidaciones-sure-repeats", reason = reason.as_str())));
        }
        said.extend(transfer.receipt_url.iter().map(|url| (Tone::Past, url.as_str().to_owned())));
        said.extend(transfer.note.iter().map(|note| (Tone::Plain, format!("«{}»", note.as_str()))));
        said.push((Tone::Plain, String::new()));
        said.push((
            Tone::Accent,
            t!(catalogue, "liquidaciones-transfer-lines", count = transfer.payments.len()),
        ));
        said.extend(transfer.payments.iter().flat_map(|line| self.settled(line)));
        said
    }

    /// Beside the list: what its row does not say.
    pub fn transfer_glance(&self, transfer: &SettlementView) -> Said {
        let mut said = self.transfer_detail(transfer);
        let told = t!(self.catalogue, "liquidaciones-ref", reference = transfer.row.reference.as_str());
        said.retain(|(_, line)| *line != told);
        said.remove(0);
        said
    }

    fn settled(&self, line: &SettledLine) -> Said {
        let kind = self.catalogue.text(&format!("payable-kind-{}.short", line.kind), &[]);
        let sent = line.sent.map(|sent| format!(" · {sent}")).unwrap_or_default();
        let text = format!("{} · {kind} · {}{sent}", line.number, line.amount);
        let Some(undone) = &line.reversed else {
            return vec![(Tone::Plain, text)];
        };
        let mut parts = vec![
            t!(self.catalogue, "liquidaciones-reversed"),
            day_time(undone.at),
            undone.by.as_str().to_owned(),
        ];
        parts.extend(undone.reason.as_ref().map(|reason| format!("«{}»", reason.as_str())));
        vec![(Tone::Past, text), (Tone::Waits, format!("  ↺ {}", parts.join(" · ")))]
    }
}

/// Nothing was transferred: the reference is the operation's, which nobody knows.
fn reference(row: &SettlementRow) -> String {
    if row.amount.is_zero() {
        "—".to_owned()
    } else {
        row.reference.as_str().to_owned()
    }
}
