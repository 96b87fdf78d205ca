//! The one list of message files. An area is one pair of files with the same keys.

use super::Locale;

macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        /// The areas, which are also the prefixes of their keys.
        #[cfg(test)]
        pub const AREAS: &[&str] = &[$($area),*];
        const ES: &[&str] = &[$(include_str!(concat!("../../locales/es/", $area, ".ftl"))),*];
        const EN: &[&str] = &[$(include_str!(concat!("../../locales/en/", $area, ".ftl"))),*];
    };
}

areas![
    "assign",
    "banco",
    "bank",
    "changed",
    "cierre",
    "cli",
    "column",
    "comprobante",
    "config",
    "db",
    "delivery",
    "demo",
    "door",
    "edge",
    "ending",
    "event",
    "field",
    "hoja",
    "guia",
    "importar",
    "jobs",
    "label",
    "liquidaciones",
    "lote",
    "making",
    "match",
    "mensajes",
    "message",
    "method",
    "misfit",
    "month",
    "pagos",
    "payable",
    "payment",
    "pedidos",
    "permission",
    "policy",
    "production",
    "refusal",
    "rejection",
    "role",
    "shell",
    "signal",
    "taller",
    "talleres",
    "tienda",
    "visit",
];

/// The message files of one language, in the order of the list.
pub const fn of(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Es => ES,
        Locale::En => EN,
    }
}
