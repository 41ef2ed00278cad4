//! Runs the steps against the database of an address, for whoever has no connection of its own.

use std::time::Duration;

use sea_orm_migration::{
    MigratorTrait,
    sea_orm::{
        ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr,
        sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::Migrator;

/// Any number, as long as all versions use the same.
const LOCK: i64 = 6_273_104_418_512;

/// What a database has seen of the steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// Those it has seen, oldest first.
    pub applied: Vec<String>,
    /// Those it has not.
    pub pending: Vec<String>,
}

/// All steps, oldest first.
pub fn all() -> Vec<String> {
    Migrator::migrations()
        .iter()
        .map(|step| step.name().to_owned())
        .collect()
}

/// What the database of `url` has seen. Changes nothing, and makes no file.
pub async fn status(url: &str) -> Result<Steps, DbErr> {
    let connection = connect(url, false).await?;
    let steps = steps(&connection).await;
    connection.close().await?;
    steps
}

/// Applies the steps that pend, up to `upto` in all; gives those it applied. Makes the SQLite file if it is missing.
///
/// On PostgreSQL two that start at once wait for each other; on SQLite the caller sees to that.
pub async fn up(url: &str, upto: Option<usize>) -> Result<Vec<String>, DbErr> {
    let connection = connect(url, true).await?;
    if connection.get_database_backend() == DbBackend::Postgres {
        // Held by the one connection of this pool, and given back when it closes.
        connection
            .execute_unprepared(&format!("select pg_advisory_lock({LOCK})"))
            .await?;
    }
    let before = steps(&connection).await?;
    let count = upto
        .unwrap_or(usize::MAX)
        .saturating_sub(before.applied.len())
        .min(before.pending.len());
    Migrator::up(&connection, Some(u32::try_from(count).unwrap_or(u32::MAX))).await?;
    connection.close().await?;
    Ok(before.pending.into_iter().take(count).collect())
}

async fn steps(connection: &DatabaseConnection) -> Result<Steps, DbErr> {
    let names =
        |steps: Vec<sea_orm_migration::Migration>| steps.iter().map(|step| step.name().to_owned()).collect();
    Ok(Steps {
        applied: names(Migrator::get_applied_migrations_read_only(connection).await?),
        pending: names(Migrator::get_pending_migrations_read_only(connection).await?),
    })
}

async fn connect(url: &str, create: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .sqlx_logging(false)
        .acquire_timeout(Duration::from_secs(10));
    if url.starts_with("sqlite:") {
        options.map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = sqlite
                .create_if_missing(create)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                .synchronous(SqliteSynchronous::Full);
            if create {
                sqlite.journal_mode(SqliteJournalMode::Wal)
            } else {
                sqlite.pragma("query_only", "1")
            }
        });
    }
    Database::connect(options).await
}
