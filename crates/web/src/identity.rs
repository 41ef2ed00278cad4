//! `Idempotency-Key`: what makes a repeated POST the same call.

use axum::http::HeaderMap;
use domain::{field::FieldCode, ids::TokenId, secret, store::idempotency::Key};
use serde_json::{Map, Value};

use crate::problem::Fault;

const LONGEST: usize = 255;

/// The key of a call, if it came with one. The same call has the same members in any order and spacing.
pub fn key(
    headers: &HeaderMap,
    token: TokenId,
    op: &str,
    members: &Map<String, Value>,
) -> Result<Option<Key>, Fault> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let wrong = |code| Fault::field("#/header/idempotency-key", code);
    let text = value.to_str().map_err(|_| wrong(FieldCode::WrongType))?.trim();
    match text.len() {
        0 => return Err(wrong(FieldCode::Required)),
        length if length > LONGEST => return Err(wrong(FieldCode::OutOfRange)),
        _ => {}
    }
    let mut canonical = String::new();
    write(&Value::Object(members.clone()), &mut canonical);
    Ok(Some(Key {
        scope: format!("token:{token}"),
        key_hash: secret::hash(text),
        op: op.to_owned(),
        input_hash: secret::hash(&canonical),
    }))
}

/// JSON with its members in order, whatever order they came in.
fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort();
            out.push('{');
            for name in names {
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                write(&members[name], out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};
    use domain::ids::TokenId;
    use serde_json::Value;

    use super::key;

    fn of(header: &str, body: &str) -> Option<domain::store::idempotency::Key> {
        let mut headers = HeaderMap::new();
        headers.insert("idempotency-key", HeaderValue::from_str(header).unwrap());
        let body: Value = serde_json::from_str(body).unwrap();
        key(&headers, TokenId(1), "POST /x", body.as_object().unwrap()).unwrap_or(None)
    }

    #[test]
    fn order_and_spacing_do_not_matter() {
        assert_eq!(
            of("k", r#"{"a": 1, "b": {"c": [1, 2]}}"#),
            of("k", r#"{"b":{"c":[1,2]},"a":1}"#)
        );
        assert_ne!(of("k", r#"{"a": 1}"#), of("k", r#"{"a": 2}"#));
        assert_ne!(of("k", r#"{"a": 1}"#), of("l", r#"{"a": 1}"#));
        assert_eq!(of(&"k".repeat(256), "{}"), None);
    }
}
