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
use crate::tui::widgets::table::{Column, LeftOut, Sort};

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
    pub left_out: LeftOut,
}

impl From<&SavedView> for Look {
    fn from(view: &SavedView) -> Self {
        Self {
            words: view.words.to_string(),
            preset: view.preset.to_string(),
            left_out: LeftOut(view.hidden_columns),
            sort: view.sort_column.and_then(|column| {
                let column = usize::try_from(column).ok()?;
                let descends = view.descends;
                Some(Sort { column, descends })
            }),
        }
    }
}

/// Looks at the list of a pane in this way.
pub fn look_so<P: Pane>(pane: &mut P, cx: &mut PaneContext<'_, P>, look: Look) {
    let wanted = look.left_out;
    pane.look_as(cx, look);
    if let Some((_, left_out)) = pane.chosen_columns(cx.shell) {
        *left_out = wanted;
    }
}

/// What can be chosen.
enum Wanted {
    Look(Look),
    Columns,
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

    fn choose_view(&mut self, pane: &mut P, views: &[SavedView]) {
        let Some((list, mut now)) = P::VIEWED.map(|list| (list, pane.look())) else {
            return;
        };
        let columns = pane.chosen_columns(self.shell).map(|(_, left_out)| *left_out);
        now.left_out = columns.unwrap_or_default();
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
        let columns = columns.map(|_| (Item::new(t!(catalogue, "shell-view-columns")), Wanted::Columns));
        let looks = own.iter().chain(&others).map(line);
        let choices: Vec<_> = looks.chain(columns).chain([save]).chain(own.iter().map(removed)).collect();
        self.choose(
            t!(catalogue, "shell-views-title"),
            choices,
            move |pane: &mut P, cx, wanted| match wanted {
                Wanted::Look(look) => look_so(pane, cx, look),
                Wanted::Columns => cx.choose_columns(pane, None),
                Wanted::Save => cx.begin(SaveLook { list, look: now }, |_, _, _| {}),
                Wanted::Remove(name) => cx.remove_view(list, name),
            },
        );
    }

    /// The columns that may be missing, each shown or not; one that is chosen changes, and the list is there again.
    fn choose_columns(&mut self, pane: &mut P, at: Option<usize>) {
        let catalogue = self.shell.catalogue;
        let Some((columns, left_out)) = pane.chosen_columns(self.shell) else {
            return;
        };
        let optional = |column: &Column| column.is_optional() && column.is_shown() && !column.title.trim().is_empty();
        let line = |(index, column): (usize, &Column)| {
            let (mark, state) = match left_out.has(index) {
                true => ("·", "shell-view-column-hidden"),
                false => ("✔", "shell-view-column-shown"),
            };
            let item = Item::new(column.title.as_str()).lead(mark).detail(catalogue.text(state, &[]));
            (item, Some(index))
        };
        let choices: Vec<_> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| optional(column))
            .map(line)
            .collect();
        let title = t!(catalogue, "shell-view-columns-title");
        self.choose_other(title, &at, choices, |pane: &mut P, cx, column| {
            if let Some(index) = column
                && let Some((_, left_out)) = pane.chosen_columns(cx.shell)
            {
                left_out.toggle(index);
                cx.choose_columns(pane, column);
            }
        });
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
            hidden_columns: self.look.left_out.0,
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
