//! The loop of one session: one message at a time through `update`, effects handed to tasks, a frame when something changed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use chrono::{SubsecRound, Utc};
use ratatui::layout::Size;
use tokio::runtime::Handle;

use super::model::Model;
use super::perform::Performer;
use super::update::update;
use super::view::view;
use crate::config::Configuration;
use crate::tui::core::client::Source;
use crate::tui::core::effect::Effect;
use crate::tui::core::msg::{End, Msg, Wake};
use crate::tui::dialogue::shell::Opening;
use crate::tui::terminal::input::Incoming;
use crate::tui::terminal::pace::Pace;
use crate::tui::terminal::screen::Screen;
use crate::tui::terminal::{GRACE, HANGUP, LOST, Pause, Terminal, WRITES, clipboard};

/// What the loop needs besides the model.
#[derive(Debug)]
pub struct Setting {
    /// The least time between two frames of a flood.
    pub frame: Duration,
    /// Where files are kept, or why none are.
    pub files: Result<Files, String>,
}

/// Where a person's files go.
#[derive(Clone, Debug)]
pub struct Files {
    pub exports: PathBuf,
    /// Copies that other programs show.
    pub opened: PathBuf,
}

impl Files {
    /// On the person's own machine: exports go where they stand.
    pub fn here(configuration: &Configuration) -> Self {
        Self {
            exports: std::env::current_dir().unwrap_or_else(|_| configuration.places.data.clone()),
            opened: configuration.places.state.join("opened"),
        }
    }
}

/// An answer this soon is waited for before the first frame, so that it is a full one.
const FIRST_ANSWER: Duration = Duration::from_millis(10);
/// Changes nearer to each other than this count as one.
const CHANGES: Duration = Duration::from_millis(40);
/// Messages handled before a frame is considered again.
const AT_ONCE: usize = 256;

/// Plays one session on its terminal until it is left; returns the exit code. Not to be called on a thread of the async runtime.
pub fn play<S: Source>(
    terminal: Terminal,
    handle: &Handle,
    source: S,
    opening: Opening,
    model: impl FnOnce(Opening) -> Model,
    setting: Setting,
) -> u8 {
    let Terminal {
        guard,
        to,
        from,
        screen,
        size,
        graphics,
        cell,
        pause,
    } = terminal;
    let performer = Performer::new(source, handle.clone(), to, setting.files);
    let mut session = Session::new(model(Opening { size, graphics, ..opening }), performer, screen, setting.frame);
    (session.pause, session.cell) = (pause, cell);
    let ended = session.run(&from);
    // A terminal that cannot take it any more keeps nothing either.
    drop(session.screen.leave());
    drop(guard);
    let patience = if session.lost { GRACE / 2 } else { WRITES };
    session.performer.settle(patience);
    ended
}

struct Session<S, W> {
    model: Model,
    performer: Performer<S>,
    screen: Screen<W>,
    pace: Pace,
    timers: BinaryHeap<Reverse<(Instant, u64)>>,
    wakes: Vec<(u64, Wake)>,
    dirty: bool,
    /// Before this nothing is drawn, so that the first frame is a full one.
    hold: Option<Instant>,
    /// Changes held together, and when they are passed on.
    changed: Option<Instant>,
    last_change: Option<Instant>,
    exit: Option<u8>,
    lost: bool,
    timer_count: u64,
    pause: Option<Pause>,
    cell: fn() -> Option<Size>,
    /// The terminal is somebody else's for now.
    paused: bool,
}

impl<S: Source, W: io::Write> Session<S, W> {
    fn new(model: Model, performer: Performer<S>, screen: Screen<W>, frame: Duration) -> Self {
        let now = Instant::now();
        Self {
            model,
            performer,
            screen,
            pace: Pace::new(frame, now),
            timers: BinaryHeap::new(),
            wakes: Vec::new(),
            dirty: true,
            hold: Some(now + FIRST_ANSWER),
            changed: None,
            last_change: None,
            exit: None,
            lost: false,
            timer_count: 0,
            pause: None,
            cell: || None,
            paused: false,
        }
    }

    fn run(&mut self, from: &Receiver<Incoming>) -> u8 {
        self.measure();
        self.apply(Msg::Start);
        loop {
            if let Some(code) = self.exit {
                return code;
            }
            let now = Instant::now();
            if self.dirty && !self.paused && self.frame_at(now) <= now {
                // Nothing can be drawn any more: the terminal is gone.
                if self.paint(now).is_err() {
                    self.lost = true;
                    return LOST;
                }
            }
            match self.wait(from, now) {
                Ok(incoming) => self.incoming(incoming),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return LOST,
            }
            for _ in 0..AT_ONCE {
                match from.try_recv() {
                    Ok(incoming) if self.exit.is_none() => self.incoming(incoming),
                    _ => break,
                }
            }
            self.ring();
        }
    }

