//! How one bank writes its statements, as data: the built-in ones are `config/banks/*.toml`, described in `docs/banks.md`.

use serde::{Deserialize, Serialize};

use super::date::DatePattern;
use super::template::Template;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::{Safe, excerpt, fold};

/// What kind of file it is, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Container {
    Csv,
    Tsv,
    Fixed,
    Qif,
    Mt940,
    Xlsx,
    Xls,
    Html,
    /// Messages of the bank about one payment each, pasted.
    Notice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextEncoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decimals {
    /// `1.234,56`.
    Comma,
    /// `1,234.56`.
    Point,
    /// Either; what can be read in both ways is refused.
    #[default]
    Either,
    /// `123456`: the last two digits are cents.
    Implied,
}

/// Where a value stands in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// The column, from 1.
    Position(usize),
    /// The column under this title.
    Name(String),
    /// The column under the first of these titles that is there.
    Names(Vec<String>),
}

/// A part of a line of fixed width: first character, from 0, and the one after the last.
pub type Slice = [usize; 2];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns<P> {
    pub date: Option<P>,
    pub reference: Option<P>,
    pub description: Option<P>,
    /// A second text, which goes behind the description.
    pub detail: Option<P>,
    pub amount: Option<P>,
    pub credit: Option<P>,
    pub debit: Option<P>,
    pub balance: Option<P>,
    #[serde(rename = "type")]
    pub kind: Option<P>,
    pub bank_id: Option<P>,
    pub phone: Option<P>,
    pub document: Option<P>,
}

impl<P> Default for Columns<P> {
    fn default() -> Self {
        Columns::<()>::NONE.map(|()| None)
    }
}

impl Columns<()> {
    const NONE: Self = Self {
        date: None,
        reference: None,
        description: None,
        detail: None,
        amount: None,
        credit: None,
        debit: None,
        balance: None,
        kind: None,
        bank_id: None,
        phone: None,
        document: None,
    };
}

impl<P> Columns<P> {
    /// The same columns, each put elsewhere.
    pub fn map<Q>(&self, mut to: impl FnMut(&P) -> Option<Q>) -> Columns<Q> {
        let mut one = |place: &Option<P>| place.as_ref().and_then(&mut to);
        Columns {
            date: one(&self.date),
            reference: one(&self.reference),
            description: one(&self.description),
            detail: one(&self.detail),
            amount: one(&self.amount),
            credit: one(&self.credit),
            debit: one(&self.debit),
            balance: one(&self.balance),
            kind: one(&self.kind),
            bank_id: one(&self.bank_id),
            phone: one(&self.phone),
            document: one(&self.document),
        }
    }

    /// A line needs a date and an amount, in one column or in two.
    pub fn suffice(&self) -> bool {
        self.date.is_some() && (self.amount.is_some() || (self.credit.is_some() && self.debit.is_some()))
    }
}

/// The row that names the columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// It is looked for in so many rows.
    #[serde(default = "look")]
    pub look: u32,
    /// Titles that it has all of.
    pub tokens: Vec<String>,
}

const fn look() -> u32 {
    40
}

/// What the column `type` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Types {
    #[serde(rename = "in")]
    pub incoming: Vec<String>,
    pub out: Vec<String>,
    /// Among those two, the ones that take a movement back.
    pub reversal: Vec<String>,
    pub opening: Vec<String>,
    pub closing: Vec<String>,
    pub skip: Vec<String>,
}

/// Rows that are no movements, by the words one of their cells begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rows {
    pub opening: Vec<String>,
    pub closing: Vec<String>,
    pub skip: Vec<String>,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            opening: listed("saldo inicial, saldo anterior"),
            closing: listed("saldo final, saldo actual"),
            skip: listed("total, totales"),
        }
    }
}

impl Rows {
    /// As texts are compared.
    pub fn folded(&self) -> Self {
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect();
        Self {
            opening: folded(&self.opening),
            closing: folded(&self.closing),
            skip: folded(&self.skip),
        }
    }
}

fn listed(words: &str) -> Vec<String> {
    words.split(", ").map(str::to_owned).collect()
}

/// Rows of several shapes, told apart by their first cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Records {
    pub line: String,
    pub opening: Option<BalanceRecord>,
    pub closing: Option<BalanceRecord>,
}

/// Where a record of another shape has its balance; the sign is a cell that `types` reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BalanceRecord {
    pub record: String,
    pub sign: usize,
    pub amount: usize,
}

