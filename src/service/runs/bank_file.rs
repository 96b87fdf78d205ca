//! A frozen run as a file that the bank's page takes. How it is written is data: `config/bank-files`, and a shop's own beside them.
//! No cell is one that a spreadsheet would run.

use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Runs;
use super::lists::NEEDS;
use crate::config::read_regular;
use crate::db::runs::list::{self, LineRecord};
use crate::db::runs::run;
use crate::domain::actor::Actor;
use crate::domain::ids::RunId;
use crate::domain::method::PaymentMethod;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::runs::state::{LineState, RunState};
use crate::domain::text::{csv_safe, excerpt};
use crate::service::core::error::Error;
use crate::service::runs::freeze::require_agreed;

const PROFILE: &str = "toml";
/// A profile is a page of text.
const LARGEST: u64 = 100_000;

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../config/bank-files/", $name, ".toml")))),*];
    };
}

built_in!["generic_csv", "mobile_csv", "transfers_csv"];

/// How a bank's page takes many payments at once.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileProfile {
    pub name: String,
    pub title: String,
    /// The bank whose page it is for; of any, where it is not said.
    #[serde(default)]
    pub bank: Option<String>,
    delimiter: char,
    decimals: Mark,
    header: bool,
    /// Only these; all, where it is not said.
    #[serde(default)]
    methods: Vec<PaymentMethod>,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mark {
    Point,
    Comma,
    /// Cents without a mark.
    Implied,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    #[serde(default)]
    head: String,
    value: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Value {
    Position,
    Method,
    Bank,
    Account,
    Phone,
    /// Its letter and number.
    Document,
    DocumentLetter,
    DocumentNumber,
    Name,
    Amount,
    Currency,
    /// The run and the line, or the order that is refunded.
    Concept,
    Empty,
}

/// A file for the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankFile {
    pub name: String,
    pub content: String,
    pub lines: usize,
    /// Lines that wait and that this file does not take.
    pub left_out: usize,
}

/// Those that come with the program.
fn built_in() -> &'static [FileProfile] {
    static PROFILES: OnceLock<Vec<FileProfile>> = OnceLock::new();
    // A test reads every one of them: none is left out.
    PROFILES.get_or_init(|| BUILT_IN.iter().filter_map(|(name, text)| parse(name, text).ok()).collect())
}

fn parse(file: &str, text: &str) -> Ruling<FileProfile> {
    let refused = |detail: String| {
        Refusal::new(Code::BankFileProfile)
            .with("file", excerpt(file))
            .with("detail", excerpt(&detail))
    };
    let profile: FileProfile = toml::from_str(text).map_err(|fault| refused(fault.message().to_owned()))?;
    if profile.columns.is_empty() || !profile.delimiter.is_ascii() || profile.delimiter == '"' {
        return Err(refused("columns, delimiter".into()));
    }
    Ok(profile)
}

impl FileProfile {
    fn takes(&self, line: &LineRecord) -> bool {
        line.state == LineState::Pending && (self.methods.is_empty() || self.methods.contains(&line.method))
    }

    fn write(&self, number: i64, lines: &[LineRecord]) -> Result<BankFile, Error> {
        let delimiter = u8::try_from(self.delimiter).unwrap_or(b',');
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let fault = |fault: csv::Error| Error::Internal(fault.to_string());
        if self.header {
            writer
                .write_record(self.columns.iter().map(|column| csv_safe(&column.head)))
                .map_err(fault)?;
        }
        let taken: Vec<&LineRecord> = lines.iter().filter(|line| self.takes(line)).collect();
        for line in &taken {
            writer
                .write_record(self.columns.iter().map(|column| self.cell(column.value, number, line)))
                .map_err(fault)?;
        }
        let bytes = writer.into_inner().map_err(|fault| Error::Internal(fault.to_string()))?;
        let waiting = lines.iter().filter(|line| line.state == LineState::Pending).count();
        Ok(BankFile {
            name: format!("pago-lote-{number}-{}.csv", self.name),
            content: String::from_utf8(bytes).map_err(|fault| Error::Internal(fault.to_string()))?,
            lines: taken.len(),
            left_out: waiting - taken.len(),
        })
    }

    fn cell(&self, value: Value, number: i64, line: &LineRecord) -> String {
        let payee = &line.payee;
        let text = |text: Option<&str>| csv_safe(text.unwrap_or_default());
        let document = payee.id_doc.as_deref().unwrap_or_default();
        match value {
            Value::Position => line.position.to_string(),
            Value::Method => line.method.to_string(),
            Value::Bank => text(payee.bank.as_deref()),
            Value::Account => payee.account_digits().unwrap_or_else(|| text(payee.account.as_deref())),
            // Without the country: digits alone.
            Value::Phone => text(
                payee
                    .phone
                    .as_deref()
                    .map(|phone| phone.trim_start_matches("+58"))
                    .map(|phone| format!("0{phone}"))
                    .as_deref(),
            ),
            Value::Document => text(Some(document)),
            Value::DocumentLetter => text(document.get(..1)),
            Value::DocumentNumber => text(document.get(1..)),
            Value::Name => text(payee.name.as_deref()),
            Value::Amount => self.amount(line.amount),
            Value::Currency => line.amount.currency().to_string(),
            Value::Concept => match &line.number {
                Some(order) => text(Some(&format!("Reembolso {order}"))),
                None => format!("Lote {number} linea {}", line.position),
            },
            Value::Empty => String::new(),
        }
    }

