//! Typed filters, in both languages, and what is refused of them.

use crate::domain::amount_range::AmountRange;
use crate::domain::dates::Zone;
use crate::domain::ids::OperatorId;
use crate::domain::method::PaymentMethod;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::{AssignmentStatus, PaymentStatus};
use crate::domain::refusal::{Arg, Code};
use crate::service::core::filter_text::*;
use crate::service::fulfilment::work_list::WorksFilter;
use crate::service::orders::view::OrderFilter;
use crate::service::payables::view::{PayableFilter, SettlementFilter};
use crate::service::payments::view::{QueueFilter, RefundSearch};

fn typing() -> Typing {
    Typing {
        now: "2026-11-22T18:30:00Z".parse().unwrap(),
        zone: Zone::default(),
        me: Some(OperatorId::from_uuid(uuid::Uuid::from_u128(7))),
    }
}

fn orders(input: &str) -> OrderFilter {
    OrderFilter::parse(input, &typing()).unwrap()
}

#[test]
fn words_and_fields_in_both_languages() {
    let spanish = orders("banco:0102 estado:confirmado ref:4829 tel:0412-555.12.34 ci:V12345678 taller:\"taller orinoco\" María Peña");
    let english =
        orders("bank:0102 status:CONFIRMED reference:4829 phone:0412-555.12.34 id:V12345678 workshop:“taller orinoco” María Peña");
    assert_eq!(spanish, english);
    assert_eq!(spanish.bank.as_deref(), Some("0102"));
    assert_eq!(spanish.payment, [PaymentStatus::Confirmed]);
    assert_eq!(spanish.reference.as_deref(), Some("4829"));
    assert_eq!(spanish.workshop.as_deref(), Some("taller orinoco"));
    assert_eq!(spanish.text.as_deref(), Some("María Peña"));
}

#[test]
fn statuses_of_either_lane_and_states() {
    let filter = orders("estado:rechazado,en_revision produccion:listo estado:por-asignar edo:carabobo entrega:retiro");
    assert_eq!(filter.payment, [PaymentStatus::Rejected, PaymentStatus::UnderReview]);
    assert_eq!(filter.production, [AssignmentStatus::Ready, AssignmentStatus::PendingAssignment]);
    assert_eq!(filter.state.as_deref(), Some("VE-G"));
    assert_eq!(filter.delivery, Some(DeliveryMethod::Pickup));
    assert_eq!(orders("estado:Táchira").state.as_deref(), Some("VE-S"));
}

#[test]
fn days_are_whole_and_of_the_shop() {
    let filter = orders("desde:01/11 hasta:15/11/2026");
    assert_eq!(filter.placed_from, Some("2026-11-01T04:00:00Z".parse().unwrap()));
    assert_eq!(filter.placed_to, Some("2026-11-16T04:00:00Z".parse().unwrap()));
}

#[test]
fn the_queue_has_its_own_fields() {
    let parse = |input| QueueFilter::parse(input, &typing());
    let filter = parse("metodo:pagomovil señales:si revisa:nadie espera:2h cuenta:bdv").unwrap();
    assert_eq!(filter.method, Some(PaymentMethod::PagoMovil));
    assert!(filter.with_signals);
    assert_eq!(filter.holder, HolderFilter::Nobody);
    assert_eq!(filter.older_than, Some("2026-11-22T16:30:00Z".parse().unwrap()));
    assert_eq!(filter.account.as_deref(), Some("bdv"));
    assert!(matches!(parse("holder:me").unwrap().holder, HolderFilter::Operator(_)));
    assert_eq!(parse("estado:confirmado").unwrap_err().code, Code::FilterFieldUnknown);
}

#[test]
fn mistakes_are_named() {
    let refused = |input: &str| OrderFilter::parse(input, &typing()).unwrap_err();
    let unknown = refused("bnaco:0102");
    assert_eq!(unknown.code, Code::FilterFieldUnknown);
    assert!(unknown.args.contains(&("field", Arg::Text("bnaco".into()))));
    for (input, code) in [
        ("estado:nada", Code::FilterValueUnknown),
        ("banco:9999", Code::BankUnknown),
        ("desde:31/02", Code::DateImpossible),
        ("desde:anteayer", Code::DateMalformed),
        ("edo:Gran Caracas", Code::StateUnknown),
        ("produccion:x", Code::FilterValueUnknown),
        ("monto:>abc", Code::FilterAmountMalformed),
        ("monto:5..1", Code::FilterRangeBackwards),
        ("monto:>1.000", Code::AmountAmbiguous),
        ("desde:22/11 hasta:20/11", Code::FilterRangeBackwards),
        ("fecha:22/11..20/11", Code::FilterRangeBackwards),
    ] {
        assert_eq!(refused(input).code, code, "{input}");
    }
    assert_eq!(refused(&"a".repeat(1_000_000)).code, Code::TextTooLong);
}

#[test]
fn what_is_no_field_is_a_word() {
    assert_eq!(orders("14:32 :x").text.as_deref(), Some("14:32 :x"));
    assert_eq!(orders("  ").text, None);
    // Half typed.
    assert_eq!(orders("banco:"), OrderFilter::default());
}

#[test]
fn amounts_and_days_are_read_alike_in_every_list() {
    let amount = |text: &str| Some(AmountRange::typed(text, "monto").unwrap());
    let (payable, refund) = (
        |input: &str| PayableFilter::parse(input, &typing()).unwrap(),
        |input: &str| RefundSearch::parse(input, &typing()).unwrap(),
    );
    let queue = |input: &str| QueueFilter::parse(input, &typing()).unwrap();
    let transfer = |input: &str| SettlementFilter::parse(input, &typing()).unwrap();
    let work = |input: &str| WorksFilter::parse(input, &typing()).unwrap();
    for (typed, range) in [
        ("2.044,16", "2044.16"),
        ("monto:>1000", ">1000"),
        ("amount:1000..2000", "1000..2000"),
    ] {
        let found = [
            orders(typed).amount,
            queue(typed).amount,
            refund(typed).amount,
            payable(typed).amount,
            transfer(typed).amount,
            work(typed).amount,
        ];
        assert_eq!(found, [amount(range); 6], "{typed}");
        assert_eq!(orders(typed).text, None, "{typed}");
    }
    let day = queue("fecha:22/11").reported;
    assert_eq!((day.from, day.to), (day.to, day.from));
    assert_eq!(refund("fecha:22/11").asked, day);
    assert_eq!(payable("fecha:22/11").due, day);
    assert_eq!(transfer("fecha:22/11").paid, day);
    assert_eq!(work("fecha:22/11").since, day);
    assert_eq!(orders("fecha:22/11").placed_to, Some("2026-11-23T04:00:00Z".parse().unwrap()));
    // A whole number may be a reference: what it is, is looked for.
    assert_eq!((orders("2044").amount, orders("2044").text.as_deref()), (None, Some("2044")));
    let both = orders("Peña Bs 2.044,16");
    assert_eq!(both.text.as_deref(), Some("Peña"));
    assert_eq!(both.amount, amount("Bs 2044,16"));
}
