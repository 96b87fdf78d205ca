//! Saved views of a list: how it is looked at, kept under a name. The same for every pane that has one.

use std::borrow::Cow;

use super::dialogue::{Dialogue, Matter, Said, Unready};
use super::{Pane, PaneContext};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::views::ViewedList;
use crate::locale::{Catalogue, t};
use crate::service::commands::{RemoveView, SaveView};
use crate::service::people::views::SavedView;
use crate::tui::core::client::{Command, Error, Receipt, Rehearsal, ask, sentence};
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::field::{Choice, Field, Handle, Words};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::shell::Shell;
use crate::tui::widgets::table::Sort;

const NAME: Handle<Words> = Handle::new("name");
const FOR: Handle<Words> = Handle::new("for");
const STARTS: Handle<bool> = Handle::new("starts");

/// How a list is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The filter as it is typed.
    pub words: String,
    /// The pane's own word for a ready-made view.
    pub preset: String,
    pub sort: Option<Sort>,
}

impl From<&SavedView> for Look {
    fn from(view: &SavedView) -> Self {
        Self {
            words: view.words.to_string(),
            preset: view.preset.to_string(),
            sort: view.sort_column.and_then(|column| {
                let column = usize::try_from(column).ok()?;
                let descends = view.descends;
                Some(Sort { column, descends })
            }),
        }
    }
}

/// What can be chosen.
enum Wanted {
    Look(Look),
    Save,
    Remove(String),
}

impl<P: Pane> PaneContext<'_, P> {
    /// The views of the pane's list, one's own first, and what can be done with them.
    pub fn offer_views(&mut self) {
        self.ask(ask::Views, |pane: &mut P, cx, views| match views {
            Ok(views) => cx.choose_view(pane, &views),
            Err(error) => cx.toast(Tone::Wrong, sentence(cx.shell.catalogue, &error)),
        });
    }

    fn choose_view(&mut self, pane: &P, views: &[SavedView]) {
        let Some((list, now)) = P::VIEWED.map(|list| (list, pane.look())) else {
            return;
        };
        if !self.may_open() {
            return;
        }
        let catalogue = self.shell.catalogue;
        let me = self.shell.operator.id;
        let (own, others): (Vec<_>, Vec<_>) = views
            .iter()
            .filter(|view| view.list == list)
            .partition(|view| Some(view.owner) == me);
        let line = |view: &&SavedView| {
            let detail = match (Some(view.owner) == me, view.starts) {
                (false, _) => t!(catalogue, "shell-view-of", by = view.by.as_str()),
                (true, true) => t!(catalogue, "shell-view-starts"),
                (true, false) if view.shared => t!(catalogue, "shell-view-shared"),
                (true, false) => String::new(),
            };
            (Item::new(view.name.as_str()).detail(detail), Wanted::Look(Look::from(*view)))
        };
        let removed = |view: &&SavedView| {
            let item = Item::new(t!(catalogue, "shell-view-remove", name = view.name.as_str()));
            (item, Wanted::Remove(view.name.to_string()))
        };
        let save = (Item::new(t!(catalogue, "shell-view-save")), Wanted::Save);
        let looks = own.iter().chain(&others).map(line);
        let choices: Vec<_> = looks.chain([save]).chain(own.iter().map(removed)).collect();
        self.choose(
            t!(catalogue, "shell-views-title"),
            choices,
            move |pane: &mut P, cx, wanted| match wanted {
                Wanted::Look(look) => pane.look_as(cx, look),
                Wanted::Save => cx.begin(SaveLook { list, look: now }, |_, _, _| {}),
                Wanted::Remove(name) => cx.remove_view(list, name),
            },
        );
    }

    fn remove_view(&mut self, list: ViewedList, name: String) {
        let remove = RemoveView { list, name: name.clone() };
        self.run(Command::RemoveView(remove), move |_: &mut P, cx, result: Result<Receipt, Error>| {
            let catalogue = cx.shell.catalogue;
            match result {
                Ok(_) => cx.toast(Tone::Done, t!(catalogue, "shell-view-removed", name = &name)),
                Err(error) => cx.toast(Tone::Wrong, sentence(catalogue, &error)),
            }
        });
    }
}

/// How the list is looked at now, under a name.
#[derive(Debug)]
struct SaveLook {
    list: ViewedList,
    look: Look,
}

impl Dialogue for SaveLook {
    fn matter(&self) -> Matter {
        let id = uuid::Uuid::nil();
        Matter { kind: "save-view", id }
    }

    fn title(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "shell-view-save-title")
    }

    fn verb(&self, catalogue: &Catalogue) -> String {
        t!(catalogue, "shell-view-save-yes")
    }

    fn intro(&self, catalogue: &Catalogue) -> Said {
        vec![(Tone::Past, t!(catalogue, "shell-view-save-what"))]
    }

    fn fields(&self, shell: &Shell) -> Vec<Field> {
        let catalogue = shell.catalogue;
        let choices = |pairs: [(&str, &'static str); 2]| pairs.map(|(value, key)| Choice::new(value, catalogue.text(key, &[]))).to_vec();
        vec![
            Field::text(NAME, t!(catalogue, "shell-view-name")).required(),
            Field::choice(
                FOR,
                t!(catalogue, "shell-view-for"),
                choices([("me", "shell-view-for-me"), ("all", "shell-view-for-all")]),
            ),
            Field::choice(
                STARTS,
                t!(catalogue, "shell-view-start"),
                choices([("no", "making-no"), ("yes", "making-yes")]),
            ),
        ]
    }

    fn command(&self, _catalogue: &Catalogue, form: &Form) -> Result<Command, Unready> {
        let name = form.text(NAME).ok_or_else(|| Unready::Lacks(NAME.into()))?;
        Ok(Command::SaveView(SaveView {
            list: self.list,
            name,
            words: self.look.words.clone(),
            preset: self.look.preset.clone(),
            sort_column: self.look.sort.and_then(|sort| u32::try_from(sort.column).ok()),
            descends: self.look.sort.is_some_and(|sort| sort.descends),
            shared: form.get(FOR) == Some("all"),
            starts: form.get(STARTS) == Some(true),
        }))
    }

    fn outlook(&self, _catalogue: &Catalogue, _form: &Form, _would: &Rehearsal) -> Said {
        Vec::new()
    }

    fn field_of(&self, refusal: &Refusal) -> Option<Cow<'static, str>> {
        matches!(refusal.code, Code::ViewName | Code::TextTooLong | Code::TooManyViews).then(|| NAME.into())
    }

    fn done(&self, catalogue: &Catalogue, _receipt: &Receipt) -> (Tone, String) {
        (Tone::Done, t!(catalogue, "shell-view-saved"))
    }
}
