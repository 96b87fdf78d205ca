//! A pane for tests: a list, every kind of overlay, a filter.

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::locale::Key;
use crate::service::commands::CommandKind;
use crate::service::core::command::OnOrder;
use crate::tui::core::action::{Availability, Row, row};
use crate::tui::core::canvas::Canvas;
use crate::tui::core::client::{Command, OrderFilter, ask};
use crate::tui::core::global::Motion;
use crate::tui::core::keys::{COPY, ENTER, FILTER, MARK, key};
use crate::tui::core::layout::{below, beside, split};
use crate::tui::core::pane_request::PaneRequest;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::Outcome;
use crate::tui::dialogue::choices::Item;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::conflict::{Conflict, Moved};
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;
use crate::tui::dialogue::picker::Picker;
use crate::tui::dialogue::reader::Reader;
use crate::tui::dialogue::shell::Shell;
use crate::tui::pane::{Pane, PaneContext};
use crate::tui::widgets::fields::{self, Fact};
use crate::tui::widgets::list::{Cell, List, Row as Line};
use crate::tui::widgets::notice::{self, Notice};
use crate::tui::widgets::table::{Column, Table};
use crate::tui::widgets::text_input::Typing;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Take,
    Reject,
    Settle,
    Pick,
    Read,
    Conflict,
    Mark,
    Filter,
    Copy,
    Never,
    Panic,
}

#[derive(Debug, Default)]
pub struct Demo {
    pub list: List<u32>,
    pub loaded: bool,
    pub detail: bool,
    pub filter: Option<Typing>,
    /// Whether the action that panics does: random keys find it too.
    pub fails: bool,
    /// What came back, in words.
    pub heard: Vec<String>,
}

impl Demo {
    /// Forty rows, and an action that panics.
    pub fn that_fails() -> Self {
        Self {
            fails: true,
            ..Self::with_rows(40)
        }
    }

    pub fn with_rows(count: u32) -> Self {
        let mut demo = Self {
            loaded: true,
            ..Self::default()
        };
        demo.list.replace((0..count).map(line).collect());
        demo
    }
}

pub fn line(id: u32) -> Line<u32> {
    const NAMES: [&str; 4] = ["María Fernández", "José L. Rondón", "Textiles Orinoco", "Ana P. Guédez"];
    let name = NAMES[id as usize % 4];
    let tone = if id == 0 { Tone::Wrong } else { Tone::Waits };
    Line {
        id,
        cells: vec![
            Cell::new(format!("KRFT-7Q2M{id:02}")),
            Cell::toned(tone, format!("{} h {:02}", id % 9, id * 7 % 60)),
            Cell::new(name),
            Cell::new(format!("Bs {}.512,30", id + 1)),
            Cell::toned(Tone::Waits, if id % 3 == 1 { "▲ faltan 540" } else { "" }),
        ],
    }
}

impl Demo {
    fn reject(cx: &mut PaneContext<'_, Self>, form: Form) {
        cx.open(form, |demo: &mut Self, cx, outcome| {
            let Outcome::Submitted(mut form) = outcome else {
                return demo.heard.push(format!("Reject {}", name(&outcome)));
            };
            if form.value("reason") == "OTHER" && form.value("text").is_empty() {
                form.fail("text", "Explica el motivo: el cliente lo leerá.");
                return Self::reject(cx, form);
            }
            demo.heard.push(format!("Reject {} {}", form.value("reason"), form.value("text")));
        });
    }

    fn other(&mut self, _cx: &mut PaneContext<'_, Self>, outcome: Outcome) {
        self.heard.push(format!("Other {}", name(&outcome)));
    }
}

fn name(outcome: &Outcome) -> String {
    format!("{outcome:?}").split('(').next().unwrap_or_default().to_owned()
}

