//! What is sent, read back as a terminal reads it: by decoders of its own, to points.

use std::num::NonZero;
use std::sync::Arc;

use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use super::{MARKS, PIECE, PLACEHOLDER, mark};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::graphics::{Graphics, Image, Protocol};
use crate::tui::core::picture::{Drawing, Frame, Lens, Picture};
use crate::tui::core::pixels::{Pixels, png_of};
use crate::tui::terminal::Signs;
use crate::tui::terminal::clipboard::Through;
use crate::tui::terminal::screen::Screen;

const SIZE: Size = Size::new(30, 10);
/// Where the picture of 4 × 2 cells of 10 × 20 points is put.
const PLACE: Rect = Rect::new(5, 3, 4, 2);

type Points = Vec<Vec<[u8; 3]>>;

/// Four fields and a fine line.
fn colour(x: u32, y: u32) -> [u8; 3] {
    match (x, y) {
        (_, 7) => [0, 0, 0],
        (..20, ..20) => [255, 0, 51],
        (_, ..20) => [0, 255, 0],
        (..20, _) => [51, 51, 255],
        _ => [255, 255, 255],
    }
}

fn drawn() -> Points {
    (0..40).map(|y| (0..40).map(|x| colour(x, y)).collect()).collect()
}

fn image(protocol: Protocol) -> Arc<Image> {
    let graphics = Graphics {
        protocol,
        cell: Size::new(10, 20),
        most: 1_000_000,
        withheld: false,
    };
    let frame = Frame {
        room: Size::new(4, 2),
        graphics,
        lens: Lens::default(),
        clear: false,
    };
    let picture = Picture::of(&Pixels::read(&png_of(40, 40, colour)).unwrap(), frame).unwrap();
    match picture.drawing {
        Drawing::Image(image) => image,
        Drawing::Blocks(blocks) => panic!("{blocks:?}"),
    }
}

/// A screen with this text in every row, and a picture.
struct Sheet {
    screen: Screen<Vec<u8>>,
    text: &'static str,
    picture: Option<(Rect, Arc<Image>)>,
}

impl Sheet {
    fn of(protocol: Protocol, through: Through) -> Self {
        Self {
            screen: Screen::new(Vec::new(), Signs::Unicode).sending(through, 7),
            text: "",
            picture: Some((PLACE, image(protocol))),
        }
    }

    /// What the next frame sends.
    fn frame(&mut self) -> Vec<u8> {
        self.screen.take(|screen| {
            let draw = |area: Rect, canvas: &mut Canvas<'_>| {
                (0..area.height).for_each(|row| {
                    canvas.text(area, row, self.text, Style::new());
                });
                if let Some((place, image)) = &self.picture {
                    canvas.picture(*place, image);
                }
            };
            screen.paint(SIZE, draw).unwrap();
        })
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The sequences that begin and end so, without both; `rest` is what stands around them.
fn sequences(bytes: &[u8], begin: &[u8], end: &[u8]) -> (Vec<Vec<u8>>, Vec<u8>) {
    let (mut found, mut around, mut rest) = (Vec::new(), Vec::new(), bytes);
    while let Some(at) = find(rest, begin) {
        around.extend_from_slice(&rest[..at]);
        let inside = &rest[at + begin.len()..];
        let length = find(inside, end).expect("it ends");
        found.push(inside[..length].to_vec());
        rest = &inside[length + end.len()..];
    }
    around.extend_from_slice(rest);
    (found, around)
}

/// What the terminal gets from tmux, the wrapping taken off and each Esc once, and what tmux takes itself.
fn unwrapped(bytes: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let (mut out, mut own, mut rest) = (Vec::new(), Vec::new(), bytes);
    while let Some(at) = find(rest, b"\x1bPtmux;") {
        out.extend_from_slice(&rest[..at]);
        own.extend_from_slice(&rest[..at]);
        rest = &rest[at + 7..];
        loop {
            match rest {
                [0x1b, 0x1b, ..] => {
                    out.push(0x1b);
                    rest = &rest[2..];
                }
                [0x1b, b'\\', ..] => break,
                [byte, ..] => {
                    out.push(*byte);
                    rest = &rest[1..];
                }
                [] => panic!("it does not end"),
            }
        }
        rest = &rest[2..];
    }
    out.extend_from_slice(rest);
    own.extend_from_slice(rest);
    (out, own)
}

fn from_base64(text: &[u8]) -> Vec<u8> {
    let six = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        other => panic!("{other} is no base64"),
    };
    let digits: Vec<u8> = text.iter().copied().take_while(|byte| *byte != b'=').map(six).collect();
    let bits = digits.iter().flat_map(|six| (0..6).rev().map(move |bit| six >> bit & 1));
    let bits: Vec<u8> = bits.collect();
    bits.chunks_exact(8)
        .map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit))
        .collect()
}

