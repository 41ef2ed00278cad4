//! `/requests/{reference}/support`: "I need it too". One click for whoever is signed in; everybody else proves an address.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    data_request::DataRequest,
    ids::PersonId,
    ops::{self, Support, Wish},
    policy::Actor,
    reference::Reference,
    store::{Tx, following, people},
};
use serde::Serialize;

use super::{
    drafting,
    joining::{Joining, find},
    new,
};
use crate::{
    AppState,
    filled::Filled,
    form::{Form, signed_in},
    jar::Jar,
    page::{self, Here, Page},
    pages::places::Place,
    problem::Fault,
    reference::InPath,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct SupportPage {
    /// The request, and who stands before it.
    pub joining: Joining,
    /// How many need it already.
    pub supporters: i64,
    /// This reader does.
    pub supports: bool,
    /// What kind of data user somebody may say they are.
    pub sectors: Vec<Place>,
    /// What is in the form.
    pub filled: Filled,
}

/// The form.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let request = find(&app, &visitor, reference).await?;
    let page = SupportPage::read(&app, &visitor, &request, Filled::default()).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Supports it, or takes that back (`remove`).
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
    form: Form,
) -> Result<Response, Fault> {
    find(&app, &visitor, reference).await?;
    let sent = if form.one("remove").is_some() {
        remove(&app, &visitor, reference).await
    } else if visitor.actor == Actor::Visitor {
        let wrong = |fields: &_| Support::parse(fields, reference).err();
        drafting::start(&app, (&visitor, &jar), &form, Wish::Support(reference), wrong).await
    } else {
        add(&app, &visitor, reference, &form).await
    };
    let fault = match sent {
        Ok(path) => return Ok(page::see_other(&app, &path)),
        Err(fault @ (Fault::Invalid(_) | Fault::Refused(..))) => fault,
        Err(fault) => return Err(fault),
    };
    let mut filled = Filled::of(&form);
    if let Fault::Invalid(invalid) = &fault {
        filled = filled.refused(app.engine.words(), visitor.locale, invalid);
    }
    let request = find(&app, &visitor, reference).await?;
    let page = SupportPage::read(&app, &visitor, &request, filled).await?;
    page::form(&app, &visitor, &jar, &here, (fault.status(), &page))
}

async fn add(app: &AppState, visitor: &Visitor, reference: Reference, form: &Form) -> Result<String, Fault> {
    let support = Support::parse(&form.members(), reference).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, None);
    app.db
        .write(async move |tx: &Tx| ops::support(tx, &caller, support.clone()).await)
        .await
        .map_err(Fault::from)?;
    Ok(format!("/requests/{reference}/done?what=support"))
}

async fn remove(app: &AppState, visitor: &Visitor, reference: Reference) -> Result<String, Fault> {
    signed_in(visitor)?;
    let caller = visitor.caller(app, None);
    app.db
        .write(async move |tx: &Tx| ops::unsupport(tx, &caller, reference).await)
        .await
        .map_err(Fault::from)?;
    Ok(format!("/requests/{reference}/done?what=unsupport"))
}

impl SupportPage {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        request: &DataRequest,
        mut filled: Filled,
    ) -> Result<Self, Fault> {
        let person = visitor.actor.person();
        let said = match person {
            Some(person) => following::said(&app.db.read(), request.id, person).await?,
            None => None,
        };
        match (&said, person) {
            (Some(said), _) => {
                filled.put("text", said.text.as_deref().unwrap_or_default());
                filled.put("public", if said.public { "true" } else { "" });
                filled.put("sector", said.sector.as_str());
            }
            (None, Some(person)) => {
                if let Some(sector) = known_sector(app, person).await? {
                    filled.put("sector", sector);
                }
            }
            (None, None) => {}
        }
        Ok(Self {
            joining: Joining::read(app, request, person).await?,
            supporters: request.supporters,
            supports: said.is_some(),
            sectors: new::sectors(app, visitor.locale),
            filled,
        })
    }
}

/// What somebody said they are, to begin with.
async fn known_sector(app: &AppState, person: PersonId) -> Result<Option<&'static str>, Fault> {
    let person = people::get(&app.db.read(), person).await?;
    Ok(person.map(|person| person.sector.as_str()))
}

impl Page for SupportPage {
    const TEMPLATE: &'static str = "pages/requests/support.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |joining| Self {
            joining,
            supporters: 82,
            supports: false,
            sectors: vec![Place::new("citizen", "Ciudadania")],
            filled: Filled::from_pairs([("sector", "unknown")]),
        };
        let mut all: Vec<Self> = Joining::samples().into_iter().map(sample).collect();
        all.push(Self {
            supports: true,
            ..all[1].clone()
        });
        all.push(Self {
            supporters: 0,
            filled: Filled::from_pairs([("text", "Para <b>"), ("public", "true"), ("email", "ana@")])
                .wrong("email", "Falta el dominio".into())
                .wrong("text", "Muy largo".into()),
            ..all[0].clone()
        });
        all
    }
}
