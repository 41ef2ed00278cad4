//! A form as it arrives. Nobody sees a field of one that was not made for this browser, and what was typed is kept for the
//! answer, whatever goes wrong: see [`crate::pages::error`].

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use domain::{policy::Actor, secret, store::idempotency::Key};
use serde_json::{Map, Value};
use tokio::time::timeout;
use url::form_urlencoded;

use crate::{AppState, input::LARGEST, jar::Jar, problem::Fault, visitor::Visitor};

/// The hidden field that proves that we made the form for this browser.
pub const CSRF: &str = "_csrf";
/// The hidden field that makes a repeat of a form harmless.
pub const KEY: &str = "idempotency_key";
/// The field of a password.
pub const PASSWORD: &str = "password";
/// The field where a new password is typed a second time.
pub const PASSWORD_AGAIN: &str = "password_again";
/// How long a form may take to arrive.
const SLOWEST: Duration = Duration::from_secs(15);

/// A form of ours.
#[derive(Debug, Clone)]
pub struct Form {
    path: String,
    fields: Vec<(String, String)>,
}

/// What was typed, for the answer that tells that something went wrong. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Typed(Arc<OnceLock<TypedForm>>);

/// A form that did not get where it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedForm {
    /// Where it was sent.
    pub path: String,
    /// Its fields, without the proof that it is ours.
    pub fields: Vec<(String, String)>,
    /// The browser says that it comes from a page of ours: it may be offered to be sent again.
    pub ours: bool,
}

impl Typed {
    /// Keeps what arrived, without the proof that it is ours and without passwords: those are shown to nobody again.
    pub(crate) fn keep(&self, form: &Form, ours: bool) {
        let secret = |name: &str| name == CSRF || is_secret(name);
        let kept = form.fields.iter().filter(|(name, _)| !secret(name)).cloned();
        // There is one form in a request: it cannot be set twice.
        let _first = self.0.set(TypedForm {
            path: form.path.clone(),
            fields: kept.collect(),
            ours,
        });
    }

    /// The form, if there was one.
    pub fn get(&self) -> Option<&TypedForm> {
        self.0.get()
    }
}

impl Form {
    /// From fields that arrived in another way, their proof checked.
    pub(crate) fn new(path: &str, fields: Vec<(String, String)>) -> Self {
        Self {
            path: path.to_owned(),
            fields,
        }
    }

    /// All values of a field, blank ones left out.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.fields.iter().filter(move |(field, _)| field == name);
        fields
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.trim().is_empty())
    }

    /// The same without some of its fields.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        let others = |(name, _): &&(String, String)| !names.contains(&name.as_str());
        Self::new(&self.path, self.fields.iter().filter(others).cloned().collect())
    }

    /// The text of a field, if it is there and not blank.
    pub fn one(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.trim().is_empty())
    }

    /// A password, as it was typed, if anything was.
    pub fn secret(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// Whether a field came with it, blank or not: which button was pressed.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// The fields as the members of a JSON object, named alike. A name with a dot is a member of a member; a name that
    /// repeats is a list.
    pub fn members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        for (name, value) in &self.fields {
            if name == CSRF || name == KEY {
                continue;
            }
            let (object, name) = match name.split_once('.') {
                Some((outer, inner)) => {
                    let object = members
                        .entry(outer)
                        .or_insert_with(|| Value::Object(Map::new()))
                        .as_object_mut();
                    let Some(object) = object else { continue };
                    (object, inner)
                }
                None => (&mut members, name.as_str()),
            };
            match object.get_mut(name) {
                None => {
                    object.insert(name.to_owned(), value.as_str().into());
                }
                Some(Value::Array(values)) => values.push(value.as_str().into()),
                Some(one) => *one = Value::Array(vec![one.take(), value.as_str().into()]),
            }
        }
        members
    }

    /// The fields as they were typed, without what is ours and without passwords.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        let ours = |name: &str| name == CSRF || name == KEY || is_secret(name);
        let fields = self.fields.iter().filter(move |(name, _)| !ours(name));
        fields.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What makes a repeat of this form the same call: sent twice it is done once, changed and sent again it is another.
    pub fn key(&self, visitor: &Visitor, jar: &Jar) -> Result<Option<Key>, Fault> {
        let Some(key) = self.one(KEY) else { return Ok(None) };
        let scope = match visitor.actor.person() {
            Some(person) => format!("form:{person}"),
            None => format!("browser:{}", secret::hash(&jar.secret()?)),
        };
        let input = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.typed())
            .finish();
        let input_hash = secret::hash(&input);
        Ok(Some(Key {
            scope,
            key_hash: secret::hash(&format!("{key} {input_hash}")),
            op: format!("POST {}", self.path),
            input_hash,
        }))
    }
}

