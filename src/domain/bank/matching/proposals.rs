//! The ranked lines of each proof, and which of them stands out.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::evidence::{Evidence, Line};
use super::index::Index;
use super::level::Level;
use super::reasons::{self, Reason, barred};
use super::{Credit, OpenProof, Pair};
use crate::domain::ids::SubmissionId;

/// What was found for each proof that has a candidate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals(BTreeMap<SubmissionId, Ranked>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Ranked {
    pairs: Vec<Pair>,
    /// The first pair stands out: alone at its level, and no other proof has as good a claim to that money.
    chosen: bool,
    /// And one key confirms it.
    one_key: bool,
}

impl Proposals {
    /// The candidates of a proof, the best first.
    pub fn of(&self, proof: SubmissionId) -> &[Pair] {
        self.0.get(&proof).map_or(&[], |ranked| &ranked.pairs)
    }

    /// The pair to put the cursor on. None when several are at the best level, when that is a conflict, or when other proofs
    /// that are as good would take the credit beyond what is left of it.
    pub fn preselected(&self, proof: SubmissionId) -> Option<&Pair> {
        self.first(proof, |ranked| ranked.chosen)
    }

    /// The pair that one key confirms: EXACT, preselected, and nothing unacknowledged stands on the proof.
    pub fn one_key(&self, proof: SubmissionId) -> Option<&Pair> {
        self.first(proof, |ranked| ranked.one_key)
    }

    /// All of them, by proof.
    pub fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.0.values().flat_map(|ranked| &ranked.pairs)
    }

    fn first(&self, proof: SubmissionId, asked: impl Fn(&Ranked) -> bool) -> Option<&Pair> {
        self.0.get(&proof).filter(|ranked| asked(ranked))?.pairs.first()
    }
}

/// A pair while it is weighed: places of the credit and of the proof.
#[derive(Clone, Copy)]
struct Found {
    credit: usize,
    proof: usize,
    level: Level,
    evidence: Evidence,
}

/// The candidates of every proof. The order of lines and proofs does not matter, and lines that fit nothing change nothing.
pub fn propose(credits: &[Credit], proofs: &[OpenProof]) -> Proposals {
    let (mut found, alone) = weighed(credits, proofs);
    found.extend(only_ones(&found, alone));
    let chosen = chosen(&found, credits, proofs);
    ranked(found, credits, proofs, &chosen)
}

/// The proofs that could claim any of these lines. What is proposed for one proof depends on those that could claim its lines, and on
/// all lines that these could claim; on nothing else.
pub fn rivals(credits: &[Credit], proofs: &[OpenProof]) -> HashSet<SubmissionId> {
    let (found, alone) = weighed(credits, proofs);
    found.iter().chain(&alone).map(|pair| proofs[pair.proof].id).collect()
}

/// Each line against each proof: the pairs that have a level of their own, and those that share an amount alone.
fn weighed(credits: &[Credit], proofs: &[OpenProof]) -> (Vec<Found>, Vec<Found>) {
    let index = Index::of(proofs);
    let (mut found, mut alone) = (Vec::new(), Vec::new());
    for (place, credit) in credits.iter().enumerate() {
        if !credit.proposable || !index.looks_at(credit.date) {
            continue;
        }
        let line = Line::of(credit);
        for proof in index.candidates(&line) {
            let wanted = &index.wanted[proof];
            if barred(credit, wanted.proof).is_some() {
                continue;
            }
            let evidence = Evidence::between(&line, wanted);
            let of = |level| Found {
                credit: place,
                proof,
                level,
                evidence,
            };
            if let Some(level) = Level::of(&evidence) {
                found.push(of(level));
            } else if Level::by_amount_alone(&evidence) {
                alone.push(of(Level::Amount));
            }
        }
    }
    (found, alone)
}

