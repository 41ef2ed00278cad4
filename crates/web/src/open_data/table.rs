//! A table as CSV, sent while it is read: a page of rows at a time, however many there are.

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, stream};
use serde::Serialize;

use crate::query::Query;

/// What a column holds, in the words of Table Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// `2026-11-27`.
    Date,
    /// `2026-11-27T15:04:05Z`, in UTC.
    DateTime,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, which never changes.
    pub name: &'static str,
    /// What it holds.
    pub holds: Type,
    /// Whether it is never empty.
    pub required: bool,
}

/// A column that is never empty.
pub const fn required(name: &'static str, holds: Type) -> Column {
    Column {
        name,
        holds,
        required: true,
    }
}

/// A column that may be empty.
pub const fn optional(name: &'static str, holds: Type) -> Column {
    Column {
        name,
        holds,
        required: false,
    }
}

/// For which program a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// RFC 4180 in UTF-8.
    Plain,
    /// With a byte order mark and semicolons, as a spreadsheet opens it where a comma separates decimals.
    Spreadsheet,
}

impl Dialect {
    /// The one that `for` in a query asks for.
    pub fn of(query: &Query) -> Self {
        match query.one("for") {
            Some("spreadsheet") => Self::Spreadsheet,
            _ => Self::Plain,
        }
    }
}

/// A row: its cells in the order of the columns.
pub type Row = Vec<String>;

/// Answers with a table, named `name` and described at `package`. An error in the middle breaks the transfer off, so that nobody takes half for the whole.
pub fn respond<S, E>(
    (name, package): (&'static str, &str),
    dialect: Dialect,
    columns: &[Column],
    pages: S,
) -> Response
where
    S: Stream<Item = Result<Vec<Row>, E>> + Send + 'static,
    E: std::error::Error + Send + Sync + 'static,
{
    let head = columns.iter().map(|column| column.name.to_owned()).collect();
    let mark = match dialect {
        Dialect::Plain => Bytes::new(),
        Dialect::Spreadsheet => Bytes::from_static("\u{feff}".as_bytes()),
    };
    let rows = stream::once(async move { Ok(vec![head]) }).chain(pages);
    let lines = rows.map(move |rows| rows.map(|rows| lines(dialect, &rows)));
    let body = stream::once(async move { Ok(mark) }).chain(lines);
    let disposition = format!("attachment; filename=\"{name}\"");
    let mut response = Body::from_stream(body).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8; header=present"),
    );
    let described = format!("<{package}>; rel=\"describedby\"; type=\"application/json\"");
    for (name, value) in [
        (header::CONTENT_DISPOSITION, disposition),
        (header::LINK, described),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

/// Rows as lines. What a spreadsheet would take for a formula is preceded by an apostrophe (OWASP, CSV Injection).
pub fn lines(dialect: Dialect, rows: &[Row]) -> Bytes {
    let delimiter = match dialect {
        Dialect::Plain => b',',
        Dialect::Spreadsheet => b';',
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Into memory: nothing to fail.
        let _written = writer.write_record(row.iter().map(|cell| harmless(cell)).map(String::into_bytes));
    }
    Bytes::from(writer.into_inner().unwrap_or_default())
}

fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula_and_none_leaves_its_place() {
        let row: Row = ["=1+1", "@x", "a,b;\"c\"\nd", "", "é"]
            .map(str::to_owned)
            .to_vec();
        let plain = lines(Dialect::Plain, std::slice::from_ref(&row));
        assert_eq!(plain, "'=1+1,'@x,\"a,b;\"\"c\"\"\nd\",,é\r\n".as_bytes());
        let sheet = lines(Dialect::Spreadsheet, &[row]);
        assert!(sheet.starts_with(b"'=1+1;'@x;"));
    }
}
