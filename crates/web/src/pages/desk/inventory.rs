//! `/desk/inventory`: what the areas of this person hold and do not publish, and the form that lists another.
//! `/desk/inventory/{id}` changes one, says which dataset it is by now, or lists it no more.

mod change;
mod form;

pub use change::{change, one};
pub use form::InventoryDesk;

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{inventory::Said, ops, policy::keep_inventory, store::Tx};

use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here},
    pages::places::Places,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// What may have been done.
const DONE: [&str; 4] = ["add", "say", "publish", "take_down"];

/// The entries, and the form for another.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let before = query.one("cursor").and_then(|text| text.parse().ok());
    let page = InventoryDesk {
        done: query.one_of("done", &DONE),
        ..InventoryDesk::list(&app, &visitor, before, Filled::default()).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Lists another one.
pub async fn add(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let places = Places::load(&app.db.read(), visitor.locale).await?;
    let slug = form.one("area").unwrap_or_default();
    let area = places.areas.iter().find(|area| area.slug == slug);
    let permit = match area.filter(|area| area.closed_on.is_none()) {
        Some(area) => Some(keep_inventory(&visitor.actor, area.id).map_err(Fault::Denied)?),
        None => None,
    };
    let invalid = match (Said::parse(&form.members()), permit) {
        (Ok(said), Some(permit)) => {
            let caller = visitor.caller(&app, form.key(&visitor, &jar)?);
            let added = app
                .db
                .write(async move |tx: &Tx| ops::add_inventory(tx, &caller, &permit, &said).await)
                .await;
            match added.map_err(Fault::from) {
                Ok(_) => return Ok(page::see_other(&app, "/desk/inventory?done=add")),
                Err(Fault::Invalid(invalid)) => invalid,
                Err(fault) => return Err(fault),
            }
        }
        (said, permit) => form::wrong(said.err(), permit.is_none(), !slug.is_empty()),
    };
    let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
    let page = InventoryDesk::list(&app, &visitor, None, filled).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::form(&app, &visitor, &jar, &here, (status, &page))
}
