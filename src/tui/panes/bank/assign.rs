//! Money that waits finds its order: those that it may pay, or the one whose number is typed. Its case opens in Pagos with the line
//! chosen; what cannot be paid with it is said here.

use super::{BankPane, Context};
use crate::domain::bank::matching::Level;
use crate::domain::method::ProofState;
use crate::domain::orders::number::OrderNumber;
use crate::domain::refusal::Ruling;
use crate::locale::{Catalogue, t};
use crate::service::payments::view::Review;
use crate::tui::core::client::{CreditRow, Error, Proposal, ask, sentence};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::field::{Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::pane::dialogue::Said;
use crate::tui::pane::paged::ListPane;
use crate::tui::panes::payments::mark;
use crate::tui::widgets::list::Cell;

const ORDER: Handle<Words> = Handle::new("order");

/// An order whose money a line may be.
#[derive(Clone, Debug)]
pub struct Guess {
    number: String,
    level: Level,
    /// One key confirms it in Pagos.
    fits: bool,
}

impl Guess {
    fn said(&self, catalogue: &Catalogue) -> (Tone, String) {
        let (tone, glyph) = mark(self.level, self.fits);
        (tone, format!("{glyph} {} · {}", self.number, catalogue.match_level(self.level)))
    }
}

impl BankPane {
    pub(crate) fn guesses_came(&mut self, cx: &mut Context<'_>, found: Result<Vec<Proposal>, Error>) {
        // What was known stays: it is a help, and Pagos looks again.
        let Ok(found) = found else { return };
        self.guesses.clear();
        for proposal in found {
            for candidate in proposal.candidates {
                let guesses = self.guesses.entry(candidate.line.credit).or_default();
                if guesses.iter().all(|guess| guess.number != proposal.number) {
                    guesses.push(Guess {
                        number: proposal.number.clone(),
                        level: candidate.level,
                        fits: proposal.fits,
                    });
                }
            }
        }
        for guesses in self.guesses.values_mut() {
            guesses.sort_by_key(|guess| guess.level);
        }
        self.rewrite(cx.shell);
    }

    /// The likeliest, and how many more.
    pub(crate) fn guess(&self, catalogue: &Catalogue, row: &CreditRow) -> Cell {
        let Some([first, rest @ ..]) = self.guesses.get(&row.id).map(Vec::as_slice) else {
            return Cell::default();
        };
        let more = match rest.len() {
            0 => String::new(),
            more => format!(" +{more}"),
        };
        let (tone, said) = first.said(catalogue);
        Cell::toned(tone, format!("{said}{more}"))
    }

    pub(crate) fn guesses_told(&self, catalogue: &Catalogue, row: &CreditRow) -> Said {
        let Some(guesses) = self.guesses.get(&row.id).filter(|guesses| !guesses.is_empty()) else {
            return Vec::new();
        };
        let mut said = vec![(Tone::Plain, String::new()), (Tone::Accent, t!(catalogue, "banco-may-pay"))];
        said.extend(guesses.iter().map(|guess| guess.said(catalogue)));
        said
    }

    /// Of those that it may pay one is chosen, or another is named.
    pub(crate) fn begin_assign(&self, cx: &mut Context<'_>) {
        let Some(row) = self.lines.selected().cloned() else { return };
        let catalogue = cx.shell.catalogue;
        let Some(guesses) = self.guesses.get(&row.id).filter(|guesses| !guesses.is_empty()) else {
            return ask_number(cx, row);
        };
        let items = guesses.iter().map(|guess| {
            let (_, glyph) = mark(guess.level, guess.fits);
            let item = Item::new(&guess.number).detail(format!("{glyph} {}", catalogue.match_level_description(guess.level)));
            (item, Some(guess.number.clone()))
        });
        let other = (Item::new(t!(catalogue, "banco-other-order")), None);
        let items: Vec<_> = items.chain([other]).collect();
        cx.choose(
            t!(catalogue, "banco-assign-which"),
            items,
            move |_: &mut Self, cx, number| match number {
                Some(number) => look_at(cx, row, number),
                None => ask_number(cx, row),
            },
        );
    }
}

fn ask_number(cx: &mut Context<'_>, row: CreditRow) {
    let catalogue = cx.shell.catalogue;
    let number = Field::identifier(ORDER, t!(catalogue, "banco-assign-number"))
        .required()
        .check(is_number);
    let form = Form::new(
        t!(catalogue, "banco-assign-title", amount = row.free()),
        t!(catalogue, "banco-assign-yes"),
    )
    .intro(Tone::Past, t!(catalogue, "banco-assign-what"))
    .field(number);
    cx.fill(form, move |_: &mut BankPane, cx, form| {
        let number = form.text(ORDER).and_then(|typed| OrderNumber::parse(&typed).ok());
        if let Some(number) = number {
            look_at(cx, row, number.to_string());
        }
    });
}

fn is_number(typed: &str) -> Ruling<()> {
    OrderNumber::parse(typed).map(|_| ())
}

/// The order is read first: what cannot be paid with the line does not open.
fn look_at(cx: &mut Context<'_>, row: CreditRow, number: String) {
    cx.ask(ask::ReviewOf(number), move |_: &mut BankPane, cx, review| {
        let catalogue = cx.shell.catalogue;
        let review = match review {
            Ok(review) => review,
            Err(error) => return cx.toast(Tone::Wrong, sentence(catalogue, &error)),
        };
        match misfit(catalogue, &row, &review) {
            Some(why) => cx.toast(Tone::Wrong, why),
            None => cx.visit(PaneRequest::Assign(review.order.number, row.id)),
        }
    });
}

/// Why an order cannot be paid with a line, as far as the two say.
fn misfit(catalogue: &Catalogue, row: &CreditRow, review: &Review) -> Option<String> {
    let number = review.order.number.as_str();
    let mut open = review.proofs.iter().filter(|proof| proof.state == ProofState::Open).peekable();
    if open.peek().is_none() {
        let status = catalogue.text(&format!("payment-{}", review.order.payment), &[]);
        return Some(t!(catalogue, "banco-assign-nothing-open", order = number, status = status));
    }
    let currency = row.amount.currency();
    let other = open.all(|proof| proof.amount.currency() != currency);
    other.then(|| t!(catalogue, "banco-assign-currency", order = number, currency = currency.as_str()))
}
