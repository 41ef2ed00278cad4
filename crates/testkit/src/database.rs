//! A database of its own for each test, with our migrations in it.

use std::{
    collections::hash_map::RandomState,
    fmt::Display,
    hash::{BuildHasher, Hasher},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;

use crate::{apart, leftovers::leftovers, postgres};

/// The two databases that everything runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A file in a temporary folder.
    Sqlite,
    /// A schema on the server of this test process.
    Postgres,
}

impl Engine {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];
}

/// A database of one test. Clones are the same database.
#[derive(Debug, Clone)]
pub struct TestDatabase(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    engine: Engine,
    url: String,
    place: Place,
    closed: AtomicBool,
}

#[derive(Debug)]
enum Place {
    Folder { _kept: TempDir },
    Schema(String),
}

impl TestDatabase {
    /// A database with all migrations, in which row numbers of different tables are 10,000 apart.
    ///
    /// # Panics
    /// If it cannot be made, with what to install if that is PostgreSQL.
    pub async fn create(engine: Engine) -> Self {
        let database = Self::empty(engine).await;
        let connection = database.connect().await;
        if engine == Engine::Sqlite {
            must(
                "set up",
                connection.execute_unprepared("pragma synchronous = off").await,
            );
        }
        must("migrate up", Migrator::up(&connection, None).await);
        must("set row numbers apart", apart::set_apart(&connection).await);
        must("disconnect", connection.close().await);
        database
    }

    /// A database with nothing in it.
    ///
    /// # Panics
    /// If it cannot be made, with what to install if that is PostgreSQL.
    pub async fn empty(engine: Engine) -> Self {
        let (url, place) = match engine {
            Engine::Sqlite => sqlite(),
            Engine::Postgres => schema().await,
        };
        Self(Arc::new(Inner {
            engine,
            url,
            place,
            closed: AtomicBool::new(false),
        }))
    }

    /// Its address, for `sea_orm::Database::connect` and for our own configuration.
    pub fn url(&self) -> &str {
        &self.0.url
    }

    /// Which of the two it is on.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// One plain connection, for a test that looks at rows. Close it, or drop it, before [`close`](Self::close).
    ///
    /// # Panics
    /// If the database does not answer.
    pub async fn connect(&self) -> DatabaseConnection {
        must("connect", connect(self.url()).await)
    }

    /// Migrates down to nothing, rows and all, and removes the database. Does nothing the second time.
    ///
    /// # Panics
    /// If a migration cannot be undone, or leaves something behind.
    pub async fn close(self) {
        if self.0.closed.swap(true, Ordering::SeqCst) {
            return;
        }
        let connection = self.connect().await;
        if self.engine() == Engine::Postgres {
            // A transaction that a test left open must fail this test, not hang it.
            must(
                "set up",
                connection.execute_unprepared("set lock_timeout = '10s'").await,
            );
        }
        must("migrate down", Migrator::down(&connection, None).await);
        let left = must("look for what is left", leftovers(&connection).await);
        assert!(left.is_empty(), "migrating down to nothing left {left:?}");
        if let Place::Schema(name) = &self.0.place {
            let drop = format!("drop schema {name} cascade");
            must("drop the schema", connection.execute_unprepared(&drop).await);
        }
        must("disconnect", connection.close().await);
    }
}

fn sqlite() -> (String, Place) {
    let folder = must("make a temporary folder", TempDir::with_prefix("ventanilla-"));
    let url = format!("sqlite:{}?mode=rwc", folder.path().join("test.db").display());
    (url, Place::Folder { _kept: folder })
}

async fn schema() -> (String, Place) {
    let server = match postgres::url() {
        Ok(server) => server,
        Err(reason) => panic!("{reason}"),
    };
    let name = format!("test_{:016x}", RandomState::new().build_hasher().finish());
    let connection = must("connect", connect(server).await);
    let create = format!("create schema {name}");
    must("create a schema", connection.execute_unprepared(&create).await);
    must("disconnect", connection.close().await);
    let separator = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{separator}options=-c%20search_path%3D{name}");
    (url, Place::Schema(name))
}

async fn connect(url: &str) -> Result<DatabaseConnection, sea_orm::DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false);
    Database::connect(options).await
}

fn must<T, E: Display>(what: &str, result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("the test database could not {what}: {error}"),
    }
}
