//! `/admin/themes`: the themes that requests are sorted by: another one, another name, and which come first.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    ops,
    store::{
        Tx,
        themes::{self, Theme},
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
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// What may have been done.
const DONE: [&str; 2] = ["add", "save"];

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AdminThemes {
    /// Every theme, in order.
    pub themes: Vec<Row>,
    /// The one that is being changed.
    pub changing: Option<Row>,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// A theme.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// It comes first.
    pub priority: bool,
    /// Its open requests.
    pub open: i64,
}

/// The themes, and the form for another.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let page = AdminThemes {
        done: query.one_of("done", &DONE),
        ..AdminThemes::read(&app, &visitor, None, None).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// One of them.
pub async fn one(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(key): Path<String>,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let page = AdminThemes::read(&app, &visitor, Some(&key), None).await?;
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
    keep(&app, &visitor, (&jar, &here, &form), None).await
}

/// Changes one.
pub async fn change(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(key): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    keep(&app, &visitor, (&jar, &here, &form), Some(&key)).await
}

/// On to the list, or the form again with what is wrong.
async fn keep(
    app: &AppState,
    visitor: &Visitor,
    (jar, here, form): (&Jar, &Here, &Form),
    changing: Option<&str>,
) -> Result<Response, Fault> {
    let permit = admin(visitor)?;
    let invalid = match ops::parse_theme(&form.members()) {
        Ok(look) => {
            let is_new = changing.is_none();
            let typed = form.one("key").unwrap_or_default().trim();
            let key = changing.unwrap_or(typed).to_owned();
            let caller = visitor.caller(app, None);
            let kept = app
                .db
                .write(async move |tx: &Tx| {
                    if is_new {
                        ops::add_theme(tx, &caller, &permit, &key, &look).await
                    } else {
                        ops::change_theme(tx, &caller, &permit, &key, &look).await
                    }
                })
                .await;
            match kept {
                Ok(()) => {
                    let done = if is_new { "add" } else { "save" };
                    return Ok(page::see_other(app, &format!("/admin/themes?done={done}")));
                }
                Err(ops::Error::Invalid(invalid)) => invalid,
                Err(error) => return Err(error.into()),
            }
        }
        Err(invalid) => invalid,
    };
    let filled = Filled::of(form).refused(app.engine.words(), visitor.locale, &invalid);
    let page = AdminThemes::read(app, visitor, changing, Some(filled)).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::form(app, visitor, jar, here, (status, &page))
}

impl Row {
    fn of(theme: &Theme, visitor: &Visitor) -> Self {
        Self {
            key: theme.key.clone(),
            name: theme.name_in(visitor.locale).to_owned(),
            priority: theme.priority,
            open: theme.open,
        }
    }
}

impl AdminThemes {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        key: Option<&str>,
        filled: Option<Filled>,
    ) -> Result<Self, Fault> {
        let all = themes::list(&app.db.read()).await?;
        let place = key.map(|key| all.iter().position(|theme| theme.key == key));
        let changing = place.map(|place| place.ok_or(Fault::NotFound)).transpose()?;
        let filled = match (filled, changing) {
            (Some(filled), _) => filled,
            (None, Some(place)) => {
                let theme = &all[place];
                let position = (place + 1).to_string();
                let mut filled = Filled::from_pairs([
                    ("name", theme.name.as_str()),
                    ("name_en", theme.name_en.as_str()),
                    ("position", position.as_str()),
                ]);
                if theme.priority {
                    filled.put("priority", "true");
                }
                filled
            }
            (None, None) => Filled::default(),
        };
        Ok(Self {
            changing: changing.map(|place| Row::of(&all[place], visitor)),
            themes: all.iter().map(|theme| Row::of(theme, visitor)).collect(),
            done: "",
            filled,
        })
    }
}

impl Page for AdminThemes {
    const TEMPLATE: &'static str = "pages/admin/themes.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let row = |priority, open| Row {
            key: "budget".into(),
            name: "Presupuesto <b>".into(),
            priority,
            open,
        };
        let list = Self {
            themes: vec![row(true, 12), row(false, 1)],
            ..Self::default()
        };
        let mut all = vec![Self {
            changing: Some(row(true, 12)),
            filled: Filled::from_pairs([
                ("name", "Presupuesto <b>"),
                ("name_en", "Budget"),
                ("position", "1"),
                ("priority", "true"),
            ]),
            ..list.clone()
        }];
        all.push(Self {
            filled: Filled::default()
                .wrong("name", "Falta".into())
                .wrong("name_en", "Falta".into())
                .wrong("key", "Ya hay".into())
                .wrong("position", "Un numero".into()),
            ..list.clone()
        });
        all.extend(DONE.map(|done| Self { done, ..list.clone() }));
        all.push(list);
        all
    }
}
