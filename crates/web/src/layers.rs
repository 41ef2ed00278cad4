//! What every answer passes through, whatever its address: request id and span, security headers, CORS, our own host.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::secret;
use tracing::Span;

use crate::{AppState, problem::Fault};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id under which our log tells of this request. Always ours: what a client sends could forge a line.
#[derive(Debug, Clone)]
struct RequestId(String);

/// Gives the request an id, and says it in the answer.
pub async fn number(mut request: Request, next: Next) -> Response {
    let mut bytes = [0; 8];
    let id = secret::fill(&mut bytes).map_or_else(|_| "unnumbered".to_owned(), |()| secret::hex(&bytes));
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// The span of a request: its route, never its query, headers or body, which may hold secrets and names.
pub fn span<B>(request: &axum::http::Request<B>) -> Span {
    let id = request
        .extensions()
        .get::<RequestId>()
        .map_or("", |id| id.0.as_str());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str);
    tracing::info_span!("request", id, method = %request.method(), route)
}

/// What an answer that is no page may load: nothing.
const POLICY: &str =
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// What a page may load: our own stylesheet, fonts, images and scripts. Nothing inline, nothing of others.
const POLICY_OF_PAGES: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page that shows a mail in a frame.
const POLICY_OF_FRAMING: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    script-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The mail in that frame: it has styles of its own and no power, and its links lead out when somebody follows them.
const POLICY_OF_FRAMED: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
    base-uri 'none'; frame-ancestors 'self'; \
    sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/// A card in a frame of whatever site: it shows, and its links open apart.
const POLICY_OF_EMBEDDED: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    form-action 'none'; base-uri 'none'; frame-ancestors *";

/// A drawing by itself: it may have styles, and that is all.
const POLICY_OF_DRAWINGS: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
    base-uri 'none'; frame-ancestors 'none'; sandbox";

/// A file that somebody sent: whatever a browser makes of it, it has no power and loads nothing.
const POLICY_OF_FILES: &str =
    "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// What an answer may do, where that is not what every page may; an extension of the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Show a mail in a frame.
    Framing,
    /// Be that frame.
    Framed,
    /// Draw.
    Drawing,
    /// Be kept by the reader, and nothing else.
    File,
    /// Be a frame on the page of another site.
    Embedded,
}

/// The headers that keep a browser from doing anything with our answers but showing them.
pub async fn protect(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_known = response.status() == StatusCode::NOT_MODIFIED;
    let special = response.extensions_mut().remove::<Policy>();
    let headers = response.headers_mut();
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let is_page = media_type.is_some_and(|media_type| media_type.starts_with("text/html"));
    let policy = match special {
        Some(Policy::Framing) => POLICY_OF_FRAMING,
        Some(Policy::Framed) => POLICY_OF_FRAMED,
        Some(Policy::Drawing) => POLICY_OF_DRAWINGS,
        Some(Policy::File) => POLICY_OF_FILES,
        Some(Policy::Embedded) => POLICY_OF_EMBEDDED,
        None if is_page => POLICY_OF_PAGES,
        None => POLICY,
    };
    let frames = match special {
        Some(Policy::Framed) => Some("SAMEORIGIN"),
        Some(Policy::Embedded) => None,
        Some(Policy::Framing | Policy::Drawing | Policy::File) | None => Some("DENY"),
    };
    let mut set =
        |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    if let Some(frames) = frames {
        set(header::X_FRAME_OPTIONS, frames);
    }
    // A 304 has no type, and its headers take the place of those the browser has (RFC 9111 §3.2): a policy made for no page
    // would take the page's stylesheet away.
    if !is_known {
        set(header::CONTENT_SECURITY_POLICY, policy);
    }
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    if app.base.scheme() == "https" {
        set(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        );
    }
    response
}

/// Scripts of other sites may read what anybody may read: GET without a token. Nothing else.
pub async fn share(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    if request.method() == Method::OPTIONS {
        let mut response = StatusCode::NO_CONTENT.into_response();
        let headers = response.headers_mut();
        open(headers);
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("GET, HEAD"),
        );
        let allowed = HeaderValue::from_static("Accept, Accept-Language, If-None-Match");
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
        return response;
    }
    let public = matches!(*request.method(), Method::GET | Method::HEAD)
        && !request.headers().contains_key(header::AUTHORIZATION);
    let mut response = next.run(request).await;
    if public {
        open(response.headers_mut());
    }
    response
}

fn open(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = HeaderValue::from_static("Content-Language, ETag, Link, X-Request-Id");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
}

/// Only our own name is answered: a foreign `Host` never reaches an address we make. The probes of a load balancer, which
/// know us by number, are let through; they tell nothing, or ask who it is.
pub async fn only_our_host(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let probe = matches!(request.uri().path(), "/healthz" | "/readyz" | "/metrics");
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let named = hosts.next().and_then(|value| value.to_str().ok());
    let fits = hosts.next().is_none()
        && named.is_some_and(|host| app.is_our_host(host))
        && request
            .uri()
            .authority()
            .is_none_or(|authority| app.is_our_host(authority.as_str()));
    if fits || probe {
        next.run(request).await
    } else {
        Fault::WrongHost.into_response()
    }
}
