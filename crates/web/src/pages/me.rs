//! `/me`: what somebody asked for, what waits for them, what they support and follow, and their own choices. For them alone.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ids::PersonId,
    locale::Locale,
    ops::{self, Preferences},
    person::{Person, Role},
    policy::Denied,
    store::{Tx, bounces, people},
};
use serde::Serialize;

use super::{places::Place, requests::new};
use crate::{
    AppState,
    filled::Filled,
    form::{Form, signed_in},
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

pub mod erase;
pub mod export;
pub mod identities;
mod lists;
pub mod password;
pub mod searches;
mod waiting;

use identities::Accounts;
pub use lists::{List, Which};
use searches::Kept;
pub use waiting::Waits;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Me {
    /// The name they are shown by; empty for none.
    pub called: String,
    /// Their address; nobody else sees it here.
    pub email: String,
    /// Mail to it came back, so that none is sent there any more.
    pub suspended: bool,
    /// What waits for them.
    pub waiting: Vec<Waits>,
    /// What they asked for, support and follow; only one of them on a page of its own.
    pub lists: Vec<List>,
    /// Searches they keep.
    pub searches: Vec<Kept>,
    /// One list on a page of its own.
    pub alone: bool,
    /// They answer for an area, which hears of their requests while they are away.
    pub liaison: bool,
    /// What kind of data user they may say they are.
    pub sectors: Vec<Place>,
    /// Accounts elsewhere by which they come in, or may.
    pub accounts: Option<Accounts>,
    /// What became of such an account: `linked`, `taken` or `unlinked`.
    pub identity: Option<&'static str>,
    /// Their choices were kept.
    pub saved: bool,
    /// What is in the form.
    pub filled: Filled,
}

/// The page; with `list`, all of one list.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let person = person(&app, &visitor).await?;
    let page = match query.one("list").and_then(Which::parse) {
        Some(which) => {
            let list = List::page(&app, &visitor, person.id, which, query.one("after")).await?;
            Me {
                lists: vec![list],
                alone: true,
                ..Me::of(&app, &visitor, &person)
            }
        }
        None => Me {
            saved: query.one("saved").is_some(),
            identity: query.one("identity").and_then(identities::said),
            accounts: Accounts::read(&app, &jar, person.id).await?,
            ..Me::read(&app, &visitor, &person).await?
        },
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Keeps their choices.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let person = person(&app, &visitor).await?;
    match keep(&app, &visitor, &form).await {
        // The language that was chosen here before gives way to this one.
        Ok(locale) => Ok(page::see_other(&app, &format!("/me?saved=1&lang={locale}"))),
        Err(Fault::Invalid(invalid)) => {
            let filled = Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid);
            let page = Me {
                filled,
                accounts: Accounts::read(&app, &jar, person.id).await?,
                ..Me::read(&app, &visitor, &person).await?
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(&app, &visitor, &jar, &here, (status, &page))
        }
        Err(fault) => Err(fault),
    }
}

async fn keep(app: &AppState, visitor: &Visitor, form: &Form) -> Result<Locale, Fault> {
    let preferences = Preferences::parse(&form.members(), app.moment().today).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, None);
    let locale = preferences.locale;
    app.db
        .write(async move |tx: &Tx| ops::set_preferences(tx, &caller, preferences.clone()).await)
        .await
        .map_err(Fault::from)?;
    Ok(locale)
}

async fn person(app: &AppState, visitor: &Visitor) -> Result<Person, Fault> {
    signed_in(visitor)?;
    let id: PersonId = visitor.actor.person().ok_or(Fault::Denied(Denied::SignIn))?;
    people::get(&app.db.read(), id).await?.ok_or(Fault::NotFound)
}

impl Me {
    async fn read(app: &AppState, visitor: &Visitor, person: &Person) -> Result<Self, Fault> {
        let mut lists = Vec::new();
        for which in Which::ALL {
            lists.push(List::beginning(app, visitor, person.id, which).await?);
        }
        Ok(Self {
            suspended: bounces::suspended(&app.db.read(), person.id).await?,
            waiting: Waits::read(app, visitor, person.id).await?,
            filled: filled(app, person).await?,
            lists,
            searches: searches::kept(app, visitor, person).await?,
            ..Self::of(app, visitor, person)
        })
    }

    fn of(app: &AppState, visitor: &Visitor, person: &Person) -> Self {
        Self {
            called: person.name.clone(),
            email: person.email.to_string(),
            suspended: false,
            waiting: Vec::new(),
            lists: Vec::new(),
            searches: Vec::new(),
            alone: false,
            liaison: person.role == Role::Liaison,
            sectors: new::sectors(app, visitor.locale),
            accounts: None,
            identity: None,
            saved: false,
            filled: Filled::default(),
        }
    }
}

/// Their choices as they are.
async fn filled(app: &AppState, person: &Person) -> Result<Filled, Fault> {
    let mut filled = Filled::from_pairs([
        ("name", person.name.as_str()),
        ("locale", person.locale.as_str()),
        ("sector", person.sector.as_str()),
    ]);
    let away = people::away_until(&app.db.read(), person.id).await?;
    if let Some(until) = away.filter(|until| *until >= app.moment().today) {
        filled.put("away_until", &until.to_string());
    }
    Ok(filled)
}

impl Page for Me {
    const TEMPLATE: &'static str = "pages/me.html";
    const SECTION: &'static str = "me";

    fn samples() -> Vec<Self> {
        let empty = Self {
            called: String::new(),
            email: "ana@example.org".into(),
            suspended: false,
            waiting: Vec::new(),
            lists: Which::ALL.into_iter().map(List::empty).collect(),
            searches: Vec::new(),
            alone: false,
            liaison: false,
            sectors: vec![Place::new("citizen", "Ciudadania")],
            accounts: None,
            identity: None,
            saved: false,
            filled: Filled::from_pairs([("name", ""), ("locale", "es-AR"), ("sector", "unknown")]),
        };
        let full = Self {
            called: "Ana <b>".into(),
            suspended: true,
            waiting: Waits::samples(),
            liaison: true,
            lists: Which::ALL.into_iter().map(List::sample).collect(),
            searches: Kept::samples(),
            accounts: Some(Accounts::sample()),
            identity: Some("linked"),
            saved: true,
            filled: Filled::from_pairs([("name", "Ana <b>"), ("locale", "en"), ("sector", "citizen")]),
            ..empty.clone()
        };
        let wrong = Self {
            filled: full
                .filled
                .clone()
                .wrong("name", "Muy largo".into())
                .wrong("locale", "No".into())
                .wrong("sector", "No".into()),
            saved: false,
            ..full.clone()
        };
        let alone = |list| Self {
            lists: vec![list],
            waiting: Vec::new(),
            alone: true,
            ..full.clone()
        };
        let elsewhere = |identity| Self {
            accounts: Some(Accounts::none()),
            identity: Some(identity),
            ..empty.clone()
        };
        let mut all = vec![
            elsewhere("taken"),
            elsewhere("unlinked"),
            empty,
            full.clone(),
            wrong,
        ];
        for which in Which::ALL {
            all.push(alone(List::sample(which)));
            all.push(alone(List::empty(which)));
        }
        all
    }
}
