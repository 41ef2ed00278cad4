//! The hours in which reminders leave: on working days, by the local clock. What somebody did is told at any hour; what the
//! calendar alone brings can wait until people are at work. Pure.

use jiff::{
    Timestamp,
    civil::{Date, time},
    tz::TimeZone,
};

use crate::{cadence::QuietHours, deadline::Calendar};

/// The first hour.
const OPENS: i8 = 9;
/// The first hour after.
const CLOSES: i8 = 18;

/// Whether reminders leave at `now`.
pub fn are_open(now: Timestamp, zone: &TimeZone, calendar: &Calendar) -> bool {
    let local = now.to_zoned_datetime(zone.clone()).datetime();
    calendar.is_working(local.date()) && (OPENS..CLOSES).contains(&local.hour())
}

/// The first moment from `now` on at which reminders leave.
fn opening(now: Timestamp, zone: &TimeZone, calendar: &Calendar) -> Timestamp {
    if are_open(now, zone, calendar) {
        return now;
    }
    let local = now.to_zoned_datetime(zone.clone()).datetime();
    let today = calendar.is_working(local.date()) && local.hour() < OPENS;
    let day: Date = if today {
        local.date()
    } else {
        calendar.working_day_after(local.date(), 1)
    };
    let opening = zone.to_timestamp(day.to_datetime(time(OPENS, 0, 0, 0)));
    opening.unwrap_or(now).max(now)
}

/// When a mail may arrive.
#[derive(Debug, Clone, Default)]
pub struct Hours {
    /// Not in these hours, which its reader chose.
    pub quiet: Option<QuietHours>,
    /// Only in the office hours of these days.
    pub office: Option<Calendar>,
}

impl Hours {
    /// Until when a mail has to wait that could leave `now`; none if it need not. Whoever keeps all office hours quiet gets
    /// it at the end of the quiet ones.
    pub fn wait(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let loud = |at: Timestamp| self.quiet.and_then(|quiet| quiet.end(at, zone)).unwrap_or(at);
        let first = loud(now);
        let at = match &self.office {
            None => first,
            Some(calendar) => {
                let open = loud(opening(first, zone, calendar));
                if are_open(open, zone, calendar) {
                    open
                } else {
                    first
                }
            }
        };
        (at > now).then_some(at)
    }
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

    fn hours(quiet: Option<(i8, i8)>) -> Hours {
        Hours {
            quiet: quiet.and_then(|(from, until)| QuietHours::new(from, until)),
            office: Some(Calendar::new([date(2026, 11, 23)])),
        }
    }

    #[test]
    fn reminders_wait_for_the_next_morning_of_work() {
        // 2026-11-20 is a Friday, and the Monday after it a day off.
        for (now, until) in [
            ("2026-11-20T11:59:59Z", Some("2026-11-20T12:00:00Z")),
            ("2026-11-20T12:00:00Z", None),
            ("2026-11-20T20:59:59Z", None),
            ("2026-11-20T21:00:00Z", Some("2026-11-24T12:00:00Z")),
            ("2026-11-22T15:00:00Z", Some("2026-11-24T12:00:00Z")),
            ("2026-11-23T15:00:00Z", Some("2026-11-24T12:00:00Z")),
        ] {
            assert_eq!(hours(None).wait(at(now), &zone()), until.map(at), "{now}");
        }
    }

    #[test]
    fn quiet_hours_come_on_top() {
        for (quiet, now, until) in [
            ((22, 11), "2026-11-24T12:00:00Z", Some("2026-11-24T14:00:00Z")),
            ((22, 11), "2026-11-21T02:00:00Z", Some("2026-11-24T14:00:00Z")),
            ((12, 14), "2026-11-24T12:00:00Z", None),
            ((12, 14), "2026-11-24T15:00:00Z", Some("2026-11-24T17:00:00Z")),
            // Somebody who reads mail in the evening only.
            ((6, 20), "2026-11-24T12:00:00Z", Some("2026-11-24T23:00:00Z")),
            ((6, 20), "2026-11-24T23:30:00Z", None),
        ] {
            assert_eq!(
                hours(Some(quiet)).wait(at(now), &zone()),
                until.map(at),
                "{quiet:?} {now}"
            );
        }
        let any = Hours::default();
        assert_eq!(any.wait(at("2026-11-22T03:00:00Z"), &zone()), None);
    }
}
