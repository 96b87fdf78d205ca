//! What became of the orders of the past: most were paid, made and delivered; some were not, in every way the rules know.

use super::proofs::{Flaw, Plan};
use super::shop::{Ledger, shared};
use super::story::{EventDetails, Story, Who};

/// An order of the past two years.
#[derive(Clone, Copy)]
enum Plot {
    NeverPaid,
    Cancelled,
    NotFound,
    Rejected,
    Paid(Paying),
    PartThenRefund,
    Reviewed(Ending),
}

/// How the money came.
#[derive(Clone, Copy)]
enum Paying {
    Plainly,
    Short,
    Over,
    Split,
    InParts,
    SecondTry,
    ThirdParty,
    Released,
    TakenOver,
    Lapsed,
    Reopened,
}

/// What came after the money, other than delivery.
#[derive(Clone, Copy)]
enum Ending {
    RefundEarly,
    RefundAccepted,
    RefundInProduction,
    Reinstated,
    Reversed,
}

const PLOTS: &[(u32, Plot)] = &[
    (14, Plot::NeverPaid),
    (96, Plot::Cancelled),
    (9, Plot::NotFound),
    (11, Plot::Rejected),
    (560, Plot::Paid(Paying::Plainly)),
    (44, Plot::Paid(Paying::Short)),
    (28, Plot::Paid(Paying::Over)),
    (44, Plot::Paid(Paying::Split)),
    (34, Plot::Paid(Paying::InParts)),
    (54, Plot::Paid(Paying::SecondTry)),
    (34, Plot::Paid(Paying::ThirdParty)),
    (14, Plot::Paid(Paying::Released)),
    (8, Plot::Paid(Paying::TakenOver)),
    (6, Plot::Paid(Paying::Lapsed)),
    (6, Plot::Paid(Paying::Reopened)),
    (4, Plot::PartThenRefund),
    (14, Plot::Reviewed(Ending::RefundEarly)),
    (8, Plot::Reviewed(Ending::RefundAccepted)),
    (6, Plot::Reviewed(Ending::RefundInProduction)),
    (3, Plot::Reviewed(Ending::Reinstated)),
    (3, Plot::Reviewed(Ending::Reversed)),
];

const NOTES: &[&str] = &[
    "Prefiere que la llamen después de las 5.",
    "Pidió empaque de regalo.",
    "Es para una graduación: no puede llegar tarde.",
    "Cliente frecuente, tratar con cariño.",
    "El logo llegó en baja resolución; se pidió de nuevo.",
    "Confirmar talla antes de producir.",
    "Pregunta si hay color añil.",
];

