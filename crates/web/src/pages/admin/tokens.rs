//! `/admin/tokens`: keys for programs that use the API: which work, another one, shown once, and the end of one.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    field::{FieldCode, Fields, Invalid},
    ids::TokenId,
    ops::{self, NewToken},
    person::Email,
    policy::AdminPermit,
    secret,
    store::{
        Tx,
        tokens::{self, Listed, Scope},
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

/// Tokens on one page.
const PAGE: u32 = 50;
/// Characters of the name of a token.
const NAME: (usize, usize) = (3, 80);
/// Days a token works, at most.
const DAYS: i64 = 365;

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Keys {
    /// Those that work, the newest first.
    pub tokens: Vec<Row>,
    /// The last one here, when there are more.
    pub more: Option<i64>,
    /// A token that was just made; it is shown this once.
    pub made: Option<String>,
    /// What was just done, or nothing: `revoked`.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// A token.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub email: String,
    /// It may write.
    pub writes: bool,
    /// When it was made.
    pub created_at: String,
    /// When it ends.
    pub expires_at: String,
}

/// The tokens that work.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let after = query.one("after").and_then(|id| id.parse().ok()).map(TokenId);
    let page = Keys {
        done: query.one_of("done", &["revoked"]),
        ..Keys::read(&app, after).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Makes one and shows it, or ends one (`do` is `revoke`).
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    if form.one("do") == Some("revoke") {
        let id = form.one("id").and_then(|id| id.parse().ok()).map(TokenId);
        return revoke(&app, &visitor, permit, id.ok_or(Fault::NotFound)?).await;
    }
    let (status, page) = match make(&app, &visitor, permit, &form).await {
        Ok(made) => (
            StatusCode::OK,
            Keys {
                made: Some(made),
                ..Keys::read(&app, None).await?
            },
        ),
        Err(Fault::Invalid(invalid)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Keys {
                filled: Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid),
                ..Keys::read(&app, None).await?
            },
        ),
        Err(fault) => return Err(fault),
    };
    page::form(&app, &visitor, &jar, &here, (status, &page))
}

async fn make(app: &AppState, visitor: &Visitor, permit: AdminPermit, form: &Form) -> Result<String, Fault> {
    let secret = secret::random_token().map_err(|_| Fault::Internal)?;
    let token = format!("vt_{secret}");
    let input = parse(form, token.clone()).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, None);
    let made = app
        .db
        .write(async move |tx: &Tx| ops::create_token(tx, &caller, &permit, input.clone()).await)
        .await;
    match made {
        Ok(_) => Ok(token),
        Err(ops::Error::NotFound) => Err(Fault::Invalid(Invalid::one("#/email", FieldCode::NotFound))),
        Err(error) => Err(error.into()),
    }
}

fn parse(form: &Form, secret: String) -> Result<NewToken, Invalid> {
    let members = form.members();
    let mut fields = Fields::new(&members, "#");
    let typed = fields.required_text("email", 1, 254);
    let email = typed.as_deref().and_then(Email::parse);
    if typed.is_some() && email.is_none() {
        fields.error("email", FieldCode::NotAnEmail);
    }
    let name = fields.required_text("name", NAME.0, NAME.1).unwrap_or_default();
    let scope = fields.required_key("scope", Scope::parse);
    let days = fields.number("days", 1, DAYS).unwrap_or(DAYS);
    let (Some(email), Some(scope)) = (email, scope) else {
        return Err(Invalid(fields.into_errors()));
    };
    fields.finish(NewToken {
        email,
        scope,
        name,
        days,
        secret,
    })
}

async fn revoke(
    app: &AppState,
    visitor: &Visitor,
    permit: AdminPermit,
    token: TokenId,
) -> Result<Response, Fault> {
    let caller = visitor.caller(app, None);
    let revoked = app
        .db
        .write(async move |tx: &Tx| ops::revoke_token(tx, &caller, &permit, token).await)
        .await
        .map_err(Fault::from)?;
    if revoked {
        Ok(page::see_other(app, "/admin/tokens?done=revoked"))
    } else {
        Err(Fault::NotFound)
    }
}

impl From<Listed> for Row {
    fn from(token: Listed) -> Self {
        Self {
            id: token.id.0,
            name: token.name,
            email: token.email,
            writes: token.scope == Scope::Write,
            created_at: token.created_at.to_string(),
            expires_at: token.expires_at.to_string(),
        }
    }
}

impl Keys {
    async fn read(app: &AppState, after: Option<TokenId>) -> Result<Self, Fault> {
        let found = tokens::live(&app.db.read(), app.clock.now(), after, PAGE + 1).await?;
        let mut tokens: Vec<Row> = found.into_iter().map(Row::from).collect();
        let is_more = tokens.len() > PAGE as usize;
        tokens.truncate(PAGE as usize);
        Ok(Self {
            more: tokens.last().filter(|_| is_more).map(|token| token.id),
            tokens,
            ..Self::default()
        })
    }
}

impl Page for Keys {
    const TEMPLATE: &'static str = "pages/admin/tokens.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let row = |id, writes| Row {
            id,
            name: "Tablero <b>de gestion</b>".into(),
            email: "tablero@example.org".into(),
            writes,
            created_at: "2026-11-20T12:00:00Z".into(),
            expires_at: "2027-11-20T12:00:00Z".into(),
        };
        let list = Self {
            tokens: vec![row(7, true), row(8, false)],
            more: Some(8),
            ..Self::default()
        };
        vec![
            Self {
                made: Some("vt_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE".into()),
                ..list.clone()
            },
            Self {
                filled: Filled::from_pairs([("email", "x"), ("scope", "write")])
                    .wrong("email", "No es".into())
                    .wrong("name", "Falta".into())
                    .wrong("scope", "Falta".into())
                    .wrong("days", "Hasta 365".into()),
                ..list.clone()
            },
            Self {
                done: "revoked",
                ..list
            },
            Self::default(),
        ]
    }
}
