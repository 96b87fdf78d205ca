//! The words by which banks name their columns: those of the profiles that come with the program, and more.

use std::sync::OnceLock;

use super::Holds;
use crate::service::bank::statement::profile::{Columns, Place};
use crate::service::bank::statement::profiles::built_in;
use crate::service::bank::statement::table::title;

/// What comes first wins where a title has words of two: «monto del débito» is no signed amount.
const WORDS: &[(Holds, &str)] = &[
    (
        Holds::Credit,
        "credito creditos haber abono abonos ingreso ingresos entrada entradas deposito depositos credit",
    ),
    (
        Holds::Debit,
        "debito debitos debe cargo cargos egreso egresos salida salidas retiro retiros debit",
    ),
    (Holds::Balance, "saldo balance disponible"),
    (Holds::Date, "fecha fec dia date"),
    (Holds::Phone, "telefono celular movil tlf phone"),
    (Holds::Document, "cedula rif ci identificacion"),
    (
        Holds::Reference,
        "referencia ref nro numero no comprobante serial cheque operacion documento reference",
    ),
    (Holds::Amount, "monto importe amount cantidad"),
    (Holds::Type, "tipo signo naturaleza dc cd ncnd debecredito debehaber"),
    (
        Holds::Description,
        "descripcion concepto detalle movimiento glosa transaccion observacion beneficiario description memo",
    ),
];

/// With more of them it is a value.
const MOST_DIGITS: usize = 3;
/// Shorter words are looked for only as whole titles.
const SHORTEST_PART: usize = 4;

fn known() -> &'static [(Holds, Vec<String>)] {
    static KNOWN: OnceLock<Vec<(Holds, Vec<String>)>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let words = WORDS.iter().map(|(holds, words)| {
            let mut all: Vec<String> = words.split(' ').map(str::to_owned).collect();
            let columns = built_in()
                .iter()
                .filter(|profile| profile.header.is_some())
                .map(|profile| &profile.columns);
            let names = columns.filter_map(|columns| place(columns, *holds)).flat_map(|place| match place {
                Place::Name(name) => vec![title(name)],
                Place::Names(names) => names.iter().map(|name| title(name)).collect(),
                Place::Position(_) => Vec::new(),
            });
            all.extend(names);
            (*holds, all)
        });
        words.collect()
    })
}

/// A column of a profile by what it holds.
pub fn place<P>(columns: &Columns<P>, holds: Holds) -> Option<&P> {
    match holds {
        Holds::Date => columns.date.as_ref(),
        Holds::Reference => columns.reference.as_ref(),
        Holds::Description => columns.description.as_ref(),
        Holds::Detail => columns.detail.as_ref(),
        Holds::Amount => columns.amount.as_ref(),
        Holds::Credit => columns.credit.as_ref(),
        Holds::Debit => columns.debit.as_ref(),
        Holds::Balance => columns.balance.as_ref(),
        Holds::Type => columns.kind.as_ref(),
        Holds::Phone => columns.phone.as_ref(),
        Holds::Document => columns.document.as_ref(),
    }
}

/// «Fecha valor».
pub fn is_of_value(text: &str) -> bool {
    title(text).ends_with("valor")
}

/// What a column under this title holds, when its words say so: a whole title first, then how it begins, then a part of it.
pub fn holds(text: &str) -> Option<Holds> {
    let text = title(text);
    if text.is_empty() || text.bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS {
        return None;
    }
    let find = |fits: &dyn Fn(&str) -> bool| {
        let mut rows = known().iter();
        rows.find(|(_, words)| words.iter().any(|word| fits(word))).map(|(holds, _)| *holds)
    };
    let long = |word: &str| word.len() >= SHORTEST_PART;
    let is_side = |holds: &Holds| matches!(holds, Holds::Credit | Holds::Debit);
    find(&|word| text == word)
        .or_else(|| find(&|word| word.len() > SHORTEST_PART && text.contains(word)).filter(is_side))
        .or_else(|| find(&|word| long(word) && text.starts_with(word)))
        .or_else(|| find(&|word| word.len() > SHORTEST_PART && text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_as_banks_write_them() {
        for (text, found) in [
            ("F. Operación", Some(Holds::Date)),
            ("Fecha de movimiento", Some(Holds::Date)),
            ("Nº. Doc.", Some(Holds::Reference)),
            ("Nro", Some(Holds::Reference)),
            ("Nro. de referencia", Some(Holds::Reference)),
            ("Monto (Bs.)", Some(Holds::Amount)),
            ("Monto del débito", Some(Holds::Debit)),
            ("ABONOS", Some(Holds::Credit)),
            ("Cargo Bs", Some(Holds::Debit)),
            ("Saldo disponible", Some(Holds::Balance)),
            ("D/C", Some(Holds::Type)),
            ("Tipo de movimiento", Some(Holds::Type)),
            ("Detalle", Some(Holds::Description)),
            ("Cédula/RIF", Some(Holds::Document)),
            ("Teléfono", Some(Holds::Phone)),
            ("PAGO MOVIL 04141234567", None),
            ("Taller Krafta, C.A.", None),
            ("", None),
        ] {
            assert_eq!(holds(text), found, "{text}");
        }
    }
}
