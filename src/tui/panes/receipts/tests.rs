//! A receipt over the pane: nearer, over it, turned; other files say what they are.

use std::path::PathBuf;

use super::ReceiptsPane;
use crate::domain::ids::OperationId;
use crate::domain::method::PaymentMethod;
use crate::service::orders::view::ReceiptFile;
use crate::tui::app::testing::{Demo, Service, Shop};
use crate::tui::core::client::{Answer, Command, Error, Frame, LinkState, Query, Receipt, Scan};
use crate::tui::core::crops::Like;
use crate::tui::core::effect::Effect;
use crate::tui::core::graphics::{Graphics, Protocol};
use crate::tui::core::msg::Msg;
use crate::tui::core::pane_request::{PaneRequest, Receipts, Sent, Sheet};
use crate::tui::core::picture::{Half, Lens, Zoom};
use crate::tui::core::pixels::{Pixels, png_of};
use crate::tui::core::theme::{Depth, Scheme, Theme};
use crate::tui::pane::mounted::Mounted;
use ratatui::layout::Size;

/// A tall receipt: a dark band at the top, print on the left, white below. Another one is a document.
struct Kept {
    pixels: Pixels,
    path: Option<PathBuf>,
}

impl Service for Kept {
    fn read(&mut self, query: Query) -> Result<Answer, Error> {
        Ok(match query {
            Query::Receipt { file, frame } if file.kind == "PNG" => Answer::Receipt(Box::new(Scan::of(&self.pixels, frame))),
            Query::Receipt { file, .. } if file.kind == "PDF" => Answer::Receipt(Box::new(Scan::Elsewhere)),
            Query::Receipt { .. } => Answer::Receipt(Box::new(Scan::Unreadable)),
            Query::ReceiptBytes(file) => Answer::ReceiptBytes(format!("the {}", file.kind).into_bytes()),
            Query::ReceiptPath(_) => Answer::ReceiptPath(self.path.clone()),
            other => return Err(Error::Internal(format!("not asked: {other:?}"))),
        })
    }

    fn write(&mut self, _operation: OperationId, _command: Command) -> Result<Receipt, Error> {
        Err(Error::Internal("not written".into()))
    }
}

fn like(bank: &str) -> Like {
    Like {
        method: PaymentMethod::PagoMovil,
        bank: Some(bank.into()),
    }
}

fn sheet(kind: &str) -> Sheet {
    Sheet {
        file: ReceiptFile {
            digest: kind.repeat(10),
            kind: kind.into(),
            bytes: 86_000,
        },
        declared: "Declara Bs 4.512,30 · ref. 482913".into(),
        like: like("0102"),
    }
}

fn receipt(x: u32, y: u32) -> [u8; 3] {
    match (x, y) {
        (_, ..100) => [40, 90, 160],
        (..200, y) if y / 20 % 2 == 0 && y < 900 => [90; 3],
        _ => [240; 3],
    }
}

fn opened(width: u16, height: u16, kinds: &[&str]) -> Shop<Kept> {
    let panes = vec![Mounted::boxed(Demo::with_rows(3)), Mounted::boxed(ReceiptsPane::default())];
    let pixels = Pixels::read(&png_of(400, 1000, receipt)).unwrap();
    let mut shop = Shop::of_panes(panes, Kept { pixels, path: None }).sized(width, height);
    shop.settle();
    shop.desk.model.shell.theme = Theme::new(Scheme::Auto, Depth::True);
    shop.desk.model.shell.requests.push(Sent {
        request: PaneRequest::Receipts(Receipts {
            order: "KRFT-7Q2M4X".into(),
            sheets: kinds.iter().map(|kind| sheet(kind)).collect(),
            first: 0,
        }),
        back_to: None,
    });
    shop.send(Msg::Changed);
    shop.press("0");
    shop
}

/// What was asked for last.
fn frame(shop: &Shop<Kept>) -> Frame {
    shop.asked.iter().rev().find_map(frame_of).expect("a picture was asked for")
}

