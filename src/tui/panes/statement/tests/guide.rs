//! A file that no profile reads: the guided way from its first rows to the import by the profile that was kept.

use insta::assert_snapshot;

use super::story::{Bank, opened};
use crate::domain::ids::OperationId;
use crate::domain::money::Currency;
use crate::domain::refusal::{Code, Refusal};
use crate::service::Command;
use crate::service::bank::statement::{DatePattern, Decimals, Holds, Naming, Titles, guide, read};
use crate::tui::app::testing::{Service, Shop};
use crate::tui::core::client::{Answer, Error, NewProfile, Query, ReadFile, Receipt};

const FILE: &str = "Banco R4;Movimientos\n\nFecha;Nro;Detalle;Cargo;Abono;Disponible\n\
    05/11/2026;00482913;PAGO MOVIL 04141234567;;1.500,00;2.500,00\n06/11/2026;00482914;COM PAGO \u{1b}[31mMOVIL;4,50;;2.495,50\n\
    31/02/2026;00482915;PAGO MOVIL;;10,00;2.505,50\n07/11/2026;00482916;PAGO MOVIL;;10,00;2.505,50\n";

/// A bank whose file no profile reads, and what is kept for it.
struct Unknown {
    bank: Bank,
    file: &'static str,
    /// The name that another has.
    taken: &'static str,
    kept: Option<NewProfile>,
}

impl Unknown {
    fn of(file: &'static str) -> Self {
        Self {
            bank: Bank::default(),
            file,
            taken: "",
            kept: None,
        }
    }

    fn naming(new: &NewProfile) -> Naming {
        let proposed = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
        Naming {
            name: proposed(&new.naming.name, "r4_csv"),
            title: proposed(&new.naming.title, "R4, CSV"),
            bank: Some("0169".to_owned()),
        }
    }
}

impl Service for Unknown {
    fn read(&mut self, query: Query) -> Result<Answer, Error> {
        match query {
            Query::ReadStatement { profile: None, .. } if self.kept.is_none() => Err(Refusal::new(Code::StatementUnknown).into()),
            Query::ReadStatement { account, .. } => {
                let new = self.kept.as_ref().expect("a profile that was kept");
                let naming = Self::naming(new);
                let profile = guide(self.file.as_bytes(), &new.choices, &naming, Currency::Ves)?
                    .profile
                    .expect("a profile");
                let statement = read(self.file.as_bytes(), &profile, Currency::Ves)?;
                Ok(Answer::ReadStatement(Box::new(ReadFile::in_test(&account, "nuevo.csv", statement))))
            }
            Query::Guide { new, .. } => {
                let naming = Self::naming(&new);
                Ok(Answer::Guide(Box::new((
                    guide(self.file.as_bytes(), &new.choices, &naming, Currency::Ves)?,
                    naming,
                ))))
            }
            Query::KeepProfile { new, .. } if new.naming.name == self.taken && !new.replaces => {
                Err(Refusal::new(Code::StatementProfileTaken).with("profile", self.taken).into())
            }
            Query::KeepProfile { new, .. } => {
                let name = new.naming.name.clone();
                self.kept = Some(*new);
                Ok(Answer::KeepProfile(name))
            }
            other => self.bank.read(other),
        }
    }

    fn write(&mut self, operation: OperationId, command: Command) -> Result<Receipt, Error> {
        self.bank.write(operation, command)
    }
}

fn guided(unknown: Unknown) -> Shop<Unknown> {
    let mut shop = opened(unknown).sized(120, 40);
    shop.press("Enter j j Enter");
    assert!(shop.text().contains("n hace un perfil con sus primeras filas"), "{}", shop.text());
    shop.press("n");
    shop
}

/// What was said last.
fn said(shop: &Shop<Unknown>) -> NewProfile {
    let asked = shop.asked.iter().rev().find_map(|query| match query {
        Query::Guide { new, .. } => Some((**new).clone()),
        _ => None,
    });
    asked.expect("it was asked")
}

fn kept(shop: &Shop<Unknown>) -> Vec<NewProfile> {
    let kept = shop.asked.iter().filter_map(|query| match query {
        Query::KeepProfile { new, .. } => Some((**new).clone()),
        _ => None,
    });
    kept.collect()
}

#[test]
fn what_is_proposed_is_seen_kept_and_imported() {
    let mut shop = guided(Unknown::of(FILE));
    let text = shop.text();
    for part in [
        "títulos en la fila 3",
        "montos 1.234,56",
        "lo que sale",
        "La fecha se puede leer de varias maneras",
        "rechazaría 4",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains('\u{1b}') && shop.done.is_empty());
    // The day first, which comes first.
    shop.press("d Enter");
    assert_eq!(said(&shop).choices.date, DatePattern::parse("DD/MM/YYYY"));
    assert!(shop.text().contains("Así leería 3 · rechazaría 1"), "{}", shop.text());
    assert!(
        shop.text().contains("31/02/2026"),
        "a row that is refused says why: {}",
        shop.text()
    );
    shop.press("s");
    assert!(shop.text().contains("r4_csv") && shop.text().contains("0169"), "{}", shop.text());
    shop.press("Ctrl-s");
    let all = kept(&shop);
    assert_eq!((all.len(), all[0].naming.name.as_str(), all[0].replaces), (1, "r4_csv", false));
    assert_eq!(all[0].account.as_deref(), Some("Venezuela 4821"));
    // The import goes on as always.
    let text = shop.text();
    assert!(text.contains("perfil r4_csv") && text.contains("Esto es lo que haría"), "{text}");
    assert!(shop.done.is_empty(), "nothing is kept before it is agreed to");
    shop.press("Enter");
    assert!(matches!(shop.done.last(), Some(Command::ImportStatement(import)) if import.profile == "r4_csv"));
}

