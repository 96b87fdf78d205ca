//! Every text column of every table holds hostile text, and everything that shows one is looked at: lists, one thing at a time,
//! `--json`, files for spreadsheets, the log, the panes. `KRAFTA_HOSTILE` asks for more orders than the gate's.

use std::fmt::Write as _;

use crate::fresh::{Fresh, on_both_engines};
use crate::shop::Shop;
use krafta::db::{Db, DbResult, Dialect, FromRow, Query, Row};

on_both_engines!(no_text_of_anybody_reaches_a_terminal_raw);

/// Follows what a terminal would obey, so that it is told from what the program itself sends.
const MARK: char = '¤';

/// What no terminal, log or file may be given, each with the mark behind it.
const HOSTILE: &[&str] = &[
    "\u{1b}]0;",
    "\u{1b}[2J",
    "\u{1b}[31m",
    "\u{1b}",
    "\u{1b}]52;c;eA==\u{7}",
    "\u{1b}P",
    "\u{7}",
    "\u{8}",
    "\r",
    "\n",
    "\t",
    "\u{b}",
    "\u{c}",
    "\u{e}",
    "\u{7f}",
    "\u{85}",
    "\u{90}",
    "\u{9b}2J",
    "\u{9d}0;",
    "\u{9c}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{2028}",
    "\u{2029}",
    "\u{202a}",
    "\u{202d}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{feff}",
    "\u{fff9}",
    "\u{e0001}",
    "\u{e0041}",
    "\u{fffe}",
    "\u{ad}",
    "\u{61c}",
    "\u{2060}",
];
/// What may be shown, and is no less hostile to whoever lays out a line.
const ODD: &[&str] = &[
    "=1+2",
    "@SUM",
    "ñ",
    "汉字",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "👩",
    "א",
    "\"",
    ";",
    ",",
    "'",
    "{ $x }",
    "%s",
    "</b>",
];

/// Texts of their own each, drawn by turns.
fn texts(count: usize) -> Vec<String> {
    let (mut seed, mut draw) = (7_u64, Vec::with_capacity(count));
    let mut next = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("small") % most
    };
    for at in 0..count {
        // Of what a terminal must not get, a cell of the screen lets this through.
        let mut text = format!("{MARK}{at}\u{fff9}{MARK}");
        for _ in 0..3 {
            let _ = write!(text, "{}{}{MARK}", ODD[next(ODD.len())], HOSTILE[next(HOSTILE.len())]);
        }
        draw.push(text);
    }
    draw
}

struct Columns(String, String);

impl FromRow for Columns {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("t")?, row.get("c")?))
    }
}

struct Count(i64);

impl FromRow for Count {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("n")?))
    }
}

async fn write(db: &Db, text: String) -> DbResult<()> {
    let mut tx = db.begin().await?;
    tx.script(text.leak()).await?;
    tx.commit().await
}

/// Columns of words: those that are bounded by a length and nothing else, outside of keys.
async fn columns(db: &Db) -> Vec<Columns> {
    db.all(Query::default().push_for(
        "SELECT m.name AS t, c.name AS c FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type = 'TEXT' AND c.pk = 0 \
         AND m.sql NOT LIKE '%WITHOUT ROWID%' AND m.name NOT IN ('schema_migrations', 'operations') \
         AND m.sql LIKE '%\"krafta:out-of-bounds ' || c.name || '\" CHECK (length(' || c.name || ') <= %' \
         AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) f WHERE f.\"from\" = c.name)",
        "SELECT r.relname::text AS t, a.attname::text AS c FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid \
         JOIN pg_attribute a ON a.attrelid = r.oid AND k.conkey = ARRAY[a.attnum] WHERE k.contype = 'c' AND a.atttypid = 'text'::regtype \
         AND r.relnamespace = current_schema()::regnamespace AND r.relname NOT IN ('schema_migrations', 'operations') \
         AND k.conname = 'krafta:out-of-bounds ' || a.attname AND pg_get_constraintdef(k.oid) LIKE 'CHECK ((length(%' \
         AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conrelid = r.oid AND o.contype IN ('p', 'f') AND a.attnum = ANY (o.conkey)) \
         UNION ALL SELECT r.relname::text, a.attname::text FROM pg_proc p JOIN pg_class r ON p.proname = 'krafta_' || r.relname || '_fit' \
         CROSS JOIN regexp_matches(p.prosrc, 'WHEN NOT \\(\\(length\\(\"?[a-z_]+\"?\\) <= [0-9]+\\)\\) THEN ''krafta:out-of-bounds ([a-z_]+)''', 'g') m (found) \
         JOIN pg_attribute a ON a.attrelid = r.oid AND a.attname = m.found[1] AND a.atttypid = 'text'::regtype \
         WHERE r.relnamespace = current_schema()::regnamespace AND p.pronamespace = r.relnamespace \
         AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conrelid = r.oid AND o.contype IN ('p', 'f') AND a.attnum = ANY (o.conkey))",
    ))
    .await
    .expect("columns")
}

