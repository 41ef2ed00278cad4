//! `ETag`, `If-Match`, `If-None-Match`: `"v<version>.r<revision>"`, of which `If-Match` compares the version.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use domain::{data_request::DataRequest, ops::Expects, secret};

/// The tag of a request as it is now.
pub fn etag(request: &DataRequest) -> String {
    format!("\"v{}.r{}\"", request.version, request.revision)
}

/// The tag of an answer that is told by its text alone. Sent as a weak one: the bytes differ by how they are compressed.
pub fn tag_of(text: &str) -> String {
    let mut tag = secret::hash(text);
    tag.truncate(20);
    format!("\"{tag}\"")
}

/// The tag as a header.
pub fn etag_header(request: &DataRequest) -> Option<(HeaderName, HeaderValue)> {
    Some((header::ETAG, HeaderValue::from_str(&etag(request)).ok()?))
}

/// Which version `If-Match` asks for. Of several, the one there is now; what is no tag of ours matches nothing.
pub fn expects(headers: &HeaderMap, now: i64) -> Expects {
    let tags = tags(headers, &header::IF_MATCH);
    if tags.is_empty() {
        return Expects::Nothing;
    }
    if tags.iter().any(|tag| tag == "*") {
        return Expects::Any;
    }
    let mut versions = tags.iter().map(|tag| version(tag)).collect::<Vec<_>>();
    versions.sort_by_key(|version| *version != Some(now));
    Expects::Version(versions.first().copied().flatten().unwrap_or(-1))
}

/// Whether the reader has this already (RFC 9110 §13.1.2: weak comparison).
pub fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    tags(headers, &header::IF_NONE_MATCH)
        .iter()
        .any(|tag| tag == "*" || strong(tag) == etag)
}

fn tags(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    let values = headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().to_owned())
        .filter(|tag| !tag.is_empty())
        .collect()
}

fn strong(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// The version in `"v7"`, `"v7.r3"` or `W/"v7.r3"`.
fn version(tag: &str) -> Option<i64> {
    let inner = strong(tag).strip_prefix('"')?.strip_suffix('"')?;
    let inner = inner.strip_prefix('v')?;
    let (version, revision) = inner.split_once(".r").unwrap_or((inner, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(version) && digits(revision))
        .then(|| version.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use domain::ops::Expects;

    use super::{expects, is_known};

    fn headers(name: &header::HeaderName, values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    #[test]
    fn every_way_to_name_a_version() {
        for text in [
            "\"v7\"",
            "\"v7.r3\"",
            "W/\"v7.r3\"",
            "\"v2\", \"v7\"",
            "\"x\",W/\"v7\"",
        ] {
            assert_eq!(
                expects(&headers(&header::IF_MATCH, &[text]), 7),
                Expects::Version(7),
                "{text}"
            );
        }
        assert_eq!(
            expects(&headers(&header::IF_MATCH, &["\"v2\"", "\"v7\""]), 7),
            Expects::Version(7)
        );
        assert_eq!(expects(&headers(&header::IF_MATCH, &["*"]), 7), Expects::Any);
        assert_eq!(expects(&headers(&header::IF_MATCH, &[]), 7), Expects::Nothing);
        for text in [
            "7", "\"7\"", "\"v7", "v7", "\"v\"", "\"v7.r\"", "\"v-7\"", "\"v7x\"",
        ] {
            assert_eq!(
                expects(&headers(&header::IF_MATCH, &[text]), 7),
                Expects::Version(-1),
                "{text}"
            );
        }
    }

    #[test]
    fn what_the_reader_has_is_compared_whole() {
        let known = |text: &str| is_known(&headers(&header::IF_NONE_MATCH, &[text]), "\"v7.r3\"");
        assert!(known("\"v7.r3\"") && known("W/\"v7.r3\"") && known("\"a\", \"v7.r3\"") && known("*"));
        assert!(!known("\"v7\"") && !known("\"v7.r2\""));
    }
}