/// Of the pairs that only share an amount, those where neither the line nor the proof has another such partner, or a better.
fn only_ones(found: &[Found], mut alone: Vec<Found>) -> Vec<Found> {
    let better = found.iter().filter(|pair| pair.level < Level::Amount);
    let (mut paid, mut paying) = (Vec::new(), Vec::new());
    for pair in better {
        paid.push(pair.proof);
        paying.push(pair.credit);
    }
    paid.sort_unstable();
    paying.sort_unstable();
    let taken = |places: &[usize], place: usize| places.binary_search(&place).is_ok();
    alone.retain(|pair| !taken(&paid, pair.proof) && !taken(&paying, pair.credit));
    let (mut of_proof, mut of_credit) = (HashMap::new(), HashMap::new());
    for pair in &alone {
        *of_proof.entry(pair.proof).or_insert(0_u32) += 1;
        *of_credit.entry(pair.credit).or_insert(0_u32) += 1;
    }
    alone.retain(|pair| of_proof.get(&pair.proof) == Some(&1) && of_credit.get(&pair.credit) == Some(&1));
    alone
}

/// The places of the proofs whose best pair stands out, with its credit. Credits are given out level by level; where those of
/// a level together ask for more than is left, none of them stands out, nor any of a lower level.
fn chosen(found: &[Found], credits: &[Credit], proofs: &[OpenProof]) -> HashMap<usize, usize> {
    let mut best: HashMap<usize, (Level, u32)> = HashMap::new();
    for pair in found {
        let (level, count) = best.entry(pair.proof).or_insert((pair.level, 0));
        if pair.level < *level {
            (*level, *count) = (pair.level, 0);
        }
        *count += u32::from(pair.level == *level);
    }
    let mut claims: BTreeMap<(usize, Level), Vec<usize>> = BTreeMap::new();
    for pair in found.iter().filter(|pair| pair.level < Level::Conflict) {
        if best.get(&pair.proof).is_some_and(|(level, _)| *level == pair.level) {
            claims.entry((pair.credit, pair.level)).or_default().push(pair.proof);
        }
    }
    let mut chosen = HashMap::new();
    let mut given: HashMap<usize, i128> = HashMap::new();
    for ((credit, _), claimants) in claims {
        let left = i128::from(credits[credit].left.minor());
        let asked: i128 = claimants.iter().map(|place| i128::from(proofs[*place].amount.minor())).sum();
        let before = given.get(&credit).copied().unwrap_or_default();
        // One alone may ask for a little more than there is: that is the tolerance.
        let fits = before + asked <= left || before == 0 && claimants.len() == 1;
        given.insert(credit, if fits { before + asked } else { i128::MAX / 2 });
        if fits {
            let single = claimants
                .into_iter()
                .filter(|place| best.get(place).is_some_and(|(_, count)| *count == 1));
            chosen.extend(single.map(|place| (place, credit)));
        }
    }
    chosen
}

fn ranked(mut found: Vec<Found>, credits: &[Credit], proofs: &[OpenProof], chosen: &HashMap<usize, usize>) -> Proposals {
    let key = |pair: &Found| {
        let evidence = &pair.evidence;
        let rank = (evidence.days != 0, evidence.off.unsigned_abs(), !evidence.identity.is_payer());
        (pair.level, rank, credits[pair.credit].id)
    };
    found.sort_by_key(key);
    let mut proposals: BTreeMap<SubmissionId, Ranked> = BTreeMap::new();
    for pair in found {
        let (credit, proof) = (&credits[pair.credit], &proofs[pair.proof]);
        let ranked = proposals.entry(proof.id).or_default();
        if ranked.pairs.is_empty() {
            ranked.chosen = chosen.get(&pair.proof) == Some(&pair.credit);
            ranked.one_key = ranked.chosen && pair.level == Level::Exact && !proof.signals;
        }
        ranked.pairs.push(explained(&pair, credit, proof.id));
    }
    Proposals(proposals)
}

fn explained(pair: &Found, credit: &Credit, proof: SubmissionId) -> Pair {
    let mut reasons = reasons::of(&pair.evidence, credit);
    reasons.extend((pair.level == Level::Amount).then_some(Reason::OnlyCandidate));
    Pair {
        credit: credit.id,
        proof,
        level: pair.level,
        reasons,
    }
}
