//! One link is taken back: in its first seconds the verdict that made it, later by what takes back that its order was paid. The other
//! orders that the line pays stay as they are.

use super::detail::of_use;
use super::{BankPane, Context};
use crate::domain::ids::OrderId;
use crate::locale::{Catalogue, clock, t};
use crate::service::Command;
use crate::service::bank::credits::CreditUse;
use crate::service::core::command::OnOrder;
use crate::service::core::receipt::Outcome as Did;
use crate::tui::core::client::{CreditDetail, Receipt};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::form::Form;
use crate::tui::pane::dialogue::{Dialogue, LastQuestion, Matter, Said, Unready};

/// An order that a line pays.
#[derive(Clone, Debug)]
pub struct Link {
    order: OrderId,
    number: String,
    said: String,
}

impl Link {
    fn of(catalogue: &Catalogue, used: &CreditUse) -> Option<Self> {
        let standing = used.stands == Some(true);
        let (order, number) = used.order_id.zip(used.number.as_ref()).filter(|_| standing)?;
        Some(Self {
            order,
            number: number.to_string(),
            said: of_use(catalogue, used).1,
        })
    }

    /// Those that stand.
    pub fn all(catalogue: &Catalogue, detail: &CreditDetail) -> Vec<Self> {
        detail.uses.iter().filter_map(|used| Self::of(catalogue, used)).collect()
    }
}

impl BankPane {
    pub(crate) fn begin_unlink(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let links = self.known().map(|detail| Link::all(catalogue, detail)).unwrap_or_default();
        match &links[..] {
            [only] => unlink(cx, only.clone()),
            _ => {
                let items = links.into_iter().map(|link| (Item::new(&link.number).detail(&link.said), link));
                let items: Vec<_> = items.collect();
                cx.choose(t!(catalogue, "banco-unlink-which"), items, |_: &mut Self, cx, link| {
                    unlink(cx, link)
                });
            }
        }
    }

    pub(crate) fn open_order(&self, cx: &mut Context<'_>) {
        let catalogue = cx.shell.catalogue;
        let links = self.known().map(|detail| Link::all(catalogue, detail)).unwrap_or_default();
        match &links[..] {
            [only] => cx.visit(PaneRequest::Order(only.number.clone())),
            _ => {
                let items = links
                    .into_iter()
                    .map(|link| (Item::new(&link.number).detail(&link.said), link.number));
                let items: Vec<_> = items.collect();
                cx.choose(t!(catalogue, "banco-order-which"), items, |_: &mut Self, cx, number| {
                    cx.visit(PaneRequest::Order(number));
                });
            }
        }
    }
}

/// The verdict of just now is taken back as if it had never been given; else the order says what follows, and asks.
fn unlink(cx: &mut Context<'_>, link: Link) {
    let now = cx.shell.now;
    let fresh = cx
        .shell
        .verdicts
        .iter()
        .any(|verdict| verdict.order == link.order && verdict.until > now);
    if !fresh {
        return cx.visit(PaneRequest::Reverse(link.number));
    }
    cx.begin(link, |_: &mut BankPane, cx, receipt| {
        let on = receipt.on.map(|on| on.order_id);
        cx.shell.verdicts.retain(|verdict| Some(verdict.order) != on);
        cx.count();
    });
}

impl Dialogue for Link {
    fn matter(&self) -> Matter {
        Matter {
            kind: "banco-unlink-title",
            id: self.order.uuid(),
        }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "banco-unlink-title", order = &self.number)
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "banco-unlink-yes")
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        vec![
            (Tone::Strong, self.said.clone()),
            (Tone::Plain, t!(catalogue, "banco-unlink-what", order = &self.number)),
        ]
    }

    fn command(&self, _catalogue: &Catalogue, _form: &Form) -> Result<Command, Unready> {
        Ok(Command::UndoVerdict(OnOrder { order: self.order }))
    }

    fn last_question(&self, _form: &Form, _would: &crate::tui::core::client::Rehearsal) -> LastQuestion {
        LastQuestion::Asked
    }

    fn done(&self, catalogue: &Catalogue, receipt: &Receipt) -> (Tone, String) {
        let until = match receipt.outcome {
            Did::Undone { until, .. } => clock(until),
            _ => String::new(),
        };
        (Tone::Done, t!(catalogue, "pagos-did-undo", order = &self.number, until = until))
    }
}
