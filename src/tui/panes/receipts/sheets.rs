//! The receipts of an order as they are asked for: each with what was declared, to compare.

use crate::domain::ids::SubmissionId;
use crate::domain::text::Safe;
use crate::locale::{Catalogue, date, money, t};
use crate::service::orders::view::ProofView;
use crate::tui::core::crops::Like;
use crate::tui::core::pane_request::{PaneRequest, Receipts, Sheet};

/// Asks for the receipts of these proofs, that of `first` first; the last one's where none is named. None where there is none.
pub fn receipts(catalogue: &Catalogue, order: &str, proofs: &[ProofView], first: Option<SubmissionId>) -> Option<PaneRequest> {
    let with: Vec<_> = proofs.iter().filter(|proof| proof.receipt.is_some()).collect();
    let at = match first {
        Some(id) => with.iter().position(|proof| proof.id == id)?,
        None => with.len().checked_sub(1)?,
    };
    let sheet = |proof: &&ProofView| {
        Some(Sheet {
            file: proof.receipt.clone()?,
            declared: declared(catalogue, proof),
            like: Like {
                method: proof.method,
                bank: proof.origin_bank.as_ref().map(|bank| bank.as_str().to_owned()),
            },
        })
    };
    Some(PaneRequest::Receipts(Receipts {
        order: order.to_owned(),
        sheets: with.iter().filter_map(sheet).collect(),
        first: at,
    }))
}

/// The amount and the reference first: they are what is looked for.
fn declared(catalogue: &Catalogue, proof: &ProofView) -> String {
    let reference = proof.reference.as_ref().map(Safe::as_str);
    let account = proof
        .account
        .as_ref()
        .map(|account| format!("{} · {}", account.alias, account.tail));
    let facts = [
        Some(money(proof.amount)),
        reference.map(|reference| t!(catalogue, "comprobante-reference", reference = reference)),
        Some(date(proof.paid_on)),
        account,
        proof.payer_id_doc.as_ref().map(ToString::to_string),
        proof.payer_phone.as_ref().map(ToString::to_string),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    t!(catalogue, "comprobante-declared", facts = facts.join(" · "))
}
