//! The work that nobody asks for: done again and again by the worker, and told on the page of the installation's health.

use crate::keys::keys;

keys! {
    /// One kind of it.
    TimedJob {
        /// Due dates follow the days off.
        DueDates = "due_dates",
        /// Requests find their place after a change of the weights.
        Order = "order",
        /// Requests follow an area that was merged.
        Areas = "areas",
        /// What requests ask for on a date: reminders, lapses, expiries.
        Requests = "requests",
        /// Digests are gathered.
        Digests = "digests",
        /// What is over is forgotten, and counters are folded.
        Tidying = "tidying",
        /// The catalogue of the portal is read.
        Catalogue = "catalogue",
        /// The datasets of answers are looked at.
        Evidence = "evidence",
        /// Requests hear of the datasets that they follow.
        Followed = "followed",
        /// Files that nobody has any more are removed.
        Files = "files",
        /// The log of the database is emptied.
        Log = "log",
    }
}

impl TimedJob {
    /// How often it is done, in minutes.
    pub const fn every(self) -> i64 {
        match self {
            Self::DueDates
            | Self::Order
            | Self::Areas
            | Self::Requests
            | Self::Digests
            | Self::Tidying
            | Self::Evidence
            | Self::Followed => 1,
            Self::Files | Self::Log => 60,
            Self::Catalogue => 360,
        }
    }
}
