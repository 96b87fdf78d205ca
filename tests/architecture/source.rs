//! A Rust file as the rules see it: words, marks and text literals with their lines, without
//! comments and without test modules.

/// One word, mark or literal of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub line: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    /// A text literal's content, escapes as written.
    Text(String),
    /// `::`
    Path,
    Mark(char),
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(own) if own == word)
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// A file under `src`, by its path with `/` and the modules it is in: `src/tui/panes/mod.rs` is
/// `["tui", "panes"]`.
pub struct Source {
    pub path: String,
    pub module: Vec<String>,
    pub tokens: Vec<Token>,
}

impl Source {
    pub fn new(path: &str, content: &str) -> Self {
        let inner = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
        let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib") {
            module.pop();
        }
        Self {
            path: path.to_owned(),
            module,
            tokens: without_tests(tokens(content)),
        }
    }

    /// The part of the house the file is in: `domain`, `db`, … or `main`; empty for `src/lib.rs`.
    pub fn part(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }
}

fn tokens(content: &str) -> Vec<Token> {
    let chars: Vec<char> = content.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut found = Vec::new();
    let (mut index, mut line) = (0, 1);
    while index < chars.len() {
        let began = index;
        let start_line = line;
        let kind = match at(index) {
            '/' if at(index + 1) == '/' => {
                index = end_of(&chars, index, |rest| rest[0] == '\n');
                None
            }
            '/' if at(index + 1) == '*' => {
                index = end_of(&chars, index + 2, |rest| rest.starts_with(&['*', '/'])) + 2;
                None
            }
            '"' => {
                let end = end_of_text(&chars, index + 1);
                index = end + 1;
                Some(Kind::Text(chars[began + 1..end.min(chars.len())].iter().collect()))
            }
            '\'' => {
                index += if at(index + 1) == '\\' {
                    end_of(&chars, index + 3, |rest| rest[0] == '\'') + 1 - index
                } else if at(index + 2) == '\'' {
                    3
                } else {
                    1 // a lifetime
                };
                None
            }
            'r' if at(index + 1) == '"' || (at(index + 1) == '#' && matches!(at(index + 2), '"' | '#')) => {
                let hashes = chars[index + 1..].iter().take_while(|mark| **mark == '#').count();
                let open = index + 2 + hashes;
                let mut close = vec!['"'];
                close.resize(hashes + 1, '#');
                let end = end_of(&chars, open, |rest| rest.starts_with(&close));
                index = end + close.len();
                Some(Kind::Text(chars[open..end.min(chars.len())].iter().collect()))
            }
            ':' if at(index + 1) == ':' => {
                index += 2;
                Some(Kind::Path)
            }
            first if first.is_alphanumeric() || first == '_' => {
                index = end_of(&chars, index, |rest| !(rest[0].is_alphanumeric() || rest[0] == '_'));
                Some(Kind::Word(chars[began..index].iter().collect()))
            }
            mark => {
                index += 1;
                (!mark.is_whitespace()).then_some(Kind::Mark(mark))
            }
        };
        let end = index.min(chars.len());
        line += chars[began..end].iter().filter(|mark| **mark == '\n').count();
        found.extend(kind.map(|kind| Token { line: start_line, kind }));
    }
    found
}

fn end_of(chars: &[char], from: usize, ends: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len()).find(|index| ends(&chars[*index..])).unwrap_or(chars.len())
}

fn end_of_text(chars: &[char], from: usize) -> usize {
    let mut index = from;
    while index < chars.len() && chars[index] != '"' {
        index += if chars[index] == '\\' { 2 } else { 1 };
    }
    index
}

/// Drops what follows `#[cfg(test)]`: up to the end of its braces, or to `;`.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while index < tokens.len() {
        if !starts_tests(&tokens[index..]) {
            kept.push(tokens[index].clone());
            index += 1;
            continue;
        }
        let mut depth = 0;
        index += 7;
        while index < tokens.len() {
            let token = &tokens[index];
            index += 1;
            match token.kind {
                Kind::Mark('{') => depth += 1,
                Kind::Mark('}') => depth -= 1,
                _ => {}
            }
            if depth == 0 && (token.is_mark('}') || token.is_mark(';')) {
                break;
            }
        }
    }
    kept
}

fn starts_tests(tokens: &[Token]) -> bool {
    tokens.len() > 7
        && tokens[0].is_mark('#')
        && tokens[1].is_mark('[')
        && tokens[2].is_word("cfg")
        && tokens[3].is_mark('(')
        && tokens[4].is_word("test")
        && tokens[5].is_mark(')')
        && tokens[6].is_mark(']')
}