fn frame_of(query: &Query) -> Option<Frame> {
    match query {
        Query::Receipt { frame, .. } => Some(*frame),
        _ => None,
    }
}

/// The line above the picture.
fn head(shop: &Shop<Kept>) -> String {
    shop.desk.text().lines().nth(2).unwrap_or_default().trim().to_owned()
}

fn last_line(shop: &Shop<Kept>) -> String {
    shop.desk.text().lines().rev().nth(1).unwrap_or_default().trim().to_owned()
}

#[test]
fn in_blocks_it_is_wide_from_the_top_and_in_points_whole() {
    let shop = opened(120, 40, &["PNG"]);
    let asked: Vec<Frame> = shop.asked.iter().filter_map(frame_of).collect();
    assert_eq!(asked.first().map(|frame| frame.lens), Some(Lens::default().wide()));
    let mut shop = opened(120, 40, &["PNG", "PNG"]);
    shop.desk.model.shell.graphics = Graphics {
        protocol: Protocol::Kitty,
        most: 100_000,
        ..Graphics::default()
    };
    shop.press("n");
    assert_eq!(frame(&shop).lens, Lens::default());
    assert!(head(&shop).contains(" KB enviada · 100 %"), "{}", head(&shop));
    // The terminal draws it over blanks.
    assert!(
        shop.desk.text().lines().skip(4).take(33).all(|row| row.trim().is_empty()),
        "{}",
        shop.desk.text()
    );
    shop.desk.model.shell.graphics.withheld = true;
    shop.desk.model.shell.graphics.protocol = Protocol::Blocks;
    shop.press("n");
    assert!(head(&shop).contains("tmux no deja pasar imágenes"), "{}", head(&shop));
}

#[test]
fn it_stands_whole_in_the_middle_with_what_was_declared() {
    for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 50)] {
        let shop = opened(width, height, &["PNG"]);
        let text = shop.desk.text();
        assert!(head(&shop).contains("› KRFT-7Q2M4X › Comprobante"), "{text}");
        assert!(text.contains("Declara Bs 4.512,30 · ref. 482913"), "{text}");
        assert!(head(&shop).ends_with("84 kB · 100 %") || width == 60, "{width}: {}", head(&shop));
        // As high as the room, in the middle of the width.
        let rows: Vec<&str> = text.lines().skip(4).take(usize::from(height - 7)).collect();
        assert!(rows.iter().all(|row| !row.trim().is_empty()), "{width}x{height}\n{text}");
        let left = rows[0].chars().take_while(|c| *c == ' ').count();
        let drawn = rows[0].chars().count() - left;
        assert!(left.abs_diff(usize::from(width) - left - drawn) <= 1, "{left} {drawn}");
    }
}

#[test]
fn one_goes_nearer_over_it_and_back() {
    let mut shop = opened(120, 40, &["PNG"]);
    shop.press("+ +");
    assert!(head(&shop).contains("150 % · ↑↓"), "{}", head(&shop));
    assert_eq!(frame(&shop).lens.zoom, Zoom::Times(150));
    let before = frame(&shop).lens;
    shop.press("j");
    assert!(frame(&shop).lens != before);
    shop.press("g");
    assert!(head(&shop).ends_with("150 % · ↓"), "{}", head(&shop));
    shop.press("G");
    assert!(head(&shop).ends_with("150 % · ↑"), "{}", head(&shop));
    shop.press("w");
    assert!(head(&shop).ends_with("· ↓"), "{}", head(&shop));
    let wide = shop.desk.text().lines().nth(6).unwrap().chars().count();
    assert_eq!(wide, 120);
    shop.press("+ h");
    assert!(
        frame(&shop).lens.zoom != Zoom::Width && head(&shop).contains('→'),
        "{}",
        head(&shop)
    );
    shop.press("0");
    assert!(head(&shop).ends_with("100 %"), "{}", head(&shop));
    shop.press("-");
    assert_eq!(last_line(&shop), "▲ Ya se ve entero.");
    shop.press("h");
    assert_eq!(last_line(&shop), "▲ Hasta aquí llega la imagen.");
}

