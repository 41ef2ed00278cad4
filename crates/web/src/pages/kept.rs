//! `/kept/{name}`: what somebody typed before they had to sign in. It is sent on by a button, as it was.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::store::kept_forms;
use serde::Serialize;

use super::error::{Again, written};
use crate::{
    AppState,
    form::{TypedForm, signed_in},
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Serialize)]
pub struct Kept {
    /// What they wrote.
    pub written: Vec<String>,
    /// The form to be sent on.
    pub again: Again,
}

/// The page. What belongs to somebody is shown to nobody else.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    signed_in(&visitor)?;
    let kept = kept_forms::find(&app.db.read(), &name, app.clock.now()).await?;
    let kept = kept.filter(|kept| kept.person.is_none() || kept.person == visitor.actor.person());
    let kept = kept.ok_or(Fault::NotFound)?;
    let typed = TypedForm {
        path: kept.path,
        fields: kept.fields,
        ours: true,
    };
    let page = Kept {
        written: written(&typed),
        again: Again::of(&typed),
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

impl Page for Kept {
    const TEMPLATE: &'static str = "pages/kept.html";

    fn samples() -> Vec<Self> {
        let typed = |text: &str| TypedForm {
            path: "/desk/PD-2026-000001/actions".into(),
            fields: vec![
                ("action".into(), "inform".into()),
                ("message".into(), text.to_owned()),
                ("idempotency_key".into(), "k".into()),
            ],
            ours: true,
        };
        let page = |typed: &TypedForm| Self {
            written: written(typed),
            again: Again::of(typed),
        };
        vec![
            page(&typed("Seguimos <b>trabajando</b> en este pedido.")),
            page(&typed("Ok")),
        ]
    }
}
