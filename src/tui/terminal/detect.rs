//! Which pictures a terminal takes: from what it sets in the environment, once, before anything is read from it. Within tmux the
//! variables may be those of a terminal of yesterday: tmux knows the one of today, and whether it lets pictures through.

use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use ratatui::layout::Size;

use super::clipboard::Through;
use crate::config::Pictures;
use crate::tui::core::graphics::{Graphics, Protocol};

/// Bytes of one picture: here, through tmux, which takes no longer sequences, and over SSH, where somebody waits for them.
const HERE: usize = 4_000_000;
const TMUX: usize = 700_000;
const REMOTE: usize = 300_000;

/// tmux answers in a few milliseconds, or never.
const PATIENCE: Duration = Duration::from_millis(300);

/// What is to be known of a terminal, and what pictures pass on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    pub graphics: Graphics,
    pub through: Through,
}

/// What tmux says of the terminal that shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outer {
    passes: bool,
    /// It draws sixels by itself.
    sixel: bool,
    /// The terminal's `TERM`, and how it calls itself.
    term: String,
    name: String,
}

/// What is configured, else what is found.
pub fn way(setting: Pictures, variable: impl Fn(&str) -> Option<String>, tmux: impl FnOnce() -> Option<Outer>) -> Way {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let between = Through::of(&variable);
    let remote = is_remote(&variable);
    let most = match (remote, between) {
        (true, _) => REMOTE,
        (false, Through::Tmux) => TMUX,
        (false, _) => HERE,
    };
    let with = |protocol, through, withheld| Way {
        graphics: Graphics {
            protocol,
            most,
            withheld,
            ..Graphics::default()
        },
        through,
    };
    let forced = match setting {
        Pictures::Blocks => return with(Protocol::Blocks, between, false),
        Pictures::Kitty => Some(Protocol::Kitty),
        Pictures::Iterm2 => Some(Protocol::Iterm),
        Pictures::Sixel => Some(Protocol::Sixel),
        Pictures::Auto => None,
    };
    match (between, forced) {
        (Through::Nothing | Through::Tmux, Some(protocol)) => with(protocol, between, false),
        (Through::Nothing, None) => with(of_environment(&variable), between, false),
        (Through::Tmux, None) if set("TMUX") => {
            let outer = tmux().unwrap_or_default();
            match of_name(&outer.term, &outer.name) {
                _ if outer.sixel => with(Protocol::Sixel, Through::Nothing, false),
                Protocol::Blocks => with(Protocol::Blocks, between, false),
                protocol if outer.passes => with(protocol, between, false),
                _ => with(Protocol::Blocks, between, true),
            }
        }
        // GNU screen lets no picture through; of what stands at the other end of an ssh nothing is known.
        _ => with(Protocol::Blocks, between, false),
    }
}

fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Protocol {
    let value = |name: &str| variable(name).unwrap_or_default();
    let set = |name: &str| !value(name).is_empty();
    let known = match value("TERM_PROGRAM").as_str() {
        "ghostty" => Protocol::Kitty,
        "iTerm.app" | "WezTerm" | "mintty" => Protocol::Iterm,
        _ if set("KITTY_WINDOW_ID") || set("GHOSTTY_RESOURCES_DIR") => Protocol::Kitty,
        _ if set("WEZTERM_PANE") || value("LC_TERMINAL") == "iTerm2" => Protocol::Iterm,
        _ => Protocol::Blocks,
    };
    match known {
        Protocol::Blocks => of_name(&value("TERM"), ""),
        known => known,
    }
}

/// By its `TERM`, or by what it answers when it is asked who it is.
fn of_name(term: &str, name: &str) -> Protocol {
    let is = |begin: &str| term.starts_with(begin) || name.to_lowercase().starts_with(begin);
    if ["xterm-kitty", "xterm-ghostty", "kitty", "ghostty"].into_iter().any(is) {
        Protocol::Kitty
    } else if ["wezterm", "iterm2", "mintty"].into_iter().any(is) {
        Protocol::Iterm
    } else if ["foot", "mlterm", "contour"].into_iter().any(is) {
        Protocol::Sixel
    } else {
        Protocol::Blocks
    }
}

/// Asks the tmux that one is in.
pub fn ask_tmux() -> Option<Outer> {
    const WANTED: &str = "#{allow-passthrough}|#{client_termfeatures}|#{client_termname}|#{client_termtype}";
    let (to, from) = channel();
    let ask = move || {
        let asked = Command::new("tmux")
            .args(["display-message", "-p", WANTED])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output();
        // Nobody may wait for it any more.
        let _ = to.send(asked);
    };
    thread::Builder::new().name("tmux".into()).spawn(ask).ok()?;
    let told = from.recv_timeout(PATIENCE).ok()?.ok()?;
    Outer::read(&String::from_utf8_lossy(&told.stdout))
}

