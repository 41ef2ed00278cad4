//! `/sign-in/recovery-codes`: the codes that let staff in without its app. Shown for some minutes after the second factor was:
//! a browser that somebody left open does not give them away.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    policy::Denied,
    second_factor::recovery_codes,
    secret,
    store::{people, sessions},
};
use jiff::SignedDuration;
use serde::Serialize;

use crate::{
    AppState,
    jar::Jar,
    page::{self, Here, Page},
    pages::sign_in::local,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// For how long after the second factor they are shown.
const SHOWN: SignedDuration = SignedDuration::from_mins(10);

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct RecoveryCodesPage {
    /// The codes; none once the second factor was shown too long ago.
    pub codes: Vec<Code>,
    /// How many are left.
    pub left: usize,
    /// Where to go on.
    pub next: String,
}

/// A code.
#[derive(Debug, Clone, Serialize)]
pub struct Code {
    /// As it is typed.
    pub code: String,
    /// It is good no more.
    pub used: bool,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let person = match visitor.actor.person() {
        Some(person) if visitor.actor.is_staff() => person,
        Some(_) => return Err(Fault::Denied(Denied::NotStaff)),
        None => return Err(Fault::Unauthenticated),
    };
    let (reader, now) = (app.db.read(), app.clock.now());
    let factor = people::second_factor(&reader, person)
        .await?
        .ok_or(Fault::NotFound)?;
    let session = sessions::find(&reader, &secret::hash(&jar.secret()?), now).await?;
    let shown_at = session.and_then(|session| session.second_factor_at);
    let all: Vec<Code> = recovery_codes(&app.key, person, factor.salt)
        .into_iter()
        .enumerate()
        .map(|(number, code)| Code {
            code,
            used: factor.is_used(number),
        })
        .collect();
    let left = all.iter().filter(|code| !code.used).count();
    let is_fresh = shown_at.is_some_and(|at| now.duration_since(at) < SHOWN);
    let page = RecoveryCodesPage {
        codes: if is_fresh { all } else { Vec::new() },
        left,
        next: query.one("next").and_then(local).unwrap_or("/desk").to_owned(),
    };
    page::private(&app, &visitor, &here, (StatusCode::OK, &page))
}

impl Page for RecoveryCodesPage {
    const TEMPLATE: &'static str = "pages/recovery_codes.html";
    const SECTION: &'static str = "me";

    fn samples() -> Vec<Self> {
        let code = |used| Code {
            code: "4tk9m-2xq7b".into(),
            used,
        };
        vec![
            Self {
                codes: vec![code(false), code(true)],
                left: 1,
                next: "/desk".into(),
            },
            Self {
                codes: Vec::new(),
                left: 10,
                next: "/requests/new".into(),
            },
        ]
    }
}
