//! The first two rows: panes and what waits in them, who, which database and its link, the clock.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::model::Model;
use crate::locale::{clock, t};
use crate::service::people::trust::Trust;
use crate::tui::core::action::ActionRef;
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::client::{Caution, LinkState};
use crate::tui::core::global::Global;
use crate::tui::core::theme::Tone;
use crate::tui::pane::mounted::AnyPane;

const GAP: u16 = 3;

pub fn view(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = model.shell.theme;
    let mut column = 1 + canvas.text_at(area, 0, 1, "krafta", theme.style(Tone::Accent)) + GAP;
    let tabs: Vec<(String, String)> = model
        .panes
        .iter()
        .enumerate()
        .map(|(index, pane)| tab(model, index, &**pane))
        .collect();
    let wanted: usize = tabs
        .iter()
        .map(|(title, count)| title.width() + count.width() + usize::from(GAP))
        .sum();
    let sides = sides(model);
    // Who, which database and what is to be known is shown before the names of panes; only alerts give way to their keys.
    let least = sides.iter().nth_back(1).map_or(0, width);
    let tight = usize::from(column) + wanted + least + 1 > usize::from(area.width);
    // What was opened from elsewhere is of one of them too.
    let shown = model.tab();
    for (index, (title, count)) in tabs.iter().enumerate() {
        let focused = index == shown;
        let tone = if focused { Tone::Selected } else { Tone::Past };
        // Where not all names fit, the key and the count say enough of those that are not shown.
        let title = if tight && !focused { &(index + 1).to_string() } else { title };
        let mut used = canvas.text_at(area, 0, column, title, theme.style(tone));
        used += canvas.text_at(area, 0, column + used, count, theme.style(Tone::Waits));
        let place = Rect {
            x: area.x + column,
            y: area.y,
            width: used,
            height: 1,
        };
        canvas.spot(place, Spot::Action(ActionRef::Global(Global::Go(index))));
        column += used + GAP;
    }
    right(model, area, (column, &sides), canvas);
    canvas.rule(area, 1, theme.style(Tone::Rule));
    if model.shell.read_only {
        // On the rule, where there is room at any width.
        let banner = format!(" {} ", t!(model.shell.catalogue, "shell-read-only"));
        canvas.text_at(area, 1, 3, &banner, theme.style(Tone::Wrong));
    }
}

fn word(model: &Model, caution: &Caution) -> String {
    model.shell.catalogue.text(&caution.word_key(), &[("count", caution.count.into())])
}

/// `1 Pagos` and ` 12`, or no count where nothing waits.
fn tab(model: &Model, index: usize, pane: &dyn AnyPane) -> (String, String) {
    let title = model.shell.catalogue.text(pane.title(), &[]);
    let count = pane.waiting(&model.shell).filter(|&count| count > 0);
    (
        format!("{} {title}", index + 1),
        count.map_or_else(String::new, |count| format!(" {count}")),
    )
}

/// What stands at the right end, from the longest way to say it to the shortest.
type Side = Vec<(Tone, String)>;

fn width(side: &Side) -> usize {
    let gaps = side.len().saturating_sub(1) * usize::from(GAP);
    side.iter().map(|(_, text)| text.width()).sum::<usize>() + gaps
}

/// The longest of them that fits; the last one over everything else.
fn right(model: &Model, area: Rect, (used, sides): (u16, &[Side]), canvas: &mut Canvas<'_>) {
    let room = usize::from(area.width.saturating_sub(used + 1));
    let Some(side) = sides.iter().find(|side| width(side) <= room).or_else(|| sides.last()) else {
        return;
    };
    let wanted = u16::try_from(width(side)).unwrap_or(u16::MAX);
    let mut column = area.width.saturating_sub(wanted + 1);
    if width(side) > room && column > 0 {
        // Over what stands there, and not against it.
        canvas.text_at(area, 0, column - 1, " ", model.shell.theme.style(Tone::Past));
    }
    for (tone, text) in side {
        column += canvas.text_at(area, 0, column, text, model.shell.theme.style(*tone)) + GAP;
    }
}

