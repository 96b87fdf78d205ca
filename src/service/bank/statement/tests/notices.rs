use super::{Detected, bs, built_in, detect, on};
use crate::domain::bank::statement::Direction;
use crate::domain::money::Currency;
use crate::domain::refusal::Code;
use crate::service::bank::statement::{Reason, read_notices};

const BDV: &str = "Recibiste un PagomovilBDV por Bs. 3.000,00 del 0414-1234567 Ref: 000123456789 en fecha: 22-11-26 hora: 14:32\n";

#[test]
fn messages_of_each_bank() {
    for (bank, message, minor, phone, reference, day) in [
        ("0102", BDV, 300_000, "04141234567", "000123456789", 22),
        (
            "0191",
            "BNC: Recibiste un Pago Movil por Bs. 10455,00 del 0414***1234 Ref: 123456",
            1_045_500,
            "0414***1234",
            "123456",
            25,
        ),
        (
            "0137",
            "Sofitasa: recibiste Bs. 3095,49 del teléfono 04241234567 el 20/11/2026 referencia 998877",
            309_549,
            "04241234567",
            "998877",
            20,
        ),
        (
            "0138",
            "Banco Plaza: pago móvil recibido por Bs. 1265.34 de 04161234567 Ref. 112233.",
            126_534,
            "04161234567",
            "112233",
            25,
        ),
    ] {
        for bank_code in [Some(bank), None] {
            let found = read_notices(message, built_in(), bank_code, on(25), Currency::Ves);
            assert_eq!(found.refused, [], "{message}");
            let [line] = &found.lines[..] else { panic!("{message}") };
            assert_eq!(
                (line.amount, line.date, line.direction),
                (bs(minor), on(day), Direction::In),
                "{message}"
            );
            assert_eq!(
                (line.payer_phone.as_deref(), line.reference.as_str()),
                (Some(phone), reference),
                "{message}"
            );
        }
        let profile = detect(message.as_bytes(), built_in(), Some(bank)).unwrap();
        assert!(
            matches!(
                profile,
                Detected::One {
                    reason: Reason::Notice,
                    ..
                }
            ),
            "{profile:?}"
        );
    }
}

#[test]
fn several_pasted_together() {
    let second = BDV.replace("3.000,00", "4.512,30").replace("789 en", "780\nen");
    let text = format!(
        "Buenos días\n\n{BDV}{second}\nTu clave es 1234\n\nRecibiste un PagomovilBDV por Bs. 3,0,0 del 0414-1234567 Ref: 1 en fecha: 22-11-26 hora: 1\n"
    );
    let found = read_notices(&text, built_in(), Some("0102"), on(25), Currency::Ves);
    assert_eq!(found.profile, "bdv_notice");
    let read: Vec<_> = found
        .lines
        .iter()
        .map(|line| (line.line, line.amount, line.reference.as_str()))
        .collect();
    assert_eq!(read, [(3, bs(300_000), "000123456789"), (4, bs(451_230), "000123456780")]);
    let refused: Vec<_> = found.refused.iter().map(|line| (line.line, line.refusal.code)).collect();
    assert_eq!(refused, [(7, Code::StatementNotice), (9, Code::StatementAmount)]);
    assert_eq!(found.skipped, 1);
}

#[test]
fn a_message_of_tomorrow_or_of_another_bank_is_refused() {
    let code = |text: &str, bank| {
        let found = read_notices(text, built_in(), Some(bank), on(21), Currency::Ves);
        assert!(found.lines.is_empty());
        found.refused[0].refusal.code
    };
    assert_eq!(code(BDV, "0102"), Code::StatementDate);
    assert_eq!(code(BDV, "0191"), Code::StatementNotice);
    assert_eq!(code(&BDV.replace("000123456789", "1.23E+11"), "0102"), Code::StatementDate);
}
