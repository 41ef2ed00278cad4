//! `POST /inventory/{id}/ask`: whoever is signed in asks in one click, or joins whoever asked before. Everybody else does the same
//! by the forms where an address is proved: this page leads there.

use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    data_request::NewDataRequest,
    inventory::{InventoryState, Wanted},
    ops::{self, AskedFor, File},
    policy::Actor,
    status::Origin,
    store::Tx,
};
use serde_json::{Map, Value};

use crate::{AppState, form::Form, jar::Jar, page, pages::places::Places, problem::Fault, visitor::Visitor};

/// Asks, or joins.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    let item = super::find(&app, &id).await?;
    if !item.state.may_be_asked() {
        return Ok(page::see_other(&app, &format!("/inventory/{}", item.id)));
    }
    if !matches!(visitor.actor, Actor::Person(_)) {
        let open = item.request.filter(|_| item.state == InventoryState::Asked);
        let path = match open {
            Some(asked) => format!("/requests/{}/support", asked.reference),
            None => format!("/requests/new?inventory={}", item.id),
        };
        return Ok(page::see_other(&app, &path));
    }
    let places = Places::load(&app.db.read(), visitor.locale).await?;
    let fields: Map<String, Value> = super::ready(&app, visitor.locale, &places, &item)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    let new = NewDataRequest::parse(&fields).map_err(Fault::Invalid)?;
    let caller = visitor.caller(&app, form.key(&visitor, &jar)?);
    let input = File {
        new,
        origin: Origin::Web,
        files: Vec::new(),
    };
    let wanted = Wanted {
        item: item.id,
        ready: true,
    };
    let asked = app
        .db
        .write(async move |tx: &Tx| ops::ask_inventory(tx, &caller, wanted, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    Ok(page::see_other(&app, &path_of(asked)))
}

/// Where one finds oneself when it is done.
pub fn path_of(asked: AskedFor) -> String {
    match asked {
        AskedFor::Filed(reference) => format!("/requests/{reference}/filed"),
        AskedFor::Joined(reference) => format!("/requests/{reference}/done?what=support"),
        AskedFor::Known(reference) => format!("/requests/{reference}"),
    }
}
