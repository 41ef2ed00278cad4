//! Dates as files write them. A date that can be read in two ways is refused, never guessed.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::Deserialize;

/// The column of a date and how it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnDate {
    pub(super) column: String,
    #[serde(default)]
    pub(super) format: Format,
}

/// The order of day, month and year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Format {
    /// `2015-01-31`, or with a time behind it.
    #[default]
    Iso,
    /// `31/01/2015`
    Dmy,
    /// `01/31/2015`
    Mdy,
}

impl From<String> for ColumnDate {
    fn from(column: String) -> Self {
        Self {
            column,
            format: Format::Iso,
        }
    }
}

impl Format {
    /// The local date of a cell.
    pub(super) fn read(self, cell: &str, zone: &TimeZone) -> Option<Date> {
        let date = match self {
            Self::Iso => iso(cell, zone),
            Self::Dmy => numbers(cell).and_then(|[day, month, year]| civil(year, month, day)),
            Self::Mdy => numbers(cell).and_then(|[month, day, year]| civil(year, month, day)),
        };
        date.filter(|date| date.year() >= 1900)
    }
}

/// A time with an offset is a moment, and its date that of the place; a time without one is local already.
fn iso(cell: &str, zone: &TimeZone) -> Option<Date> {
    let dashed =
        cell.len() >= 10 && cell.as_bytes().get(4) == Some(&b'-') && cell.as_bytes().get(7) == Some(&b'-');
    if !dashed {
        return None;
    }
    if cell.len() == 10 {
        return cell.parse().ok();
    }
    match cell.parse::<Timestamp>() {
        Ok(moment) => Some(moment.to_zoned_datetime(zone.clone()).date()),
        Err(_) => cell.parse::<DateTime>().ok().map(DateTime::date),
    }
}

fn numbers(cell: &str) -> Option<[i16; 3]> {
    let parts: Vec<&str> = cell.split(['/', '-', '.']).collect();
    let [first, second, year] = parts[..] else {
        return None;
    };
    let number = |part: &str| {
        part.parse::<i16>()
            .ok()
            .filter(|_| part.bytes().all(|b| b.is_ascii_digit()))
    };
    (year.len() == 4).then_some(())?;
    Some([number(first)?, number(second)?, number(year)?])
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
