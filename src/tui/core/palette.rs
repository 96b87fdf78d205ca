//! The colours behind the tones, and their nearest relatives on lesser terminals.

use ratatui::style::Color;

use super::theme::{Scheme, Tone};

pub type Rgb = (u8, u8, u8);

/// One colour, as truecolour and as one of the terminal's own sixteen.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    pub rgb: Rgb,
    pub ansi: Color,
}

const fn of(rgb: u32, ansi: Color) -> Option<Ink> {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Some(Ink {
        rgb: (red, green, blue),
        ansi,
    })
}

/// The colour of a tone; `None` leaves the terminal's own foreground.
pub const fn ink(scheme: Scheme, tone: Tone) -> Option<Ink> {
    use Color::{Blue, Cyan, DarkGray, Gray, Green, LightBlue, Magenta, Red, Yellow};
    match (tone, scheme) {
        (Tone::Plain | Tone::Strong | Tone::Cursor, _) => None,
        (Tone::Accent | Tone::Selected, Scheme::Auto) => of(0x2F_86_B8, Cyan),
        (Tone::Accent | Tone::Selected, Scheme::Dark) => of(0x7F_C4_DD, Cyan),
        (Tone::Accent | Tone::Selected, Scheme::Light) => of(0x0A_5F_86, Blue),
        (Tone::Accent | Tone::Selected, Scheme::Safe) => of(0x2B_7F_C0, LightBlue),
        (Tone::Waits, Scheme::Auto) => of(0xA8_78_0A, Yellow),
        (Tone::Waits, Scheme::Dark) => of(0xE5_C0_7B, Yellow),
        (Tone::Waits, Scheme::Light) => of(0x80_5A_00, Yellow),
        (Tone::Waits, Scheme::Safe) => of(0xAA_79_00, Yellow),
        (Tone::Done, Scheme::Auto) => of(0x2E_8B_57, Green),
        (Tone::Done, Scheme::Dark) => of(0x8F_C9_7F, Green),
        (Tone::Done, Scheme::Light) => of(0x1D_6B_35, Green),
        (Tone::Done, Scheme::Safe) => of(0x2B_7F_C0, Blue),
        (Tone::Wrong, Scheme::Auto) => of(0xD2_45_45, Red),
        (Tone::Wrong, Scheme::Dark) => of(0xF0_7A_7A, Red),
        (Tone::Wrong, Scheme::Light) => of(0xB0_1E_1E, Red),
        (Tone::Wrong, Scheme::Safe) => of(0xC8_58_00, Magenta),
        (Tone::Past, Scheme::Auto | Scheme::Safe) => of(0x80_80_80, DarkGray),
        (Tone::Past, Scheme::Dark) => of(0x94_9B_A6, Gray),
        (Tone::Past, Scheme::Light) => of(0x63_69_72, DarkGray),
        (Tone::Rule, Scheme::Auto | Scheme::Safe) => of(0x80_80_80, DarkGray),
        (Tone::Rule, Scheme::Dark) => of(0x52_59_63, DarkGray),
        (Tone::Rule, Scheme::Light) => of(0xB4_B9_C0, Gray),
        (Tone::Changed, Scheme::Auto | Scheme::Safe) => of(0x9A_6A_C8, Magenta),
        (Tone::Changed, Scheme::Dark) => of(0xC9_A4_EE, Magenta),
        (Tone::Changed, Scheme::Light) => of(0x6D_36_A8, Magenta),
        (Tone::Differs, scheme) => ink(scheme, Tone::Wrong),
    }
}

/// The background of the selected row; only where the background under it is known.
pub const fn lift(scheme: Scheme) -> Option<Ink> {
    match scheme {
        Scheme::Dark => of(0x2A_31_3C, Color::Black),
        Scheme::Light => of(0xE4_EC_F2, Color::White),
        Scheme::Auto | Scheme::Safe => None,
    }
}

