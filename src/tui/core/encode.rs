//! Pictures made ready for a terminal, as large as may be sent: fewer colours first, fewer points then. Takes long: not for the loop.

use super::base64::base64;
use super::graphics::{Image, Protocol};
use super::inks::{Inked, inked};
use super::palette::Rgb;
use super::sixel::sixel;

/// More points are no clearer on any screen, and take long.
const MOST_POINTS: usize = 2_000_000;

/// How much is given up, step by step: hundredths of the size, and colours where they are few.
const STEPS: [(usize, Option<usize>); 7] = [
    (100, None),
    (100, Some(64)),
    (100, Some(16)),
    (75, Some(16)),
    (50, Some(16)),
    (35, Some(8)),
    (20, Some(4)),
];

/// A picture is so large in cells and in points of the terminal; its own points may be fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    pub cells: (u16, u16),
    pub points: (usize, usize),
    pub own: (usize, usize),
}

/// Draws it with `draw` in the size that is told, until what comes of it is not longer than `most`. None when nothing is short enough.
pub fn image(protocol: Protocol, extent: Extent, most: usize, draw: impl Fn((usize, usize)) -> Vec<Rgb>) -> Option<Image> {
    let ready = |data: String, bytes: usize| Image {
        protocol,
        columns: extent.cells.0,
        rows: extent.cells.1,
        data,
        bytes,
    };
    for (part, colours) in STEPS {
        let made = match protocol {
            Protocol::Blocks => return None,
            // The terminal draws its points as they are: fewer would be a smaller picture.
            Protocol::Sixel if part < 100 => return None,
            Protocol::Sixel => {
                let size = bounded(extent.points);
                let data = sixel(&inked(&draw(size), colours.unwrap_or(256)), size.0);
                let bytes = data.len();
                ready(data, bytes)
            }
            // The terminal makes it as large as its cells.
            Protocol::Kitty | Protocol::Iterm => {
                let (wide, high) = (extent.points.0.min(extent.own.0), extent.points.1.min(extent.own.1));
                let (wide, high) = bounded((wide, high));
                let size = ((wide * part / 100).max(1), (high * part / 100).max(1));
                let file = png(&draw(size), size, colours)?;
                ready(base64(&file), file.len())
            }
        };
        if made.data.len() <= most {
            return Some(made);
        }
    }
    None
}

/// In the same shape.
fn bounded((wide, high): (usize, usize)) -> (usize, usize) {
    let mut part = 100;
    while part > 1 && (wide * part / 100) * (high * part / 100) > MOST_POINTS {
        part -= 1;
    }
    ((wide * part / 100).max(1), (high * part / 100).max(1))
}

fn png(points: &[Rgb], (width, height): (usize, usize), colours: Option<usize>) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let bytes: Vec<u8> = match colours {
        None => {
            encoder.set_color(png::ColorType::Rgb);
            points.iter().flat_map(|(red, green, blue)| [*red, *green, *blue]).collect()
        }
        Some(most) => {
            let Inked { inks, points } = inked(points, most);
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(
                inks.iter()
                    .flat_map(|(red, green, blue)| [*red, *green, *blue])
                    .collect::<Vec<u8>>(),
            );
            // Numbers of colours tell nothing by how they differ.
            encoder.set_filter(png::Filter::NoFilter);
            match most {
                17.. => points,
                _ => {
                    encoder.set_depth(png::BitDepth::Four);
                    let rows = points.chunks(width);
                    rows.flat_map(|row| row.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)))
                        .collect()
                }
            }
        }
    };
    encoder.write_header().ok()?.write_image_data(&bytes).ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent {
        cells: (20, 10),
        points: (200, 200),
        own: (100, 100),
    };

    /// Noise: no file of it is short.
    fn noise((width, height): (usize, usize)) -> Vec<Rgb> {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        (0..width * height).map(|_| (next(), next(), next())).collect()
    }

    #[test]
    fn a_picture_is_never_longer_than_it_may_be() {
        for protocol in [Protocol::Kitty, Protocol::Iterm] {
            let mut before = usize::MAX;
            for most in [100_000, 30_000, 10_000, 3_000, 1_000] {
                let image = image(protocol, EXTENT, most, noise).unwrap();
                assert!(image.data.len() <= most && image.data.len() < before, "{most}: {image:?}");
                assert_eq!((image.columns, image.rows), EXTENT.cells);
                before = image.data.len();
            }
            assert_eq!(image(protocol, EXTENT, 10, noise), None);
        }
        assert!(image(Protocol::Sixel, EXTENT, 1_000_000, noise).is_some());
        assert_eq!(image(Protocol::Sixel, EXTENT, 3_000, noise), None);
        assert_eq!(image(Protocol::Blocks, EXTENT, 1_000_000, noise), None);
    }

    #[test]
    fn a_file_has_no_more_points_than_the_picture() {
        let sizes = std::cell::RefCell::new(Vec::new());
        let white = |size: (usize, usize)| {
            sizes.borrow_mut().push(size);
            vec![(255, 255, 255); size.0 * size.1]
        };
        image(Protocol::Kitty, EXTENT, 10_000, white).unwrap();
        image(Protocol::Sixel, EXTENT, 10_000, white).unwrap();
        let huge = Extent {
            points: (8_000, 6_000),
            own: (9_000, 9_000),
            ..EXTENT
        };
        assert_eq!(bounded(huge.points), (1600, 1200));
        assert_eq!(*sizes.borrow(), [(100, 100), (200, 200)]);
    }
}
