//! A backup: every row of every table, as lines of JSON that belong to neither database.
//!
//! One format for both, so that a backup of one can be restored into the other, and so that no tool of a database server is
//! needed. `VACUUM INTO` and `pg_dump` would be faster to read back; this is read back row by row, with every constraint
//! checked. The tables are found in the database itself: a new one is in the next backup without anyone thinking of it.

use std::{io, path::Path, time::Duration};

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbErr,
    IsolationLevel, Statement, TransactionTrait, sqlx::sqlite::SqliteJournalMode,
};
use serde::{Deserialize, Serialize};

mod rows;
mod schema;

/// The name of the table where the migrations are kept: not part of a backup, but its content says which schema it has.
const MIGRATIONS: &str = "seaql_migrations";
/// Rows that are read or written at once.
const BATCH: usize = 500;
/// SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535.
const PARAMETERS: usize = 30_000;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The migrations its schema has seen, oldest first.
    pub migrations: Vec<String>,
    /// Its tables; each refers to former ones only.
    pub tables: Vec<Table>,
}

/// A table, and how its rows are written: each an array of the columns' values in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// How many rows it has.
    pub rows: u64,
    /// The last number given to a row, which must not be given again.
    pub last_id: Option<i64>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole number.
    Number,
    /// Text.
    Text,
    /// True or false.
    Flag,
    /// Bytes, written in base64.
    Bytes,
}

/// A backup could not be made or restored. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database failed.
    #[error("the database failed: {0}")]
    Db(#[from] DbErr),
    /// The disk failed.
    #[error("a file of the backup failed: {0}")]
    Io(#[from] io::Error),
    /// There is something already.
    #[error("the database is not empty: the table {0} has rows")]
    NotEmpty(String),
    /// The backup's schema is not the database's.
    #[error("the backup does not fit: {0}")]
    Unfit(String),
}

/// Writes all rows, as they are at one moment, into files `<table>.jsonl` of `folder`. Writers are not held up.
pub async fn dump(url: &str, folder: &Path) -> Result<Contents, BackupError> {
    let connection = connect(url, true).await?;
    let tx = snapshot(&connection).await?;
    let mut contents = Contents {
        migrations: schema::migrations(&tx).await?,
        tables: Vec::new(),
    };
    for found in schema::tables(&tx).await? {
        let rows = rows::write(&tx, &found, &folder.join(file_name(&found.name))).await?;
        let last_id = schema::last_id(&tx, &found).await?;
        contents.tables.push(Table {
            name: found.name,
            columns: found.columns,
            rows,
            last_id,
        });
    }
    tx.commit().await?;
    connection.close().await?;
    Ok(contents)
}

/// Reads the files of `folder` into an empty database of the same schema: all rows or none.
pub async fn load(url: &str, contents: &Contents, folder: &Path) -> Result<(), BackupError> {
    let connection = connect(url, false).await?;
    let tx = begin(&connection).await?;
    let migrations = schema::migrations(&tx).await?;
    if migrations != contents.migrations {
        return Err(BackupError::Unfit(format!(
            "its schema has {} steps, the database's {}",
            contents.migrations.len(),
            migrations.len()
        )));
    }
    let found = schema::tables(&tx).await?;
    for table in &found {
        if schema::has_rows(&tx, &table.name).await? {
            return Err(BackupError::NotEmpty(table.name.clone()));
        }
    }
    for table in &contents.tables {
        let Some(place) = found.iter().find(|place| place.name == table.name) else {
            return Err(BackupError::Unfit(format!(
                "the database has no table {}",
                table.name
            )));
        };
        rows::read(&tx, table, place, &folder.join(file_name(&table.name))).await?;
        schema::set_last_id(&tx, table).await?;
    }
    tx.commit().await?;
    if is_sqlite(&connection) {
        // One file and nothing beside it: it is moved to its place afterwards.
        connection
            .execute_unprepared("pragma wal_checkpoint(truncate)")
            .await?;
    }
    connection.close().await?;
    Ok(())
}

/// Whether the database has rows, and in which table. A database without our tables has none.
pub async fn first_rows(url: &str) -> Result<Option<String>, BackupError> {
    let connection = connect(url, true).await?;
    let mut found = None;
    for table in schema::tables(&connection).await? {
        if schema::has_rows(&connection, &table.name).await? {
            found = Some(table.name);
            break;
        }
    }
    connection.close().await?;
    Ok(found)
}

/// The file of a table.
pub fn file_name(table: &str) -> String {
    format!("{table}.jsonl")
}

/// A connection of our own: restoring takes longer than the writer allows an op.
async fn connect(url: &str, query_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .sqlx_logging(false)
        .acquire_timeout(Duration::from_secs(10));
    if url.starts_with("sqlite:") {
        options.map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = sqlite
                .create_if_missing(false)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                .pragma("query_only", if query_only { "1" } else { "0" });
            if query_only {
                sqlite
            } else {
                sqlite.journal_mode(SqliteJournalMode::Wal)
            }
        });
    }
    Database::connect(options).await
}

/// A transaction that sees one moment: on SQLite the snapshot begins with its first read.
async fn snapshot(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    if is_sqlite(connection) {
        return begin(connection).await;
    }
    connection
        .begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly))
        .await
}

#[expect(
    clippy::disallowed_methods,
    reason = "restoring is one long transaction, which Db::write does not allow"
)]
async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    connection.begin().await
}

fn is_sqlite(connection: &impl ConnectionTrait) -> bool {
    connection.get_database_backend() == sea_orm::DbBackend::Sqlite
}

fn sql(connection: &impl ConnectionTrait, text: &str, values: Vec<sea_orm::Value>) -> Statement {
    Statement::from_sql_and_values(connection.get_database_backend(), text, values)
}

/// An identifier of our own schema. Quoted all the same: some are words of SQL (`key`, `at`).
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
