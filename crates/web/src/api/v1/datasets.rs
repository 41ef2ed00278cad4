//! `GET /datasets`: what is published already, and how fresh it is.

use axum::{extract::State, response::Response};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::{
    analyser,
    field::FieldCode,
    freshness::Freshness,
    store::datasets::{self, DatasetFilter, Listed, Look},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    answers::Listing,
    page::List,
    view::keys::{FreshnessKey, SignalKey},
};
use crate::{AppState, pages::places::Places, problem::Fault, query::Query, visitor::Visitor};

/// A dataset of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub struct DatasetView {
    /// Its name in addresses.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whose it is, as its portal says.
    #[schema(required)]
    pub organisation: Option<String>,
    /// The slug of the area that is.
    #[schema(required)]
    pub area: Option<String>,
    /// How often it says that it changes, as its portal writes it.
    #[schema(required, example = "R/P1M")]
    pub frequency: Option<String>,
    /// How fresh it is.
    #[schema(value_type = FreshnessKey)]
    pub freshness: &'static str,
    /// By how many days it is late.
    pub days_late: i32,
    /// When it last changed.
    #[schema(required, format = DateTime)]
    pub changed_at: Option<String>,
    /// What told us so.
    #[schema(required, value_type = Option<SignalKey>)]
    pub changed_by: Option<&'static str>,
    /// How many files it has.
    pub resources: i64,
    /// Its page.
    pub url: String,
}

/// Lists the datasets of the catalogue, by name.
#[utoipa::path(
    get, path = "/datasets", tag = "places",
    params(
        ("q" = Option<String>, Query, description = "Words"),
        ("state" = Option<FreshnessKey>, Query, description = "So fresh"),
        ("area" = Option<String>, Query, description = "Of this area, by slug"),
        ("theme" = Option<String>, Query, description = "Of this theme, by key"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before, with the same filters"),
        ("limit" = Option<i64>, Query, description = "1 to 100; 25 when absent"),
    ),
    responses((status = 200, description = "A page", body = List<DatasetView>), Listing),
    security((), ("token" = [])),
)]
pub async fn list(
    State(app): State<AppState>,
    visitor: Visitor,
    mut query: Query,
) -> Result<Response, Fault> {
    let limit = query.limit();
    let after = query.one("cursor").map(|text| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        String::from_utf8(bytes)
            .ok()
            .filter(|name| !name.chars().any(char::is_control))
    });
    if after == Some(None) {
        query.wrong("cursor", FieldCode::BadCursor);
    }
    let look = query.keys("state", Look::parse);
    query.finish()?;
    let reader = app.reader(&visitor.actor);
    let places = Places::load(&reader, visitor.locale).await?;
    let filter = DatasetFilter {
        words: query.one("q").and_then(analyser::query),
        look: look.first().copied(),
        area: query.one("area").map(|slug| places.current(slug).to_owned()),
        theme: query.one("theme").map(str::to_owned),
    };
    let today = app.moment().today;
    let mut found = datasets::list(&reader, &filter, after.flatten().as_ref(), today, limit + 1).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more);
    let page = List {
        next: next.map(|last| BASE64_URL_SAFE_NO_PAD.encode(&last.name)),
        items: found
            .iter()
            .map(|dataset| DatasetView::of(&app, dataset))
            .collect(),
    };
    Ok(page.respond(&app, "/api/v1/datasets", &query))
}

impl DatasetView {
    fn of(app: &AppState, dataset: &Listed) -> Self {
        let freshness = dataset.freshness(app.moment(), &app.zone);
        Self {
            name: dataset.name.clone(),
            title: dataset.title.clone(),
            organisation: dataset.organisation.as_ref().map(|named| named.title.clone()),
            area: dataset.area.clone(),
            frequency: dataset.frequency.clone(),
            freshness: Look::of(freshness).as_str(),
            days_late: match freshness {
                Freshness::Stale { days_late } => days_late,
                _ => 0,
            },
            changed_at: dataset.changed.map(|(_, at)| at.to_string()),
            changed_by: dataset.changed.map(|(signal, _)| signal.as_str()),
            resources: dataset.resources,
            url: app.links().to(&format!("/datasets/{}", dataset.name)),
        }
    }
}
