//! What stands around every pane: the line of what just happened, the footer, the count of a lost database.

use super::Desk;
use crate::config::Settings;
use crate::tui::core::client::LinkState;
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{Msg, Wake};
use crate::tui::panes;

fn last_rows(desk: &Desk) -> Vec<String> {
    let text = desk.text();
    let rows: Vec<&str> = text.lines().collect();
    rows[rows.len() - 2..].iter().map(|row| row.trim().to_owned()).collect()
}

#[test]
fn the_ways_to_everything_else_are_in_the_footer_at_any_width() {
    for width in [60, 80, 100, 120, 200] {
        let mut desk = Desk::demo(3).sized(width, 24);
        let foot = last_rows(&desk)[1].clone();
        assert!(foot.contains("Tab") && foot.contains(':') && foot.contains('?'), "{width}: {foot}");
        desk.press("r");
        let foot = last_rows(&desk)[1].clone();
        assert!(foot.contains("Ctrl-s enviar") && foot.contains("Esc cerrar"), "{width}: {foot}");
    }
    // Where there is one region only, Tab is not offered, and says so.
    let mut desk = Desk::with(panes::of(crate::domain::actor::Role::Admin, &Settings::default()));
    desk.press("2");
    assert!(!last_rows(&desk)[1].contains("Tab"), "{}", desk.text());
    desk.press("Tab");
    assert_eq!(last_rows(&desk)[0], "▲ Aquí hay un solo panel.");
}

#[test]
fn a_key_that_does_nothing_says_why_until_the_next_one() {
    let mut desk = Desk::demo(3);
    desk.press("Z");
    assert_eq!(last_rows(&desk)[0], "▲ Aquí la tecla Z no hace nada; ? muestra las que sirven.");
    desk.press("j");
    assert_eq!(last_rows(&desk)[0], "");
    // What was done stays, however one moves on, but not in another pane.
    let mut desk = Desk::with(panes::of(crate::domain::actor::Role::Admin, &Settings::default()));
    desk.send(Msg::Saved {
        result: Ok("/tmp/pagos.csv".into()),
        copied: false,
    });
    desk.press("j");
    assert!(last_rows(&desk)[0].contains("/tmp/pagos.csv"), "{}", desk.text());
    desk.press("3");
    assert_eq!(last_rows(&desk)[0], "");
}

#[test]
fn a_long_message_takes_more_lines_and_hides_none_of_the_rows() {
    let mut desk = Desk::demo(30);
    let rows = |desk: &Desk| desk.text().lines().filter(|line| line.contains("KRFT-")).count();
    let before = rows(&desk);
    desk.send(Msg::Saved {
        result: Err("no ".repeat(60)),
        copied: false,
    });
    assert_eq!(rows(&desk), before - 2, "{}", desk.text());
}

#[test]
fn while_the_database_is_away_its_seconds_are_counted() {
    let mut desk = Desk::demo(3).sized(120, 24);
    let rings = |desk: &Desk| {
        desk.wanted(|effect| matches!(effect, Effect::Wake { wake: Wake::Second, .. }))
            .is_some()
    };
    let (since, next) = (desk.now, desk.now + chrono::TimeDelta::seconds(9));
    desk.send(Msg::Link(LinkState::Retrying { attempt: 6, since, next }));
    assert!(rings(&desk));
    desk.now += chrono::TimeDelta::seconds(4);
    desk.send(Msg::Wake(Wake::Second));
    assert!(rings(&desk));
    assert!(desk.text().contains("otro en 5 s · datos de hace 4 s, 14:32:05"), "{}", desk.text());
    // Another attempt begins no second count.
    desk.send(Msg::Link(LinkState::Retrying { attempt: 7, since, next }));
    assert!(!rings(&desk));
    desk.send(Msg::Link(LinkState::Up));
    desk.send(Msg::Wake(Wake::Second));
    assert!(!rings(&desk));
}
