//! How often somebody wants to hear of what they support or follow, and at which hours nothing is to arrive. Pure.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Weekday},
    tz::TimeZone,
};

use crate::{audience::MailKind, keys::keys};

keys! {
    /// How often.
    Cadence {
        /// A mail for each piece of news.
        AtOnce = "at_once",
        /// One mail a day, if there is news.
        Daily = "daily",
        /// One mail a week, if there is news.
        Weekly = "weekly",
        /// Nothing.
        Never = "none",
    }
}

impl Cadence {
    /// Whether news waits for a digest.
    pub const fn is_digest(self) -> bool {
        matches!(self, Self::Daily | Self::Weekly)
    }
}

/// The hour, on the local clock, at which digests are put together.
const DIGEST_HOUR: i8 = 8;

/// The days whose digests are due at a moment: that of the day, and that of the week, which comes on Monday. A run that was
/// missed is made up for by the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DigestDays {
    /// The day of the daily digest.
    pub daily: Date,
    /// The Monday of the weekly one.
    pub weekly: Date,
}

impl DigestDays {
    /// The last ones that are due at `now`.
    pub fn at(now: Timestamp, zone: &TimeZone) -> Self {
        let local = now.to_zoned_datetime(zone.clone()).datetime();
        let daily = if local.hour() < DIGEST_HOUR {
            before(local.date())
        } else {
            local.date()
        };
        let mut weekly = daily;
        while weekly.weekday() != Weekday::Monday {
            weekly = before(weekly);
        }
        Self { daily, weekly }
    }
}

fn before(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}

/// Local hours in which no mail arrives: from the beginning of one to the beginning of the other, perhaps over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// The first quiet hour.
    pub from: i8,
    /// The first hour that is not quiet any more.
    pub until: i8,
}

impl QuietHours {
    /// The hours, if they are hours of a day and not the same.
    pub fn new(from: i8, until: i8) -> Option<Self> {
        let is_hour = |hour| (0..24).contains(&hour);
        (is_hour(from) && is_hour(until) && from != until).then_some(Self { from, until })
    }

    /// When they end, if `now` is within them.
    pub fn end(self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let local = now.to_zoned_datetime(zone.clone()).datetime();
        let hour = local.hour();
        let over_midnight = self.from > self.until;
        let inside = if over_midnight {
            hour >= self.from || hour < self.until
        } else {
            hour >= self.from && hour < self.until
        };
        if !inside {
            return None;
        }
        let day = if over_midnight && hour >= self.from {
            local.date().tomorrow().ok()?
        } else {
            local.date()
        };
        let end = DateTime::from_parts(day, jiff::civil::time(self.until, 0, 0, 0));
        // Where clocks are moved an hour may be there twice: the end is never in the past.
        let end = zone.to_timestamp(end).ok()?;
        (end > now).then_some(end)
    }
}

/// Whether a mail waits for the end of quiet hours. What somebody has just asked for does not: they sit and wait for it.
pub const fn minds_quiet_hours(kind: MailKind) -> bool {
    !matches!(
        kind,
        MailKind::ConfirmEmail | MailKind::SignIn | MailKind::Receipt
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn zone() -> TimeZone {
        TimeZone::fixed(jiff::tz::offset(-3))
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn quiet_hours_end_when_they_say() {
        let night = QuietHours::new(22, 7).unwrap();
        for (now, end) in [
            ("2026-11-24T00:59:59Z", None),
            ("2026-11-24T01:00:00Z", Some("2026-11-24T10:00:00Z")),
            ("2026-11-24T03:30:00Z", Some("2026-11-24T10:00:00Z")),
            ("2026-11-24T09:59:59Z", Some("2026-11-24T10:00:00Z")),
            ("2026-11-24T10:00:00Z", None),
        ] {
            assert_eq!(night.end(at(now), &zone()), end.map(at), "{now}");
        }
        let noon = QuietHours::new(12, 15).unwrap();
        assert_eq!(noon.end(at("2026-11-24T14:59:00Z"), &zone()), None);
        assert_eq!(
            noon.end(at("2026-11-24T15:00:00Z"), &zone()),
            Some(at("2026-11-24T18:00:00Z"))
        );
        assert_eq!(noon.end(at("2026-11-24T18:00:00Z"), &zone()), None);
        for (from, until) in [(7, 7), (-1, 7), (7, 24)] {
            assert_eq!(QuietHours::new(from, until), None);
        }
    }

    #[test]
    fn quiet_hours_end_on_the_day_on_which_clocks_are_moved() {
        let zone = TimeZone::get("Europe/Madrid").unwrap();
        let night = QuietHours::new(22, 3).unwrap();
        // 02:30, the first time, on the night that has it twice: three o'clock comes an hour and a half later.
        let (now, end) = (at("2026-10-25T00:30:00Z"), at("2026-10-25T02:00:00Z"));
        assert_eq!(night.end(now, &zone), Some(end));
    }

    #[test]
    fn digests_are_due_from_eight_in_the_morning() {
        // 2026-11-23 is a Monday.
        for (now, daily, weekly) in [
            ("2026-11-23T10:59:59Z", date(2026, 11, 22), date(2026, 11, 16)),
            ("2026-11-23T11:00:00Z", date(2026, 11, 23), date(2026, 11, 23)),
            ("2026-11-24T02:00:00Z", date(2026, 11, 23), date(2026, 11, 23)),
            ("2026-11-29T15:00:00Z", date(2026, 11, 29), date(2026, 11, 23)),
        ] {
            assert_eq!(
                DigestDays::at(at(now), &zone()),
                DigestDays { daily, weekly },
                "{now}"
            );
        }
    }

    #[test]
    fn whoever_waits_for_a_code_is_not_kept_waiting() {
        let prompt: Vec<_> = MailKind::ALL
            .iter()
            .filter(|kind| !minds_quiet_hours(**kind))
            .map(|kind| kind.as_str())
            .collect();
        assert_eq!(prompt, ["confirm_email", "sign_in", "receipt"]);
    }
}