    fn frame_at(&self, now: Instant) -> Instant {
        self.pace.next(now).max(self.hold.unwrap_or(now))
    }

    /// The next message, or the next moment at which something is due; for ever when nothing is.
    fn wait(&self, from: &Receiver<Incoming>, now: Instant) -> Result<Incoming, RecvTimeoutError> {
        let frame = (self.dirty && !self.paused).then(|| self.frame_at(now));
        let timer = self.timers.peek().map(|Reverse((at, _))| *at);
        let change = self.changed;
        match [frame, timer, change].into_iter().flatten().min() {
            Some(at) => from.recv_timeout(at.saturating_duration_since(now)),
            None => from.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn incoming(&mut self, incoming: Incoming) {
        match incoming {
            Incoming::Msg(Msg::Changed) => self.change(),
            Incoming::Msg(msg) => {
                match &msg {
                    Msg::Answer { .. } | Msg::Key(_) | Msg::Link(_) => self.hold = None,
                    Msg::Resize(_) => {
                        self.screen.forget();
                        self.measure();
                    }
                    Msg::End(end) => self.lost = matches!(end, End::Lost | End::Signal(HANGUP)),
                    _ => {}
                }
                self.apply(msg);
            }
            Incoming::Mouse(mouse) => {
                let spot = self.screen.spot(mouse.column, mouse.row);
                self.apply(Msg::Mouse { kind: mouse.kind, spot });
            }
            // Asked for at the entrance, and no longer waited for.
            Incoming::Done(_) => {}
            Incoming::Suspend => self.suspend(),
            Incoming::Continued => self.resume(),
        }
    }

    /// The points of a cell may be others.
    fn measure(&mut self) {
        if let Some(cell) = (self.cell)() {
            self.apply(Msg::Cell(cell));
        }
    }

    /// A write that is under way is waited for: nobody else could write while it stands still.
    fn suspend(&mut self) {
        let Some(pause) = self.pause.as_ref().filter(|_| !self.paused) else {
            return;
        };
        self.performer.settle(WRITES);
        drop(self.screen.leave());
        self.paused = (pause.stop)();
        if !self.paused {
            self.apply(Msg::NoShell);
        }
    }

    /// Whatever stopped the program, nothing is known of what the terminal shows, nor of what happened since.
    fn resume(&mut self) {
        match self.pause.as_ref().map(|pause| (pause.again)()) {
            Some(Ok(size)) => {
                self.paused = false;
                self.screen.forget();
                self.apply(Msg::Resize(size));
                self.change();
            }
            Some(Err(_)) => (self.lost, self.exit) = (true, Some(LOST)),
            None => {}
        }
    }

    /// The first change is passed on at once, those close behind it together.
    fn change(&mut self) {
        let now = Instant::now();
        let due = self.last_change.map_or(now, |last| (last + CHANGES).max(now));
        self.changed.get_or_insert(due);
    }

    /// Timers and held changes that are due.
    fn ring(&mut self) {
        let now = Instant::now();
        if self.changed.take_if(|at| *at <= now).is_some() {
            self.last_change = Some(now);
            self.apply(Msg::Changed);
        }
        while let Some(Reverse((_, id))) = self.timers.peek().filter(|Reverse((at, _))| *at <= now).copied() {
            self.timers.pop();
            if let Some(index) = self.wakes.iter().position(|(wake, _)| *wake == id) {
                let (_, wake) = self.wakes.swap_remove(index);
                self.apply(Msg::Wake(wake));
            }
        }
    }

    fn apply(&mut self, msg: Msg) {
        self.dirty = true;
        // What both databases keep: microseconds.
        let now = Utc::now().trunc_subsecs(6);
        for effect in update(&mut self.model, now, msg) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Read { ticket, replaces, query } => self.performer.read(ticket, replaces, query),
            Effect::Abandon(ticket) => self.performer.abandon(ticket),
            Effect::Write { operation, command } => self.performer.write(operation, command),
            Effect::Wake { after, wake } => {
                self.timer_count += 1;
                self.timers.push(Reverse((Instant::now() + after, self.timer_count)));
                self.wakes.push((self.timer_count, wake));
            }
            // A terminal that cannot take it shows its loss at the next frame.
            Effect::Copy(text) => drop(self.screen.raw(&clipboard::sequence(&text, self.model.shell.through))),
            Effect::Save { name, bytes, copied } => self.performer.save(name, bytes, copied),
            Effect::Open { name, bytes } => self.performer.open(&name, bytes),
            Effect::Redraw => self.screen.forget(),
            Effect::Exit(code) => self.exit = Some(code),
        }
    }

    fn paint(&mut self, now: Instant) -> io::Result<()> {
        let model = &self.model;
        self.screen.paint(model.shell.size, |area, canvas| view(model, area, canvas))?;
        self.pace.drawn(now);
        (self.dirty, self.hold) = (false, None);
        Ok(())
    }
}
