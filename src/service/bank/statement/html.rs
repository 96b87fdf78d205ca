//! Tables of web pages, which many banks call `.xls`: only what stands in cells, whatever else the page holds.

use html5gum::{Token, Tokenizer};

use super::row::{Cell, Row, Sink};

/// A cell that spans more columns is a title.
const MOST_SPANNED: usize = 50;
const MOST_COLUMNS: usize = 256;

/// Gives the rows of all tables to the sink; a row counts by its place among the rows of the page.
pub fn rows(text: &str, sink: &mut Sink<'_>) {
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new(text) {
        let done = match token {
            Token::StartTag(tag) => {
                let span = tag.attributes.get(b"colspan".as_slice());
                let span = span.and_then(|value| std::str::from_utf8(value).ok()?.trim().parse().ok());
                page.opens(&tag.name, tag.self_closing, span.unwrap_or(1), sink)
            }
            Token::EndTag(tag) => page.closes(&tag.name, sink),
            Token::String(text) => {
                page.says(&String::from_utf8_lossy(&text));
                false
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => false,
        };
        if done {
            return;
        }
    }
    page.end_row(sink);
}

#[derive(Default)]
struct Page {
    line: u32,
    row: Option<Vec<Cell<'static>>>,
    cell: Option<(String, usize)>,
    /// Inside a script or a style: nothing there is text.
    hidden: Option<Vec<u8>>,
}

impl Page {
    fn opens(&mut self, name: &[u8], closed: bool, span: usize, sink: &mut Sink<'_>) -> bool {
        match name {
            _ if self.hidden.is_some() => {}
            b"script" | b"style" if !closed => self.hidden = Some(name.to_vec()),
            b"tr" => {
                let done = self.end_row(sink);
                self.row = Some(Vec::new());
                self.line += 1;
                return done;
            }
            b"td" | b"th" => {
                self.end_cell();
                self.cell = self.row.is_some().then(|| (String::new(), span.clamp(1, MOST_SPANNED)));
            }
            b"br" => self.says(" "),
            _ => {}
        }
        false
    }

    fn closes(&mut self, name: &[u8], sink: &mut Sink<'_>) -> bool {
        match (name, &self.hidden) {
            (name, Some(hidden)) if name == hidden.as_slice() => self.hidden = None,
            (_, Some(_)) => {}
            (b"td" | b"th", None) => self.end_cell(),
            (b"tr" | b"table", None) => return self.end_row(sink),
            _ => {}
        }
        false
    }

    fn says(&mut self, text: &str) {
        if let (Some((said, _)), None) = (&mut self.cell, &self.hidden) {
            // Breaks of a page's source are spaces.
            said.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
        }
    }

    fn end_cell(&mut self) {
        let (Some((text, span)), Some(row)) = (self.cell.take(), &mut self.row) else {
            return;
        };
        row.push(Cell::text(text));
        row.resize((row.len() + span - 1).min(MOST_COLUMNS), Cell::text(""));
    }

    fn end_row(&mut self, sink: &mut Sink<'_>) -> bool {
        self.end_cell();
        let Some(cells) = self.row.take() else {
            return false;
        };
        sink(&Row { line: self.line, cells }).is_break()
    }
}
