//! The receipt of the selected proof: asked for as a picture when it is looked at, drawn in half blocks.

use ratatui::layout::{Position, Rect};

use super::view::columns_beside;
use super::{Context, Focus, PaymentsPane};
use crate::service::orders::view::ReceiptFile;
use crate::tui::core::client::{ask, sentence};
use crate::tui::core::layout::split;
use crate::tui::core::picture::Scan;

/// Rows of the small picture, and the most rows of the large one.
const SMALL: u32 = 24;
const LARGE: u32 = 300;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    #[default]
    Hidden,
    /// Below the comparison.
    Inline,
    /// In place of it, as wide as there is room.
    Large,
}

#[derive(Debug, Default)]
pub struct Shown {
    pub mode: Mode,
    pub file: Option<ReceiptFile>,
    /// What came, or why nothing can be drawn; none while it is on its way.
    pub scan: Option<Result<Scan, String>>,
}

impl Shown {
    pub fn is_hidden(&self) -> bool {
        self.mode == Mode::Hidden
    }
}

impl PaymentsPane {
    /// The receipt of the proof selected.
    pub(crate) fn receipt_file(&self) -> Option<ReceiptFile> {
        let (review, id) = (self.known()?, self.queue.list.selected()?);
        review.proofs.iter().find(|proof| proof.id == id)?.receipt.clone()
    }

    /// Asks for the picture in the size of the room there is.
    pub(crate) fn show_receipt(&mut self, cx: &mut Context<'_>, mode: Mode) {
        let Some(file) = self.receipt_file() else { return };
        let screen = Rect::from((Position::ORIGIN, cx.shell.size));
        let (_, detail) = split(screen, cx.shell.breadth(), true, columns_beside(screen));
        let width = detail.map_or(0, |room| room.width.saturating_sub(2));
        let rows = if mode == Mode::Large { LARGE } else { SMALL };
        self.shown = Shown {
            mode,
            file: Some(file.clone()),
            scan: None,
        };
        let picture = ask::Receipt {
            file: file.clone(),
            width: width.into(),
            height: 2 * rows,
        };
        cx.ask(picture, move |pane: &mut Self, cx, scan| {
            // Another order may be selected by now.
            if pane.shown.file.as_ref() != Some(&file) {
                return;
            }
            let scan = scan.map(|scan| *scan);
            pane.shown.scan = Some(scan.map_err(|error| sentence(cx.shell.catalogue, &error)));
        });
    }

    /// From small to large and back.
    pub(crate) fn toggle_receipt(&mut self, cx: &mut Context<'_>) {
        self.scroll.to_top();
        self.focus = Focus::Detail;
        match self.shown.mode {
            Mode::Hidden | Mode::Inline => self.show_receipt(cx, Mode::Large),
            Mode::Large => self.show_receipt(cx, Mode::Inline),
        }
    }
}
