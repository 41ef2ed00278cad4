//! Runs one test body on one engine, from a fresh database to an empty one.

use crate::{Engine, TestDatabase, postgres};

/// Runs `body` on a migrated database of its own, then closes that: see [`TestDatabase::close`].
///
/// Where no PostgreSQL can be had, its tests say that they did not run; with `CI=true` they fail instead.
pub async fn run(engine: Engine, body: impl AsyncFnOnce(TestDatabase)) {
    if engine == Engine::Postgres
        && !postgres::must_run()
        && let Err(reason) = postgres::url()
    {
        println!("DID NOT RUN on PostgreSQL: {reason}");
        return;
    }
    let database = TestDatabase::create(engine).await;
    body(database.clone()).await;
    database.close().await;
}