fn from_png(file: &[u8]) -> Points {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let facts = reader.next_frame(&mut bytes).unwrap();
    assert_eq!(facts.color_type, png::ColorType::Rgb);
    let rows = bytes.chunks(3 * usize::try_from(facts.width).unwrap());
    rows.map(|row| row.chunks(3).map(|point| [point[0], point[1], point[2]]).collect())
        .collect()
}

/// Numbers up to the first byte that is none of them.
fn numbers(text: &mut &[u8]) -> Vec<usize> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
    let (all, rest) = text.split_at(length);
    *text = rest;
    let all = std::str::from_utf8(all).unwrap();
    all.split(';')
        .filter(|one| !one.is_empty())
        .map(|one| one.parse().unwrap())
        .collect()
}

fn from_sixel(mut text: &[u8]) -> Points {
    let (mut colours, mut points) = (vec![[0; 3]; 256], Vec::new());
    let (mut ink, mut x, mut band) = (0, 0, 0);
    while let [byte, rest @ ..] = text {
        text = rest;
        match byte {
            b'"' => {
                let size = numbers(&mut text);
                points = vec![vec![[9; 3]; size[2]]; size[3]];
            }
            b'#' => match numbers(&mut text)[..] {
                [one] => ink = one,
                [one, 2, red, green, blue] => {
                    colours[one] = [red, green, blue].map(|part| u8::try_from((part * 255 + 50) / 100).unwrap());
                }
                ref other => panic!("{other:?}"),
            },
            b'$' => x = 0,
            b'-' => (x, band) = (0, band + 6),
            _ => {
                let count = if *byte == b'!' { numbers(&mut text)[0] } else { 1 };
                let symbol = if *byte == b'!' { text[0] } else { *byte };
                if *byte == b'!' {
                    text = &text[1..];
                }
                for _ in 0..count {
                    for bit in (0..6).filter(|bit| (symbol - b'?') >> bit & 1 == 1) {
                        points[band + bit][x] = colours[ink];
                    }
                    x += 1;
                }
            }
        }
    }
    points
}

