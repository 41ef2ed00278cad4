//! Opens the database, and refuses one whose settings could lose what we acknowledge.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use super::{
    Db, Writer,
    write::{GROUP, begin},
};

/// The two databases we run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file beside us: the default.
    Sqlite,
    /// A server, for several machines.
    Postgres,
}

impl Engine {
    /// The engine an address asks for.
    pub fn of_url(url: &str) -> Option<Self> {
        match url.split_once(':')?.0 {
            "sqlite" => Some(Self::Sqlite),
            "postgres" | "postgresql" => Some(Self::Postgres),
            _ => None,
        }
    }
}

/// How to connect.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// A replica for anonymous reads.
    pub read_url: Option<String>,
    /// Connections that read.
    pub readers: u32,
    /// Connections that write (PostgreSQL; SQLite has one).
    pub writers: u32,
    /// Keep the SQLite writer on one core: several times faster on small machines.
    pub pin_writer: bool,
    /// SQLite's durability. Anything but `Full` is refused by [`Db::connect`]; the fault tests need to try.
    pub synchronous: Synchronous,
    /// PostgreSQL: how long a transaction of ours may stand still before the server ends it. A process that is frozen amid one
    /// keeps everybody waiting who wants its rows, and hears of it when it wakes.
    pub stands_still: Duration,
}

/// SQLite's `synchronous`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synchronous {
    /// Every commit reaches the disk before it is acknowledged.
    Full,
    /// Commits can be lost in a power cut.
    Normal,
}

impl Options {
    /// The usual: four readers, sixteen writers.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            read_url: None,
            readers: 4,
            writers: 16,
            pin_writer: true,
            synchronous: Synchronous::Full,
            stands_still: Duration::from_secs(30),
        }
    }
}

/// The database cannot be used; the text says why and what helps.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// It does not answer.
    #[error("the database cannot be opened: {0}")]
    Unreachable(#[from] DbErr),
    /// It answers, but could lose acknowledged changes.
    #[error("the database setting {setting} is {found}: {cure}")]
    Unsafe {
        /// Which setting.
        setting: &'static str,
        /// What it is.
        found: String,
        /// What to do.
        cure: &'static str,
    },
}

impl Db {
    /// Opens the database of `options`, creating the SQLite file if it is missing, and checks its settings on every
    /// connection.
    pub async fn connect(options: &Options) -> Result<Self, ConnectError> {
        let sqlite = options.url.starts_with("sqlite:");
        let writers = if sqlite { 1 } else { options.writers };
        // The writer first: it creates the file and switches it to WAL, which readers cannot.
        let writer = Writer::start(
            pool(options, &options.url, writers, false),
            GROUP,
            options.pin_writer && sqlite,
        )
        .await?;
        let readers = Database::connect(pool(options, &options.url, options.readers, true)).await?;
        check(&readers, options.readers).await?;
        writer
            .write(async move |tx: &super::Tx| check_one(&tx.0).await.map_err(Checked::from))
            .await
            .map_err(|error| match error {
                Checked::Unsafe(error) => error,
                Checked::Write(error) => ConnectError::Unreachable(DbErr::Custom(error.to_string())),
            })?;
        let replica = match &options.read_url {
            Some(url) => Some(Database::connect(pool(options, url, options.readers, true)).await?),
            None => None,
        };
        Ok(Self {
            readers,
            replica,
            writer,
            cells: super::facets::Known::default(),
            figures: super::figures::Known::default(),
        })
    }

    /// Whether the database can be read and written now.
    pub async fn is_ready(&self) -> bool {
        let read = super::number(&self.read(), "select cast(1 as bigint) as n", vec![])
            .await
            .is_ok();
        let write = self
            .write(async |tx: &super::Tx| {
                super::settings::set(tx, "ready_probe", "1")
                    .await
                    .map_err(super::WriteError::from)
            })
            .await
            .is_ok();
        read && write
    }
}

impl super::OpError for super::WriteError {
    fn as_db(&self) -> Option<&DbErr> {
        match self {
            Self::Db(error) => Some(error),
            Self::Panicked | Self::TooSlow | Self::Stopped => None,
        }
    }
}

enum Checked {
    Unsafe(ConnectError),
    Write(super::WriteError),
}

impl From<super::WriteError> for Checked {
    fn from(error: super::WriteError) -> Self {
        Self::Write(error)
    }
}

