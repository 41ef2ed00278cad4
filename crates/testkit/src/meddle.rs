//! For tests that change rows behind the system's back, or make the database refuse what it should take.

use sea_orm::ConnectionTrait;

use crate::{Engine, TestDatabase};

/// Runs `sql` on a connection of its own.
///
/// # Panics
/// If the database refuses it.
pub async fn execute(database: &TestDatabase, sql: &str) {
    let connection = database.connect().await;
    let done = connection.execute_unprepared(sql).await;
    assert!(done.is_ok(), "cannot run {sql}: {done:?}");
}

/// Makes every update of `table` fail for which `when` is true (in terms of `new` and `old`), as a full disk would.
///
/// # Panics
/// If the database refuses it.
pub async fn refuse_updates(database: &TestDatabase, table: &str, when: &str) {
    let sql = match database.engine() {
        Engine::Sqlite => format!(
            "create trigger {table}_refused before update on {table} when {when}
             begin select raise(abort, 'refused by a test'); end"
        ),
        Engine::Postgres => format!(
            "create function {table}_refused() returns trigger language plpgsql as
             $$ begin raise exception 'refused by a test'; end $$;
             create trigger {table}_refused before update on {table} for each row when ({when})
             execute function {table}_refused()"
        ),
    };
    execute(database, &sql).await;
}

/// Undoes [`refuse_updates`].
///
/// # Panics
/// If the database refuses it.
pub async fn allow_updates(database: &TestDatabase, table: &str) {
    let sql = match database.engine() {
        Engine::Sqlite => format!("drop trigger {table}_refused"),
        Engine::Postgres => {
            format!("drop trigger {table}_refused on {table}; drop function {table}_refused()")
        }
    };
    execute(database, &sql).await;
}
