//! A migrated database for one test, on either engine, gone when the test ends. Migrating happens once:
//! SQLite files are copies of one, PostgreSQL databases are made from a template that later runs find again.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::FutureExt;
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use krafta::db::{Db, Dialect};

/// An open database that no other test uses.
pub struct Fresh {
    pub db: Db,
    /// For another program or another handle.
    pub url: String,
    /// An empty folder of the test's own: receipts, exports, backups.
    pub folder: PathBuf,
}

/// Makes two tests of each `async fn(Fresh)`: `<name>::sqlite` and `<name>::postgres`.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[test]
            fn sqlite() {
                $crate::fresh::run(krafta::db::engine::Dialect::Sqlite, super::$test);
            }
            #[test]
            fn postgres() {
                $crate::fresh::run(krafta::db::engine::Dialect::Postgres, super::$test);
            }
        }
    )+};
}
pub(crate) use on_both_engines;

on_both_engines!(a_fresh_folder_is_empty);

async fn a_fresh_folder_is_empty(fresh: Fresh) {
    assert_eq!(std::fs::read_dir(&fresh.folder).expect("a folder").count(), 0);
}

/// Runs a test with a database of its own, and removes the database even when the test fails.
pub fn run<F: Future<Output = ()>>(engine: Dialect, test: impl FnOnce(Fresh) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (url, database) = match engine {
            Dialect::Sqlite => (sqlite_copy(&folder).await, None),
            Dialect::Postgres => {
                let database = PostgresDatabase::create().await;
                (database.url(), Some(database))
            }
        };
        let db = Db::open(&url).await.expect("the fresh database opens");
        let own = folder.path().join("own");
        std::fs::create_dir(&own).expect("a folder");
        let fresh = Fresh {
            db: db.clone(),
            url,
            folder: own,
        };
        let outcome = AssertUnwindSafe(test(fresh)).catch_unwind().await;
        db.close().await;
        if let Some(database) = database {
            database.remove().await;
        }
        outcome.unwrap_or_else(|panic| resume_unwind(panic));
    });
}

async fn sqlite_copy(folder: &TempDir) -> String {
    static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();
    let migrated = MIGRATED.get_or_init(|| async {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("template.db");
        let db = Db::create(&format!("sqlite:{}", path.display())).await.expect("a new SQLite file");
        db.migrate().await.expect("the migrations apply to SQLite");
        any_day(&db, "UPDATE clock_rule SET applies = 0").await;
        db.close().await;
        std::fs::read(path).expect("a readable file")
    });
    let path = folder.path().join("krafta.db");
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)
        .expect("a new file");
    file.write_all(migrated.await).expect("a written file");
    format!("sqlite:{}", path.display())
}

/// The tests' own clocks go through months.
pub async fn any_day(db: &Db, rule: &'static str) {
    let mut tx = db.begin().await.expect("a transaction");
    tx.script(rule).await.expect("the rule");
    tx.commit().await.expect("a commit");
}

/// A database on the test server.
struct PostgresDatabase {
    name: String,
}

impl PostgresDatabase {
    async fn create() -> Self {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let template = TEMPLATE.get_or_init(template).await;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("krafta_test_{}_{number}", std::process::id());
        let mut server = Self::server().await;
        execute(&mut server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        execute(&mut server, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { name }
    }

    async fn remove(self) {
        execute(&mut Self::server().await, format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }

    fn url(&self) -> String {
        named(&server_url(), &self.name)
    }

    async fn server() -> PgConnection {
        let options = PgConnectOptions::from_str(&server_url()).expect("KRAFTA_TEST_POSTGRES is a URL");
        options.connect().await.expect("the server of KRAFTA_TEST_POSTGRES answers")
    }
}

fn server_url() -> String {
    env::var("KRAFTA_TEST_POSTGRES").expect("this test needs PostgreSQL: run it as scripts/with-postgres cargo test …")
}

/// The URL of another database on the same server.
fn named(url: &str, database: &str) -> String {
    let (scheme, rest) = url.split_once("://").expect("a URL");
    let (address, query) = rest
        .split_once('?')
        .map_or((rest, String::new()), |(address, query)| (address, format!("?{query}")));
    let host = address.split('/').next().unwrap_or_default();
    format!("{scheme}://{host}/{database}{query}")
}

async fn execute(server: &mut PgConnection, statement: String) {
    server
        .execute(AssertSqlSafe(statement.clone()))
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

/// The migrated database that fresh ones are made from, made by whoever comes first. Its name changes with the migrations.
async fn template() -> String {
    let mut texts = Sha256::new();
    for migration in krafta::db::engine::migrate::MIGRATIONS {
        texts.update(migration.checksum(Dialect::Postgres));
    }
    let digest: String = texts.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let template = format!("krafta_template_{digest}");
    let unfinished = format!("{template}_unfinished");

    let mut server = PostgresDatabase::server().await;
    server.execute("SELECT pg_advisory_lock(20260101)").await.expect("a lock");
    let found = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(&template)
        .fetch_optional(&mut server)
        .await;
    if found.expect("a list of databases").is_none() {
        execute(&mut server, format!("DROP DATABASE IF EXISTS {unfinished}")).await;
        execute(&mut server, format!("CREATE DATABASE {unfinished}")).await;
        let db = Db::open(&named(&server_url(), &unfinished)).await.expect("the template opens");
        db.migrate().await.expect("the migrations apply to PostgreSQL");
        any_day(&db, "UPDATE clock_rule SET applies = false").await;
        db.close().await;
        execute(&mut server, format!("ALTER DATABASE {unfinished} RENAME TO {template}")).await;
    }
    server.close().await.expect("a closed connection");
    template
}
