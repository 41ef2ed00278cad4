//! `/me/identities`: accounts at a provider by which somebody comes in. One is linked by signing in there, and given up here.

use axum::{extract::State, response::Response};
use domain::{
    field::FieldCode,
    ids::PersonId,
    ops,
    store::{Tx, identities},
};
use serde::Serialize;
use url::Url;

use crate::{
    AppState,
    at_provider::link_proof,
    form::{Form, signed_in},
    jar::Jar,
    page,
    problem::Fault,
    visitor::Visitor,
};

/// What there is of them.
#[derive(Debug, Clone, Serialize)]
pub struct Accounts {
    /// The name of the provider, while there is one.
    pub provider: Option<String>,
    /// Where another account is linked.
    pub link: Option<String>,
    /// Those that are linked.
    pub linked: Vec<Account>,
}

/// An account.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
    /// Its row.
    pub id: i64,
    /// Whose it is elsewhere: the provider's name, or its host.
    pub name: String,
    /// Since when it is linked.
    pub at: String,
}

/// Gives one up.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    form: Form,
) -> Result<Response, Fault> {
    signed_in(&visitor)?;
    let id = form.one("id").and_then(|id| id.parse().ok());
    let id: i64 = id.ok_or_else(|| Fault::field("#/id", FieldCode::Required))?;
    let (caller, session) = (visitor.caller(&app, None), jar.secret()?);
    app.db
        .write(async move |tx: &Tx| ops::unlink_identity(tx, &caller, id, &session).await)
        .await
        .map_err(Fault::from)?;
    Ok(page::see_other(&app, "/me?identity=unlinked"))
}

/// What is said to have become of one.
pub fn said(key: &str) -> Option<&'static str> {
    [
        "linked",
        "taken",
        "unlinked",
        "unreachable",
        "refused",
        "forged",
        "token",
    ]
    .into_iter()
    .find(|known| *known == key)
}

impl Accounts {
    /// Somebody's; nothing where there is no provider and never was.
    pub async fn read(app: &AppState, jar: &Jar, person: PersonId) -> Result<Option<Self>, Fault> {
        let at = app.at_provider.as_ref();
        let linked = identities::of(&app.db.read(), person).await?;
        if at.is_none() && linked.is_empty() {
            return Ok(None);
        }
        let name = |issuer: &str| {
            let ours = at.filter(|at| at.provider.issuer() == issuer);
            let host = || {
                Url::parse(issuer)
                    .ok()
                    .and_then(|url| url.host_str().map(str::to_owned))
            };
            ours.map(|at| at.name.clone())
                .or_else(host)
                .unwrap_or_else(|| issuer.to_owned())
        };
        let browser = jar.secret()?;
        Ok(Some(Self {
            provider: at.map(|at| at.name.clone()),
            link: at.map(|_| format!("/sign-in/oidc?link={}", link_proof(app, &browser))),
            linked: linked
                .into_iter()
                .map(|linked| Account {
                    id: linked.id,
                    name: name(&linked.issuer),
                    at: linked.linked_at.to_string(),
                })
                .collect(),
        }))
    }

    /// With an account.
    pub fn sample() -> Self {
        Self {
            linked: vec![Account {
                id: 7,
                name: "miBA <b>".into(),
                at: "2026-11-20T12:00:00Z".into(),
            }],
            ..Self::none()
        }
    }

    /// Without one.
    pub fn none() -> Self {
        Self {
            provider: Some("miBA <b>".into()),
            link: Some("/sign-in/oidc?link=a".into()),
            linked: Vec::new(),
        }
    }
}
