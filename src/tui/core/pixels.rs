//! A receipt's file as points: decoded within bounds, and a part of it scaled to the size that is wanted.

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

/// A part of a picture, in its points, or the size of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
}

/// A picture as its file has it: every point's samples, the colours first (or one grey), row by row.
pub struct Pixels {
    width: usize,
    height: usize,
    samples: usize,
    bytes: Vec<u8>,
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pixels({}×{})", self.width, self.height)
    }
}

impl Pixels {
    /// Takes long for large photos: not for the loop. None of what cannot be decoded as the picture that it says it is.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let read = match ReceiptKind::of(bytes)? {
            ReceiptKind::Jpeg => Self::of_jpeg(bytes)?,
            ReceiptKind::Png => Self::of_png(bytes)?,
            ReceiptKind::WebP => Self::of_webp(bytes)?,
            ReceiptKind::Pdf | ReceiptKind::Heic => return None,
        };
        let whole = read.width > 0 && read.height > 0 && read.bytes.len() >= read.width * read.height * read.samples;
        whole.then(|| read.flat())
    }

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

    /// On white: what is transparent has no colour of its own.
    fn flat(mut self) -> Self {
        let colours = self.samples - 1;
        if !matches!(self.samples, 2 | 4) {
            return self;
        }
        let over = |part: u8, cover: u8| {
            let (part, cover) = (u16::from(part), u16::from(cover));
            u8::try_from((part * cover + 255 * (255 - cover) + 127) / 255).unwrap_or(u8::MAX)
        };
        let points = self.bytes.chunks_exact(self.samples);
        self.bytes = points
            .flat_map(|point| point[..colours].iter().map(move |part| over(*part, point[colours])))
            .collect();
        self.samples = colours;
        self
    }

    /// What it takes in memory.
    pub const fn weight(&self) -> usize {
        self.bytes.len()
    }

    /// Width and height when it is turned so many quarters to the right.
    pub const fn size(&self, turns: u8) -> (usize, usize) {
        match turns % 2 {
            0 => (self.width, self.height),
            _ => (self.height, self.width),
        }
    }

    /// A part of the turned picture, in another size.
    pub fn scaled(&self, turns: u8, part: Part, (width, height): (usize, usize)) -> Vec<Rgb> {
        let along = |from: usize, length: usize, scaled: usize| -> Vec<Vec<Share>> {
            let moved = |at| {
                shares(at, length, scaled)
                    .into_iter()
                    .map(|(one, weight)| (from + one, weight))
                    .collect()
            };
            (0..scaled).map(moved).collect()
        };
        let columns = along(part.x, part.width, width);
        let mut points = Vec::with_capacity(width * height);
        for row in along(part.y, part.height, height) {
            points.extend(columns.iter().map(|column| self.mixed(turns, column, &row)));
        }
        points
    }

    /// The mean colour of the points where `columns` and `rows` meet.
    fn mixed(&self, turns: u8, columns: &[Share], rows: &[Share]) -> Rgb {
        let (mut sum, mut all) = ([0; 3], 0);
        for (row, high) in rows {
            for (column, wide) in columns {
                let Some(colour) = self.at(turns, *column, *row) else { continue };
                for (sum, part) in sum.iter_mut().zip(colour) {
                    *sum += high * wide * u64::from(part);
                }
                all += high * wide;
            }
        }
        let [red, green, blue] = sum.map(|sum| u8::try_from((sum + all / 2) / all.max(1)).unwrap_or(u8::MAX));
        (red, green, blue)
    }

    fn at(&self, turns: u8, x: usize, y: usize) -> Option<[u8; 3]> {
        let (column, row) = match turns % 4 {
            0 => (x, y),
            1 => (y, self.height.checked_sub(x + 1)?),
            2 => (self.width.checked_sub(x + 1)?, self.height.checked_sub(y + 1)?),
            _ => (self.width.checked_sub(y + 1)?, x),
        };
        let at = (row * self.width + column) * self.samples;
        match self.bytes.get(at..at + self.samples)? {
            [red, green, blue] => Some([*red, *green, *blue]),
            [grey] => Some([*grey; 3]),
            _ => None,
        }
    }
}

/// A row or a column of a picture, and what it weighs beside the others.
type Share = (usize, u64);

/// The largest size of the same shape within another; none of a picture without points.
pub fn fitting((width, height): (usize, usize), (most_wide, most_high): (usize, usize)) -> Option<(usize, usize)> {
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

    fn whole(pixels: &Pixels, width: usize, height: usize) -> Vec<Rgb> {
        let (wide, high) = pixels.size(0);
        let part = Part {
            x: 0,
            y: 0,
            width: wide,
            height: high,
        };
        pixels.scaled(0, part, (width, height))
    }

    #[test]
    fn a_photo_is_drawn_like_a_screenshot() {
        let photo = Pixels::read(include_bytes!("../../../tests/terminal/receipt.jpg")).unwrap();
        let points = whole(&photo, 8, 4);
        assert!(matches!(points[0], (190.., ..50, ..60)), "{:?}", points[0]);
        assert!(matches!(points[31], (..40, ..50, 210..)), "{:?}", points[31]);
    }

    #[test]
    fn a_picture_of_the_web_is_drawn() {
        let points: Vec<u8> = (0..40 * 20).flat_map(|at| [if at % 40 < 20 { 250 } else { 5 }, 0, 0]).collect();
        let mut bytes = Vec::new();
        let encoder = image_webp::WebPEncoder::new(&mut bytes);
        encoder.encode(&points, 40, 20, image_webp::ColorType::Rgb8).unwrap();
        let points = whole(&Pixels::read(&bytes).unwrap(), 8, 4);
        assert_eq!((points[0], points[31]), ((250, 0, 0), (5, 0, 0)));
        assert!(Pixels::read(&bytes[..bytes.len() / 2]).is_none());
    }

    #[test]
    fn what_is_transparent_is_white() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(png::ColorType::Rgba);
        let points = [0, 0, 0, 0, 10, 20, 30, 255];
        encoder.write_header().unwrap().write_image_data(&points).unwrap();
        let pixels = Pixels::read(&bytes).unwrap();
        assert_eq!(whole(&pixels, 2, 1), [(255, 255, 255), (10, 20, 30)]);
        assert_eq!(pixels.weight(), 6);
    }

    #[test]
    fn a_part_is_only_that() {
        let grid = png_of(8, 8, |x, y| [u8::try_from(16 * x).unwrap(), u8::try_from(16 * y).unwrap(), 0]);
        let part = Part {
            x: 2,
            y: 4,
            width: 2,
            height: 2,
        };
        let points = Pixels::read(&grid).unwrap().scaled(0, part, (2, 2));
        assert_eq!(points, [(32, 64, 0), (48, 64, 0), (32, 80, 0), (48, 80, 0)]);
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
    fn half_a_file_is_no_picture() {
        let whole = png_of(40, 40, |_, _| [7; 3]);
        assert!(Pixels::read(&whole).is_some());
        assert!(Pixels::read(&whole[..whole.len() / 2]).is_none());
        assert!(Pixels::read(b"\x89PNG\r\n\x1a\n and then nothing").is_none());
        assert!(Pixels::read(b"%PDF-1.7 \n").is_none());
    }
}
