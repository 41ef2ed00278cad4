//! The requests voiced at a meeting, as a table that somebody typed: a CSV of any spreadsheet, or what was pasted from one.
//! Every cell that cannot be taken is told with its line and column, and no row keeps another one back.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::{cells::Header, problem::FileError, text::comparable};
use crate::{data_request::NewDataRequest, keys::keys, person::Email};

mod bytes;
mod reading;

pub use bytes::decode;

/// Rows that are taken at once.
pub const MOST_ROWS: usize = 200;
/// Bytes that are taken at once.
pub const LARGEST_MEETING: usize = 1_000_000;
/// People that one row may name.
pub const MOST_ATTENDEES: usize = 100;

keys! {
    /// A column that is read. All others are left alone, and that is said.
    Column {
        /// What data is needed.
        Body = "body",
        /// Its title.
        Title = "title",
        /// What kind of request.
        Kind = "kind",
        /// Its theme.
        Theme = "theme",
        /// The area that could answer.
        Area = "area",
        /// The dataset it is about.
        Dataset = "dataset",
        /// Who voiced it.
        Name = "name",
        /// Their address.
        Email = "email",
        /// Who needs it too.
        Attendees = "attendees",
        /// What kind of data user voiced it.
        Sector = "sector",
    }
}

impl Column {
    /// What its header may say, in Spanish and in English, without accents and in lower case.
    const fn called(self) -> &'static [&'static str] {
        match self {
            Self::Body => &["pedido", "texto", "que dato", "request", "text", "body"],
            Self::Title => &["titulo", "title"],
            Self::Kind => &["tipo", "kind", "type"],
            Self::Theme => &["tema", "theme", "topic"],
            Self::Area => &["area"],
            Self::Dataset => &["conjunto de datos", "conjunto", "dataset"],
            Self::Name => &["quien lo dijo", "nombre", "voiced by", "name"],
            Self::Email => &["correo", "correo electronico", "mail", "e-mail", "email"],
            Self::Attendees => &[
                "a quien mas le sirve",
                "asistentes",
                "adhieren",
                "who else needs it",
                "attendees",
            ],
            Self::Sector => &["sector"],
        }
    }

    fn of(header: &str) -> Option<Self> {
        let header = comparable(header);
        Self::ALL
            .iter()
            .copied()
            .find(|column| column.called().contains(&header.as_str()))
    }
}

/// The header of the column that a table given back has on top: it says why, and is not read.
const WHY: [&str; 2] = ["que corregir", "what to correct"];

keys! {
    /// What is wrong with a cell. The words say how to mend it.
    CellCode {
        Required = "required",
        TooShort = "too-short",
        TooLong = "too-long",
        UnknownValue = "unknown-value",
        NotAnEmail = "not-an-email",
        /// What everybody reads has an address in it.
        Address = "address",
        TooMany = "too-many",
        /// The row has more cells than there are columns.
        WrongColumns = "wrong-columns",
        /// It is the example of the template.
        Example = "example",
    }
}

/// One thing that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// In which column; in the row as a whole when there is none.
    pub column: Option<Column>,
    /// What.
    pub code: CellCode,
    /// The bound that was missed, where there is one.
    pub bound: Option<i64>,
    /// What stands there, cut.
    pub value: String,
}

/// Somebody who needs it too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Their name; empty when only the address is there.
    pub name: String,
    /// Where to ask them.
    pub email: Email,
}

/// A row that can be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voiced {
    /// What is asked.
    pub new: NewDataRequest,
    /// Who voiced it.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<Email>,
    /// Who needs it too, each once, and not whoever voiced it.
    pub attendees: Vec<Attendee>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRow {
    /// Its line in what was sent.
    pub line: u64,
    /// Its cells, as they are.
    pub cells: Vec<String>,
    /// What is to be filed, or everything that is wrong.
    pub result: Result<Voiced, Vec<CellProblem>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its headers, as they are.
    pub header: Vec<String>,
    /// Headers of columns that are not read.
    pub unread: Vec<String>,
    /// Its rows; empty lines are none.
    pub rows: Vec<MeetingRow>,
}

