//! The way of a statement: what is asked on it, what is shown, the command at its end, and how it looks.

use std::path::PathBuf;

use chrono::TimeDelta;
use insta::assert_snapshot;
use uuid::Uuid;

use crate::domain::Time;
use crate::domain::actor::Role;
use crate::domain::bank::credit::ChainState;
use crate::domain::bank::statement::{Balances, Direction, RefusedLine, Statement, StatementLine};
use crate::domain::ids::{AccountId, BankImportId, OperationId};
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::Command;
use crate::service::bank::credits::{ImportRow, Waiting};
use crate::service::core::page::Page;
use crate::service::core::receipt::{Imported, Outcome};
use crate::tui::app::testing::{Demo, Service, Shop};
use crate::tui::core::client::{
    AccountStatus, Answer, Counts, Error, ProfileName, Query, ReadFile, Receipt, Rehearsal, StatementFile, StatementSource,
};
use crate::tui::core::msg::Msg;
use crate::tui::core::pane_request::{PaneRequest, Sent};
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::statement::{StatementPane, TITLE};

fn ves(minor: i64) -> Money {
    Money::of_minor(minor, Currency::Ves)
}

fn at(minutes: i64) -> Time {
    chrono::DateTime::from_timestamp(1_795_372_325, 0).unwrap() - TimeDelta::minutes(minutes)
}

fn line(n: u32) -> StatementLine {
    StatementLine {
        line: n + 2,
        direction: if n == 2 { Direction::Out } else { Direction::In },
        ..StatementLine::came(
            "2026-11-20".parse().unwrap(),
            &format!("00{}", 482_913 + n),
            ves(100_000 + i64::from(n)),
            "PAGO MOVIL \u{1b}[31mRECIBIDO",
        )
    }
}

/// What a bank's file is read as, and what of it can be read by which profile.
#[derive(Default)]
pub struct Bank {
    /// Several profiles read it.
    several: bool,
    /// No profile does.
    unknown: bool,
    /// Nothing new comes by it.
    known: bool,
}

impl Bank {
    fn statement(profile: &str) -> Statement {
        let refused = vec![RefusedLine {
            line: 9,
            refusal: Refusal::new(Code::StatementAmount).with("input", "1.234"),
        }];
        let stated = Balances {
            opening: Some(ves(500_000)),
            closing: Some(ves(700_000)),
        };
        Statement::new(profile, (0..12).map(line).collect(), refused, 3, stated)
    }

    fn imported(&self) -> Imported {
        Imported {
            import: BankImportId::from_uuid(Uuid::from_u128(70)),
            account: Safe::new("Venezuela 4821"),
            profile: "bdv_xls".into(),
            added: if self.known { 0 } else { 9 },
            known: 3,
            refused: 1,
            reconciled: 2,
            corrected: Vec::new(),
            taken_back: vec!["KRFT-7Q2M4X".into()],
            first_day: "2026-11-20".parse().ok(),
            last_day: "2026-11-22".parse().ok(),
            came: ves(1_100_000),
            left: ves(100_002),
            opening: None,
            closing: None,
            chain: ChainState::Unknown,
            gap_since: "2026-11-10".parse().ok(),
        }
    }

    fn status() -> AccountStatus {
        let waiting = |lines: i64| Waiting {
            lines,
            sum: ves(lines * 100_000),
        };
        AccountStatus {
            id: AccountId::from_uuid(Uuid::from_u128(9)),
            account: Safe::new("Venezuela 4821"),
            currency: Currency::Ves,
            imports: vec![ImportRow {
                id: BankImportId::from_uuid(Uuid::from_u128(69)),
                created_at: at(5_000),
                profile: Safe::new("bdv_xls"),
                first_day: "2026-11-01".parse().ok(),
                last_day: "2026-11-10".parse().ok(),
                opening: None,
                closing: None,
                chain: ChainState::Unknown,
                added: 12,
                known: 0,
                refused: 0,
                who: Safe::new("ana"),
            }],
            gaps: Vec::new(),
            breaks: Vec::new(),
            unmatched_in: waiting(4),
            unmatched_out: waiting(0),
            unseen: waiting(1),
        }
    }

