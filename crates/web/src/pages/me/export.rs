//! `/me/export`: everything that is kept about whoever is signed in, as JSON.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{
    person::Person,
    policy::Actor,
    store::{
        own_data, preferences,
        requests::{self, Filter, Sort},
    },
};
use serde_json::{Value, json};

use super::person;
use crate::{
    AppState,
    api::v1::view::{Looking, request::RequestView},
    problem::Fault,
    visitor::Visitor,
};

/// Requests that are read at once.
const PAGE: u32 = 100;

/// The file.
pub async fn show(State(app): State<AppState>, visitor: Visitor) -> Result<Response, Fault> {
    let person = person(&app, &visitor).await?;
    let reader = app.db.read();
    let chosen = preferences::of(&reader, person.id).await?;
    let whole = json!({
        "made_at": app.clock.now().to_string(),
        "person": {
            "name": person.name,
            "email": person.email.as_str(),
            "language": person.locale.as_str(),
            "sector": person.sector.as_str(),
            "role": person.role.as_str(),
            "mail": chosen.map(|chosen| chosen.cadence.as_str()),
        },
        "requests": requests(&app, &visitor, &person).await?,
        "kept": own_data::read(&reader, person.id).await?,
    });
    let mut response = Json(whole).into_response();
    for (name, value) in [
        (header::CACHE_CONTROL, "private, no-store"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"ventanilla.json\"",
        ),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// Their requests, as they see them.
async fn requests(app: &AppState, visitor: &Visitor, person: &Person) -> Result<Vec<Value>, Fault> {
    let reader = app.db.read();
    let looking = Looking::new(app, visitor).await?;
    let filter = Filter {
        requester: Some(person.id),
        ..Filter::default()
    };
    let (mut all, mut next) = (Vec::new(), None);
    loop {
        let actor: &Actor = &visitor.actor;
        let found = requests::list(&reader, actor, &filter, Sort::Newest, next.as_ref(), PAGE).await?;
        for request in &found.items {
            // A list holds the beginning of the text only.
            let whole = requests::get(&reader, request.id, requests::Lock::No).await?;
            let view = RequestView::of(whole.as_ref().unwrap_or(request), &looking).await?;
            all.push(serde_json::to_value(view).unwrap_or_default());
        }
        next = found.next;
        if next.is_none() {
            return Ok(all);
        }
    }
}
