//! Moments as portals write them: with an offset or, mostly, without. What has none is local time where the publisher writes it
//! (`modified`, `last_modified`), and UTC where the portal's own machine does (`metadata_modified`).

use jiff::{Timestamp, Unit, civil::DateTime, tz::TimeZone};

/// A date far from anything that is published: a slip that would make its dataset fresh for ever, or stale since the Romans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date before 1900 or after 2100")]
pub struct Absurd;

/// What a publisher writes, at local time unless it says otherwise. None if it is no moment at all.
pub fn local(text: &str, zone: &TimeZone) -> Result<Option<Timestamp>, Absurd> {
    let text = text.trim();
    let (year, moment) = match (text.parse::<Timestamp>(), text.parse::<DateTime>()) {
        // Only what has an offset is a moment by itself.
        (Ok(moment), _) => (moment.to_zoned_datetime(TimeZone::UTC).year(), Some(moment)),
        (Err(_), Ok(civil)) => {
            let moment = civil
                .to_zoned_datetime(zone.clone())
                .map(|zoned| zoned.timestamp());
            (civil.year(), moment.ok())
        }
        (Err(_), Err(_)) => return Ok(None),
    };
    if !(1900..=2100).contains(&year) {
        return Err(Absurd);
    }
    // The second it is nearest to: two clocks that write down one deed are not further apart.
    Ok(moment.and_then(|moment| moment.round(Unit::Second).ok()))
}

/// What a portal's machine writes, at UTC unless it says otherwise.
pub fn utc(text: &str) -> Result<Option<Timestamp>, Absurd> {
    local(text, &TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::{Absurd, local, utc};

    fn here() -> TimeZone {
        TimeZone::get("America/Argentina/Buenos_Aires").unwrap()
    }

    #[test]
    fn one_deed_written_by_two_clocks_is_one_moment() {
        let publisher = local("2021-03-11T17:33:51.992573", &here()).unwrap();
        let machine = utc("2021-03-11T20:33:52.006774").unwrap();
        assert_eq!(publisher, machine);
        assert_eq!(machine.unwrap().to_string(), "2021-03-11T20:33:52Z");
    }

    #[test]
    fn each_way_of_writing_is_read() {
        for (text, expected) in [
            ("2021-04-29", "2021-04-29T03:00:00Z"),
            (" 2021-04-29T10:00:00 ", "2021-04-29T13:00:00Z"),
            ("2021-04-29 10:00:00", "2021-04-29T13:00:00Z"),
            ("2021-04-29T10:00:00Z", "2021-04-29T10:00:00Z"),
            ("2021-04-29T10:00:00.5-03:00", "2021-04-29T13:00:01Z"),
        ] {
            let moment = local(text, &here()).unwrap();
            assert_eq!(
                moment.map(|at| at.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in [
            "",
            "None",
            "[]",
            "ayer",
            "29/04/2021",
            "2021-02-30",
            "2021",
            "99999-01-01",
        ] {
            assert_eq!(local(text, &here()), Ok(None), "{text}");
        }
        for text in ["0001-01-01T00:00:00", "1899-12-30", "9999-12-31"] {
            assert_eq!(local(text, &here()), Err(Absurd), "{text}");
        }
    }
}