/// The picture in what was sent, and what else was.
fn read(protocol: Protocol, bytes: &[u8]) -> (Points, Vec<u8>) {
    match protocol {
        Protocol::Kitty => {
            let (pieces, rest) = sequences(bytes, b"\x1b_G", b"\x1b\\");
            let parts: Vec<_> = pieces
                .iter()
                .map(|piece| piece.split_at(find(piece, b";").unwrap_or(piece.len())))
                .collect();
            let parts: Vec<_> = parts.into_iter().filter(|(control, _)| !control.starts_with(b"a=d")).collect();
            assert_eq!(
                parts[0].0,
                b"a=T,q=2,f=100,U=1,i=8,c=4,r=2,m=0",
                "{}",
                String::from_utf8_lossy(bytes)
            );
            assert!(parts.iter().all(|(_, data)| data.len() <= PIECE + 1));
            let data: Vec<u8> = parts.iter().flat_map(|(_, data)| data[1..].to_vec()).collect();
            (from_png(&from_base64(&data)), rest)
        }
        Protocol::Iterm => {
            let (pieces, rest) = sequences(bytes, b"\x1b]1337;File=", b"\x07");
            let [piece] = &pieces[..] else {
                panic!("{} pictures", pieces.len())
            };
            let (facts, data) = piece.split_at(find(piece, b":").unwrap());
            let file = from_base64(&data[1..]);
            let wanted = format!(
                "inline=1;size={};width=4;height=2;preserveAspectRatio=0;doNotMoveCursor=1",
                file.len()
            );
            assert_eq!(String::from_utf8_lossy(facts), wanted);
            (from_png(&file), rest)
        }
        _ => {
            let (pieces, rest) = sequences(bytes, b"\x1bP0;1;0q", b"\x1b\\");
            assert_eq!(pieces.len(), 1);
            (from_sixel(&pieces[0]), rest)
        }
    }
}

fn screen_of(parsers: &[&[u8]]) -> vt100::Parser {
    let side = |cells| NonZero::new(cells).unwrap();
    let mut parser = vt100::Parser::new(side(SIZE.height), side(SIZE.width), 0);
    parsers.iter().for_each(|bytes| parser.process(bytes));
    parser
}

const ALL: [Protocol; 3] = [Protocol::Kitty, Protocol::Iterm, Protocol::Sixel];

#[test]
fn every_protocol_sends_the_points_of_the_picture_to_its_place() {
    for protocol in ALL {
        let sent = Sheet::of(protocol, Through::Nothing).frame();
        let (points, rest) = read(protocol, &sent);
        assert!(points == drawn(), "{protocol:?}");
        assert!(sent.starts_with(b"\x1b[?2026h") && sent.ends_with(b"\x1b[?2026l"));
        if protocol == Protocol::Kitty {
            // Cells of text stand for it, in the colour of its number, the first of a row with the mark of the row.
            let parser = screen_of(&[&rest]);
            let cell = |x: u16, y: u16| parser.screen().cell(PLACE.y + y, PLACE.x + x).unwrap().clone();
            for (x, y) in (0..4).flat_map(|x| (0..2).map(move |y| (x, y))) {
                let row = if x == 0 {
                    ["\u{305}\u{305}", "\u{30d}\u{305}"][usize::from(y)]
                } else {
                    ""
                };
                assert_eq!(cell(x, y).contents(), format!("{PLACEHOLDER}{row}"));
                assert_eq!(cell(x, y).fgcolor(), vt100::Color::Idx(8));
            }
            assert_eq!(cell(4, 0).contents(), "");
        } else {
            // The cursor goes there, and nothing is written over it afterwards.
            let at = find(&sent, b"\x1b[4;6H").expect("a move to the place");
            assert!(sent[at + 6..].starts_with(if protocol == Protocol::Sixel { b"\x1bP0" } else { b"\x1b]1" }));
            assert!(rest.ends_with(b"\x1b[4;6H\x1b[?2026l"), "{}", String::from_utf8_lossy(&rest));
        }
    }
}

#[test]
fn through_tmux_each_sequence_is_wrapped_and_comes_out_the_same() {
    for protocol in ALL {
        let sent = Sheet::of(protocol, Through::Tmux).frame();
        // tmux itself sees no picture, and the cursor drawn to its place.
        let (handed, tmux) = unwrapped(&sent);
        assert!(find(&tmux, b"\x1b_G").is_none() && find(&tmux, b"1337").is_none(), "{protocol:?}");
        assert_eq!(find(&tmux, b"\x1b[4;6H\x1b[1X").is_some(), protocol != Protocol::Kitty);
        let (points, _) = read(protocol, &handed);
        assert!(points == drawn(), "{protocol:?}");
    }
}

