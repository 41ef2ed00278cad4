//! `/admin/areas`: the areas of the government: another one, another name, the head who hears of long delays, the end of one,
//! two that become one.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    ops::{self, AreaChange},
    policy::AdminPermit,
    store::{
        Tx,
        areas::{self, Area},
    },
};
use serde::Serialize;

use super::admin;
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    pages::places::Place,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

mod merging;

use merging::Merging;

/// What may have been done.
const DONE: [&str; 4] = ["add", "save", "close", "merge"];

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AdminAreas {
    /// Every area, the closed ones last.
    pub areas: Vec<Row>,
    /// The one that is being changed.
    pub changing: Option<Row>,
    /// Those that may go on with its work.
    pub successors: Vec<Place>,
    /// What merging it would do, which was asked for and is not done.
    pub asked: Option<Merging>,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// An area.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Requests it has open.
    pub open: i64,
    /// Somebody hears of long delays.
    pub head: bool,
    /// The day it was closed.
    pub closed_on: Option<String>,
    /// The one it was merged into.
    pub merged_into: Option<Place>,
}

/// The areas, and the form for another.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let page = AdminAreas {
        done: query.one_of("done", &DONE),
        ..AdminAreas::read(&app, &visitor, None, None).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// One of them.
pub async fn one(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let page = AdminAreas::read(&app, &visitor, Some(&slug), None).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Adds one.
pub async fn add(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    let slug = form.one("slug").unwrap_or_default().trim().to_owned();
    let done = keep(&app, &visitor, (permit, &form), slug, true).await;
    answer(&app, &visitor, (&jar, &here, &form), None, "add", done).await
}

/// Changes one, closes it (`do` is `close`), or merges it into another (`merge`).
pub async fn change(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(slug): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    if form.one("do") == Some("merge") {
        return merging::send(&app, &visitor, (&jar, &here, &form), permit, &slug).await;
    }
    if form.one("do") != Some("close") {
        let done = keep(&app, &visitor, (permit, &form), slug.clone(), false).await;
        return answer(&app, &visitor, (&jar, &here, &form), Some(&slug), "save", done).await;
    }
    let (caller, own) = (visitor.caller(&app, None), slug.clone());
    let successor = form.one("successor").unwrap_or_default().to_owned();
    let done = app
        .db
        .write(async move |tx: &Tx| ops::close_area(tx, &caller, &permit, &own, &successor).await)
        .await;
    app.wake.notify_one();
    answer(
        &app,
        &visitor,
        (&jar, &here, &form),
        Some(&slug),
        "close",
        done.map_err(Fault::from),
    )
    .await
}

async fn keep(
    app: &AppState,
    visitor: &Visitor,
    (permit, form): (AdminPermit, &Form),
    slug: String,
    is_new: bool,
) -> Result<(), Fault> {
    let change = AreaChange::parse(&form.members()).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, None);
    let kept = app
        .db
        .write(async move |tx: &Tx| {
            if is_new {
                ops::add_area(tx, &caller, &permit, &slug, change).await
            } else {
                ops::change_area(tx, &caller, &permit, &slug, change).await
            }
        })
        .await;
    kept.map_err(Fault::from)
}