/// Words by which a description shows that a line is no payment. A fee and a reversal begin with theirs, a transfer between our own
/// accounts has its words anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Kinds {
    pub fee: Vec<String>,
    pub own: Vec<String>,
    pub reversal: Vec<String>,
}

impl Default for Kinds {
    fn default() -> Self {
        Self {
            fee: listed("com, comis, comision, comisiones, itf, igtf, impuesto, imp, mantenimiento"),
            own: listed("entre cuentas propias, cuentas propias, mismo titular, traspaso propio"),
            reversal: listed("rev, reverso, reversa, reversion, reintegro, devolucion, anulacion, extorno, contracargo"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    /// What people read, in Spanish.
    pub title: String,
    /// The bank's four digits; none when any bank may write so.
    pub bank: Option<String>,
    pub containers: Vec<Container>,
    /// Tried in this order where no mark at the beginning says the encoding.
    #[serde(default = "encodings")]
    pub encodings: Vec<TextEncoding>,
    /// What parts the cells of a `csv`; without it the commonest mark of the first lines does.
    pub delimiter: Option<char>,
    /// How long a line of fixed width is.
    pub width: Option<usize>,
    pub dates: Vec<DatePattern>,
    #[serde(default)]
    pub decimals: Decimals,
    /// An amount without cents is refused: nobody can say whether they are implied.
    #[serde(default)]
    pub cents: bool,
    #[serde(default)]
    pub notices: Vec<Template>,
    pub header: Option<Header>,
    #[serde(default)]
    pub columns: Columns<Place>,
    /// In place of `columns` for lines of fixed width.
    #[serde(default)]
    pub slices: Columns<Slice>,
    #[serde(default)]
    pub types: Types,
    #[serde(default)]
    pub rows: Rows,
    pub records: Option<Records>,
    #[serde(default)]
    pub kinds: Kinds,
}

fn encodings() -> Vec<TextEncoding> {
    vec![TextEncoding::Utf8, TextEncoding::Windows1252]
}

impl Profile {
    /// It reads messages of the bank, and no file.
    pub const fn is_notice(&self) -> bool {
        !self.notices.is_empty()
    }

    /// Reads a profile; `file` is for the refusal alone.
    ///
    /// # Errors
    /// `statement-profile`, with what is wrong and where.
    pub fn parse(file: &str, content: &str) -> Ruling<Self> {
        let refused = |line: usize, detail: &str| {
            Refusal::new(Code::StatementProfile)
                .with("file", excerpt(file))
                .with("line", line.to_string())
                .with("detail", Safe::bounded(detail, 200).into_string())
        };
        let profile: Self = toml::from_str(content).map_err(|fault| {
            let before = content.get(..fault.span().map_or(0, |span| span.start)).unwrap_or_default();
            refused(1 + before.matches('\n').count(), fault.message())
        })?;
        match profile.misfit() {
            Some(detail) => Err(refused(1, detail)),
            None => Ok(profile),
        }
    }

    /// What a profile that can be read cannot mean.
    fn misfit(&self) -> Option<&'static str> {
        let has = |container| self.containers.contains(&container);
        let named = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let positional = self.header.is_none() && !self.places().iter().all(|place| matches!(place, Place::Position(1..)));
        Some(match () {
            () if self.name.is_empty() || !named(&self.name) => "name: small letters, digits and _ alone",
            () if self.containers.is_empty() => "containers: at least one",
            () if self.dates.is_empty() && !has(Container::Notice) => "dates: at least one pattern",
            () if has(Container::Notice) => return self.notices.is_empty().then_some("notices: at least one text"),
            () if has(Container::Fixed) && !self.slices.suffice() => "slices: a date, and an amount or a credit and a debit",
            () if has(Container::Fixed) => return None,
            () if !self.columns.suffice() => "columns: a date, and an amount or a credit and a debit",
            () if positional => "columns: without a header they are positions from 1",
            () if self.header.as_ref().is_some_and(|header| header.tokens.is_empty()) => "header: at least one token",
            () => return None,
        })
    }

    fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        self.columns.map(|place| {
            places.push(place.clone());
            Some(())
        });
        places
    }

    /// The profile as a file that [`Profile::parse`] reads.
    ///
    /// # Errors
    /// `statement-profile` where a value cannot be written.
    pub fn to_toml(&self) -> Ruling<String> {
        toml::to_string(self).map_err(|fault| {
            Refusal::new(Code::StatementProfile)
                .with("file", excerpt(&self.name))
                .with("line", "1")
                .with("detail", Safe::bounded(&fault.to_string(), 200).into_string())
        })
    }
}