#[test]
fn keys_that_come_before_the_picture_all_count() {
    let mut shop = opened(120, 40, &["PNG"]);
    shop.press("+ + + + g");
    let mut other = opened(120, 40, &["PNG"]);
    other.press("+ + + + g j j j");
    let slow = frame(&other).lens;
    shop.silent = true;
    shop.press("j j j");
    let reads = shop.desk.effects.clone();
    shop.silent = false;
    shop.desk.effects = reads;
    shop.settle();
    assert_eq!(frame(&shop).lens, slow);
}

#[test]
fn it_turns_and_is_seen_as_it_was_photographed() {
    let mut shop = opened(120, 40, &["PNG"]);
    assert!(frame(&shop).clear);
    shop.press("t");
    assert_eq!(frame(&shop).lens.turns(), 1);
    assert!(shop.desk.text().lines().nth(10).unwrap().chars().count() > 70);
    shop.press("c");
    assert!(!frame(&shop).clear && head(&shop).contains("sin contraste"), "{}", head(&shop));
    shop.press("c");
    assert!(frame(&shop).clear && !head(&shop).contains("sin contraste"));
}

#[test]
fn a_larger_terminal_asks_for_a_larger_picture() {
    let mut shop = opened(80, 24, &["PNG"]);
    shop.asked.clear();
    shop.send(Msg::Resize(Size::new(80, 24)));
    assert!(shop.asked.is_empty());
    shop.send(Msg::Resize(Size::new(200, 50)));
    assert_eq!(frame(&shop).room, Size::new(200, 43));
}

#[test]
fn a_document_and_a_broken_file_say_so_and_the_next_one_follows() {
    let mut shop = opened(100, 30, &["PDF", "HEIC", "PNG"]);
    assert!(shop.desk.text().contains("Es un archivo PDF"), "{}", shop.desk.text());
    assert!(head(&shop).contains("Comprobante 1 de 3"), "{}", head(&shop));
    shop.press("+");
    assert_eq!(last_line(&shop), "▲ No hay imagen que mostrar.");
    shop.press("n");
    assert!(shop.desk.text().contains("no se puede leer"), "{}", shop.desk.text());
    shop.press("n");
    assert!(
        head(&shop).contains("Comprobante 3 de 3") && head(&shop).contains(" %"),
        "{}",
        head(&shop)
    );
    shop.press("n");
    assert!(head(&shop).contains("1 de 3"));
}

#[test]
fn what_failed_is_asked_for_again_and_esc_goes_back() {
    let mut shop = opened(100, 30, &["PNG"]);
    shop.broken = true;
    shop.press("+");
    assert!(shop.desk.text().contains('✖'), "{}", shop.desk.text());
    shop.broken = false;
    shop.press("Ctrl-r");
    assert!(head(&shop).contains("125 %"), "{}", head(&shop));
    // What is kept never changes: the news of others asks for nothing.
    shop.asked.clear();
    shop.send(Msg::Changed);
    shop.send(Msg::Link(LinkState::Up));
    assert!(
        !shop.asked.iter().any(|query| matches!(query, Query::Receipt { .. })),
        "{:?}",
        shop.asked
    );
    shop.press("Esc");
    assert_eq!(shop.desk.model.shell.active, 0);
    assert!(shop.desk.model.visits.is_empty());
}

#[test]
fn a_copy_is_saved_under_the_number_of_the_order() {
    let mut shop = opened(100, 30, &["PNG"]);
    shop.press("s");
    assert_eq!(shop.saved, [("KRFT-7Q2M4X.png".to_owned(), "the PNG".to_owned())]);
    let mut shop = opened(100, 30, &["PDF", "HEIC"]);
    shop.press("n s");
    assert_eq!(shop.saved, [("KRFT-7Q2M4X-2.heic".to_owned(), "the HEIC".to_owned())]);
}

