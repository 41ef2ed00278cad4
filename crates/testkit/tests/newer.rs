//! A database that a newer version has migrated: an older program must see that, and say so.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use migrations::run::{RunError, status, up};
use sea_orm::ConnectionTrait;
use testkit::{TestDatabase, on_both};

on_both! {
    async fn a_newer_schema_is_known_as_such(database: TestDatabase) {
        assert!(status(database.url()).await.unwrap().pending.is_empty());
        assert!(up(database.url(), None).await.unwrap().is_empty());
        let connection = database.connect().await;
        let later = "insert into seaql_migrations (version, applied_at) values ('m20990101_000001_later', 1)";
        connection.execute_unprepared(later).await.unwrap();
        assert!(matches!(status(database.url()).await, Err(RunError::Newer)));
        assert!(matches!(up(database.url(), None).await, Err(RunError::Newer)));
        connection.execute_unprepared("delete from seaql_migrations where version like 'm2099%'").await.unwrap();
        connection.close().await.unwrap();
    }
}
