//! The only place that reads the system's clock.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Where "now" comes from. Everything else gets it as an argument.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The system's clock.
    System,
    /// Always the same moment (tests, `VENTANILLA_NOW`).
    Fixed(Timestamp),
}

impl Clock {
    /// Now, in UTC, cut to whole seconds: the resolution of everything we store.
    pub fn now(self) -> Timestamp {
        let now = match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place")]
            Self::System => Timestamp::now(),
            Self::Fixed(at) => at,
        };
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }
}

/// A moment and the local date it falls on: what every rule about days needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// UTC, whole seconds.
    pub at: Timestamp,
    /// The date in the installation's time zone.
    pub today: Date,
}

impl Moment {
    /// The moment `at`, with its date in `zone`.
    pub fn new(at: Timestamp, zone: &TimeZone) -> Self {
        Self {
            at,
            today: at.to_zoned_datetime(zone.clone()).date(),
        }
    }
}
