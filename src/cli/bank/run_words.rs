//! A line of a run in words.

use crate::domain::runs::state::LineState;
use crate::locale::Catalogue;
use crate::service::runs::view::RunLineView;

/// Where it stands; one that the bank shows is found.
pub fn line_state(catalogue: &Catalogue, line: &RunLineView) -> String {
    let state = match line.state {
        _ if !line.goes => "OUT",
        LineState::Paid if line.credit.is_some() => "FOUND",
        state => state.as_str(),
    };
    catalogue.text(&format!("lote-line-{state}"), &[])
}

pub fn marks(catalogue: &Catalogue, line: &RunLineView) -> String {
    let said = line.marks.iter().map(|mark| {
        let sign = if mark.blocks() { "✖" } else { "▲" };
        format!("{sign} {}", catalogue.text(&format!("lote-mark-{mark}"), &[]))
    });
    let reason = line.reason.iter().map(ToString::to_string);
    said.chain(reason).collect::<Vec<_>>().join(" · ")
}

/// Bank and account, or bank and phone.
pub fn payee(catalogue: &Catalogue, line: &RunLineView) -> String {
    let to = &line.payee;
    let account = to.account.as_ref().or(to.phone.as_ref()).map(ToString::to_string);
    let method = to.method.map(|method| catalogue.text(&format!("method-{method}"), &[]));
    [method, to.bank.as_ref().map(ToString::to_string), account]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}
