//! `/sign-in/oidc` and its callback: the way in by an account at a provider of identities. What cannot be believed leads back
//! to `/sign-in`, with the reason and the way by mail. For staff it is the first step only, like every other way.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    ids::PersonId,
    ops::{self, EnterByIdentity, EnteredBy},
    person::Email,
    secret,
    store::{Tx, identities::Identity},
};
use oidc::{Claims, Error};
use url::form_urlencoded;

use super::{SignIn, local, welcome};
use crate::{
    AppState,
    at_provider::{self, AtProvider, Errand, Unlinked, carried, carry, put_down},
    jar::Jar,
    page::{self, Here},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Why nobody came in; the words are the template's.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// The provider does not answer.
    Unreachable,
    /// It did not let them through, or they turned back.
    Refused,
    /// What came back is not what was sent out, or was here before.
    Forged,
    /// What the provider says cannot be believed.
    Token,
    /// The account here is closed.
    Closed,
}

impl Trouble {
    const fn key(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Forged => "forged",
            Self::Token => "token",
            Self::Closed => "closed",
        }
    }
}

/// Sends the browser to the provider.
pub async fn begin(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    query: Query,
) -> Result<Response, Fault> {
    let at = app.at_provider.clone().ok_or(Fault::NotFound)?;
    app.limits
        .form(&visitor.actor, visitor.address)
        .map_err(Fault::TooMany)?;
    let next = query.one("next").and_then(local).map(str::to_owned);
    let browser = jar.secret()?;
    let link = match (query.one("link"), visitor.actor.person()) {
        (Some(proof), Some(person)) if secret::same(proof, &at_provider::link_proof(&app, &browser)) => {
            Some(person)
        }
        (None, None) => None,
        // Whoever is in has no need to come in; whoever asks for a link without being in, or from elsewhere, gets none.
        (_, Some(_)) => return Ok(page::see_other(&app, next.as_deref().unwrap_or("/me"))),
        (Some(_), None) => return Err(Fault::Unauthenticated),
    };
    let errand = Errand::new(next, link).ok_or(Fault::Internal)?;
    let now = app.clock.now().as_second();
    match at
        .provider
        .begin(&errand.once(), errand.link.is_some(), now)
        .await
    {
        Ok(address) => {
            let mut response = StatusCode::SEE_OTHER.into_response();
            let to = HeaderValue::from_str(&address).map_err(|_| Fault::Internal)?;
            response.headers_mut().insert(header::LOCATION, to);
            let private = HeaderValue::from_static("private, no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, private);
            carry(&app, response.headers_mut(), &browser, errand);
            Ok(response)
        }
        Err(error) if errand.link.is_some() => Ok(back_to_me(&app, trouble(&error))),
        Err(error) => tell(&app, &visitor, &jar, (trouble(&error), errand.next)),
    }
}

/// Takes the browser back.
pub async fn callback(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let at = app.at_provider.clone().ok_or(Fault::NotFound)?;
    let browser = jar.secret()?;
    // Nobody is asked anything for whoever did not set out here, which is counted.
    let errand: Option<Errand> = carried(&app, &headers, &browser);
    let next = errand.as_ref().and_then(|errand| errand.next.clone());
    let links = errand.as_ref().is_some_and(|errand| errand.link.is_some());
    let outcome = match errand {
        Some(errand) => recognise(&app, &visitor, &at, &query, &errand)
            .await?
            .map(|claims| (errand, claims)),
        None => Err(Trouble::Forged),
    };
    let mut response = match outcome {
        Ok((errand, claims)) => match errand.link {
            Some(person) => link(&app, &visitor, PersonId(person), claims).await?,
            None => enter(&app, &visitor, (&jar, &browser), (claims, next)).await?,
        },
        Err(trouble) if links && visitor.actor.person().is_some() => back_to_me(&app, trouble),
        Err(trouble) => tell(&app, &visitor, &jar, (trouble, next))?,
    };
    put_down::<Errand>(&app, &headers, response.headers_mut());
    Ok(response)
}

/// Who came back, if everything is as it was sent out.
async fn recognise(
    app: &AppState,
    visitor: &Visitor,
    at: &AtProvider,
    query: &Query,
    errand: &Errand,
) -> Result<Result<Claims, Trouble>, Fault> {
    if !secret::same(query.one("state").unwrap_or_default(), &errand.state) {
        return Ok(Err(Trouble::Forged));
    }
    // Where the provider says who it is, it is the one we sent to (RFC 9207).
    if query
        .one("iss")
        .is_some_and(|issuer| issuer != at.provider.issuer())
    {
        return Ok(Err(Trouble::Forged));
    }
    let (caller, hash) = (visitor.caller(app, None), secret::hash(&errand.state));
    let first = app
        .db
        .write(async move |tx: &Tx| ops::use_sign_in_state(tx, &caller, &hash).await)
        .await
        .map_err(Fault::from)?;
    if !first {
        return Ok(Err(Trouble::Forged));
    }
    let Some(code) = query.one("code").filter(|_| query.one("error").is_none()) else {
        return Ok(Err(Trouble::Refused));
    };
    let now = app.clock.now().as_second();
    let claims = at.provider.finish(&errand.once(), code, now).await;
    Ok(claims.map_err(|error| trouble(&error)))
}

/// Signs in whoever is known by this account, or is new; everybody else proves an address first.
async fn enter(
    app: &AppState,
    visitor: &Visitor,
    (jar, browser): (&Jar, &str),
    (claims, next): (Claims, Option<String>),
) -> Result<Response, Fault> {
    let email = claims.email.as_deref().and_then(Email::parse);
    let session = secret::random_token().map_err(|_| Fault::Internal)?;
    let input = EnterByIdentity {
        identity: identity(&claims),
        verified: email.clone().filter(|_| claims.email_verified),
        session: session.clone(),
    };
    let caller = visitor.caller(app, None);
    let entered = app
        .db
        .write(async move |tx: &Tx| ops::enter_by_identity(tx, &caller, input.clone()).await)
        .await
        .map_err(Fault::from)?;
    match entered {
        EnteredBy::In(signed_in) => Ok(welcome(app, jar, (session, &signed_in), next.as_deref())),
        EnteredBy::Closed => tell(app, visitor, jar, (Trouble::Closed, next)),
        EnteredBy::Prove => {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("identity", "1");
            query.extend_pairs(next.iter().map(|next| ("next", next)));
            let mut response = page::see_other(app, &format!("/sign-in?{}", query.finish()));
            let unlinked = Unlinked {
                issuer: claims.issuer,
                subject: claims.subject,
                email: email.map(|email| email.to_string()),
                token: None,
                person: None,
            };
            carry(app, response.headers_mut(), browser, unlinked);
            Ok(response)
        }
    }
}

/// Makes the account one of whoever is signed in, who must be the one that set out.
async fn link(
    app: &AppState,
    visitor: &Visitor,
    person: PersonId,
    claims: Claims,
) -> Result<Response, Fault> {
    if visitor.actor.person() != Some(person) {
        // They are out by now. What came back is good once, and nothing to come back to.
        return Ok(page::see_other(app, "/sign-in?next=%2Fme"));
    }
    let (caller, identity) = (visitor.caller(app, None), identity(&claims));
    let linked = app
        .db
        .write(async move |tx: &Tx| ops::link_identity(tx, &caller, &identity, person).await)
        .await
        .map_err(Fault::from)?;
    let said = if linked { "linked" } else { "taken" };
    Ok(page::see_other(app, &format!("/me?identity={said}")))
}

fn identity(claims: &Claims) -> Identity {
    Identity {
        issuer: claims.issuer.clone(),
        subject: claims.subject.clone(),
    }
}

fn trouble(error: &Error) -> Trouble {
    // What it says is the provider's, and of no use to the reader. No address is in it; a subject may be.
    tracing::warn!(%error, "nobody came in by the provider of identities");
    match error {
        Error::Unreachable(_) => Trouble::Unreachable,
        Error::Refused(_) => Trouble::Refused,
        Error::Token(_) => Trouble::Token,
    }
}

/// Where somebody set out from who wanted to link an account and could not, with why.
fn back_to_me(app: &AppState, trouble: Trouble) -> Response {
    page::see_other(app, &format!("/me?identity={}", trouble.key()))
}

/// The way in by mail, and why it is needed.
fn tell(
    app: &AppState,
    visitor: &Visitor,
    jar: &Jar,
    (trouble, next): (Trouble, Option<String>),
) -> Result<Response, Fault> {
    let status = match trouble {
        Trouble::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
        Trouble::Refused | Trouble::Forged | Trouble::Token => StatusCode::UNPROCESSABLE_ENTITY,
        Trouble::Closed => StatusCode::FORBIDDEN,
    };
    let page = SignIn {
        trouble: Some(trouble.key()),
        provider: app.at_provider.as_ref().map(|at| at.name.clone()),
        ..SignIn::new(next)
    };
    // Not the address it was asked for: that one holds what is good once.
    page::form(app, visitor, jar, &Here::home(), (status, &page))
}
