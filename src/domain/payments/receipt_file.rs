//! The picture of a payment: what kind of file it is by its first bytes, how large it may be, and its SHA-256.
//! Storing and reading it is the service's; this only rules.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use crate::domain::names::named;
use crate::domain::refusal::{Code, Refusal, Ruling};
use crate::domain::text::excerpt;

/// Bytes of the largest receipt taken: 5 MB.
pub const LARGEST_RECEIPT: u64 = 5_000_000;

named! {
    /// The files taken as receipts.
    pub enum ReceiptKind {
        Jpeg = "JPEG",
        Png = "PNG",
        WebP = "WEBP",
        /// A phone's photo, kept as it is: no decoder that we may ship draws it.
        Heic = "HEIC",
        Pdf = "PDF",
    }
}

/// What a HEIF file of still pictures says that it is.
const HEIC_BRANDS: [&[u8]; 6] = [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"];

impl ReceiptKind {
    /// The kind by magic bytes; the file's name says nothing.
    pub fn of(start: &[u8]) -> Option<Self> {
        if start.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
            Some(Self::WebP)
        } else if start.get(4..8) == Some(b"ftyp") && start.get(8..12).is_some_and(|brand| HEIC_BRANDS.contains(&brand)) {
            Some(Self::Heic)
        } else if start.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }

    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Heic => "heic",
            Self::Pdf => "pdf",
        }
    }
}

/// May a file that begins with `start` and is `size` bytes long be a receipt, where at most `largest` bytes are taken? The size is asked
/// first, so a huge file need not be read.
pub fn admit(start: &[u8], size: u64, largest: u64) -> Ruling<ReceiptKind> {
    match size {
        0 => Err(Refusal::new(Code::ReceiptEmpty)),
        size if size <= largest => ReceiptKind::of(start).ok_or_else(|| Refusal::new(Code::ReceiptKind)),
        _ => Err(Refusal::new(Code::ReceiptTooLarge)
            .with("megabytes", i64::try_from(size.div_ceil(1_000_000)).unwrap_or(i64::MAX))
            .with("limit", i64::try_from(largest / 1_000_000).unwrap_or(i64::MAX))),
    }
}

/// A SHA-256, shown and stored as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256Hex([u8; 32]);

impl Sha256Hex {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// From a digest made piece by piece.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Sha256Hex {
    type Err = Refusal;

    fn from_str(text: &str) -> Ruling<Self> {
        let refused = || Refusal::new(Code::DigestMalformed).with("input", excerpt(text));
        let digit = |b: u8| char::from(b).to_digit(16).filter(|_| !b.is_ascii_uppercase());
        let pairs = text.as_bytes().chunks_exact(2);
        if text.len() != 64 {
            return Err(refused());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let (high, low) = (digit(pair[0]).ok_or_else(refused)?, digit(pair[1]).ok_or_else(refused)?);
            *byte = u8::try_from(high << 4 | low).map_err(|_| refused())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Sha256Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|refusal: Refusal| de::Error::custom(refusal.code.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kinds_go_by_their_first_bytes() {
        assert_eq!(admit(b"\xff\xd8\xff\xe0", 1000, LARGEST_RECEIPT), Ok(ReceiptKind::Jpeg));
        assert_eq!(
            admit(b"\x89PNG\r\n\x1a\n....", LARGEST_RECEIPT, LARGEST_RECEIPT),
            Ok(ReceiptKind::Png)
        );
        assert_eq!(admit(b"%PDF-1.7", 1000, LARGEST_RECEIPT), Ok(ReceiptKind::Pdf));
        assert_eq!(admit(b"RIFF\x24\x00\x00\x00WEBPVP8 ", 1000, LARGEST_RECEIPT), Ok(ReceiptKind::WebP));
        assert_eq!(
            admit(b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00", 1000, LARGEST_RECEIPT),
            Ok(ReceiptKind::Heic)
        );
        for fake in [
            &b"MZ\x90"[..],
            b"<html>",
            b"GIF89a",
            b"",
            b"\xff\xd8",
            b"RIFF....WAVE",
            b"....ftypisom",
        ] {
            assert_eq!(admit(fake, 1000, LARGEST_RECEIPT).unwrap_err().code, Code::ReceiptKind);
        }
        assert_eq!(
            admit(b"%PDF-1.7", 50_000_000, LARGEST_RECEIPT).unwrap_err().code,
            Code::ReceiptTooLarge
        );
        assert_eq!(
            admit(b"%PDF-1.7", LARGEST_RECEIPT + 1, LARGEST_RECEIPT).unwrap_err().code,
            Code::ReceiptTooLarge
        );
        assert_eq!(admit(b"%PDF-1.7", 1_000_001, 1_000_000).unwrap_err().code, Code::ReceiptTooLarge);
        assert_eq!(admit(b"", 0, LARGEST_RECEIPT).unwrap_err().code, Code::ReceiptEmpty);
    }

    #[test]
    fn digests_are_lower_case_hex() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Sha256Hex::of(b"").to_string(), empty);
        for bad in [
            empty.to_uppercase(),
            empty[1..].to_owned(),
            format!("{empty}0"),
            "z".repeat(64),
            "é".repeat(32),
        ] {
            assert_eq!(bad.parse::<Sha256Hex>().unwrap_err().code, Code::DigestMalformed);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_read(bytes in any::<[u8; 32]>()) {
            prop_assert_eq!(Sha256Hex(bytes).to_string().parse(), Ok(Sha256Hex(bytes)));
        }
    }
}
