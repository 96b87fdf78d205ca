//! The terminal: `update(&mut Model, Time, Msg) -> Vec<Effect>` decides, `view(&Model)` draws, the runtime performs.
//!
//! **A pane** is a folder `panes/<name>/` (`mod.rs` state and `impl Pane`, `actions.rs`, `view.rs`) and its line in
//! [`panes::all`]. It gets what happens through the methods of [`pane::Pane`] and asks through [`pane::PaneContext`]:
//! `ask(question, then)`, `begin(dialogue, then)`, `run(command, then)`, `pick`, `fill`, `show`, `toast`, `copy`, `save`, `send`. What comes back
//! goes to the `then` it was asked with. A list is a [`pane::paged::ListPane`], what is asked before a command a
//! [`pane::dialogue::Dialogue`]. Draw with `widgets` on the [`core::canvas::Canvas`], colours only by [`core::theme::Tone`].
//!
//! **An action** is a variant of the pane's `Action` enum and one row in its `ACTIONS`:
//! `row(Action::Take, ENTER, "pagos-take").runs(CommandKind::Claim)`. The compiler then asks
//! for its arm in `Pane::act`. `pagos-take` is the verb in the footer, `pagos-take.help` the sentence of help and docs/keys.md;
//! role and link are checked from the row, anything else in `Pane::availability`.
//!
//! **A question** is a row of `questions!` in [`core::client`], and the arm that asks the service in
//! [`app::service_client`]; words are in `locales/{es,en}/<area>.ftl`, the area in `locale/sources.rs`. docs/house.md has the way round.

pub mod app;
pub mod core;
pub mod dialogue;
pub mod entrance;
pub mod pane;
pub mod panes;
pub mod start;
pub mod terminal;
pub mod widgets;
