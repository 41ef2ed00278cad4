//! The rows of a file of requests, one after the other: a large file is never in memory whole.

use std::{collections::HashSet, io::Read};

use csv::{ByteRecord, ReaderBuilder, StringRecord};
use jiff::{civil::Date, tz::TimeZone};

use super::{
    cells::{Cells, Header},
    map::Map,
    problem::{FileError, ProblemCode, RowProblem},
    reading,
    request::{self, ImportedRequest},
};

/// A row of the file, read or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file.
    pub line: u64,
    /// Its key; empty where the row has none.
    pub key: String,
    /// The request, or every reason why it is none.
    pub result: Result<ImportedRequest, Vec<RowProblem>>,
}

/// The rows of a file.
pub struct Requests<'m, R> {
    map: &'m Map,
    reader: csv::Reader<R>,
    header: Header,
    today: Date,
    zone: TimeZone,
    seen: HashSet<String>,
}

/// Opens a file: its columns are checked now, its rows are read as they are asked for. `zone` is where a day begins.
pub fn requests<R: Read>(
    file: R,
    map: &Map,
    today: Date,
    zone: TimeZone,
) -> Result<Requests<'_, R>, FileError> {
    let delimiter = u8::try_from(map.file.delimiter).unwrap_or(b',');
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(file);
    let header = Header::read(reader.byte_headers()?)?;
    header.require(map.columns())?;
    Ok(Requests {
        map,
        reader,
        header,
        today,
        zone,
        seen: HashSet::new(),
    })
}

impl<R: Read> Iterator for Requests<'_, R> {
    type Item = Result<Row, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => Some(Ok(self.row(record))),
            Ok(false) => None,
            Err(error) => Some(Err(error.into())),
        }
    }
}

impl<R> Requests<'_, R> {
    fn row(&mut self, record: ByteRecord) -> Row {
        let line = record.position().map_or(0, csv::Position::line);
        let refused = |key: String, problem: RowProblem| Row {
            line,
            key,
            result: Err(vec![problem]),
        };
        let width = record.len();
        if width != self.header.names().len() {
            return refused(
                String::new(),
                RowProblem::new("", ProblemCode::WrongColumns, &width.to_string()),
            );
        }
        let Ok(record) = StringRecord::from_byte_record(record) else {
            return refused(String::new(), RowProblem::new("", ProblemCode::NotUtf8, ""));
        };
        let cells = Cells {
            header: &self.header,
            record: &record,
            missing: &self.map.missing,
        };
        let key = match request::key(self.map, &cells) {
            Ok(key) => key,
            Err(problem) => return refused(String::new(), problem),
        };
        if !self.seen.insert(key.clone()) {
            let problem = RowProblem::new(&self.map.key.join(", "), ProblemCode::DuplicateKey, &key);
            return refused(key, problem);
        }
        let result = reading::read(self.map, &cells, key.clone(), self.today, &self.zone);
        Row { line, key, result }
    }
}
