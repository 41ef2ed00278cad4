//! The database as a fault left it, before anybody repairs it: whether it is whole, and which mails were in flight.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use sea_orm::{Database, DatabaseConnection};

use crate::records::rows;

/// Mails one worker may have in flight at once (PRODUCT §6).
const AT_ONCE: usize = 8;

/// Which claims were alive at the faults, each counted once however many faults it lay through.
#[derive(Debug, Default)]
pub struct InFlight {
    claims: BTreeSet<(i64, i32)>,
    faults: usize,
}

impl InFlight {
    /// Notes what was being sent at a fault, as the database says right after it.
    pub async fn note(&mut self, connection: &DatabaseConnection) -> Vec<String> {
        let before = self.claims.len();
        for row in rows(
            connection,
            "select id, attempts from outbox where state = 'sending'",
        )
        .await
        {
            self.claims
                .insert((row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()));
        }
        self.faults += 1;
        let new = self.claims.len() - before;
        let too_many =
            (new > AT_ONCE).then(|| format!("{new} mails were in flight at fault {}", self.faults));
        too_many.into_iter().collect()
    }

    /// At how many faults this mail was in flight.
    pub fn times(&self, mail: i64) -> usize {
        self.claims.iter().filter(|(row, _)| *row == mail).count()
    }

    /// How many sends were in flight in all: the bound of what may arrive twice.
    pub fn bound(&self) -> usize {
        self.claims.len()
    }
}

/// A copy of a SQLite database with its write-ahead log, so that looking does not repair what is looked at.
pub async fn copy(database: &Path) -> (tempfile::TempDir, DatabaseConnection) {
    let folder = tempfile::tempdir().unwrap();
    let name = database.file_name().unwrap();
    let beside = |end: &str| {
        let mut path = database.as_os_str().to_owned();
        path.push(end);
        PathBuf::from(path)
    };
    for end in ["", "-wal"] {
        let from = beside(end);
        if from.exists() {
            let mut to = folder.path().join(name).into_os_string();
            to.push(end);
            std::fs::copy(from, to).unwrap();
        }
    }
    let url = format!("sqlite:{}", folder.path().join(name).display());
    let connection = Database::connect(url).await.unwrap();
    (folder, connection)
}

/// What SQLite itself finds wrong.
pub async fn broken(connection: &DatabaseConnection) -> Vec<String> {
    let mut said = Vec::new();
    for sql in ["pragma integrity_check", "pragma foreign_key_check"] {
        said.extend(
            rows(connection, sql)
                .await
                .iter()
                .map(|row| row.try_get_by_index::<String>(0).unwrap()),
        );
    }
    said.retain(|line| line != "ok");
    said
}
