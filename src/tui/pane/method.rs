//! How money is moved, which whoever pays is asked for.

use crate::domain::method::PaymentMethod;
use crate::locale::Catalogue;
use crate::tui::dialogue::field::{Choice, Field, Handle, One};

pub const METHOD: Handle<One<PaymentMethod>> = Handle::new("method");

pub fn method(catalogue: &Catalogue, label: String) -> Field {
    let methods = PaymentMethod::ALL.iter();
    let methods = methods.map(|method| Choice::new(method.to_string(), catalogue.method(method)));
    Field::choice(METHOD, label, methods.collect()).required().stand_in("BANK_TRANSFER")
}
