//! What can be wrong with a file or with one row of it.

use serde::Serialize;

use crate::keys::keys;

keys! {
    /// Why a row is refused.
    ProblemCode {
        WrongColumns = "wrong_columns",
        NotUtf8 = "not_utf8",
        Empty = "empty",
        TooShort = "too_short",
        TooLong = "too_long",
        NotADate = "not_a_date",
        BeforeReception = "before_reception",
        InTheFuture = "in_the_future",
        UnknownValue = "unknown_value",
        NotAUrl = "not_a_url",
        Email = "email",
        DuplicateKey = "duplicate_key",
        Contradiction = "contradiction",
    }
}

/// One reason why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowProblem {
    /// The column of the file, or the field of the mapping where several columns make it.
    pub column: String,
    /// What is wrong.
    pub code: ProblemCode,
    /// The value found, cut at 80 characters.
    pub value: String,
}

impl RowProblem {
    pub(super) fn new(column: &str, code: ProblemCode, value: &str) -> Self {
        Self {
            column: column.to_owned(),
            code,
            value: value.chars().take(80).collect(),
        }
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read as CSV.
    #[error("the file cannot be read: {0}")]
    Csv(#[from] csv::Error),
    /// Columns that were asked for are not in its first line.
    #[error("not in the file: {}. Its columns: {}", .missing.join(", "), .found.join(", "))]
    MissingColumns {
        /// The columns asked for.
        missing: Vec<String>,
        /// The columns there are.
        found: Vec<String>,
    },
    /// Two columns have the same name.
    #[error("two columns are called {0}")]
    DoubleColumn(String),
}
