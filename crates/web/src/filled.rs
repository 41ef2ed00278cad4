//! What is in the fields of a form, and what is wrong with it: a form that cannot be taken comes back as it was, with an
//! error summary on top and each error at its field.

use std::collections::BTreeMap;

use domain::{
    field::{FieldError, Invalid},
    locale::Locale,
};
use render::{Words, problems};
use serde::Serialize;

use crate::form::Form;

/// A form as it is shown: empty, or as somebody filled it in.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Filled {
    /// The text of each field by its name; of one that repeats, the first.
    pub values: BTreeMap<String, String>,
    /// All values of each field by its name.
    pub lists: BTreeMap<String, Vec<String>>,
    /// What is wrong with a field, by its name.
    pub errors: BTreeMap<String, String>,
    /// Everything that is wrong, in the order of the fields.
    pub summary: Vec<Wrong>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// The field; empty when it is the form as a whole.
    pub field: String,
    /// What is wrong, in words.
    pub text: String,
}

impl Filled {
    /// As somebody filled it in.
    pub fn of(form: &Form) -> Self {
        Self::from_pairs(form.typed())
    }

    /// From names and values.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filled = Self::default();
        for (name, value) in pairs {
            filled.put(name, value);
        }
        filled
    }

    /// Fills in a field.
    pub fn put(&mut self, name: &str, value: &str) {
        self.values
            .entry(name.to_owned())
            .or_insert_with(|| value.to_owned());
        self.lists
            .entry(name.to_owned())
            .or_default()
            .push(value.to_owned());
    }

    /// With everything that is wrong.
    #[must_use]
    pub fn refused(mut self, words: &Words, locale: Locale, invalid: &Invalid) -> Self {
        for error in &invalid.0 {
            self.refuse(error, problems::field(words, locale, error));
        }
        self
    }

    /// With one thing that is wrong, in words of the page's own.
    #[must_use]
    pub fn wrong(mut self, field: &str, text: String) -> Self {
        self.add(field.to_owned(), text);
        self
    }

    fn refuse(&mut self, error: &FieldError, text: String) {
        self.add(field_of(&error.pointer), text);
    }

    fn add(&mut self, field: String, text: String) {
        if self.errors.contains_key(&field) {
            return;
        }
        self.errors.insert(field.clone(), text.clone());
        self.summary.push(Wrong { field, text });
    }
}

/// The form field a pointer means: what an answer rests on is flat in forms, an item of a list is the list.
fn field_of(pointer: &str) -> String {
    let path: Vec<&str> = pointer.split('/').skip(1).collect();
    match path.as_slice() {
        ["evidence", field] | [field] => (*field).to_owned(),
        [field, index] if index.bytes().all(|byte| byte.is_ascii_digit()) => (*field).to_owned(),
        _ => path.join("."),
    }
}

#[cfg(test)]
mod tests {
    use super::{Filled, field_of};

    #[test]
    fn an_error_finds_its_field() {
        let fields = [
            "#",
            "#/body",
            "#/evidence/url",
            "#/areas/1",
            "#/on_behalf_of/name",
        ]
        .map(field_of);
        assert_eq!(fields, ["", "body", "url", "areas", "on_behalf_of.name"]);
    }

    #[test]
    fn the_first_error_of_a_field_is_shown() {
        let filled = Filled::from_pairs([("areas", "a"), ("areas", "b")])
            .wrong("areas", "uno".into())
            .wrong("areas", "dos".into());
        assert_eq!(filled.errors["areas"], "uno");
        assert_eq!((filled.summary.len(), filled.lists["areas"].len()), (1, 2));
        assert_eq!(filled.values["areas"], "a");
    }
}
