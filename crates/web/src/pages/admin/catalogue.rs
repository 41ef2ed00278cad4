//! `/admin/catalogue`: what was read of the portal, and which area or theme of ours each organisation and group of it is.
//! Whoever coordinates may look; an admin says what is what.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    field::{FieldCode, FieldError, Invalid},
    ops,
    policy::administer,
    store::{
        ReadError, Reader, Tx, areas,
        datasets::{self, Filed, Problem},
        jobs, themes,
    },
    timed_job::TimedJob,
};
use render::problems;
use serde::Serialize;

use super::{admin, health::JobShown, keeper};
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

mod samples;

/// What may have been done.
const DONE: [&str; 2] = ["area", "theme"];
/// So much of what could not be understood is shown.
const PROBLEMS: u32 = 100;

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AdminCatalogue {
    /// Where the catalogue was last read: an address or a folder; nowhere yet.
    pub source: Option<String>,
    /// When it was last read to its end.
    pub read_at: Option<String>,
    /// How the worker's last reading went, if there was one.
    pub job: Option<JobShown>,
    /// How many datasets there are in each state.
    pub states: Vec<Counted>,
    /// What is filed at the portal: organisations, which are areas, and groups, which are themes.
    pub lists: Vec<List>,
    /// What could not be understood; the latest.
    pub problems: Vec<NotUnderstood>,
    /// How much of it there is in all.
    pub problem_count: i64,
    /// The reader may change something.
    pub may_act: bool,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// What is wrong with what was sent: the fields are called as the rows.
    pub filled: Filled,
}

/// How many datasets are in a state.
#[derive(Debug, Clone, Serialize)]
pub struct Counted {
    /// Which, by key.
    pub state: &'static str,
    /// How many.
    pub count: i64,
}

/// A kind of things that datasets are filed under.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// `organisations` or `groups`.
    pub kind: &'static str,
    /// The field that says what one is: `area` or `theme`.
    pub field: &'static str,
    /// All of them, those that nobody has looked at first.
    pub rows: Vec<Row>,
    /// How many nobody has looked at.
    pub unreviewed: usize,
    /// What one of them may be.
    pub choices: Vec<Choice>,
}

/// An organisation or a group.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// What its field is called on the page.
    pub id: String,
    /// Its name at the portal.
    pub name: String,
    /// Its title there.
    pub title: String,
    /// Which of ours it is, by slug or key; empty if none.
    pub is: String,
    /// What that is called.
    pub called: Option<String>,
    /// Somebody has looked at it.
    pub reviewed: bool,
    /// Its datasets that anybody may see.
    pub datasets: i64,
}

/// An area or a theme of ours.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its slug or key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// It is closed: nothing new is filed under it.
    pub closed: bool,
}

