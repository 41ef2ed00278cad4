//! What migrations down to nothing have left behind.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

/// Tables, views, triggers, functions, sequences and types of ours that are still there.
pub async fn leftovers(connection: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let backend = connection.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "select 'relation ' || relname from pg_class
                 where relnamespace = current_schema()::regnamespace and relname not like 'seaql_migrations%'
             union all
             select 'function ' || proname from pg_proc where pronamespace = current_schema()::regnamespace
             union all
             select 'type ' || typname from pg_type
                 where typnamespace = current_schema()::regnamespace and typname not like '%seaql_migrations%'"
        }
        _ => {
            "select type || ' ' || name from sqlite_schema
                 where name not like 'sqlite_%' and tbl_name <> 'seaql_migrations'"
        }
    };
    let rows = connection
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
