//! Points as the characters of quarter blocks: four points to a cell, in the two colours that come nearest to them.

use super::palette::Rgb;

/// A character's worth of points: which quarters have the ink, the others the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Upper left 1, upper right 2, lower left 4, lower right 8.
    quarters: u8,
    pub ink: Rgb,
    pub ground: Rgb,
}

const SYMBOLS: [&str; 16] = [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"];

/// Fewer shades between the darkest and the lightest are no picture to be made clearer.
const FLAT: u32 = 24;

/// A picture in cells, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks {
    pub columns: u16,
    pub rows: u16,
    cells: Vec<Block>,
}

impl Blocks {
    /// Of two points to a cell in each direction.
    pub fn of(points: &[Rgb], columns: u16, rows: u16) -> Self {
        let wide = 2 * usize::from(columns);
        let at = |x: usize, y: usize| points.get(y * wide + x).copied().unwrap_or_default();
        let cell = |column: usize, row: usize| {
            let (x, y) = (2 * column, 2 * row);
            Block::nearest([at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)])
        };
        let cells = (0..usize::from(rows)).flat_map(|row| (0..usize::from(columns)).map(move |column| cell(column, row)));
        Self {
            columns,
            rows,
            cells: cells.collect(),
        }
    }

    pub fn at(&self, column: u16, row: u16) -> Option<Block> {
        if column >= self.columns {
            return None;
        }
        self.cells
            .get(usize::from(row) * usize::from(self.columns) + usize::from(column))
            .copied()
    }
}

impl Block {
    /// The division of four points into two colours that misses them least.
    fn nearest(points: [Rgb; 4]) -> Self {
        let divided = |quarters: u8| {
            let part = |ink: bool| move |at: &usize| (quarters >> at & 1 == 1) == ink;
            let [(ink, missed), (ground, more)] = [true, false].map(|ink| mean(&points, part(ink)));
            (missed + more, Self { quarters, ink, ground })
        };
        // The other eight are the same with ink and ground exchanged; even points stay one colour.
        let (_, mut best) = (0..8).map(divided).min_by_key(|(missed, _)| *missed).unwrap_or_else(|| divided(0));
        if best.quarters == 0 {
            best.ink = best.ground;
        }
        best
    }

    pub fn symbol(self) -> &'static str {
        SYMBOLS[usize::from(self.quarters & 15)]
    }

    /// Without colours: what is light is full.
    pub fn plain(self) -> &'static str {
        let [ink, ground] = [self.ink, self.ground].map(|colour| if light(colour) >= 128 { 15 } else { 0 });
        SYMBOLS[usize::from(self.quarters & ink | !self.quarters & ground & 15)]
    }
}

/// The mean of some of four colours, and how far they are from it in all.
fn mean(points: &[Rgb; 4], of: impl Fn(&usize) -> bool) -> (Rgb, u32) {
    let some = || (0..4).filter(|at| of(at)).map(|at| points[at]);
    let count = u32::try_from(some().count()).unwrap_or(0);
    if count == 0 {
        return Default::default();
    }
    let channel = |pick: fn(Rgb) -> u8| {
        let mean = (some().map(|point| u32::from(pick(point))).sum::<u32>() + count / 2) / count;
        let mean = u8::try_from(mean).unwrap_or(u8::MAX);
        (mean, some().map(|point| u32::from(pick(point).abs_diff(mean)).pow(2)).sum::<u32>())
    };
    let [(red, one), (green, two), (blue, three)] = [channel(|it| it.0), channel(|it| it.1), channel(|it| it.2)];
    ((red, green, blue), one + two + three)
}

/// How light a colour is, to 255.
pub fn light((red, green, blue): Rgb) -> u32 {
    (299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)) / 1000
}

