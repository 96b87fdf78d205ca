//! Styles by meaning. A view names a `Tone`; which colour that is depends on the theme and on what the
//! terminal can show. Colour never says anything alone: a word or a glyph always says it too.

use std::fmt::Display;

use ratatui::style::{Color, Modifier, Style};

use super::palette::{self, Ink};
use crate::config;

/// What a piece of text means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    #[default]
    Plain,
    /// The one quiet accent: where one is, what can be pressed.
    Accent,
    /// Plain, but first to be read.
    Strong,
    /// Waits for somebody.
    Waits,
    Done,
    Wrong,
    /// Over, or said in passing.
    Past,
    /// Rules between regions.
    Rule,
    /// The selected row or field.
    Selected,
    /// Changed while one looked.
    Changed,
    /// Differing characters, what a search found.
    Differs,
    /// The cursor of a field.
    Cursor,
}

impl Tone {
    pub const ALL: [Self; 12] = [
        Self::Plain,
        Self::Accent,
        Self::Strong,
        Self::Waits,
        Self::Done,
        Self::Wrong,
        Self::Past,
        Self::Rule,
        Self::Selected,
        Self::Changed,
        Self::Differs,
        Self::Cursor,
    ];

    /// What says it without colour.
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Done => "✓",
            Self::Wrong => "✖",
            Self::Waits => "▲",
            _ => "·",
        }
    }

    /// A sentence with its glyph.
    pub fn marked(self, text: impl Display) -> (Self, String) {
        (self, format!("{} {text}", self.glyph()))
    }
}

/// The colours to choose from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// Readable on dark and on light.
    #[default]
    Auto,
    Dark,
    Light,
    /// Told apart without red and green; readable on dark and on light.
    Safe,
}

impl From<config::Theme> for Scheme {
    fn from(theme: config::Theme) -> Self {
        match theme {
            config::Theme::Auto => Self::Auto,
            config::Theme::Dark => Self::Dark,
            config::Theme::Light => Self::Light,
            config::Theme::Safe => Self::Safe,
        }
    }
}

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    None,
    #[default]
    Sixteen,
    Indexed,
    True,
}

impl Depth {
    /// What was configured; else what the environment says, by name.
    pub fn of(color: config::Color, var: impl Fn(&str) -> Option<String>) -> Self {
        match color {
            config::Color::Auto => Self::detect(var),
            config::Color::Truecolor => Self::True,
            config::Color::Ansi256 => Self::Indexed,
            config::Color::Ansi16 => Self::Sixteen,
            config::Color::None => Self::None,
        }
    }

    /// What the environment says: NO_COLOR, COLORTERM, TERM, by name.
    pub fn detect(var: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| var(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        if set("NO_COLOR").is_some() || term == "dumb" {
            Self::None
        } else if set("COLORTERM").is_some_and(|it| it == "truecolor" || it == "24bit") || term.ends_with("-direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// A scheme at a depth: the style of every tone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    scheme: Scheme,
    depth: Depth,
    ground: Ground,
}

/// What lies under a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ground {
    /// The terminal's own background.
    #[default]
    Bare,
    /// A selected row, where the keys go and elsewhere.
    Selected { focused: bool },
}

impl Theme {
    pub const fn new(scheme: Scheme, depth: Depth) -> Self {
        Self {
            scheme,
            depth,
            ground: Ground::Bare,
        }
    }

    /// How the tones look on a selected row; the keys go there when it is `focused`.
    #[must_use]
    pub const fn on_selected(mut self, focused: bool) -> Self {
        self.ground = Ground::Selected { focused };
        self
    }

    pub fn style(self, tone: Tone) -> Style {
        let modifiers = self.modifiers(tone);
        match self.ground {
            Ground::Selected { focused } if self.depth >= Depth::Indexed => {
                let color = |ink| self.color(ink).unwrap_or(Color::Reset);
                let (ground, ink) = palette::on_selected(self.scheme, focused, tone);
                Style::new().fg(color(ink)).bg(color(ground)).add_modifier(modifiers)
            }
            // Sixteen colours are the terminal's: none of them is sure to be read on another.
            Ground::Selected { focused: true } => Style::new()
                .fg(Color::Reset)
                .add_modifier(modifiers.difference(Modifier::DIM).union(Modifier::REVERSED)),
            Ground::Selected { focused: false } => self.bare(tone).add_modifier(Modifier::BOLD),
            Ground::Bare => self.bare(tone),
        }
    }

    fn bare(self, tone: Tone) -> Style {
        // A tone without a colour says so, lest it take the one of what lay there before.
        let color = palette::ink(self.scheme, tone)
            .and_then(|ink| self.color(ink))
            .unwrap_or(Color::Reset);
        Style::new().fg(color).add_modifier(self.modifiers(tone))
    }

    /// The background of the selected row, where the scheme knows the background it lies on.
    pub fn lifted(self, style: Style) -> Style {
        match palette::lift(self.scheme)
            .filter(|_| self.depth >= Depth::Indexed)
            .and_then(|ink| self.color(ink))
        {
            Some(color) => style.bg(color),
            None => style,
        }
    }

    /// Old data: still readable, clearly not of now.
    pub fn stale(self) -> Style {
        self.style(Tone::Past).add_modifier(if self.depth == Depth::None {
            Modifier::DIM
        } else {
            Modifier::empty()
        })
    }

    /// A colour of a picture as the terminal shows it; none where it has too few of them.
    pub fn paint(self, rgb: palette::Rgb) -> Option<Color> {
        match self.depth {
            Depth::None | Depth::Sixteen => None,
            Depth::Indexed => Some(Color::Indexed(palette::nearest_indexed(rgb))),
            Depth::True => Some(Color::Rgb(rgb.0, rgb.1, rgb.2)),
        }
    }

    fn color(self, ink: Ink) -> Option<Color> {
        match self.depth {
            Depth::None => None,
            Depth::Sixteen => Some(ink.ansi),
            Depth::Indexed => Some(Color::Indexed(palette::nearest_indexed(ink.rgb))),
            Depth::True => Some(Color::Rgb(ink.rgb.0, ink.rgb.1, ink.rgb.2)),
        }
    }

    fn modifiers(self, tone: Tone) -> Modifier {
        match tone {
            Tone::Strong | Tone::Selected => Modifier::BOLD,
            Tone::Changed => Modifier::BOLD.union(Modifier::UNDERLINED),
            Tone::Differs => Modifier::UNDERLINED,
            Tone::Cursor => Modifier::REVERSED,
            Tone::Wrong if self.depth == Depth::None => Modifier::BOLD,
            Tone::Past | Tone::Rule if self.depth == Depth::None => Modifier::DIM,
            _ => Modifier::empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(vars: &[(&str, &str)]) -> Depth {
        Depth::detect(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_says_how_many_colours() {
        assert_eq!(
            detect(&[("TERM", "xterm-256color"), ("NO_COLOR", "1"), ("COLORTERM", "truecolor")]),
            Depth::None
        );
        assert_eq!(detect(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]), Depth::Indexed);
        assert_eq!(detect(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(detect(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(detect(&[("TERM", "dumb")]), Depth::None);
        assert_eq!(detect(&[]), Depth::Sixteen);
    }

    #[test]
    fn no_colour_means_none_anywhere() {
        for scheme in [Scheme::Auto, Scheme::Dark, Scheme::Light, Scheme::Safe] {
            let theme = Theme::new(scheme, Depth::None);
            for tone in Tone::ALL {
                let style = theme.lifted(theme.style(tone));
                assert_eq!((style.fg, style.bg), (Some(Color::Reset), None), "{tone:?}");
            }
        }
    }
}
