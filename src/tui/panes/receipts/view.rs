//! The picture in the middle, above it where one is and what was declared.

use ratatui::layout::{Rect, Size};
use unicode_width::UnicodeWidthStr;

use super::ReceiptsPane;
use crate::locale::t;
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::Scan;
use crate::tui::core::layout::{HEADER_ROWS, below, centred};
use crate::tui::core::picture::{Drawing, Picture};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::picture;

/// Where one is, and what was declared.
const HEAD: u16 = 2;
/// The line of what just happened, one more for a long one, and the footer.
const FOOT: u16 = 3;

/// kitty numbers no more rows than these.
const MOST: u16 = 120;

/// The cells for a picture.
pub fn room(shell: &Shell) -> Size {
    Size {
        width: shell.size.width.max(1),
        height: shell.size.height.saturating_sub(HEADER_ROWS + HEAD + FOOT).clamp(1, MOST),
    }
}

impl ReceiptsPane {
    pub(crate) fn draw(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.head(shell, area, canvas);
        let room = below(area, HEAD);
        let catalogue = shell.catalogue;
        let (found, help) = match &self.scan {
            None => (Notice::Loading(t!(catalogue, "comprobante-loading")), String::new()),
            Some(Err(why)) => (Notice::Failed(why.clone()), t!(catalogue, "comprobante-failed-help")),
            Some(Ok(scan)) => match &**scan {
                Scan::Drawn(drawn) => return Self::sheet_of(shell, room, drawn, canvas),
                Scan::Elsewhere => (
                    Notice::Empty(t!(catalogue, "comprobante-elsewhere", kind = self.kind())),
                    t!(catalogue, "comprobante-elsewhere-help"),
                ),
                Scan::Unreadable => (
                    Notice::Failed(t!(catalogue, "comprobante-unreadable", kind = self.kind())),
                    t!(catalogue, "comprobante-unreadable-help"),
                ),
            },
        };
        notice::view(shell.theme, room, &found, &help, canvas);
    }

    fn kind(&self) -> &str {
        self.sheet().map_or("", |sheet| &sheet.file.kind)
    }

    fn head(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let (catalogue, theme) = (shell.catalogue, shell.theme);
        let order = match shell.came_from.last() {
            Some(last) if *last == self.order => String::new(),
            _ => format!("{} › ", self.order),
        };
        let title = match self.sheets.len() {
            0 | 1 => t!(catalogue, "comprobante-title"),
            count => t!(catalogue, "comprobante-of", at = self.at + 1, count = count),
        };
        let crumbs = [(Tone::Past, format!(" {}{order}", shell.path())), (Tone::Strong, title)];
        canvas.pieces(area, 0, &crumbs, theme);
        let used: usize = crumbs.iter().map(|(_, text)| text.width()).sum();
        let room = usize::from(area.width).saturating_sub(used + 3);
        let seen = self.seen(shell);
        // What is known of the file gives way first.
        let fitting = (0..seen.len())
            .map(|from| seen[from..].join(" · "))
            .find(|said| said.width() <= room);
        if let Some(said) = fitting {
            let column = area.width.saturating_sub(u16::try_from(said.width()).unwrap_or(u16::MAX) + 1);
            canvas.text_at(area, 0, column, &said, theme.style(Tone::Past));
        }
        if let Some(sheet) = self.sheet() {
            let less = Rect {
                width: area.width.saturating_sub(1),
                ..area
            };
            canvas.cut_at(less, 1, 1, &sheet.declared, theme.style(Tone::Plain));
        }
    }

    /// The file, how it came here, how near one is, and where there is more.
    fn seen(&self, shell: &Shell) -> Vec<String> {
        let catalogue = shell.catalogue;
        let Some(sheet) = self.sheet() else { return Vec::new() };
        let size = sheet.file.bytes.max(0).unsigned_abs().div_ceil(1024);
        let file = t!(catalogue, "comprobante-file", kind = &sheet.file.kind, size = size);
        let Some(picture) = self.picture() else { return vec![file] };
        let ways: String = picture
            .view
            .beyond()
            .into_iter()
            .zip(["←", "↑", "↓", "→"])
            .filter_map(|(more, way)| more.then_some(way))
            .collect();
        let raw = self.raw.then(|| t!(catalogue, "comprobante-raw"));
        let near = t!(catalogue, "comprobante-percent", percent = picture.view.percent);
        let sent = match &picture.drawing {
            Drawing::Image(image) => Some(t!(catalogue, "comprobante-sent", size = image.data.len().div_ceil(1024))),
            Drawing::Blocks(_) if shell.graphics.withheld => Some(t!(catalogue, "comprobante-withheld")),
            Drawing::Blocks(_) => None,
        };
        let parts = [Some(file), sent, raw, Some(near), (!ways.is_empty()).then_some(ways)];
        parts.into_iter().flatten().collect()
    }

    fn sheet_of(shell: &Shell, room: Rect, drawn: &Picture, canvas: &mut Canvas<'_>) {
        let Size { width, height } = drawn.size();
        let place = centred(room, width, height);
        picture::view(shell.theme, Rect { y: room.y, ..place }, &drawn.drawing, 0, canvas);
    }
}
