//! How workshops answer: at once, after others refused, or not yet.

use super::shop::Ledger;
use super::story::{EventDetails, Story, Who};
use crate::domain::orders::event::Payload;

impl Story<'_> {
    /// Notified, perhaps refused, and in the end accepted.
    pub fn accepted(&mut self, ledger: &mut Ledger) -> Option<()> {
        self.notify(ledger)?;
        if self.unanswered() {
            return self.remind();
        }
        let mut refused = 0;
        while refused < 2 && self.refuses() {
            refused += 1;
            self.refuse(ledger)?;
            self.notify(ledger)?;
        }
        if self.dice.permille(8) {
            self.pass_to_work(1_800, 20_000)?;
            self.withdraw(ledger, "El taller no contesta el teléfono y el cliente apura.")?;
            self.notify(ledger)?;
        }
        self.accept()
    }

    /// As often as this workshop is known to.
    fn refuses(&mut self) -> bool {
        let place = self.workshop.unwrap_or_default();
        let acceptance = self.shop.workshops.list[place].acceptance();
        self.dice.permille(1_000 - acceptance)
    }

    /// Of those notified about a day ago some have not answered yet.
    fn unanswered(&mut self) -> bool {
        let hours = (self.shop.until - self.at).num_hours();
        (14..31).contains(&hours) && self.dice.permille(280)
    }

    /// Reminded after half a day, and nothing more yet.
    pub fn remind(&mut self) -> Option<()> {
        let hours = i64::from(self.shop.settings.assignment.remind_after_hours);
        self.pass(hours * 3_600 + 5, hours * 3_600 + 35)?;
        let at = self.at;
        let assignment = self.assignments.last_mut()?;
        assignment.reminded_at = Some(at);
        let say = EventDetails {
            internal: true,
            payload: Payload::Reminded {
                respond_by: assignment.respond_by,
            },
            ..EventDetails::default()
        };
        let facts = self.message_facts(&say);
        self.note(Who::System, "REMINDED", say);
        self.message_workshop("A3-REMINDER", facts);
        None
    }
}
