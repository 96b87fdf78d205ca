//! One credit for several proofs, one proof in several credits.

use super::*;

fn declares(minor: i64, reference: &str) -> impl FnOnce(&mut OpenProof) {
    move |it| {
        it.amount = bs(minor);
        it.reference = Some(reference.to_owned());
    }
}

fn found(credits: &[Credit], proofs: &[OpenProof]) -> Vec<(Vec<u128>, Vec<u128>)> {
    let groups = groups(credits, proofs);
    let numbers = |group: &Group| {
        let credits = group.credits.iter().map(|id| id.uuid().as_u128()).collect();
        (credits, group.proofs.iter().map(|id| id.uuid().as_u128()).collect())
    };
    groups.iter().map(numbers).collect()
}

#[test]
fn one_transfer_for_two_orders_of_one_payer() {
    let named = line(1, |it| it.payer_document = Some("V12345678".to_owned()));
    let proofs = [
        proof(7, declares(60_000, "111111")),
        proof(8, declares(40_000, "222222")),
        proof(9, declares(33_000, "333333")),
    ];
    assert_eq!(found(std::slice::from_ref(&named), &proofs), [(vec![1], vec![7, 8])]);
    let groups = groups(std::slice::from_ref(&named), &proofs);
    let told = [Reason::PaidTogether(2), Reason::AmountEqual, Reason::SameDay, Reason::Document];
    assert_eq!(groups[0].reasons, told);
    // Somebody else's proof is not added up.
    let stranger = proof(8, |it| {
        declares(40_000, "222222")(it);
        it.payer_document = Some("V87654321".to_owned());
        it.payer_phone = Some("+584141112233".to_owned());
    });
    assert_eq!(found(std::slice::from_ref(&named), &[proofs[0].clone(), stranger]), []);
}

#[test]
fn one_reference_typed_for_two_orders() {
    let nobody = |minor| {
        move |it: &mut OpenProof| {
            declares(minor, "482913")(it);
            (it.payer_phone, it.payer_document) = (None, None);
        }
    };
    let lines = [line(1, shows("00482913", 100_040, 1))];
    let proofs = [proof(7, nobody(60_000)), proof(8, nobody(40_000))];
    assert_eq!(found(&lines, &proofs), [(vec![1], vec![7, 8])]);
    let told = [
        Reason::PaidTogether(2),
        Reason::ReferenceDigits(6),
        Reason::AmountOff(bs(40)),
        Reason::DaysApart(1),
    ];
    assert_eq!(groups(&lines, &proofs)[0].reasons, told);
    // The least tolerance of them is 5,00.
    assert_eq!(found(&[line(1, shows("482913", 100_501, 0))], &proofs), []);
    assert_eq!(found(&[line(1, shows("482913", 100_500, 0))], &proofs).len(), 1);
    assert_eq!(found(&[line(1, shows("482913", 100_000, 2))], &proofs), [], "another day");
    let elsewhere = line(1, |it| {
        shows("482913", 100_000, 0)(it);
        it.account = account(2);
    });
    assert_eq!(found(&[elsewhere], &proofs), []);
}

#[test]
fn one_proof_paid_in_parts() {
    let part = |n, minor| {
        line(n, |it| {
            shows("", minor, 0)(it);
            it.payer_phone = Some("04125551234".to_owned());
        })
    };
    let lines = [part(1, 70_000), part(2, 30_000), part(3, 12_000), line(4, shows("", 30_000, 0))];
    assert_eq!(found(&lines, &[proof(9, |_| {})]), [(vec![1, 2], vec![9])]);
    let told = [Reason::PaidInParts(2), Reason::AmountEqual, Reason::SameDay, Reason::Phone];
    assert_eq!(groups(&lines, &[proof(9, |_| {})])[0].reasons, told);
    // A line that pays it alone needs no parts.
    let whole = [lines[0].clone(), lines[1].clone(), part(5, 100_000)];
    assert_eq!(found(&whole, &[proof(9, |_| {})]), []);
}

#[test]
fn the_search_is_bounded() {
    let named = line(1, |it| {
        shows("", 100_000, 0)(it);
        it.payer_document = Some("V12345678".to_owned());
    });
    let many: Vec<OpenProof> = (2..40).map(|n| proof(n, declares(50_000, "1111"))).collect();
    assert_eq!(
        found(std::slice::from_ref(&named), &many).len(),
        3,
        "of the pairs of the first twelve"
    );
    let six: Vec<OpenProof> = (2..8).map(|n| proof(n, declares(16_666, "1111"))).collect();
    assert_eq!(found(&[named], &six), [], "six parts are not tried");
}
