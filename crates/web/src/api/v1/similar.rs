//! `GET /similar`: was it asked already?

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{
    field::FieldCode,
    ops::{self, MOST_SIMILAR, Similar},
    status::Outcome,
    store::datasets::Listed,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{answers::Listing, page::List};
use crate::{AppState, problem::Fault, query::Query, visitor::Visitor};

/// Datasets come first, since they need no waiting; so many of them, to leave room for the others.
const MOST_DATASETS: usize = 3;

/// Something that may answer what somebody is about to ask.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarView {
    /// `request`, `answer` or `dataset`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// The reference of a request.
    #[schema(required)]
    pub reference: Option<String>,
    /// The status of a request.
    #[schema(required)]
    pub status: Option<&'static str>,
    /// How many support a request.
    #[schema(required)]
    pub supporters: Option<i64>,
}

/// Finds what was asked in similar words, at most ten.
#[utoipa::path(
    get, path = "/similar", tag = "requests",
    params(("text" = String, Query, description = "What somebody is about to ask")),
    responses((status = 200, description = "The nearest first", body = List<SimilarView>), Listing),
    security((), ("token" = [])),
)]
pub async fn list(
    State(app): State<AppState>,
    visitor: Visitor,
    mut query: Query,
) -> Result<Response, Fault> {
    /// More words than this say nothing new.
    const LONGEST: usize = 8_000;
    if query.one("text").is_none() {
        query.wrong("text", FieldCode::Required);
    }
    query.finish()?;
    let text: String = query
        .one("text")
        .unwrap_or_default()
        .chars()
        .take(LONGEST)
        .collect();
    let links = app.links();
    let found = ops::similar(&app.reader(&visitor.actor), &visitor.actor, &text, MOST_SIMILAR).await?;
    let view = |similar: Similar| SimilarView {
        // A request that ended with data is an answer already.
        kind: if similar.outcome.is_some_and(Outcome::is_data) {
            "answer"
        } else {
            "request"
        },
        title: similar.title,
        url: links.request(similar.reference),
        reference: Some(similar.reference.to_string()),
        status: Some(similar.status.as_str()),
        supporters: Some(similar.supporters),
    };
    let datasets = ops::similar_datasets(&app.reader(&visitor.actor), &text, MOST_DATASETS).await?;
    let dataset = |dataset: Listed| SimilarView {
        kind: "dataset",
        url: links.to(&format!("/datasets/{}", dataset.name)),
        title: dataset.title,
        reference: None,
        status: None,
        supporters: None,
    };
    let mut items: Vec<_> = datasets.into_iter().map(dataset).collect();
    items.extend(found.into_iter().map(view));
    items.truncate(MOST_SIMILAR);
    Ok(Json(List::whole(items)).into_response())
}
