//! One run: who is paid what, what keeps a line out or warns, and what became of each.

use ratatui::layout::Rect;

use super::rows::{Pen, written};
use super::runs::waits;
use super::{Context, PayablesPane};
use crate::domain::ids::RunId;
use crate::domain::money::Currency;
use crate::domain::runs::sheet::Whom;
use crate::domain::runs::state::{LineState, RunState};
use crate::locale::{Catalogue, day_month, t};
use crate::service::runs::view::{RunLineView, RunView};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Error, ask, sentence};
use crate::tui::core::layout::{above, below, inset};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;
use crate::tui::widgets::list::{Cell, List, Row};
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::{Column, Table};
use crate::tui::widgets::wrap::wrap;

/// The run that is looked at.
#[derive(Debug, Default)]
pub struct Sheet {
    pub run: Option<RunId>,
    pub view: Option<Box<RunView>>,
    pub fault: Option<String>,
    pub list: List<Whom>,
}

impl Sheet {
    pub fn of(run: RunId) -> Self {
        Self {
            run: Some(run),
            ..Self::default()
        }
    }

    pub fn selected(&self) -> Option<&RunLineView> {
        let whom = self.list.selected()?;
        self.view.as_ref()?.sheet.lines.iter().find(|line| line.whom == whom)
    }

    /// The run, where it stands there.
    pub fn in_state(&self, state: RunState) -> Option<&RunView> {
        self.view.as_deref().filter(|view| view.run.state == state)
    }
}

impl PayablesPane {
    pub(crate) fn read_run(&mut self, cx: &mut Context<'_>) {
        if let Some(run) = self.sheet.run {
            cx.ask(ask::RunSheet(run), Self::run_read);
        }
    }

    fn run_read(&mut self, cx: &mut Context<'_>, view: Result<Box<RunView>, Error>) {
        match view {
            Ok(view) => {
                let pen = Self::pen(cx.shell);
                let only = view.run.currency;
                self.sheet
                    .list
                    .replace(view.sheet.lines.iter().map(|line| pen.run_line(line, only)).collect());
                self.sheet.view = Some(view);
                self.sheet.fault = None;
            }
            Err(error) => self.sheet.fault = Some(sentence(cx.shell.catalogue, &error)),
        }
    }

    pub(crate) fn draw_run(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let catalogue = shell.catalogue;
        let Some(view) = &self.sheet.view else {
            let found = match &self.sheet.fault {
                Some(why) => Notice::Failed(why.clone()),
                None => Notice::Loading(t!(catalogue, "liquidaciones-loading")),
            };
            return notice::view(shell.theme, area, &found, &t!(catalogue, "liquidaciones-failed-help"), canvas);
        };
        let width = area.width.saturating_sub(2);
        let head: Said = run_head(catalogue, view)
            .into_iter()
            .flat_map(|(tone, text)| wrap(&text, width).into_iter().map(move |line| (tone, line)))
            .collect();
        let room = inset(area);
        for (row, (tone, line)) in (0..).zip(&head) {
            canvas.text(room, row, line, shell.theme.style(*tone));
        }
        let used = u16::try_from(head.len()).unwrap_or(u16::MAX).min(area.height);
        let rest = below(area, used);
        let foot = self.sheet.selected().map(|line| line_said(catalogue, line)).unwrap_or_default();
        let foot: Said = foot
            .into_iter()
            .flat_map(|(tone, text)| wrap(&text, width).into_iter().map(move |line| (tone, line)))
            .collect();
        let rows = u16::try_from(foot.len() + 1).unwrap_or(u16::MAX).min(rest.height.saturating_sub(4));
        if self.sheet.list.is_empty() {
            let empty = Notice::Empty(t!(catalogue, "liquidaciones-run-empty"));
            return notice::view(shell.theme, rest, &empty, &t!(catalogue, "liquidaciones-run-empty-help"), canvas);
        }
        Table {
            list: &self.sheet.list,
            columns: &columns(catalogue, view.run.currency),
            region: 5,
            focused: true,
        }
        .view(shell.theme, above(rest, rows), canvas);
        let foot_area = inset(below(rest, rest.height.saturating_sub(rows)));
        canvas.rule(foot_area, 0, shell.theme.style(Tone::Rule));
        for (row, (tone, line)) in (1..rows).zip(&foot) {
            canvas.text(foot_area, row, line, shell.theme.style(*tone));
        }
    }
}

pub fn columns(catalogue: &Catalogue, currency: Currency) -> [Column; 6] {
    [
        Column::new("", 3, 0).right(),
        Column::new(t!(catalogue, "liquidaciones-column-whom"), 26, 0).shares(3),
        Column::new(t!(catalogue, "liquidaciones-column-to"), 10, 3).shares(2),
        Column::new(t!(catalogue, "liquidaciones-column-owed"), 9, 2).right(),
        Column::new(t!(catalogue, "liquidaciones-column-leaves", currency = currency.sign()), 10, 0).right(),
        Column::new(t!(catalogue, "liquidaciones-column-status"), 14, 1).shares(3),
    ]
}

