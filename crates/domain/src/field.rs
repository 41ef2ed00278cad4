//! Reading loose input (a JSON body, a form) field by field, collecting every error with a pointer to its place.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::keys::keys;

keys! {
    /// What is wrong with a field. The words are in the translations, under `error-<key>`.
    FieldCode {
        Required = "required",
        TooShort = "too-short",
        TooLong = "too-long",
        UnknownValue = "unknown-value",
        WrongType = "wrong-type",
        NotADate = "not-a-date",
        DatePast = "date-past",
        DateTooFar = "date-too-far",
        DateFuture = "date-future",
        NotAnEmail = "not-an-email",
        NotAUrl = "not-a-url",
        NotAnArea = "not-an-area",
        NotALiaison = "not-a-liaison",
        NotATheme = "not-a-theme",
        NotARequest = "not-a-request",
        NotMergeable = "not-mergeable",
        OutOfRange = "out-of-range",
        NotYours = "not-yours",
        LastAdmin = "last-admin",
        Guessable = "guessable",
        UnknownVariable = "unknown-variable",
        NotASlug = "not-a-slug",
        NotAKey = "not-a-key",
        Taken = "taken",
        NotADataset = "not-a-dataset",
        PrivateDataset = "private-dataset",
        UseDispute = "use-dispute",
        NothingToChange = "nothing-to-change",
        NotFound = "not-found",
        StaffOnly = "staff-only",
        AreaClosed = "area-closed",
        NoTermsToSearch = "no-terms",
        BadCursor = "bad-cursor",
    }
}

/// One thing wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer as a fragment: `#/evidence/url` (RFC 6901 §6).
    pub pointer: String,
    /// What is wrong.
    pub code: FieldCode,
    /// The bound that was missed, where there is one.
    pub bound: Option<i64>,
}

impl FieldError {
    /// `code` at `pointer`.
    pub fn new(pointer: impl Into<String>, code: FieldCode) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            bound: None,
        }
    }

    /// `code` at `pointer`, with the bound that was missed.
    pub fn bound(pointer: impl Into<String>, code: FieldCode, bound: i64) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            bound: Some(bound),
        }
    }
}

/// Everything wrong with an input; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} field(s) are wrong", .0.len())]
pub struct Invalid(pub Vec<FieldError>);

impl Invalid {
    /// A single error.
    pub fn one(pointer: impl Into<String>, code: FieldCode) -> Self {
        Self(vec![FieldError::new(pointer, code)])
    }
}

/// Reads the members of one JSON object. Absent, null and blank text are the same: nothing was given.
pub struct Fields<'a> {
    members: &'a Map<String, Value>,
    prefix: &'static str,
    errors: Vec<FieldError>,
}

impl<'a> Fields<'a> {
    /// Reads `members`; pointers begin with `prefix` (`#` or `#/evidence`).
    pub fn new(members: &'a Map<String, Value>, prefix: &'static str) -> Self {
        Self {
            members,
            prefix,
            errors: Vec::new(),
        }
    }

    /// Whether the member was given at all, even as null or blank.
    pub fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// Notes an error.
    pub fn error(&mut self, name: &str, code: FieldCode) {
        self.errors
            .push(FieldError::new(format!("{}/{name}", self.prefix), code));
    }

    /// Whether something is wrong with the member already.
    pub fn has_error(&self, name: &str) -> bool {
        let pointer = format!("{}/{name}", self.prefix);
        self.errors.iter().any(|error| error.pointer == pointer)
    }

    /// Notes an error of the whole object.
    pub fn error_of_all(&mut self, code: FieldCode) {
        self.errors.push(FieldError::new(self.prefix, code));
    }

    /// Notes an error with the bound that was missed.
    pub fn error_bound(&mut self, name: &str, code: FieldCode, bound: i64) {
        self.errors
            .push(FieldError::bound(format!("{}/{name}", self.prefix), code, bound));
    }

    /// Adds the errors of a nested object.
    pub fn extend(&mut self, errors: Vec<FieldError>) {
        self.errors.extend(errors);
    }