/// Who, which database and its link, what to beware of, the clock. The person, the role and the state of the link stand in all.
fn sides(model: &Model) -> Vec<Side> {
    let shell = &model.shell;
    let role = shell.catalogue.text(&format!("role-{}", shell.operator.role), &[]);
    let (glyph, tone) = match shell.link {
        LinkState::Up => ("●", Tone::Done),
        LinkState::Retrying { .. } => ("○", Tone::Wrong),
    };
    let name = shell.operator.name.as_str();
    let first = name.split_whitespace().next().unwrap_or(name);
    let trust = match &shell.trust {
        Some(Trust::Login(login)) => Some(format!(" · {}", ends(login.as_str(), 20))),
        Some(Trust::Key(name)) => Some(format!(" · ssh {}", ends(name.as_str(), 20))),
        Some(Trust::Shared) => Some(format!(" · {}", t!(shell.catalogue, "shell-trust-shared"))),
        Some(Trust::Alone) | None => None,
    };
    let trust = trust.unwrap_or_default();
    let whole = (Tone::Past, format!("{name} · {role}{trust}"));
    let shorter = (Tone::Past, format!("{first} · {role}{trust}"));
    let short: String = role.chars().take(3).collect();
    let least = format!("{}·{short} {glyph}", ends(first, 10));
    let least = (if shell.link == LinkState::Up { Tone::Past } else { tone }, least);
    let link = |database: &str| (tone, format!("{database} {glyph}"));
    let clock = (Tone::Plain, clock(shell.now));
    let database = link(&shell.database);
    let cut = link(&ends(&shell.database, 16));
    let bare = (tone, glyph.to_owned());
    let mut warned: Side = shell.cautions.iter().map(|one| (Tone::Wrong, word(model, one))).collect();
    warned.extend(shell.frozen.map(|_| (Tone::Waits, t!(shell.catalogue, "shell-frozen"))));
    // Alerts have a list of their own, and give way to what is wrong.
    let without_alerts: Side = std::iter::once(&least).chain(&warned).cloned().collect();
    if shell.alerts > 0 {
        warned.push((Tone::Waits, t!(shell.catalogue, "shell-alerts", count = shell.alerts)));
    }
    let with = |who: &[&(Tone, String)], clock: Option<&(Tone, String)>| -> Side {
        who.iter().copied().chain(&warned).chain(clock).cloned().collect()
    };
    vec![
        with(&[&whole, &database], Some(&clock)),
        with(&[&shorter, &database], Some(&clock)),
        with(&[&shorter, &cut], Some(&clock)),
        with(&[&shorter, &bare], Some(&clock)),
        with(&[&shorter, &bare], None),
        with(&[&least], None),
        without_alerts,
    ]
}

