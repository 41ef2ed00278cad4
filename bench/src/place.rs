//! The databases of a run: filled once on SQLite; PostgreSQL gets the same rows, by way of the product's own backup.

use std::path::Path;

use domain::{reference::Reference, store::backup};
use tempfile::TempDir;
use testkit::{Engine, TestDatabase};

use crate::{
    seeding::{self, Seeded},
    server::Place,
};

/// A filled database, and how to start a server over it.
#[derive(Debug)]
pub struct Filled {
    /// Which database it is.
    pub engine: Engine,
    /// How many requests it was filled with.
    pub rows: usize,
    /// How to start a server.
    pub place: Place,
    /// What is in it.
    pub seeded: Seeded,
    database: TestDatabase,
}

impl Filled {
    /// Many people who want to hear at once of everything that happens to a request.
    pub async fn add_followers(&self, request: Reference, count: usize) {
        testkit::add_followers(&self.database, request.year, request.number, count).await;
        testkit::execute(&self.database, "analyze").await;
    }
}

/// The same rows in one or two databases.
#[derive(Debug)]
pub struct Pair {
    databases: Vec<Filled>,
    _folder: TempDir,
}

impl Pair {
    /// The one of this kind.
    pub fn on(&self, engine: Engine) -> Option<&Filled> {
        self.databases.iter().find(|filled| filled.engine == engine)
    }

    /// Leaves nothing behind, on a server that is not ours either.
    pub async fn remove(self) {
        for filled in self.databases {
            // The folder of a SQLite file goes with its last owner.
            if filled.engine == Engine::Postgres {
                filled.database.close().await;
            }
        }
    }
}

/// Fills databases with `rows` requests.
pub async fn fill(program: &Path, rows: usize, engines: &[Engine]) -> anyhow::Result<Pair> {
    let folder = TempDir::with_prefix("ventanilla-bench-")?;
    let place = |database: &TestDatabase| Place {
        program: program.to_owned(),
        folder: folder.path().to_owned(),
        // Our own configuration takes a bare path.
        database: database.url().replace("?mode=rwc", ""),
    };
    let sqlite = TestDatabase::empty(Engine::Sqlite).await;
    let source = place(&sqlite);
    source.migrate()?;
    let seeded = seeding::fill(&sqlite, rows).await?;
    let mut databases = Vec::new();
    if engines.contains(&Engine::Postgres) {
        let postgres = TestDatabase::empty(Engine::Postgres).await;
        let copy = place(&postgres);
        migrations::run::up(postgres.url(), None).await?;
        carry(&sqlite, &postgres).await?;
        databases.push(Filled {
            engine: Engine::Postgres,
            rows,
            place: copy,
            seeded: seeded.clone(),
            database: postgres,
        });
    }
    databases.push(Filled {
        engine: Engine::Sqlite,
        rows,
        place: source,
        seeded,
        database: sqlite,
    });
    Ok(Pair {
        databases,
        _folder: folder,
    })
}

/// Copies every row, and lets the planner look at them, as autovacuum would have long since.
async fn carry(from: &TestDatabase, to: &TestDatabase) -> anyhow::Result<()> {
    eprintln!("  copying them to PostgreSQL");
    let folder = TempDir::with_prefix("ventanilla-bench-")?;
    let contents = backup::dump(from.url(), folder.path()).await?;
    backup::load(to.url(), &contents, folder.path()).await?;
    testkit::execute(to, "analyze").await;
    Ok(())
}