impl Outer {
    fn read(told: &str) -> Option<Self> {
        let mut parts = told.trim().splitn(4, '|');
        let (passes, features) = (parts.next()?, parts.next()?);
        let (term, name) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        Some(Self {
            passes: ["1", "on", "all"].contains(&passes),
            sixel: features.split(',').any(|feature| feature == "sixel"),
            term,
            name,
        })
    }
}

fn is_remote(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].into_iter().any(set)
}

/// Whether another program that is started here shows its window to the person at the terminal.
pub fn desktop(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let shown = cfg!(target_os = "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY");
    shown && !is_remote(&variable)
}

/// The points of a cell, where the terminal tells its size in points.
pub fn cell() -> Option<Size> {
    let told = crossterm::terminal::window_size().ok()?;
    let side = |points: u16, cells: u16| points.checked_div(cells).filter(|side| (2..200).contains(side));
    Some(Size::new(side(told.width, told.columns)?, side(told.height, told.rows)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(set: &[(&str, &str)], tmux: Option<&str>) -> Way {
        let variable = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        way(Pictures::Auto, variable, || tmux.and_then(Outer::read))
    }

    #[test]
    fn a_terminal_says_who_it_is() {
        for (set, protocol) in [
            (&[("TERM", "xterm-kitty")][..], Protocol::Kitty),
            (&[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "3")], Protocol::Kitty),
            (&[("TERM", "xterm-ghostty"), ("TERM_PROGRAM", "ghostty")], Protocol::Kitty),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], Protocol::Iterm),
            (&[("TERM", "xterm-256color"), ("LC_TERMINAL", "iTerm2")], Protocol::Iterm),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], Protocol::Iterm),
            (&[("TERM", "foot")], Protocol::Sixel),
            (&[("TERM", "xterm-256color")], Protocol::Blocks),
            (&[("TERM", "screen"), ("STY", "1.a"), ("KITTY_WINDOW_ID", "3")], Protocol::Blocks),
            (&[], Protocol::Blocks),
        ] {
            assert_eq!(found(set, None).graphics.protocol, protocol, "{set:?}");
        }
    }

    #[test]
    fn within_tmux_it_is_tmux_who_says() {
        let set = [
            ("TERM", "tmux-256color"),
            ("TMUX", "/tmp/tmux-0/default,1,0"),
            ("KITTY_WINDOW_ID", "3"),
        ];
        let way = |told| found(&set, told);
        let kitty = way(Some("1|256,RGB|xterm-kitty|kitty(0.35.2)\n"));
        assert_eq!((kitty.graphics.protocol, kitty.through), (Protocol::Kitty, Through::Tmux));
        assert_eq!(kitty.graphics.most, TMUX);
        let held = way(Some("0|256|xterm-kitty|kitty(0.35.2)")).graphics;
        assert_eq!((held.protocol, held.withheld), (Protocol::Blocks, true));
        let named = way(Some("all|256|xterm-256color|WezTerm 20240203"));
        assert_eq!((named.graphics.protocol, named.through), (Protocol::Iterm, Through::Tmux));
        // It draws them itself: nothing needs to pass.
        let own = way(Some("0|256,sixel|foot|foot(1.16.2)"));
        assert_eq!((own.graphics.protocol, own.through), (Protocol::Sixel, Through::Nothing));
        for told in [None, Some(""), Some("1|256|xterm-256color|")] {
            assert_eq!(
                (way(told).graphics.protocol, way(told).graphics.withheld),
                (Protocol::Blocks, false)
            );
        }
    }

    #[test]
    fn what_is_configured_is_not_asked_for() {
        let never = || -> Option<Outer> { panic!("asked") };
        let variable = |name: &str| (name == "TMUX").then(|| "/tmp/1".to_owned());
        let way = |setting| super::way(setting, variable, never);
        assert_eq!(way(Pictures::Sixel).graphics.protocol, Protocol::Sixel);
        assert_eq!(way(Pictures::Kitty).through, Through::Tmux);
        assert_eq!(way(Pictures::Blocks).graphics.protocol, Protocol::Blocks);
    }

    #[test]
    fn a_window_is_seen_only_where_the_person_is() {
        let seen =
            |set: &[(&str, &str)]| desktop(|name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()));
        assert!(seen(&[("WAYLAND_DISPLAY", "wayland-0")]) && seen(&[("DISPLAY", ":0")]));
        // Forwarded or not: the person sits elsewhere.
        assert!(!seen(&[
            ("DISPLAY", "localhost:10.0"),
            ("SSH_CONNECTION", "10.0.0.7 52 10.0.0.8 22")
        ]));
        assert!(cfg!(target_os = "macos") || !seen(&[]));
    }

    #[test]
    fn less_is_sent_over_ssh() {
        let most = |set: &[(&str, &str)]| found(set, None).graphics.most;
        assert_eq!(most(&[("TERM", "xterm-kitty")]), HERE);
        assert_eq!(most(&[("TERM", "xterm-kitty"), ("SSH_TTY", "/dev/pts/1")]), REMOTE);
    }
}
