//! The writer on both databases: what fails takes only itself along, what is acknowledged stays.

use std::time::Duration;

use futures::future::join_all;
use sea_orm::{ConnectionTrait, DbErr};
use testkit::{Engine, TestDatabase};

use super::{OpError, Tx, WriteError};
use crate::store::{Db, Options, Source, number, run};

async fn open(database: &TestDatabase) -> Db {
    let db = Db::connect(&Options::new(database.url())).await.unwrap();
    db.write(async |tx: &Tx| insert(tx, "begun").await).await.unwrap();
    db
}

/// A table that every installation has, used here as a ledger.
async fn insert(tx: &Tx, name: &str) -> Result<(), WriteError> {
    run(
        tx,
        "insert into setting (name, value) values ($1, 'x')",
        vec![name.into()],
    )
    .await?;
    Ok(())
}

async fn count(db: &Db) -> i64 {
    number(&db.read(), "select count(*) as n from setting", vec![])
        .await
        .unwrap()
        .unwrap()
}

#[derive(Debug)]
enum Failure {
    Refused,
    Write(WriteError),
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl OpError for Failure {
    fn as_db(&self) -> Option<&DbErr> {
        match self {
            Self::Write(WriteError::Db(error)) => Some(error),
            _ => None,
        }
    }
}

testkit::on_both! {
    /// Ops that share a COMMIT do not share their fate.
    async fn neighbours_do_not_fail_together(database: TestDatabase) {
        let db = open(&database).await;
        let before = count(&db).await;
        let results = join_all((0..30).map(|n| {
            let db = db.clone();
            async move {
                db.write(async move |tx: &Tx| {
                    insert(tx, &format!("row {n}")).await?;
                    match n % 3 {
                        0 => Ok(n),
                        1 => Err(Failure::Refused),
                        _ => panic!("an op that panics on purpose"),
                    }
                })
                .await
            }
        }))
        .await;
        for (n, result) in results.iter().enumerate() {
            match n % 3 {
                0 => assert_eq!(*result.as_ref().unwrap(), n),
                1 => assert!(matches!(result, Err(Failure::Refused))),
                _ => assert!(matches!(result, Err(Failure::Write(WriteError::Panicked)))),
            }
        }
        assert_eq!(count(&db).await - before, 10);
    }

    /// An SQL error is the op's own.
    async fn a_duplicate_key_fails_one(database: TestDatabase) {
        let db = open(&database).await;
        let twice = db.write(async |tx: &Tx| { insert(tx, "begun").await }).await;
        assert!(matches!(twice, Err(WriteError::Db(_))));
        db.write(async |tx: &Tx| { insert(tx, "after").await }).await.unwrap();
    }

    /// Whoever leaves does not take the write along.
    async fn the_client_leaves_and_the_write_stays(database: TestDatabase) {
        let db = open(&database).await;
        let before = count(&db).await;
        let (begun, seen) = tokio::sync::oneshot::channel();
        let begun = std::sync::Arc::new(std::sync::Mutex::new(Some(begun)));
        let writing = db.clone();
        let client = tokio::spawn(async move {
            writing.write(async move |tx: &Tx| {
                if let Some(begun) = begun.lock().unwrap().take() {
                    begun.send(()).unwrap();
                }
                tokio::task::yield_now().await;
                insert(tx, "left behind").await
            })
            .await
        });
        seen.await.unwrap();
        client.abort();
        // One more write is answered after the one before it.
        db.write(async |tx: &Tx| { insert(tx, "behind it").await }).await.unwrap();
        while count(&db).await < before + 2 {
            tokio::task::yield_now().await;
        }
    }

    /// A hundred keys, each used twice at once: every caller is served, every key is used once.
    async fn one_key_at_once(database: TestDatabase) {
        use crate::store::idempotency::{Key, Known, look_up, remember};
        let db = open(&database).await;
        let before = count(&db).await;
        let now = jiff::Timestamp::UNIX_EPOCH;
        let results = join_all((0..200).map(|n| {
            let db = db.clone();
            let key = Key {
                scope: "test".into(),
                key_hash: format!("{}", n / 2),
                op: "op".into(),
                input_hash: "same".into(),
            };
            async move {
                db.write(async move |tx: &Tx| {
                    if look_up(tx, &key, now).await? != Known::New {
                        return Ok(());
                    }
                    insert(tx, &format!("keyed {n}")).await?;
                    remember(tx, &key, "done", now).await.map_err(WriteError::from)
                })
                .await
            }
        }))
        .await;
        assert!(results.iter().all(Result::is_ok), "{:?}", results.iter().find(|result| result.is_err()));
        assert_eq!(count(&db).await - before, 100);
    }

    /// Read, then write, thirty-two at once: nobody is told that the database is locked, and no update is lost.
    async fn no_lost_update(database: TestDatabase) {
        let db = open(&database).await;
        let results = join_all((0..32).map(|_| {
            let db = db.clone();
            async move {
                db.write(async |tx: &Tx| {
                    let sql = "update setting set value = cast(cast(coalesce(nullif(value, 'x'), '0') as integer) + 1 as text)
                        where name = 'begun'";
                    run(tx, sql, vec![]).await.map_err(WriteError::from)
                })
                .await
            }
        }))
        .await;
        assert!(results.iter().all(Result::is_ok));
        let sql = "select cast(value as integer) as n from setting where name = 'begun'";
        let sql = sql.replace("integer", if db.engine() == crate::store::Engine::Postgres { "bigint" } else { "integer" });
        assert_eq!(number(&db.read(), &sql, vec![]).await.unwrap(), Some(32));
    }
}

/// After SQLite rolled back by itself nobody trusts the connection: the group fails, and the next write works.
#[tokio::test(flavor = "multi_thread")]
async fn a_broken_group_gets_a_new_connection() {
    let database = TestDatabase::create(Engine::Sqlite).await;
    let db = open(&database).await;
    let before = count(&db).await;
    let broken = db
        .write(async |tx: &Tx| {
            insert(tx, "gone").await?;
            tx.connection()
                .execute_unprepared("rollback")
                .await
                .map_err(WriteError::from)?;
            Ok::<_, WriteError>(())
        })
        .await;
    assert!(broken.is_err());
    db.write(async |tx: &Tx| insert(tx, "works again").await)
        .await
        .unwrap();
    assert_eq!(count(&db).await - before, 1);
    drop(db);
    database.close().await;
}

/// An op that hangs is ended, and leaves nothing. Time is the writer's own here, so this takes as long as the limit.
#[tokio::test(flavor = "multi_thread")]
async fn an_op_that_hangs_is_ended() {
    let database = TestDatabase::create(Engine::Sqlite).await;
    let db = open(&database).await;
    let before = count(&db).await;
    let slow = db
        .write(async |tx: &Tx| {
            insert(tx, "slow").await?;
            std::future::pending::<Result<(), WriteError>>().await
        })
        .await;
    assert!(matches!(slow, Err(WriteError::TooSlow)));
    assert_eq!(count(&db).await, before);
    assert!(super::OP_LIMIT >= Duration::from_secs(1));
    drop(db);
    database.close().await;
}

/// Whoever is frozen amid a transaction holds nobody up for long: the server ends it.
#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_stands_still_is_ended() {
    let database = TestDatabase::create(Engine::Postgres).await;
    let options = Options {
        stands_still: Duration::from_millis(200),
        ..Options::new(database.url())
    };
    let (frozen, other) = (Db::connect(&options).await.unwrap(), open(&database).await);
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let begun = std::sync::Arc::new(std::sync::Mutex::new(Some(begun)));
    let freezes = tokio::spawn(async move {
        let freeze = async move |tx: &Tx| {
            insert(tx, "row").await?;
            if let Some(begun) = begun.lock().unwrap().take() {
                begun.send(()).unwrap();
            }
            std::future::pending::<Result<(), WriteError>>().await
        };
        frozen.write(freeze).await
    });
    has_begun.await.unwrap();
    other
        .write(async |tx: &Tx| insert(tx, "row").await)
        .await
        .unwrap();
    assert!(!freezes.is_finished(), "it still stands where it stood");
    freezes.abort();
    database.close().await;
}
