//! Whatever ends the program, the terminal comes back, the exit code is right, and it is quick.

use std::time::Duration;

use nix::sys::signal::Signal;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::Shop;

on_both_engines!(a_signal_ends_it, a_closed_window_ends_it, quitting_ends_it, any_size_is_survived);

/// 200 ms on a machine with nothing else to do.
const AT_ONCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 600 } else { 200 });

async fn a_signal_ends_it(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    for signal in [Signal::SIGHUP, Signal::SIGTERM, Signal::SIGINT] {
        let mut person = shop.opened();
        person.signals(signal);
        let (code, took) = person.ends();
        assert_eq!(code, 128 + u32::try_from(signal as i32).expect("a number"));
        assert!(took < AT_ONCE, "{signal}: {took:?}");
        assert!(person.has_the_terminal_back(), "{signal}: {}", person.output());
    }
}

async fn a_closed_window_ends_it(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    let mut person = shop.opened();
    person.closes_the_window();
    let (code, took) = person.ends();
    assert_eq!(code, 129);
    assert!(took < AT_ONCE, "{took:?}");
}

async fn quitting_ends_it(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    for keys in ["q", "\x03", "2q", "/filtro\x03"] {
        let mut person = shop.opened();
        person.presses(keys);
        let (code, took) = person.ends();
        assert_eq!(code, 0, "{keys:?}");
        assert!(took < AT_ONCE, "{keys:?}: {took:?}");
        assert!(person.has_the_terminal_back(), "{keys:?}: {}", person.output());
    }
}

async fn any_size_is_survived(fresh: Fresh) {
    let shop = Shop::filled(&fresh).await;
    let mut person = shop.opened();
    person.resizes(200, 60);
    person.until("as wide as the window", |screen| {
        screen
            .lines()
            .nth(1)
            .is_some_and(|rule| rule.chars().filter(|c| *c == '─').count() == 200)
    });
    person.resizes(20, 5);
    person.sees("krafta");
    person.sees_no("KRFT-");
    person.resizes(0, 0);
    person.resizes(1, 1);
    person.resizes(120, 40);
    person.sees("KRFT-");
    person.presses("2");
    person.sees("pedidos");
    person.presses("q");
    assert_eq!(person.ends().0, 0);
    assert!(person.has_the_terminal_back());
}
