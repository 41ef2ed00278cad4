//! Which list holds the requests that a figure counts. What counts something else, such as promises, has none.

use domain::{
    figures::{BANDS, Milestone},
    period::Period,
    status::{Ground, Outcome, Status},
    store::requests::{Days, Filter, Reached, Within},
};
use jiff::tz::TimeZone;

use crate::list_query::encode;

/// The lists behind the figures of an area, a theme, a year.
#[derive(Debug, Clone, Copy)]
pub struct Lists<'a> {
    zone: &'a TimeZone,
    area: Option<&'a str>,
    theme: Option<&'a str>,
    period: Option<Period>,
}

impl<'a> Lists<'a> {
    /// Behind the figures of everything.
    pub fn new(zone: &'a TimeZone) -> Self {
        Self {
            zone,
            area: None,
            theme: None,
            period: None,
        }
    }

    /// Only of an area, by slug.
    pub fn of_area(self, area: Option<&'a str>) -> Self {
        Self { area, ..self }
    }

    /// Only of a theme, by key.
    pub fn of_theme(self, theme: Option<&'a str>) -> Self {
        Self { theme, ..self }
    }

    /// Only of what happened then.
    pub fn within(self, period: Option<Period>) -> Self {
        Self { period, ..self }
    }

    /// Received.
    pub fn filed(&self) -> String {
        address(&Filter {
            received: self.time(),
            ..self.of_today()
        })
    }

    /// Received, and still waiting for an answer.
    pub fn open(&self) -> String {
        let open = Status::ALL.iter().copied().filter(|status| status.is_open());
        address(&Filter {
            statuses: open.collect(),
            received: self.time(),
            ..self.of_today()
        })
    }

    /// Past a milestone.
    pub fn reached(&self, milestone: Milestone) -> String {
        self.after(milestone, None)
    }

    /// The same, after as many days as are in a band of the figures.
    pub fn took(&self, milestone: Milestone, band: usize) -> String {
        let days = BANDS.get(band).and_then(|(first, last)| {
            let first = u16::try_from(*first).ok()?;
            let last = last.map(u16::try_from).transpose().ok()?;
            Some(Days { first, last })
        });
        self.after(milestone, days)
    }

    /// With this outcome.
    pub fn outcome(&self, outcome: Outcome) -> String {
        address(&Filter {
            outcomes: vec![outcome],
            ended: self.time(),
            ..self.of_today()
        })
    }

    /// Refused on this ground.
    pub fn ground(&self, ground: Ground) -> String {
        address(&Filter {
            grounds: vec![ground],
            ended: self.time(),
            ..self.of_today()
        })
    }

    fn after(&self, milestone: Milestone, days: Option<Days>) -> String {
        let reached = Reached {
            within: self.time(),
            by: self.area.map(str::to_owned).into_iter().collect(),
            days,
            ..Reached::ever(milestone)
        };
        address(&Filter {
            areas: Vec::new(),
            reached: vec![reached],
            ..self.of_today()
        })
    }

    /// What belongs to the area of today.
    fn of_today(&self) -> Filter {
        Filter {
            areas: self.area.map(str::to_owned).into_iter().collect(),
            themes: self.theme.map(str::to_owned).into_iter().collect(),
            ..Filter::default()
        }
    }

    fn time(&self) -> Option<Within> {
        Within::new(self.period?, self.zone)
    }
}

fn address(filter: &Filter) -> String {
    match encode(&filter.pairs()).as_str() {
        "" => "/requests".to_owned(),
        query => format!("/requests?{query}"),
    }
}
