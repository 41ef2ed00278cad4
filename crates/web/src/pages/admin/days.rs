//! `/admin/days`: days that do not count. What a change would move is shown before it is made.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    locale::Locale,
    ops::{self, CalendarChange, CalendarEffect},
    policy::AdminPermit,
    store::{
        Tx,
        calendar::{self, DayOff, Put},
    },
};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::admin;
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DaysOff {
    /// The year that is shown.
    pub year: i16,
    /// Its days off, in order.
    pub days: Vec<Day>,
    /// What is about to be changed, and what that would do.
    pub asked: Option<Asked>,
    /// What was just done, or nothing: `added`, `renamed`, `removed`, `same`.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// A day off.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// The day.
    pub on: String,
    /// What it is called, in the reader's language.
    pub name: String,
}

/// A change that has not been made.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    /// The day.
    pub on: String,
    /// It would count again.
    pub remove: bool,
    /// How many due dates would move.
    pub count: u64,
    /// There are more requests than were looked at.
    pub more: bool,
    /// The first of them.
    pub moves: Vec<Move>,
}

/// A due date that would move.
#[derive(Debug, Clone, Serialize)]
pub struct Move {
    /// Of which request.
    pub reference: String,
    /// The date it has.
    pub from: String,
    /// The date it would have.
    pub to: String,
}

const DONE: [&str; 4] = ["added", "renamed", "removed", "same"];

/// The days off of a year; this one when none is named.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let year = query.one("year").and_then(|text| text.parse().ok());
    let page = DaysOff {
        done: query.one_of("done", &DONE),
        ..DaysOff::read(&app, &visitor, year).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Shows what a change would do; with `sure`, makes it.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    let change = match CalendarChange::parse(&form.members()) {
        Ok(change) => change,
        Err(invalid) => {
            let page = DaysOff {
                filled: Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid),
                ..DaysOff::read(&app, &visitor, None).await?
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page::form(&app, &visitor, &jar, &here, (status, &page));
        }
    };
    let (on, remove) = match &change {
        CalendarChange::Add(day) => (day.on, false),
        CalendarChange::Remove(on) => (*on, true),
    };
    if form.has("sure") {
        let changed = make(&app, &visitor, permit, change).await?;
        let done = match (changed, remove) {
            (Put::Same, _) => "same",
            (Put::Renamed, _) => "renamed",
            (Put::Added, true) => "removed",
            (Put::Added, false) => "added",
        };
        return Ok(page::see_other(
            &app,
            &format!("/admin/days?year={}&done={done}", on.year()),
        ));
    }
    let caller = visitor.caller(&app, None);
    let effect = ops::calendar_effect(&app.db.read(), &caller, &permit, &change).await?;
    let page = DaysOff {
        asked: Some(Asked::of(on, remove, effect)),
        filled: Filled::of(&form),
        ..DaysOff::read(&app, &visitor, Some(on.year())).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

async fn make(
    app: &AppState,
    visitor: &Visitor,
    permit: AdminPermit,
    change: CalendarChange,
) -> Result<Put, Fault> {
    let caller = visitor.caller(app, None);
    app.db
        .write(async move |tx: &Tx| ops::change_calendar(tx, &caller, &permit, change.clone()).await)
        .await
        .map_err(Fault::from)
}

impl Asked {
    fn of(on: Date, remove: bool, effect: CalendarEffect) -> Self {
        let one = |(reference, from, to): (domain::reference::Reference, Date, Date)| Move {
            reference: reference.to_string(),
            from: from.to_string(),
            to: to.to_string(),
        };
        Self {
            on: on.to_string(),
            remove,
            count: effect.count,
            more: effect.more,
            moves: effect.moves.into_iter().map(one).collect(),
        }
    }
}

impl DaysOff {
    async fn read(app: &AppState, visitor: &Visitor, year: Option<i16>) -> Result<Self, Fault> {
        let year = year
            .filter(|year| (1_900..=2_200).contains(year))
            .unwrap_or_else(|| app.moment().today.year());
        let days = calendar::between(&app.db.read(), date(year, 1, 1), date(year, 12, 31)).await?;
        let day = |day: DayOff| Day {
            on: day.on.to_string(),
            name: match (visitor.locale, day.name_en) {
                (Locale::En, Some(name)) => name,
                _ => day.name,
            },
        };
        Ok(Self {
            year,
            days: days.into_iter().map(day).collect(),
            ..Self::default()
        })
    }
}

impl Page for DaysOff {
    const TEMPLATE: &'static str = "pages/admin/days.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let empty = Self {
            year: 2031,
            ..Self::default()
        };
        let full = Self {
            year: 2026,
            days: vec![Day {
                on: "2026-12-25".into(),
                name: "Navidad <b>".into(),
            }],
            ..Self::default()
        };
        let asked = |remove, count, more| Self {
            asked: Some(Asked {
                on: "2026-12-24".into(),
                remove,
                count,
                more,
                moves: (0..count.min(2))
                    .map(|n| Move {
                        reference: format!("PD-2026-00012{n}"),
                        from: "2026-12-24".into(),
                        to: "2026-12-28".into(),
                    })
                    .collect(),
            }),
            filled: Filled::from_pairs([("date", "2026-12-24"), ("name", "Asueto <b>"), ("name_en", "Off")]),
            ..full.clone()
        };
        let mut all = vec![
            empty,
            asked(false, 0, false),
            asked(true, 1, false),
            asked(false, 12, true),
        ];
        all.extend(DONE.map(|done| Self { done, ..full.clone() }));
        all.push(Self {
            filled: Filled::default()
                .wrong("date", "Falta".into())
                .wrong("name", "Falta".into()),
            ..full
        });
        all
    }
}
