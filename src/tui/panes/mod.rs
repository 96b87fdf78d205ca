//! The panes, in the order of their keys. A new one is its folder, its `pub mod`, and one line in `all`.

pub mod liquidaciones;
pub mod pagos;
pub mod pedidos;
pub mod talleres;

use super::mounted::{AnyPane, Mounted};
use crate::config::Settings;

/// Every pane of the product, as the program starts.
pub fn all(settings: &Settings) -> Vec<Box<dyn AnyPane>> {
    vec![
        Mounted::boxed(pagos::Pagos::new(settings)),
        Mounted::boxed(pedidos::Pedidos::default()),
        Mounted::boxed(talleres::Talleres::new(settings)),
        Mounted::boxed(liquidaciones::Liquidaciones::default()),
    ]
}
