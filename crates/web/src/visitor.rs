//! Who asks, and in which language: from the token or the session, and what they chose or their browser wishes. Every answer
//! passes through [`recognise`], which puts refusals into that person's words.

use std::net::IpAddr;

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    ids::{PersonId, TokenId},
    locale::Locale,
    ops::Caller,
    person::Person,
    policy::{Actor, Denied, Signed},
    secret,
    store::{
        Tx, WriteError,
        idempotency::Key,
        people, sessions,
        tokens::{self, Scope},
    },
};

use crate::{
    AppState, client,
    form::Typed,
    jar::Jar,
    page::Here,
    problem::{Asked, Fault},
};

/// Whoever asks.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// What the domain knows them as.
    pub actor: Actor,
    /// The language they read.
    pub locale: Locale,
    /// The token they came with.
    pub token: Option<TokenId>,
    /// The name they are known by, of whoever is signed in; empty when they gave none.
    pub name: Option<String>,
    /// Staff that is in but for its second factor: nobody, until it is shown.
    pub half: Option<PersonId>,
    /// What proves that a form is theirs, for whoever has a session.
    pub csrf: Option<String>,
    /// Where they come from.
    pub address: Option<IpAddr>,
}

/// The language that somebody chose here: by the address, or remembered from when they did.
#[derive(Debug, Clone, Copy)]
pub struct Chosen(pub Locale);

impl Visitor {
    /// Somebody of whom nothing is known but the language they read.
    pub fn anonymous(locale: Locale) -> Self {
        Self {
            actor: Actor::Visitor,
            locale,
            token: None,
            name: None,
            half: None,
            csrf: None,
            address: None,
        }
    }

    /// Whether what this reader gets is what everybody gets.
    pub fn is_anonymous(&self) -> bool {
        self.actor == Actor::Visitor && self.half.is_none() && self.csrf.is_none()
    }

    /// The caller of an op, now.
    pub fn caller(&self, app: &AppState, key: Option<Key>) -> Caller {
        Caller {
            actor: self.actor.clone(),
            moment: app.moment(),
            locale: self.locale,
            key,
            from: self.address,
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
    let chosen = request.extensions().get::<Chosen>().map(|chosen| chosen.0);
    let wish = request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let wish = wish.and_then(Locale::negotiate);
    let jar = Jar::of(&app, request.headers());
    let identified = if is_api || request.uri().path() == "/metrics" {
        by_token(&app, request.headers()).await
    } else if request.uri().path().starts_with("/assets/") {
        Ok(Known::nobody())
    } else {
        by_session(&app, &jar).await
    };
    let mut visitor = Visitor {
        address: client::address(request.extensions(), request.headers(), &app.trusted_proxies),
        ..Visitor::anonymous(wish.unwrap_or(app.locale))
    };
    let (here, typed) = (Here::of(request.uri()), Typed::default());
    let is_post = request.method() == Method::POST;
    let mut response = match identified {
        Ok(known) => {
            // What somebody chose here goes before what they are known to read; a program says what it reads each time.
            let own = known.locale.filter(|_| !is_api || wish.is_none());
            visitor.locale = chosen.or(own).unwrap_or(visitor.locale);
            visitor.actor = known.actor;
            visitor.token = known.token;
            visitor.name = known.name;
            visitor.half = known.half;
            if visitor.token.is_none() && (visitor.half.is_some() || visitor.actor != Actor::Visitor) {
                visitor.csrf = jar.csrf(&app).ok();
            }
            request.extensions_mut().insert(visitor.clone());
            request.extensions_mut().insert(jar.clone());
            request.extensions_mut().insert(typed.clone());
            next.run(request).await
        }
        Err(fault) => fault.into_response(),
    };
    let locale = visitor.locale;
    if let Some(fault) = response.extensions_mut().remove::<Fault>() {
        response = if is_api {
            fault.tell(&app, locale, response).await
        } else {
            let asked = Asked {
                app: &app,
                visitor: &visitor,
                jar: &jar,
                here: &here,
                typed: typed.get(),
                is_post,
            };
            asked.tell(fault, response).await
        };
    }
    let known = visitor.token.is_some() || visitor.csrf.is_some();
    if let Some(cookie) = jar.set_cookie() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
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
    if known || response.status().is_client_error() || response.status().is_server_error() {
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

/// Who it turned out to be.
struct Known {
    actor: Actor,
    token: Option<TokenId>,
    locale: Option<Locale>,
    name: Option<String>,
    half: Option<PersonId>,
}

impl Known {
    fn nobody() -> Self {
        Self {
            actor: Actor::Visitor,
            token: None,
            locale: None,
            name: None,
            half: None,
        }
    }

    fn somebody(person: Person, token: Option<TokenId>, read_only: bool) -> Self {
        Self {
            actor: Actor::Person(Signed {
                id: person.id,
                role: person.role,
                areas: person.areas,
                read_only,
            }),
            token,
            locale: Some(person.locale),
            name: Some(person.name),
            half: None,
        }
    }
}

/// Whose token it is; nobody without one. Anything in `Authorization` that is not a live token of ours is refused, on
/// public addresses too: whoever sends one believes to be somebody.
async fn by_token(app: &AppState, headers: &HeaderMap) -> Result<Known, Fault> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Ok(Known::nobody());
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
    Ok(Known::somebody(
        person,
        Some(bearer.token),
        bearer.scope == Scope::Read,
    ))
}

/// Whose session it is; nobody without one, or when it is over. Staff that has not shown its second factor is nobody yet.
async fn by_session(app: &AppState, jar: &Jar) -> Result<Known, Fault> {
    let Some(secret) = jar.known() else {
        return Ok(Known::nobody());
    };
    let (hash, now) = (secret::hash(&secret), app.clock.now());
    let reader = app.db.read();
    let Some(session) = sessions::find(&reader, &hash, now).await? else {
        return Ok(Known::nobody());
    };
    let person = people::get(&reader, session.person).await?;
    let Some(person) = person.filter(|person| !person.disabled) else {
        return Ok(Known::nobody());
    };
    if now.duration_since(session.seen_at) >= sessions::SEEN_EVERY {
        let seen = async move |tx: &Tx| Ok::<_, WriteError>(sessions::seen(tx, &hash, now).await?);
        if let Err(error) = app.db.write(seen).await {
            // Whoever reads is not stopped by a full disk; the session only looks older than it is.
            tracing::warn!(%error, "it could not be noted that a session is in use");
        }
    }
    let half = app.second_factor && person.role.is_staff() && session.second_factor_at.is_none();
    if half {
        return Ok(Known {
            locale: Some(person.locale),
            half: Some(person.id),
            ..Known::nobody()
        });
    }
    Ok(Known::somebody(person, None, false))
}
