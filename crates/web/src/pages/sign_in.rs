//! `/sign-in`: the way in by a link or a code, without a password. Every address is told the same. Opening a link changes
//! nothing: the button signs in.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    field::{FieldCode, Invalid},
    ids::TokenId,
    ops::{self, Redeem, Redeemed, SignInKey, SignedIn, StartSignIn},
    person::Email,
    secret,
    store::{Tx, WriteError, one_time, outbox::Purpose, people, sessions},
};
use render::Args;
use serde::Serialize;
use url::form_urlencoded;

use super::confirm::masked;
use crate::{
    AppState,
    demo_doors::DemoVisitor,
    filled::Filled,
    form::Form,
    handle::{self, For},
    jar::Jar,
    page::{self, Here, Page},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

pub mod password;

/// The page, at one of its steps.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignIn {
    /// Where the code went, once it was sent.
    pub masked: Option<String>,
    /// The sign-in whose code is typed.
    pub waiting: Option<String>,
    /// The secret of a link: its button signs in.
    pub token: Option<String>,
    /// The link is of no use any more.
    pub over: bool,
    /// Where it leads to.
    pub next: Option<String>,
    /// What somebody typed waits for them.
    pub kept: bool,
    /// What is in the form.
    pub filled: Filled,
    /// In the demo, who may walk in without a mail.
    pub visitors: Vec<DemoVisitor>,
}

/// The step that the address names: the e-mail, the code, or the link's button.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let next = query.one("next").and_then(local).map(str::to_owned);
    let mut page = SignIn::new(next);
    if let Some(token) = query.one("token") {
        page.over = !opens(&app, token).await?;
        page.token = Some(token.to_owned()).filter(|_| !page.over);
    } else if let Some(handle) = query.one("waiting") {
        page = page.with_code(&app, handle).await?;
    } else if visitor.name.is_some() {
        return Ok(page::see_other(&app, page.next.as_deref().unwrap_or("/me")));
    } else if let Some(demo) = app.demo() {
        page.visitors = demo.visitors().to_vec();
    }
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Takes an e-mail, a code, or a link's button.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let next = form.one("next").and_then(local).map(str::to_owned);
    if let Some(token) = form.one("token") {
        let key = SignInKey::Link(token.to_owned());
        return enter(&app, &visitor, &jar, &here, (key, SignIn::new(next))).await;
    }
    if let Some(handle) = form.one("waiting") {
        let token = handle::open(&app, For::SignIn, handle).map(TokenId);
        let key = SignInKey::Code {
            token: token.ok_or(Fault::NotFound)?,
            code: form.one("code").unwrap_or_default().to_owned(),
            key: app.key.clone(),
        };
        let page = SignIn {
            filled: Filled::of(&form),
            ..SignIn::new(next)
        };
        let page = page.with_code(&app, handle).await?;
        return enter(&app, &visitor, &jar, &here, (key, page)).await;
    }
    let typed = form.one("email").unwrap_or_default();
    let Some(email) = Email::parse(typed) else {
        let code = if typed.trim().is_empty() {
            FieldCode::Required
        } else {
            FieldCode::NotAnEmail
        };
        let invalid = Invalid::one("#/email", code);
        let page = SignIn {
            filled: Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid),
            ..SignIn::new(next)
        };
        return page::form(
            &app,
            &visitor,
            &jar,
            &here,
            (StatusCode::UNPROCESSABLE_ENTITY, &page),
        );
    };
    let waiting = start(&app, &visitor, form.key(&visitor, &jar)?, email, next.clone()).await?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("waiting", &waiting);
    query.extend_pairs(next.iter().map(|next| ("next", next)));
    Ok(page::see_other(&app, &format!("/sign-in?{}", query.finish())))
}

/// Ends the session, at once and for good.
pub async fn leave(State(app): State<AppState>, jar: Jar, _form: Form) -> Result<Response, Fault> {
    if let Some(session) = jar.known() {
        let hash = secret::hash(&session);
        let end = async move |tx: &Tx| Ok::<_, WriteError>(sessions::end(tx, &hash).await?);
        app.db.write(end).await?;
    }
    jar.end();
    Ok(page::see_other(&app, "/"))
}