    fn amount(&self, amount: crate::domain::money::Money) -> String {
        match self.decimals {
            Mark::Point => amount.plain(),
            Mark::Comma => amount.plain().replace('.', ","),
            Mark::Implied => amount.minor().to_string(),
        }
    }
}

impl Runs<'_> {
    /// How files are written: the profiles that come with the program, and the shop's own.
    ///
    /// # Errors
    /// `bank-file-profile`; a folder that cannot be read.
    pub fn file_profiles(&self) -> Result<Vec<FileProfile>, Error> {
        let mut all = built_in().to_vec();
        let Some(folder) = self.shop.settings().bank.files.as_deref() else {
            return Ok(all);
        };
        let fault = |path: &Path| {
            let path = path.display().to_string();
            move |fault| Error::File { path, fault }
        };
        for entry in std::fs::read_dir(folder).map_err(fault(folder))? {
            let path = entry.map_err(fault(folder))?.path();
            if path.extension().is_some_and(|end| end == PROFILE) {
                let text = read_regular(&path, LARGEST).map_err(fault(&path))?;
                let profile = parse(&path.display().to_string(), &String::from_utf8_lossy(&text))?;
                all.retain(|known| known.name != profile.name);
                all.push(profile);
            }
        }
        all.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(all)
    }

    /// What waits of a frozen run, as the profile writes it.
    ///
    /// # Errors
    /// `run-unknown`, `run-state`, `run-second`, `bank-file-unknown`.
    pub async fn bank_file(&self, actor: &Actor, id: RunId, profile: &str) -> Result<BankFile, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let run = run::read(&mut &*db, id).await?;
        let run = run.ok_or_else(|| Refusal::new(Code::RunUnknown).with("input", id.to_string()))?;
        if run.state != RunState::Frozen {
            return Err(super::draft::wrong_state(&run).into());
        }
        require_agreed(&run, self.shop.settings().runs.second_person_above)?;
        let profiles = self.file_profiles()?;
        let unknown = || {
            let names: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
            Refusal::new(Code::BankFileUnknown)
                .with("profile", excerpt(profile))
                .with("profiles", names.join(", "))
        };
        let profile = profiles.iter().find(|known| known.name == profile.trim()).ok_or_else(unknown)?;
        profile.write(run.number, &list::lines(db, id).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{RefundId, RunLineId};
    use crate::domain::money::{Currency, Money};
    use crate::domain::runs::payee::RunPayee;
    use crate::domain::runs::sheet::Whom;
    use crate::domain::text::Safe;
    use uuid::Uuid;

    fn line(method: PaymentMethod, name: &str, state: LineState) -> LineRecord {
        LineRecord {
            id: RunLineId::from_uuid(Uuid::from_u128(1)),
            position: 1,
            whom: Whom::Refund(RefundId::from_uuid(Uuid::from_u128(2))),
            workshop: None,
            number: None,
            customer: None,
            method,
            payee: RunPayee {
                method: Some(method),
                name: Some(name.into()),
                id_doc: Some("V12345678".into()),
                bank: Some("0102".into()),
                account: Some("0102-0123-4300-0432-4821".into()),
                phone: Some("+584145551234".into()),
            },
            owed: Money::of_minor(1_000, Currency::Usd),
            amount: Money::of_minor(123_450, Currency::Ves),
            state,
            reference: None,
            sent_on: None,
            reason: None,
            settlement: None,
            refund_payment: None,
            credit: None,
            seen_on: None,
            handled_by: None,
            handled_at: None,
            marks: Vec::new(),
        }
    }

    #[test]
    fn every_built_in_profile_is_read() {
        for (name, text) in BUILT_IN {
            assert_eq!(
                parse(name, text)
                    .unwrap_or_else(|refusal| panic!("{name}: {:?}", refusal.args))
                    .name,
                *name
            );
        }
        assert_eq!(parse("x", "name = 1").unwrap_err().code, Code::BankFileProfile);
    }

    #[test]
    fn no_cell_is_one_that_a_spreadsheet_would_run() {
        let profile = built_in().iter().find(|profile| profile.name == "generic_csv").unwrap();
        for name in ["=HYPERLINK(\"http://x\")", "+1", "-2", "@SUM(A1)", "\t=1", " =1"] {
            let mut evil = line(PaymentMethod::BankTransfer, name, LineState::Pending);
            evil.payee.id_doc = Some(name.into());
            evil.number = Some(Safe::new(name));
            let file = profile.write(7, &[evil]).unwrap();
            let mut reader = csv::Reader::from_reader(file.content.as_bytes());
            for cell in reader
                .records()
                .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t']), "{name}: {cell}");
            }
        }
    }

    #[test]
    fn a_profile_takes_what_its_page_pays_and_says_what_it_leaves() {
        let lines = [
            line(PaymentMethod::BankTransfer, "Taller; S.A.", LineState::Pending),
            line(PaymentMethod::PagoMovil, "Ana", LineState::Pending),
            line(PaymentMethod::BankTransfer, "Pagado", LineState::Paid),
        ];
        let profile = built_in().iter().find(|profile| profile.name == "transfers_csv").unwrap();
        let file = profile.write(7, &lines).unwrap();
        assert_eq!((file.lines, file.left_out), (1, 1));
        assert_eq!(
            file.content,
            "01020123430004324821;V12345678;\"Taller; S.A.\";1234,50;Lote 7 linea 1\r\n"
        );
        let mobile = built_in().iter().find(|profile| profile.name == "mobile_csv").unwrap();
        assert_eq!(
            mobile.write(7, &lines).unwrap().content,
            "0102;04145551234;V12345678;1234,50;Lote 7 linea 1\r\n"
        );
    }
}
