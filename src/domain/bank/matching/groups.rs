//! What no single pair explains: one credit that pays several proofs of one payer, and one proof that was paid in parts. Only
//! what is linked by a reference, an order's number or a payer is added up, a few at a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::evidence::{Evidence, Identity, Line};
use super::index::Index;
use super::level::{CENT, is_near};
use super::reasons::{self, Reason, barred};
use super::{Credit, OpenProof};
use crate::domain::ids::{CreditId, SubmissionId};
use crate::domain::money::Money;
use crate::domain::reference::STRONG;

/// The most parts that are added up.
const MOST_PARTS: u32 = 5;
/// The most parts that are tried with each other, nearest in time first.
const MOST_TRIED: usize = 12;
/// The most groups that are told of one credit or one proof.
const MOST_TOLD: usize = 3;

/// Credits and proofs that fit together: one credit, or one proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub credits: Vec<CreditId>,
    pub proofs: Vec<SubmissionId>,
    /// Of all together.
    pub reasons: Vec<Reason>,
}

/// A proof and a line that say of each other who paid, or for what.
struct Link<'a> {
    credit: &'a Credit,
    proof: usize,
    evidence: Evidence,
}

/// All groups. The order of lines and proofs does not matter.
pub fn groups(credits: &[Credit], proofs: &[OpenProof]) -> Vec<Group> {
    let index = Index::of(proofs);
    let mut by_proof: BTreeMap<SubmissionId, Vec<Link<'_>>> = BTreeMap::new();
    let mut found = Vec::new();
    for credit in credits.iter().filter(|credit| credit.proposable && index.looks_at(credit.date)) {
        let line = Line::of(credit);
        let links = links(&index, &line);
        found.extend(paid_together(&index, &line, &links));
        for link in links {
            by_proof.entry(proofs[link.proof].id).or_default().push(link);
        }
    }
    for links in by_proof.into_values() {
        found.extend(paid_in_parts(proofs, links));
    }
    found.sort_unstable_by(|a, b| (&a.credits, &a.proofs).cmp(&(&b.credits, &b.proofs)));
    found
}

fn links<'a>(index: &Index<'_>, line: &Line<'a>) -> Vec<Link<'a>> {
    let linked = index.linked(line).into_iter().filter_map(|proof| {
        let evidence = evidence(index, line, proof)?;
        let says = evidence.is_strong() || evidence.identity.is_payer();
        says.then_some(Link {
            credit: line.credit,
            proof,
            evidence,
        })
    });
    linked.collect()
}

/// Of a line and a proof that could be of one account and one day.
fn evidence(index: &Index<'_>, line: &Line<'_>, proof: usize) -> Option<Evidence> {
    let wanted = &index.wanted[proof];
    let apart = barred(line.credit, wanted.proof).is_some();
    let evidence = (!apart && wanted.proof.account.is_some()).then(|| Evidence::between(line, wanted))?;
    let another = evidence.identity == Identity::OtherDocument;
    (is_near(&evidence) && !another).then_some(evidence)
}

