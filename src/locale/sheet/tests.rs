//! The sheet in both languages, as text and as a page; with much in it, and with text that would be obeyed.

use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

use super::{Catalogue, LineKind, percent};
use crate::domain::dates::Zone;
use crate::domain::fulfilment::work_sheet::WorkSheet;
use crate::domain::fulfilment::work_sheet::given::{hostile, sheet};
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::AssignmentStatus;
use crate::locale::Locale;

fn text(sheet: &WorkSheet, locale: Locale) -> String {
    Catalogue::of(locale).work_sheet_text(sheet, Zone::default())
}

fn page(sheet: &WorkSheet) -> String {
    Catalogue::of(Locale::Es).work_sheet_html(sheet, Zone::default())
}

#[test]
fn before_the_workshop_accepts() {
    assert_snapshot!(text(&sheet(AssignmentStatus::Notified), Locale::Es));
}

#[test]
fn after_it_accepted_in_english() {
    assert_snapshot!(text(&sheet(AssignmentStatus::Accepted), Locale::En));
}

#[test]
fn the_page_to_print() {
    assert_snapshot!(page(&sheet(AssignmentStatus::Accepted)));
}

#[test]
fn what_is_not_known_is_not_said() {
    let bare = WorkSheet {
        items: Vec::new(),
        notes: Vec::new(),
        city: None,
        state: None,
        cost: None,
        policy: None,
        promised: None,
        delivery: DeliveryMethod::Pickup,
        ..sheet(AssignmentStatus::PendingAssignment)
    };
    assert_snapshot!(text(&bare, Locale::Es));
}

#[test]
fn who_gets_it_is_on_neither_before_the_workshop_accepts() {
    let sheet = sheet(AssignmentStatus::Notified);
    for said in [text(&sheet, Locale::Es), page(&sheet)] {
        assert!(
            said.contains("Valencia, Carabobo") && said.contains("aparecen cuando el taller acepta"),
            "{said}"
        );
        for hidden in ["María", "0414", "Bolívar"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }
}

#[test]
fn a_pickup_has_no_address() {
    let mut sheet = sheet(AssignmentStatus::Ready);
    sheet.delivery = DeliveryMethod::Pickup;
    let said = text(&sheet, Locale::Es);
    assert!(said.contains("Recibe: María Fernández") && !said.contains("Dirección"), "{said}");
}

/// Every product and the whole of every text, in lines that a messenger and a terminal take.
#[test]
fn thirty_items_and_hostile_text() {
    let sheet = hostile();
    let said = text(&sheet, Locale::Es);
    let whole: String = said.split_whitespace().collect();
    for n in 1..=30 {
        assert!(whole.contains(&format!("×{n}:␛[2J")), "{n}: {said}");
    }
    assert!(said.contains("1.000 × 20:") && said.contains("▲ Retenido"), "{said}");
    assert!(said.lines().all(|line| line.width() <= 80), "{said}");
    let page = page(&sheet);
    for said in [&said, &page] {
        let raw = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{200b}');
        assert!(!said.contains(raw), "{said:?}");
    }
    assert_eq!(
        page.matches("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;&quot;")
            .count(),
        67
    );
    for tag in ["<script", "<img", "http:", "https:", "src=", "href="] {
        assert!(!page.contains(tag), "{tag}: {page}");
    }
}

#[test]
fn it_fits_a_narrow_pane_whole() {
    let sheet = sheet(AssignmentStatus::Accepted);
    let catalogue = Catalogue::of(Locale::Es);
    let joined = |width| -> String {
        let lines = catalogue.work_sheet_lines(&sheet, Zone::default(), width);
        assert_eq!(lines.first().map(|(kind, _)| *kind), Some(LineKind::Title));
        assert!(
            lines.iter().all(|(_, line)| line.width() <= usize::from(width.max(20))),
            "{lines:#?}"
        );
        lines.iter().flat_map(|(_, line)| line.split_whitespace()).collect()
    };
    assert_eq!(joined(30), joined(200));
    joined(0);
}

#[test]
fn a_share_is_said_exactly() {
    assert_eq!(
        [percent(5_000), percent(3_350), percent(0), percent(10_000)],
        ["50", "33,5", "0", "100"]
    );
}
