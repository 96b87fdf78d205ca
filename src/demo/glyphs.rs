//! Letters of five by seven dots, enough for a transfer receipt.

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// What is drawn on: points row by row.
pub struct Sheet {
    width: u32,
    height: u32,
    points: Vec<Rgb>,
}

impl Sheet {
    pub fn new(width: u32, height: u32, paper: Rgb) -> Self {
        let points = std::iter::repeat_n(paper, width as usize * height as usize).collect();
        Self { width, height, points }
    }

    /// A PNG.
    pub fn png(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(4096);
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::Fast);
        encoder.set_filter(png::Filter::Up);
        encoder.write_header().ok()?.write_image_data(self.points.as_flattened()).ok()?;
        Some(bytes)
    }
}

/// Each row of a letter is five bits, the leftmost highest.
const fn rows(letter: char) -> [u8; 7] {
    match letter {
        'A' => [14, 17, 17, 31, 17, 17, 17],
        'B' => [30, 17, 17, 30, 17, 17, 30],
        'C' => [14, 17, 16, 16, 16, 17, 14],
        'D' => [30, 17, 17, 17, 17, 17, 30],
        'E' => [31, 16, 16, 30, 16, 16, 31],
        'F' => [31, 16, 16, 30, 16, 16, 16],
        'G' => [14, 17, 16, 23, 17, 17, 15],
        'H' => [17, 17, 17, 31, 17, 17, 17],
        'I' => [14, 4, 4, 4, 4, 4, 14],
        'J' => [7, 2, 2, 2, 2, 18, 12],
        'K' => [17, 18, 20, 24, 20, 18, 17],
        'L' => [16, 16, 16, 16, 16, 16, 31],
        'M' => [17, 27, 21, 21, 17, 17, 17],
        'N' => [17, 25, 21, 19, 17, 17, 17],
        'Ñ' => [14, 0, 17, 25, 21, 19, 17],
        'O' => [14, 17, 17, 17, 17, 17, 14],
        'P' => [30, 17, 17, 30, 16, 16, 16],
        'Q' => [14, 17, 17, 17, 21, 18, 13],
        'R' => [30, 17, 17, 30, 20, 18, 17],
        'S' => [15, 16, 16, 14, 1, 1, 30],
        'T' => [31, 4, 4, 4, 4, 4, 4],
        'U' => [17, 17, 17, 17, 17, 17, 14],
        'V' => [17, 17, 17, 17, 17, 10, 4],
        'W' => [17, 17, 17, 21, 21, 27, 17],
        'X' => [17, 17, 10, 4, 10, 17, 17],
        'Y' => [17, 17, 10, 4, 4, 4, 4],
        'Z' => [31, 1, 2, 4, 8, 16, 31],
        '0' => [14, 17, 19, 21, 25, 17, 14],
        '1' => [4, 12, 4, 4, 4, 4, 14],
        '2' => [14, 17, 1, 6, 8, 16, 31],
        '3' => [14, 17, 1, 6, 1, 17, 14],
        '4' => [2, 6, 10, 18, 31, 2, 2],
        '5' => [31, 16, 30, 1, 1, 17, 14],
        '6' => [6, 8, 16, 30, 17, 17, 14],
        '7' => [31, 1, 2, 4, 8, 8, 8],
        '8' => [14, 17, 17, 14, 17, 17, 14],
        '9' => [14, 17, 17, 15, 1, 2, 12],
        '.' => [0, 0, 0, 0, 0, 12, 12],
        ',' => [0, 0, 0, 0, 12, 4, 8],
        ':' => [0, 12, 12, 0, 12, 12, 0],
        '/' => [1, 1, 2, 4, 8, 16, 16],
        '-' => [0, 0, 0, 14, 0, 0, 0],
        '+' => [0, 4, 4, 31, 4, 4, 0],
        '@' => [14, 17, 23, 21, 23, 16, 14],
        '%' => [25, 25, 2, 4, 8, 19, 19],
        _ => [0; 7],
    }
}

/// Writes at most `width` dots of a text in capitals, accents dropped; answers nothing that does not fit.
pub fn write(sheet: &mut Sheet, (x, y): (u32, u32), scale: u32, color: Rgb, text: &str) {
    let letters = text.to_uppercase();
    for (at, letter) in (0u32..).zip(letters.chars()) {
        let letter = if letter == 'Ñ' { letter } else { plain(letter) };
        let left = x + at * 6 * scale;
        if left + 5 * scale > sheet.width {
            return;
        }
        for (row, bits) in (0u32..).zip(rows(letter)) {
            for column in (0..5).filter(|column| bits >> (4 - column) & 1 == 1) {
                fill(sheet, (left + column * scale, y + row * scale), (scale, scale), color);
            }
        }
    }
}

/// How wide a text is.
pub fn width(text: &str, scale: u32) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(0) * 6 * scale
}

pub fn fill(sheet: &mut Sheet, (x, y): (u32, u32), (width, height): (u32, u32), color: Rgb) {
    for row in y..(y + height).min(sheet.height) {
        for column in x..(x + width).min(sheet.width) {
            if let Some(point) = sheet.points.get_mut((row * sheet.width + column) as usize) {
                *point = color;
            }
        }
    }
}

const fn plain(letter: char) -> char {
    match letter {
        'Á' => 'A',
        'É' => 'E',
        'Í' => 'I',
        'Ó' => 'O',
        'Ú' | 'Ü' => 'U',
        other => other,
    }
}
