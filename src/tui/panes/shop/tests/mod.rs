//! The pane against the real service of a small demonstration shop: what is typed is what is kept, and who changed it is seen.

mod messages;

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
    real.press("Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab");
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
const HEADS: [(&str, &[&str]); 13] = [
    ("[Tasa]", &["día", "Bs por USD", "fuente", "situación"]),
    ("[Productos]", &["código", "nombre", "precio", "situación"]),
    ("[Cuentas]", &["cuenta", "método", "datos"]),
    ("[Envíos]", &["método", "lugar", "precio", "situación"]),
    ("[Zonas]", &["nombre", "modo", "ciudades"]),
    ("[Talleres]", &["nombre", "semana"]),
    ("[Ofertas]", &["taller", "producto", "costo", "tope"]),
    ("[Personas]", &["usuario", "nombre", "rol"]),
    ("[Feriados]", &["día", "nombre"]),
    ("[Rutinas]", &[]),
    ("[Mensajes]", &["cuándo", "para", "estado"]),
    ("[Avisos]", &["cuándo", "pedido", "qué"]),
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

#[test]
fn an_offer_is_found_made_dearer_added_and_taken_out_of_use() {
    let mut real = shop().sized(120, 40);
    real.press("Tab Tab Tab Tab Tab Tab");
    let all = real.text();
    assert!(all.contains("[Ofertas]"), "{all}");
    let offers = real.wait(real.krafta.workshops().offers(&real.actor, None)).unwrap();
    let first = offers
        .iter()
        .find(|offer| offer.active && offer.daily_limit.is_none())
        .expect("an offer");
    // Words of both columns leave that workshop's one offer of that product.
    real.press("/")
        .type_text(&format!("{} {}", first.workshop, first.product))
        .press("Enter");
    let found = real.text();
    assert!(found.contains(&format!("1 de {}", offers.len())), "{found}");
    real.press("Enter Ctrl-u")
        .type_text("7,25")
        .press("Tab")
        .type_text("3")
        .press("Ctrl-s");
    let held = real
        .wait(real.krafta.workshops().offer(&real.actor, &first.workshop, first.id))
        .unwrap();
    assert_eq!((held.unit_cost.digits().as_str(), held.daily_limit), ("7,25", Some(3)));
    // Emptied, the limit is gone; what was left alone stays.
    real.press("Enter Tab Ctrl-u Ctrl-s");
    let held = real
        .wait(real.krafta.workshops().offer(&real.actor, &first.workshop, first.id))
        .unwrap();
    assert_eq!(
        (held.unit_cost.digits().as_str(), held.daily_limit, held.lead_days),
        ("7,25", None, first.lead_days)
    );
    real.press("x Tab Enter");
    assert!(real.selected_row().contains("fuera de uso"), "{}", real.text());
    // Another one begins at the same workshop.
    real.press("n");
    let form = real.text();
    assert!(
        form.contains("Agregar · Ofertas") && form.contains(first.workshop.as_str()),
        "{form}"
    );
    // The form is left, then the filter.
    real.press("Esc");
    assert!(real.text().contains("1 de "), "{}", real.text());
    real.press("Esc");
    assert!(!real.text().contains("1 de "), "{}", real.text());
}

#[test]
fn how_the_jobs_stand_is_what_the_service_says() {
    let mut real = shop().sized(120, 40);
    real.press("Tab Tab Tab Tab Tab Tab Tab Tab Tab");
    let text = real.text();
    let status = real.wait(real.krafta.jobs().jobs_status(&real.actor)).unwrap();
    assert!(text.contains("[Rutinas]") && text.contains("pedidos sin taller"), "{text}");
    for state in status.jobs.iter().filter(|state| !state.off) {
        let name = real.text();
        assert!(name.contains(&state.due.to_string()), "{state:?}: {name}");
    }
    assert!(text.contains("cada"), "{text}");
}

#[test]
fn a_file_of_offers_says_what_each_row_would_do_and_is_done_but_for_the_bad_rows() {
    let mut real = shop().sized(120, 40);
    let offers = real.wait(real.krafta.workshops().offers(&real.actor, None)).unwrap();
    let [one, two] = [&offers[0], &offers[1]];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ofertas.csv");
    let rows = format!(
        "workshop,sku,cost\n\"{}\",{},9,75\n\"{}\",{},\"9,75\"\n\"{}\",{},8.25\n\"{}\",NADA,3\n",
        one.workshop, one.sku, one.workshop, one.sku, two.workshop, two.sku, two.workshop
    );
    std::fs::write(&path, rows).unwrap();
    real.press("Tab Tab Tab Tab Tab Tab i")
        .type_text(path.to_str().unwrap())
        .press("Ctrl-s");
    let before = real.text();
    // The comma of the first cost made a fourth cell of it.
    assert!(
        before.contains("4 filas: 0 nuevas, 2 con cambios, 0 ya estaban así, 2 rechazadas"),
        "{before}"
    );
    assert!(
        before.contains("línea 2: La fila no tiene") && before.contains("línea 5: "),
        "{before}"
    );
    let held = |offer: &crate::tui::core::client::OfferRecord| {
        real.wait(real.krafta.workshops().offer(&real.actor, &offer.workshop, offer.id))
            .unwrap()
            .unit_cost
            .digits()
    };
    assert_eq!(
        (held(one), held(two)),
        (one.unit_cost.digits(), two.unit_cost.digits()),
        "nothing was written"
    );
    real.press("Ctrl-s");
    let after = real.text();
    assert!(after.contains("Importado · Ofertas") && after.contains("2 con cambios"), "{after}");
    let held = |offer: &crate::tui::core::client::OfferRecord| {
        real.wait(real.krafta.workshops().offer(&real.actor, &offer.workshop, offer.id))
            .unwrap()
            .unit_cost
            .digits()
    };
    assert_eq!((held(one).as_str(), held(two).as_str()), ("9,75", "8,25"));
}

#[test]
fn a_file_with_another_header_is_refused_whole() {
    let mut real = shop().sized(120, 40);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zonas.csv");
    std::fs::write(&path, "nombre,modo\nUno,AUTO\n").unwrap();
    real.press("Tab Tab Tab Tab i").type_text(path.to_str().unwrap()).press("Ctrl-s");
    assert!(real.text().contains("«nombre» falta, se repite o no se conoce"), "{}", real.text());
}