impl Story<'_> {
    /// Tells the story of an order of the past, as far as the shop's present.
    pub fn live(&mut self, ledger: &mut Ledger) -> Option<()> {
        let plot = *self.dice.weigh(PLOTS);
        match plot {
            Plot::NeverPaid => Some(()),
            Plot::Cancelled => {
                self.pass_to_work(20 * 3600, 6 * 86_400)?;
                let (who, reason) = match self.dice.below(3) {
                    0 => (Who::Customer, None),
                    1 => (Who::Customer, Some("Ya no lo necesito.")),
                    _ => (self.admin(), Some("Sin pago y sin respuesta.")),
                };
                self.cancel(who, reason)
            }
            Plot::NotFound => {
                self.pay_and_wait(ledger, &Plan::whole())?;
                let who = self.admin();
                self.claim(who)?;
                self.pass_to_work(1_800, 2 * 86_400)?;
                self.cancel(who, Some("No se encontraron los fondos."))
            }
            Plot::Rejected => {
                self.rejected_once(ledger)?;
                self.pass_to_work(3 * 86_400, 12 * 86_400)?;
                let late = self.dice.permille(600);
                if late {
                    self.cancel(Who::Staff(0), Some("Rechazado y sin respuesta."))
                } else {
                    Some(())
                }
            }
            Plot::Paid(paying) => {
                self.pay(ledger, paying)?;
                self.fulfil(ledger).or_else(|| self.give_up())
            }
            Plot::PartThenRefund => {
                let share = self.dice.between(300, 700);
                self.pay_and_wait(ledger, &Plan::share(share))?;
                self.judge(ledger)?;
                self.pass_to_work(2 * 86_400, 9 * 86_400)?;
                self.refund(Who::Staff(0), None)
            }
            Plot::Reviewed(ending) => {
                self.pay(ledger, Paying::Plainly)?;
                self.end(ledger, ending)
            }
        }
    }

    /// Reports as soon as people do, and lets it wait for the office.
    fn pay_and_wait(&mut self, ledger: &mut Ledger, plan: &Plan) -> Option<()> {
        match self.dice.below(100) {
            0..62 => self.pass(240, 3_600)?,
            62..90 => self.pass(3_600, 12 * 3_600)?,
            _ => self.pass(14 * 3600, 3 * 86_400)?,
        }
        let who = if self.dice.permille(45) { self.admin() } else { Who::Customer };
        self.report(ledger, who, plan)?;
        self.sometimes_a_note();
        self.pass_briskly(300, 8_000)
    }

    fn sometimes_a_note(&mut self) {
        if self.dice.permille(70) {
            let who = if self.dice.permille(600) {
                Who::Staff(5)
            } else {
                self.coordinator()
            };
            let text = Some(shared(self.dice.pick::<&str>(NOTES)));
            let internal = self.dice.permille(900);
            self.note(
                who,
                "NOTE",
                EventDetails {
                    text,
                    internal,
                    ..EventDetails::default()
                },
            );
        }
    }

    /// Claims and gives the verdict that the money allows.
    pub fn judge(&mut self, ledger: &mut Ledger) -> Option<()> {
        let who = self.admin();
        self.claim(who)?;
        self.pass(40, 540)?;
        self.verify(ledger, who)
    }

    fn rejected_once(&mut self, ledger: &mut Ledger) -> Option<()> {
        let flaw = *self.dice.weigh(&[
            (60, Flaw::Nothing),
            (14, Flaw::Reused),
            (12, Flaw::SameImage),
            (14, Flaw::ClosedAccount),
        ]);
        self.rejected_for(ledger, flaw)
    }

    fn rejected_for(&mut self, ledger: &mut Ledger, flaw: Flaw) -> Option<()> {
        self.pay_and_wait(ledger, &Plan::flawed(flaw))?;
        let who = self.admin();
        self.claim(who)?;
        self.pass(60, 600)?;
        self.reject(who)
    }

    fn pay(&mut self, ledger: &mut Ledger, paying: Paying) -> Option<()> {
        match paying {
            Paying::Plainly => {
                self.pay_and_wait(ledger, &Plan::whole())?;
                self.judge(ledger)
            }
            Paying::Short => {
                let share = self.dice.between(996, 999);
                self.pay_and_wait(ledger, &Plan::share(share))?;
                self.judge(ledger)?;
                self.pay_the_rest(ledger)
            }
            Paying::Over => {
                let share = self.dice.between(1_008, 1_120);
                self.pay_and_wait(ledger, &Plan::share(share))?;
                self.judge(ledger)
            }
            Paying::Split => {
                let first = self.dice.between(350, 650);
                self.pass(300, 5_000)?;
                self.report(ledger, Who::Customer, &Plan::share(first))?;
                self.pass(60, 4_000)?;
                self.report(ledger, Who::Customer, &Plan::share(1_000 - first))?;
                self.pass_briskly(300, 8_000)?;
                self.judge(ledger)?;
                self.pay_the_rest(ledger)
            }
            Paying::InParts => {
                let share = self.dice.between(450, 900);
                self.pay_and_wait(ledger, &Plan::share(share))?;
                self.judge(ledger)?;
                self.pay_the_rest(ledger)
            }
            Paying::SecondTry => {
                self.rejected_once(ledger)?;
                self.pass(1_200, 2 * 86_400)?;
                self.report(ledger, Who::Customer, &Plan::whole())?;
                self.pass_briskly(300, 8_000)?;
                self.judge(ledger)
            }
            Paying::ThirdParty => {
                self.pay_and_wait(ledger, &Plan::flawed(Flaw::ThirdParty))?;
                self.judge(ledger)
            }
            Paying::Released | Paying::TakenOver | Paying::Lapsed => self.held_twice(ledger, paying),
            Paying::Reopened => {
                self.rejected_for(ledger, Flaw::Nothing)?;
                self.pass_to_work(3_600, 86_400)?;
                let who = self.admin();
                self.reopen(who, "Apareció en el estado de cuenta del día siguiente.")?;
                self.pass(60, 600)?;
                self.verify(ledger, who)
            }
        }
    }

    /// After a part payment: the balance, once the customer has read of it.
    fn pay_the_rest(&mut self, ledger: &mut Ledger) -> Option<()> {
        let mut tries = 0;
        while self.status == crate::domain::orders::status::PaymentStatus::Pending && tries < 3 {
            tries += 1;
            self.pay_and_wait(ledger, &Plan::whole())?;
            self.judge(ledger)?;
        }
        Some(())
    }

    fn held_twice(&mut self, ledger: &mut Ledger, paying: Paying) -> Option<()> {
        self.pay_and_wait(ledger, &Plan::whole())?;
        let (first, second) = (Who::Staff(1), Who::Staff(0));
        self.claim(first)?;
        match paying {
            Paying::Released => {
                self.pass(60, 800)?;
                self.release(first, first, None)?;
            }
            Paying::TakenOver => {
                self.pass(60, 800)?;
                self.release(second, first, Some("Luis salió a almorzar."))?;
            }
            _ => {
                self.pass_to_work(16 * 60, 3 * 3600)?;
                self.lapse(first)?;
            }
        }
        self.claim(second)?;
        self.pass(40, 540)?;
        self.verify(ledger, second)
    }

    /// Found, made and delivered; a workshop or two may refuse before.
    pub fn fulfil(&mut self, ledger: &mut Ledger) -> Option<()> {
        self.accepted(ledger)?;
        self.make()?;
        self.deliver()
    }

    fn end(&mut self, ledger: &mut Ledger, ending: Ending) -> Option<()> {
        match ending {
            Ending::RefundEarly => {
                if self.dice.permille(500) {
                    self.notify(ledger)?;
                }
                self.pass(600, 40_000)?;
                let who = if self.dice.permille(600) { Who::Customer } else { self.admin() };
                self.refund(who, None)
            }
            Ending::RefundAccepted => {
                self.accepted(ledger)?;
                self.pass_to_work(3_600, 86_400)?;
                self.refund(Who::Staff(0), None)
            }
            Ending::RefundInProduction => {
                self.accepted(ledger)?;
                self.start()?;
                self.pass_to_work(7_200, 3 * 86_400)?;
                let share = *self.dice.pick(&[5_000, 5_000, 10_000, 2_500]);
                self.refund(Who::Staff(0), Some(share))
            }
            Ending::Reinstated => {
                self.pass(3_600, 86_400)?;
                self.request_refund(Who::Customer, None)?;
                self.pass_to_work(3_600, 86_400)?;
                self.reinstate(ledger, Who::Staff(1))?;
                self.fulfil(ledger)
            }
            Ending::Reversed => {
                self.pass_to_work(3_600, 86_400)?;
                self.reverse(Who::Staff(0), "El banco reversó la operación; se consulta.")?;
                self.pass_to_work(3_600, 3 * 86_400)?;
                self.lapse(Who::Staff(0))?;
                self.claim(Who::Staff(1))?;
                self.pass(60, 600)?;
                self.verify(ledger, Who::Staff(1))?;
                self.fulfil(ledger)
            }
        }
    }

    /// Nobody could make it: after some days the customer has the money back.
    fn give_up(&mut self) -> Option<()> {
        if self.active().is_none() || self.workshop.is_some() {
            return None;
        }
        self.pass_to_work(4 * 86_400, 12 * 86_400)?;
        self.refund(Who::Staff(0), None)
    }

    /// Requested, and paid back in one to three parts some days later.
    fn refund(&mut self, who: Who, share: Option<i64>) -> Option<()> {
        self.request_refund(who, share)?;
        self.pass_to_work(6 * 3600, 6 * 86_400)?;
        let parts = *self.dice.weigh(&[(64, 1), (26, 2), (10, 3)]);
        self.pay_refund(parts, Who::Staff(1))
    }
}
