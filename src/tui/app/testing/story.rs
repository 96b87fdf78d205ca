//! What the shell does with keys, pastes, answers, links and writes, without a terminal.

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::Size;

use super::{Desk, draw};
use crate::domain::actor::Role;
use crate::domain::ids::OperationId;
use crate::domain::refusal::{Code, Refusal};
use crate::tui::app::update::entries;
use crate::tui::core::action::{ActionRef, Availability};
use crate::tui::core::client::{Answer, Error, LinkState, Page, Query};
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{End, Msg, Ticket, Wake};
use crate::tui::dialogue::Overlay;
use crate::tui::dialogue::reader::Reader;
use crate::tui::dialogue::shell::Owner;
use crate::tui::terminal::clipboard::Through;

fn ticket(desk: &Desk) -> Ticket {
    match desk.wanted(|effect| matches!(effect, Effect::Read { .. })) {
        Some(Effect::Read { ticket, .. }) => *ticket,
        _ => panic!("no read in {:?}", desk.effects),
    }
}

fn operation(desk: &Desk) -> OperationId {
    match desk.wanted(|effect| matches!(effect, Effect::Write { .. })) {
        Some(Effect::Write { operation, .. }) => *operation,
        _ => panic!("no write in {:?}", desk.effects),
    }
}

fn page() -> Answer {
    Answer::Orders(Page::whole(Vec::new()))
}

fn heard(desk: &Desk) -> String {
    format!("{:?} {:?}", desk.model.panes, desk.model.visits)
}

fn lost(desk: &mut Desk) {
    let (since, next) = (desk.now, desk.now + chrono::TimeDelta::seconds(2));
    desk.send(Msg::Link(LinkState::Retrying { attempt: 3, since, next }));
}

#[test]
fn starting_reads_and_sets_the_clock_to_the_minute() {
    let desk = Desk::demo(3);
    assert!(matches!(
        desk.effects[..],
        [
            Effect::Wake { wake: Wake::Minute, .. },
            Effect::Read {
                query: Query::Orders { .. },
                ..
            },
            Effect::Read {
                query: Query::Operator,
                ..
            }
        ]
    ));
    let Some(Effect::Wake { after, .. }) = desk.effects.first() else {
        unreachable!()
    };
    assert_eq!(after.as_millis(), 54_990);
}

#[test]
fn a_stale_answer_is_dropped() {
    let mut desk = Desk::demo(3);
    let first = ticket(&desk);
    desk.press("Ctrl-r");
    let second = ticket(&desk);
    assert!(
        desk.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Read { replaces: Some(old), .. } if *old == first))
    );
    desk.send(Msg::Answer {
        ticket: first,
        result: Ok(page()),
    });
    assert!(!heard(&desk).contains("0 rows"));
    desk.send(Msg::Answer {
        ticket: second,
        result: Ok(page()),
    });
    assert!(heard(&desk).contains("0 rows"));
}

#[test]
fn what_a_role_may_not_do_says_so_and_does_nothing() {
    let mut desk = Desk::demo(3);
    desk.model.shell.operator.role = Role::Support;
    desk.press("Enter");
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Write { .. })));
    assert!(!desk.model.shell.toasts.shown().is_empty());
}

#[test]
fn a_disabled_action_says_why() {
    let mut desk = Desk::demo(3);
    desk.press("n");
    assert!(desk.text().contains("Todavía no se puede."));
}

#[test]
fn without_the_database_nothing_is_written_and_everything_is_read_when_it_is_back() {
    let mut desk = Desk::demo(3);
    lost(&mut desk);
    assert!(desk.text().contains("intento 3, otro en 2 s"), "{}", desk.text());
    desk.press("Enter");
    assert_eq!(desk.wanted(|effect| matches!(effect, Effect::Write { .. })), None);
    desk.send(Msg::Link(LinkState::Up));
    ticket(&desk);
}

#[test]
fn a_write_that_got_no_answer_is_repeated_with_its_own_id() {
    let mut desk = Desk::demo(3);
    desk.press("Enter");
    let first = operation(&desk);
    desk.send(Msg::Written {
        operation: first,
        result: Box::new(Err(Error::passing_in_test())),
    });
    lost(&mut desk);
    desk.send(Msg::Link(LinkState::Up));
    assert_eq!(operation(&desk), first);
    desk.send(Msg::Written {
        operation: first,
        result: Box::new(Err(Error::Internal("over".into()))),
    });
    assert!(heard(&desk).contains("Take(0) failed") && desk.model.shell.writes.is_empty());
}

#[test]
fn every_write_has_an_id_of_its_own() {
    let mut desk = Desk::demo(3);
    let ids: std::collections::BTreeSet<_> = (0..50).map(|_| operation(desk.press("Enter"))).collect();
    assert_eq!(ids.len(), 50);
}

#[test]
fn quitting_asks_while_a_write_is_in_flight() {
    let mut desk = Desk::demo(3);
    desk.press("q");
    assert_eq!(desk.effects, [Effect::Exit(0)]);
    desk.press("Enter q");
    assert!(desk.text().contains("Una operación todavía no tiene respuesta."), "{}", desk.text());
    desk.press("Enter");
    assert_eq!(desk.effects, []);
    desk.press("q Tab Enter");
    assert_eq!(desk.effects, [Effect::Exit(0)]);
}

