//! A site's feed: one command a line, in JSON. Lines that are here at once share a transaction, and no line takes another with it: a
//! bad one is named by its number and the rest goes on. Every line has an operation id, its own or one made of the feed's name and the line, so that replaying a feed
//! changes nothing.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::context::Context;
use super::failure::Failure;
use super::progress::Progress;
use super::{output, picture, receipt};
use crate::domain::actor::Actor;
use crate::domain::ids::OperationId;
use crate::domain::text::excerpt;
use crate::service::{Command, Krafta, Receipt};

/// Lines or rows that are done together at most.
pub const TOGETHER: usize = 200;
/// What is read ahead.
const AHEAD: usize = 128 * 1024;
/// A longer line is no order and no report.
const LONGEST_LINE: u64 = 1024 * 1024;

/// What a line asks for, and in whose name.
pub struct Entry {
    pub actor: Actor,
    pub command: Command,
    /// A picture to keep first; its digest goes into the report.
    pub receipt_file: Option<PathBuf>,
}

/// Reads a line's fields; unknown and missing ones are named.
pub fn read<T: DeserializeOwned>(line: Value) -> Result<T, Failure> {
    serde_json::from_value(line).map_err(|fault| bad_line("line-malformed", &fault))
}

fn bad_line(code: &'static str, fault: &impl ToString) -> Failure {
    Failure::Line {
        code,
        detail: excerpt_of(&fault.to_string()),
    }
}

/// A fault of the JSON reader, without a flood of what was in the line.
fn excerpt_of(text: &str) -> String {
    crate::domain::text::Safe::bounded(text, 160).into_string()
}

/// How a line becomes a command.
type Reader = fn(Value, &Actor) -> Result<Entry, Failure>;

/// Does every line of `from` (`-` is stdin); ends with a failure when any line did.
pub async fn replay(context: &Context, feed: &Feed<'_>, kind: &'static str, reader: Reader) -> Result<(), Failure> {
    replayed(context, feed, kind, reader).await.map_err(Failure::cut_short)
}

async fn replayed(context: &Context, feed: &Feed<'_>, kind: &'static str, reader: Reader) -> Result<(), Failure> {
    context.refuse_operation("--from")?;
    let (shop, keeper) = context.shop().await?;
    let (source, bytes) = open(feed.from)?;
    let pictures = feed.pictures()?;
    let mut lines = Lines::new(source);
    let mut replay = Replay {
        context,
        shop,
        keeper,
        feed: feed.name,
        pictures,
        kind,
        reader,
        seen: HashMap::new(),
        waiting: Vec::new(),
        progress: Progress::new(bytes),
        done: 0,
        repeated: 0,
        failed: 0,
    };
    while let Some(line) = lines.next() {
        let line = line.map_err(|fault| Failure::file(feed.from.display().to_string(), fault))?;
        let trouble = replay.line(lines.number, line).await;
        if (trouble || replay.waiting.len() >= TOGETHER || !lines.more_is_here()) && !replay.perform().await? {
            break;
        }
        replay.progress.advance(lines.bytes);
    }
    replay.end()
}

/// Where lines come from.
pub struct Feed<'a> {
    /// `-` is stdin.
    pub from: &'a Path,
    pub name: Option<&'a str>,
    /// The folder below which the pictures lie that lines name.
    pub pictures: Option<&'a Path>,
}

impl Feed<'_> {
    /// That folder, which is the feed's own where none is named; stdin has none.
    fn pictures(&self) -> Result<Option<PathBuf>, Failure> {
        let own = || self.from.parent().filter(|_| self.from != Path::new("-"));
        let Some(folder) = self.pictures.or_else(own) else {
            return Ok(None);
        };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let whole = folder.canonicalize();
        whole.map(Some).map_err(|fault| Failure::file(folder.display().to_string(), fault))
    }
}

fn open(from: &Path) -> Result<(Source, Option<u64>), Failure> {
    if from == Path::new("-") {
        return Ok((Source::with_capacity(AHEAD, Box::new(io::stdin())), None));
    }
    let failed = |fault| Failure::file(from.display().to_string(), fault);
    let file = File::open(from).map_err(failed)?;
    let facts = file.metadata().map_err(failed)?;
    if facts.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    Ok((Source::with_capacity(AHEAD, Box::new(file)), facts.is_file().then_some(facts.len())))
}

/// What a line or a row asks for, or why nothing can be made of it.
pub type Asked = Result<(Actor, OperationId, Command), Failure>;

