//! `/embed/requests/{reference}`: where one request stands.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{ops, policy::Actor, store::requests::Lock};
use serde::Serialize;

use crate::{
    AppState,
    page::{Here, Page},
    pages::{places::Places, requests::card::Card, requests::samples},
    problem::Fault,
    reference::InPath,
    visitor::Visitor,
};

/// The card.
#[derive(Debug, Serialize)]
pub struct RequestEmbed {
    /// What it shows.
    pub card: Card,
    /// The page of the request.
    pub url: String,
}

/// The card.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let actor = Actor::Visitor;
    let reader = app.reader(&actor);
    let request = ops::find(&reader, &actor, reference, Lock::No).await?;
    let places = Places::load(&reader, visitor.locale).await?;
    let today = app.moment().today;
    let calendar = app.calendar(&reader, today).await?;
    let page = RequestEmbed {
        card: Card::of(&request, &places, today, &calendar),
        url: app.links().request(request.reference),
    };
    super::card(&app, &visitor, &headers, &here, &page)
}

impl Page for RequestEmbed {
    const TEMPLATE: &'static str = "pages/embed/request.html";

    fn samples() -> Vec<Self> {
        let of = |card: Card| Self {
            url: format!("https://example.org/requests/{}", card.reference),
            card,
        };
        samples::cards().into_iter().map(of).collect()
    }
}
