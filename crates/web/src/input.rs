//! The body of a request as a JSON object. Reading it never fails at once: the contract tells 404 and 403 first.

use std::time::Duration;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use serde_json::{Map, Value};
use tokio::time::timeout;

use crate::problem::Fault;

/// The most a body may have, in bytes.
pub const LARGEST: usize = 1024 * 1024;
/// How long it may take to arrive.
const SLOWEST: Duration = Duration::from_secs(15);

/// A body, read or not.
pub struct Input(Result<Option<Map<String, Value>>, Fault>);

impl Input {
    /// The object; 413, 415 or 422 when there is none.
    pub fn object(self) -> Result<Map<String, Value>, Fault> {
        self.0?.ok_or(Fault::Unparsable)
    }

    /// The object, or an empty one when there was no body.
    pub fn object_or_empty(self) -> Result<Map<String, Value>, Fault> {
        Ok(self.0?.unwrap_or_default())
    }
}

impl<S: Sync> FromRequest<S> for Input {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &S) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let read = async {
            let length = parts
                .headers
                .get(header::CONTENT_LENGTH)
                .and_then(|value| value.to_str().ok());
            if length
                .and_then(|text| text.parse::<u64>().ok())
                .is_some_and(|length| length > LARGEST as u64)
            {
                return Err(Fault::TooLarge);
            }
            let body = timeout(SLOWEST, to_bytes(body, LARGEST))
                .await
                .map_err(|_| Fault::Slow)?;
            let body = body.map_err(|_| Fault::TooLarge)?;
            if body.is_empty() {
                return Ok(None);
            }
            if !is_json(&parts.headers) {
                return Err(Fault::MediaType);
            }
            match serde_json::from_slice(&body) {
                Ok(Value::Object(mut members)) => {
                    members.values_mut().for_each(drop_nul);
                    Ok(Some(members))
                }
                Ok(_) | Err(_) => Err(Fault::Unparsable),
            }
        };
        Ok(Self(read.await))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let plain = headers
        .get(header::CONTENT_ENCODING)
        .is_none_or(|value| value.as_bytes().eq_ignore_ascii_case(b"identity"));
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    plain
        && (media_type == "application/json"
            || media_type.starts_with("application/") && media_type.ends_with("+json"))
}

/// PostgreSQL has no text with NUL in it; no text of ours needs one.
fn drop_nul(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|c| c != '\0'),
        Value::Array(items) => items.iter_mut().for_each(drop_nul),
        Value::Object(members) => members.values_mut().for_each(drop_nul),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
