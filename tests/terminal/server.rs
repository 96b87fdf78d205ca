//! A PostgreSQL database that goes away and comes back, as its own clients see it.

use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Executor};

const EMPTY: &str = "krafta_test_empty";

pub struct Server {
    options: PgConnectOptions,
    database: String,
}

impl Server {
    pub fn of(url: &str) -> Self {
        let options = PgConnectOptions::from_str(url).expect("a URL");
        let database = options.get_database().expect("a database").to_owned();
        Self {
            options: options.database("postgres"),
            database,
        }
    }

    /// Nobody gets in, and whoever is in is thrown out.
    pub async fn closes(&self) {
        let name = &self.database;
        self.runs(format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false")).await;
        self.runs(format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        ))
        .await;
    }

    pub async fn opens(&self) {
        self.runs(format!("ALTER DATABASE {} ALLOW_CONNECTIONS true", self.database)).await;
    }

    /// A database without tables; its URL.
    pub async fn makes_an_empty_one(&self, url: &str) -> String {
        self.removes_the_empty_one().await;
        self.runs(format!("CREATE DATABASE {EMPTY} TEMPLATE template0")).await;
        url.replace(&format!("/{}", self.database), &format!("/{EMPTY}"))
    }

    pub async fn removes_the_empty_one(&self) {
        self.runs(format!("DROP DATABASE IF EXISTS {EMPTY} WITH (FORCE)")).await;
    }

    async fn runs(&self, statement: String) {
        let mut connection = self.options.connect().await.expect("the server answers");
        connection.execute(AssertSqlSafe(statement)).await.expect("the statement runs");
    }
}
