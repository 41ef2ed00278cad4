//! What tables there are, asked of the database itself. The two databases keep their catalogues differently.

use sea_orm::{ConnectionTrait, DbErr};

use super::{Column, Kind, MIGRATIONS, Table, is_sqlite, quoted, sql};

/// A table of the database.
#[derive(Debug)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// Its columns, without those that are computed.
    pub columns: Vec<Column>,
    /// The columns of its key.
    pub key: Vec<String>,
    /// Columns that refer to other rows of the same table.
    pub own_references: Vec<String>,
    refers_to: Vec<String>,
}

/// The tables, each after those it refers to.
pub async fn tables(connection: &impl ConnectionTrait) -> Result<Vec<Found>, DbErr> {
    let mut waiting = Vec::new();
    for name in names(connection).await? {
        waiting.push(table(connection, name).await?);
    }
    let mut ordered: Vec<Found> = Vec::new();
    while !waiting.is_empty() {
        let is_next = |table: &Found| {
            table
                .refers_to
                .iter()
                .all(|name| ordered.iter().any(|done| done.name == *name))
        };
        let Some(at) = waiting.iter().position(is_next) else {
            return Err(DbErr::Custom("tables refer to each other in a circle".into()));
        };
        ordered.push(waiting.remove(at));
    }
    Ok(ordered)
}

/// The migrations that were applied, oldest first.
pub async fn migrations(connection: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let text = format!("select version as name from {MIGRATIONS} order by version");
    strings(connection, &text, "name").await
}

/// Whether a table has rows.
pub async fn has_rows(connection: &impl ConnectionTrait, table: &str) -> Result<bool, DbErr> {
    let text = format!("select 1 as n from {} limit 1", quoted(table));
    Ok(connection
        .query_one_raw(sql(connection, &text, vec![]))
        .await?
        .is_some())
}

/// The last number a table gave to a row, if it gives numbers.
pub async fn last_id(connection: &impl ConnectionTrait, table: &Found) -> Result<Option<i64>, DbErr> {
    if is_sqlite(connection) {
        let text = "select seq as n from sqlite_sequence where name = $1";
        let row = connection
            .query_one_raw(sql(connection, text, vec![table.name.clone().into()]))
            .await?;
        return row.map(|row| row.try_get("", "n")).transpose();
    }
    let Some(sequence) = sequence(connection, &table.name).await? else {
        return Ok(None);
    };
    let text = format!("select case when is_called then last_value end as n from {sequence}");
    let row = connection.query_one_raw(sql(connection, &text, vec![])).await?;
    row.map(|row| row.try_get::<Option<i64>>("", "n"))
        .transpose()
        .map(Option::flatten)
}

/// Makes a table go on after the last number of the backup.
pub async fn set_last_id(connection: &impl ConnectionTrait, table: &Table) -> Result<(), DbErr> {
    let Some(last) = table.last_id else { return Ok(()) };
    if is_sqlite(connection) {
        let name = || table.name.clone().into();
        connection
            .execute_raw(sql(
                connection,
                "delete from sqlite_sequence where name = $1",
                vec![name()],
            ))
            .await?;
        let text = "insert into sqlite_sequence (name, seq) values ($1, $2)";
        connection
            .execute_raw(sql(connection, text, vec![name(), last.into()]))
            .await?;
    } else if let Some(sequence) = sequence(connection, &table.name).await? {
        let text = "select setval($1::regclass, $2, true) as n";
        connection
            .query_one_raw(sql(connection, text, vec![sequence.into(), last.into()]))
            .await?;
    }
    Ok(())
}

async fn sequence(connection: &impl ConnectionTrait, table: &str) -> Result<Option<String>, DbErr> {
    let text = "select pg_get_serial_sequence(quote_ident(table_name), column_name) as name
        from information_schema.columns
        where table_schema = current_schema() and table_name = $1 and column_name = 'id' and is_identity = 'YES'";
    let row = connection
        .query_one_raw(sql(connection, text, vec![table.into()]))
        .await?;
    row.map(|row| row.try_get::<Option<String>>("", "name"))
        .transpose()
        .map(Option::flatten)
}

async fn names(connection: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    // The search index of SQLite is a virtual table with shadows: it is filled by triggers.
    let text = if is_sqlite(connection) {
        "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'
         order by name"
    } else {
        "select table_name::text as name from information_schema.tables
         where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name"
    };
    let mut names = strings(connection, text, "name").await?;
    names.retain(|name| name != MIGRATIONS);
    Ok(names)
}

async fn table(connection: &impl ConnectionTrait, name: String) -> Result<Found, DbErr> {
    let named = || vec![sea_orm::Value::from(name.clone())];
    // `pragma_table_info` and `is_generated` leave out columns that are computed.
    let (columns, key, references) = if is_sqlite(connection) {
        (
            "select name, type as kind from pragma_table_info($1) order by cid",
            "select name from pragma_table_info($1) where pk > 0 order by pk",
            "select \"from\" as name, \"table\" as target from pragma_foreign_key_list($1)",
        )
    } else {
        (
            "select column_name::text as name, data_type::text as kind from information_schema.columns
             where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER' order by ordinal_position",
            "select a.attname::text as name from pg_index i
             join pg_class c on c.oid = i.indrelid and c.relnamespace = current_schema()::regnamespace
             join unnest(i.indkey::int2[]) with ordinality as k(number, position) on true
             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
             where i.indisprimary and c.relname = $1 order by k.position",
            "select a.attname::text as name, t.relname::text as target from pg_constraint f
             join pg_class c on c.oid = f.conrelid and c.relnamespace = current_schema()::regnamespace
             join pg_class t on t.oid = f.confrelid
             join pg_attribute a on a.attrelid = c.oid and a.attnum = any(f.conkey)
             where f.contype = 'f' and c.relname = $1",
        )
    };
    let mut found = Found {
        name: name.clone(),
        columns: vec![],
        key: vec![],
        own_references: vec![],
        refers_to: vec![],
    };
    for row in connection
        .query_all_raw(sql(connection, columns, named()))
        .await?
    {
        let column: String = row.try_get("", "name")?;
        let kind = kind(&row.try_get::<String>("", "kind")?).ok_or_else(|| {
            DbErr::Custom(format!(
                "the column {name}.{column} has a type that backups do not know"
            ))
        })?;
        found.columns.push(Column { name: column, kind });
    }
    for row in connection.query_all_raw(sql(connection, key, named())).await? {
        found.key.push(row.try_get("", "name")?);
    }
    if found.key.is_empty() {
        return Err(DbErr::Custom(format!("the table {name} has no primary key")));
    }
    for row in connection
        .query_all_raw(sql(connection, references, named()))
        .await?
    {
        let target: String = row.try_get("", "target")?;
        if target == name {
            found.own_references.push(row.try_get("", "name")?);
        } else {
            found.refers_to.push(target);
        }
    }
    Ok(found)
}

fn kind(of: &str) -> Option<Kind> {
    match of.to_lowercase().as_str() {
        "bigint" | "integer" | "smallint" => Some(Kind::Number),
        "text" | "character varying" => Some(Kind::Text),
        "boolean" => Some(Kind::Flag),
        "blob" | "bytea" => Some(Kind::Bytes),
        _ => None,
    }
}

async fn strings(connection: &impl ConnectionTrait, text: &str, column: &str) -> Result<Vec<String>, DbErr> {
    let rows = connection.query_all_raw(sql(connection, text, vec![])).await?;
    rows.iter().map(|row| row.try_get("", column)).collect()
}