/// The beginning of a long name, and that it goes on.
fn ends(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::service::core::caution::{Caution, CautionKind};
    use crate::tui::app::testing::Desk;
    use crate::tui::core::client::{Answer, Counts, Present, Query};
    use crate::tui::core::effect::Effect;
    use crate::tui::core::msg::Msg;
    use crate::tui::panes;

    /// A desk of all panes where something waits in each that counts.
    fn head(width: u16) -> String {
        let mut desk = Desk::with(panes::of(crate::domain::actor::Role::Admin, &Settings::default()));
        let counts = Counts {
            to_review: 26,
            payables_due: 11,
            ..Counts::default()
        };
        for effect in std::mem::take(&mut desk.effects) {
            if let Effect::Read {
                ticket,
                query: Query::Counts,
                ..
            } = effect
            {
                let result = Ok(Answer::Counts(counts));
                desk.send(Msg::Answer { ticket, result });
            }
        }
        let mut desk = desk.sized(width, 16);
        desk.press("4");
        desk.text().lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn what_waits_is_asked_once_for_all_panes() {
        let mut desk = Desk::with(panes::of(crate::domain::actor::Role::Admin, &Settings::default()));
        let asked = |desk: &Desk| {
            let counts = |effect: &&Effect| matches!(effect, Effect::Read { query: Query::Counts, .. });
            desk.effects.iter().filter(counts).count()
        };
        assert_eq!(asked(&desk), 1);
        desk.send(Msg::Changed);
        assert_eq!(asked(&desk), 1);
    }

    #[test]
    fn a_database_that_is_only_read_is_told_and_nothing_is_begun() {
        let mut desk = Desk::demo(3);
        desk.model.shell.read_only = true;
        desk.press("r");
        let text = desk.text();
        assert!(text.lines().nth(1).unwrap_or_default().contains("─ solo para mirar ─"), "{text}");
        assert!(desk.model.shell.overlays.is_empty());
        assert!(desk.text().contains("Se puede mirar, pero no guardar"), "{}", desk.text());
    }

    #[test]
    fn messages_that_do_not_leave_are_counted() {
        let mut desk = Desk::with(panes::of(crate::domain::actor::Role::Admin, &Settings::default())).sized(200, 24);
        desk.model.shell.cautions = vec![
            Caution {
                count: 3,
                ..Caution::of_times(CautionKind::Dead, desk_day(), desk_day())
            },
            Caution {
                count: 1,
                ..Caution::of_times(CautionKind::Late, desk_day(), desk_day())
            },
            Caution::of_times(CautionKind::Words, desk_day(), desk_day()),
        ];
        let text = desk.text();
        for said in ["3 mensajes sin salir", "1 mensaje atrasado", "mensajes con error"] {
            assert!(text.lines().next().is_some_and(|head| head.contains(said)), "{said}: {text}");
        }
    }

    #[test]
    fn a_caution_stays_in_the_header_and_is_said_once() {
        let mut desk = Desk::with(panes::of(crate::domain::actor::Role::Admin, &Settings::default())).sized(80, 24);
        let then = |days| desk_day() + chrono::TimeDelta::days(days);
        let caution = Caution::of_times(CautionKind::Behind, then(0), then(1));
        for _ in 0..2 {
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
            let (ticket, operator) = (*ticket, desk.model.shell.operator.clone());
            let present = Present {
                start: None,
                operator,
                cautions: vec![caution],
                alerts: 3,
            };
            let result = Ok(Answer::Operator(Box::new(present)));
            desk.send(Msg::Answer { ticket, result });
        }
        assert!(
            desk.text().lines().next().unwrap_or_default().contains("datos viejos"),
            "{}",
            desk.text()
        );
        assert!(
            desk.text().lines().next().unwrap_or_default().contains("3 avisos"),
            "{}",
            desk.text()
        );
        assert_eq!(desk.model.shell.toasts.shown().len(), 1);
    }

    fn desk_day() -> crate::domain::Time {
        chrono::DateTime::from_timestamp(1_795_372_325, 0).unwrap()
    }

    #[test]
    fn every_pane_has_its_key_however_narrow_it_is() {
        let wide = "1 Pagos 26   2 Pedidos   3 Talleres   4 Liquidaciones 11";
        assert!(head(100).contains(wide), "{}", head(100));
        assert!(head(60).contains("1 26   2   3   4 Liquidaciones 11"), "{}", head(60));
    }

    #[test]
    fn the_person_the_role_and_the_link_stand_at_any_width() {
        for (width, said) in [
            (60, "Zoraida · admin   ●"),
            (80, "Zoraida · admin   ●   14:32"),
            (100, "Zoraida · admin   ●"),
            (120, "Zoraida · admin   "),
            (
                200,
                "Zoraida del Carmen Istúriz · admin   postgres://krafta@db.example.com/krafta ●   14:32",
            ),
        ] {
            let mut desk = Desk::with(panes::of(crate::domain::actor::Role::Admin, &Settings::default())).sized(width, 16);
            desk.model.shell.operator.name = "Zoraida del Carmen Istúriz".into();
            desk.model.shell.database = "postgres://krafta@db.example.com/krafta".into();
            let head = |desk: &Desk| desk.text().lines().next().unwrap_or_default().to_owned();
            assert!(head(&desk).contains(said), "{width}: {}", head(&desk));
            desk.press("f");
            let frozen = head(&desk);
            assert!(
                frozen.contains("Zoraida") && frozen.contains('●') && frozen.contains("congelado"),
                "{frozen}"
            );
        }
    }
}
