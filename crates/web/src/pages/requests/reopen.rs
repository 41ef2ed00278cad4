//! `/requests/{reference}/reopen`: whoever asked wants it taken up again; once it was withdrawn or lapsed, whoever needs it
//! too may, and it is theirs from then on.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    standing::REOPEN_DAYS,
    status::{ActionKind, Outcome},
};
use serde::Serialize;

use super::acting::{Acting, Hand};
use crate::{
    AppState,
    filled::Filled,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    reference::InPath,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Reopen {
    /// The request, and whether the form is open.
    pub acting: Acting,
    /// For how many days after the end.
    pub days: i64,
    /// Whoever needs it too may take it over.
    pub for_supporters: bool,
    /// This reader would take it over.
    pub takes_over: bool,
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
    let (hand, acting) = Hand::open(&app, &visitor, (reference, ActionKind::Reopen), None).await?;
    let page = Reopen::of(&hand, acting, Filled::default());
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

impl Reopen {
    /// As the request ended.
    pub fn of(hand: &Hand, acting: Acting, filled: Filled) -> Self {
        let standing = &hand.request.standing;
        Self {
            acting,
            days: REOPEN_DAYS,
            for_supporters: matches!(standing.outcome, Some(Outcome::Withdrawn | Outcome::Lapsed)),
            takes_over: hand.is_open() && hand.actor.person() != Some(standing.requester),
            filled,
        }
    }
}

impl Page for Reopen {
    const TEMPLATE: &'static str = "pages/requests/reopen.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |acting| Self {
            acting,
            days: REOPEN_DAYS,
            for_supporters: false,
            takes_over: false,
            filled: Filled::default(),
        };
        let mut all: Vec<Self> = Acting::samples().into_iter().map(sample).collect();
        all.push(Self {
            for_supporters: true,
            takes_over: true,
            filled: Filled::from_pairs([("message", "")]).wrong("message", "Falta".into()),
            ..all[0].clone()
        });
        all
    }
}
