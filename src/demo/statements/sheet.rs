//! Layouts that are tables, and the files banks make of one: text with tabs, a page that calls itself a spreadsheet, a spreadsheet.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chrono::{Datelike, NaiveDate};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Layout, Print, Style, day, implied, is_in, printed};
use crate::domain::bank::statement::StatementLine;
use crate::domain::money::Money;
use crate::domain::text::html_safe;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Amount(Money),
    Day(NaiveDate),
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Amount(money) => money.plain(),
            Self::Day(date) => day(*date, "%d/%m/%Y"),
        }
    }
}

/// The table of a layout, its header and what surrounds it included.
pub fn grid(layout: Layout, lines: &[StatementLine], opening: Money, style: &Style) -> Vec<Vec<Value>> {
    let closing = lines.iter().fold(opening, |sum, line| sum.less(-line.signed()));
    let mut rows: Vec<Vec<Value>> = (0..style.preamble).map(preamble).collect();
    rows.extend((!titles(layout).is_empty()).then(|| titles(layout).iter().map(|title| Value::text(*title)).collect()));
    rows.extend(stated(layout, opening, true, lines, style));
    rows.extend(lines.iter().map(|line| cells(layout, line, style)));
    rows.extend(stated(layout, closing, false, lines, style));
    if style.totals {
        rows.push(totals(layout, lines, style));
    }
    rows
}

fn preamble(index: usize) -> Vec<Value> {
    match index % 3 {
        0 => vec![Value::text("Movimientos de la cuenta"), Value::text("01020123450000123456")],
        1 => Vec::new(),
        _ => vec![Value::text("Taller Krafta, C.A.")],
    }
}

const fn titles(layout: Layout) -> &'static [&'static str] {
    match layout {
        Layout::BanescoXls => &["FECHA", "REFERENCIA", "DESCRIPCION", "MONTO", "BALANCE"],
        Layout::BancamigaXls => &["Fecha", "Referencia", "Concepto", "Débito", "Crédito", "Saldo"],
        Layout::TesoroXls => &["Fecha", "Referencia", "Descripción", "Débito", "Crédito", "Saldo"],
        Layout::BncXls => &["Fecha", "Referencia", "Descripción", "Debe", "Haber", "Saldo"],
        Layout::BncTsv => &["Fecha", "Referencia", "Descripción", "Debe", "Haber", "Saldo", "Referencia 2"],
        Layout::BanplusTxt => &["Fecha", "Referencia", "Descripción", "Concepto", "Débito", "Crédito", "Saldo"],
        Layout::MercantilXls => &["Tipo", "Fecha", "Referencia", "Descripcion", "Monto"],
        Layout::ProvincialXls => &["F. Operación", "F. Valor", "Código", "Nº. Doc.", "Concepto", "Importe"],
        Layout::GenericCsv => &["Fecha", "Referencia", "Descripción", "Monto", "Saldo"],
        _ => &[],
    }
}

fn amount(layout: Layout, money: Money, style: &Style) -> Value {
    let quote = if style.quoted && layout.is_sheet() { "'" } else { "" };
    match layout {
        Layout::BncTsv => Value::Text(printed(money, Print::Point)),
        Layout::MercantilTabImplied => Value::Text(format!("{}{}", if money.is_negative() { "-" } else { "" }, implied(money, 1))),
        _ if style.typed => Value::Amount(money),
        _ => Value::Text(format!("{quote}{}", printed(money, style.print))),
    }
}

fn date(layout: Layout, date: NaiveDate, style: &Style) -> Value {
    match layout {
        Layout::BncTsv => Value::Text(day(date, "%m/%d/%Y")),
        Layout::MercantilTab | Layout::MercantilTabImplied => {
            let text = day(date, "%d%m%Y");
            let lost = text.strip_prefix('0').filter(|_| style.lost_zeros);
            Value::text(lost.unwrap_or(&text))
        }
        _ if style.typed => Value::Day(date),
        _ => Value::Text(day(date, "%d/%m/%Y")),
    }
}

fn cells(layout: Layout, line: &StatementLine, style: &Style) -> Vec<Value> {
    let quote = if style.quoted && layout.is_sheet() { "'" } else { "" };
    let reference = Value::Text(format!("{quote}{}", line.reference));
    let (description, nothing) = (Value::text(&line.description), || Value::text(""));
    let on = date(layout, line.date, style);
    let signed = amount(layout, line.signed(), style);
    let whole = amount(layout, line.amount, style);
    let negative = amount(layout, -line.amount, style);
    let balance = line.balance.map_or_else(nothing, |balance| amount(layout, balance, style));
    let two = |debit: Value| {
        if is_in(line) {
            [nothing(), whole.clone()]
        } else {
            [debit, nothing()]
        }
    };
    let letters = if is_in(line) { "NC" } else { "ND" };
    match layout {
        Layout::BanescoXls | Layout::GenericCsv => vec![on, reference, description, signed, balance],
        Layout::MercantilXls => vec![Value::text(letters), on, reference, description, signed],
        Layout::ProvincialXls => vec![on.clone(), on, Value::text("017"), reference, description, signed],
        Layout::BdvXls => {
            let [debit, credit] = two(whole.clone());
            vec![reference, description, on, Value::text(letters), credit, debit]
        }
        Layout::MercantilTab | Layout::MercantilTabImplied => {
            let account = Value::text("01050123450000123456");
            vec![
                Value::text("0105"),
                account,
                on,
                reference,
                Value::text(letters),
                description,
                whole,
            ]
        }
        Layout::BanplusTxt => {
            let [debit, credit] = two(whole.clone());
            vec![on, reference, description, nothing(), debit, credit, balance]
        }
        Layout::BncTsv => {
            let [debit, credit] = two(negative);
            vec![on, reference, description, debit, credit, balance, nothing()]
        }
        _ => {
            let [debit, credit] = two(whole.clone());
            vec![on, reference, description, debit, credit, balance]
        }
    }
}