/// Something that could not be understood.
#[derive(Debug, Clone, Serialize)]
pub struct NotUnderstood {
    /// The name of the dataset; empty where it has none.
    pub name: String,
    /// Why, in English.
    pub reason: String,
    /// When it was read.
    pub at: String,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    keeper(&visitor)?;
    let page = AdminCatalogue {
        done: query.one_of("done", &DONE),
        ..AdminCatalogue::read(&app, &visitor).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Says which area an organisation is.
pub async fn organisation(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(name): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    say(
        &app,
        &visitor,
        (&jar, &here, &form),
        ("organisations", "area"),
        name,
    )
    .await
}

/// Says which theme a group is.
pub async fn group(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(name): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    say(&app, &visitor, (&jar, &here, &form), ("groups", "theme"), name).await
}

/// On to the page, or the page with what is wrong at its row.
async fn say(
    app: &AppState,
    visitor: &Visitor,
    (jar, here, form): (&Jar, &Here, &Form),
    (kind, field): (&'static str, &'static str),
    name: String,
) -> Result<Response, Fault> {
    let permit = admin(visitor)?;
    // Blank says that it is none of ours; a form without the field says nothing.
    let said = form
        .has(field)
        .then(|| form.one(field).map(|text| text.trim().to_owned()));
    let error = if let Some(said) = said {
        let (caller, named) = (visitor.caller(app, None), name.clone());
        let done = app
            .db
            .write(async move |tx: &Tx| {
                let is = said.as_deref();
                if kind == "organisations" {
                    ops::organisation_is(tx, &caller, &permit, &named, is).await
                } else {
                    ops::group_is(tx, &caller, &permit, &named, is).await
                }
            })
            .await;
        match done {
            Ok(()) => {
                return Ok(page::see_other(app, &format!("/admin/catalogue?done={field}")));
            }
            Err(ops::Error::Invalid(Invalid(errors))) => errors.into_iter().next(),
            Err(error) => return Err(error.into()),
        }
    } else {
        Some(FieldError::new(format!("#/{field}"), FieldCode::Required))
    };
    let mut page = AdminCatalogue::read(app, visitor).await?;
    let row = page.row(kind, &name).ok_or(Fault::NotFound)?;
    if let Some(error) = error {
        let text = problems::field(app.engine.words(), visitor.locale, &error);
        page.filled = Filled::default().wrong(&row, text);
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::form(app, visitor, jar, here, (status, &page))
}

impl List {
    fn of((kind, field): (&'static str, &'static str), filed: Vec<Filed>, choices: Vec<Choice>) -> Self {
        let row = |(place, filed): (usize, Filed)| Row {
            id: format!("{field}-{place}"),
            called: choices
                .iter()
                .find(|choice| Some(&choice.key) == filed.is.as_ref())
                .map(|choice| choice.name.clone()),
            name: filed.name,
            title: filed.title,
            is: filed.is.unwrap_or_default(),
            reviewed: filed.reviewed,
            datasets: filed.datasets,
        };
        let rows: Vec<Row> = filed.into_iter().enumerate().map(row).collect();
        Self {
            kind,
            field,
            unreviewed: rows.iter().filter(|row| !row.reviewed).count(),
            rows,
            choices,
        }
    }

    async fn organisations(reader: &Reader<'_>, visitor: &Visitor) -> Result<Self, ReadError> {
        let areas = areas::names(reader).await?.into_iter().map(|area| Choice {
            name: area.name_in(visitor.locale).to_owned(),
            closed: area.closed_on.is_some(),
            key: area.slug,
        });
        let filed = datasets::filed_under_organisations(reader).await?;
        Ok(Self::of(("organisations", "area"), filed, areas.collect()))
    }

    async fn groups(reader: &Reader<'_>, visitor: &Visitor) -> Result<Self, ReadError> {
        let themes = themes::names(reader).await?.into_iter().map(|theme| Choice {
            name: theme.name_in(visitor.locale).to_owned(),
            closed: false,
            key: theme.key,
        });
        let filed = datasets::filed_under_groups(reader).await?;
        Ok(Self::of(("groups", "theme"), filed, themes.collect()))
    }
}

impl AdminCatalogue {
    async fn read(app: &AppState, visitor: &Visitor) -> Result<Self, Fault> {
        let reader = app.db.read();
        let jobs = jobs::list(&reader).await?;
        let (problems, problem_count) = datasets::not_understood(&reader, PROBLEMS).await?;
        let states = datasets::states(&reader).await?;
        Ok(Self {
            source: ops::catalogue_source(&reader).await?,
            read_at: ops::catalogue_read_at(&reader).await?.map(|at| at.to_string()),
            job: jobs
                .iter()
                .find(|run| run.job == TimedJob::Catalogue)
                .map(JobShown::from),
            states: states
                .into_iter()
                .map(|(state, count)| Counted {
                    state: state.as_str(),
                    count,
                })
                .collect(),
            lists: vec![
                List::organisations(&reader, visitor).await?,
                List::groups(&reader, visitor).await?,
            ],
            problems: problems.into_iter().map(NotUnderstood::from).collect(),
            problem_count,
            may_act: administer(&visitor.actor).is_ok(),
            done: "",
            filled: Filled::default(),
        })
    }

    /// What the field of an organisation or group is called on the page.
    fn row(&self, kind: &str, name: &str) -> Option<String> {
        let mut rows = self
            .lists
            .iter()
            .filter(|list| list.kind == kind)
            .flat_map(|list| &list.rows);
        rows.find(|row| row.name == name).map(|row| row.id.clone())
    }
}

impl From<Problem> for NotUnderstood {
    fn from(problem: Problem) -> Self {
        Self {
            name: problem.name,
            reason: problem.reason,
            at: problem.at.to_string(),
        }
    }
}
