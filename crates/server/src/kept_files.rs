//! Whether a backup holds the bytes of every file that its database speaks of, and the right ones.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

use anyhow::Context as _;
use domain::store::backup::{Contents, file_name};
use serde_json::Value;

/// The table of files.
const TABLE: &str = "attachment";

/// The files of a backup.
#[derive(Debug, Default)]
pub struct KeptFiles {
    /// How many have the bytes that their rows speak of.
    pub whole: usize,
    /// What is to be told of the others: that does not keep the rest from coming back.
    pub wrong: Vec<String>,
}

/// Compares the rows of the files with the bytes that are there.
pub fn check(
    contents: &Contents,
    tables: &Path,
    parts: &BTreeMap<String, String>,
) -> anyhow::Result<KeptFiles> {
    let Some(table) = contents.tables.iter().find(|table| table.name == TABLE) else {
        // Made by a version without files.
        return Ok(KeptFiles::default());
    };
    let place = |name: &str| {
        let found = table.columns.iter().position(|column| column.name == name);
        found.with_context(|| format!("the table {TABLE} has no column {name}"))
    };
    let (object, hash, erased) = (place("object")?, place("sha256")?, place("erased_at")?);
    let mut found = KeptFiles::default();
    for line in BufReader::new(File::open(tables.join(file_name(TABLE)))?).lines() {
        let row: Vec<Value> = serde_json::from_str(&line?)?;
        let text = |at: usize| row.get(at).and_then(Value::as_str);
        let is_erased = row.get(erased).is_some_and(|value| !value.is_null());
        let Some(object) = text(object).filter(|_| !is_erased) else {
            continue;
        };
        match parts.get(&format!("files/{object}")) {
            None => found.wrong.push(format!(
                "files/{object} is not in the backup: taken away while it was made, or lost before"
            )),
            Some(there) if Some(there.as_str()) == text(hash) => found.whole += 1,
            Some(_) => found.wrong.push(format!(
                "files/{object} was changed before the backup: its SHA-256 is not the one the database has"
            )),
        }
    }
    Ok(found)
}