/// Ground and ink on a selected row: both are ours, so that it is read whatever lies under it.
pub const fn on_selected(scheme: Scheme, focused: bool, tone: Tone) -> (Ink, Ink) {
    const fn sure(ink: Option<Ink>, or: Ink) -> Ink {
        match ink {
            Some(ink) => ink,
            None => or,
        }
    }
    const WHITE: Ink = Ink {
        rgb: (0xF0, 0xF3, 0xF6),
        ansi: Color::White,
    };
    const BLACK: Ink = Ink {
        rgb: (0x14, 0x18, 0x1E),
        ansi: Color::Black,
    };
    let (plain, inks) = match scheme {
        Scheme::Light => (BLACK, Scheme::Light),
        Scheme::Auto | Scheme::Dark => (WHITE, Scheme::Dark),
        Scheme::Safe => (WHITE, Scheme::Safe),
    };
    let ground = match (scheme, focused) {
        (Scheme::Light, true) => of(0xC9_E0_F2, Color::White),
        (Scheme::Light, false) => of(0xE4_EC_F2, Color::White),
        (_, true) => of(0x22_36_4C, Color::Black),
        (_, false) => of(0x2A_2E_34, Color::Black),
    };
    // One ink but for what warns or changed: a row that is left and the next one are written anew at each step.
    let ink = match (tone, scheme) {
        (Tone::Waits, Scheme::Safe) => of(0xE0_B0_40, Color::Yellow),
        (Tone::Wrong | Tone::Differs, Scheme::Safe) => of(0xF0_90_40, Color::Magenta),
        (Tone::Changed, Scheme::Safe) => of(0xC9_A4_EE, Color::Magenta),
        (Tone::Waits | Tone::Wrong | Tone::Differs | Tone::Changed, _) => ink(inks, tone),
        _ => None,
    };
    (sure(ground, BLACK), sure(ink, plain))
}

/// The nearest of the 6×6×6 cube and the grey ramp.
pub fn nearest_indexed((red, green, blue): Rgb) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |value: u8| (0..6u8).min_by_key(|&i| STEPS[usize::from(i)].abs_diff(value)).unwrap_or(0);
    let (r, g, b) = (step(red), step(green), step(blue));
    let cube = (STEPS[usize::from(r)], STEPS[usize::from(g)], STEPS[usize::from(b)]);
    let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let ramp = u8::try_from((mean.saturating_sub(3) / 10).min(23)).unwrap_or(23);
    let level = 8 + 10 * ramp;
    let distance = |(r, g, b): Rgb| {
        let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        part(r, red) + part(g, green) + part(b, blue)
    };
    if distance((level, level, level)) < distance(cube) {
        232 + ramp
    } else {
        16 + 36 * r + 6 * g + b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG contrast ratio.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let channel = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        let light = |(r, g, b): Rgb| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b) + 0.05;
        let (a, b) = (light(a), light(b));
        a.max(b) / a.min(b)
    }

    #[test]
    fn every_tone_is_readable_on_its_background() {
        const BLACK: Rgb = (0x10, 0x12, 0x16);
        const WHITE: Rgb = (0xFF, 0xFF, 0xFF);
        let cases = [
            (Scheme::Auto, BLACK, 3.0),
            (Scheme::Auto, WHITE, 3.0),
            (Scheme::Safe, BLACK, 3.0),
            (Scheme::Safe, WHITE, 3.0),
            (Scheme::Dark, BLACK, 4.5),
            (Scheme::Light, WHITE, 4.5),
        ];
        for (scheme, background, least) in cases {
            for tone in Tone::ALL.into_iter().filter(|&tone| tone != Tone::Rule) {
                if let Some(ink) = ink(scheme, tone) {
                    let found = contrast(ink.rgb, background);
                    assert!(found >= least, "{scheme:?} {tone:?} on {background:?}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn every_tone_is_readable_on_a_selected_row() {
        for scheme in [Scheme::Auto, Scheme::Dark, Scheme::Light, Scheme::Safe] {
            for (focused, tone) in [true, false].into_iter().flat_map(|focused| Tone::ALL.map(|tone| (focused, tone))) {
                let (ground, ink) = on_selected(scheme, focused, tone);
                let found = contrast(ink.rgb, ground.rgb);
                let least = if tone == Tone::Rule { 1.4 } else { 4.0 };
                assert!(found >= least, "{scheme:?} {tone:?} {focused}: {found:.2}");
            }
        }
    }

    #[test]
    fn cube_and_ramp_are_found() {
        assert_eq!(nearest_indexed((0, 0, 0)), 16);
        assert_eq!(nearest_indexed((255, 255, 255)), 231);
        assert_eq!(nearest_indexed((255, 0, 0)), 196);
        assert_eq!(nearest_indexed((128, 128, 128)), 244);
    }
}