/// Why a table cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingError {
    /// There is no row in it.
    Empty,
    /// It is larger than [`LARGEST_MEETING`].
    TooLarge,
    /// It is no text.
    NotText,
    /// It is no table.
    NotATable,
    /// It has more rows than [`MOST_ROWS`].
    TooManyRows(usize),
    /// No column says what is asked; these are there.
    NoBody(Vec<String>),
    /// Two columns say the same.
    DoubleColumn(String),
}

/// What cells may say for a value of a closed set: its key, and its names in every language.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    values: HashMap<(Column, String), String>,
    examples: Vec<String>,
}

impl Vocabulary {
    /// `text` in `column` means `key`.
    pub fn add(&mut self, column: Column, text: &str, key: &str) {
        self.values
            .entry((column, comparable(text)))
            .or_insert_with(|| key.to_owned());
    }

    /// A row that asks for this is the example of the template.
    pub fn add_example(&mut self, body: &str) {
        self.examples.push(comparable(body));
    }

    fn key(&self, column: Column, cell: &str) -> Option<&str> {
        let key = self.values.get(&(column, comparable(cell)))?;
        Some(key)
    }

    fn is_example(&self, body: &str) -> bool {
        self.examples.contains(&comparable(body))
    }
}

/// Whether two texts ask in the same words, however they are written.
pub fn same_words(one: &str, other: &str) -> bool {
    comparable(one) == comparable(other)
}

/// Reads a table whole.
pub fn meeting(text: &str, vocabulary: &Vocabulary) -> Result<Meeting, MeetingError> {
    if text.len() > LARGEST_MEETING {
        return Err(MeetingError::TooLarge);
    }
    if text.contains('\0') {
        return Err(MeetingError::NotText);
    }
    // The reader counts a line late where two characters end it.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let names = Header::read(reader.byte_headers().map_err(|_| MeetingError::NotATable)?)?;
    let header = names.names().to_vec();
    let columns: Vec<Option<Column>> = header.iter().map(|name| Column::of(name)).collect();
    for (at, column) in columns.iter().enumerate() {
        if column.is_some() && columns[..at].contains(column) {
            return Err(MeetingError::DoubleColumn(header[at].clone()));
        }
    }
    let mut rows = Vec::new();
    let mut count = 0;
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| MeetingError::NotATable)?
    {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        count += 1;
        if count <= MOST_ROWS {
            let line = record.position().map_or(0, csv::Position::line);
            rows.push(MeetingRow {
                line,
                cells: record.iter().map(str::to_owned).collect(),
                result: reading::read((&header, &columns), &record, vocabulary),
            });
        }
    }
    if rows.is_empty() && header.iter().all(String::is_empty) {
        return Err(MeetingError::Empty);
    }
    if !columns.contains(&Some(Column::Body)) {
        return Err(MeetingError::NoBody(header));
    }
    if rows.is_empty() {
        return Err(MeetingError::Empty);
    }
    if count > MOST_ROWS {
        return Err(MeetingError::TooManyRows(count));
    }
    let is_unread = |(name, column): &(&String, &Option<Column>)| {
        column.is_none() && !name.is_empty() && !WHY.contains(&comparable(name).as_str())
    };
    let unread = header.iter().zip(&columns).filter(is_unread);
    let unread = unread.map(|(name, _)| name.clone()).collect();
    Ok(Meeting { header, unread, rows })
}

/// A character that nobody types: in a table of one column a comma is a comma.
const NOTHING_BETWEEN: u8 = 0x1F;

/// What is between the cells of the first line: spreadsheets write semicolons where a comma separates decimals, and put tabs
/// between what is copied from them.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => {
                for (delimiter, count) in &mut counts {
                    *count += i32::from(byte == *delimiter);
                }
            }
        }
    }
    let most = counts.iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 0)
        .map_or(NOTHING_BETWEEN, |(delimiter, _)| *delimiter)
}

impl From<FileError> for MeetingError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::DoubleColumn(name) => Self::DoubleColumn(name),
            FileError::Csv(_) => Self::NotATable,
            FileError::MissingColumns { found, .. } => Self::NoBody(found),
        }
    }
}

#[cfg(test)]
mod tests;
