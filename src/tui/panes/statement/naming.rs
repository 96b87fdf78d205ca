//! How the profile is called and whose it is; then it is kept, and the file is read by it as any other.

use super::{Context, Stage, StatementPane};
use crate::domain::bank::codes::BankCode;
use crate::domain::refusal::Code;
use crate::locale::t;
use crate::service::bank::own_profiles::{NewProfile, checked_name};
use crate::service::bank::statement::Naming;
use crate::tui::core::client::{Error, StatementSource, ask};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::field::{Choice, Field, Handle, Words};
use crate::tui::dialogue::form::Form;

const NAME: Handle<Words> = Handle::new("name");
const TITLE: Handle<Words> = Handle::new("title");
const BANK: &str = "bank";

impl StatementPane {
    pub(crate) fn ask_naming(&self, cx: &mut Context<'_>) {
        let Some(guide) = self.guide() else { return };
        let form = naming_form(cx, &guide.naming);
        cx.fill(form, |pane: &mut Self, cx, form| {
            let bank = Some(form.value(BANK).to_owned()).filter(|code| !code.is_empty());
            let naming = Naming {
                name: form.text(NAME).unwrap_or_default(),
                title: form.text(TITLE).unwrap_or_default(),
                bank,
            };
            pane.keep(cx, naming, false);
        });
    }

    fn keep(&mut self, cx: &mut Context<'_>, naming: Naming, replaces: bool) {
        let Stage::Guide(guide) = &mut self.stage else { return };
        guide.unread.new.naming = naming.clone();
        guide.naming = naming;
        let (source, new) = (guide.unread.source.clone(), guide.unread.new.clone());
        let new = NewProfile { replaces, ..new };
        let question = ask::KeepProfile {
            source: source.clone(),
            new: Box::new(new.clone()),
        };
        cx.ask(question, move |pane: &mut Self, cx, kept| pane.kept(cx, source, &new, kept));
    }

    /// It is used at once: what the file would do is rehearsed as always.
    fn kept(&mut self, cx: &mut Context<'_>, source: StatementSource, new: &NewProfile, kept: Result<String, Error>) {
        let catalogue = cx.shell.catalogue;
        match kept {
            Ok(name) => {
                cx.toast(Tone::Done, t!(catalogue, "guia-kept", name = &name));
                self.read(cx, source, Some(name));
            }
            Err(Error::Refused(refusal)) if refusal.code == Code::StatementProfileTaken && !new.replaces => {
                let naming = new.naming.clone();
                let question = Confirm::new(
                    t!(catalogue, "guia-replace-title", name = &naming.name),
                    t!(catalogue, "guia-replace-yes"),
                )
                .line(t!(catalogue, "guia-replace", name = &naming.name));
                cx.open(question, move |pane: &mut Self, cx, outcome| {
                    if matches!(outcome, Outcome::Confirmed) {
                        pane.keep(cx, naming, true);
                    }
                });
            }
            Err(error) => cx.say_failure(&error),
        }
    }
}

fn naming_form(cx: &Context<'_>, naming: &Naming) -> Form {
    let catalogue = cx.shell.catalogue;
    let any = Choice::new("", t!(catalogue, "guia-any-bank"));
    let banks = BankCode::all().map(|bank| Choice::new(bank.as_str(), format!("{} {}", bank.as_str(), bank.name())));
    let name = Field::text(NAME, t!(catalogue, "guia-name"))
        .with(&naming.name)
        .hint(t!(catalogue, "guia-name-hint"))
        .check(|text| checked_name(text).map(drop))
        .required();
    let title = Field::text(TITLE, t!(catalogue, "guia-title")).with(&naming.title).required();
    let bank = Field::choice(BANK, t!(catalogue, "guia-bank"), std::iter::once(any).chain(banks).collect())
        .with(naming.bank.as_deref().unwrap_or_default())
        .hint(t!(catalogue, "guia-bank-hint"));
    Form::new(t!(catalogue, "guia-naming-title"), t!(catalogue, "guia-naming-yes"))
        .field(name)
        .field(title)
        .field(bank)
}
