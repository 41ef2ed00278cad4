//! Who asks, and in which language: from the token and `Accept-Language`. Every answer passes through [`recognise`], which
//! puts refusals into that person's words.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    ids::TokenId,
    locale::Locale,
    ops::Caller,
    policy::{Actor, Denied, Signed},
    secret,
    store::{
        idempotency::Key,
        people,
        tokens::{self, Scope},
    },
};

use crate::{AppState, problem::Fault};

/// Whoever asks.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// What the domain knows them as.
    pub actor: Actor,
    /// The language they read.
    pub locale: Locale,
    /// The token they came with.
    pub token: Option<TokenId>,
}

impl Visitor {
    /// The caller of an op, now.
    pub fn caller(&self, app: &AppState, key: Option<Key>) -> Caller {
        Caller {
            actor: self.actor.clone(),
            moment: app.moment(),
            locale: self.locale,
            key,
        }
    }

    /// Somebody with a token: 401 for everybody else.
    pub fn require_token(&self) -> Result<TokenId, Fault> {
        self.token.ok_or(Fault::Unauthenticated)
    }

    /// A token that may write: 403 for one that may only read, 429 for one that has written too much.
    pub fn require_write(&self, app: &AppState) -> Result<(), Fault> {
        match &self.actor {
            Actor::Person(signed) if signed.read_only => Err(Fault::Denied(Denied::ReadOnlyToken)),
            Actor::Person(_) => app.limits.write(self.require_token()?).map_err(Fault::TooMany),
            Actor::Visitor | Actor::System(_) => Err(Fault::Unauthenticated),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts.extensions.get::<Self>().cloned().ok_or(Fault::Internal)
    }
}

/// Finds out who asks, and afterwards says in their language what went wrong.
pub async fn recognise(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let wish = request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let wish = wish.and_then(Locale::negotiate);
    let identified = if is_api {
        identify(&app, request.headers()).await
    } else {
        Ok(None)
    };
    let (mut locale, mut with_token) = (wish.unwrap_or(app.locale), false);
    let mut response = match identified {
        Ok(known) => {
            let (actor, token) = match known {
                Some((signed, token, own)) => {
                    (locale, with_token) = (wish.unwrap_or(own), true);
                    (Actor::Person(signed), Some(token))
                }
                None => (Actor::Visitor, None),
            };
            request.extensions_mut().insert(Visitor { actor, locale, token });
            next.run(request).await
        }
        Err(fault) => fault.into_response(),
    };
    if let Some(fault) = response.extensions_mut().remove::<Fault>() {
        response = fault.tell(&app, locale, is_api, response).await;
    }
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(locale.as_str()),
    );
    headers.append(
        header::VARY,
        HeaderValue::from_static(if is_api {
            "Accept-Language, Authorization"
        } else {
            "Accept-Language"
        }),
    );
    if with_token || response.status().is_client_error() || response.status().is_server_error() {
        set_if_missing(
            response.headers_mut(),
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        );
    }
    response
}

fn set_if_missing(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}

type Known = (Signed, TokenId, Locale);

/// Whose token it is; `None` without one. Anything in `Authorization` that is not a live token of ours is refused, on
/// public addresses too: whoever sends one believes to be somebody.
async fn identify(app: &AppState, headers: &HeaderMap) -> Result<Option<Known>, Fault> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(Fault::BadToken);
    }
    let text = value.to_str().map_err(|_| Fault::BadToken)?;
    let (scheme, token) = text.split_once(' ').ok_or(Fault::BadToken)?;
    let token = token.trim();
    if !scheme.eq_ignore_ascii_case("bearer") || !token.starts_with("vt_") {
        return Err(Fault::BadToken);
    }
    let reader = app.db.read();
    let bearer = tokens::bearer(&reader, &secret::hash(token), app.clock.now())
        .await?
        .ok_or(Fault::BadToken)?;
    let person = people::get(&reader, bearer.person)
        .await?
        .filter(|person| !person.disabled);
    let person = person.ok_or(Fault::BadToken)?;
    let read_only = bearer.scope == Scope::Read;
    let signed = Signed {
        id: person.id,
        role: person.role,
        areas: person.areas,
        read_only,
    };
    Ok(Some((signed, bearer.token, person.locale)))
}
