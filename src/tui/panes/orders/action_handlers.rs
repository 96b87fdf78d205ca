//! What each action of the table begins.

use super::actions::Action;
use super::detail::Detail;
use super::dialog::{OrderDialog, What};
use super::export::Format;
use super::outcome::Topic;
use super::search::Preset;
use super::{Context, OrdersPane, Slot, copy, methods, steps, story};
use crate::domain::ids::OrderId;
use crate::locale::{Catalogue, t};
use crate::service::orders::view::Timeline;
use crate::tui::core::client::Query;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::picker::Picker;
use crate::tui::dialogue::reader::Reader;

impl OrdersPane {
    pub(crate) fn start(&mut self, cx: &mut Context<'_>, action: Action) {
        let catalogue = cx.shell.catalogue;
        match action {
            Action::Open => {
                if let Some((id, number)) = self.orders.front().map(|row| (row.id, row.number.clone())) {
                    self.open(cx, id, number);
                }
            }
            Action::Look => self.look(cx),
            Action::Filter => self.search.open(),
            Action::Preset => {
                let items = Preset::ALL.map(|preset| Item::new(catalogue.text(preset.key(), &[])));
                let at = Preset::ALL.iter().position(|preset| *preset == self.search.preset);
                let picker = Picker::new(t!(catalogue, "pedidos-preset-title"), items.to_vec());
                cx.open(picker.starting_at(at.unwrap_or_default()), Topic::Preset);
            }
            Action::Note => self.ask(cx, What::Note, None),
            Action::Produce => self.offer_steps(cx),
            Action::Cancel => self.ask(cx, What::Cancel, Some(Query::Cancelling)),
            Action::Refund => self.ask(cx, What::Refund, Some(Query::Refunding)),
            Action::PayRefund => self.ask(cx, What::PayRefund, None),
            Action::Reinstate => self.ask(cx, What::Reinstate, None),
            Action::Reopen => self.ask(cx, What::Reopen, None),
            Action::Reverse => self.ask(cx, What::Reverse, None),
            Action::Report => {
                let (method, currency) = methods::all()[0];
                self.ask(cx, What::Report(method, currency), Some(Query::Review));
            }
            Action::Steps => self.read_out(cx, t!(catalogue, "pedidos-steps-title"), steps::all),
            Action::Tracking => {
                if let Some(number) = self.number() {
                    cx.read(Slot::Tracking, Query::Tracking(number));
                }
            }
            Action::Export => {
                let items = Format::ALL.map(|format| Item::new(catalogue.text(format.key(), &[])).lead(format.extension()));
                cx.open(Picker::new(t!(catalogue, "pedidos-export-title"), items.to_vec()), Topic::Export);
            }
            Action::Copy => {
                if let Some(number) = self.number() {
                    self.copied(cx, number);
                }
            }
            Action::CopyOther => self.offer_copies(cx),
        }
    }

    /// The number of the order that is open, or in front.
    fn number(&self) -> Option<String> {
        match &self.detail {
            Some(detail) => Some(detail.number.clone()),
            None => self.orders.front().map(|row| row.number.clone()),
        }
    }

    fn timeline(&self) -> Option<&Timeline> {
        self.detail.as_ref()?.timeline.as_deref()
    }

    /// Begins a step: with a question first where the form must know more than the order.
    fn ask(&mut self, cx: &mut Context<'_>, what: What, first: Option<fn(OrderId) -> Query>) {
        let Some(ask) = self.timeline().map(|timeline| OrderDialog::new(what, timeline)) else {
            return;
        };
        match first {
            Some(query) => {
                cx.read(Slot::Before, query(ask.id()));
                self.before = Some(ask);
            }
            None => self.open_form(cx, Box::new(ask)),
        }
    }

    pub(crate) fn look(&self, cx: &mut Context<'_>) {
        let event = self.detail.as_ref().and_then(Detail::event);
        if let Some((timeline, event)) = self.timeline().zip(event) {
            let catalogue = cx.shell.catalogue;
            let title = story::title(catalogue, event);
            cx.open(Reader::toned(title, story::lines(catalogue, timeline, event)), Topic::Read);
        }
    }

    fn read_out(&self, cx: &mut Context<'_>, title: String, lines: fn(&Catalogue, &Timeline) -> Vec<(Tone, String)>) {
        if let Some(timeline) = self.timeline() {
            cx.open(Reader::toned(title, lines(cx.shell.catalogue, timeline)), Topic::Read);
        }
    }

    fn offer_copies(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        if let Some(timeline) = self.timeline() {
            let (items, values) = copy::offers(catalogue, timeline).into_iter().unzip();
            cx.open(Picker::new(t!(catalogue, "pedidos-copy-title"), items), Topic::Copy(values));
        }
    }
}
