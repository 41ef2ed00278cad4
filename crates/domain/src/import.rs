//! Reading what others recorded: requests from a CSV with a mapping file, those of a meeting, and calendars. The mapping format is described in
//! `docs/import.md`.
//!
//! Pure: rows go in, requests and reasons come out. Nothing is stored here and nothing is guessed: a row that cannot be read
//! for certain is refused with the column, a code and the value.

mod cells;
mod choice;
mod column_date;
mod disposition;
mod holidays;
mod map;
mod meeting;
mod problem;
mod reading;
mod request;
mod requests;
mod text;

pub use holidays::{HolidayRow, NonWorkingDay, holidays};
pub use map::{Map, MapError, MapProblem};
pub use meeting::{
    Attendee, CellCode, CellProblem, Column, LARGEST_MEETING, MOST_ATTENDEES, MOST_ROWS, Meeting,
    MeetingError, MeetingRow, Vocabulary, Voiced, decode, meeting, same_words,
};
pub use problem::{FileError, ProblemCode, RowProblem};
pub use request::{ImportedArea, ImportedEnd, ImportedRequest};
pub use requests::{Requests, Row, requests};
pub use text::slug;

#[cfg(test)]
mod tests;
