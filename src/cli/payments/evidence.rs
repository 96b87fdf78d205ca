//! What an admin read in the bank, from flags: for the one open proof, or for each of several.

use crate::cli::core::failure::Failure;
use crate::domain::actor::Actor;
use crate::domain::dates;
use crate::domain::money::Money;
use crate::domain::refusal::{Arg, Code, Refusal, Ruling};
use crate::service::Krafta;
use crate::service::bank::proposals::Proposal;
use crate::service::orders::view::ProofView;
use crate::service::payments::commands::Attestation;
use crate::service::payments::view::Review;

#[derive(clap::Args)]
pub struct Evidence {
    #[arg(long, requires_all = ["date", "amount", "reference"])]
    account: Option<String>,
    #[arg(long, requires = "account")]
    date: Option<String>,
    #[arg(long, requires = "account")]
    amount: Option<String>,
    #[arg(long, requires = "account")]
    reference: Option<String>,
    #[arg(long, requires = "account")]
    whole: Option<String>,
    #[arg(long, requires = "account")]
    submission: Option<u32>,
    #[arg(long, requires = "account")]
    note: Option<String>,
    #[arg(long = "evidence", id = "evidence", conflicts_with = "account")]
    several: Vec<String>,
    /// A line of a statement; without its name the one that fits.
    #[arg(long, num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["account", "evidence"])]
    line: Option<String>,
}

/// Something that was found in the bank, for a verdict that needs it.
pub const FOUND: [&str; 3] = ["account", "evidence", "line"];

/// One line of evidence, as typed.
struct Typed<'a> {
    seq: Option<u32>,
    account: &'a str,
    date: &'a str,
    amount: &'a str,
    reference: &'a str,
    whole: Option<&'a str>,
    note: Option<&'a String>,
}

impl Evidence {
    pub const fn is_given(&self) -> bool {
        self.account.is_some() || !self.several.is_empty() || self.line.is_some()
    }

    /// What was found, each for its proof: as typed, or as the line of a statement shows it.
    ///
    /// # Errors
    /// As [`Evidence::read`]; `credit-unknown` for a line that is not there; `nothing-fits` where no line fits in every way.
    pub async fn found(&self, (shop, actor): (&Krafta, &Actor), review: &Review) -> Result<Vec<Attestation>, Failure> {
        let Some(named) = &self.line else {
            return Ok(self.read(review, shop.today())?);
        };
        if named.is_empty() {
            let found = shop.bank().proposals_of(actor, review.order.id).await?;
            let attested = |proposal: &Proposal| Some(Attestation::of_candidate(proposal.submission, proposal.amount, proposal.first()?));
            let fitting: Vec<_> = found.iter().filter(|proposal| proposal.fits).filter_map(attested).collect();
            if fitting.is_empty() {
                return Err(Refusal::new(Code::NothingFits).with("order", review.order.number.as_str()).into());
            }
            return Ok(fitting);
        }
        let proof = proof(None, review)?;
        let id = named.trim().parse().map_err(|_| Refusal::new(Code::CreditUnknown))?;
        let credit = shop.bank().credit(actor, id).await?.credit;
        Ok(vec![Attestation::of_credit(proof.id, proof.amount, &credit)])
    }

    /// As values, each for its proof.
    ///
    /// # Errors
    /// `submission-unknown`, `which-submission`, `evidence-malformed`, or what is wrong with a date or an amount.
    fn read(&self, review: &Review, today: chrono::NaiveDate) -> Ruling<Vec<Attestation>> {
        if let (Some(account), Some(date), Some(amount), Some(reference)) = (&self.account, &self.date, &self.amount, &self.reference) {
            let typed = Typed {
                seq: self.submission,
                account,
                date,
                amount,
                reference,
                whole: self.whole.as_deref(),
                note: self.note.as_ref(),
            };
            return Ok(vec![attest(&typed, review, today)?]);
        }
        self.several.iter().map(|text| attest(&parts(text)?, review, today)).collect()
    }
}

/// `2:BDV-PM:22/11/2026:4512,30:00482913`: proof, account, date, amount, reference. `4512,30/9000,00` is an amount and the whole
/// bank credit it is a part of.
fn parts(text: &str) -> Ruling<Typed<'_>> {
    let malformed = || Refusal::new(Code::EvidenceMalformed).with("input", crate::domain::text::excerpt(text));
    let (seq, rest) = text.split_once(':').ok_or_else(malformed)?;
    let mut back = rest.rsplitn(4, ':');
    match (back.next(), back.next(), back.next(), back.next()) {
        (Some(reference), Some(amount), Some(date), Some(account)) => {
            let (amount, whole) = match amount.split_once('/') {
                Some((amount, whole)) => (amount, Some(whole)),
                None => (amount, None),
            };
            Ok(Typed {
                seq: Some(seq.parse().map_err(|_| malformed())?),
                account,
                date,
                amount,
                reference,
                whole,
                note: None,
            })
        }
        _ => Err(malformed()),
    }
}

fn attest(typed: &Typed<'_>, review: &Review, today: chrono::NaiveDate) -> Ruling<Attestation> {
    let proof = proof(typed.seq, review)?;
    Ok(Attestation {
        submission: proof.id,
        account: typed.account.to_owned(),
        date: dates::typed(typed.date, today)?,
        amount: Money::typed(typed.amount, proof.amount.currency())?,
        bank_reference: typed.reference.to_owned(),
        whole: typed.whole.map(|whole| Money::typed(whole, proof.amount.currency())).transpose()?,
        credit: None,
        note: typed.note.cloned(),
    })
}

/// The proof of that number; without a number, the one open proof there is. Where none is open any more it is the last,
/// so that a confirmation can be said again; whether it may be done at all is for the service to say.
fn proof(seq: Option<u32>, review: &Review) -> Ruling<&ProofView> {
    use crate::domain::method::ProofState::Open;
    if let Some(seq) = seq {
        let found = review.proofs.iter().find(|proof| proof.seq == seq);
        return found.ok_or_else(|| Refusal::new(Code::SubmissionUnknown).with("submission", seq));
    }
    let open: Vec<_> = review.proofs.iter().filter(|proof| proof.state == Open).collect();
    match open.as_slice() {
        [only] => Ok(only),
        [] => review.proofs.last().ok_or_else(|| Refusal::new(Code::NoOpenProof)),
        several => {
            let numbers: Vec<_> = several.iter().map(|proof| proof.seq.to_string()).collect();
            Err(Refusal::new(Code::WhichSubmission).with("numbers", Arg::Text(numbers.join(", "))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_may_hold_a_colon() {
        let typed = parts("2:BDV:PM:22/11/2026:4512,30:00482913").unwrap();
        assert_eq!((typed.seq, typed.account), (Some(2), "BDV:PM"));
        assert_eq!((typed.date, typed.amount, typed.reference), ("22/11/2026", "4512,30", "00482913"));
        let part = parts("2:BDV:22/11/2026:4512,30/9000:00482913").unwrap();
        assert_eq!((part.amount, part.whole), ("4512,30", Some("9000")));
        for text in ["", "2", "2:a:b:c", "x:a:b:c:d"] {
            assert_eq!(
                parts(text).err().map(|refusal| refusal.code),
                Some(Code::EvidenceMalformed),
                "{text}"
            );
        }
    }
}
