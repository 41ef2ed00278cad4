//! `/admin/limits`: how much one token, person, address or place may do before it has to wait.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    limits::{Limit, Limits},
    ops,
    store::{Tx, limits},
};
use render::format;
use serde::Serialize;

use super::admin;
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    limits::SECOND_FACTORS_A_MINUTE,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// What may have been done.
const DONE: [&str; 2] = ["saved", "same"];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AdminLimits {
    /// Whether anything is counted at all: the settings of the machine say so.
    pub on: bool,
    /// The limits, in their order.
    pub limits: Vec<Row>,
    /// What one person may send in files in a day, in words.
    pub files: String,
    /// Codes of an app that may be tried in a minute.
    pub second_factors: u32,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// A limit and its bounds.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Which, by key.
    pub key: &'static str,
    /// What it is where nobody says otherwise.
    pub usual: u32,
    /// The least it may be.
    pub least: u32,
    /// The most it may be.
    pub most: u32,
}

/// The limits.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let now = limits::get(&app.db.read()).await?;
    let mut filled = Filled::default();
    for limit in Limit::ALL {
        filled.put(limit.as_str(), &now.get(*limit).to_string());
    }
    let page = AdminLimits {
        done: query.one_of("done", &DONE),
        ..AdminLimits::read(&app, &visitor, filled)
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Sets them.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    let to = match Limits::parse(&form.members()) {
        Ok(to) => to,
        Err(invalid) => {
            let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
            let page = AdminLimits::read(&app, &visitor, filled);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page::form(&app, &visitor, &jar, &here, (status, &page));
        }
    };
    let caller = visitor.caller(&app, None);
    let changed = app
        .db
        .write(async move |tx: &Tx| ops::change_limits(tx, &caller, &permit, &to).await)
        .await?;
    app.look_at_site().await?;
    let done = if changed { "saved" } else { "same" };
    Ok(page::see_other(&app, &format!("/admin/limits?done={done}")))
}

impl AdminLimits {
    fn read(app: &AppState, visitor: &Visitor, filled: Filled) -> Self {
        let bytes = i64::try_from(app.files.quotas().person).unwrap_or(i64::MAX);
        Self {
            on: app.limits.are_on(),
            limits: rows(),
            files: format::size(app.engine.words(), visitor.locale, bytes),
            second_factors: SECOND_FACTORS_A_MINUTE.get(),
            done: "",
            filled,
        }
    }
}

fn rows() -> Vec<Row> {
    let row = |limit: &Limit| {
        let (usual, least, most) = limit.bounds();
        Row {
            key: limit.as_str(),
            usual,
            least,
            most,
        }
    };
    Limit::ALL.iter().map(row).collect()
}

impl Page for AdminLimits {
    const TEMPLATE: &'static str = "pages/admin/limits.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let texts: Vec<(&str, String)> = rows()
            .iter()
            .map(|row| (row.key, row.usual.to_string()))
            .collect();
        let filled = Filled::from_pairs(texts.iter().map(|(key, text)| (*key, text.as_str())));
        let plain = Self {
            on: true,
            limits: rows(),
            files: "50 MB".into(),
            second_factors: 5,
            done: "",
            filled: filled.clone(),
        };
        let wrong = rows()
            .iter()
            .fold(filled, |filled, row| filled.wrong(row.key, "No <b>".into()));
        let mut all = vec![
            plain.clone(),
            Self {
                on: false,
                ..plain.clone()
            },
            Self {
                filled: wrong,
                ..plain.clone()
            },
        ];
        all.extend(DONE.map(|done| Self {
            done,
            ..plain.clone()
        }));
        all
    }
}
