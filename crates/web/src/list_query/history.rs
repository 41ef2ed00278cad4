//! What only the history of a request tells: when it was received, came to a milestone, got its outcome.

use domain::{
    field::FieldCode,
    figures::Milestone,
    store::requests::{Days, EVER, Reached, Within},
};
use jiff::tz::TimeZone;

use crate::{pages::places::Places, query::Query};

/// A year or a month.
pub(super) fn within(query: &mut Query, key: &'static str, zone: &TimeZone) -> Option<Within> {
    let text = query.one(key)?;
    let within = text.parse().ok().and_then(|period| Within::new(period, zone));
    if within.is_none() {
        query.wrong(key, FieldCode::WrongType);
    }
    within
}

/// The milestones that are asked for.
pub(super) fn reached(query: &mut Query, places: &Places, zone: &TimeZone) -> Vec<Reached> {
    let of = |milestone: &Milestone| {
        let [when, by, days] = Reached::keys(*milestone);
        let ever = query.one(when) == Some(EVER);
        let reached = Reached {
            milestone: *milestone,
            within: if ever { None } else { within(query, when, zone) },
            by: super::areas(query, by, places),
            days: self::days(query, days),
        };
        let is_asked = ever || reached.within.is_some() || reached.days.is_some() || !reached.by.is_empty();
        is_asked.then_some(reached)
    };
    Milestone::ALL.iter().filter_map(of).collect()
}

fn days(query: &mut Query, key: &'static str) -> Option<Days> {
    let days = Days::parse(query.one(key)?);
    if days.is_none() {
        query.wrong(key, FieldCode::WrongType);
    }
    days
}
