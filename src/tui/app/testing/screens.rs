//! How it looks: text and styles of whole screens.

use insta::assert_snapshot;

use super::Desk;
use crate::tui::core::client::LinkState;
use crate::tui::core::msg::Msg;
use crate::tui::core::theme::{Depth, Scheme, Theme};

fn after(keys: &str) -> Desk {
    let mut desk = Desk::demo(12);
    desk.press(keys);
    desk
}

#[test]
fn frame_over() {
    assert_snapshot!(after("j Space j").styled());
}

#[test]
fn frame_side() {
    assert_snapshot!(after("j").sized(120, 20).text());
}

#[test]
fn frame_narrow() {
    assert_snapshot!(after("").sized(60, 16).text());
}

#[test]
fn too_small() {
    assert_snapshot!(after("").sized(30, 6).text());
}

#[test]
fn without_colour() {
    let mut desk = after("j");
    desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::None);
    assert_snapshot!(desk.styled());
}

#[test]
fn in_true_colour() {
    let mut desk = after("j").sized(60, 16);
    desk.model.shell.theme = Theme::new(Scheme::Dark, Depth::True);
    assert_snapshot!(desk.styled());
}

#[test]
fn link_lost() {
    let mut desk = after("");
    let (since, next) = (desk.now, desk.now + chrono::TimeDelta::seconds(4));
    desk.send(Msg::Link(LinkState::Retrying { attempt: 4, since, next }));
    assert_snapshot!(desk.styled());
}

#[test]
fn empty() {
    assert_snapshot!(Desk::demo(0).text());
}

#[test]
fn confirm() {
    assert_snapshot!(after("s KRFT").styled());
}

#[test]
fn form() {
    let mut desk = after("r Right Tab 31/02 Tab Tab");
    desk.type_text("no llegó");
    assert_snapshot!(desk.styled());
}

#[test]
fn help() {
    assert_snapshot!(after("?").text());
}

#[test]
fn palette() {
    assert_snapshot!(after(": 7Q2M4X").text());
}

#[test]
fn picker() {
    assert_snapshot!(after("p Down").text());
}

#[test]
fn conflict() {
    assert_snapshot!(after("x").text());
}

#[test]
fn reader() {
    assert_snapshot!(after("v Ctrl-d").text());
}

#[test]
fn toast() {
    assert_snapshot!(after("n").text());
}
