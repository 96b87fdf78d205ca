//! The 24 states a parcel can go to, by ISO 3166-2:VE (domain.md §9). The federal dependencies (VE-W) take no orders.
//! Zones are not states: Gran Caracas spans three of them.

use crate::domain::names::named;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{excerpt, fold};

named! {
    /// A state; its text is the ISO code.
    pub enum State {
        DistritoCapital = "VE-A",
        Anzoategui = "VE-B",
        Apure = "VE-C",
        Aragua = "VE-D",
        Barinas = "VE-E",
        Bolivar = "VE-F",
        Carabobo = "VE-G",
        Cojedes = "VE-H",
        Falcon = "VE-I",
        Guarico = "VE-J",
        Lara = "VE-K",
        Merida = "VE-L",
        Miranda = "VE-M",
        Monagas = "VE-N",
        NuevaEsparta = "VE-O",
        Portuguesa = "VE-P",
        Sucre = "VE-R",
        Tachira = "VE-S",
        Trujillo = "VE-T",
        Yaracuy = "VE-U",
        Zulia = "VE-V",
        LaGuaira = "VE-X",
        DeltaAmacuro = "VE-Y",
        Amazonas = "VE-Z",
    }
}

impl State {
    /// Its name as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DistritoCapital => "Distrito Capital",
            Self::Anzoategui => "Anzoátegui",
            Self::Apure => "Apure",
            Self::Aragua => "Aragua",
            Self::Barinas => "Barinas",
            Self::Bolivar => "Bolívar",
            Self::Carabobo => "Carabobo",
            Self::Cojedes => "Cojedes",
            Self::Falcon => "Falcón",
            Self::Guarico => "Guárico",
            Self::Lara => "Lara",
            Self::Merida => "Mérida",
            Self::Miranda => "Miranda",
            Self::Monagas => "Monagas",
            Self::NuevaEsparta => "Nueva Esparta",
            Self::Portuguesa => "Portuguesa",
            Self::Sucre => "Sucre",
            Self::Tachira => "Táchira",
            Self::Trujillo => "Trujillo",
            Self::Yaracuy => "Yaracuy",
            Self::Zulia => "Zulia",
            Self::LaGuaira => "La Guaira",
            Self::DeltaAmacuro => "Delta Amacuro",
            Self::Amazonas => "Amazonas",
        }
    }

    /// Reads an ISO code or a name, whatever its case and accents.
    pub fn parse(input: &str) -> Ruling<Self> {
        let wanted = fold(input.trim());
        let names = |state: &&Self| wanted == fold(state.as_str()) || wanted == fold(state.name());
        let found = Self::ALL.iter().find(names).copied();
        found.ok_or_else(|| Refusal::new(Code::StateUnknown).with("input", excerpt(input)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_four_states() {
        assert_eq!(State::ALL.len(), 24);
        assert!(State::ALL.is_sorted_by_key(|state| state.as_str()));
        for &state in State::ALL {
            assert_eq!(State::parse(state.as_str()).unwrap(), state);
            assert_eq!(State::parse(&state.name().to_uppercase()).unwrap(), state);
        }
        assert_eq!(State::parse(" tachira ").unwrap(), State::Tachira);
        for input in ["", "VE-W", "VE-Q", "Gran Caracas"] {
            assert_eq!(State::parse(input).unwrap_err().code, Code::StateUnknown, "{input}");
        }
    }
}
