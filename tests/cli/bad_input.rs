//! What people and other programs get wrong, and what they are told.

use crate::desk::{Desk, day};
use crate::fresh::{Fresh, on_both_engines};

on_both_engines!(
    numbers_of_orders,
    references,
    amounts,
    dates,
    receipts,
    names_that_would_write_on_the_screen,
    a_reference_that_paid_another_order,
);

async fn numbers_of_orders(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    // The last letter is another one.
    let last = if number.ends_with('A') { 'B' } else { 'A' };
    let typo = format!("{}{last}", &number[..number.len() - 1]);
    let ran = desk.ask(&format!("orders show {typo}"));
    assert_eq!(ran.error()["facts"]["nearest"], number);
    assert_eq!(ran.refused(), "order-unknown");
    let told = desk.run(&format!("track {typo}")).err;
    assert!(told.contains(&format!("¿Querías decir {number}?")), "{told}");
    let short = desk.ask(&format!("orders show {}", &number[..number.len() - 1]));
    assert_eq!(short.error()["facts"]["nearest"], number);
    assert_eq!(short.refused(), "order-number-malformed");
    for typed in ["nada", "KRFT-", "''", "KRFT-12345678", "'\u{1b}[31m'", "ñññññññ"] {
        let ran = desk.ask(&format!("orders show {typed}"));
        assert_ne!(ran.code, 0, "{typed}");
        assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
    }
}

async fn references(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, due) = desk.place();
    let forty = "1".repeat(40);
    for (typed, code) in [
        ("48AB13", "reference-letters"),
        ("482", "reference-short"),
        (forty.as_str(), "reference-long"),
        ("4,82913E+12", "reference-scientific"),
    ] {
        assert_eq!(desk.report(&number, &due, typed).refused(), code, "{typed}");
    }
    desk.report(&number, &due, "00004829").json();
    let kept = desk.ask(&format!("review show {number}")).json()["proofs"][0]["reference"].clone();
    assert_eq!(kept, "00004829");
}

async fn amounts(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    for (typed, code) in [
        ("12.345", "amount-ambiguous"),
        ("-5", "amount-negative"),
        ("0", "amount-zero"),
        ("12345678901234567890", "amount-too-large"),
        ("'USD 12,50'", "amount-currency"),
        ("1,5E+3", "amount-scientific"),
        ("doce", "amount-malformed"),
    ] {
        let line = format!("report {number} --method pago_movil --amount={typed} --date {} --note x", day(0));
        assert_eq!(desk.ask(&line).refused(), code, "{typed}");
    }
    for typed in ["1.234,56", "1,234.56"] {
        desk.report(&number, typed, "482913").json();
    }
    let proofs = desk.ask(&format!("review show {number}")).json()["proofs"].clone();
    assert_eq!(
        (&proofs[0]["amount"]["amount"], &proofs[1]["amount"]["amount"]),
        (&"1234.56".into(), &"1234.56".into())
    );
}

async fn dates(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    for (typed, code) in [
        ("31/02/2026", "date-impossible"),
        ("01/01/2020", "date-before-order"),
        ("luego", "date-malformed"),
        ("mañana", "date-future"),
        (day(3).as_str(), "date-future"),
    ] {
        let line = format!("report {number} --method cash --amount 5 --date {typed} --note x");
        assert_eq!(desk.ask(&line).refused(), code, "{typed}");
    }
}

async fn receipts(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let (number, _) = desk.place();
    let line = |file: &str| {
        format!(
            "report {number} --method cash --amount 5 --date {} --note x --receipt {file}",
            day(0)
        )
    };
    desk.file("fake.png", "not a picture");
    desk.file("empty.png", "");
    nix::unistd::mkfifo(&desk.home.join("pipe"), nix::sys::stat::Mode::S_IRWXU).expect("a pipe");
    let huge = std::fs::File::create(desk.home.join("huge.jpg")).expect("a file");
    huge.set_len(50 * 1024 * 1024).expect("50 MB");
    for (file, code) in [
        ("fake.png", "receipt-kind"),
        ("empty.png", "receipt-empty"),
        ("huge.jpg", "receipt-too-large"),
        ("none.png", "file"),
        ("/dev/zero", "file"),
        ("pipe", "file"),
    ] {
        assert_eq!(desk.ask(&line(file)).refused(), code, "{file}");
    }
    // What is kept belongs to a report.
    desk.file("pago.png", b"\x89PNG\r\n\x1a\n and so on");
    assert_eq!(desk.ask(&line("pago.png")).refused(), "proof-field-missing");
    assert!(!desk.home.join(".local/share/krafta/receipts").exists());
    desk.run(&format!("{} --payer-name Ana", line("pago.png"))).done();
    assert_eq!(desk.ask("db check").json()["receipts"], 1);
}

async fn names_that_would_write_on_the_screen(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let flood = format!("Zalgo{}", "\u{301}".repeat(100));
    for name in [
        "\u{1b}[31mroja\u{1b}[0m",
        "\u{1b}]52;c;cHduZWQ=\u{7}",
        "abc\u{202e}def",
        "cero\u{200b}ancho",
        flood.as_str(),
    ] {
        let line = vec![
            "checkout".into(),
            "--name".into(),
            name.to_owned(),
            "--phone".into(),
            "04145551234".into(),
            "--item".into(),
            "FRANELA".into(),
        ];
        desk.run_with(&line, "").done();
    }
    for line in ["orders list", "--json orders list", "orders export"] {
        let told = desk.run(line).done();
        let raw = |c: char| c == '\u{1b}' || c == '\u{7}' || c == '\u{202e}' || c == '\u{200b}';
        assert!(!told.contains(raw), "{told}");
        assert!(!told.contains(&"\u{301}".repeat(5)), "{told}");
    }
}

async fn a_reference_that_paid_another_order(fresh: Fresh) {
    let desk = Desk::open(&fresh);
    let pay = || {
        let (number, due) = desk.place();
        desk.report(&number, &due, "482913").json();
        desk.run(&format!("review claim {number}")).done();
        (format!("review confirm {number} {}", Desk::evidence(&due, "482913")), number)
    };
    let (line, first) = pay();
    desk.run(&line).done();
    let (line, _) = pay();
    let ran = desk.run(&line);
    assert!(ran.code == 1 && ran.err.contains(&first), "{}", ran.err);
    assert_eq!(desk.ask(&line).refused(), "duplicate-reference");
    // One transfer pays both when it is as much, whatever is said of it.
    let insisting = format!("{line} --override-reason 'una transferencia para los dos'");
    assert_eq!(desk.ask(&insisting).refused(), "credit-exceeded");
    assert_eq!(desk.ask(&format!("{line} --whole 99999999")).json()["payment"], "CONFIRMED");
}
