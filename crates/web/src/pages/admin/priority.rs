//! `/admin/priority`: what each thing is worth in the priority score. The order it would give is shown before it is saved;
//! a change is public, with its reason, at `/about`.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ops::{self, Place},
    person::Sector,
    priority::{
        Weights,
        weights::{MOST_DUTY, MOST_SECTOR, MOST_THEME, WeightsChange},
    },
    store::{Tx, weights},
};
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

/// Requests that are shown in their new order.
const SHOWN: usize = 20;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PriorityPage {
    /// The sectors, each with a field of its own.
    pub sectors: Vec<&'static str>,
    /// The most that a field takes: of a sector in hundredths, of the others in points.
    pub most_sector: i64,
    /// Of a theme, and of the first rank at a table.
    pub most_theme: i64,
    /// Of a duty by law.
    pub most_duty: i64,
    /// The first requests in the order there would be, once it is asked for.
    pub places: Option<Vec<Moved>>,
    /// The weights that give it.
    pub looked: String,
    /// What was just done, or nothing: `saved`, `same`.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// A request in the order there would be.
#[derive(Debug, Clone, Serialize)]
pub struct Moved {
    /// Its reference.
    pub reference: String,
    /// What it is called.
    pub title: String,
    /// The place it would have.
    pub place: usize,
    /// By how many places it would go up; down, if negative.
    pub up: i64,
    /// The score it has.
    pub score: i64,
    /// The score it would have.
    pub score_after: i64,
}

const DONE: [&str; 2] = ["saved", "same"];

/// The weights as they are.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let page = PriorityPage {
        done: query.one_of("done", &DONE),
        ..PriorityPage::of(&weights::get(&app.db.read()).await?)
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Shows the order that other weights would give; with `sure`, makes them the weights.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    let filled = Filled::of(&form);
    let change = match WeightsChange::parse(&form.members()) {
        Ok(change) => change,
        Err(invalid) => {
            let page = PriorityPage {
                filled: filled.refused(app.engine.words(), visitor.locale, &invalid),
                ..PriorityPage::of(&Weights::default())
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page::form(&app, &visitor, &jar, &here, (status, &page));
        }
    };
    let caller = visitor.caller(&app, None);
    let looked = serde_json::to_string(&change.weights).unwrap_or_default();
    // What is saved is what was looked at.
    if form.has("sure") && form.one("looked") == Some(looked.as_str()) {
        let changed = app
            .db
            .write(async move |tx: &Tx| ops::change_weights(tx, &caller, &permit, &change).await)
            .await
            .map_err(Fault::from)?;
        let done = if changed { "saved" } else { "same" };
        return Ok(page::see_other(&app, &format!("/admin/priority?done={done}")));
    }
    let asked = (&change.weights, SHOWN);
    let places = ops::weights_effect(&app.db.read(), &caller, &permit, asked).await?;
    let page = PriorityPage {
        places: Some(places.into_iter().map(Moved::from).collect()),
        looked,
        filled,
        ..PriorityPage::of(&change.weights)
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

impl From<Place> for Moved {
    fn from(place: Place) -> Self {
        let number = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        Self {
            reference: place.reference.to_string(),
            title: place.title,
            place: place.after,
            up: number(place.before) - number(place.after),
            score: place.score.0,
            score_after: place.score.1,
        }
    }
}

impl PriorityPage {
    fn of(weights: &Weights) -> Self {
        let mut filled = Filled::default();
        for (name, value) in [
            ("theme", weights.theme),
            ("table_rank", weights.table_rank),
            ("legal_duty", weights.legal_duty),
        ] {
            filled.put(name, &value.to_string());
        }
        for sector in Sector::ALL {
            filled.put(
                &format!("sector.{}", sector.as_str()),
                &weights.sector(*sector).to_string(),
            );
        }
        Self {
            sectors: Sector::ALL.iter().map(|sector| sector.as_str()).collect(),
            most_sector: MOST_SECTOR,
            most_theme: MOST_THEME,
            most_duty: MOST_DUTY,
            places: None,
            looked: String::new(),
            done: "",
            filled,
        }
    }
}

impl Page for PriorityPage {
    const TEMPLATE: &'static str = "pages/admin/priority.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let plain = Self::of(&Weights::default());
        let moved = |place, up| Moved {
            reference: format!("PD-2026-00012{place}"),
            title: "Compras <b>de la Ciudad</b>".into(),
            place,
            up,
            score: 31,
            score_after: 45,
        };
        let places = |places| Self {
            places: Some(places),
            ..plain.clone()
        };
        let mut wrong = plain.clone();
        wrong.filled = Filled::from_pairs([("theme", "21"), ("sector.citizen", "301")])
            .wrong("theme", "Hasta 20".into())
            .wrong("sector.citizen", "Hasta 300".into())
            .wrong("reason", "Falta".into());
        let mut all = vec![
            wrong,
            places(vec![moved(1, 3), moved(2, 0), moved(3, -1)]),
            places(Vec::new()),
        ];
        all.extend(DONE.map(|done| Self {
            done,
            ..plain.clone()
        }));
        all.push(plain);
        all
    }
}
