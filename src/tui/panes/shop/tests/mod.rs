//! The pane against the real service of a small demonstration shop: what is typed is what is kept, and who changed it is seen.

use crate::service::audit::changes::{ChangeFilter, ChangeRow};
use crate::service::core::page::Page;
use crate::tui::app::testing::Real;
use crate::tui::pane::mounted::Mounted;
use crate::tui::panes::shop::ShopPane;

fn shop() -> Real {
    Real::real(Mounted::boxed(ShopPane::default()))
}

fn newest(real: &Real) -> ChangeRow {
    let audit = real.krafta.audit();
    let page: Page<ChangeRow> = real.wait(audit.changes(&real.actor, &ChangeFilter::default(), None, 1)).unwrap();
    page.rows.into_iter().next().expect("a change")
}

#[test]
fn a_product_is_added_made_dearer_and_taken_out_of_use() {
    let mut real = shop();
    real.press("Tab");
    assert!(real.text().contains("[Productos]"), "{}", real.text());
    real.press("n")
        .type_text("GORRA-BORDADA")
        .press("Tab")
        .type_text("Gorra bordada")
        .press("Tab")
        .type_text("12,50")
        .press("Ctrl-s");
    let products = real.wait(real.krafta.catalogue().products(&real.actor)).unwrap();
    let cap = products
        .iter()
        .find(|product| product.sku.as_str() == "GORRA-BORDADA")
        .expect("the product");
    assert_eq!((cap.price.to_string().as_str(), cap.active), ("USD 12,50", true));
    assert!(
        real.text().contains("Gorra bordada") && real.text().contains("USD 12,50"),
        "{}",
        real.text()
    );

    assert!(real.selected_row().contains("GORRA-BORDADA"), "{}", real.text());
    real.press("Enter Tab Ctrl-u").type_text("13,00").press("Ctrl-s");
    assert!(real.selected_row().contains("USD 13,00"), "{}", real.text());
    let changed = newest(&real);
    let price = &changed.fields[0];
    assert_eq!(
        (price.old.as_deref(), price.new.as_deref()),
        (Some("12.50"), Some("13.00")),
        "{changed:?}"
    );

    real.press("x");
    assert!(real.text().contains("Dejar de usar Gorra bordada"), "{}", real.text());
    real.press("Tab Enter");
    assert!(real.selected_row().contains("fuera de uso"), "{}", real.text());
    // Who did it stands in the last list.
    let mut real = real.sized(120, 40);
    real.press("Tab Tab Tab Tab Tab Tab Tab");
    let text = real.text();
    assert!(
        text.contains("[Cambios]")
            && text.contains("Ana Villarroel")
            && text.contains("producto · Gorra bordada")
            && text.contains("activo: sí → no"),
        "{text}"
    );
}

#[test]
fn one_rate_is_todays_and_none_is_held_against_an_ended_one() {
    let real = shop().sized(120, 40);
    let text = real.text();
    assert_eq!(text.lines().filter(|line| line.contains("la de hoy")).count(), 1, "{text}");
    for ended in text.lines().filter(|line| line.contains("anulada")) {
        assert!(!ended.contains('%'), "{ended}");
    }
    // A slip of the comma is a factor of a hundred.
    assert!(!text.contains("− 99,"), "{text}");
}

#[test]
fn a_rate_far_from_the_one_before_is_asked_about() {
    let mut real = shop();
    assert!(real.text().contains("[Tasa]"), "{}", real.text());
    real.press("Enter Ctrl-u")
        .type_text("9999")
        .press("Tab")
        .type_text("el banco lo corrigió")
        .press("Ctrl-s");
    let asked = real.text();
    assert!(asked.contains("9.999"), "{asked}");
    let before = newest(&real).id;
    real.press("Esc Esc");
    assert_eq!(newest(&real).id, before, "nothing was written");
}

/// What each list has at 80 columns, whatever the demonstration's texts: what one looks for, and whether it is in use.
const HEADS: [(&str, &[&str]); 9] = [
    ("[Tasa]", &["día", "Bs por USD", "fuente", "situación"]),
    ("[Productos]", &["código", "nombre", "precio", "situación"]),
    ("[Cuentas]", &["cuenta", "método", "datos"]),
    ("[Envíos]", &["método", "lugar", "precio", "situación"]),
    ("[Zonas]", &["nombre", "modo", "ciudades"]),
    ("[Talleres]", &["nombre", "semana"]),
    ("[Personas]", &["usuario", "nombre", "rol"]),
    ("[Feriados]", &["día", "nombre"]),
    ("[Cambios]", &["cuándo", "qué", "antes → ahora"]),
];

#[test]
fn each_list_at_80_and_120() {
    let mut real = shop();
    for width in [80, 120] {
        real = real.sized(width, 24);
        for (tab, heads) in HEADS {
            let text = real.text();
            let head = text.lines().nth(4).unwrap_or_default();
            assert!(text.contains(tab), "{tab} at {width}: {text}");
            for said in heads {
                assert!(head.contains(said), "{said} at {width}: {text}");
            }
            real.press("Tab");
        }
    }
}

#[test]
fn a_zone_and_a_workshop_of_it_are_added_and_changed() {
    let mut real = shop();
    real.press("Tab Tab Tab Tab");
    assert!(real.text().contains("[Zonas]"), "{}", real.text());
    real.press("n")
        .type_text("Los Andes")
        .press("Tab Tab")
        .type_text("Mérida, San Cristóbal")
        .press("Ctrl-s");
    assert!(real.text().contains("Los Andes"), "{}", real.text());
    let zones = real.wait(real.krafta.workshops().zones(&real.actor)).unwrap();
    let andes = zones
        .iter()
        .find(|zone| zone.name.as_str() == "Los Andes")
        .unwrap_or_else(|| panic!("{}", real.text()));
    assert_eq!(andes.cities.len(), 2, "{andes:?}");
    real.press("Tab");
    assert!(real.text().contains("[Talleres]"), "{}", real.text());
    real.press("n")
        .type_text("Telares del Páramo")
        .press("Tab")
        .type_text("Mérida")
        .press("Tab Tab Tab")
        .type_text("Los Andes")
        .press("Tab Ctrl-u")
        .type_text("5,5,5")
        .press("Ctrl-s");
    assert!(real.text().contains("Escribe siete números"), "{}", real.text());
    real.press("Ctrl-u").type_text("5,5,5,5,5,2,0").press("Ctrl-s");
    let workshops = real.wait(real.krafta.workshops().list(&real.actor)).unwrap();
    let found = workshops.iter().find(|one| one.record.name.as_str() == "Telares del Páramo");
    let found = found.unwrap_or_else(|| panic!("{}", real.text()));
    assert_eq!((found.weekly, found.zones.len()), ([5, 5, 5, 5, 5, 2, 0], 1));
    assert!(real.selected_row().contains("Telares del Páramo"), "{}", real.text());
    real.press("x Tab Enter");
    assert!(real.selected_row().contains("fuera de uso"), "{}", real.text());
}
