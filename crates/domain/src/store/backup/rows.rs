//! Rows to lines and back. Pages follow the primary key, so that a table of any size needs the memory of one batch.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::Path,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};
use serde_json::Value as Json;

use super::{BATCH, BackupError, Column, Kind, PARAMETERS, Table, is_sqlite, quoted, schema::Found, sql};

/// Writes all rows of `table` into `path`; gives their number.
pub async fn write(
    connection: &impl ConnectionTrait,
    table: &Found,
    path: &Path,
) -> Result<u64, BackupError> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut rows = 0;
    let mut after: Vec<Value> = Vec::new();
    loop {
        let text = page(connection, table, !after.is_empty());
        let page = connection.query_all_raw(sql(connection, &text, after)).await?;
        for row in &page {
            let values: Vec<Json> = table
                .columns
                .iter()
                .map(|column| to_json(row, column))
                .collect::<Result<_, DbErr>>()?;
            serde_json::to_writer(&mut file, &values).map_err(std::io::Error::from)?;
            file.write_all(b"\n")?;
            rows += 1;
        }
        match page.last() {
            Some(last) if page.len() == BATCH => {
                let columns = table
                    .key
                    .iter()
                    .filter_map(|name| table.columns.iter().find(|column| column.name == *name));
                after = columns
                    .map(|column| to_value(column.kind, to_json(last, column)?))
                    .collect::<Result<_, _>>()?;
            }
            _ => break,
        }
    }
    file.into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(rows)
}

/// Inserts all rows of `path` into `place`.
pub async fn read(
    connection: &impl ConnectionTrait,
    table: &Table,
    place: &Found,
    path: &Path,
) -> Result<(), BackupError> {
    let unfit = |what: &str| BackupError::Unfit(format!("{}: {what}", table.name));
    let mut columns = table.columns.clone();
    let mut there = place.columns.clone();
    columns.sort_by(|a, b| a.name.cmp(&b.name));
    there.sort_by(|a, b| a.name.cmp(&b.name));
    if columns != there {
        return Err(unfit("its columns are others"));
    }
    let own: Vec<usize> = (0..table.columns.len())
        .filter(|at| place.own_references.contains(&table.columns[*at].name))
        .collect();
    let id = table.columns.iter().position(|column| column.name == "id");
    let most = BATCH.min(PARAMETERS / table.columns.len().max(1));
    let (mut batch, mut waiting, mut rows) = (Vec::new(), Vec::new(), 0);
    for line in BufReader::new(File::open(path)?).lines() {
        let line: Vec<Json> = serde_json::from_str(&line?).map_err(|_| unfit("a line is not a row"))?;
        if line.len() != table.columns.len() {
            return Err(unfit("a row has another number of values"));
        }
        let mut row: Vec<Value> = table
            .columns
            .iter()
            .zip(line)
            .map(|(column, value)| to_value(column.kind, value))
            .collect::<Result<_, _>>()?;
        // A row may refer to one that is not there yet: such references are set when all rows are.
        for at in &own {
            let none = to_value(table.columns[*at].kind, Json::Null)?;
            let reference = std::mem::replace(&mut row[*at], none.clone());
            if reference != none {
                let id = id.ok_or_else(|| unfit("it refers to itself and has no id"))?;
                waiting.push((*at, reference, row[id].clone()));
            }
        }
        batch.push(row);
        rows += 1;
        if batch.len() == most {
            insert(connection, table, std::mem::take(&mut batch)).await?;
        }
    }
    insert(connection, table, batch).await?;
    for (at, reference, id) in waiting {
        let (name, column) = (quoted(&table.name), quoted(&table.columns[at].name));
        let text = format!("update {name} set {column} = $1 where id = $2");
        connection
            .execute_raw(sql(connection, &text, vec![reference, id]))
            .await?;
    }
    if rows == table.rows {
        Ok(())
    } else {
        Err(unfit("rows are missing"))
    }
}

async fn insert(
    connection: &impl ConnectionTrait,
    table: &Table,
    rows: Vec<Vec<Value>>,
) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    let columns: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    let mut next = 0;
    let groups: Vec<String> = rows
        .iter()
        .map(|row| {
            let numbers: Vec<String> = row
                .iter()
                .map(|_| {
                    next += 1;
                    format!("${next}")
                })
                .collect();
            format!("({})", numbers.join(","))
        })
        .collect();
    let text = format!(
        "insert into {} ({}) values {}",
        quoted(&table.name),
        columns.join(","),
        groups.join(",")
    );
    connection
        .execute_raw(sql(connection, &text, rows.into_iter().flatten().collect()))
        .await
        .map(drop)
}

fn page(connection: &impl ConnectionTrait, table: &Found, further: bool) -> String {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            let name = quoted(&column.name);
            // `integer` has 32 bits on PostgreSQL, and is read as what it is.
            if column.kind == Kind::Number && !is_sqlite(connection) {
                format!("cast({name} as bigint) as {name}")
            } else {
                name
            }
        })
        .collect();
    let key = table
        .key
        .iter()
        .map(|name| quoted(name))
        .collect::<Vec<_>>()
        .join(",");
    let after = if further {
        let numbers: Vec<String> = (1..=table.key.len()).map(|number| format!("${number}")).collect();
        format!("where ({key}) > ({})", numbers.join(","))
    } else {
        String::new()
    };
    format!(
        "select {} from {} {after} order by {key} limit {BATCH}",
        columns.join(","),
        quoted(&table.name)
    )
}

fn to_json(row: &QueryResult, column: &Column) -> Result<Json, DbErr> {
    let name = column.name.as_str();
    Ok(match column.kind {
        Kind::Number => row.try_get::<Option<i64>>("", name)?.into(),
        Kind::Text => row.try_get::<Option<String>>("", name)?.into(),
        Kind::Flag => row.try_get::<Option<bool>>("", name)?.into(),
        Kind::Bytes => row
            .try_get::<Option<Vec<u8>>>("", name)?
            .map(|bytes| STANDARD.encode(bytes))
            .into(),
    })
}

/// The value to bind: typed also when it is null, because PostgreSQL asks.
fn to_value(kind: Kind, json: Json) -> Result<Value, BackupError> {
    let unfit = || BackupError::Unfit(format!("a value is not of the kind {kind:?}"));
    Ok(match (kind, json) {
        (Kind::Number, Json::Null) => Value::from(None::<i64>),
        (Kind::Text, Json::Null) => Value::from(None::<String>),
        (Kind::Flag, Json::Null) => Value::from(None::<bool>),
        (Kind::Bytes, Json::Null) => Value::from(None::<Vec<u8>>),
        (Kind::Number, Json::Number(number)) => Value::from(number.as_i64().ok_or_else(unfit)?),
        (Kind::Text, Json::String(text)) => Value::from(text),
        (Kind::Flag, Json::Bool(flag)) => Value::from(flag),
        (Kind::Bytes, Json::String(text)) => Value::from(STANDARD.decode(text).map_err(|_| unfit())?),
        _ => return Err(unfit()),
    })
}