/// Spreads the shades over all there are, so that faint print is read; a few points at both ends do not count.
pub fn clearer(points: &mut [Rgb]) {
    let mut counts = [0_usize; 256];
    for point in points.iter() {
        counts[usize::try_from(light(*point)).unwrap_or(0).min(255)] += 1;
    }
    let few = points.len() / 100;
    let (Some(darkest), Some(lightest)) = (end(&counts, few, 0..256), end(&counts, few, (0..256).rev())) else {
        return;
    };
    let (low, high) = (u32::try_from(darkest).unwrap_or(0), u32::try_from(lightest).unwrap_or(255));
    let range = high.saturating_sub(low);
    if range < FLAT {
        return;
    }
    let spread = |part: u8| u8::try_from(u32::from(part).saturating_sub(low) * 255 / range).unwrap_or(u8::MAX);
    for (red, green, blue) in points {
        (*red, *green, *blue) = (spread(*red), spread(*green), spread(*blue));
    }
}

/// The first shade from one side that more than a few points have, with those before it.
fn end(counts: &[usize; 256], few: usize, mut lights: impl Iterator<Item = usize>) -> Option<usize> {
    let mut passed = 0;
    lights.find(|light| {
        passed += counts[*light];
        passed > few
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Rgb = (0, 0, 0);
    const WHITE: Rgb = (255, 255, 255);

    fn symbol(points: [Rgb; 4]) -> (&'static str, Rgb, Rgb) {
        let block = Block::nearest(points);
        (block.symbol(), block.ink, block.ground)
    }

    #[test]
    fn a_stroke_of_print_keeps_its_quarter() {
        assert_eq!(symbol([BLACK, WHITE, WHITE, WHITE]), ("▘", BLACK, WHITE));
        assert_eq!(symbol([WHITE, WHITE, WHITE, BLACK]), ("▛", WHITE, BLACK));
        assert_eq!(symbol([BLACK, WHITE, BLACK, WHITE]), ("▌", BLACK, WHITE));
        assert_eq!(symbol([WHITE, BLACK, BLACK, WHITE]), ("▞", BLACK, WHITE));
        assert_eq!(symbol([WHITE; 4]), (" ", WHITE, WHITE));
        // Of three shades the two nearest are one.
        let (symbol, ink, ground) = symbol([BLACK, (10, 10, 10), WHITE, WHITE]);
        assert_eq!((symbol, ink, ground), ("▀", (5, 5, 5), WHITE));
    }

    #[test]
    fn without_colours_light_is_full_and_dark_is_empty() {
        let plain = |points| Block::nearest(points).plain();
        assert_eq!(plain([BLACK, WHITE, WHITE, WHITE]), "▟");
        assert_eq!(plain([WHITE, WHITE, WHITE, BLACK]), "▛");
        assert_eq!(plain([WHITE; 4]), "█");
        assert_eq!(plain([BLACK; 4]), " ");
    }

    #[test]
    fn cells_stand_where_their_points_do() {
        let points: Vec<Rgb> = (0..4 * 6).map(|at| if at % 4 < 2 { BLACK } else { (at, at, at) }).collect();
        let blocks = Blocks::of(&points, 2, 3);
        assert_eq!(blocks.at(0, 2).map(|block| block.ground), Some(BLACK));
        assert!(blocks.at(1, 2).is_some_and(|block| block.ground.0 > 15));
        assert_eq!((blocks.at(2, 0), blocks.at(0, 3)), (None, None));
    }

    #[test]
    fn faint_print_is_spread_and_an_even_ground_is_not() {
        let mut faint: Vec<Rgb> = (0..1000)
            .map(|at| if at % 10 == 0 { (170, 170, 170) } else { (220, 220, 220) })
            .collect();
        clearer(&mut faint);
        assert_eq!((faint[0], faint[1]), (BLACK, WHITE));
        let mut even = vec![(100, 100, 100), (110, 110, 110)];
        clearer(&mut even);
        assert_eq!(even, [(100, 100, 100), (110, 110, 110)]);
        // A single speck does not count.
        let mut specked = vec![(120, 120, 120); 500];
        specked.extend(vec![(200, 200, 200); 500]);
        specked[3] = BLACK;
        clearer(&mut specked);
        assert_eq!((specked[3], specked[4], specked[900]), (BLACK, BLACK, WHITE));
    }
}