    fn receipt(&self, command: &Command) -> Receipt {
        Receipt {
            operation: OperationId::from_uuid(Uuid::from_u128(99)),
            command: command.name().to_owned(),
            on: None,
            events: Vec::new(),
            at: at(0),
            outcome: Outcome::Imported(Box::new(self.imported())),
            repeated: false,
        }
    }
}

impl Service for Bank {
    fn read(&mut self, query: Query) -> Result<Answer, Error> {
        Ok(match query {
            Query::BankStatus => Answer::BankStatus(vec![Self::status()]),
            Query::StatementFiles => Answer::StatementFiles(vec![StatementFile {
                path: PathBuf::from("Downloads/movimientos \u{1b}[31m.xls"),
                bytes: 48_200,
                changed: at(90),
            }]),
            Query::ReadStatement { profile: None, .. } if self.unknown => return Err(Refusal::new(Code::StatementUnknown).into()),
            Query::ReadStatement { profile: None, .. } if self.several => {
                return Err(Refusal::new(Code::StatementProfiles).with("profiles", "bdv_xls, tesoro_xls").into());
            }
            Query::ReadStatement { account, source, profile } => {
                let name = match source {
                    StatementSource::File(_) => "movimientos.xls",
                    StatementSource::Pasted(_) => "-",
                };
                let statement = Self::statement(profile.as_deref().unwrap_or("bdv_xls"));
                Answer::ReadStatement(Box::new(ReadFile::in_test(&account, name, statement)))
            }
            Query::Profiles => Answer::Profiles(
                ["banesco_xls", "bdv_xls", "tesoro_xls"]
                    .map(|name| ProfileName {
                        name: name.into(),
                        title: Safe::new(name),
                    })
                    .to_vec(),
            ),
            Query::Rehearse(command) => Answer::Rehearse(Box::new(Rehearsal {
                receipt: self.receipt(&command),
                events: Vec::new(),
                end: None,
                settled: Vec::new(),
                messages: Vec::new(),
            })),
            Query::Proposals => Answer::Proposals(Vec::new()),
            Query::Counts => Answer::Counts(Counts {
                to_review: 7,
                ..Counts::default()
            }),
            // Of the pane below.
            Query::Orders { .. } => Answer::Orders(Page::whole(Vec::new())),
            other => panic!("not asked by this pane: {other:?}"),
        })
    }

    fn write(&mut self, _operation: OperationId, command: Command) -> Result<Receipt, Error> {
        Ok(self.receipt(&command))
    }
}

pub fn opened<S: Service>(bank: S) -> Shop<S> {
    let panes = vec![Mounted::boxed(Demo::with_rows(3)), Mounted::boxed(StatementPane::default())];
    let mut shop = Shop::of_panes(panes, bank).role(Role::Admin);
    shop.settle();
    let request = PaneRequest::Section(TITLE, String::new());
    shop.desk.model.shell.requests.push(Sent { request, back_to: None });
    shop.send(Msg::Changed);
    shop
}

fn imports(shop: &Shop<Bank>) -> Vec<(String, String, bool)> {
    let imports = shop.done.iter().filter_map(|command| match command {
        Command::ImportStatement(import) => Some((import.name.clone(), import.profile.clone(), import.catch_up)),
        _ => None,
    });
    imports.collect()
}

#[test]
fn a_file_is_chosen_seen_imported_and_its_tasks_open_their_places() {
    let mut shop = opened(Bank::default());
    shop.press("Enter");
    assert!(shop.text().contains("48 kB") && !shop.text().contains('\u{1b}'), "{}", shop.text());
    shop.press("j j Enter");
    let text = shop.text();
    assert!(text.contains("nuevas 9 · ya conocidas 3 · rechazadas 1"), "{text}");
    assert!(text.contains("línea 9: ") && text.contains("Los saldos no siguen"), "{text}");
    assert!(shop.done.is_empty(), "nothing is kept before it is agreed to");
    shop.press("Enter");
    assert_eq!(imports(&shop), [("movimientos.xls".into(), "bdv_xls".into(), false)]);
    assert!(shop.text().contains("pagos por mirar"), "{}", shop.text());
    shop.press("G Enter");
    // The pane below hears what it is asked for: the lines of the file.
    assert_eq!(shop.desk.model.visits.len(), 2, "{}", shop.text());
}

