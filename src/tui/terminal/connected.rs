//! A terminal at the other end of a connection: nothing is asked of the process's own tty, there is no shell to go back to, and what
//! the person's side says of itself is only looked at.

use std::io::{self, Write};
use std::sync::mpsc::{Sender, channel};

use ratatui::layout::Size;

use super::detect::Way;
use super::guard::Taking;
use super::input::Incoming;
use super::screen::Screen;
use super::{Signs, Terminal};

/// The widest and the highest that is drawn.
const MOST: Size = Size { width: 500, height: 200 };
/// Where nothing is said of the size.
const USUAL: Size = Size { width: 80, height: 24 };

/// How it is drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    pub mouse: bool,
    pub signs: Signs,
    pub way: Way,
    pub size: Size,
}

/// A size as the other end says it: bounded, and the usual one where it says none.
pub fn size(columns: u32, rows: u32) -> Size {
    if columns == 0 || rows == 0 {
        return USUAL;
    }
    let within = |said: u32, most: u16| u16::try_from(said).unwrap_or(most).clamp(1, most);
    Size {
        width: within(columns, MOST.width),
        height: within(rows, MOST.height),
    }
}

/// Takes it, by what is written to `out`; what is typed there goes to the sender.
///
/// # Errors
/// Nothing can be written to it.
pub fn take<W: Write + Clone + Send + 'static>(mut out: W, drawing: Drawing) -> io::Result<(Terminal, Sender<Incoming>)> {
    let Drawing { mouse, signs, way, size } = drawing;
    let taking = Taking {
        mouse,
        draws: signs != Signs::Lines,
    };
    let (to, from) = channel();
    taking.take(&mut out)?;
    let guard = Back { out: out.clone(), taking };
    let out: Box<dyn Write + Send> = Box::new(out);
    let terminal = Terminal {
        guard: Box::new(guard),
        to: to.clone(),
        from,
        screen: Screen::new(out, signs).sending(way.through, 0),
        size,
        graphics: way.graphics,
        cell: || None,
        pause: None,
    };
    Ok((terminal, to))
}

/// Gives it back, however the session ends.
struct Back<W: Write> {
    out: W,
    taking: Taking,
}

impl<W: Write> Drop for Back<W> {
    fn drop(&mut self) {
        // One that is gone cannot be helped.
        let _ = self.taking.give_back(&mut self.out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_bounded_whatever_is_said() {
        let of = |columns, rows| {
            let size = size(columns, rows);
            (size.width, size.height)
        };
        assert_eq!(of(0, 0), (80, 24));
        assert_eq!(of(0, 50), (80, 24));
        assert_eq!(of(1, 1), (1, 1));
        assert_eq!(of(120, 40), (120, 40));
        assert_eq!(of(u32::MAX, u32::MAX), (500, 200));
        assert_eq!(of(70_000, 3), (500, 3));
    }
}
