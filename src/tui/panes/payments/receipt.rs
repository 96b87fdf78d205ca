//! The receipt of the selected proof: a small picture below the comparison, asked for when it is looked at; large over the pane.

use ratatui::layout::{Position, Rect, Size};

use super::view::{columns_beside, regions};
use super::{Context, PaymentsPane};
use crate::service::orders::view::ReceiptFile;
use crate::tui::core::client::{Frame, Scan, ask, sentence};
use crate::tui::core::graphics::{Graphics, Protocol};
use crate::tui::core::layout::{inset, split};
use crate::tui::core::picture::Lens;
use crate::tui::panes::receipts::receipts;

/// Rows of the small picture.
const ROWS: u16 = 24;

#[derive(Debug, Default)]
pub struct Shown {
    pub file: Option<ReceiptFile>,
    /// What came, or why nothing can be drawn; none while it is on its way.
    pub scan: Option<Result<Scan, String>>,
    /// The columns it was asked for.
    width: u16,
}

impl Shown {
    pub const fn is_hidden(&self) -> bool {
        self.file.is_none()
    }
}

impl PaymentsPane {
    /// The receipt of the proof selected.
    pub(crate) fn receipt_file(&self) -> Option<ReceiptFile> {
        let (review, id) = (self.known()?, self.queue.list.selected()?);
        review.proofs.iter().find(|proof| proof.id == id)?.receipt.clone()
    }

    /// Asks for the picture in the size of the room there is.
    pub(crate) fn show_receipt(&mut self, cx: &mut Context<'_>) {
        let Some(file) = self.receipt_file() else { return };
        let width = width(cx);
        self.shown = Shown {
            file: Some(file.clone()),
            scan: None,
            width,
        };
        // It scrolls with the text, by rows of cells.
        let graphics = Graphics {
            protocol: Protocol::Blocks,
            ..cx.shell.graphics
        };
        let frame = Frame {
            room: Size::new(width, ROWS),
            graphics,
            lens: Lens::default(),
            clear: true,
        };
        let picture = ask::Receipt { file: file.clone(), frame };
        cx.ask(picture, move |pane: &mut Self, cx, scan| {
            // Another order may be selected by now.
            if pane.shown.file.as_ref() != Some(&file) {
                return;
            }
            let scan = scan.map(|scan| *scan);
            pane.shown.scan = Some(scan.map_err(|error| sentence(cx.shell.catalogue, &error)));
        });
    }

    /// The room of the small picture may be another.
    pub(crate) fn fit_receipt(&mut self, cx: &mut Context<'_>) {
        if !self.shown.is_hidden() && self.shown.width != width(cx) {
            self.show_receipt(cx);
        }
    }

    /// Over the whole pane, with the other receipts of the order.
    pub(crate) fn open_receipt(&self, cx: &mut Context<'_>) {
        let Some(review) = self.known() else { return };
        let first = self.queue.list.selected();
        let request = receipts(cx.shell.catalogue, &review.order.number, &review.proofs, first);
        request.into_iter().for_each(|request| cx.visit(request));
    }
}

fn width(cx: &Context<'_>) -> u16 {
    let screen = Rect::from((Position::ORIGIN, cx.shell.size));
    let (_, detail) = split(screen, cx.shell.breadth(), true, columns_beside(screen));
    let room = detail.map(inset).unwrap_or_default();
    let (compared, beside) = regions(cx.shell, room);
    beside.unwrap_or(compared).width
}
