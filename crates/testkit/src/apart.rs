//! Row numbers of different tables far from each other, so that a number of one table never finds a row of another.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

const DISTANCE: i64 = 10_000;

/// Lets the row numbers of the n-th table, by name, begin after n × 10,000; the same on both engines.
pub async fn set_apart(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let backend = connection.get_database_backend();
    let tables = numbered_tables(connection).await?;
    let sql: Vec<String> = tables
        .iter()
        .zip(1..)
        .map(|(table, place)| begin_after(backend, table, place * DISTANCE))
        .collect();
    if sql.is_empty() {
        return Ok(());
    }
    connection.execute_unprepared(&sql.join(";")).await?;
    Ok(())
}

fn begin_after(backend: DbBackend, table: &str, last: i64) -> String {
    match backend {
        DbBackend::Postgres => {
            format!("select setval(pg_get_serial_sequence('\"{table}\"', 'id'), {last}, true)")
        }
        _ => format!(
            "delete from sqlite_sequence where name = '{table}';
             insert into sqlite_sequence(name, seq) values ('{table}', {last})"
        ),
    }
}

/// The tables whose `id` the database counts.
async fn numbered_tables(connection: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let backend = connection.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
             where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
                 and a.attname = 'id' and a.attidentity <> ''
             order by c.relname"
        }
        _ => {
            "select name from sqlite_schema where type = 'table' and sql like '%autoincrement%' order by name"
        }
    };
    let rows = connection
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
