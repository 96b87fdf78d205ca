//! The receipt as a file: a copy to keep or to open with another program, and where it is.

use super::{Context, ReceiptsPane};
use crate::domain::payments::receipt_file::ReceiptKind;
use crate::tui::core::client::ask;

impl ReceiptsPane {
    /// The order's number, which of its receipts, and what kind of file.
    fn file_name(&self) -> String {
        let kind = self.sheet().and_then(|sheet| sheet.file.kind.parse::<ReceiptKind>().ok());
        let extension = kind.map_or("bin", ReceiptKind::extension);
        let number = match self.sheets.len() {
            0 | 1 => String::new(),
            _ => format!("-{}", self.at + 1),
        };
        format!("{}{number}.{extension}", self.order)
    }

    /// Reads the whole file first, checked against its digest.
    pub(crate) fn with_bytes(&self, cx: &mut Context<'_>, what: fn(&mut Context<'_>, String, Vec<u8>)) {
        let Some(sheet) = self.sheet() else { return };
        let name = self.file_name();
        cx.ask(ask::ReceiptBytes(sheet.file.clone()), move |_: &mut Self, cx, bytes| match bytes {
            Ok(bytes) => what(cx, name, bytes),
            Err(error) => cx.say_failure(&error),
        });
    }

    /// Where the database keeps it, a copy is made: that one has a path.
    pub(crate) fn copy_path(&self, cx: &mut Context<'_>) {
        let Some(sheet) = self.sheet() else { return };
        cx.ask(ask::ReceiptPath(sheet.file.clone()), |pane: &mut Self, cx, path| match path {
            Ok(Some(path)) => cx.copy(path.display().to_string()),
            Ok(None) => pane.with_bytes(cx, |cx, name, bytes| cx.keep(name, bytes, true)),
            Err(error) => cx.say_failure(&error),
        });
    }
}
