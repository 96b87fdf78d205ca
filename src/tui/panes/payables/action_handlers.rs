//! What each action of the table begins.

use super::actions::Action;
use super::dialogs::{Hold, Reverse};
use super::lines::{Key, payable};
use super::marks::Wanted;
use super::search::Preset;
use super::statement::{Account, FROM, Period, UNTIL};
use super::{Context, Focus, PayablesPane, View};
use crate::domain::ids::WorkshopId;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::locale::{day_time, t};
use crate::service::payables::view::PayeeView;
use crate::tui::core::client::{ask, sentence};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::form::Form;
use crate::tui::pane::paged::ListPane;

impl PayablesPane {
    pub(crate) fn perform(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::Settle => self.settle(cx),
            Action::Mark => self.mark(cx),
            Action::MarkAll => self.mark_all(cx, Wanted::Due),
            Action::MarkEarly => self.mark_all(cx, Wanted::Early),
            Action::Unmark => {
                self.chosen.clear();
                self.lines.clear_marks();
            }
            Action::Open => self.open(cx),
            Action::Hold => self.hold(cx, false),
            Action::Release => self.hold(cx, true),
            Action::Reverse => self.reverse(cx),
            Action::Filter => {
                self.focus = Focus::List;
                self.search.line.open();
            }
            Action::Views => cx.offer_views(),
            Action::Preset => self.offer_presets(cx),
            Action::Sort => self.offer_sorts(cx),
            Action::Transfers => self.enter(cx, View::Transfers),
            Action::Aging => self.enter(cx, View::Aging),
            Action::Statement => self.ask_period(cx),
            Action::Only => self.toggle_only(cx),
            Action::Order => {
                if let Some(number) = self.number() {
                    cx.visit(PaneRequest::Order(number));
                }
            }
            Action::Sheet => self.open_sheet(cx),
            Action::Export => self.export(cx),
            Action::Copy => self.copy(cx),
            Action::CopyPayee => self.copy_payee(cx),
            run => self.perform_run(cx, run),
        }
    }

    /// As far as the order is still the workshop's own.
    fn open_sheet(&self, cx: &mut Context<'_>) {
        let Some(row) = self.lines.selected() else { return };
        let (order, number) = (row.order, row.number.clone());
        cx.ask(ask::WorkSheet(order), move |_: &mut Self, cx, sheet| match sheet {
            Ok(_) => cx.visit(PaneRequest::WorkSheet(order, number)),
            Err(error) => cx.say_failure(&error),
        });
    }

    /// What is marked, else the selected line, else what is due to the selected workshop.
    fn settle(&mut self, cx: &mut Context<'_>) {
        if !self.chosen.is_empty() {
            return self.begin_run(cx);
        }
        match self.lines.selected().map(|row| row.id) {
            Some(line) => Self::settle_lines(cx, vec![line]),
            None => self.mark_all(cx, Wanted::Settled),
        }
    }

    pub(crate) fn open(&mut self, cx: &mut Context<'_>) {
        match self.view {
            View::Aging => return self.show_workshop(cx),
            View::Runs => {
                if let Some(run) = self.runs.list.selected() {
                    self.open_run(cx, run);
                }
                return;
            }
            _ => {}
        }
        self.focus = Focus::Detail;
        self.scroll.to_top();
        self.look(cx);
    }

    /// From how late a workshop is paid to its lines.
    fn show_workshop(&mut self, cx: &mut Context<'_>) {
        if let Some((workshop, name)) = self.workshop() {
            self.search.only = Some((workshop, name));
            self.search.preset = Preset::Open;
            self.enter(cx, View::Lines);
            self.before.clear();
            self.searched(cx);
        }
    }

    fn hold(&self, cx: &mut Context<'_>, release: bool) {
        if let Some(row) = self.lines.selected().cloned() {
            let hold = Hold { row: row.clone(), release };
            cx.begin(hold, move |pane: &mut Self, _, _| pane.lines.changed_by_us([Key::Line(row.id)]));
        }
    }

    fn reverse(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        if self.view == View::Transfers {
            if let Some(reverse) = self.known_transfer().and_then(|transfer| Reverse::transfer(catalogue, transfer)) {
                self.begin_reverse(cx, reverse);
            }
            return;
        }
        let Some(line) = self.known() else { return };
        let made = line.history.iter().filter(|one| one.what == "PAYMENT" && !one.reversed);
        let payments = made.filter_map(|paid| {
            let reference = paid.reference.as_ref().map_or("", |reference| reference.as_str());
            let item = Item::new(paid.amount?.to_string()).lead(day_time(paid.at)).detail(reference);
            Some((item, Reverse::payment(catalogue, line, paid)?))
        });
        match <[(Item, Reverse); 1]>::try_from(payments.collect::<Vec<_>>()) {
            Ok([(_, reverse)]) => self.begin_reverse(cx, reverse),
            Err(payments) => {
                let title = t!(catalogue, "liquidaciones-which-payment");
                cx.choose(title, payments, |pane: &mut Self, cx, reverse| pane.begin_reverse(cx, reverse));
            }
        }
    }

    fn offer_presets(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let presets = Preset::ALL.map(|preset| (Item::new(catalogue.text(preset.key(), &[])), preset));
        let title = t!(catalogue, "liquidaciones-preset-title");
        cx.choose_other(title, &self.search.preset, presets, |pane: &mut Self, cx, preset| {
            pane.search.preset = preset;
            pane.searched(cx);
        });
    }

    /// The workshop that the selected row is about.
    pub(crate) fn workshop(&self) -> Option<(WorkshopId, Safe)> {
        match self.view {
            View::Lines => self.lines.of_selected().map(|row| (row.workshop, row.workshop_name.clone())),
            View::Transfers => self.transfers.selected().map(|row| (row.workshop, row.workshop_name.clone())),
            View::Statement => self.account.period.as_ref().map(|period| (period.workshop, period.name.clone())),
            View::Aging => {
                let (workshop, _) = self.aging.selected()?;
                let one = self.owed.iter().flatten().find(|one| one.workshop == workshop)?;
                Some((workshop, one.workshop_name.clone()))
            }
            View::Runs | View::Run => None,
        }
    }

    fn ask_period(&self, cx: &mut Context<'_>) {
        let Some((workshop, name)) = self.workshop() else { return };
        let today = Self::pen(cx.shell).today;
        let period = match &self.account.period {
            Some(period) if self.view == View::Statement => period.clone(),
            _ => Period::last_month(workshop, name, today),
        };
        let form = period.form(cx.shell.catalogue, today);
        Self::fill_period(cx, period, form);
    }

    fn fill_period(cx: &mut Context<'_>, mut period: Period, form: Form) {
        cx.fill(form, move |pane: &mut Self, cx, mut form| {
            let Some((from, until)) = form.get(FROM).zip(form.get(UNTIL)) else {
                return;
            };
            if until < from {
                let said = cx.shell.catalogue.refusal(&Refusal::new(Code::PeriodBackwards));
                form.fail(UNTIL, said);
                return Self::fill_period(cx, period, form);
            }
            (period.from, period.until) = (from, until);
            pane.account = Account::new(period);
            pane.enter(cx, View::Statement);
        });
    }

    fn toggle_only(&mut self, cx: &mut Context<'_>) {
        let selected = self.workshop();
        match self.view {
            View::Lines => {
                self.search.only = if self.search.only.is_some() { None } else { selected };
                self.searched(cx);
            }
            View::Transfers => {
                self.payee = if self.payee.is_some() { None } else { selected };
                ListPane::<ask::Transfers>::reload_anew(self, cx);
            }
            View::Statement | View::Aging | View::Runs | View::Run => {}
        }
    }

    fn number(&self) -> Option<String> {
        match self.view {
            View::Lines => self.lines.selected().map(|row| row.number.clone()),
            View::Statement => self.account.number().map(str::to_owned),
            View::Transfers | View::Aging | View::Runs | View::Run => None,
        }
    }

    /// Account, document or name that the workshop is paid by, whole: of the transfer shown, else as they are now.
    fn copy_payee(&self, cx: &mut Context<'_>) {
        if self.view == View::Transfers {
            if let Some(transfer) = self.known_transfer() {
                Self::offer_payee(cx, &transfer.payee);
            }
            return;
        }
        let Some(workshop) = self.lines.of_selected().map(|row| row.workshop) else {
            return;
        };
        let line = self.lines.of(workshop).find(|row| payable(row)).map(|row| row.id);
        match line {
            Some(line) => cx.ask(ask::Settling(vec![line]), |_: &mut Self, cx, preview| match preview {
                Ok(preview) => Self::offer_payee(cx, &preview.payee),
                Err(error) => cx.toast(Tone::Waits, sentence(cx.shell.catalogue, &error)),
            }),
            None => cx.toast(Tone::Waits, t!(cx.shell.catalogue, "liquidaciones-payee-none")),
        }
    }

    fn offer_payee(cx: &mut Context<'_>, payee: &PayeeView) {
        let catalogue = cx.shell.catalogue;
        let known = [
            ("liquidaciones-copy-account", &payee.account),
            ("liquidaciones-copy-document", &payee.id_doc),
            ("liquidaciones-copy-bank", &payee.bank_code),
            ("liquidaciones-copy-name", &payee.name),
        ];
        let known = known.into_iter().filter_map(|(key, value)| {
            let value = value.as_ref()?.to_string();
            Some((Item::new(catalogue.text(key, &[])).detail(value.clone()), value))
        });
        let known: Vec<_> = known.collect();
        if known.is_empty() {
            return cx.toast(Tone::Waits, t!(catalogue, "liquidaciones-payee-none"));
        }
        let title = t!(catalogue, "liquidaciones-copy-title");
        cx.choose(title, known, |_: &mut Self, cx, value| cx.copy(value));
    }

    fn copy(&self, cx: &mut Context<'_>) {
        let reference = self.transfers.selected().map(|row| row.reference.as_str().to_owned());
        let value = match self.view {
            View::Transfers => reference,
            _ => self.number(),
        };
        if let Some(value) = value {
            cx.copy(value);
        }
    }
}