/// Does what lines or rows ask for, in as few transactions as may be, and answers each in its turn; fewer when the database is in
/// trouble: those after the one that says so were not tried.
pub async fn together(shop: &Krafta, asked: Vec<Asked>) -> Vec<Result<Receipt, Failure>> {
    let mut commands = Vec::with_capacity(asked.len());
    let failed = asked.into_iter().map(|asked| asked.map(|command| commands.push(command)).err());
    let failed: Vec<Option<Failure>> = failed.collect();
    let mut receipts = shop.execute_each(commands).await.into_iter();
    let told = failed.into_iter().map_while(|failure| match failure {
        Some(failure) => Some(Err(failure)),
        None => receipts.next().map(|receipt| receipt.map_err(Failure::from)),
    });
    told.collect()
}

type Source = BufReader<Box<dyn Read>>;

/// Lines with their numbers, none longer in memory than one may be.
struct Lines {
    source: Source,
    number: u64,
    bytes: u64,
}

/// A line's text, or the code of what is wrong with it before it is even read.
type Text = Result<String, &'static str>;

impl Lines {
    fn new(source: Source) -> Self {
        Self {
            source,
            number: 0,
            bytes: 0,
        }
    }

    fn next(&mut self) -> Option<io::Result<Text>> {
        let mut line = Vec::new();
        let read = match self.source.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line) {
            Ok(0) => return None,
            Ok(read) => read as u64,
            Err(fault) => return Some(Err(fault)),
        };
        self.number += 1;
        self.bytes += read;
        if read == LONGEST_LINE && !line.ends_with(b"\n") {
            return Some(self.skip_rest().map(|()| Err("line-too-long")));
        }
        let text = String::from_utf8(line).map_err(|_| "line-not-text");
        let bare = |text: String| text.trim_start_matches('\u{feff}').trim().to_owned();
        Some(Ok(text.map(bare)))
    }

    /// Whether the next line can be read without waiting for whoever writes it.
    fn more_is_here(&self) -> bool {
        self.source.buffer().contains(&b'\n')
    }

    fn skip_rest(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.source.fill_buf()?;
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let used = end.map_or(buffer.len(), |end| end + 1);
            let over = buffer.is_empty() || end.is_some();
            self.source.consume(used);
            self.bytes += used as u64;
            if over {
                return Ok(());
            }
        }
    }
}

struct Replay<'a> {
    context: &'a Context,
    shop: Krafta,
    keeper: Actor,
    feed: Option<&'a str>,
    pictures: Option<PathBuf>,
    kind: &'static str,
    reader: Reader,
    /// How often each content was met, so that two equal orders of one feed stay two.
    seen: HashMap<[u8; 32], u32>,
    /// Lines that were read and are not done yet, in order.
    waiting: Vec<(u64, Asked)>,
    progress: Progress,
    done: u64,
    repeated: u64,
    failed: u64,
}

