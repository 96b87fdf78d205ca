//! What each action of the table begins.

use super::actions::Action;
use super::detail::OpenOrder;
use super::dialogs::{OrderChange, OrderStep};
use super::export::{self, Format};
use super::report::{self, Reporting};
use super::search::Preset;
use super::{Context, OrdersPane, head, steps, story, tracking};
use crate::domain::ids::OrderId;
use crate::domain::payments::surplus::is_decided;
use crate::locale::{Catalogue, Key, money, t};
use crate::service::commands::CommandKind;
use crate::service::orders::view::{RefundView, Timeline};
use crate::service::payments::view::Review;
use crate::tui::core::action::Availability;
use crate::tui::core::client::{Error, ask};
use crate::tui::core::csv::file_name;
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::reader::Reader;
use crate::tui::pane::paged::ListPane;
use crate::tui::panes::receipts::receipts;

impl OrdersPane {
    pub(crate) fn start(&mut self, cx: &mut Context<'_>, action: Action) {
        let catalogue = cx.shell.catalogue;
        match action {
            Action::Open => self.open_selected(cx),
            Action::Look => self.look(cx),
            Action::Filter => self.search.line.open(),
            Action::Views => cx.offer_views(),
            Action::Preset => self.offer_presets(cx),
            Action::Sort => self.offer_sorts(cx),
            Action::Receipt => self.open_receipt(cx),
            Action::Note => self.begin(cx, OrderChange::Note),
            Action::Produce => self.offer_steps(cx),
            Action::Cancel => self.begin(cx, OrderChange::Cancel),
            Action::Refund => self.begin(cx, OrderChange::Refund),
            Action::PayRefund => self.pay_refund(cx),
            Action::Money => self.offer_money(cx),
            Action::Reinstate => self.begin(cx, OrderChange::Reinstate),
            Action::Reopen => self.begin(cx, OrderChange::Reopen),
            Action::Reverse => self.begin(cx, OrderChange::Reverse),
            Action::Report => {
                if let Some(timeline) = self.timeline() {
                    cx.ask(ask::Review(timeline.order.id), Self::accounts_came);
                }
            }
            Action::Steps => {
                if let Some(timeline) = self.timeline() {
                    let lines = steps::all(catalogue, timeline);
                    cx.show(Reader::toned(t!(catalogue, "pedidos-steps-title"), lines));
                }
            }
            Action::Review => {
                if let Some(number) = self.number() {
                    cx.visit(PaneRequest::Review(number));
                }
            }
            Action::Sheet => {
                if let Some(order) = self.timeline().map(|timeline| &timeline.order) {
                    cx.visit(PaneRequest::WorkSheet(order.id, order.number.clone()));
                }
            }
            Action::Tracking => self.show_tracking(cx),
            Action::Export => self.offer_formats(cx),
            Action::Save => {
                let day = crate::locale::zone().day(cx.shell.now);
                let name = file_name(cx.shell.catalogue, "shell-file-orders", day);
                self.save(cx, name);
            }
            Action::Copy => {
                if let Some(number) = self.number() {
                    cx.copy(number);
                }
            }
            Action::CopyOther => self.offer_copies(cx),
        }
    }

    pub(crate) fn open_selected(&mut self, cx: &mut Context<'_>) {
        if let Some((id, number)) = self.orders.selected().map(|row| (row.id, row.number.clone())) {
            self.open_order(cx, id, number);
        }
    }

    /// The receipt that the selected event speaks of, else the last one; the others of the order after it.
    fn open_receipt(&self, cx: &mut Context<'_>) {
        let Some((open, timeline)) = self.open.as_ref().and_then(|open| Some((open, open.timeline.as_ref()?))) else {
            return;
        };
        let (catalogue, number) = (cx.shell.catalogue, &timeline.order.number);
        let proof = open.event().and_then(|event| event.event.submission);
        let ask = |first| receipts(catalogue, number, &timeline.proofs, first);
        let request = proof.and_then(|proof| ask(Some(proof))).or_else(|| ask(None));
        request.into_iter().for_each(|request| cx.visit(request));
    }

    /// The number of the order that is open, or selected.
    fn number(&self) -> Option<String> {
        match &self.open {
            Some(open) => Some(open.number.clone()),
            None => self.orders.selected().map(|row| row.number.clone()),
        }
    }

    pub(crate) fn timeline(&self) -> Option<&Timeline> {
        self.open.as_ref()?.timeline.as_deref()
    }

    /// What its key asks, where it can be asked of this order; else why not.
    pub(crate) fn ask_reverse(&self, cx: &mut Context<'_>) {
        let allowed = cx.shell.allows(Some(CommandKind::Reverse.access()), CommandKind::Reverse.risk());
        let refused = [allowed, self.available(cx.shell, Action::Reverse)]
            .into_iter()
            .find_map(|availability| match availability {
                Availability::Disabled(why) => Some(why),
                _ => None,
            });
        match refused {
            Some(why) => cx.toast(Tone::Waits, why),
            None => self.begin(cx, OrderChange::Reverse),
        }
    }

    fn begin(&self, cx: &mut Context<'_>, change: OrderChange) {
        if let Some(order) = self.timeline().map(|timeline| timeline.order.clone()) {
            let id = order.id;
            let step = OrderStep {
                change,
                order,
                rate_confirmed: false,
            };
            cx.begin(step, move |pane: &mut Self, _, _| pane.follow(id));
        }
    }

