//! The cells of a comparison that are typed: account, date, amount and reference of a proof, as the bank shows them, each beside
//! what the order needs and what was declared.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::chosen_line;
use super::evidence::{ACCOUNT, AMOUNT, DATE, LINES, REFERENCE};
use super::order_under_review::{self, Banked, long_day, open_proofs};
use crate::domain::money::{Currency, Money};
use crate::domain::text::Safe;
use crate::locale::{Catalogue, t};
use crate::service::bank::proposals::Candidate;
use crate::service::orders::view::{AccountView, ProofView};
use crate::service::payments::view::Review;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::comparison::fitted;
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::dialogue::Said;

const LABELS: usize = 8;
const COLUMN: usize = 20;

/// What the bank shows of one proof, as its line has it where one was found; else only the account is filled in, where it is known.
/// `=` copies what was declared.
pub fn fields_of_proof(review: &Review, proof: &ProofView, today: NaiveDate, labels: [String; 4], line: Option<&Candidate>) -> [Field; 4] {
    let [account, date, amount, reference] = labels;
    let likely = likely(review, proof);
    let currency = shown_in(proof, likely);
    let account = Field::choice(ACCOUNT.nth(proof.id), account, choices(&review.accounts));
    let fields = [
        account.with(likely.map_or("", |it| &it.alias)),
        Field::date(DATE.nth(proof.id), date, today).offer(long_day(proof.paid_on)),
        Field::amount(AMOUNT.nth(proof.id), amount, currency).offer(proof.amount.to_string()),
        Field::identifier(REFERENCE.nth(proof.id), reference).offer(proof.reference.as_ref().map(Safe::to_string)),
    ];
    match line {
        Some(line) => {
            let mut cells = chosen_line::cells(proof, line).into_iter();
            fields.map(|field| field.with(&cells.next().unwrap_or_default()))
        }
        None => fields,
    }
}

/// The currency in which the bank shows a proof: the account's. A surplus is not shown there; it is what it is on its order.
pub fn shown_in(proof: &ProofView, account: Option<&AccountView>) -> Currency {
    let account = account.filter(|_| proof.surplus_of.is_none());
    account.map_or(proof.amount.currency(), |it| it.currency)
}

/// The declared account if money can still arrive there, else the only one of the method.
pub fn likely<'a>(review: &'a Review, proof: &ProofView) -> Option<&'a AccountView> {
    let declared = proof.account.as_ref().filter(|it| it.active);
    declared
        .and_then(|it| account_of(review, &it.alias))
        .or_else(|| order_under_review::only_account(review, proof.method))
}

pub fn account_of<'a>(review: &'a Review, alias: &str) -> Option<&'a AccountView> {
    review.accounts.iter().find(|it| it.alias.as_str() == alias)
}

/// What was typed of one proof, without the field `but`.
pub fn banked(review: &Review, form: &Form, proof: &ProofView, but: &str) -> Banked {
    let typed = |name: &str| name != but;
    let amounts: Vec<Money> = open_proofs(review).filter_map(|it| form.get(AMOUNT.nth(it.id))).collect();
    let account = form.get(ACCOUNT.nth(proof.id)).filter(|_| typed(ACCOUNT.nth(proof.id).as_ref()));
    Banked {
        account: account.map(|alias| order_under_review::shown(&review.accounts, alias)),
        date: form.get(DATE.nth(proof.id)).filter(|_| typed(DATE.nth(proof.id).as_ref())),
        amount: form.get(AMOUNT.nth(proof.id)).filter(|_| typed(AMOUNT.nth(proof.id).as_ref())),
        reference: form
            .text(REFERENCE.nth(proof.id))
            .filter(|_| typed(REFERENCE.nth(proof.id).as_ref())),
        together: order_under_review::together(review, &amounts),
    }
}

/// Each cell of a proof beside what the order needs and what was declared.
pub fn compare(catalogue: &Catalogue, review: &Review, form: &mut Form, proof: &ProofView) {
    let account = form.get(ACCOUNT.nth(proof.id)).and_then(|alias| account_of(review, alias));
    form.set_currency(AMOUNT.nth(proof.id).as_ref(), shown_in(proof, account));
    let cells: [Cow<'static, str>; 4] = [
        ACCOUNT.nth(proof.id).into(),
        DATE.nth(proof.id).into(),
        AMOUNT.nth(proof.id).into(),
        REFERENCE.nth(proof.id).into(),
    ];
    for line in order_under_review::lines(catalogue, review, proof, &banked(review, form, proof, "")) {
        if let Some(at) = LINES.iter().position(|cell| *cell == line.about) {
            form.compare(&cells[at], line);
        }
    }
}

/// The lines of a comparison that are typed nowhere: what several proofs come to, what else differs, and who paid where it is
/// `asked` who did.
pub fn other_lines(shell: &Shell, review: &Review, form: &Form, proof: &ProofView, asked: bool) -> Vec<Said> {
    let width = (usize::from(shell.size.width).saturating_sub(LABELS + 9) / 3).min(COLUMN);
    let lines = order_under_review::lines(shell.catalogue, review, proof, &banked(review, form, proof, ""));
    let others = lines.iter().filter(|line| !LINES.contains(&line.about));
    let shown = others.filter(|line| match line.about {
        "pagos-line-sum" => true,
        "pagos-line-payer" if asked => line.columns[1..].iter().any(Option::is_some),
        _ => line.differs(true),
    });
    shown.map(|line| line.pieces(LABELS, width)).collect()
}

/// What the three columns are.
pub fn heads(catalogue: &Catalogue) -> [String; 3] {
    ["pagos-head-order", "pagos-head-declared", "pagos-head-bank"].map(|key| t!(catalogue, key))
}

/// The heads of the three columns.
pub fn header(catalogue: &Catalogue, labels: usize, width: usize) -> Said {
    let mut line = vec![(Tone::Past, " ".repeat(labels))];
    line.extend(heads(catalogue).map(|head| (Tone::Past, fitted(&head, width))));
    line
}

/// Our accounts that money can arrive at.
fn choices(accounts: &[AccountView]) -> Vec<Choice> {
    let usable = accounts.iter().filter(|it| it.active);
    usable
        .map(|it| {
            let full = format!("{} · {} · {}", it.alias, order_under_review::account(it), it.currency);
            Choice::new(it.alias.as_str(), order_under_review::account(it)).note(full)
        })
        .collect()
}
