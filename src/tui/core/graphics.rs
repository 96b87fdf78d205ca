//! How a terminal takes pictures, and a picture that is ready for it.

use std::fmt;

use ratatui::layout::Size;

/// The protocols of terminals that draw pictures; any terminal draws blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protocol {
    #[default]
    Blocks,
    /// kitty's, with cells of text in the place of the picture: they are drawn over like any text, also within tmux.
    Kitty,
    /// A file in OSC 1337.
    Iterm,
    Sixel,
}

/// What the terminal can show, and what may be sent to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graphics {
    pub protocol: Protocol,
    /// Points in a cell.
    pub cell: Size,
    /// Bytes of one picture at most.
    pub most: usize,
    /// tmux stands before a terminal that could show them, and lets none through.
    pub withheld: bool,
}

/// What a terminal says that tells nothing: it is about twice as high as it is wide.
const CELL: Size = Size { width: 10, height: 20 };

impl Default for Graphics {
    fn default() -> Self {
        Self {
            protocol: Protocol::Blocks,
            cell: CELL,
            most: 0,
            withheld: false,
        }
    }
}

/// A picture as it is sent: it covers these cells.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    pub protocol: Protocol,
    pub columns: u16,
    pub rows: u16,
    /// Base64 of a PNG, or the text of a sixel.
    pub data: String,
    /// Of the file in it.
    pub bytes: usize,
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            protocol, columns, rows, ..
        } = self;
        write!(f, "Image({protocol:?} {columns}×{rows}, {} bytes)", self.data.len())
    }
}
