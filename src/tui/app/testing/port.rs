//! Sessions on terminals that are no tty: several in one process, each with its own end.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Size;

use super::Desk;
use super::demo::Demo;
use super::pty::Nothing;
use crate::tui::app::model::Model;
use crate::tui::app::runtime::{Files, Setting, play};
use crate::tui::core::graphics::Graphics;
use crate::tui::core::msg::{End, Msg};
use crate::tui::pane::mounted::Mounted;
use crate::tui::terminal::input::Incoming;
use crate::tui::terminal::screen::Screen;
use crate::tui::terminal::{LOST, Signs, Terminal, panics};

/// What a session drew.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Played {
    keys: Sender<Incoming>,
    paper: Paper,
    session: JoinHandle<Result<u8, String>>,
}

impl Played {
    fn start(handle: &tokio::runtime::Handle, exports: PathBuf) -> Self {
        let (keys, from) = channel();
        let paper = Paper::default();
        let terminal = Terminal {
            guard: Box::new(()),
            to: keys.clone(),
            from,
            screen: Screen::new(Box::new(paper.clone()), Signs::Unicode),
            size: Size::new(80, 24),
            graphics: Graphics::default(),
            cell: || None,
            pause: None,
        };
        let handle = handle.clone();
        let session = thread::spawn(move || {
            let setting = Setting {
                frame: Duration::from_millis(1),
                files: Ok(Files {
                    opened: exports.clone(),
                    exports,
                }),
            };
            let panes = vec![Mounted::boxed(Demo::that_fails())];
            panics::caught(|| {
                play(
                    terminal,
                    &handle,
                    Nothing,
                    Desk::opening(),
                    |opening| Model::new(opening, panes),
                    setting,
                )
            })
        });
        Self { keys, paper, session }
    }

    fn send(&self, msg: Msg) {
        self.keys.send(Incoming::Msg(msg)).unwrap();
    }

    fn press(&self, key: char) {
        self.send(Msg::Key(KeyEvent::from(KeyCode::Char(key))));
    }

    fn drawn(&self) -> usize {
        self.paper.0.lock().unwrap().len()
    }

    fn wait_until(&self, what: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !what(self) {
            assert!(start.elapsed() < Duration::from_secs(10), "it does not come");
            thread::sleep(Duration::from_millis(2));
        }
    }
}

#[test]
fn a_panic_or_a_lost_terminal_ends_one_session_of_several() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let [first, second, third] = [(); 3].map(|()| Played::start(runtime.handle(), folder.path().to_owned()));
    for session in [&first, &second, &third] {
        session.wait_until(|session| session.drawn() > 0);
    }
    first.press('!');
    assert!(first.session.join().unwrap().is_err(), "caught, and the process goes on");
    second.send(Msg::End(End::Lost));
    assert_eq!(second.session.join().unwrap(), Ok(LOST));
    let before = third.drawn();
    third.press('j');
    third.wait_until(|session| session.drawn() > before);
    third.press('q');
    assert_eq!(third.session.join().unwrap(), Ok(0));
}
