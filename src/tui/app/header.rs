//! The first two rows: panes and what waits in them, who, which database and its link, the clock.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::model::Model;
use crate::locale::{clock, t};
use crate::tui::core::action::ActionRef;
use crate::tui::core::canvas::{Canvas, Spot};
use crate::tui::core::client::{Caution, LinkState};
use crate::tui::core::global::Global;
use crate::tui::core::theme::Tone;
use crate::tui::pane::mounted::AnyPane;

pub fn view(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = model.shell.theme;
    let mut column = 1 + canvas.text_at(area, 0, 1, "krafta", theme.style(Tone::Accent)) + 3;
    let tabs: Vec<(String, String)> = model
        .panes
        .iter()
        .enumerate()
        .map(|(index, pane)| tab(model, index, &**pane))
        .collect();
    let wanted: usize = tabs.iter().map(|(title, count)| title.width() + count.width() + 3).sum();
    // A caution is shown before the names of panes, beside the clock.
    let words = model.shell.cautions.iter().map(|one| word(model, one).width() + 3);
    let warned = words.reduce(|all, one| all + one).map_or(0, |all| all + 8);
    let tight = usize::from(column) + wanted + warned > usize::from(area.width) + 3;
    // What was opened from elsewhere is of one of them too.
    let shown = model.base(model.shell.active);
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
        column += used + 3;
    }
    right(
        model,
        Rect {
            x: area.x + column.min(area.width),
            width: area.width.saturating_sub(column),
            ..area
        },
        canvas,
    );
    canvas.rule(area, 1, theme.style(Tone::Rule));
    if model.shell.read_only {
        // On the rule, where there is room at any width.
        let banner = format!(" {} ", t!(model.shell.catalogue, "shell-read-only"));
        canvas.text_at(area, 1, 3, &banner, theme.style(Tone::Wrong));
    }
}

fn word(model: &Model, caution: &Caution) -> String {
    model.shell.catalogue.text(&caution.word_key(), &[])
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

/// From the right, as much as fits: clock, database and link, who.
fn right(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let shell = &model.shell;
    let role = shell.catalogue.text(&format!("role-{}", shell.operator.role), &[]);
    let (glyph, tone) = match shell.link {
        LinkState::Up => ("●", Tone::Done),
        LinkState::Retrying { .. } => ("○", Tone::Wrong),
    };
    let clock = clock(shell.now);
    let who = format!("{} · {role}", shell.operator.name);
    let mut parts = vec![
        (clock, Tone::Plain),
        (format!("{} {glyph}", shell.database), tone),
        (who, Tone::Past),
    ];
    if shell.frozen.is_some() {
        parts.insert(1, (t!(shell.catalogue, "shell-frozen"), Tone::Waits));
    }
    for caution in &shell.cautions {
        parts.insert(1, (word(model, caution), Tone::Wrong));
    }
    let mut end = area.width.saturating_sub(1);
    for (text, tone) in parts {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        let Some(start) = end.checked_sub(width) else { return };
        canvas.text_at(area, 0, start, &text, shell.theme.style(tone));
        end = start.saturating_sub(3);
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
        let mut desk = Desk::with(panes::all(&Settings::default()));
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
        let mut desk = Desk::with(panes::all(&Settings::default()));
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
        assert!(
            text.lines()
                .nth(1)
                .unwrap_or_default()
                .contains("─ base de datos de solo lectura ─"),
            "{text}"
        );
        assert!(desk.model.shell.overlays.is_empty());
        assert!(desk.text().contains("es de solo lectura: se puede mirar"), "{}", desk.text());
    }

    #[test]
    fn a_caution_stays_in_the_header_and_is_said_once() {
        let mut desk = Desk::with(panes::all(&Settings::default())).sized(80, 24);
        let then = |days| desk_day() + chrono::TimeDelta::days(days);
        let caution = Caution {
            kind: CautionKind::Behind,
            found: then(0),
            wanted: then(1),
        };
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
                operator,
                cautions: vec![caution],
            };
            let result = Ok(Answer::Operator(Box::new(present)));
            desk.send(Msg::Answer { ticket, result });
        }
        assert!(
            desk.text().lines().next().unwrap_or_default().contains("datos viejos"),
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
}
