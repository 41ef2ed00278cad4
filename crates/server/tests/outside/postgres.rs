//! The same on PostgreSQL.

use testkit::{Engine, TestDatabase};

use crate::{
    archive::{assert_same, full},
    place::Place,
};

/// Runs `body` with the address of an empty database, or says why not.
fn on_postgres(body: impl FnOnce(&str)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(testkit::run(Engine::Postgres, async |_: TestDatabase| {
        let empty = TestDatabase::empty(Engine::Postgres).await;
        tokio::task::block_in_place(|| body(empty.url()));
        empty.close().await;
    }));
}

#[test]
fn a_backup_of_one_database_is_restored_into_the_other() {
    on_postgres(|url| {
        let place = Place::new();
        let backup = full(&place);
        let other = Place::new().with("DATABASE_URL", url);
        other.done(&["restore", backup.to_str().unwrap()]);
        other.done(&["backup", "again.tar"]);
        assert_same(&backup, &other.path("again.tar"));
        other.done(&["check", "database"]);
        other.refused(&["restore", backup.to_str().unwrap()], "has rows");
        let third = Place::new();
        third.done(&["restore", other.path("again.tar").to_str().unwrap()]);
        third.done(&["backup", "third.tar"]);
        assert_same(&backup, &third.path("third.tar"));
        // Numbers go on where they were.
        other.done(&[
            "person",
            "create",
            "--email",
            "eva@example.org",
            "--name",
            "Eva",
            "--role",
            "admin",
        ]);
        other.done(&["token", "create", "--email", "eva@example.org", "--scope", "read"]);
        other.done(&["worker", "--once"]);
        assert!(!other.mails().is_empty());
    });
}

#[test]
fn a_server_that_could_lose_what_we_acknowledge_is_refused() {
    on_postgres(|url| {
        let unsafe_url = format!("{url}%20-c%20synchronous_commit%3Doff");
        let place = Place::new().with("DATABASE_URL", &unsafe_url);
        for command in [
            &["serve", "--listen", "127.0.0.1:0"][..],
            &["migrate"],
            &["person", "list"],
        ] {
            let ran = place.run(command);
            assert_eq!(ran.status, 1, "{}", ran.err);
            assert!(ran.err.contains("synchronous_commit"), "{}", ran.err);
        }
    });
}

#[test]
fn several_may_serve() {
    on_postgres(|url| {
        let place = Place::new().with("DATABASE_URL", url);
        let first = place.serve(&[]);
        let second = place.serve(&[]);
        for serving in [&first, &second] {
            assert_eq!(
                serving.ask("GET", "/readyz", None, "").map(|(status, _)| status),
                Some(200)
            );
        }
        first.signal("TERM");
        assert_eq!(first.end().0, Some(0));
        assert_eq!(
            second.ask("GET", "/readyz", None, "").map(|(status, _)| status),
            Some(200)
        );
    });
}
