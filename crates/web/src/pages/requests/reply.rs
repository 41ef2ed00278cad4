//! `/requests/{reference}/reply`: the question that waits, and room for the reply. For whoever asked, and whoever needs it too.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{status::ActionKind, store::events};
use serde::Serialize;

use super::{
    acting::{Acting, Hand},
    show::open_question,
};
use crate::{
    AppState,
    filled::Filled,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    reference::InPath,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Reply {
    /// The request, and whether the form is open.
    pub acting: Acting,
    /// The question, in Markdown.
    pub question: Option<String>,
    /// What is in the form.
    pub filled: Filled,
}

/// The form.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let at = (reference, ActionKind::Reply);
    let (hand, acting) = Hand::open(&app, &visitor, at, query.one("key")).await?;
    let page = Reply::read(&app, &hand, acting, Filled::default()).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

impl Reply {
    /// With the question that waits now.
    pub async fn read(app: &AppState, hand: &Hand, acting: Acting, filled: Filled) -> Result<Self, Fault> {
        let told = events::of_request(&app.db.read(), hand.request.id).await?;
        Ok(Self {
            acting,
            question: open_question(&hand.request, &told),
            filled,
        })
    }
}

impl Page for Reply {
    const TEMPLATE: &'static str = "pages/requests/reply.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |acting| Self {
            acting,
            question: Some("Por <b>mes</b> o por *dia*?".into()),
            filled: Filled::default(),
        };
        let mut all: Vec<Self> = Acting::samples().into_iter().map(sample).collect();
        all.push(Self {
            question: None,
            filled: Filled::from_pairs([("message", "")]).wrong("message", "Falta".into()),
            ..all[0].clone()
        });
        all
    }
}
