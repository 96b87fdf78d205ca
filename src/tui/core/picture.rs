//! A receipt as the terminal can show it: decoded and scaled where the read is done, drawn with half blocks.

use std::fmt;
use std::io::Cursor;

use image::{ImageReader, Limits};

use super::palette::Rgb;
use crate::domain::payments::receipt_file::ReceiptKind;

/// More points than this on one side is no photo of a receipt.
const LONGEST_SIDE: u32 = 20_000;
/// Memory that decoding may take.
const MOST_MEMORY: u64 = 160 << 20;

/// What could be made of a receipt's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    Drawn(Picture),
    /// A document, which other programs show.
    Pdf,
    /// It says that it is a picture and cannot be decoded as one.
    Unreadable,
}

/// Points by rows.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    points: Vec<Rgb>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}×{})", self.width, self.height)
    }
}

impl Scan {
    /// Decodes and scales to at most `width` × `height`, keeping the shape. Takes long for large photos: not for the loop.
    pub fn read(bytes: &[u8], width: u32, height: u32) -> Self {
        if ReceiptKind::of(bytes) == Some(ReceiptKind::Pdf) {
            return Self::Pdf;
        }
        Picture::read(bytes, width, height).map_or(Self::Unreadable, Self::Drawn)
    }
}

impl Picture {
    fn read(bytes: &[u8], width: u32, height: u32) -> Option<Self> {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let mut limits = Limits::default();
        limits.max_image_width = Some(LONGEST_SIDE);
        limits.max_image_height = Some(LONGEST_SIDE);
        limits.max_alloc = Some(MOST_MEMORY);
        reader.limits(limits);
        let full = reader.decode().ok()?;
        let scaled = full.thumbnail(width.max(1), height.max(1)).into_rgb8();
        Some(Self {
            width: scaled.width(),
            height: scaled.height(),
            points: scaled.pixels().map(|point| (point[0], point[1], point[2])).collect(),
        })
    }

    pub fn at(&self, x: u32, y: u32) -> Option<Rgb> {
        if x >= self.width {
            return None;
        }
        self.points.get(usize::try_from(y * self.width + x).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let picture = image::RgbImage::from_fn(width, height, |x, _| image::Rgb([if x < width / 2 { 255 } else { 0 }, 0, 0]));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_keeps_its_shape() {
        let Scan::Drawn(picture) = Scan::read(&png(400, 800), 60, 40) else {
            panic!("not drawn")
        };
        assert_eq!((picture.width, picture.height), (20, 40));
        assert_eq!(picture.at(0, 0), Some((255, 0, 0)));
        assert_eq!(picture.at(19, 39), Some((0, 0, 0)));
        assert_eq!(picture.at(20, 0), None);
    }

    #[test]
    fn what_is_no_picture_says_so() {
        assert_eq!(Scan::read(b"%PDF-1.7 \n", 10, 10), Scan::Pdf);
        assert_eq!(Scan::read(b"\x89PNG\r\n\x1a\n and then nothing", 10, 10), Scan::Unreadable);
        let whole = png(40, 40);
        assert_eq!(Scan::read(&whole[..whole.len() / 2], 10, 10), Scan::Unreadable);
    }
}
