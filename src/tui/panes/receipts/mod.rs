//! A receipt over the whole pane, opened from Pagos and from an order: one goes near, moves over it, turns it, beside what was
//! declared with it.

mod actions;
mod crops;
mod files;
mod sheets;
#[cfg(test)]
mod tests;
mod view;

use ratatui::layout::{Rect, Size};

use crate::locale::{Key, t};
use crate::tui::core::action::{Availability, Row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Error, Frame, LinkState, Scan, ask, sentence};
use crate::tui::core::global::Motion;
use crate::tui::core::graphics::{Graphics, Protocol};
use crate::tui::core::pane_request::{PaneRequest, Receipts, Sheet};
use crate::tui::core::picture::{Lens, Pan, Picture, View};
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::panes::receipts::actions::{ACTIONS, Action};

pub use crate::tui::panes::receipts::sheets::receipts;

type Context<'a> = PaneContext<'a, ReceiptsPane>;

#[derive(Debug, Default)]
pub struct ReceiptsPane {
    order: String,
    sheets: Vec<Sheet>,
    /// The one that is looked at.
    at: usize,
    lens: Lens,
    /// As it was photographed, although its print may be faint.
    raw: bool,
    /// What came last, or why nothing can be drawn. It stays until the next one comes.
    scan: Option<Result<Box<Scan>, String>>,
    /// Which part is wanted: keys go on from there, before it has come.
    view: Option<View>,
    /// The room and the terminal that it was asked for.
    room: Size,
    graphics: Graphics,
}

impl ReceiptsPane {
    fn of(receipts: &Receipts) -> Self {
        Self {
            order: receipts.order.clone(),
            sheets: receipts.sheets.clone(),
            at: receipts.first,
            ..Self::default()
        }
    }

    /// In blocks all of it is too small to be read.
    fn begin(&mut self, graphics: Graphics) {
        let lens = Lens::default();
        self.lens = match graphics.protocol {
            Protocol::Blocks => lens.wide(),
            _ => lens,
        };
        (self.scan, self.view) = (None, None);
    }

    fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.at)
    }

    /// What is seen now.
    fn picture(&self) -> Option<&Picture> {
        match &self.scan {
            Some(Ok(scan)) => match &**scan {
                Scan::Drawn(picture) => Some(picture),
                Scan::Elsewhere | Scan::Unreadable => None,
            },
            _ => None,
        }
    }

    fn read(&mut self, cx: &mut Context<'_>) {
        let Some(file) = self.sheet().map(|sheet| sheet.file.clone()) else {
            return;
        };
        (self.room, self.graphics) = (view::room(cx.shell), cx.shell.graphics);
        let frame = self.frame();
        cx.ask(ask::Receipt { file, frame }, Self::came);
    }

    const fn frame(&self) -> Frame {
        Frame {
            room: self.room,
            graphics: self.graphics,
            lens: self.lens,
            clear: !self.raw,
        }
    }

    fn came(&mut self, cx: &mut Context<'_>, scan: Result<Box<Scan>, Error>) {
        self.scan = Some(scan.map_err(|error| sentence(cx.shell.catalogue, &error)));
        self.view = self.picture().map(|picture| picture.view);
    }

    /// Looks at it in another way.
    fn look(&mut self, cx: &mut Context<'_>, lens: impl FnOnce(Lens, &View) -> Lens) {
        let Some(view) = self.view else { return };
        let before = self.lens;
        self.lens = lens(before, &view);
        let whole = match self.lens.turns() == before.turns() {
            true => view.whole,
            false => (view.whole.1, view.whole.0),
        };
        self.view = self.frame().view(whole);
        if self.lens != before {
            self.read(cx);
        }
    }

    fn pan(&mut self, cx: &mut Context<'_>, right: i32, down: i32) {
        self.look(cx, |lens, view| lens.moved(view, Pan { right, down }));
    }

    /// The part that one looks at stays; how the photo before lay does not.
    fn next(&mut self, cx: &mut Context<'_>) {
        self.at = (self.at + 1) % self.sheets.len().max(1);
        self.lens = self.lens.upright();
        (self.scan, self.view) = (None, None);
        self.read(cx);
    }
}

impl Pane for ReceiptsPane {
    type Action = Action;

    const NAME: &'static str = "comprobantes";
    const TITLE: Key = "comprobante-title";
    const ACTIONS: &'static [Row<Action>] = ACTIONS;
    const PLACE: bool = true;

    /// A kept receipt never changes: only what could not be read is asked for again.
    fn refresh(&mut self, cx: &mut Context<'_>) {
        if self.room == Size::ZERO {
            self.begin(cx.shell.graphics);
        }
        if !matches!(self.scan, Some(Ok(_))) && cx.shell.link == LinkState::Up {
            self.read(cx);
        }
    }

    fn shown(&mut self, cx: &mut Context<'_>) {
        if self.scan.is_some() {
            self.resized(cx);
        }
    }

    fn resized(&mut self, cx: &mut Context<'_>) {
        if (self.room, self.graphics) != (view::room(cx.shell), cx.shell.graphics) {
            self.read(cx);
        }
    }

    fn availability(&self, shell: &Shell, action: Action) -> Availability {
        self.available(shell, action)
    }

    fn act(&mut self, cx: &mut Context<'_>, action: Action) {
        match action {
            Action::Nearer => self.look(cx, Lens::nearer),
            Action::Farther => self.look(cx, Lens::farther),
            Action::Whole => self.look(cx, |lens, _| lens.whole()),
            Action::Width => self.look(cx, |lens, _| lens.wide()),
            Action::Part(half) => self.look(cx, |lens, _| lens.half(half)),
            Action::Look(spot) => self.look_at(cx, spot),
            Action::Keep(spot) => self.keep(cx, spot),
            Action::Left => self.pan(cx, -1, 0),
            Action::Right => self.pan(cx, 1, 0),
            Action::Contrast => {
                self.raw = !self.raw;
                self.read(cx);
            }
            Action::Turn => self.look(cx, |lens, _| lens.turned()),
            Action::Next => self.next(cx),
            Action::Open => self.with_bytes(cx, |cx, name, bytes| cx.open_outside(name, bytes)),
            Action::Save => self.with_bytes(cx, |cx, name, bytes| cx.keep(name, bytes, false)),
            Action::Copy => self.copy_path(cx),
        }
    }

    /// Up and down over the picture, a page at a time with something of the one before left.
    fn motion(&mut self, cx: &mut Context<'_>, motion: Motion) {
        let down = match motion {
            Motion::Down => 1,
            Motion::Up => -1,
            Motion::HalfDown => 4,
            Motion::HalfUp => -4,
            Motion::PageDown => 7,
            Motion::PageUp => -7,
            Motion::First => i32::MIN,
            Motion::Last => i32::MAX,
        };
        self.pan(cx, 0, down);
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        match request {
            PaneRequest::Receipts(receipts) => Some(Self::of(receipts)),
            _ => None,
        }
    }

    fn place(&self, shell: &Shell) -> Option<String> {
        Some(t!(shell.catalogue, "comprobante-title"))
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        self.draw(shell, area, canvas);
    }
}
