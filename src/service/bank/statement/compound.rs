//! The container of old spreadsheets, as far as it is needed: the stream of the workbook is taken out, and put into a container of its
//! own, which holds nothing else: no macros, no chains that lead nowhere.

use crate::domain::refusal::{Code, Refusal, Ruling};

const SECTOR: usize = 512;
const MINI_SECTOR: usize = 64;
const ENTRY: usize = 128;
/// Ids from here on are marks, not sectors.
const MARKS: u32 = 0xffff_fffa;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const OF_FAT: u32 = 0xffff_fffd;
/// Streams below this size stand among the small ones.
const SMALL: usize = 4096;
/// Sectors of the table that the header itself names.
const NAMED: usize = 109;

fn damaged() -> Refusal {
    Refusal::new(Code::StatementDamaged)
}

pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// The bytes of the workbook.
///
/// # Errors
/// `statement-damaged`.
pub fn workbook(file: &[u8]) -> Ruling<Vec<u8>> {
    File::open(file).and_then(|open| open.workbook()).ok_or_else(damaged)
}

struct File<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = 1_usize
            .checked_shl(u32::from(u16_at(bytes, 30)?))
            .filter(|size| matches!(size, 512 | 4096))?;
        let mut open = Self {
            bytes,
            sector,
            fat: Vec::new(),
        };
        for index in 0..NAMED {
            let id = u32_at(bytes, 76 + 4 * index)?;
            if id < MARKS {
                open.fat.extend(words(open.sector(id)?));
            }
        }
        Some(open)
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let from = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        // The last one may be cut short.
        self.bytes.get(from..self.bytes.len().min(from + self.sector))
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut found = Vec::new();
        let mut id = start;
        while id < MARKS {
            // A chain that runs in a circle is longer than the file.
            if found.len() > self.bytes.len() {
                return None;
            }
            found.extend_from_slice(self.sector(id)?);
            id = *self.fat.get(usize::try_from(id).ok()?)?;
        }
        Some(found)
    }

    fn workbook(&self) -> Option<Vec<u8>> {
        let entries = self.chain(u32_at(self.bytes, 48)?)?;
        let named = |name: &str| entries.chunks_exact(ENTRY).find(|entry| is_named(entry, name));
        let entry = named("workbook").or_else(|| named("book"))?;
        let (start, size) = (u32_at(entry, 116)?, usize_at(entry, 120)?);
        let mut stream = if size < SMALL {
            let among = self.chain(u32_at(entries.get(..ENTRY)?, 116)?)?;
            let table: Vec<u32> = words(&self.chain(u32_at(self.bytes, 60)?)?).collect();
            small(&among, &table, start, size)?
        } else {
            self.chain(start)?
        };
        stream.truncate(size);
        Some(stream)
    }
}

fn small(among: &[u8], table: &[u32], start: u32, size: usize) -> Option<Vec<u8>> {
    let mut found = Vec::with_capacity(size);
    let mut id = start;
    while id < MARKS && found.len() < size {
        let index = usize::try_from(id).ok()?;
        let from = index.checked_mul(MINI_SECTOR)?;
        found.extend_from_slice(among.get(from..among.len().min(from + MINI_SECTOR))?);
        id = *table.get(index)?;
    }
    Some(found)
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(4)
        .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let length = usize::from(u16_at(entry, 64).unwrap_or_default()).saturating_sub(2).min(64);
    let units = entry[..length].chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or_default().to_ascii_lowercase())
        .eq(name.chars())
}

/// A container with this stream as its workbook, and nothing else.
pub fn wrap(mut stream: Vec<u8>) -> Vec<u8> {
    let size = stream.len().max(SMALL);
    stream.resize(size.next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    let per_sector = SECTOR / 4;
    // The table has a word for each sector of the stream, the one of the directory, and its own.
    let tables = (sectors + 1).div_ceil(per_sector - 1);
    let id = |number: usize| u32::try_from(number).unwrap_or(END);
    let mut fat: Vec<u32> = (1..=sectors).map(id).collect();
    if let Some(last) = fat.last_mut() {
        *last = END;
    }
    fat.push(END);
    fat.resize(sectors + 1 + tables, OF_FAT);
    fat.resize(tables * per_sector, FREE);
    let mut file = header(id(sectors), tables, sectors + 1);
    file.append(&mut stream);
    file.extend(entry("Root Entry", 5, END, 0));
    file.extend(entry("Workbook", 2, 0, id(size)));
    file.resize(file.len() + 2 * ENTRY, 0);
    file.extend(fat.iter().flat_map(|word| word.to_le_bytes()));
    file
}

fn header(directory: u32, tables: usize, first_table: usize) -> Vec<u8> {
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.resize(24, 0);
    // Version 3, little endian, sectors of 512 and 64 bytes.
    for half in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0, 0, 0] {
        header.extend(half.to_le_bytes());
    }
    let small = u32::try_from(SMALL).unwrap_or_default();
    let count = u32::try_from(tables).unwrap_or_default();
    for word in [count, directory, 0, small, END, 0, END, 0] {
        header.extend(word.to_le_bytes());
    }
    for index in 0..NAMED {
        let id = if index < tables {
            u32::try_from(first_table + index).unwrap_or(FREE)
        } else {
            FREE
        };
        header.extend(id.to_le_bytes());
    }
    header
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(entry.len() + 2).unwrap_or_default();
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    let child = if kind == 5 { 1 } else { FREE };
    for word in [FREE, FREE, child] {
        entry.extend(word.to_le_bytes());
    }
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.resize(ENTRY, 0);
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_put_in_comes_out() {
        for length in [0, 10, 4096, 5000, 70_000, 700_000] {
            let stream: Vec<u8> = (0..length).map(|at: usize| u8::try_from(at % 251).unwrap()).collect();
            let found = workbook(&wrap(stream.clone())).unwrap();
            assert_eq!(found[..length], stream);
            assert!(found[length..].iter().all(|byte| *byte == 0));
        }
    }

    #[test]
    fn a_chain_in_a_circle_ends() {
        let mut file = wrap(vec![7; 6000]);
        let fat = file.len() - SECTOR;
        file[fat + 8..fat + 12].copy_from_slice(&0_u32.to_le_bytes());
        assert_eq!(workbook(&file).unwrap_err().code, Code::StatementDamaged);
    }

    proptest! {
        #[test]
        fn damage_never_panics(changes in proptest::collection::vec((0usize..8000, any::<u8>()), 1..20), cut in 0usize..8000) {
            let mut file = wrap(vec![7; 6000]);
            for (at, byte) in changes {
                if let Some(old) = file.get_mut(at) {
                    *old = byte;
                }
            }
            file.truncate(cut.max(9));
            let _ = workbook(&file);
        }
    }
}