async fn start(
    app: &AppState,
    visitor: &Visitor,
    key: Option<domain::store::idempotency::Key>,
    email: Email,
    next: Option<String>,
) -> Result<String, Fault> {
    let caller = visitor.caller(app, key);
    let input = StartSignIn {
        email,
        next,
        key: app.key.clone(),
        limits: app.limits.are_on(),
    };
    let token = app
        .db
        .write(async move |tx: &Tx| ops::start_sign_in(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    Ok(handle::seal(app, For::SignIn, token.0))
}

/// Signs in, or shows `page` again with what was wrong.
async fn enter(
    app: &AppState,
    visitor: &Visitor,
    jar: &Jar,
    here: &Here,
    (key, page): (SignInKey, SignIn),
) -> Result<Response, Fault> {
    let session = secret::random_token().map_err(|_| Fault::Internal)?;
    let door = match &key {
        SignInKey::Link(token) => app.demo().and_then(|demo| demo.guest(token)),
        SignInKey::Code { .. } => None,
    };
    let guest = door.map(|guest| (guest.email.clone(), app.key.clone()));
    let input = Redeem {
        key,
        session: session.clone(),
    };
    let caller = visitor.caller(app, None);
    let redeemed = app
        .db
        .write(async move |tx: &Tx| {
            let mut input = input.clone();
            if let Some((email, key)) = &guest {
                // A door of the demo makes an ordinary link each time, which is used up like all others.
                let link = ops::sign_in_link(tx, &caller, email, key).await?;
                input.key = SignInKey::Link(link.secret(key));
            }
            ops::redeem(tx, &caller, input).await
        })
        .await
        .map_err(Fault::from)?;
    let page = match redeemed {
        Redeemed::In(signed_in) => {
            let next = signed_in.next.clone().or(page.next);
            return Ok(welcome(app, jar, (session, &signed_in), next.as_deref()));
        }
        Redeemed::WrongCode { left } => {
            let text = app.engine.words().text(
                visitor.locale,
                "confirm-wrong-code",
                &Args::new().with("left", i64::from(left)),
            );
            SignIn {
                filled: page.filled.clone().wrong("code", text),
                ..page
            }
        }
        Redeemed::Useless => SignIn {
            over: true,
            ..SignIn::new(page.next)
        },
    };
    page::form(app, visitor, jar, here, (StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// The browser of somebody who is in gets a new secret, and is sent where they wanted to go; staff by way of its second
/// factor.
pub fn welcome(
    app: &AppState,
    jar: &Jar,
    (session, signed_in): (String, &SignedIn),
    next: Option<&str>,
) -> Response {
    let left = signed_in.expires_at.duration_since(app.clock.now());
    jar.begin(session, left.as_secs().max(0));
    let home = if signed_in.role.is_staff() { "/desk" } else { "/me" };
    let next = next.and_then(local).unwrap_or(home);
    if app.second_factor && signed_in.role.is_staff() {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("next", next)
            .finish();
        return page::see_other(app, &format!("/sign-in/second-factor?{query}"));
    }
    page::see_other(app, next)
}

async fn opens(app: &AppState, token: &str) -> Result<bool, Fault> {
    if app.demo().is_some_and(|demo| demo.guest(token).is_some()) {
        return Ok(true);
    }
    let standing = one_time::find(&app.db.read(), Purpose::SignIn, token).await?;
    Ok(standing.is_some_and(|standing| !standing.used && standing.expires_at > app.clock.now()))
}

/// A path of ours: whoever signs in is sent nowhere else.
pub fn local(path: &str) -> Option<&str> {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t'])
        && path.len() <= 2_000;
    ours.then_some(path)
}

impl SignIn {
    fn new(next: Option<String>) -> Self {
        Self {
            kept: next.as_ref().is_some_and(|next| next.starts_with("/kept/")),
            next,
            ..Self::default()
        }
    }

    async fn with_code(self, app: &AppState, handle: &str) -> Result<Self, Fault> {
        let token = handle::open(app, For::SignIn, handle).map(TokenId);
        let reader = app.db.read();
        let standing = one_time::get(&reader, token.ok_or(Fault::NotFound)?).await?;
        let mailbox = standing.ok_or(Fault::NotFound)?.token.mailbox;
        let address = people::address(&reader, mailbox).await?.ok_or(Fault::NotFound)?;
        Ok(Self {
            masked: Some(masked(address.as_str())),
            waiting: Some(handle.to_owned()),
            ..self
        })
    }
}

impl Page for SignIn {
    const TEMPLATE: &'static str = "pages/sign_in.html";

    fn samples() -> Vec<Self> {
        let code = Self {
            masked: Some(masked("ana@example.org")),
            waiting: Some("7-abc".into()),
            ..Self::new(Some("/desk".into()))
        };
        let visitor = DemoVisitor {
            role: "liaison",
            name: "Hugo <b>Sandoval".into(),
            path: "/sign-in?token=a".into(),
        };
        vec![
            Self::new(None),
            Self {
                visitors: vec![visitor],
                ..Self::new(None)
            },
            Self::new(Some("/kept/name".into())),
            Self {
                filled: Filled::from_pairs([("email", "ana@")]).wrong("email", "Falta el dominio".into()),
                ..Self::new(None)
            },
            code.clone(),
            Self {
                filled: Filled::from_pairs([("code", "1")]).wrong("code", "No es".into()),
                ..code
            },
            Self {
                token: Some("secret".into()),
                ..Self::new(Some("/me".into()))
            },
            Self {
                over: true,
                ..Self::new(None)
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(local("/desk?view=all"), Some("/desk?view=all"));
        for elsewhere in [
            "",
            "desk",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil",
        ] {
            assert_eq!(local(elsewhere), None, "{elsewhere}");
        }
    }
}
