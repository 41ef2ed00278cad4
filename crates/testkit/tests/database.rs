//! The harness itself: a database per test, numbers apart, nothing left behind.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use sea_orm::{ConnectionTrait, Statement};
use testkit::{Engine, TestDatabase, on_both};

async fn number(db: &TestDatabase, sql: &str) -> i64 {
    let connection = db.connect().await;
    let query = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(query).await.unwrap().unwrap();
    let number = row.try_get_by_index(0).unwrap();
    connection.close().await.unwrap();
    number
}

on_both! {
    async fn numbers_of_different_tables_are_apart(db: TestDatabase) {
        let area = number(&db, "insert into area(slug, name) values ('a', 'A') returning id").await;
        let next = number(&db, "insert into area(slug, name) values ('b', 'B') returning id").await;
        let theme = number(
            &db,
            "insert into theme(key, name, name_en, priority, position)
             values ('t', 'T', 'T', false, 1) returning id",
        )
        .await;
        assert_eq!((area % 10_000, next), (1, area + 1));
        assert_eq!(theme % 10_000, 1);
        assert!(theme / 10_000 > area / 10_000);
    }

    async fn each_test_has_its_own(db: TestDatabase) {
        let other = TestDatabase::create(db.engine()).await;
        number(&db, "insert into area(slug, name) values ('a', 'A') returning id").await;
        assert_eq!(number(&other, "select count(*) from area").await, 0);
        other.close().await;
    }

    async fn closing_twice_is_closing_once(db: TestDatabase) {
        db.clone().close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_number_alike() {
    let mut found = Vec::new();
    for engine in Engine::ALL {
        testkit::run(engine, async |db: TestDatabase| {
            found.push(number(&db, "insert into area(slug, name) values ('a', 'A') returning id").await);
        })
        .await;
    }
    assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "left")]
async fn what_migrating_down_leaves_is_told() {
    let db = TestDatabase::create(Engine::Sqlite).await;
    let connection = db.connect().await;
    connection
        .execute_unprepared("create table forgotten (x integer)")
        .await
        .unwrap();
    connection.close().await.unwrap();
    db.close().await;
}