#[test]
fn what_is_pasted_is_read_by_the_profile_that_is_chosen_among_several() {
    let mut shop = opened(Bank {
        several: true,
        ..Bank::default()
    });
    shop.press("Enter p Enter");
    assert!(shop.text().contains("Todavía no se pegó nada"), "{}", shop.text());
    shop.paste("20/11/2026\t00482913\tPAGO\t1.000,00\r20/11/2026\t00482914\t\u{1b}[31mPAGO\t1.000,01");
    assert!(shop.text().contains("2 líneas pegadas"), "{}", shop.text());
    shop.press("Enter");
    let text = shop.text();
    let (first, other) = (text.find("tesoro_xls").unwrap(), text.find("banesco_xls").unwrap());
    assert!(first < other, "those that fit come first: {text}");
    shop.press("Down Enter");
    assert!(shop.text().contains("lo pegado → Venezuela 4821"), "{}", shop.text());
    shop.press("m Enter");
    assert_eq!(imports(&shop), [("-".into(), "tesoro_xls".into(), true)]);
}

#[test]
fn a_long_paste_is_taken_whole() {
    let mut shop = opened(Bank::default());
    shop.press("Enter p");
    shop.paste(&"20/11/2026\t00482913\tPAGO MOVIL RECIBIDO\t1.000,00\n".repeat(4_000));
    assert!(!shop.text().contains("se cortó"), "{}", shop.text());
    shop.press("Enter");
    let read = shop.asked.iter().find_map(|query| match query {
        Query::ReadStatement {
            source: StatementSource::Pasted(text),
            ..
        } => Some(text.lines().count()),
        _ => None,
    });
    assert_eq!(read, Some(4_000));
}

#[test]
fn what_cannot_be_read_says_why_and_what_helps() {
    let mut shop = opened(Bank {
        unknown: true,
        ..Bank::default()
    });
    shop.press("Enter j j Enter");
    assert!(shop.text().contains("Ningún perfil entiende este archivo"), "{}", shop.text());
    shop.press("Enter");
    assert!(shop.done.is_empty());
    shop.press("p Enter");
    assert!(shop.text().contains("perfil banesco_xls"), "{}", shop.text());
    // One step back each, to where one came from.
    shop.press("Esc");
    assert!(shop.text().contains("48 kB"), "{}", shop.text());
    shop.press("Esc Esc");
    assert!(shop.desk.model.visits.is_empty(), "{}", shop.text());
}

#[test]
fn whoever_may_not_import_is_not_let_in() {
    let mut shop = opened(Bank::default()).role(Role::Support);
    shop.press("Enter");
    assert!(shop.text().contains("1 de 3"), "{}", shop.text());
    assert!(shop.done.is_empty());
}

#[test]
fn preview_at_80() {
    let mut shop = opened(Bank::default()).sized(80, 24);
    shop.press("Enter j j Enter");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn preview_at_120() {
    let mut shop = opened(Bank::default()).sized(120, 40);
    shop.press("Enter j j Enter m");
    assert_snapshot!(shop.text());
}

#[test]
fn summary_at_80() {
    let mut shop = opened(Bank::default()).sized(80, 24);
    shop.press("Enter j j Enter Enter");
    assert_snapshot!(shop.desk.styled());
}

#[test]
fn sources_at_80() {
    let mut shop = opened(Bank::default()).sized(80, 24);
    shop.press("Enter");
    assert_snapshot!(shop.text());
}

#[test]
fn any_size_is_survived() {
    for (width, height) in [(0, 0), (1, 1), (20, 5), (60, 16), (79, 16), (119, 16), (300, 90)] {
        let mut shop = opened(Bank::default()).sized(width, height);
        for keys in ["j", "Enter", "p", "Esc", "j j Enter", "Enter", "G Enter"] {
            shop.press(keys).text();
        }
    }
}