impl Replay<'_> {
    /// Reads a line, which then waits for those that are here with it; answers whether the database was in trouble already.
    async fn line(&mut self, number: u64, text: Text) -> bool {
        let read = match text {
            Ok(text) if text.is_empty() => return false,
            Ok(text) => self.read(&text).await,
            Err(code) => Err(bad_line(code, &"")),
        };
        let trouble = read.as_ref().is_err_and(Failure::is_of_the_database);
        self.waiting.push((number, read));
        trouble
    }

    /// Does the lines that wait, together, and tells of each. False when going on makes no sense: the database is in trouble, not a
    /// line.
    async fn perform(&mut self) -> Result<bool, Failure> {
        let (numbers, asked): (Vec<_>, Vec<_>) = self.waiting.drain(..).unzip();
        let mut goes_on = true;
        for (number, outcome) in numbers.into_iter().zip(together(&self.shop, asked).await) {
            goes_on &= self.told(number, outcome)?;
        }
        Ok(goes_on)
    }

    fn told(&mut self, number: u64, outcome: Result<Receipt, Failure>) -> Result<bool, Failure> {
        match outcome {
            Ok(receipt) => {
                if receipt.repeated {
                    self.repeated += 1;
                } else {
                    self.done += 1;
                }
                self.tell_done(number, &receipt)?;
                Ok(true)
            }
            Err(failure) => {
                self.failed += 1;
                self.tell_failed(number, &failure)?;
                Ok(!failure.is_of_the_database())
            }
        }
    }

    async fn read(&mut self, text: &str) -> Asked {
        let mut line: Value = serde_json::from_str(text).map_err(|fault| bad_line("line-malformed", &fault))?;
        let own = line.as_object_mut().and_then(|fields| fields.remove("operation"));
        let operation = match own {
            Some(given) => given
                .as_str()
                .and_then(|id| id.parse().ok())
                .ok_or_else(|| bad_line("line-operation", &excerpt(&given.to_string())))?,
            None => self.derived(&line)?,
        };
        let entry = (self.reader)(line, &self.keeper)?;
        let mut command = entry.command;
        if let Some(file) = &entry.receipt_file {
            let file = self.picture(file)?;
            let digest = picture::kept(&self.shop, &entry.actor, operation, &command, &file).await?;
            if let Command::Report(report) = &mut command {
                report.receipt = Some(digest);
            }
        }
        Ok((entry.actor, operation, command))
    }

    /// Where a line's picture lies, links followed: whoever writes the feed may name no other file of the machine.
    fn picture(&self, file: &Path) -> Result<PathBuf, Failure> {
        let named = file.display().to_string();
        let Some(folder) = &self.pictures else {
            return Err(bad_line("line-receipt-folder", &named));
        };
        match folder.join(file).canonicalize() {
            Ok(whole) if whole.starts_with(folder) => Ok(whole),
            Ok(_) => Err(bad_line("line-receipt-outside", &named)),
            Err(fault) => Err(Failure::file(named, fault)),
        }
    }

    /// The same feed and the same line (the n-th of its kind) make the same id, on any machine.
    fn derived(&mut self, line: &Value) -> Result<OperationId, Failure> {
        let feed = self.feed.ok_or_else(|| bad_line("line-without-operation", &""))?;
        let content: [u8; 32] = Sha256::digest(line.to_string()).into();
        let nth = self.seen.entry(content).or_insert(0);
        *nth += 1;
        Ok(operation_of(feed, self.kind, &content, *nth))
    }

    fn tell_done(&self, number: u64, receipt: &Receipt) -> Result<(), Failure> {
        self.progress.aside(|| {
            if self.context.json {
                output::json_line(&json!({ "line": number, "ok": true, "receipt": receipt }))
            } else {
                let told = receipt::sentence(self.context, receipt);
                output::say(
                    &self
                        .context
                        .catalogue
                        .text("cli-feed-line", &[("line", plain(number)), ("told", told.into())]),
                )
            }
        })
    }

    fn tell_failed(&self, number: u64, failure: &Failure) -> Result<(), Failure> {
        self.progress.aside(|| {
            if self.context.json {
                let error = failure.json(self.context.catalogue);
                return output::json_line(&json!({ "line": number, "ok": false, "error": error }));
            }
            let told = failure.sentence(self.context.catalogue);
            output::complain(
                &self
                    .context
                    .catalogue
                    .text("cli-feed-line", &[("line", plain(number)), ("told", told.into())]),
            );
            Ok(())
        })
    }

    /// The sum, on stderr so that stdout holds results alone.
    fn end(self) -> Result<(), Failure> {
        self.progress.finish();
        let counts = [
            ("done", self.done.into()),
            ("repeated", self.repeated.into()),
            ("failed", self.failed.into()),
        ];
        if !self.context.json {
            output::complain(&self.context.catalogue.text("cli-feed-sum", &counts));
        }
        if self.failed > 0 { Err(Failure::Silent) } else { Ok(()) }
    }
}

/// A line's number without dots between thousands, as editors count.
fn plain(number: u64) -> crate::locale::Value<'static> {
    number.to_string().into()
}

fn operation_of(feed: &str, kind: &str, content: &[u8; 32], nth: u32) -> OperationId {
    derived_operation("krafta-feed", &[feed.as_bytes(), kind.as_bytes(), content, &nth.to_be_bytes()])
}

/// An id that the same parts make on any machine.
pub fn derived_operation(purpose: &str, parts: &[&[u8]]) -> OperationId {
    let mut digest = Sha256::new();
    for part in std::iter::once(&purpose.as_bytes()).chain(parts) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    OperationId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_apart() {
        let of = |feed, kind, nth| operation_of(feed, kind, &[7; 32], nth);
        assert_eq!(of("tienda", "report", 1).to_string(), "4f95764b-7a7c-8d5f-8c60-270326ab5dd9");
        let all = [
            of("tienda", "report", 1),
            of("tienda", "report", 2),
            of("tienda", "checkout", 1),
            of("otra", "report", 1),
        ];
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
        assert_eq!(all[0], of("tienda", "report", 1));
    }

    #[test]
    fn a_long_line_is_skipped_whole_and_the_next_is_read() {
        let text = format!("\u{feff}{{}}\n{}\n[1]\n\u{ff}last", "x".repeat(3 * 1024 * 1024));
        let mut lines = Lines::new(Source::new(Box::new(io::Cursor::new(text.into_bytes()))));
        let mut all = Vec::new();
        while let Some(line) = lines.next() {
            all.push((lines.number, line.unwrap()));
        }
        let whole = |text: &str| Ok(text.to_owned());
        assert_eq!(
            all,
            [(1, whole("{}")), (2, Err("line-too-long")), (3, whole("[1]")), (4, whole("ÿlast"))]
        );
    }
}
