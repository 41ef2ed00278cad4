//! `/requests/{reference}/withdraw`: whoever asked takes it back, after seeing how many people wait for it.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::status::ActionKind;
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
pub struct Withdraw {
    /// The request, and whether the form is open.
    pub acting: Acting,
    /// How many need it too.
    pub supporters: i64,
    /// It was split: its open parts go with it.
    pub split: bool,
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
    let (hand, acting) = Hand::open(&app, &visitor, (reference, ActionKind::Withdraw), None).await?;
    let page = Withdraw::of(&hand, acting, Filled::default());
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

impl Withdraw {
    /// With those who wait for it now.
    pub fn of(hand: &Hand, acting: Acting, filled: Filled) -> Self {
        Self {
            acting,
            supporters: hand.request.supporters,
            split: hand.request.standing.split,
            filled,
        }
    }
}

impl Page for Withdraw {
    const TEMPLATE: &'static str = "pages/requests/withdraw.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |acting| Self {
            acting,
            supporters: 82,
            split: false,
            filled: Filled::default(),
        };
        let mut all: Vec<Self> = Acting::samples().into_iter().map(sample).collect();
        all.push(Self {
            supporters: 0,
            split: true,
            filled: Filled::from_pairs([("message", "x")]).wrong("message", "Muy largo".into()),
            ..all[0].clone()
        });
        all
    }
}