#[test]
fn the_path_is_copied_and_where_there_is_none_that_of_a_copy() {
    let copied = |shop: &Shop<Kept>| {
        let copied = shop.desk.wanted(|effect| matches!(effect, Effect::Copy(_)));
        copied.cloned()
    };
    let mut shop = opened(100, 30, &["PDF"]);
    shop.path = Some("receipts/ab.pdf".into());
    shop.press("y");
    assert_eq!(copied(&shop), Some(Effect::Copy("receipts/ab.pdf".into())));
    assert!(shop.saved.is_empty());
    shop.desk.effects.clear();
    shop.path = None;
    shop.press("y");
    assert_eq!((shop.saved.len(), copied(&shop)), (1, None));
    shop.send(Msg::Saved {
        result: Ok("exports/KRFT-7Q2M4X.pdf".into()),
        copied: true,
    });
    assert_eq!(copied(&shop), Some(Effect::Copy("exports/KRFT-7Q2M4X.pdf".into())));
    assert!(last_line(&shop).contains("exports/KRFT-7Q2M4X.pdf"), "{}", shop.desk.text());
}

#[test]
fn it_is_opened_only_where_the_person_sees_it() {
    let mut shop = opened(100, 30, &["PDF"]);
    shop.press("o");
    assert!(last_line(&shop).starts_with("▲ Aquí no hay escritorio"), "{}", shop.desk.text());
    shop.desk.model.shell.desktop = true;
    shop.press("o");
    let open = shop.desk.wanted(|effect| matches!(effect, Effect::Open { .. })).cloned();
    let (name, bytes) = ("KRFT-7Q2M4X.pdf".to_owned(), b"the PDF".to_vec());
    assert_eq!(open, Some(Effect::Open { name, bytes }));
    shop.send(Msg::Opened(Err("xdg-open: no está".into())));
    assert_eq!(last_line(&shop), "✖ No se pudo abrir: xdg-open: no está");
}

#[test]
fn a_part_is_one_key_and_the_next_receipt_is_looked_at_there() {
    let mut shop = opened(120, 40, &["PNG", "PNG"]);
    for (key, half) in [("a", Half::Top), ("m", Half::Middle), ("b", Half::Bottom)] {
        shop.press(key);
        assert_eq!(frame(&shop).lens, Lens::default().half(half), "{key}");
    }
    shop.press("n");
    assert_eq!(frame(&shop).lens, Lens::default().half(Half::Bottom));
    assert!(head(&shop).contains("2 de 2"), "{}", head(&shop));
    // How a photo lay says nothing of the next one.
    shop.press("t w n");
    assert_eq!(frame(&shop).lens, Lens::default().wide());
}

/// T12: one goes near to the amount once, and every receipt of that bank shows it with one key.
#[test]
fn the_amount_and_the_reference_are_a_key_away_on_all_receipts_of_a_bank() {
    let mut shop = opened(120, 40, &["PNG"]);
    shop.press("d");
    assert!(
        last_line(&shop).contains("pago móvil 0102") && last_line(&shop).contains('D'),
        "{}",
        shop.desk.text()
    );
    // All of it is no crop.
    shop.press("D");
    assert!(last_line(&shop).contains("Acércate"), "{}", shop.desk.text());
    shop.press("+ + + j j D");
    let amount = frame(&shop).lens;
    assert!(last_line(&shop).contains("monto"), "{}", shop.desk.text());
    shop.press("+ G R 0 d");
    assert_eq!(frame(&shop).lens, amount);
    shop.press("r");
    assert!(frame(&shop).lens != amount && frame(&shop).lens != Lens::default());
    // Another receipt of the same bank, and one of another.
    shop.press("Esc");
    for (bank, known) in [("0102", true), ("0134", false)] {
        let sheet = Sheet {
            like: like(bank),
            ..sheet("PNG")
        };
        let receipts = Receipts {
            order: "KRFT-P8H3TD".into(),
            sheets: vec![sheet],
            first: 0,
        };
        let request = PaneRequest::Receipts(receipts);
        shop.desk.model.shell.requests.push(Sent { request, back_to: None });
        shop.send(Msg::Changed);
        shop.press("0 d");
        assert_eq!(frame(&shop).lens == amount, known, "{bank}");
        shop.press("Esc");
    }
}
