//! One entry: said otherwise, published, or listed no more.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    field::Invalid,
    inventory::{Said, parse_dataset, parse_reason},
    ops::{self, InventoryChange},
    policy::keep_inventory,
    store::Tx,
};

use super::InventoryDesk;
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here},
    pages::{desk::staff, inventory::find},
    problem::Fault,
    visitor::Visitor,
};

/// One of them, to be changed.
pub async fn one(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    staff(&visitor)?;
    let item = find(&app, &id).await?;
    keep_inventory(&visitor.actor, item.area).map_err(Fault::Denied)?;
    let page = InventoryDesk::of(&app, &visitor, &item, None).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Changes it, as the field `do` says. Whoever is second gets back what they typed.
pub async fn change(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    staff(&visitor)?;
    let item = find(&app, &id).await?;
    let permit = keep_inventory(&visitor.actor, item.area).map_err(Fault::Denied)?;
    let (what, change) = asked(&form);
    let fault = match change {
        Err(invalid) => Fault::Invalid(invalid),
        Ok(change) => {
            let seen = (item.id, version(&form));
            let caller = visitor.caller(&app, form.key(&visitor, &jar)?);
            let done = app
                .db
                .write(async move |tx: &Tx| ops::change_inventory(tx, &caller, &permit, seen, &change).await)
                .await;
            match done {
                Ok(()) => return Ok(page::see_other(&app, &format!("/desk/inventory?done={what}"))),
                Err(error) => Fault::from(error),
            }
        }
    };
    let typed = Filled::of(&form);
    let (status, page) = match fault {
        Fault::Invalid(invalid) => {
            let typed = typed.refused(app.engine.words(), visitor.locale, &invalid);
            let page = InventoryDesk::of(&app, &visitor, &item, Some(typed)).await?;
            // The version they saw: what somebody else did meanwhile is still to be told.
            let page = InventoryDesk {
                version: version(&form),
                ..page
            };
            (StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Fault::Stale(_) => {
            let now = find(&app, &id).await?;
            let page = InventoryDesk::of(&app, &visitor, &now, Some(typed)).await?;
            (StatusCode::CONFLICT, page.in_conflict(&app, &visitor, &now))
        }
        fault => return Err(fault),
    };
    page::form(&app, &visitor, &jar, &here, (status, &page))
}

/// The version the form was made with.
fn version(form: &Form) -> i64 {
    form.one("version")
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}

fn asked(form: &Form) -> (&'static str, Result<InventoryChange, Invalid>) {
    let members = form.members();
    match form.one("do") {
        Some("publish") => ("publish", parse_dataset(&members).map(InventoryChange::Publish)),
        Some("take_down") => ("take_down", parse_reason(&members).map(InventoryChange::TakeDown)),
        _ => ("say", Said::parse(&members).map(InventoryChange::Say)),
    }
}
