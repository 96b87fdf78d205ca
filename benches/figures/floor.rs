//! What the machine gives at best, measured in the same run: durable commits of plain statements. A figure beside it says how much of
//! that the program reaches, whatever the disk does today.

use std::path::Path;
use std::time::Instant;

use sqlx::{Connection, Executor};

const COMMITS: u32 = 1_000;
/// Pages that a confirmation dirties, by count.
pub const PAGES_OF_A_CONFIRM: u32 = 41;

/// Commits per second, on a new file, of so many dirty pages each.
fn sqlite(folder: &Path, pages: u32) -> f64 {
    let file = rusqlite::Connection::open(folder.join(format!("floor{pages}.db"))).expect("a file");
    file.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE floor (id INTEGER PRIMARY KEY, n INTEGER, page BLOB); \
         WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) INSERT INTO floor SELECT i, 0, zeroblob(3000) FROM n",
    )
    .expect("a table");
    let start = Instant::now();
    for commit in 0..COMMITS {
        file.execute_batch("BEGIN IMMEDIATE").expect("begun");
        for page in 0..pages {
            let id = (commit * pages + page) * 97 % 4000 + 1;
            let mut update = file
                .prepare_cached("UPDATE floor SET n = n + 1 WHERE id = ?1")
                .expect("a statement");
            update.execute([id]).expect("a page");
        }
        file.execute_batch("COMMIT").expect("committed");
    }
    f64::from(COMMITS) / start.elapsed().as_secs_f64()
}

/// Commits per second of one row, one client.
async fn postgres(url: &str) -> f64 {
    let mut server = sqlx::PgConnection::connect(url).await.expect("the server answers");
    server
        .execute("CREATE TABLE floor (id int PRIMARY KEY, n int); INSERT INTO floor VALUES (1, 0)")
        .await
        .expect("a table");
    let start = Instant::now();
    for _ in 0..COMMITS {
        server.execute("UPDATE floor SET n = n + 1").await.expect("a commit");
    }
    let rate = f64::from(COMMITS) / start.elapsed().as_secs_f64();
    server.execute("DROP TABLE floor").await.expect("dropped");
    rate
}

/// Of as many pages as a confirmation dirties; on PostgreSQL of one row.
pub async fn commits(engine: &str, folder: &Path, url: &str) -> f64 {
    match engine {
        "SQLite" => sqlite(folder, PAGES_OF_A_CONFIRM),
        _ => postgres(url).await,
    }
}

/// `812/s, 34 % of the floor's 2,394/s`.
pub fn told(rate: f64, floor: f64) -> String {
    format!("{rate:.0}/s, {:.0} % of the floor's {floor:.0}/s", rate * 100.0 / floor)
}