impl FromRequest<AppState> for Form {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let extension = || Fault::Internal;
        let jar = parts.extensions.get::<Jar>().ok_or_else(extension)?;
        let visitor = parts.extensions.get::<Visitor>().ok_or_else(extension)?;
        let typed = parts.extensions.get::<Typed>().ok_or_else(extension)?;
        let site = from_us(&parts.headers)?;
        if !is_form(&parts.headers) {
            return Err(Fault::Forged);
        }
        let body = timeout(SLOWEST, to_bytes(body, LARGEST))
            .await
            .map_err(|_| Fault::Slow)?;
        let body = body.map_err(|_| Fault::TooLarge)?;
        // PostgreSQL has no text with NUL in it; no text of ours needs one.
        let fields: Vec<(String, String)> = form_urlencoded::parse(&body)
            .map(|(name, value)| (name.into_owned(), value.replace('\0', "")))
            .collect();
        let form = Self {
            path: parts.uri.path().to_owned(),
            fields,
        };
        typed.keep(&form, site);
        if !secret::same(form.one(CSRF).unwrap_or_default(), &jar.csrf(app)?) {
            return Err(Fault::Forged);
        }
        app.limits
            .form(&visitor.actor, visitor.address)
            .map_err(Fault::TooMany)?;
        Ok(form)
    }
}

fn is_secret(name: &str) -> bool {
    name == PASSWORD || name == PASSWORD_AGAIN
}

/// Who may send a form without an account is anybody; who sends one with an account has said who they are.
pub fn signed_in(visitor: &Visitor) -> Result<(), Fault> {
    match visitor.actor {
        Actor::Person(_) => Ok(()),
        Actor::Visitor | Actor::System(_) => Err(Fault::Unauthenticated),
    }
}

/// Refuses what a browser says comes from elsewhere. Whether it says that it comes from a page of ours.
pub(crate) fn from_us(headers: &HeaderMap) -> Result<bool, Fault> {
    let site = headers
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok());
    // Browsers that say so say it truly; `none` is the reader's own doing, such as a reload.
    if !matches!(site, None | Some("same-origin" | "none")) {
        return Err(Fault::Forged);
    }
    Ok(site == Some("same-origin"))
}

fn is_form(headers: &HeaderMap) -> bool {
    media_type(headers).eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// What a body says that it is, without parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> &str {
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    media_type.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Form;

    #[test]
    fn fields_are_named_as_in_json() {
        let fields = [
            ("_csrf", "x"),
            ("body", "Hola"),
            ("on_behalf_of.name", "Ana"),
            ("on_behalf_of.email", ""),
            ("areas", "a"),
            ("areas", "b"),
        ];
        let form = Form {
            path: "/".into(),
            fields: fields.map(|(name, value)| (name.into(), value.into())).to_vec(),
        };
        assert_eq!(
            serde_json::Value::Object(form.members()),
            json!({"body": "Hola", "on_behalf_of": {"name": "Ana", "email": ""}, "areas": ["a", "b"]})
        );
        assert_eq!(
            (form.one("body"), form.one("on_behalf_of.email")),
            (Some("Hola"), None)
        );
        assert!(form.has("on_behalf_of.email"));
    }
}