/// On to the list, or the form again with what is wrong.
async fn answer(
    app: &AppState,
    visitor: &Visitor,
    (jar, here, form): (&Jar, &Here, &Form),
    slug: Option<&str>,
    done: &str,
    result: Result<(), Fault>,
) -> Result<Response, Fault> {
    match result {
        Ok(()) => Ok(page::see_other(app, &format!("/admin/areas?done={done}"))),
        Err(Fault::Invalid(invalid)) => {
            let page = match form.one("do") {
                // The names are in the other form, which was not sent.
                Some("close" | "merge") => {
                    let mut page = AdminAreas::read(app, visitor, slug, None).await?;
                    for name in ["successor", "into"] {
                        if let Some(chosen) = form.one(name) {
                            page.filled.put(name, chosen);
                        }
                    }
                    page.filled = page.filled.refused(app.engine.words(), visitor.locale, &invalid);
                    page
                }
                _ => {
                    let filled = Filled::of(form).refused(app.engine.words(), visitor.locale, &invalid);
                    AdminAreas::read(app, visitor, slug, Some(filled)).await?
                }
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(app, visitor, jar, here, (status, &page))
        }
        Err(fault) => Err(fault),
    }
}

impl Row {
    fn of(area: &Area, all: &[Area], visitor: &Visitor) -> Self {
        let into = all
            .iter()
            .find(|into| Some(&into.slug) == area.merged_into.as_ref());
        Self {
            slug: area.slug.clone(),
            name: area.name_in(visitor.locale).to_owned(),
            open: area.open,
            head: area.head,
            closed_on: area.closed_on.clone(),
            merged_into: into.map(|into| Place::new(&into.slug, into.name_in(visitor.locale))),
        }
    }

    fn samples() -> Vec<Self> {
        let open = Self {
            slug: "salud".into(),
            name: "Ministerio <b>de Salud</b>".into(),
            open: 1_234,
            head: true,
            closed_on: None,
            merged_into: None,
        };
        let closed = Self {
            head: false,
            closed_on: Some("2026-11-20".into()),
            ..open.clone()
        };
        let merged = Self {
            merged_into: Some(Place::new("salud-y-vida", "Salud <b>y vida</b>")),
            ..closed.clone()
        };
        vec![open, closed, merged]
    }
}

impl AdminAreas {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        slug: Option<&str>,
        filled: Option<Filled>,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let mut all = areas::list(&reader).await?;
        all.sort_by_key(|area| area.closed_on.is_some());
        let changing = match slug {
            Some(slug) => Some(all.iter().find(|area| area.slug == slug).ok_or(Fault::NotFound)?),
            None => None,
        };
        let filled = match (filled, changing) {
            (Some(filled), _) => filled,
            (None, Some(area)) => {
                let head = areas::head(&reader, area.id).await?;
                Filled::from_pairs([
                    ("name", area.name.as_str()),
                    ("name_en", area.name_en.as_deref().unwrap_or_default()),
                    ("head", head.as_ref().map_or("", |head| head.as_str())),
                ])
            }
            (None, None) => Filled::default(),
        };
        let may_follow = |area: &&Area| area.closed_on.is_none() && Some(area.slug.as_str()) != slug;
        Ok(Self {
            changing: changing.map(|area| Row::of(area, &all, visitor)),
            successors: all
                .iter()
                .filter(may_follow)
                .map(|area| Place::new(&area.slug, area.name_in(visitor.locale)))
                .collect(),
            areas: all.iter().map(|area| Row::of(area, &all, visitor)).collect(),
            asked: None,
            done: "",
            filled,
        })
    }
}

impl Page for AdminAreas {
    const TEMPLATE: &'static str = "pages/admin/areas.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let list = Self {
            areas: Row::samples(),
            successors: vec![Place::new("cultura", "Cultura")],
            ..Self::default()
        };
        let wrong = ["slug", "name", "name_en", "head", "successor", "into"]
            .into_iter()
            .fold(Filled::default(), |filled, field| {
                filled.wrong(field, "No <b>".into())
            });
        let one = |row: Row| Self {
            changing: Some(row),
            filled: Filled::from_pairs([("name", "Salud <b>"), ("head", "jefa@example.org")]),
            ..list.clone()
        };
        let mut all: Vec<Self> = Row::samples().into_iter().map(one).collect();
        let asked = Merging::samples().map(|asked| Self {
            asked: Some(asked),
            ..all[0].clone()
        });
        all.extend(asked);
        all.extend(DONE.map(|done| Self { done, ..list.clone() }));
        all.push(Self {
            filled: wrong.clone(),
            ..list.clone()
        });
        all.push(Self {
            filled: wrong,
            ..all[0].clone()
        });
        all
    }
}