#[test]
fn a_column_a_row_and_how_values_are_written_are_said_by_keys() {
    let mut shop = guided(Unknown::of(FILE));
    // Titles: none, then those of another row.
    shop.press("t");
    assert_eq!(said(&shop).choices.titles, Titles::None);
    shop.press("g t");
    assert_eq!(said(&shop).choices.titles, Titles::Row(1));
    shop.press("j t");
    assert_eq!(said(&shop).choices.titles, Titles::Row(3));
    shop.press("Right Right Enter").type_text("más").press("Enter");
    assert_eq!(said(&shop).choices.columns.get(&2), Some(&Some(Holds::Detail)));
    shop.press("Enter").type_text("nada").press("Enter");
    assert_eq!(said(&shop).choices.columns.get(&2), Some(&None));
    shop.press("c Down Enter");
    assert!(said(&shop).choices.decimals.is_some());
    shop.press("c").type_text("céntimos").press("Enter");
    assert_eq!(said(&shop).choices.decimals, Some(Decimals::Implied));
    shop.press("p").type_text("barra").press("Enter");
    assert_eq!((said(&shop).choices.mark, said(&shop).choices.columns.len()), (Some('|'), 0));
    assert!(shop.text().contains("Falta decir qué columna tiene la fecha"), "{}", shop.text());
    // Nothing can be kept of that, and the key says why.
    shop.press("s");
    assert!(
        kept(&shop).is_empty() && !shop.text().contains("Guardar el perfil"),
        "{}",
        shop.text()
    );
    // Back and here again: what was said is still there.
    shop.press("Esc");
    assert!(shop.text().contains("Ningún perfil entiende este archivo"), "{}", shop.text());
    shop.press("n");
    assert_eq!(said(&shop).choices.mark, Some('|'));
}

#[test]
fn a_profile_that_is_there_is_replaced_only_when_that_is_agreed_to() {
    let mut shop = guided(Unknown {
        taken: "r4_csv",
        ..Unknown::of(FILE)
    });
    shop.press("d Enter s Ctrl-s");
    assert!(shop.text().contains("¿Reemplazar el perfil r4_csv?"), "{}", shop.text());
    shop.press("Enter");
    assert!(kept(&shop).iter().all(|new| !new.replaces), "cancel is focused");
    shop.press("s Ctrl-s Tab Enter");
    let last = kept(&shop).pop().expect("it was kept");
    assert!(last.replaces && shop.text().contains("perfil r4_csv"), "{}", shop.text());
    // A name that is none does not leave the form.
    let mut shop = guided(Unknown::of(FILE));
    shop.press("s Ctrl-u").type_text("Año 1").press("Ctrl-s");
    assert!(
        kept(&shop).is_empty() && shop.text().contains("no sirve de nombre de perfil"),
        "{}",
        shop.text()
    );
}

#[test]
fn letters_are_said_where_a_column_has_them() {
    let mut shop = guided(Unknown::of(
        "Fecha;Tipo;Importe;Concepto\n25/11/2026;C;10,50;UNO\n26/11/2026;RX;3,00;DOS\n",
    ));
    assert!(
        !shop.text().contains("letras del signo"),
        "letters of which one is unknown are not proposed"
    );
    shop.press("Right Enter").type_text("letras").press("Enter");
    assert!(shop.text().contains("Hay letras que no dicen"), "{}", shop.text());
    shop.press("l Tab").type_text(", RX").press("Ctrl-s");
    assert_eq!(said(&shop).choices.letters, Some((vec!["C".into()], vec!["D".into(), "RX".into()])));
    assert!(shop.text().contains("Así leería 2 · rechazaría 0"), "{}", shop.text());
}

#[test]
fn guide_at_80() {
    let mut shop = guided(Unknown::of(FILE)).sized(80, 24);
    shop.press("Right Right Right");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn guide_at_120() {
    let mut shop = guided(Unknown::of(FILE));
    shop.press("d Enter");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn guide_at_200() {
    let mut shop = guided(Unknown::of(FILE)).sized(200, 50);
    shop.press("t");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn any_size_is_survived() {
    for (width, height) in [(0, 0), (1, 1), (20, 5), (60, 16), (79, 16), (119, 16), (300, 90)] {
        let mut shop = guided(Unknown::of(FILE)).sized(width, height);
        for keys in [
            "j",
            "Right Right Right Right Right Right",
            "t",
            "Enter Esc",
            "d Enter",
            "s Esc",
            "G",
            "Esc",
        ] {
            shop.press(keys).text();
        }
    }
}
