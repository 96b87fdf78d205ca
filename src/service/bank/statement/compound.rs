//! The container of old spreadsheets: the stream of the workbook is taken out, and put into a container of its own, which holds nothing
//! else: no macros, no sizes that are not true.

use std::io::{self, Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use crate::domain::refusal::{Code, Refusal, Ruling};

/// What the workbook is called, by newer programs and older ones.
const NAMES: [&str; 2] = ["/Workbook", "/Book"];

/// The bytes of the workbook.
///
/// # Errors
/// `statement-damaged`.
pub fn workbook(file: &[u8]) -> Ruling<Vec<u8>> {
    taken_out(file).map_err(|_| Refusal::new(Code::StatementDamaged))
}

fn taken_out(file: &[u8]) -> io::Result<Vec<u8>> {
    let mut container = CompoundFile::open(Cursor::new(file))?;
    let name = NAMES
        .into_iter()
        .find(|name| container.is_stream(name))
        .ok_or(io::ErrorKind::NotFound)?;
    let mut stream = Vec::new();
    // No stream is larger than the file it stands in.
    let most = u64::try_from(file.len()).unwrap_or(u64::MAX);
    container.open_stream(name)?.take(most).read_to_end(&mut stream)?;
    Ok(stream)
}

/// A container with this stream as its workbook, and nothing else.
///
/// # Errors
/// `statement-damaged`: of what is kept in memory there is none.
pub fn wrap(stream: &[u8]) -> Ruling<Vec<u8>> {
    put_in(stream).map_err(|_| Refusal::new(Code::StatementDamaged))
}

fn put_in(stream: &[u8]) -> io::Result<Vec<u8>> {
    let mut container = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    container.create_stream(NAMES[0])?.write_all(stream)?;
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_put_in_comes_out() {
        for length in [0, 10, 4096, 5000, 70_000, 700_000] {
            let stream: Vec<u8> = (0..length).map(|at: usize| u8::try_from(at % 251).unwrap()).collect();
            assert_eq!(workbook(&wrap(&stream).unwrap()).unwrap(), stream);
        }
    }

    proptest! {
        /// Chains that lead nowhere or in a circle among them: it ends, and no more comes out than went in.
        #[test]
        fn damage_never_panics(changes in proptest::collection::vec((0usize..8000, any::<u8>()), 1..20), cut in 0usize..9000) {
            let mut file = wrap(&[7; 6000]).unwrap();
            for (at, byte) in changes {
                if let Some(old) = file.get_mut(at) {
                    *old = byte;
                }
            }
            file.truncate(cut.max(9));
            if let Ok(found) = workbook(&file) {
                prop_assert!(found.len() <= file.len());
            }
        }

        /// A word of the table of sectors that names another sector, or itself.
        #[test]
        fn a_chain_in_a_circle_ends(at in 0usize..2500, to in 0u32..20) {
            let mut file = wrap(&[7; 6000]).unwrap();
            let word = (4 * at).min(file.len() - 4);
            file[word..word + 4].copy_from_slice(&to.to_le_bytes());
            if let Ok(found) = workbook(&file) {
                prop_assert!(found.len() <= file.len());
            }
        }
    }
}