/// What the run is and comes to.
fn run_head(catalogue: &Catalogue, view: &RunView) -> Said {
    let (run, sheet) = (&view.run, &view.sheet);
    let state = catalogue.text(&format!("lote-state-{}", run.state), &[]);
    let title = t!(
        catalogue,
        "liquidaciones-run-title",
        number = run.number,
        state = state,
        account = run.account.as_str(),
        day = run.cut_off
    );
    let rate = sheet.rate.map_or_else(|| "–".to_owned(), |rate| rate.to_string());
    let sums = t!(
        catalogue,
        "liquidaciones-run-sums",
        count = sheet.going,
        total = sheet.total,
        dollars = sheet.total_usd,
        rate = rate
    );
    let mut said = vec![(Tone::Strong, title), (Tone::Strong, sums)];
    if sheet.left_out > 0 {
        said.push(Tone::Waits.marked(t!(catalogue, "liquidaciones-run-out", count = sheet.left_out)));
    }
    let (tone, waits) = waits(catalogue, run);
    if !waits.is_empty() {
        said.push((tone, waits));
    }
    said
}

/// A line whole: where it goes, what it is marked with, who did what.
fn line_said(catalogue: &Catalogue, line: &RunLineView) -> Said {
    let to = &line.payee;
    let parts = [&to.name, &to.id_doc, &to.bank, &to.account, &to.phone];
    let mut payee: Vec<String> = to.method.map(|method| catalogue.method(method)).into_iter().collect();
    payee.extend(parts.into_iter().flatten().map(ToString::to_string));
    let mut said = vec![(Tone::Plain, payee.join(" · "))];
    if line.netted.is_positive() {
        said.push((Tone::Accent, t!(catalogue, "liquidaciones-run-netted", amount = line.netted)));
    }
    said.extend(line.marks.iter().map(|mark| {
        let tone = if mark.blocks() { Tone::Wrong } else { Tone::Waits };
        tone.marked(catalogue.text(&format!("lote-mark-{mark}"), &[]))
    }));
    said.extend(line.reason.iter().map(|reason| (Tone::Past, format!("«{reason}»"))));
    if let Some(by) = &line.handled_by {
        let sent = line.sent_on.map(day_month).unwrap_or_default();
        let seen = line.seen_on.map(day_month).unwrap_or_default();
        let reference = line.reference.as_ref().map(ToString::to_string).unwrap_or_default();
        let key = if line.seen_on.is_some() {
            "liquidaciones-run-seen"
        } else {
            "liquidaciones-run-sent"
        };
        let args = [
            ("reference", reference.into()),
            ("sent", sent.into()),
            ("seen", seen.into()),
            ("by", by.as_str().into()),
        ];
        if line.reference.is_some() {
            said.push((Tone::Past, catalogue.text(key, &args)));
        }
    }
    said
}

impl Pen<'_> {
    pub fn run_line(&self, line: &RunLineView, currency: Currency) -> Row<Whom> {
        let catalogue = self.catalogue;
        let quiet = if line.goes && line.state != LineState::Failed {
            Tone::Plain
        } else {
            Tone::Past
        };
        let who = match &line.number {
            // What an order is known by is not the part that a narrow column cuts.
            Some(order) => format!("{order} · {}", line.who),
            None => line.who.to_string(),
        };
        // An account begins with its bank's code; a phone does not.
        let to = &line.payee;
        let to = match &to.account {
            Some(account) => account.to_string(),
            None => to
                .bank
                .iter()
                .chain(&to.phone)
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" "),
        };
        let amount = line.amount.map(|amount| written(amount, Some(currency))).unwrap_or_default();
        Row {
            id: line.whom,
            cells: vec![
                Cell::toned(Tone::Past, line.position.to_string()),
                Cell::toned(quiet, who),
                Cell::toned(Tone::Past, to),
                Cell::toned(Tone::Past, line.owed.to_string()),
                Cell::toned(quiet, amount),
                self.line_state(catalogue, line),
            ],
        }
    }

    fn line_state(&self, catalogue: &Catalogue, line: &RunLineView) -> Cell {
        let worst = line.marks.iter().find(|mark| mark.blocks()).or(line.marks.first());
        let mark = worst.map(|mark| catalogue.text(&format!("lote-mark-{mark}"), &[]));
        let said = |key: &str| catalogue.text(&format!("lote-line-{key}"), &[]);
        let day = line.seen_on.map(day_month).unwrap_or_default();
        match (line.state, mark) {
            (_, Some(mark)) if !line.goes => Cell::toned(Tone::Wrong, format!("✖ {mark}")),
            (LineState::Pending, Some(mark)) => Cell::toned(Tone::Waits, format!("▲ {mark}")),
            (LineState::Paid, Some(mark)) => Cell::toned(Tone::Waits, format!("↺ {mark}")),
            (LineState::Pending, None) => Cell::toned(Tone::Plain, said("PENDING")),
            (LineState::Paid, None) if line.credit.is_some() => Cell::toned(Tone::Done, format!("✓ {} {day}", said("FOUND"))),
            (LineState::Paid, None) => Cell::toned(Tone::Accent, format!("→ {}", said("PAID"))),
            (LineState::Failed, _) => Cell::toned(Tone::Wrong, format!("✖ {}", said("FAILED"))),
            (state, _) => Cell::toned(Tone::Past, said(state.as_str())),
        }
    }
}
