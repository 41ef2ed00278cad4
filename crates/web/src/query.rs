//! The query of a list: filters, order, page. Unknown keys are ignored; what cannot be read is told at once, each with a
//! pointer such as `#/query/limit`.

use std::collections::HashSet;

use axum::{extract::FromRequestParts, http::request::Parts};
use domain::field::{FieldCode, FieldError, Invalid};
use url::form_urlencoded;

use crate::problem::Fault;

/// How many items a page has when nobody says.
const USUAL: u32 = 25;
const MOST: u32 = 100;

/// The pairs of a query, in their order, blanks left out.
pub struct Query {
    pairs: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        Ok(Self::of(parts.uri.query().unwrap_or_default()))
    }
}

/// What of a query is read by who knows these keys: in their order, the values of a key in theirs.
pub fn known(query: &str, keys: &[&str]) -> String {
    let pairs = pairs(query);
    let mut out = form_urlencoded::Serializer::new(String::new());
    for key in keys {
        out.extend_pairs(pairs.iter().filter(|(name, _)| name == key));
    }
    out.finish()
}

/// The pairs of a query, without blanks and what nobody types.
fn pairs(query: &str) -> Vec<(String, String)> {
    let clean = |text: &str| {
        text.chars()
            .filter(|c| !c.is_control())
            .collect::<String>()
            .trim()
            .to_owned()
    };
    form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| (name.into_owned(), clean(&value)))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

impl Query {
    /// From its text.
    pub fn of(text: &str) -> Self {
        Self {
            pairs: pairs(text),
            errors: Vec::new(),
        }
    }

    /// As text.
    pub fn text(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(&self.pairs);
        out.finish()
    }

    /// The first value of a key.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a key, if it is one of these; nothing otherwise.
    pub fn one_of(&self, name: &str, values: &[&'static str]) -> &'static str {
        let value = self.one(name);
        let known = values.iter().find(|known| value == Some(**known));
        known.copied().unwrap_or_default()
    }

    /// Every value of a key that may repeat.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.pairs
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// Every value of a key that may repeat, each one of a closed set.
    pub fn keys<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let texts = self.all(name);
        let values: Vec<T> = texts.iter().filter_map(|text| parse(text)).collect();
        if values.len() < texts.len() {
            self.wrong(name, FieldCode::UnknownValue);
        }
        values
    }

    /// The size of the page.
    pub fn limit(&mut self) -> u32 {
        let Some(text) = self.one("limit") else {
            return USUAL;
        };
        match text.parse::<i64>() {
            Ok(limit) if (1..=i64::from(MOST)).contains(&limit) => u32::try_from(limit).unwrap_or(USUAL),
            Ok(_) => self.instead("limit", FieldCode::OutOfRange, USUAL),
            Err(_) => self.instead("limit", FieldCode::WrongType, USUAL),
        }
    }

    /// Notes what is wrong with a key.
    pub fn wrong(&mut self, name: &str, code: FieldCode) {
        self.errors.push(FieldError::new(format!("#/query/{name}"), code));
    }

    /// 422 if anything was wrong.
    pub fn finish(&mut self) -> Result<(), Fault> {
        let errors = std::mem::take(&mut self.errors);
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Fault::Invalid(Invalid(errors)))
        }
    }

    /// Only these keys, in their order, as text.
    pub fn only(&self, keys: &[&str]) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for key in keys {
            out.extend_pairs(self.pairs.iter().filter(|(name, _)| name == key));
        }
        out.finish()
    }

    /// The same query with another page mark.
    pub fn with_cursor(&self, cursor: &str) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(self.pairs.iter().filter(|(key, _)| key != "cursor"));
        out.append_pair("cursor", cursor);
        out.finish()
    }

    /// The same query where the values of a key are called otherwise, each once; none if they are called so already.
    pub fn renamed<'a>(&'a self, name: &str, call: impl Fn(&'a str) -> &'a str) -> Option<String> {
        let of_key = |(key, _): &&(String, String)| key == name;
        if self
            .pairs
            .iter()
            .filter(of_key)
            .all(|(_, value)| call(value) == value)
        {
            return None;
        }
        let mut out = form_urlencoded::Serializer::new(String::new());
        let mut seen = HashSet::new();
        for (key, value) in &self.pairs {
            let value = if key == name { call(value) } else { value };
            if key != name || seen.insert(value) {
                out.append_pair(key, value);
            }
        }
        Some(out.finish())
    }

    fn instead<T>(&mut self, name: &str, code: FieldCode, value: T) -> T {
        self.wrong(name, code);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn the_same_question_is_the_same_query() {
        let keys = ["q", "theme", "sort"];
        for query in [
            "q=a+b&theme=x&theme=y&sort=due",
            "sort=due&utm=1&theme=x&lang=en&q=%20a%20b&theme=y",
            "theme=x&theme=y&q=&q=a%20b%0A&sort=due&Q=c",
        ] {
            assert_eq!(known(query, &keys), "q=a+b&theme=x&theme=y&sort=due", "{query}");
        }
        // Which one comes first means something.
        assert_eq!(known("theme=y&theme=x", &keys), "theme=y&theme=x");
        assert_eq!(known("lang=en&_=1", &keys), "");
        assert_eq!(known("q=%22%3E%26%C3%B1", &keys), "q=%22%3E%26%C3%B1");
    }
}
