//! A receipt as the terminal can show it: decoded and scaled where the read is done, drawn with half blocks.

use std::fmt;
use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::palette::Rgb;
use crate::domain::payments::receipt_file::ReceiptKind;

/// More points than this on one side is no photo of a receipt.
const LONGEST_SIDE: usize = 20_000;
/// Memory that decoding may take.
const MOST_MEMORY: usize = 160 << 20;

/// What could be made of a receipt's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    Drawn(Picture),
    /// A document, or a photo without a decoder here: other programs show it.
    Elsewhere,
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
        match ReceiptKind::of(bytes) {
            Some(ReceiptKind::Pdf | ReceiptKind::Heic) => Self::Elsewhere,
            _ => Picture::read(bytes, width, height).map_or(Self::Unreadable, Self::Drawn),
        }
    }
}

impl Picture {
    fn read(bytes: &[u8], width: u32, height: u32) -> Option<Self> {
        let full = match ReceiptKind::of(bytes)? {
            ReceiptKind::Jpeg => Full::of_jpeg(bytes)?,
            ReceiptKind::Png => Full::of_png(bytes)?,
            ReceiptKind::WebP => Full::of_webp(bytes)?,
            ReceiptKind::Pdf | ReceiptKind::Heic => return None,
        };
        full.scaled(usize::try_from(width.max(1)).ok()?, usize::try_from(height.max(1)).ok()?)
    }

    pub fn at(&self, x: u32, y: u32) -> Option<Rgb> {
        if x >= self.width {
            return None;
        }
        self.points.get(usize::try_from(y * self.width + x).ok()?).copied()
    }
}

/// A picture as its file has it: every point's samples, the colours first (or one grey), row by row.
struct Full {
    width: usize,
    height: usize,
    samples: usize,
    bytes: Vec<u8>,
}

impl Full {
    fn of_jpeg(bytes: &[u8]) -> Option<Self> {
        let options = DecoderOptions::default()
            .set_strict_mode(false)
            .set_max_width(LONGEST_SIDE)
            .set_max_height(LONGEST_SIDE);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        decoder.decode_headers().ok()?;
        let space = match decoder.input_colorspace()? {
            ColorSpace::Luma => ColorSpace::Luma,
            _ => ColorSpace::RGB,
        };
        decoder.set_options(options.jpeg_set_out_colorspace(space));
        let (width, height) = decoder.dimensions()?;
        decoder.output_buffer_size().filter(|size| *size <= MOST_MEMORY)?;
        let bytes = decoder.decode().ok()?;
        Some(Self {
            width,
            height,
            samples: space.num_components(),
            bytes,
        })
    }

    fn of_png(bytes: &[u8]) -> Option<Self> {
        let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MOST_MEMORY });
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let (width, height) = decoder.read_header_info().ok()?.size();
        let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
        if width.max(height) > LONGEST_SIDE {
            return None;
        }
        let mut reader = decoder.read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size().filter(|size| *size <= MOST_MEMORY)?];
        reader.next_frame(&mut bytes).ok()?;
        Some(Self {
            width,
            height,
            samples: reader.output_color_type().0.samples(),
            bytes,
        })
    }

    fn of_webp(bytes: &[u8]) -> Option<Self> {
        let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
        decoder.set_memory_limit(MOST_MEMORY);
        let (width, height) = decoder.dimensions();
        let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
        let mut bytes = vec![0; decoder.output_buffer_size().filter(|size| *size <= MOST_MEMORY)?];
        decoder.read_image(&mut bytes).ok()?;
        Some(Self {
            width,
            height,
            samples: if decoder.has_alpha() { 4 } else { 3 },
            bytes,
        })
    }

    /// The picture in the largest size of its shape within `width` × `height`.
    fn scaled(&self, width: usize, height: usize) -> Option<Picture> {
        let (width, height) = fitting((self.width, self.height), (width, height))?;
        let columns: Vec<_> = (0..width).map(|at| shares(at, self.width, width)).collect();
        let mut points = Vec::with_capacity(width * height);
        for row in (0..height).map(|at| shares(at, self.height, height)) {
            points.extend(columns.iter().map(|column| self.mixed(column, &row)));
        }
        Some(Picture {
            width: u32::try_from(width).ok()?,
            height: u32::try_from(height).ok()?,
            points,
        })
    }

    /// The mean colour of the points where `columns` and `rows` meet.
    fn mixed(&self, columns: &[Share], rows: &[Share]) -> Rgb {
        let (mut sum, mut all) = ([0; 3], 0);
        for (row, high) in rows {
            for (column, wide) in columns {
                let at = (row * self.width + column) * self.samples;
                let colour = match self.bytes.get(at..at + self.samples) {
                    Some([red, green, blue, ..]) => [*red, *green, *blue],
                    Some([grey, ..]) => [*grey; 3],
                    _ => continue,
                };
                for (sum, part) in sum.iter_mut().zip(colour) {
                    *sum += high * wide * u64::from(part);
                }
                all += high * wide;
            }
        }
        let [red, green, blue] = sum.map(|sum| u8::try_from((sum + all / 2) / all.max(1)).unwrap_or(u8::MAX));
        (red, green, blue)
    }
}

