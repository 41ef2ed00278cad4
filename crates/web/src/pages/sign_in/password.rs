//! `/sign-in/password`: the way in for staff that does not want to wait for a mail. Whatever is wrong, the answer is the same
//! and takes as long; the second factor is asked for afterwards, as after a link.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    field::{FieldCode, Invalid},
    ops::{self, EnterByPassword, TryPassword},
    person::Email,
    secret,
    store::Tx,
};
use render::Args;
use serde::Serialize;

use super::{local, welcome};
use crate::{
    AppState,
    filled::Filled,
    form::{Form, PASSWORD},
    hashing,
    jar::Jar,
    limits,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignInPassword {
    /// Where it leads to.
    pub next: Option<String>,
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
    let next = query.one("next").and_then(local).map(str::to_owned);
    if visitor.name.is_some() {
        return Ok(page::see_other(&app, next.as_deref().unwrap_or("/me")));
    }
    let page = SignInPassword {
        next,
        filled: Filled::default(),
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Tries a password.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let page = SignInPassword {
        next: form.one("next").and_then(local).map(str::to_owned),
        filled: Filled::of(&form.without(&[PASSWORD])),
    };
    let typed = form.one("email").unwrap_or_default();
    let password = form.secret(PASSWORD).unwrap_or_default();
    let problem = match (Email::parse(typed), typed.trim().is_empty(), password.is_empty()) {
        (Some(email), _, false) => match enter(&app, &visitor, email, password).await? {
            Some(inside) => {
                let (session, signed_in) = inside;
                return Ok(welcome(&app, &jar, (session, &signed_in), page.next.as_deref()));
            }
            None => None,
        },
        (_, true, _) => Some(Invalid::one("#/email", FieldCode::Required)),
        (None, false, _) => Some(Invalid::one("#/email", FieldCode::NotAnEmail)),
        (Some(_), false, true) => Some(Invalid::one("#/password", FieldCode::Required)),
    };
    let words = app.engine.words();
    let filled = match problem {
        Some(invalid) => page.filled.refused(words, visitor.locale, &invalid),
        None => {
            let text = words.text(visitor.locale, "password-wrong", &Args::new());
            page.filled.wrong(PASSWORD, text)
        }
    };
    let page = SignInPassword { filled, ..page };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::form(&app, &visitor, &jar, &here, (status, &page))
}

/// The session of whoever knows the password, and who they are.
async fn enter(
    app: &AppState,
    visitor: &Visitor,
    email: Email,
    password: &str,
) -> Result<Option<(String, ops::SignedIn)>, Fault> {
    let caller = visitor.caller(app, None);
    let tried = TryPassword {
        email: email.clone(),
        key: app.key.clone(),
        place: visitor
            .address
            .map(|address| limits::network(address).to_string()),
        limits: app.limits.are_on(),
    };
    let (counting, input) = (caller.clone(), tried.clone());
    app.db
        .write(async move |tx: &Tx| ops::count_password_try(tx, &counting, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    let known = ops::password_of(&app.db.read(), &email)
        .await
        .map_err(Fault::from)?;
    let stored = known.as_ref().map(|(_, hash)| hash.clone());
    let right = hashing::is(password.to_owned(), stored).await?;
    let Some((person, hash)) = known.filter(|_| right) else {
        return Ok(None);
    };
    let session = secret::random_token().map_err(|_| Fault::Internal)?;
    let input = EnterByPassword {
        tried,
        person,
        hash,
        session: session.clone(),
    };
    let entered = app
        .db
        .write(async move |tx: &Tx| ops::enter_by_password(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    Ok(entered.map(|signed_in| (session, signed_in)))
}

impl Page for SignInPassword {
    const TEMPLATE: &'static str = "pages/sign_in_password.html";

    fn samples() -> Vec<Self> {
        vec![
            Self::default(),
            Self {
                next: Some("/desk".into()),
                filled: Filled::from_pairs([("email", "lia@example.org")]).wrong(PASSWORD, "No es".into()),
            },
            Self {
                next: None,
                filled: Filled::from_pairs([("email", "lia@")]).wrong("email", "Falta el dominio".into()),
            },
        ]
    }
}