    /// A trimmed text, if one was given. Line ends become `\n`; other control characters are dropped.
    pub fn text(&mut self, name: &str) -> Option<String> {
        match self.members.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(clean(text)).filter(|text| !text.is_empty()),
            Some(Value::Number(number)) => Some(number.to_string()),
            Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
                self.error(name, FieldCode::WrongType);
                None
            }
        }
    }

    /// A text of `least` to `most` characters; blank counts as absent.
    pub fn text_within(&mut self, name: &str, least: usize, most: usize) -> Option<String> {
        let text = self.text(name)?;
        let length = text.chars().count();
        let bound = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        if length < least {
            self.error_bound(name, FieldCode::TooShort, bound(least));
        } else if length > most {
            self.error_bound(name, FieldCode::TooLong, bound(most));
        } else {
            return Some(text);
        }
        None
    }

    /// A text of at most `most` characters; empty when a blank one was given, as by a form whose field somebody emptied.
    pub fn text_or_blank(&mut self, name: &str, most: usize) -> Option<String> {
        let text = self.members.get(name).and_then(Value::as_str);
        if text.is_some_and(|text| clean(text).is_empty()) {
            return Some(String::new());
        }
        self.text_within(name, 1, most)
    }

    /// Like [`Fields::text_within`], and it must be there.
    pub fn required_text(&mut self, name: &str, least: usize, most: usize) -> Option<String> {
        let before = self.errors.len();
        let text = self.text_within(name, least, most);
        if text.is_none() && self.errors.len() == before {
            self.error(name, FieldCode::Required);
        }
        text
    }

    /// One of a closed set of keys.
    pub fn key<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name)?;
        let value = parse(&text);
        if value.is_none() {
            self.error(name, FieldCode::UnknownValue);
        }
        value
    }

    /// One of a closed set of keys, and it must be there.
    pub fn required_key<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let before = self.errors.len();
        let value = self.key(name, parse);
        if value.is_none() && self.errors.len() == before {
            self.error(name, FieldCode::Required);
        }
        value
    }

    /// Yes or no; a form says `true`, `on` or `1`.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        match self.members.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::Bool(value)) => Some(*value),
            Some(Value::String(text)) => match text.trim() {
                "" => None,
                "true" | "on" | "1" => Some(true),
                "false" | "off" | "0" => Some(false),
                _ => self.wrong_type(name),
            },
            Some(Value::Number(_) | Value::Array(_) | Value::Object(_)) => self.wrong_type(name),
        }
    }

    /// A whole number between `least` and `most`.
    pub fn number(&mut self, name: &str, least: i64, most: i64) -> Option<i64> {
        let value = match self.members.get(name) {
            None | Some(Value::Null) => return None,
            Some(Value::String(text)) if text.trim().is_empty() => return None,
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => None,
        };
        match value {
            None => self.wrong_type(name),
            Some(value) if (least..=most).contains(&value) => Some(value),
            Some(_) => {
                self.error(name, FieldCode::OutOfRange);
                None
            }
        }
    }

    /// A date `YYYY-MM-DD`.
    pub fn date(&mut self, name: &str) -> Option<Date> {
        let text = self.text(name)?;
        let date = Some(&text)
            .filter(|text| text.len() == 10)
            .and_then(|text| text.parse().ok());
        if date.is_none() {
            self.error(name, FieldCode::NotADate);
        }
        date
    }

    /// An address of the web (`http` or `https`, with a host), at most 2,000 characters.
    pub fn url(&mut self, name: &str) -> Option<String> {
        let text = self.text_within(name, 1, 2_000)?;
        if is_url(&text) {
            Some(text)
        } else {
            self.error(name, FieldCode::NotAUrl);
            None
        }
    }

    /// A list of texts; a single text is a list of one.
    pub fn list(&mut self, name: &str) -> Option<Vec<String>> {
        match self.members.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(vec![clean(text)]).filter(|list| !list[0].is_empty()),
            Some(Value::Array(items)) => {
                let texts: Option<Vec<_>> = items.iter().map(|item| item.as_str().map(clean)).collect();
                if texts.is_none() {
                    self.error(name, FieldCode::WrongType);
                }
                texts
            }
            Some(Value::Bool(_) | Value::Number(_) | Value::Object(_)) => self.wrong_type(name),
        }
    }

    /// A nested object.
    pub fn object(&mut self, name: &str) -> Option<&'a Map<String, Value>> {
        match self.members.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::Object(members)) => Some(members),
            Some(_) => self.wrong_type(name),
        }
    }

    /// `value` if nothing was wrong, everything that was wrong otherwise.
    pub fn finish<T>(self, value: T) -> Result<T, Invalid> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(Invalid(self.errors))
        }
    }

    /// The errors so far.
    pub fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }

    fn wrong_type<T>(&mut self, name: &str) -> Option<T> {
        self.error(name, FieldCode::WrongType);
        None
    }
}

/// Whether `text` is an absolute web address with a host and without white space, quotes or angle brackets.
pub fn is_url(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let unsafe_char = |c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c);
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !host.contains('@') && host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
    }) && !text.contains(unsafe_char)
}

fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.chars().filter(kept).collect::<String>().trim().to_owned()
}
