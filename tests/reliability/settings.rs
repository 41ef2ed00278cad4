//! Databases that could lose what we acknowledge stop the start, with the setting and the cure.

use std::process::Output;

use domain::store::{ConnectError, Db, Options, Synchronous};
use sea_orm::ConnectionTrait as _;
use testkit::{Engine, TestDatabase, on_both};

use crate::{
    installation::{Installation, address},
    records::rows,
};

/// Nobody is sent anything here.
const NO_RELAY: &str = "smtp://127.0.0.1:9";

/// Every command that opens the database for longer.
const COMMANDS: [&[&str]; 3] = [&["serve"], &["worker", "--once"], &["check", "database"]];

on_both! {
    async fn unsafe_settings_stop_the_start(db: TestDatabase) {
        let folder = tempfile::tempdir().unwrap();
        let safe = Installation::new(folder.path(), &address(&db), NO_RELAY);
        safe.must(&["migrate"]);
        match db.engine() {
            Engine::Postgres => asynchronous_commits(folder.path(), db.url()),
            Engine::Sqlite => {
                less_than_full(db.url()).await;
                no_write_ahead_log(&safe, &db).await;
            }
        }
        // The control: with nothing unsafe it starts.
        let (program, _) = safe.serve().await;
        drop(program);
    }
}

fn asynchronous_commits(folder: &std::path::Path, url: &str) {
    let off = format!("{url}%20-c%20synchronous_commit%3Doff");
    let unsafe_one = Installation::new(folder, &off, NO_RELAY);
    for command in COMMANDS {
        refused(
            &unsafe_one.run(command),
            &["synchronous_commit is off", "set synchronous_commit = on"],
        );
    }
}

async fn less_than_full(url: &str) {
    let mut options = Options::new(url);
    options.synchronous = Synchronous::Normal;
    let refused = Db::connect(&options).await.map(drop);
    assert!(
        matches!(
            &refused,
            Err(ConnectError::Unsafe {
                setting: "synchronous",
                ..
            })
        ),
        "{refused:?}"
    );
}

/// A file in the old mode that somebody holds, so that it cannot be switched.
async fn no_write_ahead_log(safe: &Installation, db: &TestDatabase) {
    let holder = db.connect().await;
    for sql in ["pragma journal_mode = delete", "begin"] {
        holder.execute_unprepared(sql).await.unwrap();
    }
    rows(&holder, "select name from setting").await;
    refused(&safe.run(&["serve"]), &[]);
    holder.execute_unprepared("rollback").await.unwrap();
    assert_eq!(mode(&holder).await, "delete");
    holder.close().await.unwrap();
    drop(safe.serve().await);
    let again = db.connect().await;
    assert_eq!(mode(&again).await, "wal");
    again.close().await.unwrap();
}

async fn mode(connection: &sea_orm::DatabaseConnection) -> String {
    rows(connection, "pragma journal_mode").await[0]
        .try_get_by_index(0)
        .unwrap()
}

fn refused(output: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    let told = format!("{said}{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(output.status.code(), Some(1), "{told}");
    for word in words {
        assert!(told.contains(word), "{word:?} is not said:\n{told}");
    }
}
