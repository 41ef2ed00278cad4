//! The only place that knows SQL. [`Db`] reads and writes; [`Tx`] is an open transaction, opaque to the ops.
//!
//! Queries by noun live in the modules below and return domain types. What somebody may see is decided inside the query
//! ([`scope`]): there is no way to find a hidden request by accident.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, FromQueryResult, Statement, Value};

pub mod areas;
pub mod attachments;
pub mod audit;
pub mod backup;
pub mod bounces;
pub mod calendar;
pub mod comments;
mod connect;
pub mod counts;
pub mod dataset_drafts;
pub mod datasets;
pub mod desk_views;
pub mod digests;
pub mod drafts;
mod entity;
pub mod entries;
pub mod erasure;
pub mod events;
pub mod evidence;
pub mod facets;
pub mod figures;
pub mod followed;
pub mod following;
pub mod health;
pub mod idempotency;
pub mod identities;
pub mod incoming;
pub mod invitations;
pub mod jobs;
pub mod kept_forms;
pub mod limits;
pub mod mailing;
pub mod mentions;
pub mod one_time;
pub mod outbox;
pub mod own_data;
pub mod people;
pub mod preferences;
pub mod ready_answers;
pub mod reports;
pub mod requests;
pub mod reuses;
pub mod scope;
pub mod search;
pub mod searches;
pub mod sessions;
pub mod settings;
pub mod sign_in_tries;
pub mod site;
pub mod themes;
pub mod tokens;
pub mod weights;
pub mod write;

pub use connect::{ConnectError, Engine, Options, Synchronous};
pub use write::{OpError, Tx, WriteError, Writer};

/// What a read may fail with.
pub use sea_orm::DbErr as ReadError;

/// The database: readers, and the one writer.
#[derive(Debug, Clone)]
pub struct Db {
    readers: DatabaseConnection,
    replica: Option<DatabaseConnection>,
    writer: Writer,
    cells: facets::Known,
    figures: figures::Known,
}

/// A connection that only reads.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    connection: &'a DatabaseConnection,
    cells: &'a facets::Known,
    figures: &'a figures::Known,
}

impl Db {
    /// Reads, seeing everything that is committed.
    pub fn read(&self) -> Reader<'_> {
        self.reader(&self.readers)
    }

    /// Reads for visitors: from the replica, where there is one.
    pub fn read_public(&self) -> Reader<'_> {
        self.reader(self.replica.as_ref().unwrap_or(&self.readers))
    }

    fn reader<'a>(&'a self, connection: &'a DatabaseConnection) -> Reader<'a> {
        Reader {
            connection,
            cells: &self.cells,
            figures: &self.figures,
        }
    }

    /// Runs `op` in a transaction, and answers when it is durable. Nothing of it stays if it fails.
    ///
    /// `op` may run more than once (hence `Clone`): it must touch nothing but the database. It runs to its end even when
    /// whoever asked has left.
    pub async fn write<T, E, F>(&self, op: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: OpError,
        F: AsyncFnOnce(&Tx) -> Result<T, E> + Clone + Send + 'static,
    {
        self.writer.write(op).await
    }

    /// Empties SQLite's log into the file: what was erased is in the pages before it until then. PostgreSQL minds its own.
    pub async fn empty_log(&self) -> Result<(), DbErr> {
        if self.engine() == Engine::Sqlite {
            let sql = "pragma wal_checkpoint(truncate)";
            self.readers.execute_unprepared(sql).await?;
        }
        Ok(())
    }

    /// Which database this is.
    pub fn engine(&self) -> Engine {
        match self.readers.get_database_backend() {
            DbBackend::Postgres => Engine::Postgres,
            _ => Engine::Sqlite,
        }
    }
}

/// Where a query runs: on a reader or inside a transaction.
pub trait Source: Sync {
    /// The connection's type.
    type Connection: ConnectionTrait;

    /// The connection.
    fn connection(&self) -> &Self::Connection;

    /// The kept counts it remembers, if it lives long enough to remember some.
    fn known_cells(&self) -> Option<&facets::Known> {
        None
    }

    /// The figures it remembers, likewise.
    fn known_figures(&self) -> Option<&figures::Known> {
        None
    }
}

impl Source for Reader<'_> {
    type Connection = DatabaseConnection;

    fn connection(&self) -> &DatabaseConnection {
        self.connection
    }

    fn known_cells(&self) -> Option<&facets::Known> {
        Some(self.cells)
    }

    fn known_figures(&self) -> Option<&figures::Known> {
        Some(self.figures)
    }
}

impl Source for Tx {
    type Connection = sea_orm::DatabaseTransaction;

    fn connection(&self) -> &sea_orm::DatabaseTransaction {
        &self.0
    }
}

/// All rows of a query.
async fn all<T: FromQueryResult>(
    source: &impl Source,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<T>, DbErr> {
    let rows = source
        .connection()
        .query_all_raw(statement(source, sql, values))
        .await?;
    rows.iter().map(|row| T::from_query_result(row, "")).collect()
}

/// The first row of a query.
async fn one<T: FromQueryResult>(
    source: &impl Source,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>, DbErr> {
    let row = source
        .connection()
        .query_one_raw(statement(source, sql, values))
        .await?;
    row.map(|row| T::from_query_result(&row, "")).transpose()
}

/// The first column of the first row, named `n`.
async fn number(source: &impl Source, sql: &str, values: Vec<Value>) -> Result<Option<i64>, DbErr> {
    let row = source
        .connection()
        .query_one_raw(statement(source, sql, values))
        .await?;
    row.map(|row| row.try_get::<Option<i64>>("", "n"))
        .transpose()
        .map(Option::flatten)
}

/// Runs a statement; gives the number of rows it touched.
async fn run(source: &impl Source, sql: &str, values: Vec<Value>) -> Result<u64, DbErr> {
    Ok(source
        .connection()
        .execute_raw(statement(source, sql, values))
        .await?
        .rows_affected())
}

fn statement(source: &impl Source, sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(source.connection().get_database_backend(), sql, values)
}

fn is_postgres(source: &impl Source) -> bool {
    source.connection().get_database_backend() == DbBackend::Postgres
}

/// A stored value that no longer means anything: a broken row, not a user's error.
fn broken(what: &str) -> DbErr {
    DbErr::Type(format!("the database holds an unknown {what}"))
}