#[test]
fn ctrl_c_leaves_from_anywhere_and_signals_say_their_number() {
    for before in ["", "r", ":", "?", "/"] {
        let mut desk = Desk::demo(3);
        desk.press(before).press("Ctrl-c");
        assert_eq!(desk.effects, [Effect::Exit(0)], "after {before:?}");
    }
    assert_eq!(Desk::demo(1).send(Msg::End(End::Signal(15))).effects, [Effect::Exit(143)]);
    assert_eq!(Desk::demo(1).send(Msg::End(End::Lost)).effects, [Effect::Exit(129)]);
}

#[test]
fn a_form_says_what_is_missing_and_comes_back_when_refused() {
    let mut desk = Desk::demo(3);
    desk.press("r Ctrl-s");
    assert!(desk.text().contains("✖ Falta este dato."), "{}", desk.text());
    desk.press("Right Right Tab 31/02 Tab 12.345 Tab Ctrl-s");
    assert!(desk.text().matches('✖').count() >= 2, "{}", desk.text());
    desk.press("Ctrl-u 22/11 Tab Ctrl-u 1.234,56 Ctrl-s");
    assert!(desk.text().contains("Explica el motivo"), "{}", desk.text());
    desk.type_text("no llegó").press("Ctrl-s");
    assert!(heard(&desk).contains("Reject OTHER no llegó"), "{}", desk.text());
}

#[test]
fn typed_text_is_not_lost_by_one_escape() {
    let mut desk = Desk::demo(3);
    desk.press("r Tab Tab Tab hola Esc");
    assert!(desk.text().contains("hola"));
    desk.press("Esc");
    assert!(desk.model.shell.overlays.is_empty());
}

/// Two Esc may come as one, and an Enter right behind them.
#[test]
fn enter_after_escape_never_confirms() {
    let mut desk = Desk::demo(3);
    desk.press("r Right Tab Tab Tab hola Tab Esc");
    assert!(desk.text().contains("▸[ Cancelar ]"), "{}", desk.text());
    desk.press("Enter");
    assert!(
        desk.model.shell.overlays.is_empty() && !heard(&desk).contains("hola"),
        "{}",
        heard(&desk)
    );
    // In the last field Enter would send as well.
    desk.press("r Right Tab 22/11 Tab 1.234,56 Tab hola Esc Enter");
    assert!(!heard(&desk).contains("hola"), "{}", heard(&desk));
    desk.press("Esc Esc s KRFT-7Q2m00 Enter Esc");
    assert!(desk.text().contains("▸ KRFT-7Q2m00"), "{}", desk.text());
    desk.press("Enter");
    assert!(!heard(&desk).contains("Other Confirmed"), "{}", heard(&desk));
}

#[test]
fn what_may_not_reach_the_clipboard_is_said_and_shown() {
    let mut desk = Desk::demo(3);
    desk.press("y");
    assert!(desk.text().contains("Copiado: KRFT-7Q2M4X"), "{}", desk.text());
    desk.model.shell.through = Through::Tmux;
    desk.press("y");
    let text = desk.text();
    let (_, shown) = text.split_once("pero tmux puede retenerlo:").unwrap();
    assert!(shown.contains("KRFT-7Q2M4X"), "{text}");
}

#[test]
fn without_a_shell_it_is_not_suspended() {
    let mut desk = Desk::demo(3);
    desk.send(Msg::NoShell);
    assert!(desk.text().contains("no hay una consola a la que volver"), "{}", desk.text());
}

#[test]
fn a_high_risk_asks_to_type_the_number() {
    let mut desk = Desk::demo(3);
    desk.press("s Enter");
    assert!(heard(&desk).contains("Other Left"));
    desk.press("s KRFT-7Q Enter Enter");
    assert!(!heard(&desk).contains("Other Confirmed"));
    desk.press("2m00 Enter Enter");
    assert!(heard(&desk).contains("Other Confirmed"), "{}", desk.text());
}

#[test]
fn help_lists_every_action_and_runs_a_line() {
    let mut desk = Desk::demo(3).sized(120, 50);
    desk.press("?");
    let text = desk.text();
    for entry in entries(&desk.model) {
        let label = desk.model.shell.catalogue.text(entry.label, &[]);
        assert!(text.contains(&label), "{label} is not in the help");
    }
    desk.press("congelar Enter");
    assert!(desk.text().contains("congelado"));
}

#[test]
fn frozen_rows_wait_for_the_thaw() {
    let mut desk = Desk::demo(3);
    desk.press("f").send(Msg::Changed);
    // Who is at the keyboard is asked all the same: that is no row.
    let of_rows = |effect: &&Effect| {
        !matches!(
            effect,
            Effect::Read {
                query: Query::Operator,
                ..
            }
        )
    };
    assert_eq!(desk.effects.iter().find(of_rows), None);
    desk.press("f");
    ticket(&desk);
}