impl Pane for Demo {
    type Action = Action;
    const NAME: &'static str = "demo";
    const TITLE: Key = "Demo";
    const ACTIONS: &'static [Row<Action>] = &[
        row(Action::Take, ENTER, "tomar").runs(CommandKind::Claim),
        row(Action::Reject, &[key('r')], "rechazar").runs(CommandKind::Reject),
        row(Action::Settle, &[key('s')], "pagar").runs(CommandKind::PayRefund),
        row(Action::Mark, MARK, "marcar"),
        row(Action::Filter, FILTER, "filtrar"),
        row(Action::Pick, &[key('p')], "elegir").quiet(),
        row(Action::Read, &[key('v')], "leer").quiet(),
        row(Action::Conflict, &[key('x')], "conflicto").quiet(),
        row(Action::Copy, COPY, "copiar").quiet(),
        row(Action::Never, &[key('n')], "nunca"),
        row(Action::Panic, &[key('!')], "fallar").quiet(),
    ];

    fn waiting(&self, _shell: &Shell) -> Option<usize> {
        Some(self.list.rows().len())
    }

    fn refresh(&mut self, cx: &mut PaneContext<'_, Self>) {
        let filter = OrderFilter::default();
        cx.ask(
            ask::Orders {
                filter,
                after: None,
                rows: 100,
            },
            |demo: &mut Self, cx, page| match page {
                Ok(page) => {
                    demo.loaded = true;
                    demo.heard.push(format!("{} rows", page.rows.len()));
                }
                Err(error) => cx.say_failure(&error),
            },
        );
    }

    fn availability(&self, _shell: &Shell, action: Action) -> Availability {
        match action {
            Action::Never => Availability::Disabled("Todavía no se puede.".into()),
            Action::Take if self.list.is_empty() => Availability::Hidden,
            _ => Availability::Enabled,
        }
    }

    fn act(&mut self, cx: &mut PaneContext<'_, Self>, action: Action) {
        match action {
            Action::Take => {
                let id = self.list.selected().unwrap_or_default();
                let order = OrderId::from_uuid(uuid::Uuid::from_u128(id.into()));
                cx.run(Command::Claim(OnOrder { order }), move |demo: &mut Self, cx, result| {
                    let end = if result.is_ok() { "done" } else { "failed" };
                    demo.heard.push(format!("Take({id}) {end}"));
                    cx.toast(Tone::Done, "Tomado.");
                });
            }
            Action::Reject => Self::reject(cx, reject()),
            Action::Settle => cx.open(settle(), Self::other),
            Action::Pick => {
                let items = ["BDV pago móvil", "Banesco", "Mercantil"].map(|label| Item::new(label).detail("0102 · 4821"));
                cx.open(Picker::new("Cuenta", items.into()), Self::other);
            }
            Action::Read => cx.open(Reader::new("Mensaje", &"Hola.\nTu pago fue rechazado.\n".repeat(30)), Self::other),
            Action::Conflict => {
                let moved = Moved {
                    what: "pago".into(),
                    seen: "Pago en revisión".into(),
                    now: "Pago confirmado".into(),
                };
                cx.open(Conflict::new("luis confirmó el pago hace 4 min.", vec![moved]), Self::other);
            }
            Action::Mark => self.list.toggle_mark(),
            Action::Filter => self.filter = Some(Typing::default()),
            Action::Copy => cx.copy("KRFT-7Q2M4X"),
            Action::Panic => assert!(!self.fails, "on purpose"),
            Action::Never => self.heard.push("never".into()),
        }
    }

    fn motion(&mut self, _cx: &mut PaneContext<'_, Self>, motion: Motion) {
        self.list.motion(motion);
    }

    fn regions(&self, _shell: &Shell) -> bool {
        true
    }

    fn region(&mut self, _cx: &mut PaneContext<'_, Self>, _back: bool) {
        self.detail = !self.detail;
    }

    fn back(&mut self, _cx: &mut PaneContext<'_, Self>) -> bool {
        std::mem::take(&mut self.detail)
    }

    fn click(&mut self, _cx: &mut PaneContext<'_, Self>, _region: u8, index: usize) {
        self.list.click(index);
    }

    fn typing(&self) -> bool {
        self.filter.is_some()
    }

    fn key(&mut self, _cx: &mut PaneContext<'_, Self>, key: KeyEvent) {
        match key.code {
            KeyCode::Esc | KeyCode::Enter => self.filter = None,
            _ => {
                self.filter.get_or_insert_default().key(key);
            }
        }
    }

    fn paste(&mut self, _cx: &mut PaneContext<'_, Self>, text: &str) {
        self.filter.get_or_insert_default().paste(text);
    }

    fn visit(&self, request: &PaneRequest) -> Option<Self> {
        // Those have places of their own.
        let of_a_place = matches!(
            request,
            PaneRequest::Receipts(_) | PaneRequest::WorkSheet(..) | PaneRequest::Section(..)
        );
        (!of_a_place).then(|| Self {
            heard: vec![format!("{request:?}")],
            ..Self::with_rows(3)
        })
    }

    fn view(&self, shell: &Shell, area: Rect, canvas: &mut Canvas<'_>) {
        let theme = shell.theme;
        match &self.filter {
            Some(filter) => {
                let used = canvas.text(area, 0, " / ", theme.style(Tone::Accent));
                let room = Rect {
                    x: area.x + used,
                    width: area.width.saturating_sub(used),
                    height: 1.min(area.height),
                    ..area
                };
                filter.view(theme, room, true, theme.style(Tone::Strong), canvas);
            }
            None => {
                canvas.text(
                    area,
                    0,
                    &format!(" Por revisar {}", self.list.rows().len()),
                    theme.style(Tone::Strong),
                );
            }
        }
        let (list, detail) = split(below(area, 1), shell.breadth(), self.detail, beside(area));
        if let Some(room) = list {
            if self.list.is_empty() {
                let state = if self.loaded {
                    Notice::Empty("No hay pagos por revisar.".into())
                } else {
                    Notice::Loading("Leyendo…".into())
                };
                notice::view(theme, room, &state, "Ctrl-r actualiza", canvas);
            } else {
                let columns = [
                    Column::new("pedido", 11, 0),
                    Column::new("espera", 7, 0).right(),
                    Column::new("cliente", 10, 1).shares(1),
                    Column::new("monto", 13, 0).right(),
                    Column::new("alertas", 14, 2),
                ];
                Table {
                    list: &self.list,
                    columns: &columns,
                    region: 0,
                    focused: !self.detail,
                }
                .view(theme, room, canvas);
            }
        }
        if let Some(room) = detail {
            canvas.divider(room, theme.style(Tone::Rule));
            let facts = [
                Fact::new("pedido", "KRFT-7Q2M00"),
                Fact::new("cliente", "María Fernández").tone(Tone::Strong),
            ];
            fields::view(theme, room, &facts, canvas);
        }
    }
}

fn reject() -> Form {
    let reasons = vec![
        Choice::new("NOT_FOUND", "No aparece en el banco").note("No encontramos tu pago en la cuenta indicada."),
        Choice::new("OTHER", "Otro motivo"),
    ];
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut form = Form::new("Rechazar el pago de KRFT-7Q2M00", "Rechazar")
        .intro(Tone::Plain, "María Fernández declaró Bs 4.512,30 el 22/11.")
        .field(Field::choice("reason", "motivo", reasons).required())
        .field(Field::date("date", "fecha", today))
        .field(Field::amount("amount", "monto", Currency::Ves).hint("Lo que muestra el banco."))
        .field(Field::lines("text", "texto", 500));
    form.preview = vec![(Tone::Past, "El cliente leerá: no llegó".to_owned())];
    form
}

fn settle() -> Confirm {
    Confirm::new("Pagar reembolso", "Pagar")
        .line("USD 48,50 a María Fernández, 1 pedido.")
        .toned(Tone::Waits, "Se cancela la asignación y se avisa al cliente.")
        .typed("KRFT-7Q2M00")
}
