//! The cells of one row, by the name of their column.

use std::collections::HashMap;

use csv::{ByteRecord, StringRecord};

use super::problem::FileError;

/// The first line of a file.
pub(super) struct Header {
    names: Vec<String>,
    at: HashMap<String, usize>,
}

impl Header {
    pub(super) fn read(record: &ByteRecord) -> Result<Self, FileError> {
        let names: Vec<String> = record
            .iter()
            .map(|cell| {
                String::from_utf8_lossy(cell)
                    .trim_start_matches('\u{feff}')
                    .trim()
                    .to_owned()
            })
            .collect();
        let mut at = HashMap::new();
        for (index, name) in names.iter().enumerate() {
            if at.insert(name.clone(), index).is_some() && !name.is_empty() {
                return Err(FileError::DoubleColumn(name.clone()));
            }
        }
        Ok(Self { names, at })
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.at.contains_key(column)
    }

    /// Refuses a file that lacks one of these columns.
    pub(super) fn require<'a>(&self, columns: impl IntoIterator<Item = &'a str>) -> Result<(), FileError> {
        let mut missing: Vec<String> = columns
            .into_iter()
            .filter(|column| !self.has(column))
            .map(str::to_owned)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        missing.sort_unstable();
        missing.dedup();
        Err(FileError::MissingColumns {
            missing,
            found: self.names.clone(),
        })
    }
}

/// One row.
pub(super) struct Cells<'a> {
    pub(super) header: &'a Header,
    pub(super) record: &'a StringRecord,
    /// Cells with one of these words are empty.
    pub(super) missing: &'a [String],
}

impl Cells<'_> {
    /// The cell, without blanks around it; empty where the column is not there or says that it has nothing to say.
    pub(super) fn get(&self, column: &str) -> &str {
        let cell = self
            .header
            .at
            .get(column)
            .and_then(|at| self.record.get(*at))
            .unwrap_or_default()
            .trim();
        if self.missing.iter().any(|word| word == cell) {
            ""
        } else {
            cell
        }
    }
}
