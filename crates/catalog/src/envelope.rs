//! What stands around CKAN's results. A success is a status of 2xx, and an object of JSON, and `success` that is true: portals say
//! each of these alone about failures too, and firewalls before them say anything.

use std::time::Duration;

use http::header::{CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER};
use jiff::Timestamp;
use outgoing::{Answer, Head};
use serde_json::Value;

use crate::{Kind, PortalError};

/// The result in an answer.
pub fn result(answer: &Answer) -> Result<Value, PortalError> {
    let head = &answer.head;
    refusal(head)?;
    let status = Some(head.status.as_u16());
    let failed = |kind, said: &str| Err(waiting(PortalError::new(kind, status, said), head));
    let by_status = |otherwise| match head.status.as_u16() {
        429 => Kind::Busy,
        401 | 403 => Kind::Firewall,
        404 | 410 => Kind::NotAPortal,
        500.. => Kind::Server,
        _ => otherwise,
    };
    let body = answer.body.trim_ascii();
    if body.is_empty() {
        return failed(by_status(Kind::Empty), "");
    }
    if is_page(head, body) {
        let is_busy = head.status.as_u16() == 429;
        return failed(if is_busy { Kind::Busy } else { Kind::Firewall }, "");
    }
    let mut value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) if error.is_eof() => return failed(by_status(Kind::Truncated), &error.to_string()),
        Err(error) => return failed(by_status(Kind::NotJson), &error.to_string()),
    };
    if let Some(said) = value.as_str() {
        let is_unknown = head.status.as_u16() == 400;
        return failed(
            by_status(if is_unknown {
                Kind::UnknownAction
            } else {
                Kind::NotAPortal
            }),
            said,
        );
    }
    let is_success = value.get("success") == Some(&Value::Bool(true));
    match value.get_mut("result").map(Value::take) {
        Some(result) if is_success && head.status.is_success() => Ok(result),
        _ => match value.get("error") {
            Some(error) => failed(kind(error, by_status(Kind::Server)), &said(error)),
            None => failed(by_status(Kind::NotAPortal), ""),
        },
    }
}

/// What is an error by its status alone, whatever comes with it.
pub fn refusal(head: &Head) -> Result<(), PortalError> {
    if head.status.is_redirection() {
        let to = head.header(&LOCATION).unwrap_or_default();
        return Err(PortalError::new(Kind::Redirected, Some(head.status.as_u16()), to));
    }
    Ok(())
}

/// The same, with how long the portal asks us to wait: seconds, or a moment, counted from its own clock.
pub fn waiting(mut error: PortalError, head: &Head) -> PortalError {
    let moment = |text: &str| {
        let parsed = jiff::fmt::rfc2822::parse(text).ok()?;
        Some(parsed.timestamp())
    };
    error.retry_after = head.header(&RETRY_AFTER).and_then(|text| {
        if let Ok(seconds) = text.trim().parse() {
            return Some(Duration::from_secs(seconds));
        }
        let now: Timestamp = moment(head.header(&DATE)?)?;
        moment(text)?.duration_since(now).try_into().ok()
    });
    error
}

/// Whether it is made for people.
fn is_page(head: &Head, body: &[u8]) -> bool {
    let content_type = head
        .header(&CONTENT_TYPE)
        .unwrap_or_default()
        .to_ascii_lowercase();
    content_type.contains("html") || body.starts_with(b"<")
}

fn kind(error: &Value, otherwise: Kind) -> Kind {
    let name = error.get("__type").and_then(Value::as_str).unwrap_or_default();
    match name {
        "Authorization Error" => Kind::NotAuthorised,
        "Not Found Error" => Kind::NotFound,
        "Validation Error" | "Integrity Error" => Kind::Invalid,
        "Search Query Error" => Kind::BadQuery,
        "Search Error" | "Search Index Error" | "Search Connection Error" => Kind::Search,
        "Internal Server Error" => Kind::Server,
        _ => otherwise,
    }
}

/// The message, or else each field with what is wrong with it.
fn said(error: &Value) -> String {
    match error.get("message").and_then(Value::as_str) {
        Some(message) => message.to_owned(),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, StatusCode, header};
    use outgoing::Head;

    use super::waiting;
    use crate::{Kind, PortalError};

    #[test]
    fn a_portal_says_how_long_to_wait_in_two_ways() {
        let wait = |after: &'static str, date: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(after));
            headers.extend(date.map(|date| (header::DATE, HeaderValue::from_static(date))));
            let head = Head {
                url: "https://a.example/".parse().unwrap(),
                status: StatusCode::TOO_MANY_REQUESTS,
                headers,
            };
            let error = waiting(PortalError::new(Kind::Busy, Some(429), ""), &head);
            error.retry_after.map(|wait| wait.as_secs())
        };
        let (date, later) = ("Sat, 28 Nov 2026 02:00:00 GMT", "Sat, 28 Nov 2026 02:02:00 GMT");
        assert_eq!(wait("30", None), Some(30));
        assert_eq!(wait(later, Some(date)), Some(120));
        assert_eq!(wait(date, Some(later)), None);
        assert_eq!(wait(later, None), None);
        assert_eq!(wait("soon", Some(date)), None);
        assert_eq!(wait("-1", None), None);
    }
}
