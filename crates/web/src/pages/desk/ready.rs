//! `/desk/ready`: answers that are written beforehand, an area's own and everybody's. `/desk/ready/{id}` changes one.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    ids::{AreaId, ReadyAnswerId},
    ops::{self, NewReadyAnswer},
    policy::{Actor, keep_ready_answers},
    ready_answer::{ReadyAnswer, Variable},
    status::Outcome,
    store::{Tx, ready_answers},
};
use serde::Serialize;

use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    pages::places::{Place, Places},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// What may have been done.
const DONE: [&str; 2] = ["save", "remove"];

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReadyAnswers {
    /// Those this person may use.
    pub answers: Vec<Ready>,
    /// The one that is being changed.
    pub changing: Option<Ready>,
    /// Whose an answer may be: areas by slug; everybody's has none.
    pub areas: Vec<Place>,
    /// It may be everybody's.
    pub for_all: bool,
    /// Outcomes it may go with.
    pub outcomes: Vec<Place>,
    /// What a request fills in, by key.
    pub variables: Vec<&'static str>,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
pub struct Ready {
    /// Its number.
    pub id: i64,
    /// By what it is chosen.
    pub title: String,
    /// Its words.
    pub body: String,
    /// The outcome it goes with.
    pub outcome: Option<&'static str>,
    /// Whose it is; everybody's when there is none.
    pub area: Option<Place>,
    /// This person may change it.
    pub may_change: bool,
}

/// The answers, and the form for another.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let page = ReadyAnswers {
        done: query.one_of("done", &DONE),
        ..ReadyAnswers::read(&app, &visitor, None, None).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// One of them, to be changed.
pub async fn one(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let answer = find(&app, &id).await?;
    keep_ready_answers(&visitor.actor, answer.area).map_err(Fault::Denied)?;
    let page = ReadyAnswers::read(&app, &visitor, Some(answer), None).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Keeps another one.
pub async fn add(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let places = Places::load(&app.db.read(), visitor.locale).await?;
    let area = match form.one("area") {
        Some(slug) => {
            let known = places.areas.iter().find(|area| area.slug == slug);
            Some(known.ok_or(Fault::NotFound)?.id)
        }
        None => None,
    };
    Sent {
        app: &app,
        visitor: &visitor,
        jar: &jar,
        here: &here,
        form: &form,
    }
    .keep(area, None)
    .await
}

/// Changes one, or keeps it no longer (`remove`).
pub async fn change(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    let answer = find(&app, &id).await?;
    if form.has("remove") {
        let permit = keep_ready_answers(&visitor.actor, answer.area).map_err(Fault::Denied)?;
        let caller = visitor.caller(&app, None);
        app.db
            .write(async move |tx: &Tx| ops::remove_ready_answer(tx, &caller, &permit, answer.id).await)
            .await
            .map_err(Fault::from)?;
        return Ok(page::see_other(&app, "/desk/ready?done=remove"));
    }
    Sent {
        app: &app,
        visitor: &visitor,
        jar: &jar,
        here: &here,
        form: &form,
    }
    .keep(answer.area, Some(answer))
    .await
}

/// A form that was sent.
struct Sent<'a> {
    app: &'a AppState,
    visitor: &'a Visitor,
    jar: &'a Jar,
    here: &'a Here,
    form: &'a Form,
}

impl Sent<'_> {
    async fn keep(&self, area: Option<AreaId>, before: Option<ReadyAnswer>) -> Result<Response, Fault> {
        let (app, visitor) = (self.app, self.visitor);
        let permit = keep_ready_answers(&visitor.actor, area).map_err(Fault::Denied)?;
        let invalid = match NewReadyAnswer::parse(&self.form.members()) {
            Ok(input) => {
                let caller = visitor.caller(app, self.form.key(visitor, self.jar)?);
                let id = before.as_ref().map(|answer| answer.id);
                app.db
                    .write(async move |tx: &Tx| {
                        ops::keep_ready_answer(tx, &caller, &permit, id, input.clone()).await
                    })
                    .await
                    .map_err(Fault::from)?;
                return Ok(page::see_other(app, "/desk/ready?done=save"));
            }
            Err(invalid) => invalid,
        };
        let filled = Filled::of(self.form).refused(app.engine.words(), visitor.locale, &invalid);
        let page = ReadyAnswers::read(app, visitor, before, Some(filled)).await?;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        page::form(app, visitor, self.jar, self.here, (status, &page))
    }
}

