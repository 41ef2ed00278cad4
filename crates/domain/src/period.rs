//! A year or a month of the calendar: when something that figures count happened.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A year, or a month of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// `2026`
    Year(i16),
    /// `2026-03`
    Month(i16, i8),
}

/// The text is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a year (2026) or a month (2026-03)")]
pub struct NotAPeriod;

impl Period {
    /// The month of a cell of the figures, such as `202603`.
    pub fn of_cell(period: i32) -> Option<Self> {
        let (year, month) = (i16::try_from(period / 100), i8::try_from(period % 100));
        Some(Self::Month(year.ok()?, month.ok()?)).filter(|period| period.begins().is_some())
    }

    /// Its first and last month, as the cells of the figures have them: `(202601, 202612)`.
    pub fn months(self) -> (i32, i32) {
        match self {
            Self::Year(year) => (i32::from(year) * 100 + 1, i32::from(year) * 100 + 12),
            Self::Month(year, month) => {
                let month = i32::from(year) * 100 + i32::from(month);
                (month, month)
            }
        }
    }

    /// When it begins where `zone` is the time, and when the next one does.
    pub fn bounds(self, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        let next = match self {
            Self::Year(year) => Self::Year(year.checked_add(1)?),
            Self::Month(year, 12) => Self::Month(year.checked_add(1)?, 1),
            Self::Month(year, month) => Self::Month(year, month + 1),
        };
        let at = |day: Date| zone.to_timestamp(day.at(0, 0, 0, 0)).ok();
        Some((at(self.begins()?)?, at(next.begins()?)?))
    }

    fn begins(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Year(year) => (year, 1),
            Self::Month(year, month) => (year, month),
        };
        Date::new(year, month, 1).ok()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;

    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let digits = |text: &str, many| text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit());
        let (year, month) = text
            .split_once('-')
            .map_or((text, None), |(year, month)| (year, Some(month)));
        if !digits(year, 4) || month.is_some_and(|month| !digits(month, 2)) {
            return Err(NotAPeriod);
        }
        let year = year.parse().map_err(|_| NotAPeriod)?;
        let period = match month {
            None => Self::Year(year),
            Some(month) => Self::Month(year, month.parse().map_err(|_| NotAPeriod)?),
        };
        // Every one that is read has an end: the calendar goes to the year 9999.
        let has_an_end = (1..9999).contains(&year) && period.begins().is_some();
        has_an_end.then_some(period).ok_or(NotAPeriod)
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::Period;

    #[test]
    fn a_year_and_a_month_are_read_and_said() {
        for text in ["2026", "2026-03", "0001", "9998-12"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "26",
            "2026-3",
            "2026-13",
            "2026-00",
            "2026-03-01",
            "9999",
            "0000",
            "+026",
            "2026-",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn it_begins_at_midnight_where_people_are() {
        let zone = TimeZone::get("America/Argentina/Buenos_Aires").unwrap();
        let bounds = |text: &str| {
            let (from, until) = text.parse::<Period>().unwrap().bounds(&zone).unwrap();
            (from.to_string(), until.to_string())
        };
        let of = |from: &str, until: &str| (from.to_owned(), until.to_owned());
        assert_eq!(bounds("2026"), of("2026-01-01T03:00:00Z", "2027-01-01T03:00:00Z"));
        assert_eq!(
            bounds("2026-12"),
            of("2026-12-01T03:00:00Z", "2027-01-01T03:00:00Z")
        );
        assert_eq!("2026".parse::<Period>().unwrap().months(), (202_601, 202_612));
        assert_eq!("2026-03".parse::<Period>().unwrap().months(), (202_603, 202_603));
        assert_eq!(Period::of_cell(202_603), Some(Period::Month(2026, 3)));
        assert_eq!(Period::of_cell(202_600), None);
    }
}
