//! The language a reader chose: `?lang=` in the address, which is remembered; else what was remembered. Without either it is
//! the one they are known to read, and then the browser's wish.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use domain::locale::Locale;
use url::form_urlencoded;

use crate::{AppState, cookie, visitor::Chosen};

const COOKIE: &str = "lang";
const SECONDS: u32 = 31_536_000;

/// Puts the reader's own choice before the browser's wish.
pub async fn choose(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") || path.starts_with("/assets/") {
        return next.run(request).await;
    }
    let asked = asked(request.uri().query().unwrap_or_default());
    if let Some(chosen) = asked.or_else(|| remembered(request.headers())) {
        request.extensions_mut().insert(Chosen(chosen));
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Cookie"));
    if let Some(chosen) = asked {
        // With a cookie of one's own it is no longer the same answer for everyone.
        let kept = headers.get(header::CACHE_CONTROL);
        if kept.is_none_or(|value| value != "private, no-store") {
            headers.insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static("private, no-cache"),
            );
        }
        cookie::set(&app.base, headers, (COOKIE, chosen.as_str()), SECONDS);
    }
    response
}

fn asked(query: &str) -> Option<Locale> {
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "lang")
        .and_then(|(_, tag)| Locale::from_tag(&tag))
}

fn remembered(headers: &HeaderMap) -> Option<Locale> {
    cookie::values(headers, COOKIE).next().and_then(Locale::from_tag)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use domain::locale::Locale;

    use super::{asked, remembered};

    #[test]
    fn only_languages_of_ours_are_chosen() {
        assert_eq!(asked("q=a&lang=en"), Some(Locale::En));
        assert_eq!(asked("lang=es-AR"), Some(Locale::EsAr));
        assert_eq!(asked("language=en&lang=tlh"), None);
        let mut headers = HeaderMap::new();
        assert_eq!(remembered(&headers), None);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; lang=en"));
        assert_eq!(remembered(&headers), Some(Locale::En));
    }
}
