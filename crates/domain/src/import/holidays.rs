//! Calendars: `date`, `name` or `name_es`, perhaps `name_en`; other columns do not matter.

use std::io::Read;

use csv::{ByteRecord, ReaderBuilder, StringRecord};
use jiff::{civil::Date, tz::TimeZone};

use super::{
    cells::{Cells, Header},
    column_date::Format,
    problem::{FileError, ProblemCode, RowProblem},
    text::{clean, flat},
};

/// A day that does not count as a working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonWorkingDay {
    /// The day.
    pub on: Date,
    /// What it is, in Spanish.
    pub name: String,
    /// What it is, in English.
    pub name_en: Option<String>,
}

/// A row of a calendar, read or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayRow {
    /// Its line in the file.
    pub line: u64,
    /// The day, or why it is refused.
    pub result: Result<NonWorkingDay, Vec<RowProblem>>,
}

/// Reads a calendar whole; it is a few hundred lines.
pub fn holidays(file: impl Read) -> Result<Vec<HolidayRow>, FileError> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let header = Header::read(reader.byte_headers()?)?;
    let name = if header.has("name") && !header.has("name_es") {
        "name"
    } else {
        "name_es"
    };
    header.require(["date", name])?;
    let mut rows = Vec::new();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        rows.push(HolidayRow {
            line,
            result: day(&header, name, &record),
        });
    }
    Ok(rows)
}

fn day(header: &Header, name: &str, record: &ByteRecord) -> Result<NonWorkingDay, Vec<RowProblem>> {
    let Ok(record) = StringRecord::from_byte_record(record.clone()) else {
        return Err(vec![RowProblem::new("", ProblemCode::NotUtf8, "")]);
    };
    let cells = Cells {
        header,
        record: &record,
        missing: &[],
    };
    let cell = cells.get("date");
    let on = Format::Iso.read(cell, &TimeZone::UTC);
    let words = |column: &str| Some(flat(&clean(cells.get(column)))).filter(|name| !name.is_empty());
    match (on, words(name)) {
        (Some(on), Some(name)) => Ok(NonWorkingDay {
            on,
            name,
            name_en: words("name_en"),
        }),
        (on, name_found) => {
            let empty = |value: &str| {
                if value.is_empty() {
                    ProblemCode::Empty
                } else {
                    ProblemCode::NotADate
                }
            };
            let mut problems = Vec::new();
            if on.is_none() {
                problems.push(RowProblem::new("date", empty(cell), cell));
            }
            if name_found.is_none() {
                problems.push(RowProblem::new(name, ProblemCode::Empty, ""));
            }
            Err(problems)
        }
    }
}
