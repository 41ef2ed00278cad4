//! `/reuses/new`: tell what you did with the data. Anybody may; somebody looks before it is shown.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ops::{self, NewReuse},
    store::Tx,
};
use serde::Serialize;

use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    pages::{places::Place, requests::new::sectors},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct TellReuse {
    /// What kind of data user somebody may say they are.
    pub sectors: Vec<Place>,
    /// It was told.
    pub done: bool,
    /// What is in the form.
    pub filled: Filled,
}

/// The form: empty, or with what the address brings (`request`, `datasets`).
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let mut filled = Filled::default();
    for name in ["request", "datasets"] {
        if let Some(value) = query.one(name) {
            filled.put(name, value);
        }
    }
    let page = TellReuse {
        done: query.one("done").is_some(),
        ..TellReuse::read(&app, &visitor, filled)
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Keeps it, for somebody to look at.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    match tell(&app, (&visitor, &jar), &form).await {
        Ok(()) => Ok(page::see_other(&app, "/reuses/new?done=1")),
        Err(Fault::Invalid(invalid)) => {
            let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
            let page = TellReuse::read(&app, &visitor, filled);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(&app, &visitor, &jar, &here, (status, &page))
        }
        Err(fault) => Err(fault),
    }
}

async fn tell(app: &AppState, (visitor, jar): (&Visitor, &Jar), form: &Form) -> Result<(), Fault> {
    let new = NewReuse::parse(&form.members()).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, form.key(visitor, jar)?);
    app.db
        .write(async move |tx: &Tx| ops::tell_reuse(tx, &caller, new.clone()).await)
        .await
        .map_err(Fault::from)
}

impl TellReuse {
    fn read(app: &AppState, visitor: &Visitor, filled: Filled) -> Self {
        Self {
            sectors: sectors(app, visitor.locale),
            done: false,
            filled,
        }
    }
}

impl Page for TellReuse {
    const TEMPLATE: &'static str = "pages/reuses/new.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let empty = Self {
            sectors: vec![Place::new("journalism", "Periodismo")],
            done: false,
            filled: Filled::default(),
        };
        let wrong = Filled::from_pairs([("title", "Mapa <b>"), ("request", "PD-2026-000123")])
            .wrong("url", "Falta".into())
            .wrong("title", "Muy corto".into())
            .wrong("request", "No existe".into());
        vec![
            Self {
                filled: wrong,
                ..empty.clone()
            },
            Self {
                done: true,
                ..empty.clone()
            },
            empty,
        ]
    }
}
