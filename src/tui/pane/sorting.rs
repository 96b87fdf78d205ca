//! By which column a list is sorted: a question with the columns that can give its order. The one that does turns round.

use super::{Pane, PaneContext};
use crate::locale::{Key, t};
use crate::tui::dialogue::choices::Item;
use crate::tui::widgets::table::{Column, Sort};

impl<P: Pane> PaneContext<'_, P> {
    /// Asks for one of these columns, or for the usual order.
    pub fn offer_sorts(
        &mut self,
        usual: Key,
        columns: impl IntoIterator<Item = (String, usize)>,
        now: Option<Sort>,
        then: fn(&mut P, &mut PaneContext<'_, P>, Option<Sort>),
    ) {
        let catalogue = self.shell.catalogue;
        let usual = (Item::new(catalogue.text(usual, &[])), None);
        let columns = columns.into_iter().map(|(name, column)| {
            let way = now.filter(|sort| sort.column == column).map_or("", |sort| sort.glyph());
            (Item::new(name).detail(way), Some(column))
        });
        let choices: Vec<_> = std::iter::once(usual).chain(columns).collect();
        let at = now.map(|sort| sort.column);
        self.choose_other(t!(catalogue, "shell-sort-title"), &at, choices, move |pane: &mut P, cx, column| {
            then(pane, cx, column.map(|column| Sort::by(now, column)));
        });
    }
}

/// The columns that are shown, by name.
pub fn any_of(columns: &[Column]) -> Vec<(String, usize)> {
    let shown = columns.iter().enumerate().filter(|(_, column)| column.is_shown());
    shown.map(|(index, column)| (column.title.clone(), index)).collect()
}
