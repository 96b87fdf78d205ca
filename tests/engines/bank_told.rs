//! What of the banks' lines is told beyond a pair: groups, what the levels are worth, money that was taken back.

use crate::bank::{by_line, day, free, import, line};
use crate::counter::{Counter, bolivares};
use crate::fresh::{Fresh, on_both_engines};
use krafta::domain::bank::matching::Level;
use krafta::domain::bank::statement::{Direction, LineKind, StatementLine};
use krafta::service::Command;

on_both_engines!(
    one_transfer_for_two_orders_is_told_with_both,
    levels_are_judged_by_what_was_confirmed,
    money_that_the_bank_takes_back_names_its_order,
    what_was_doubted_takes_more_than_one_key,
);

async fn one_transfer_for_two_orders_is_told_with_both(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (first, _) = counter.reported_and_claimed("44123456").await;
    let (second, _) = counter.reported_and_claimed("44123456").await;
    import(
        &counter,
        vec![line(2, "44123456", bolivares(first.due.minor() + second.due.minor()))],
    )
    .await;
    let found = counter.shop.bank().proposals_of(&counter.ana, first.id).await.expect("proposals");
    let [proposal] = found.as_slice() else { panic!("{found:?}") };
    let [group] = proposal.groups.as_slice() else {
        panic!("{proposal:?}")
    };
    let mut numbers: Vec<_> = group.proofs.iter().map(|proof| proof.number.as_str()).collect();
    numbers.sort_unstable();
    let mut orders = [first.number.as_str(), second.number.as_str()];
    orders.sort_unstable();
    assert_eq!((numbers.as_slice(), group.lines.len()), (&orders[..], 1));
    assert!(!proposal.fits, "one key confirms no part of a line");
    let all = counter.shop.bank().proposals(&counter.ana).await.expect("proposals");
    assert_eq!(
        all.iter().find(|one| one.order == first.id),
        Some(proposal),
        "one alone is as all are"
    );
}

async fn levels_are_judged_by_what_was_confirmed(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let bank = counter.shop.bank();
    // Chosen in the statement; typed, and found in the statement later; typed from a line that nobody would propose.
    let (chosen, proof) = counter.reported_and_claimed("33123456").await;
    import(&counter, vec![line(2, "33123456", chosen.due)]).await;
    let credit = free(&counter).await.remove(0);
    let confirm = by_line(&counter, &chosen, proof, &credit, chosen.due).await;
    counter.done(&counter.ana, confirm).await;
    let typed = counter.confirmed("33555555").await;
    import(&counter, vec![line(3, "33555555", typed.due)]).await;
    let record = bank.track_record(&counter.ana, 50).await.expect("a record");
    let exact = record.of(Level::Exact).expect("exact ones");
    assert_eq!((exact.right, exact.wrong, record.confirmed), (2, 0, 2));
    let (mistaken, proof) = counter.reported_and_claimed("33777777").await;
    let (its_own, another) = (line(4, "33777777", mistaken.due), line(5, "91919191", mistaken.due));
    import(&counter, vec![its_own, another]).await;
    let credit = free(&counter)
        .await
        .into_iter()
        .find(|row| &*row.reference == "91919191")
        .expect("the other");
    let confirm = by_line(&counter, &mistaken, proof, &credit, mistaken.due).await;
    counter.done(&counter.ana, confirm).await;
    let record = bank.track_record(&counter.ana, 50).await.expect("a record");
    let exact = record.of(Level::Exact).expect("exact ones");
    assert_eq!((exact.right, exact.wrong, record.confirmed), (2, 1, 3));
    assert_eq!(bank.track_record(&counter.ana, 1).await.expect("a record").confirmed, 1);
}

async fn money_that_the_bank_takes_back_names_its_order(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (chosen, proof) = counter.reported_and_claimed("22123456").await;
    import(&counter, vec![line(2, "22123456", chosen.due)]).await;
    let credit = free(&counter).await.remove(0);
    let confirm = by_line(&counter, &chosen, proof, &credit, chosen.due).await;
    counter.done(&counter.ana, confirm).await;
    // Typed, and found in the statement later; and one whose money stays.
    let typed = counter.confirmed("22555555").await;
    counter.confirmed("22777777").await;
    import(&counter, vec![line(3, "22555555", typed.due)]).await;
    let reversal = |number, reference, amount| StatementLine {
        date: day("2026-11-23"),
        direction: Direction::Out,
        kind: LineKind::Reversal,
        description: "REVERSO".into(),
        ..line(number, reference, amount)
    };
    let back = vec![
        reversal(4, "000022123456", chosen.due),
        reversal(5, "22555555", typed.due),
        reversal(6, "22777777", bolivares(1)),
    ];
    let done = import(&counter, back.clone()).await;
    let mut orders = vec![chosen.number.clone(), typed.number.clone()];
    orders.sort_unstable();
    assert_eq!(done.taken_back, orders);
    // Doubted since, it is nothing new.
    let mut because = counter.because(&chosen, "el banco lo devolvió").await;
    because.overridden = true;
    counter.done(&counter.ana, Command::Reverse(because)).await;
    assert_eq!(
        import(&counter, vec![reversal(7, "000022123456", chosen.due)]).await.taken_back,
        Vec::<String>::new()
    );
}

async fn what_was_doubted_takes_more_than_one_key(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let (order, proof) = counter.reported_and_claimed("11123456").await;
    import(&counter, vec![line(2, "11123456", order.due)]).await;
    let credit = free(&counter).await.remove(0);
    let confirm = by_line(&counter, &order, proof, &credit, order.due).await;
    counter.done(&counter.ana, confirm).await;
    let mut doubt = counter.because(&order, "el banco no responde por él").await;
    doubt.overridden = true;
    counter.done(&counter.ana, Command::Reverse(doubt)).await;
    let found = counter.shop.bank().proposals_of(&counter.ana, order.id).await.expect("proposals");
    let [proposal] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        (proposal.candidates[0].level, proposal.fits),
        (Level::Exact, false),
        "it is held because it was doubted"
    );
}
