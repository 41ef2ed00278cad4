//! `/requests/{reference}/verdict`: does the answer solve what was needed? Yes, partly or no; "no" gives it back to the area.
//! Opened from the mail or signed in; opening it changes nothing.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    status::{ActionKind, Outcome},
    store::events,
};
use serde::Serialize;

use super::{
    acting::{Acting, Hand},
    samples,
    show::Answer,
};
use crate::{
    AppState,
    filled::Filled,
    jar::Jar,
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    query::Query,
    reference::InPath,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictPage {
    /// The request, and whether the form is open.
    pub acting: Acting,
    /// What is judged.
    pub answer: Option<Answer>,
    /// It is a refusal: what is asked is whether it can be understood.
    pub of_refusal: bool,
    /// What is in the form.
    pub filled: Filled,
}

/// The form. `verdict` in the address chooses one of the three.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let at = (reference, ActionKind::Confirm);
    let (hand, acting) = Hand::open(&app, &visitor, at, query.one("key")).await?;
    let chosen = query.one("verdict").map(|value| ("verdict", value));
    let filled = Filled::from_pairs(chosen);
    let page = VerdictPage::read((&app, &visitor), &hand, acting, filled).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

impl VerdictPage {
    /// With the answer as it stands.
    pub async fn read(
        (app, visitor): (&AppState, &Visitor),
        hand: &Hand,
        acting: Acting,
        filled: Filled,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let request = &hand.request;
        let told = events::of_request(&reader, request.id).await?;
        let places = Places::load(&reader, visitor.locale).await?;
        Ok(Self {
            acting,
            answer: Answer::of(request, &told, &places),
            of_refusal: request.standing.outcome.is_some_and(Outcome::is_refusal),
            filled,
        })
    }
}

impl Page for VerdictPage {
    const TEMPLATE: &'static str = "pages/requests/verdict.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let sample = |acting, outcome: Outcome| Self {
            acting,
            answer: samples::answer(outcome),
            of_refusal: outcome.is_refusal(),
            filled: Filled::default(),
        };
        let doors = Acting::samples();
        let typed = Filled::from_pairs([
            ("verdict", "no"),
            ("rating", "2"),
            ("message", "Falta <b>2025</b>"),
        ]);
        let mut all: Vec<Self> = doors
            .iter()
            .map(|acting| sample(acting.clone(), Outcome::Published))
            .collect();
        for outcome in Outcome::ALL.iter().filter(|outcome| outcome.is_an_answer()) {
            all.push(sample(doors[0].clone(), *outcome));
        }
        all.push(Self {
            filled: typed
                .wrong("message", "Contanos".into())
                .wrong("verdict", "Elegi".into())
                .wrong("rating", "De 1 a 5".into()),
            answer: None,
            ..all[0].clone()
        });
        all
    }
}