/// Words that the program itself looks at: it would leave a row out, or know nobody.
const LOOKED_AT: &[&str] = &[
    "login",
    "number",
    "digest",
    "receipt_digest",
    "rate",
    "template",
    "edge",
    "kind",
    "lane",
    "currency",
    "actor_role",
];

/// Fills every column of words with hostile ones; answers how many cells.
async fn spoiled(db: &Db) -> i64 {
    let texts = texts(997);
    write(db, "CREATE TABLE hostile (n integer PRIMARY KEY, t text NOT NULL)".into())
        .await
        .expect("a table");
    for (at, text) in texts.iter().enumerate() {
        let row =
            Query::new("INSERT INTO hostile (n, t) VALUES (").bind_list([i64::try_from(at).expect("small").into(), text.as_str().into()]);
        let mut tx = db.begin().await.expect("a transaction");
        tx.exec(row.push(")")).await.expect("a text");
        tx.commit().await.expect("a commit");
    }
    let words = columns(db).await;
    let rules = Query::default().push_for(
        "SELECT 'DROP TRIGGER ' || name AS t, '' AS c FROM sqlite_schema WHERE type = 'trigger'",
        "SELECT 'ALTER TABLE ' || c.conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(c.conname) AS t, '' AS c FROM pg_constraint c \
         WHERE c.contype = 'c' AND c.connamespace = current_schema()::regnamespace AND (pg_get_constraintdef(c.oid) LIKE '%length(%' OR right(c.conname, 4) = '_fit') UNION ALL \
         SELECT 'ALTER TABLE ' || relname || ' DISABLE TRIGGER USER', '' FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
    );
    for Columns(rule, _) in db.all(rules).await.expect("rules") {
        write(db, rule).await.expect("no rule");
    }
    if db.dialect() == Dialect::Sqlite {
        db.script("PRAGMA ignore_check_constraints = ON").await.expect("no checks");
    }
    let (mut cells, mut written) = (0, 0);
    for (at, Columns(table, column)) in words.into_iter().enumerate() {
        if LOOKED_AT.contains(&column.as_str()) {
            continue;
        }
        let change = match db.dialect() {
            Dialect::Sqlite => format!(
                "UPDATE {table} SET {column} = (SELECT h.t FROM hostile h WHERE h.n = ({table}.rowid * 7 + {at}) % 997) || rowid WHERE {column} IS NOT NULL"
            ),
            Dialect::Postgres => format!(
                "UPDATE {table} SET {column} = (SELECT h.t FROM hostile h WHERE h.n = abs(hashtext({table}.ctid::text) + {at}) % 997) || ctid \
                 WHERE {column} IS NOT NULL"
            ),
        };
        // A value that is of a list is not any text; the rule that says so is another's.
        if write(db, change).await.is_err() {
            continue;
        }
        let count = format!("SELECT count(*) AS n FROM {table} WHERE {column} IS NOT NULL");
        cells += db.one::<Count>(Query::new(count.leak())).await.expect("a count").0;
        written += 1;
    }
    // Of an event, what a site said.
    let said = Query::default().push_for(
        "UPDATE order_events SET data = json_set(data, '$.reference', (SELECT h.t FROM hostile h WHERE h.n = seq % 997), '$.bank', \
         (SELECT h.t FROM hostile h WHERE h.n = seq * 3 % 997)), text = (SELECT h.t FROM hostile h WHERE h.n = seq * 5 % 997) \
         WHERE edge IN ('P2', 'P3', 'P9')",
        "UPDATE order_events SET data = data || jsonb_build_object('reference', (SELECT h.t FROM hostile h WHERE h.n = seq % 997), 'bank', \
         (SELECT h.t FROM hostile h WHERE h.n = seq * 3 % 997)), text = (SELECT h.t FROM hostile h WHERE h.n = seq * 5 % 997) \
         WHERE edge IN ('P2', 'P3', 'P9')",
    );
    let mut tx = db.begin().await.expect("a transaction");
    tx.exec(said).await.expect("events");
    tx.commit().await.expect("a commit");
    assert!(written >= 50, "{written} columns");
    cells
}

