//! Cookies, read and written: only for readers of this installation, never for scripts.

use axum::http::{HeaderMap, HeaderValue, header};
use url::Url;

/// The values a reader's browser kept under `name`.
pub fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(move |(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// Has the reader's browser keep `value` under `name`.
pub fn set(base: &Url, headers: &mut HeaderMap, (name, value): (&str, &str), seconds: u32) {
    let path = base.path();
    let secure = if base.scheme() == "https" { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path={path}; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::values;

    #[test]
    fn every_value_of_a_name_is_found() {
        let mut headers = HeaderMap::new();
        assert_eq!(values(&headers, "lang").next(), None);
        headers.append(header::COOKIE, HeaderValue::from_static("a=b;lang=en"));
        headers.append(header::COOKIE, HeaderValue::from_static("lang=es-AR; c=d=e"));
        let all = |name| values(&headers, name).collect::<Vec<_>>();
        assert_eq!(
            (all("lang"), all("c"), all("d")),
            (vec!["en", "es-AR"], vec!["d=e"], vec![])
        );
    }
}
