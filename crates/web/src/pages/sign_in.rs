//! `/sign-in`: the way in by a link or a code, without a password. Every address is told the same. Opening a link changes
//! nothing: the button signs in.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
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
    at_provider::{Unlinked, carried, carry, put_down},
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

pub mod oidc;
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
    /// Where people have accounts by which they may come in, by its name.
    pub provider: Option<String>,
    /// Why nobody came in by such an account, by key.
    pub trouble: Option<&'static str>,
    /// An account there waits for the proof of an address.
    pub unlinked: bool,
}

/// Why nobody came in by an account elsewhere.
const TROUBLES: [&str; 5] = ["unreachable", "refused", "forged", "token", "closed"];

/// The step that the address names: the e-mail, the code, or the link's button.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let next = query.one("next").and_then(local).map(str::to_owned);
    let unlinked: Option<Unlinked> = carried(&app, &headers, &jar.secret()?);
    let waits = |token| {
        unlinked
            .as_ref()
            .is_some_and(|unlinked| unlinked.waits_for(token))
    };
    let mut page = SignIn::at(&app, next);
    if let Some(token) = query.one("token") {
        page.unlinked = waits(token_of(&app, &SignInKey::Link(token.to_owned())).await?);
        page.over = !opens(&app, token).await?;
        page.token = Some(token.to_owned()).filter(|_| !page.over);
    } else if let Some(handle) = query.one("waiting") {
        page.unlinked = waits(handle::open(&app, For::SignIn, handle).map(TokenId));
        page = page.with_code(&app, handle).await?;
    } else if visitor.name.is_some() {
        return Ok(page::see_other(&app, page.next.as_deref().unwrap_or("/me")));
    } else if let Some(unlinked) = unlinked.filter(|_| query.one("identity").is_some()) {
        page.unlinked = true;
        if let Some(email) = &unlinked.email {
            page.filled.put("email", email);
        }
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
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Fault> {
    let next = form.one("next").and_then(local).map(str::to_owned);
    let unlinked: Option<Unlinked> = carried(&app, &headers, &jar.secret()?);
    if let Some(token) = form.one("token") {
        let key = SignInKey::Link(token.to_owned());
        let page = SignIn::at(&app, next);
        return enter(&app, &visitor, &jar, (&here, &headers), (key, page, unlinked)).await;
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
            ..SignIn::at(&app, next)
        };
        let page = page.with_code(&app, handle).await?;
        return enter(&app, &visitor, &jar, (&here, &headers), (key, page, unlinked)).await;
    }
    let unlinked = unlinked.filter(|_| form.has("identity"));
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
            unlinked: unlinked.is_some(),
            ..SignIn::at(&app, next)
        };
        return page::form(
            &app,
            &visitor,
            &jar,
            &here,
            (StatusCode::UNPROCESSABLE_ENTITY, &page),
        );
    };
    let token = start(&app, &visitor, form.key(&visitor, &jar)?, email, next.clone()).await?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("waiting", &handle::seal(&app, For::SignIn, token.0));
    query.extend_pairs(next.iter().map(|next| ("next", next)));
    let mut response = page::see_other(&app, &format!("/sign-in?{}", query.finish()));
    match unlinked {
        // From now on it waits for this mail alone: whoever else signs in here gets nobody's account.
        Some(unlinked) => {
            let token = Some(token.0);
            let unlinked = Unlinked { token, ..unlinked };
            carry(&app, response.headers_mut(), &jar.secret()?, unlinked);
        }
        None => put_down::<Unlinked>(&app, &headers, response.headers_mut()),
    }
    Ok(response)
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
) -> Result<TokenId, Fault> {
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
    Ok(token)
}

/// Signs in, or shows `page` again with what was wrong.
async fn enter(
    app: &AppState,
    visitor: &Visitor,
    jar: &Jar,
    (here, headers): (&Here, &HeaderMap),
    (key, page, unlinked): (SignInKey, SignIn, Option<Unlinked>),
) -> Result<Response, Fault> {
    let token = token_of(app, &key).await?;
    let unlinked = unlinked.filter(|unlinked| unlinked.waits_for(token));
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
    let (linking, second_factor) = (unlinked.as_ref().map(Unlinked::identity), app.second_factor);
    let redeemed = app
        .db
        .write(async move |tx: &Tx| {
            let mut input = input.clone();
            if let Some((email, key)) = &guest {
                // A door of the demo makes an ordinary link each time, which is used up like all others.
                let link = ops::sign_in_link(tx, &caller, email, key).await?;
                input.key = SignInKey::Link(link.secret(key));
            }
            let redeemed = ops::redeem(tx, &caller, input).await?;
            if let (Redeemed::In(signed_in), Some(identity)) = (&redeemed, &linking)
                && !(second_factor && signed_in.role.is_staff())
            {
                ops::link_identity(tx, &caller, identity, signed_in.person).await?;
            }
            Ok::<_, ops::Error>(redeemed)
        })
        .await
        .map_err(Fault::from)?;
    let page = match redeemed {
        Redeemed::In(signed_in) => {
            let next = signed_in.next.clone().or(page.next);
            let mut response = welcome(app, jar, (session.clone(), &signed_in), next.as_deref());
            match unlinked.filter(|_| app.second_factor && signed_in.role.is_staff()) {
                // Staff has shown half of who they are: the account is theirs after the other half.
                Some(unlinked) => {
                    let person = Some(signed_in.person.0);
                    let unlinked = Unlinked { person, ..unlinked };
                    carry(app, response.headers_mut(), &session, unlinked);
                }
                None => put_down::<Unlinked>(app, headers, response.headers_mut()),
            }
            return Ok(response);
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
            ..SignIn::at(app, page.next)
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

/// Which sign-in a key belongs to.
async fn token_of(app: &AppState, key: &SignInKey) -> Result<Option<TokenId>, Fault> {
    Ok(match key {
        SignInKey::Code { token, .. } => Some(*token),
        SignInKey::Link(secret) => one_time::find(&app.db.read(), Purpose::SignIn, secret)
            .await?
            .map(|standing| standing.token.id),
    })
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

    /// The same, with the ways there are here.
    fn at(app: &AppState, next: Option<String>) -> Self {
        Self {
            provider: app.at_provider.as_ref().map(|at| at.name.clone()),
            ..Self::new(next)
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
        let trouble = |key| Self {
            provider: Some("miBA".into()),
            trouble: Some(key),
            ..Self::new(None)
        };
        let mut all: Vec<Self> = TROUBLES.map(trouble).into();
        all.extend([
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
                ..code.clone()
            },
            Self {
                unlinked: true,
                provider: Some("miBA".into()),
                ..code.clone()
            },
            Self {
                token: Some("secret".into()),
                ..Self::new(Some("/me".into()))
            },
            Self {
                token: Some("secret".into()),
                unlinked: true,
                provider: Some("miBA".into()),
                ..Self::new(None)
            },
            Self {
                provider: Some("miBA <b>".into()),
                ..Self::new(Some("/me".into()))
            },
            Self {
                provider: Some("miBA".into()),
                unlinked: true,
                filled: Filled::from_pairs([("email", "ana@example.org")]),
                ..Self::new(None)
            },
            Self {
                over: true,
                ..Self::new(None)
            },
        ]);
        all
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
