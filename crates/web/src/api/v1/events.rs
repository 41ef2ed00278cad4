//! `GET /requests/{reference}/events`: what happened, oldest first.

use axum::{extract::State, response::Response};
use domain::{
    ops,
    store::{events, requests::Lock},
};

use super::{
    answers::ListingOf,
    page::{self, List},
    view::event::{EventView, Names},
};
use crate::{AppState, problem::Fault, query::Query, reference::InPath, visitor::Visitor};

/// Lists what happened to a request, oldest first.
#[utoipa::path(
    get, path = "/requests/{reference}/events", tag = "requests",
    params(
        ("reference" = String, Path, description = "`PD-2026-000123`"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100; 25 when absent"),
    ),
    responses((status = 200, description = "A page", body = List<EventView>), ListingOf),
    security((), ("token" = [])),
)]
pub async fn list(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    mut query: Query,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let request = ops::find(&reader, &visitor.actor, reference, Lock::No).await?;
    let told = events::of_request(&reader, request.id).await?;
    let (told, next) = page::cut(told, &mut query, |told| told.event.id.0)?;
    let names = Names::of(&reader, &told).await?;
    let items = told.iter().map(|told| EventView::of(told, &names)).collect();
    Ok(List { items, next }.respond(&app, &format!("/api/v1/requests/{reference}/events"), &query))
}
