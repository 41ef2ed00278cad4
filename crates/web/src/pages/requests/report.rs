//! `/requests/{reference}/report`: tell whoever moderates that a request, or with `?comment=` one of its comments, should not
//! be public. Anybody may; nothing happens until somebody has looked.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ops::{self, Report},
    reference::Reference,
    status::HideReason,
    store::Tx,
};
use serde::Serialize;

use super::{
    joining::{Joining, find},
    said::public,
    samples,
    show::CommentShown,
};
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    pages::places::Place,
    problem::Fault,
    query::Query,
    reference::InPath,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ReportPage {
    /// The request.
    pub joining: Joining,
    /// The comment, if it is about one.
    pub comment: Option<CommentShown>,
    /// Why it should not be public, to choose from.
    pub reasons: Vec<Place>,
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
    query: Query,
) -> Result<Response, Fault> {
    let asked = (reference, query.one("comment"));
    let page = ReportPage::read(&app, &visitor, asked, Filled::default()).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Tells it.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
    form: Form,
) -> Result<Response, Fault> {
    let request = find(&app, &visitor, reference).await?;
    let comment = match form.one("comment") {
        Some(id) => Some(public(&app, &request, id).await?.id),
        None => None,
    };
    match Report::parse(&form.members(), reference, comment) {
        Ok(input) => {
            let caller = visitor.caller(&app, form.key(&visitor, &jar)?);
            app.db
                .write(async move |tx: &Tx| ops::report(tx, &caller, input.clone()).await)
                .await
                .map_err(Fault::from)?;
            Ok(page::see_other(
                &app,
                &format!("/requests/{reference}/done?what=report"),
            ))
        }
        Err(invalid) => {
            let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
            let page = ReportPage::read(&app, &visitor, (reference, form.one("comment")), filled).await?;
            page::form(
                &app,
                &visitor,
                &jar,
                &here,
                (StatusCode::UNPROCESSABLE_ENTITY, &page),
            )
        }
    }
}

impl ReportPage {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        (reference, comment): (Reference, Option<&str>),
        filled: Filled,
    ) -> Result<Self, Fault> {
        let request = find(app, visitor, reference).await?;
        let comment = match comment {
            Some(id) => Some(CommentShown::of(&public(app, &request, id).await?)),
            None => None,
        };
        let words = app.engine.words();
        let reason = |reason: &HideReason| Place::new(reason.as_str(), &words.name(visitor.locale, *reason));
        Ok(Self {
            joining: Joining::read(app, &request, visitor.actor.person()).await?,
            comment,
            reasons: HideReason::ALL.iter().map(reason).collect(),
            filled,
        })
    }
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "pages/requests/report.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let request = Self {
            joining: Joining::samples().remove(0),
            comment: None,
            reasons: vec![Place::new("spam", "Correo <b>no deseado")],
            filled: Filled::default(),
        };
        let comment = Self {
            comment: samples::comments().into_iter().next(),
            filled: Filled::from_pairs([("message", "Insulta")]).wrong("reason", "Elegi uno".into()),
            ..request.clone()
        };
        vec![request, comment]
    }
}