impl From<ConnectError> for Checked {
    fn from(error: ConnectError) -> Self {
        Self::Unsafe(error)
    }
}

impl super::OpError for Checked {
    fn as_db(&self) -> Option<&DbErr> {
        None
    }
}

fn pool(options: &Options, url: &str, connections: u32, query_only: bool) -> ConnectOptions {
    let mut pool = ConnectOptions::new(url);
    pool.max_connections(connections)
        .min_connections(1)
        .sqlx_logging(false)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(10));
    if url.starts_with("sqlite:") {
        let synchronous = match options.synchronous {
            Synchronous::Full => SqliteSynchronous::Full,
            Synchronous::Normal => SqliteSynchronous::Normal,
        };
        pool.idle_timeout(None::<Duration>)
            .max_lifetime(None::<Duration>)
            .map_sqlx_sqlite_opts(move |sqlite| {
                sqlite
                    .create_if_missing(!query_only)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(synchronous)
                    .busy_timeout(Duration::from_secs(5))
                    .foreign_keys(true)
                    .pragma("secure_delete", "1")
                    .pragma("mmap_size", "0")
                    .pragma("cache_size", "-4000")
                    .pragma("temp_store", "memory")
                    .pragma("query_only", if query_only { "1" } else { "0" })
                    .statement_cache_capacity(256)
                    // A whole page of any list, so that the driver's thread need not wait half-way and be woken again.
                    .row_buffer_size(128)
            });
    } else {
        let stands_still = options.stands_still.as_millis().to_string();
        pool.test_before_acquire(true)
            .map_sqlx_postgres_opts(move |postgres| {
                postgres.options([("idle_in_transaction_session_timeout", stands_still.as_str())])
            });
    }
    pool
}

/// Reads the settings back from as many connections as the pool holds, all of them held at once.
async fn check(connection: &DatabaseConnection, connections: u32) -> Result<(), ConnectError> {
    let mut held = Vec::new();
    for _ in 0..connections {
        held.push(begin(connection).await?);
    }
    for tx in &held {
        check_one(tx).await?;
    }
    Ok(())
}

async fn check_one(connection: &impl ConnectionTrait) -> Result<(), ConnectError> {
    let backend = connection.get_database_backend();
    let wanted: &[(&str, &[&str], &str)] = if backend == DbBackend::Postgres {
        &POSTGRES
    } else {
        &SQLITE
    };
    for (setting, safe, cure) in wanted {
        let sql = if backend == DbBackend::Postgres {
            format!("show {setting}")
        } else {
            format!("pragma {setting}")
        };
        let row = connection
            .query_one_raw(Statement::from_string(backend, sql))
            .await?;
        let found = match row {
            Some(row) if backend == DbBackend::Postgres => row.try_get_by_index::<String>(0)?,
            Some(row) => match row.try_get_by_index::<i64>(0) {
                Ok(number) => number.to_string(),
                Err(_) => row.try_get_by_index::<String>(0)?,
            },
            None => String::new(),
        };
        if !safe.contains(&found.to_lowercase().as_str()) {
            return Err(ConnectError::Unsafe { setting, found, cure });
        }
    }
    Ok(())
}

type Wanted = (&'static str, &'static [&'static str], &'static str);

/// `synchronous`: 2 is FULL, 3 EXTRA; NORMAL lost every acknowledged commit in a simulated power cut.
const SQLITE: [Wanted; 3] = [
    (
        "journal_mode",
        &["wal"],
        "the file must be in WAL mode; is it on a network file system?",
    ),
    (
        "synchronous",
        &["2", "3"],
        "with less than FULL a power cut loses acknowledged changes; leave it to Ventanilla",
    ),
    (
        "foreign_keys",
        &["1"],
        "references between rows must be checked; leave it to Ventanilla",
    ),
];

const POSTGRES: [Wanted; 3] = [
    (
        "synchronous_commit",
        &["on", "remote_apply", "remote_write", "local"],
        "set synchronous_commit = on: off loses acknowledged changes in a crash",
    ),
    (
        "fsync",
        &["on"],
        "set fsync = on: off can lose the whole database in a power cut",
    ),
    (
        "full_page_writes",
        &["on"],
        "set full_page_writes = on: off can corrupt pages in a power cut",
    ),
];