/// The sets of proofs of one payer, or with one reference, that a line pays to the cent or within the least tolerance.
fn paid_together(index: &Index<'_>, line: &Line<'_>, links: &[Link<'_>]) -> Vec<Group> {
    let mut sets: BTreeSet<Vec<usize>> = BTreeSet::new();
    let strong = links.iter().filter(|link| link.evidence.is_strong()).map(|link| link.proof);
    sets.insert(strong.collect());
    for link in links {
        let wanted = &index.wanted[link.proof];
        let same_document = wanted.payer.and_then(|(_, number)| index.documents.get(&number));
        let document = same_document.into_iter().flatten().copied();
        sets.insert(document.filter(|place| index.wanted[*place].payer == wanted.payer).collect());
        sets.extend(wanted.phone.and_then(|phone| index.phones.get(&phone)).cloned());
    }
    let mut found = BTreeMap::new();
    for set in sets {
        let known = set.into_iter().filter_map(|place| Some((place, evidence(index, line, place)?)));
        let mut parts: Vec<_> = known.collect();
        parts.sort_by_key(|(place, evidence)| (evidence.days.unsigned_abs(), index.wanted[*place].proof.id));
        parts.truncate(MOST_TRIED);
        if parts.iter().any(|(_, evidence)| evidence.is_tolerated()) {
            continue;
        }
        let amounts: Vec<i64> = parts.iter().map(|(place, _)| index.wanted[*place].proof.amount.minor()).collect();
        for chosen in sums(&amounts, line.credit.left.minor(), |chosen| least_tolerance(&parts, chosen)) {
            let of = |place: &usize| parts[*place];
            let mut proofs: Vec<_> = chosen.iter().map(|at| index.wanted[of(at).0].proof.id).collect();
            proofs.sort_unstable();
            let sum: i64 = chosen.iter().map(|at| amounts[*at]).sum();
            let evidence: Vec<_> = chosen.iter().map(|at| of(at).1).collect();
            let off = line.credit.left.minor() - sum;
            let reasons = together(&evidence, Reason::PaidTogether(count(&chosen)), line.credit.left, off);
            found.insert((off.unsigned_abs(), proofs.len(), proofs), reasons);
        }
    }
    let told = found.into_iter().take(MOST_TOLD);
    told.map(|((_, _, proofs), reasons)| Group {
        credits: vec![line.credit.id],
        proofs,
        reasons,
    })
    .collect()
}

/// The sets of lines that name a proof's payer, order or reference, and are its amount within the tolerance.
fn paid_in_parts(proofs: &[OpenProof], mut links: Vec<Link<'_>>) -> Vec<Group> {
    links.sort_by_key(|link| (link.evidence.days.unsigned_abs(), link.credit.id));
    links.truncate(MOST_TRIED);
    let Some(proof) = links.first().map(|link| &proofs[link.proof]) else {
        return Vec::new();
    };
    if links.iter().any(|link| link.evidence.is_tolerated()) {
        return Vec::new();
    }
    let amounts: Vec<i64> = links.iter().map(|link| link.credit.left.minor()).collect();
    let tolerance = links.first().map_or(0, |link| link.evidence.tolerance.max(CENT));
    let mut found = BTreeMap::new();
    for chosen in sums(&amounts, proof.amount.minor(), |_| tolerance) {
        let mut credits: Vec<_> = chosen.iter().map(|at| links[*at].credit.id).collect();
        credits.sort_unstable();
        let off = chosen.iter().map(|at| amounts[*at]).sum::<i64>() - proof.amount.minor();
        let evidence: Vec<_> = chosen.iter().map(|at| links[*at].evidence).collect();
        let reasons = together(&evidence, Reason::PaidInParts(count(&chosen)), proof.amount, off);
        found.insert((off.unsigned_abs(), credits.len(), credits), reasons);
    }
    let told = found.into_iter().take(MOST_TOLD);
    told.map(|((_, _, credits), reasons)| Group {
        credits,
        proofs: vec![proof.id],
        reasons,
    })
    .collect()
}

fn least_tolerance(parts: &[(usize, Evidence)], chosen: &[usize]) -> u64 {
    let least = chosen.iter().map(|at| parts[*at].1.tolerance).min();
    least.unwrap_or_default().max(CENT)
}

fn count(chosen: &[usize]) -> u8 {
    u8::try_from(chosen.len()).unwrap_or(u8::MAX)
}

/// The sets of two to [`MOST_PARTS`] amounts that sum up to `wanted`, give or take.
fn sums(amounts: &[i64], wanted: i64, tolerance: impl Fn(&[usize]) -> u64) -> Vec<Vec<usize>> {
    let sets = (0_u32..1 << amounts.len().min(MOST_TRIED)).filter(|set| (2..=MOST_PARTS).contains(&set.count_ones()));
    let chosen = sets.map(|set| (0..amounts.len()).filter(|at| set >> at & 1 == 1).collect::<Vec<usize>>());
    let fits = |chosen: &Vec<usize>| {
        let sum: i128 = chosen.iter().map(|at| i128::from(amounts[*at])).sum();
        (sum - i128::from(wanted)).unsigned_abs() <= u128::from(tolerance(chosen))
    };
    chosen.filter(fits).collect()
}

/// What the parts have in common: the best of their references, the sum, the farthest day, and a payer whom all share.
fn together(parts: &[Evidence], how: Reason, whole: Money, off: i64) -> Vec<Reason> {
    let mut reasons = vec![how];
    let strong = parts.iter().filter(|part| part.digits >= STRONG);
    let digits = strong.filter_map(|part| u8::try_from(part.digits).ok()).max();
    reasons.extend(digits.map(Reason::ReferenceDigits));
    reasons.extend(parts.iter().any(|part| part.names_order).then_some(Reason::OrderNumber));
    reasons.push(match off {
        0 => Reason::AmountEqual,
        off => Reason::AmountOff(Money::of_minor(off, whole.currency())),
    });
    let farthest = parts.iter().map(|part| part.days).max_by_key(|days| (days.unsigned_abs(), *days));
    reasons.extend(farthest.map(reasons::day));
    let shared = parts
        .split_first()
        .filter(|(first, rest)| rest.iter().all(|part| part.identity == first.identity));
    reasons.extend(shared.and_then(|(first, _)| reasons::who(first.identity)));
    reasons
}