/// A row or a column of a picture, and what it weighs beside the others.
type Share = (usize, u64);

/// The largest size of the same shape within `most`; none of a picture without points.
fn fitting((width, height): (usize, usize), (most_wide, most_high): (usize, usize)) -> Option<(usize, usize)> {
    let part = |length: usize, part: usize, whole: usize| Some((2 * length * part + whole).checked_div(2 * whole)?.max(1));
    if most_wide * height <= most_high * width {
        Some((most_wide, part(height, most_wide, width)?))
    } else {
        Some((part(width, most_high, height)?, most_high))
    }
}

/// What makes the row or column `at` when `full` of them become `scaled`: all that begin inside of it; when the picture
/// grows and none does, the two it lies between.
fn shares(at: usize, full: usize, scaled: usize) -> Vec<Share> {
    let first = (at * full).div_ceil(scaled).min(full - 1);
    let end = ((at + 1) * full).div_ceil(scaled);
    if first < end {
        return (first..end).map(|one| (one, 1)).collect();
    }
    // The middle of the row, in halves of a scaled one.
    let (middle, unit) = ((2 * at + 1) * full, 2 * scaled);
    let past = middle.saturating_sub((first - 1) * unit).min(unit);
    let weight = |part| u64::try_from(part).unwrap_or(0);
    vec![(first - 1, weight(unit - past)), (first, weight(past))]
}

/// A PNG whose points are as `colour` says.
#[cfg(test)]
pub fn png_of(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let points: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| colour(x, y))
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&points).unwrap();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        png_of(width, height, |x, _| [if x < width / 2 { 255 } else { 0 }, 0, 0])
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
    fn a_photo_is_drawn_like_a_screenshot() {
        let photo = include_bytes!("../../../tests/terminal/receipt.jpg");
        let Scan::Drawn(picture) = Scan::read(photo, 8, 8) else {
            panic!("not drawn")
        };
        assert_eq!((picture.width, picture.height), (8, 4));
        assert!(matches!(picture.at(0, 0), Some((190.., ..50, ..60))), "{:?}", picture.at(0, 0));
        assert!(matches!(picture.at(7, 3), Some((..40, ..50, 210..))), "{:?}", picture.at(7, 3));
    }

    #[test]
    fn a_picture_of_the_web_is_drawn_and_a_phones_photo_says_why_not() {
        let points: Vec<u8> = (0..40 * 20).flat_map(|at| [if at % 40 < 20 { 250 } else { 5 }, 0, 0]).collect();
        let mut bytes = Vec::new();
        let encoder = image_webp::WebPEncoder::new(&mut bytes);
        encoder.encode(&points, 40, 20, image_webp::ColorType::Rgb8).unwrap();
        let Scan::Drawn(picture) = Scan::read(&bytes, 8, 8) else {
            panic!("not drawn")
        };
        assert_eq!((picture.width, picture.height), (8, 4));
        assert_eq!((picture.at(0, 0), picture.at(7, 3)), (Some((250, 0, 0)), Some((5, 0, 0))));
        assert_eq!(Scan::read(&bytes[..bytes.len() / 2], 8, 8), Scan::Unreadable);
        let photo = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00";
        assert_eq!(Scan::read(photo, 8, 8), Scan::Elsewhere);
    }

    #[test]
    fn a_small_picture_grows_without_a_gap() {
        assert_eq!(shares(0, 4, 2), [(0, 1), (1, 1)]);
        for at in 0..7 {
            let parts = shares(at, 3, 7);
            assert!(
                parts.iter().all(|(one, _)| *one < 3) && parts.iter().map(|(_, weight)| weight).sum::<u64>() > 0,
                "{parts:?}"
            );
        }
    }

    #[test]
    fn what_is_no_picture_says_so() {
        assert_eq!(Scan::read(b"%PDF-1.7 \n", 10, 10), Scan::Elsewhere);
        assert_eq!(Scan::read(b"\x89PNG\r\n\x1a\n and then nothing", 10, 10), Scan::Unreadable);
        let whole = png(40, 40);
        assert_eq!(Scan::read(&whole[..whole.len() / 2], 10, 10), Scan::Unreadable);
    }
}
