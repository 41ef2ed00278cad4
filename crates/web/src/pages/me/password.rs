//! `/me/password`: staff gives itself a password, changes it, or does without. Only a moment after the second factor was shown:
//! a browser that somebody left open changes nothing.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    field::Invalid,
    ops::{self, AtPassword},
    password::{self, LONGEST, SHORTEST},
    person::Person,
    policy::Denied,
    store::{Tx, people},
};
use render::Args;
use serde::Serialize;

use super::person;
use crate::{
    AppState,
    filled::Filled,
    form::{Form, PASSWORD, PASSWORD_AGAIN},
    hashing,
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PasswordPage {
    /// Their address: programs that keep passwords keep it under this.
    pub email: String,
    /// Since when they have a password.
    pub since: Option<String>,
    /// The second factor was shown a moment ago.
    pub fresh: bool,
    /// What was just done: `set` or `removed`.
    pub done: Option<&'static str>,
    /// Characters it has at least.
    pub shortest: usize,
    /// Characters it has at most.
    pub longest: usize,
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
) -> Result<Response, Fault> {
    let person = staff(&app, &visitor).await?;
    let done = match query.one("done") {
        Some("set") => Some("set"),
        Some("removed") => Some("removed"),
        _ => None,
    };
    let page = PasswordPage {
        done,
        ..PasswordPage::read(&app, &visitor, &jar, &person).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Sets a password, or takes it away.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let person = staff(&app, &visitor).await?;
    let (removes, at) = (form.one("do") == Some("remove"), at(&app, &jar)?);
    let page = PasswordPage::read(&app, &visitor, &jar, &person).await?;
    if !page.fresh {
        let status = StatusCode::FORBIDDEN;
        return page::form(&app, &visitor, &jar, &here, (status, &page));
    }
    let hash = if removes {
        None
    } else {
        let typed = form.secret(PASSWORD).unwrap_or_default();
        if let Some(filled) = wrong(&app, &visitor, &person, typed, form.secret(PASSWORD_AGAIN)) {
            let page = PasswordPage { filled, ..page };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page::form(&app, &visitor, &jar, &here, (status, &page));
        }
        Some(hashing::hash(typed.to_owned()).await?)
    };
    let caller = visitor.caller(&app, None);
    app.db
        .write(async move |tx: &Tx| ops::set_password(tx, &caller, at.clone(), hash.clone()).await)
        .await
        .map_err(Fault::from)?;
    let done = if removes { "removed" } else { "set" };
    Ok(page::see_other(&app, &format!("/me/password?done={done}")))
}

/// What is wrong with a password, in words.
fn wrong(
    app: &AppState,
    visitor: &Visitor,
    person: &Person,
    typed: &str,
    again: Option<&str>,
) -> Option<Filled> {
    let words = app.engine.words();
    let site = app.site_name(visitor.locale);
    if let Err(error) = password::check(typed, &person.email, &site) {
        let invalid = Invalid(vec![error]);
        return Some(Filled::default().refused(words, visitor.locale, &invalid));
    }
    (again != Some(typed)).then(|| {
        let text = words.text(visitor.locale, "password-not-twice", &Args::new());
        Filled::default().wrong(PASSWORD_AGAIN, text)
    })
}

fn at(app: &AppState, jar: &Jar) -> Result<AtPassword, Fault> {
    Ok(AtPassword {
        session: jar.secret()?,
        second_factor: app.second_factor,
    })
}

async fn staff(app: &AppState, visitor: &Visitor) -> Result<Person, Fault> {
    let person = person(app, visitor).await?;
    if person.role.is_staff() {
        Ok(person)
    } else {
        Err(Fault::Denied(Denied::NotStaff))
    }
}

impl PasswordPage {
    async fn read(app: &AppState, visitor: &Visitor, jar: &Jar, person: &Person) -> Result<Self, Fault> {
        let reader = app.db.read();
        let stored = people::password(&reader, person.id).await?;
        let at = at(app, jar)?;
        let fresh = ops::may_set_password(&reader, &visitor.caller(app, None), &at)
            .await
            .map_err(Fault::from)?;
        Ok(Self {
            email: person.email.to_string(),
            since: stored.map(|stored| stored.set_at.to_string()),
            fresh,
            done: None,
            shortest: SHORTEST,
            longest: LONGEST,
            filled: Filled::default(),
        })
    }
}

impl Page for PasswordPage {
    const TEMPLATE: &'static str = "pages/password.html";
    const SECTION: &'static str = "me";

    fn samples() -> Vec<Self> {
        let none = Self {
            email: "lia@example.org".into(),
            since: None,
            fresh: true,
            done: None,
            shortest: SHORTEST,
            longest: LONGEST,
            filled: Filled::default(),
        };
        let some = Self {
            since: Some("2026-11-20T12:00:00Z".into()),
            ..none.clone()
        };
        vec![
            Self {
                filled: Filled::default().wrong(PASSWORD, "Muy corta".into()),
                ..none.clone()
            },
            Self {
                filled: Filled::default().wrong(PASSWORD_AGAIN, "No son iguales".into()),
                ..some.clone()
            },
            Self {
                done: Some("removed"),
                ..none.clone()
            },
            Self {
                done: Some("set"),
                ..some.clone()
            },
            Self { fresh: false, ..some },
            none,
        ]
    }
}