    /// Of several that are due one is chosen first.
    fn pay_refund(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let due: Vec<RefundView> = self.timeline().into_iter().flat_map(Timeline::refunds_due).cloned().collect();
        let pay = |refund: RefundView| OrderChange::PayRefund(Box::new(refund));
        if let [only] = &due[..] {
            return self.begin(cx, pay(only.clone()));
        }
        let choices = due.into_iter().map(|refund| {
            let kind = catalogue.text(&format!("event-refund-kind-{}", refund.kind), &[]);
            (Item::new(kind).detail(money(refund.left)), refund)
        });
        let choices: Vec<_> = choices.collect();
        if !choices.is_empty() {
            let title = t!(catalogue, "pedidos-which-refund-title");
            cx.choose(title, choices, move |pane: &mut Self, cx, refund| pane.begin(cx, pay(refund)));
        }
    }

    /// What comes next is one's own doing: one goes on to it.
    pub(crate) fn follow(&mut self, order: OrderId) {
        if let Some(open) = self.open.as_mut().filter(|open| open.id == order) {
            open.follow = true;
        }
    }

    /// How the customer paid, before the form that asks for the rest. Without the accounts their names are typed.
    pub(crate) fn accounts_came(&mut self, cx: &mut Context<'_>, review: Result<Box<Review>, Error>) {
        let catalogue = cx.shell.catalogue;
        let accounts = review.map(|review| review.accounts).unwrap_or_default();
        let methods = report::methods().into_iter().map(|(method, currency)| {
            let item = Item::new(catalogue.method(method)).detail(currency.sign());
            (item, (method, currency))
        });
        let title = t!(catalogue, "pedidos-method-title");
        cx.choose(title, methods, |pane: &mut Self, cx, (method, currency)| {
            let reporting = Reporting {
                method,
                currency,
                accounts,
            };
            let decided = pane.timeline().is_some_and(|timeline| is_decided(timeline.order.payment));
            let change = if decided { OrderChange::RecordSurplus } else { OrderChange::Report };
            pane.begin(cx, change(reporting));
        });
    }

    pub(crate) fn look(&self, cx: &mut Context<'_>) {
        let event = self.open.as_ref().and_then(OpenOrder::event);
        if let Some((timeline, event)) = self.timeline().zip(event) {
            let catalogue = cx.shell.catalogue;
            let title = catalogue.event_name(&event.event.edge);
            cx.show(Reader::toned(title, story::lines(catalogue, timeline, event)));
        }
    }

    fn show_tracking(&self, cx: &mut Context<'_>) {
        let Some(number) = self.number() else { return };
        cx.ask(ask::Tracking(number), |_: &mut Self, cx, seen| {
            let catalogue = cx.shell.catalogue;
            match seen {
                Ok(seen) => {
                    let title = t!(catalogue, "pedidos-tracking-title", number = &seen.number);
                    cx.show(Reader::toned(title, tracking::lines(catalogue, &seen)));
                }
                Err(error) => cx.say_failure(&error),
            }
        });
    }

    fn offer_presets(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let presets = Preset::ALL.map(|preset| (Item::new(catalogue.text(preset.key(), &[])), preset));
        let title = t!(catalogue, "pedidos-preset-title");
        cx.choose_other(title, &self.search.preset, presets, |pane: &mut Self, cx, preset| {
            pane.search.preset = preset;
            pane.reload_anew(cx);
        });
    }

    fn offer_formats(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let formats = Format::ALL.map(|format| {
            let item = Item::new(catalogue.text(format.key(), &[])).lead(format.extension());
            (item, format)
        });
        cx.choose(t!(catalogue, "pedidos-export-title"), formats, |pane: &mut Self, cx, format| {
            if let Some(timeline) = pane.timeline() {
                let text = export::write(cx.shell.catalogue, timeline, format, cx.shell.now);
                cx.save(format!("{}.{}", timeline.order.number, format.extension()), text);
            }
        });
    }

    fn offer_copies(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        if let Some(timeline) = self.timeline() {
            let title = t!(catalogue, "pedidos-copy-title");
            cx.choose(title, copies(catalogue, timeline), |_: &mut Self, cx, value| cx.copy(value));
        }
    }
}

/// What of an order can be copied, each with its name; the value is copied as it is.
fn copies(catalogue: &Catalogue, timeline: &Timeline) -> Vec<(Item, String)> {
    let order = &timeline.order;
    let reference = timeline.proofs.iter().rev().find_map(|proof| proof.reference.as_ref());
    let offers: [(Key, Option<String>); 8] = [
        ("pedidos-copy-number", Some(order.number.clone())),
        ("pedidos-copy-phone", Some(order.phone.clone())),
        ("pedidos-copy-reference", reference.map(|text| text.as_str().to_owned())),
        ("pedidos-copy-due", Some(order.due.plain())),
        ("pedidos-copy-total", Some(money(order.total))),
        ("pedidos-copy-customer", Some(order.customer.as_str().to_owned())),
        ("pedidos-copy-id-doc", order.id_doc.clone()),
        ("pedidos-copy-address", head::address(order)),
    ];
    let some = offers.into_iter().filter_map(|(key, value)| Some((key, value?)));
    some.map(|(key, value)| (Item::new(catalogue.text(key, &[])).detail(value.clone()), value))
        .collect()
}
