//! Receipts as pictures: decoded once, the last ones kept by their digest, and drawn away from whoever else is answered.

use std::sync::Arc;

use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::domain::actor::Actor;
use crate::service::Krafta;
use crate::service::payments::receipt_files;
use crate::tui::core::client::{Error, Frame, ReceiptFile, Scan};
use crate::tui::core::pixels::Pixels;

/// Bytes of decoded pictures that a session keeps: two or three photos of a phone.
const MOST_KEPT: usize = 96 << 20;

/// The pictures looked at last by their digests, the very last one at the end.
type Kept = Vec<(String, Arc<Pixels>)>;

#[derive(Clone, Debug, Default)]
pub struct Pictures(Arc<Mutex<Kept>>);

impl Pictures {
    /// What can be seen of a receipt. Refused as by the service, however often it was seen before.
    pub async fn scan(&self, krafta: &Krafta, actor: &Actor, file: &ReceiptFile, frame: Frame) -> Result<Scan, Error> {
        actor.may(receipt_files::NEEDS)?;
        // One is decoded at a time: it may take much memory.
        let mut kept = self.0.lock().await;
        let known = kept.iter().position(|(digest, _)| *digest == file.digest).map(|at| kept.remove(at));
        let pixels = match known {
            Some((_, pixels)) => pixels,
            None => {
                let bytes = krafta.payments().receipt(actor, file).await?;
                let read = spawn_blocking(move || Pixels::read(&bytes).map(Arc::new).ok_or_else(|| Scan::without(&bytes)));
                match read.await {
                    Ok(Ok(pixels)) => pixels,
                    Ok(Err(scan)) => return Ok(scan),
                    Err(_) => return Ok(Scan::Unreadable),
                }
            }
        };
        kept.push((file.digest.clone(), Arc::clone(&pixels)));
        forget_first(&mut kept);
        drop(kept);
        let scan = spawn_blocking(move || Scan::of(&pixels, frame)).await;
        Ok(scan.unwrap_or(Scan::Unreadable))
    }
}

fn forget_first(kept: &mut Kept) {
    while kept.iter().map(|(_, pixels)| pixels.weight()).sum::<usize>() > MOST_KEPT {
        kept.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::core::pixels::png_of;

    #[test]
    fn only_the_last_ones_are_kept() {
        let large = Arc::new(Pixels::read(&png_of(2400, 2000, |_, _| [200; 3])).unwrap());
        let mut kept: Vec<_> = (0..8).map(|at| (at.to_string(), Arc::clone(&large))).collect();
        forget_first(&mut kept);
        assert_eq!(
            kept.iter().map(|(digest, _)| digest.as_str()).collect::<Vec<_>>(),
            ["2", "3", "4", "5", "6", "7"]
        );
    }
}
