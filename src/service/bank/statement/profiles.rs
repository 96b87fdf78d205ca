//! The profiles there are: the built-in ones, and a shop's own.

use std::sync::OnceLock;

use super::profile::Profile;
use crate::domain::refusal::Ruling;

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../../config/banks/", $name, ".toml")))),*];
    };
}

built_in![
    "bancamiga_xls",
    "banesco_qif",
    "banesco_xls",
    "banplus_txt",
    "bdv_fix",
    "bdv_notice",
    "bdv_xls",
    "bnc_notice",
    "bnc_tsv",
    "bnc_xls",
    "generic_csv",
    "mercantil_mt940",
    "mercantil_tab",
    "mercantil_tab_implied",
    "mercantil_xls",
    "plaza_notice",
    "provincial_n43",
    "provincial_xls",
    "sofitasa_notice",
    "tesoro_xls",
];

/// Profiles by name.
#[derive(Clone, Debug, Default)]
pub struct Profiles(Vec<Profile>);

/// Those that come with the program.
pub fn built_in() -> &'static Profiles {
    static PROFILES: OnceLock<Profiles> = OnceLock::new();
    // A test reads every one of them: none is left out.
    PROFILES.get_or_init(|| Profiles(BUILT_IN.iter().filter_map(|(name, text)| Profile::parse(name, text).ok()).collect()))
}

impl Profiles {
    /// With a shop's own, each a file's name and its text. One that has the name of another takes its place.
    ///
    /// # Errors
    /// `statement-profile`.
    pub fn with(mut self, own: &[(String, String)]) -> Ruling<Self> {
        for (file, content) in own {
            let profile = Profile::parse(file, content)?;
            self.0.retain(|known| known.name != profile.name);
            self.0.push(profile);
        }
        self.0.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(self)
    }

    pub fn get(&self, name: &str) -> Option<&Profile> {
        self.0.iter().find(|profile| profile.name == name)
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|profile| profile.name.as_str()).collect()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Profile> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bank::codes::BankCode;
    use crate::domain::refusal::{Arg, Code};

    #[test]
    fn every_built_in_profile_is_read_and_written() {
        for (name, text) in BUILT_IN {
            let profile = Profile::parse(name, text).unwrap_or_else(|refusal| panic!("{name}: {:?}", refusal.args));
            assert_eq!(profile.name, *name);
            assert!(profile.bank.as_deref().is_none_or(|bank| BankCode::parse(bank).is_ok()), "{name}");
            let written = profile.to_toml().unwrap();
            assert_eq!(Profile::parse(name, &written).unwrap(), profile, "{written}");
        }
        assert_eq!(built_in().names().len(), BUILT_IN.len());
        assert!(built_in().names().is_sorted());
    }

    #[test]
    fn the_documentation_names_every_profile_and_its_example_is_one() {
        let text = include_str!("../../../../docs/banks.md");
        for name in built_in().names() {
            assert!(text.contains(&format!("| `{name}` |")), "docs/banks.md says nothing of {name}");
        }
        let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        assert_eq!(Profile::parse("docs/banks.md", example).unwrap().name, "mibanco_csv");
    }

    #[test]
    fn a_shop_has_its_own() {
        let own = r#"
            name = "bdv_xls"
            title = "Nuestro"
            containers = ["csv"]
            dates = ["DD/MM/YYYY"]
            [columns]
            date = 1
            amount = 2
        "#;
        let profiles = built_in().clone().with(&[("a.toml".into(), own.into())]).unwrap();
        assert_eq!(profiles.names().len(), BUILT_IN.len());
        assert_eq!(profiles.get("bdv_xls").unwrap().title, "Nuestro");
    }

    #[test]
    fn a_profile_that_means_nothing_is_refused_where_it_is_wrong() {
        let whole = "name = \"a\"\ntitle = \"A\"\ncontainers = [\"csv\"]\ndates = [\"DD/MM/YYYY\"]\n[columns]\ndate = 1\namount = 2\n";
        assert!(Profile::parse("a", whole).is_ok());
        for (from, to, line) in [
            ("\"csv\"", "\"pdf\"", 3),
            ("DD/MM/YYYY", "DD/MM", 4),
            ("date = 1", "day = 1", 6),
            ("amount = 2", "balance = 2", 1),
            ("amount = 2", "amount = 0", 1),
            ("date = 1", "date = \"Fecha\"", 1),
            ("name = \"a\"", "name = \"../a\"", 1),
        ] {
            let refusal = Profile::parse("a", &whole.replace(from, to)).unwrap_err();
            assert_eq!(refusal.code, Code::StatementProfile);
            assert!(
                refusal.args.contains(&("line", Arg::Text(line.to_string()))),
                "{to}: {:?}",
                refusal.args
            );
        }
    }
}