#[test]
fn a_picture_is_sent_once_and_again_when_nothing_is_known_of_the_screen() {
    for protocol in ALL {
        let mut sheet = Sheet::of(protocol, Through::Nothing);
        let first = sheet.frame();
        assert_eq!(sheet.frame(), b"");
        sheet.text = "a";
        let other = sheet.frame();
        assert!(
            other.len() < 200,
            "{protocol:?}: only the text: {}",
            String::from_utf8_lossy(&other)
        );
        sheet.text = "";
        sheet.frame();
        sheet.screen.forget();
        let again = sheet.frame();
        assert!(again.len() + 8 >= first.len(), "{protocol:?}");
        assert_eq!(find(&again, b"a=d,d=I,i=8").is_some(), protocol == Protocol::Kitty);
    }
}

#[test]
fn a_picture_that_is_gone_leaves_nothing_behind() {
    for protocol in ALL {
        let mut sheet = Sheet::of(protocol, Through::Nothing);
        let first = sheet.frame();
        // What a terminal would draw there stands as crosses.
        let crosses = b"\x1b[4;6HXXXX\x1b[5;6HXXXX";
        sheet.picture = None;
        let gone = sheet.frame();
        let shown = screen_of(&[&first, crosses, &gone]);
        assert_eq!(shown.screen().contents().trim(), "", "{protocol:?}");
        assert_eq!(find(&gone, b"\x1b_Ga=d,d=I,i=8,q=2\x1b\\").is_some(), protocol == Protocol::Kitty);
        assert_eq!(sheet.frame(), b"");
    }
}

#[test]
fn a_picture_elsewhere_takes_the_first_one_away() {
    for protocol in ALL {
        let mut sheet = Sheet::of(protocol, Through::Nothing);
        let first = sheet.frame();
        sheet.picture = Some((Rect { x: 20, ..PLACE }, image(protocol)));
        let next = sheet.frame();
        let crosses = b"\x1b[4;6HXXXX\x1b[5;6HXXXX";
        let shown = screen_of(&[&first, crosses, &next]);
        let left = PLACE
            .positions()
            .map(|at| shown.screen().cell(at.y, at.x).unwrap().contents().trim().to_owned());
        assert_eq!(left.collect::<String>(), "", "{protocol:?}");
        let number: &[u8] = if protocol == Protocol::Kitty { b"i=9,c=4" } else { b"\x1b[4;21H" };
        assert!(find(&next, number).is_some(), "{protocol:?}");
        // Leaving takes the last one from a terminal that would keep it.
        sheet.screen.take(|screen| screen.leave().unwrap());
    }
}

#[test]
fn a_picture_without_room_is_not_there() {
    let mut sheet = Sheet::of(Protocol::Sixel, Through::Nothing);
    let image = image(Protocol::Sixel);
    for place in [Rect::new(28, 3, 4, 2), Rect::new(5, 9, 4, 2), Rect::new(5, 3, 4, 1)] {
        sheet.picture = Some((place, Arc::clone(&image)));
        assert!(find(&sheet.frame(), b"\x1bP").is_none(), "{place:?}");
    }
}

#[test]
fn rows_have_marks_of_their_own() {
    let marks: Vec<char> = (0..u16::MAX).map_while(mark).collect();
    assert_eq!(
        marks.len(),
        MARKS
            .iter()
            .map(|(first, last)| usize::try_from(last - first + 1).unwrap())
            .sum::<usize>()
    );
    // Some rows of kitty's own list.
    for (row, wanted) in [
        (0, 0x305),
        (1, 0x30d),
        (7, 0x33f),
        (16, 0x35b),
        (30, 0x483),
        (63, 0x658),
        (84, 0x6ec),
    ] {
        assert_eq!(marks.get(row).map(|mark| u32::from(*mark)), Some(wanted), "{row}");
    }
    assert!(marks.len() > 100 && marks.windows(2).all(|two| two[0] < two[1]));
    assert!(marks.iter().all(|mark| unicode_width::UnicodeWidthChar::width(*mark) == Some(0)));
}
