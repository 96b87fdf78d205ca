//! Pictures of payments: small receipts with the amounts and references that were declared. The newest proofs have one
//! each; older ones share a few, so that a large shop keeps a small folder.

use chrono::Timelike;

use super::accounts::Account;
use super::calendar;
use super::glyphs::{Rgb, Sheet, fill, width, write};
use super::random::{Dice, mix};
use crate::domain::Time;
use crate::domain::bank::codes::BankCode;
use crate::domain::method::PaymentMethod;
use crate::domain::payments::proof::ProofDraft;
use crate::domain::payments::receipt_file::Sha256Hex;

const WIDTH: u32 = 220;
const HEIGHT: u32 = 330;
/// Pictures that older proofs share, and pictures that new proofs have of their own.
const SHARED: usize = 48;
const OWN: usize = 160;

const PAPER: Rgb = [250, 250, 248];
const INK: Rgb = [32, 34, 40];
const FAINT: Rgb = [122, 126, 136];
const LINE: Rgb = [220, 222, 228];
const DONE: Rgb = [28, 140, 84];

/// What a receipt shows.
pub struct Drawn {
    title: &'static str,
    bank: String,
    amount: String,
    lines: Vec<(&'static str, String)>,
}

impl Drawn {
    pub fn new(draft: &ProofDraft, account: &Account, at: Time) -> Self {
        let title = match draft.method {
            PaymentMethod::PagoMovil => "Pago móvil",
            PaymentMethod::BankTransfer => "Transferencia",
            PaymentMethod::Zelle => "Zelle",
            PaymentMethod::BinancePay => "Binance Pay",
            PaymentMethod::Cash => "Recibo de caja",
        };
        let name = |code: Option<&str>| code.and_then(|code| BankCode::parse(code).ok()).map(|bank| bank.name().to_owned());
        let here = calendar::local(at);
        let mut lines = vec![(
            "Fecha",
            format!(
                "{} {:02}:{:02}",
                crate::domain::dates::shown(draft.paid_on),
                here.hour(),
                here.minute()
            ),
        )];
        let told = [
            ("Referencia", draft.reference.clone()),
            ("Beneficiario", Some("Krafta Hecho a Mano".to_owned())),
            ("Banco destino", name(account.bank)),
            ("Pagador", draft.payer_id.clone().or_else(|| draft.payer_name.clone())),
            ("Teléfono", draft.payer_phone.clone()),
        ];
        lines.extend(told.into_iter().filter_map(|(label, value)| Some((label, value?))));
        Self {
            title,
            bank: name(draft.origin_bank.as_deref()).unwrap_or_else(|| title.to_owned()),
            amount: draft.amount.to_string(),
            lines,
        }
    }

    /// A PNG.
    fn png(&self) -> Option<Vec<u8>> {
        let mut sheet = Sheet::new(WIDTH, HEIGHT, PAPER);
        let brand = brand(&self.bank);
        fill(&mut sheet, (0, 0), (WIDTH, 44), brand);
        write(&mut sheet, (12, 14), 2, PAPER, &self.bank);
        write(&mut sheet, (centre(self.title, 1), 60), 1, FAINT, self.title);
        let scale = if width(&self.amount, 2) <= WIDTH - 16 { 2 } else { 1 };
        write(&mut sheet, (centre(&self.amount, scale), 78), scale, INK, &self.amount);
        write(&mut sheet, (centre("Operación exitosa", 1), 104), 1, DONE, "Operación exitosa");
        for (at, (label, value)) in (0u32..).zip(&self.lines) {
            let y = 128 + at * 32;
            fill(&mut sheet, (12, y - 6), (WIDTH - 24, 1), LINE);
            write(&mut sheet, (12, y), 1, FAINT, label);
            write(&mut sheet, (12, y + 11), 1, INK, value);
        }
        fill(&mut sheet, (0, HEIGHT - 8), (WIDTH, 8), brand);
        sheet.png()
    }
}

fn centre(text: &str, scale: u32) -> u32 {
    WIDTH.saturating_sub(width(text, scale)) / 2
}

/// A colour of its own for each bank, dark enough for white letters.
fn brand(bank: &str) -> Rgb {
    let bits = mix(bank.bytes().fold(7, |sum, byte| mix(sum ^ u64::from(byte)))).to_le_bytes();
    [30 + bits[0] % 130, 30 + bits[1] % 90, 50 + bits[2] % 130]
}

/// The pictures drawn so far.
#[derive(Default)]
pub struct Pictures {
    shared: Vec<(Sha256Hex, i64)>,
    own: usize,
    drawn: Vec<Vec<u8>>,
}

impl Pictures {
    /// The picture of a proof: drawn for it while there is room, else one of the shared ones. Nothing is drawn twice.
    pub fn of(&mut self, what: &Drawn, own: bool, dice: &mut Dice) -> Option<(Sha256Hex, i64)> {
        let room = if own { self.own < OWN } else { self.shared.len() < SHARED };
        if !room {
            return (!self.shared.is_empty()).then(|| *dice.pick(&self.shared));
        }
        let bytes = what.png()?;
        let picture = (Sha256Hex::of(&bytes), i64::try_from(bytes.len()).ok()?);
        self.drawn.push(bytes);
        if own {
            self.own += 1;
        } else {
            self.shared.push(picture);
        }
        Some(picture)
    }

    /// The files to keep.
    pub fn take(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.drawn)
    }
}

/// One picture, for a proof that arrives while the shop is open.
pub fn draw(draft: &ProofDraft, account: &Account, at: Time) -> Option<Vec<u8>> {
    Drawn::new(draft, account, at).png()
}
