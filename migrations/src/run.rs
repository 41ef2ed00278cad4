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

/// The steps cannot be run.
#[derive(Debug)]
pub enum RunError {
    /// The database was migrated by a newer version of the program.
    Newer,
    /// It failed.
    Db(DbErr),
}

impl std::fmt::Display for RunError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Newer => f.write_str(
                "it was migrated by a newer version\n  cure: run that version, or restore a backup that this one made",
            ),
            Self::Db(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RunError {}

impl From<DbErr> for RunError {
    fn from(error: DbErr) -> Self {
        match &error {
            // What the library says of a step that was applied and is not among ours.
            DbErr::Custom(text) if text.contains("its file is missing") => Self::Newer,
            _ => Self::Db(error),
        }
    }
}

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
pub async fn status(url: &str) -> Result<Steps, RunError> {
    let connection = connect(url, false).await?;
    let steps = steps(&connection).await;
    connection.close().await?;
    Ok(steps?)
}

/// Applies the steps that pend, up to `upto` in all; gives those it applied. Makes the SQLite file if it is missing.
///
/// On PostgreSQL two that start at once wait for each other; on SQLite the caller sees to that.
pub async fn up(url: &str, upto: Option<usize>) -> Result<Vec<String>, RunError> {
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