/// Whether a terminal would obey it, lay it out the other way round or hide it; a file has lines.
fn hostile(sign: char) -> bool {
    sign.is_control() && sign != '\n'
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{ad}' | '\u{61c}' | '\u{e0000}'..='\u{e007f}' | '\u{fffe}' | '\u{ffff}')
}

fn clean(what: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|fault| panic!("{what}: {fault}"));
    // A sheet for a spreadsheet begins with a mark of its own and ends its lines as one does.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let found = text.char_indices().find(|(_, sign)| hostile(*sign));
    if let Some((at, sign)) = found {
        let around: String = text[..at].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
        panic!("{what}: {:?} behind {around:?}", sign);
    }
}

/// What is shown of many at once; each must show some of it.
const LISTS: &[&str] = &[
    "orders list --limit 1000",
    "orders export",
    "orders export --excel",
    "review list --limit 1000",
    "review export",
    "refund list --all",
    "refund export --all",
    "payables list --all --limit 1000",
    "payables export --all",
    "payables settlements",
    "payables export-settlements",
    "payables aging",
    "workshops list",
    "production list",
    "production export",
    "assign queue",
    "assign export",
    "products list",
    "accounts list",
    "shipping list",
    "operators list",
    "zones list",
    "holidays list",
    "rates list",
    "requests list",
];

async fn no_text_of_anybody_reaches_a_terminal_raw(fresh: Fresh) {
    let shop = Shop::filled_with(
        &fresh,
        std::env::var("KRAFTA_HOSTILE")
            .ok()
            .and_then(|asked| asked.parse().ok())
            .unwrap_or(300),
    )
    .await;
    let db = Db::open(&shop.url).await.expect("opens");
    let cells = spoiled(&db).await;
    db.close().await;
    eprintln!("{cells} hostile texts");
    assert!(cells > 5_000, "{cells}");
    let run = |line: &str| {
        let output = shop.tries(&line.split(' ').collect::<Vec<_>>());
        clean(line, &output.stdout);
        clean(line, &output.stderr);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let mut shown = 0;
    for list in LISTS {
        shown += usize::from(run(list).contains(MARK));
        if !list.contains("export") {
            run(&format!("{list} --json"));
        }
    }
    assert!(shown >= 18, "{shown} lists show what was written");
    let orders: serde_json::Value = serde_json::from_str(&run("orders list --limit 40 --json")).expect("JSON");
    for order in orders["rows"].as_array().expect("rows") {
        let number = order["number"].as_str().expect("a number");
        assert!(run(&format!("orders show {number}")).contains(MARK));
        run(&format!("orders show {number} --json"));
    }
    let mut person = shop.opened();
    for keys in [
        "\r", "\u{1b}", "v", "\u{1b}", "j", "j", "\t", "2", "\r", "j", "j", "\u{1b}", "3", "\r", "j", "\u{1b}", "4", "\r", "j", "\u{1b}",
        "?", "\u{1b}", "y",
    ] {
        person.presses(keys);
        std::thread::sleep(std::time::Duration::from_millis(250));
    }
    let sent = person.output();
    assert!(sent.contains(MARK), "the panes show it");
    let signs: Vec<char> = sent.chars().collect();
    for (at, pair) in signs.windows(2).enumerate() {
        let around = || signs[at.saturating_sub(200)..signs.len().min(at + 60)].iter().collect::<String>();
        assert!(
            !(pair[1] == MARK && hostile(pair[0])),
            "{:?} before the mark: {:?}",
            pair[0],
            around()
        );
        let own = matches!(pair[0], '\u{1b}' | '\r' | '\u{7}' | '\u{8}');
        assert!(own || !hostile(pair[0]), "{:?}: {:?}", pair[0], around());
    }
    for word in ["\u{1b}]0;¤", "\u{1b}[2J¤", "\u{1b}P¤", "\u{1b}]52;c;eA==\u{7}¤"] {
        assert!(!sent.contains(word), "{word:?}");
    }
    person.presses("q");
    person.ends();
    let log = shop.home.join(".local/state/krafta/krafta.log");
    if let Ok(log) = std::fs::read(log) {
        clean("the log", &log);
    }
}
