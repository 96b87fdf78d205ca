//! `krafta products`, `rates`, `shipping`.

pub mod products;
pub mod rates;
pub mod shipping;