async fn find(app: &AppState, id: &str) -> Result<ReadyAnswer, Fault> {
    let id = id.parse().map(ReadyAnswerId).map_err(|_| Fault::NotFound)?;
    ready_answers::get(&app.db.read(), id)
        .await?
        .ok_or(Fault::NotFound)
}

impl Ready {
    fn of(answer: &ReadyAnswer, actor: &Actor, places: &Places) -> Self {
        Self {
            id: answer.id.0,
            title: answer.title.clone(),
            body: answer.body.clone(),
            outcome: answer.outcome.map(Outcome::as_str),
            area: places.area_by_id(answer.area),
            may_change: keep_ready_answers(actor, answer.area).is_ok(),
        }
    }

    fn samples() -> Vec<Self> {
        let sample = |id, area: Option<Place>| Self {
            id,
            title: "Ready <b>one</b>".into(),
            body: "{{reference}} **there**".into(),
            outcome: area.as_ref().map(|_| "already_exists"),
            may_change: area.is_some(),
            area,
        };
        vec![sample(1, None), sample(2, Some(Place::new("salud", "Salud")))]
    }
}

impl ReadyAnswers {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        changing: Option<ReadyAnswer>,
        filled: Option<Filled>,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let (actor, locale) = (&visitor.actor, visitor.locale);
        let places = Places::load(&reader, locale).await?;
        let is_theirs = |area: Option<AreaId>| area.is_none() || keep_ready_answers(actor, area).is_ok();
        let answers = ready_answers::list(&reader).await?;
        let own = places
            .areas
            .iter()
            .filter(|area| keep_ready_answers(actor, Some(area.id)).is_ok());
        let words = app.engine.words();
        let outcomes = Outcome::ALL
            .iter()
            .copied()
            .filter(|outcome| outcome.is_an_answer());
        let begins = changing.as_ref().map(|answer| {
            Filled::from_pairs([
                ("title", answer.title.as_str()),
                ("body", answer.body.as_str()),
                ("outcome", answer.outcome.map_or("", Outcome::as_str)),
            ])
        });
        Ok(Self {
            answers: answers
                .iter()
                .filter(|answer| is_theirs(answer.area))
                .map(|answer| Ready::of(answer, actor, &places))
                .collect(),
            changing: changing.map(|answer| Ready::of(&answer, actor, &places)),
            areas: own
                .map(|area| Place::new(&area.slug, area.name_in(locale)))
                .collect(),
            for_all: keep_ready_answers(actor, None).is_ok(),
            outcomes: outcomes
                .map(|outcome| Place::new(outcome.as_str(), &words.name(locale, outcome)))
                .collect(),
            variables: Variable::ALL.iter().map(|variable| variable.as_str()).collect(),
            done: "",
            filled: filled.or(begins).unwrap_or_default(),
        })
    }
}

impl Page for ReadyAnswers {
    const TEMPLATE: &'static str = "pages/desk/ready.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let empty = Self {
            areas: vec![Place::new("salud", "Ministerio <b>de Salud</b>")],
            outcomes: vec![Place::new("already_exists", "Ya estaba")],
            variables: Variable::ALL.iter().map(|variable| variable.as_str()).collect(),
            ..Self::default()
        };
        let full = Self {
            answers: Ready::samples(),
            for_all: true,
            ..empty.clone()
        };
        let changing = Self {
            changing: Ready::samples().pop(),
            filled: Filled::from_pairs([("title", "Ya <b>"), ("body", "{{title}}")]),
            ..full.clone()
        };
        let wrong = ["title", "body", "outcome"]
            .into_iter()
            .fold(changing.filled.clone(), |filled, field| {
                filled.wrong(field, "No".into())
            });
        let mut all = vec![empty, changing.clone()];
        all.extend(DONE.map(|done| Self { done, ..full.clone() }));
        all.push(Self {
            filled: wrong,
            ..changing
        });
        all
    }
}