/// The row of the opening or closing balance, where the layout has one.
fn stated(layout: Layout, balance: Money, opening: bool, lines: &[StatementLine], style: &Style) -> Option<Vec<Value>> {
    let words = if opening { "SALDO INICIAL" } else { "SALDO FINAL" };
    let nothing = || Value::text("");
    let money = amount(layout, balance, style);
    let at = if opening { lines.first() } else { lines.last() }?.date;
    Some(match layout {
        Layout::BdvXls => vec![nothing(), Value::text(words), date(layout, at, style), nothing(), money, nothing()],
        Layout::MercantilTab | Layout::MercantilTabImplied => {
            let letters = Value::text(if opening { "SI" } else { "SF" });
            let bank = [Value::text("0105"), Value::text("01050123450000123456")];
            let rest = [date(layout, at, style), nothing(), letters, Value::text(words), money];
            bank.into_iter().chain(rest).collect()
        }
        Layout::BanplusTxt if opening => {
            let mut row = vec![nothing(); 6];
            row[2] = Value::text("Saldo Inicial");
            row.push(money);
            row
        }
        _ => return None,
    })
}

fn totals(layout: Layout, lines: &[StatementLine], style: &Style) -> Vec<Value> {
    let width = titles(layout).len().max(6);
    let mut row = vec![Value::text(""); width];
    row[0] = Value::text("TOTALES");
    if let Some(first) = lines.first() {
        row[width - 1] = amount(layout, first.amount, style);
        row[width - 2] = amount(layout, first.amount, style);
    }
    row
}

/// The table with a mark between its cells.
pub fn marked(grid: &[Vec<Value>], mark: char) -> String {
    let mut out = String::new();
    for row in grid {
        let cells: Vec<String> = row.iter().map(|cell| quoted(&cell.shown(), mark)).collect();
        out.push_str(&cells.join(&mark.to_string()));
        out.push('\n');
    }
    out
}

fn quoted(text: &str, mark: char) -> String {
    if text.contains([mark, '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

pub fn tabbed(grid: &[Vec<Value>]) -> String {
    marked(grid, '\t')
}

/// A page with the table, and the kinds of things that such pages have around it.
pub fn html(grid: &[Vec<Value>]) -> String {
    let mut out =
        "<html><head><style>td {color: red}</style><script>var a = '<td>1</td>';</script></head>\n<body><table border=1>\n".to_owned();
    for row in grid {
        out.push_str("<tr>");
        for cell in row {
            // Not every bank closes its cells.
            let _ = write!(out, "<td nowrap>{}&nbsp;", html_safe(&cell.shown()));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></body></html>\n");
    out
}

const PARTS: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Movimientos" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/styles.xml",
        r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#,
    ),
];

/// The table as a spreadsheet.
///
/// # Errors
/// The archive cannot be written.
pub fn xlsx(grid: &[Vec<Value>]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let sheet = sheet_xml(grid);
    let parts = PARTS.into_iter().chain([("xl/worksheets/sheet1.xml", sheet.as_str())]);
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn sheet_xml(grid: &[Vec<Value>]) -> String {
    let mut out =
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#.to_owned();
    for (index, row) in grid.iter().enumerate() {
        let _ = write!(out, r#"<row r="{}">"#, index + 1);
        for (letter, cell) in ('A'..='Z').zip(row) {
            let place = format!("{letter}{}", index + 1);
            let _ = match cell {
                Value::Text(text) if text.is_empty() => Ok(()),
                Value::Text(text) => {
                    let text = html_safe(text);
                    write!(
                        out,
                        r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#
                    )
                }
                Value::Amount(money) => write!(out, r#"<c r="{place}"><v>{}</v></c>"#, money.plain()),
                Value::Day(date) => write!(out, r#"<c r="{place}" s="1"><v>{}</v></c>"#, serial(*date)),
            };
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

/// A day as spreadsheets count it.
fn serial(date: NaiveDate) -> i32 {
    const BEFORE_FIRST: i32 = 693_594;
    date.num_days_from_ce() - BEFORE_FIRST
}
