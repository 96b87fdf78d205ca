//! The amount and the reference of one receipt are where those of the same method and bank have them: shown once, then a key away.

use super::{Context, ReceiptsPane};
use crate::locale::t;
use crate::tui::core::crops::Spot;
use crate::tui::core::picture::Lens;
use crate::tui::core::theme::Tone;
use crate::tui::dialogue::shell::Shell;

impl ReceiptsPane {
    /// Where it stands on this receipt, if that was shown.
    pub(crate) fn crop(&self, shell: &Shell, spot: Spot) -> Option<Lens> {
        shell.crops.of(&self.sheet()?.like, spot)
    }

    pub(crate) fn look_at(&mut self, cx: &mut Context<'_>, spot: Spot) {
        if let Some(kept) = self.crop(cx.shell, spot) {
            self.look(cx, |lens, _| lens.at(kept));
        }
    }

    pub(crate) fn keep(&self, cx: &mut Context<'_>, spot: Spot) {
        let Some(like) = self.sheet().map(|sheet| sheet.like.clone()) else {
            return;
        };
        cx.shell.crops.keep(like, spot, self.lens);
        let said = match spot {
            Spot::Amount => t!(cx.shell.catalogue, "comprobante-kept-amount", like = self.like(cx.shell)),
            Spot::Reference => t!(cx.shell.catalogue, "comprobante-kept-number", like = self.like(cx.shell)),
        };
        cx.toast(Tone::Done, said);
    }

    /// Why there is nowhere to go, and what helps.
    pub(crate) fn unknown(&self, shell: &Shell, spot: Spot) -> String {
        match spot {
            Spot::Amount => t!(shell.catalogue, "comprobante-no-amount", like = self.like(shell)),
            Spot::Reference => t!(shell.catalogue, "comprobante-no-number", like = self.like(shell)),
        }
    }

    /// `pago móvil 0102`.
    fn like(&self, shell: &Shell) -> String {
        let Some(sheet) = self.sheet() else { return String::new() };
        let method = shell.catalogue.method(sheet.like.method);
        match &sheet.like.bank {
            Some(bank) => format!("{method} {bank}"),
            None => method,
        }
    }
}
