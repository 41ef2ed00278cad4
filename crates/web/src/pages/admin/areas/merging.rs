//! One area is merged into another: what would go over is shown first, and done only by whoever says so then.

use axum::{http::StatusCode, response::Response};
use domain::{ops, policy::AdminPermit, store::Tx};
use serde::Serialize;

use super::{AdminAreas, answer};
use crate::{
    AppState,
    form::Form,
    jar::Jar,
    page::{self, Here},
    pages::places::Place,
    problem::Fault,
    visitor::Visitor,
};

/// What would go over.
#[derive(Debug, Clone, Serialize)]
pub struct Merging {
    /// To which area.
    pub into: Place,
    /// Requests that wait for an answer.
    pub open: i64,
    /// Requests answered or closed.
    pub ended: i64,
    /// Of both, how many are hidden.
    pub hidden: i64,
    /// Liaisons.
    pub liaisons: i64,
    /// Ready-made answers.
    pub ready: i64,
    /// Kept searches that name it.
    pub searches: i64,
    /// Its head becomes that of the other.
    pub head: bool,
}

/// Shows what merging an area would do; with `sure`, does it.
pub(super) async fn send(
    app: &AppState,
    visitor: &Visitor,
    (jar, here, form): (&Jar, &Here, &Form),
    permit: AdminPermit,
    slug: &str,
) -> Result<Response, Fault> {
    let into = form.one("into").unwrap_or_default().to_owned();
    if form.one("sure").is_some() {
        let (caller, own) = (visitor.caller(app, None), slug.to_owned());
        let done = app
            .db
            .write(async move |tx: &Tx| ops::merge_area(tx, &caller, &permit, (&own, &into)).await)
            .await;
        app.wake.notify_one();
        let done = done.map_err(Fault::from);
        return answer(app, visitor, (jar, here, form), Some(slug), "merge", done).await;
    }
    match ops::merge_effect(&app.db.read(), &permit, (slug, &into)).await {
        Ok((into, holdings)) => {
            let asked = Merging {
                into: Place::new(&into.slug, into.name_in(visitor.locale)),
                open: holdings.open,
                ended: holdings.ended,
                hidden: holdings.hidden,
                liaisons: holdings.liaisons,
                ready: holdings.ready,
                searches: holdings.searches,
                head: holdings.head,
            };
            let page = AdminAreas {
                asked: Some(asked),
                ..AdminAreas::read(app, visitor, Some(slug), None).await?
            };
            page::form(app, visitor, jar, here, (StatusCode::OK, &page))
        }
        Err(error) => {
            let refused = Err(Fault::from(error));
            answer(app, visitor, (jar, here, form), Some(slug), "merge", refused).await
        }
    }
}

impl Merging {
    /// All of it, and nothing but an area.
    pub(super) fn samples() -> [Self; 2] {
        let all = Self {
            into: Place::new("salud-y-vida", "Salud <b>y vida</b>"),
            open: 1_234,
            ended: 1,
            hidden: 2,
            liaisons: 3,
            ready: 1,
            searches: 12,
            head: true,
        };
        let nothing = Self {
            open: 0,
            ended: 0,
            hidden: 0,
            liaisons: 0,
            ready: 0,
            searches: 0,
            head: false,
            ..all.clone()
        };
        [all, nothing]
    }
}
