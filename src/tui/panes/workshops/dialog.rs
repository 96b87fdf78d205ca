//! A workshop that is being found for an order: its form, the question before it, and the command that comes of it.

use crate::domain::ids::WorkshopId;
use crate::domain::refusal::Code;
use crate::locale::{Catalogue, date, t};
use crate::service::core::command::Seen;
use crate::service::fulfilment::candidates::CandidateView;
use crate::service::fulfilment::commands::{Choose, Notify};
use crate::service::fulfilment::work_list::WorkRow;
use crate::tui::core::client::Command;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::confirm::Confirm;
use crate::tui::dialogue::field::{Choice, Field};
use crate::tui::dialogue::form::Form;

/// Characters of a reason.
pub const LONGEST_REASON: usize = 500;

#[derive(Clone, Debug)]
pub struct AssignDialog {
    pub what: What,
    /// As the person saw it.
    pub row: WorkRow,
}

#[derive(Clone, Debug)]
pub enum What {
    /// Tell the workshop; until when it may answer. `anew` when another one is chosen so far.
    Notify {
        candidate: CandidateView,
        answer_by: String,
        anew: bool,
    },
    /// One that is not the first.
    Choose { workshop: WorkshopId, name: String },
    /// One of these, with no room for it.
    OverLimit(Vec<(WorkshopId, String)>),
}

/// What one does next.
#[derive(Debug)]
pub enum Next {
    Form(Form),
    Sure(Confirm),
}

impl AssignDialog {
    pub const fn seen(&self) -> Option<Seen> {
        Some(Seen {
            version: self.row.version,
            proofs: None,
        })
    }

    /// The form, or the question where there is nothing to type.
    pub fn begin(&self, catalogue: &Catalogue) -> Next {
        let number = &self.row.number;
        match &self.what {
            What::Notify {
                candidate,
                answer_by,
                anew,
            } => {
                if *anew {
                    let form = Form::new(
                        t!(catalogue, "talleres-notify-title", order = number),
                        t!(catalogue, "talleres-notify-yes"),
                    );
                    let form = told(catalogue, candidate, answer_by)
                        .into_iter()
                        .fold(form, |form, line| form.intro(Tone::Plain, line));
                    return Next::Form(form.field(why(catalogue)));
                }
                let confirm = Confirm::new(
                    t!(catalogue, "talleres-notify-title", order = number),
                    t!(catalogue, "talleres-notify-yes"),
                );
                Next::Sure(told(catalogue, candidate, answer_by).into_iter().fold(confirm, Confirm::line))
            }
            What::Choose { name, .. } => Next::Form(
                Form::new(
                    t!(catalogue, "talleres-choose-title", order = number, workshop = name),
                    t!(catalogue, "talleres-choose-yes"),
                )
                .intro(Tone::Plain, t!(catalogue, "talleres-choose-intro"))
                .field(why(catalogue)),
            ),
            What::OverLimit(workshops) => Next::Form(self.over_limit(catalogue, workshops)),
        }
    }

    fn over_limit(&self, catalogue: &Catalogue, workshops: &[(WorkshopId, String)]) -> Form {
        let choices = workshops.iter().map(|(id, name)| Choice {
            value: id.to_string(),
            label: name.clone(),
            note: String::new(),
        });
        let mut workshop = Field::choice("workshop", t!(catalogue, "talleres-column-workshop"), choices.collect()).required();
        if let [(only, _)] = workshops {
            workshop = workshop.with(&only.to_string());
        }
        Form::new(
            t!(catalogue, "talleres-over-title", order = &self.row.number),
            t!(catalogue, "talleres-over-yes"),
        )
        .intro(Tone::Waits, t!(catalogue, "talleres-over-intro"))
        .field(workshop)
        .field(why(catalogue))
    }

    /// The question after the form, for what cannot be taken back.
    pub fn sure(&self, catalogue: &Catalogue, form: &Form) -> Option<Confirm> {
        match &self.what {
            What::OverLimit(workshops) => {
                let name = workshops.iter().find(|(id, _)| id.to_string() == form.value("workshop"));
                let confirm = Confirm::new(
                    t!(catalogue, "talleres-over-title", order = &self.row.number),
                    t!(catalogue, "talleres-over-yes"),
                )
                .line(super::rows::what(catalogue, &self.row))
                .line(t!(
                    catalogue,
                    "talleres-over-who",
                    workshop = name.map_or("", |(_, name)| name.as_str()),
                    reason = form.value("reason")
                ))
                .toned(Tone::Wrong, format!("▲ {}", t!(catalogue, "talleres-over-for-ever")));
                Some(confirm.typed(self.row.number.clone()))
            }
            _ => None,
        }
    }

    pub fn command(&self, form: Option<&Form>) -> Option<Command> {
        let reason = form.map(|form| form.value("reason").to_owned()).filter(|text| !text.is_empty());
        let order = self.row.order;
        let seen = self.seen();
        Some(match &self.what {
            What::Notify { candidate, .. } => Command::Notify(Notify {
                order,
                seen,
                workshop: Some(candidate.workshop),
                reason,
                over_limit: None,
            }),
            What::Choose { workshop, .. } => Command::Choose(Choose {
                order,
                seen,
                workshop: *workshop,
                reason,
            }),
            What::OverLimit(workshops) => {
                let workshop = form?.value("workshop");
                let (workshop, _) = workshops.iter().find(|(id, _)| id.to_string() == workshop)?;
                Command::Notify(Notify {
                    order,
                    seen,
                    workshop: Some(*workshop),
                    reason: reason.clone(),
                    over_limit: reason,
                })
            }
        })
    }

    /// The sentence when it is done: takes `order`.
    pub const fn done(&self) -> &'static str {
        match &self.what {
            What::Notify { .. } | What::OverLimit(_) => "talleres-did-notify",
            What::Choose { .. } => "talleres-did-choose",
        }
    }

    /// Where a refusal of the service is said in the form.
    pub const fn field_of(&self, code: Code) -> Option<&'static str> {
        match (code, &self.what) {
            (Code::WorkshopUnfit | Code::NoRoom, What::OverLimit(_)) => Some("workshop"),
            (Code::ReasonRequired, What::Choose { .. } | What::OverLimit(_)) => Some("reason"),
            _ => None,
        }
    }
}

/// What is offered, and until when it may be answered.
fn told(catalogue: &Catalogue, candidate: &CandidateView, answer_by: &str) -> Vec<String> {
    vec![
        t!(
            catalogue,
            "talleres-notify-who",
            workshop = candidate.name.as_str(),
            cost = candidate.cost
        ),
        t!(catalogue, "talleres-notify-days", day = date(candidate.ready_on)),
        t!(catalogue, "talleres-notify-answer", at = answer_by),
    ]
}

/// The field for a reason.
pub fn why(catalogue: &Catalogue) -> Field {
    Field::lines("reason", t!(catalogue, "talleres-field-reason"), LONGEST_REASON).required()
}