#[test]
fn pastes_are_capped_cleaned_and_kept_out_of_lists() {
    let mut desk = Desk::demo(3);
    desk.paste("dd\r\nq\x03");
    assert_eq!(desk.effects.len(), 1, "a toast and nothing else: {:?}", desk.effects);
    desk.press("/")
        .paste(&format!("\x1b[31m482\u{202e}913\u{200b}{}", "x".repeat(1_000_000)));
    let text = desk.text();
    assert!(
        !text.contains('\x1b') && !text.contains('\u{202e}') && !text.contains('\u{200b}'),
        "{text}"
    );
    assert!(text.contains("era demasiado largo"));
    desk.press("Esc r Tab Tab Tab")
        .paste(&"á\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}".repeat(10_000));
    desk.text();
}

#[test]
fn the_mouse_selects_runs_and_scrolls() {
    let mut desk = Desk::demo(30);
    let (_, spots) = draw(&desk.model);
    let click = |desk: &mut Desk, spot| {
        desk.send(Msg::Mouse {
            kind: MouseEventKind::Down(MouseButton::Left),
            spot: Some(spot),
        });
    };
    let rows: Vec<_> = spots.iter().filter(|(area, _)| area.width > 70).collect();
    click(&mut desk, rows[4].1);
    assert!(desk.text().contains("▌  KRFT-7Q2M04"), "{}", desk.text());
    desk.send(Msg::Mouse {
        kind: MouseEventKind::ScrollDown,
        spot: None,
    });
    assert!(desk.text().contains("▌  KRFT-7Q2M05"));
    let help = spots.iter().find(|(_, spot)| {
        matches!(
            spot,
            crate::tui::core::canvas::Spot::Action(ActionRef::Global(crate::tui::core::global::Global::Help))
        )
    });
    click(&mut desk, help.unwrap().1);
    assert!(desk.text().contains("Ayuda · Demo"));
}

#[test]
fn no_key_of_a_pane_hides_one_of_the_frame() {
    let desk = Desk::demo(3);
    let entries = entries(&desk.model);
    for (index, entry) in entries.iter().enumerate() {
        for key in entry.keys {
            let other = entries[index + 1..].iter().find(|other| other.keys.contains(key));
            assert!(other.is_none(), "{key} is both {} and {}", entry.label, other.unwrap().label);
        }
    }
}

#[test]
fn toasts_go_away() {
    let mut desk = Desk::demo(3);
    desk.press("n");
    let Some(Effect::Wake { wake, .. }) = desk.effects.first().cloned() else {
        panic!("no timer")
    };
    desk.send(Msg::Wake(wake));
    assert!(desk.model.shell.toasts.shown().is_empty());
}

/// Any size, with anything on top, at any moment.
#[test]
fn any_size_is_survived() {
    for keys in ["", "r", "s", ":", "?", "p", "v", "x", "/", "n", "Tab"] {
        let mut desk = Desk::demo(40);
        desk.press(keys);
        lost(&mut desk);
        for size in [
            (200, 60),
            (20, 5),
            (0, 0),
            (1, 1),
            (60, 16),
            (59, 16),
            (60, 15),
            (79, 20),
            (80, 24),
            (119, 40),
            (120, 0),
            (0, 40),
            (3, 200),
        ] {
            desk.send(Msg::Resize(Size::new(size.0, size.1)));
            desk.text();
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    #[test]
    fn any_keys_at_any_sizes(steps in proptest::collection::vec((0u16..130, 0u16..50, 0usize..24), 1..30)) {
        const KEYS: [&str; 24] = ["j", "k", "g", "G", "Ctrl-d", "Ctrl-u", "PgDn", "PgUp", "1", "2", "Tab", "BackTab", "Enter",
            "Esc", "/", ":", "?", "Space", "y", "u", "r", "s", "p", "Backspace"];
        let mut desk = Desk::demo(25);
        for (width, height, key) in steps {
            desk.send(Msg::Resize(Size::new(width, height)));
            desk.press(KEYS[key]);
            desk.text();
            let enabled = entries(&desk.model).iter().all(|entry| entry.availability != Availability::Hidden);
            proptest::prop_assert!(enabled);
        }
    }
}

#[test]
fn nothing_covers_that_the_session_is_over() {
    let mut desk = Desk::demo(3);
    desk.send(Msg::Changed);
    let asked = desk.wanted(|effect| {
        matches!(
            effect,
            Effect::Read {
                query: Query::Operator,
                ..
            }
        )
    });
    let Some(Effect::Read { ticket, .. }) = asked else {
        panic!("not asked")
    };
    let (ticket, refusal) = (*ticket, Refusal::new(Code::OperatorUnknown));
    desk.send(Msg::Answer {
        ticket,
        result: Err(Error::Refused(refusal)),
    });
    let shell = &mut desk.model.shell;
    shell.open(Overlay::Reader(Reader::new("Mensaje", "tarde")), Owner::Run);
    assert_eq!(desk.model.shell.overlays.len(), 1);
    desk.press("Esc");
    assert!(matches!(desk.effects[..], [Effect::Exit(1)]), "{:?}", desk.effects);
}
