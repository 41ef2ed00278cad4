//! What a browser is told when there is no ordinary answer: what happened, and a way out. What was typed into a form comes
//! back, and where it may get through now it can be sent again as it is.

use serde::Serialize;

use crate::{
    form::{KEY, TypedForm},
    page::Page,
    problem::Problem,
};

/// The page.
#[derive(Debug, Serialize)]
pub struct ErrorPage {
    /// The HTTP status.
    pub status: u16,
    /// The kind of problem, in words.
    pub title: String,
    /// What happened and what can be done, in words.
    pub detail: String,
    /// What the reader wrote, in their own words: to be copied.
    pub written: Vec<String>,
    /// The form to be sent again as it is.
    pub again: Option<Again>,
}

/// A form to be sent again.
#[derive(Debug, Clone, Serialize)]
pub struct Again {
    /// Where to.
    pub path: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The key that it came with, so that it is done once.
    pub key: Option<String>,
}

/// A field and what is in it.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// Shorter values are choices and numbers, not words of somebody's own.
const OWN_WORDS: usize = 20;

impl ErrorPage {
    /// Of a problem. `typed` is what was sent, if anything was; `may_pass` says whether trying again makes sense.
    pub fn of(problem: &Problem, typed: Option<&TypedForm>, may_pass: bool) -> Self {
        Self {
            status: problem.status,
            title: problem.title.clone(),
            detail: problem.detail.clone(),
            written: typed.map(written).unwrap_or_default(),
            again: typed.filter(|typed| may_pass && typed.ours).map(Again::of),
        }
    }
}

impl Again {
    /// The form as it was sent.
    pub fn of(typed: &TypedForm) -> Self {
        let fields = typed.fields.iter().filter(|(name, _)| name != KEY);
        Self {
            path: typed.path.clone(),
            fields: fields
                .map(|(name, value)| Field {
                    name: name.clone(),
                    value: value.clone(),
                })
                .collect(),
            key: typed
                .fields
                .iter()
                .find(|(name, _)| name == KEY)
                .map(|(_, value)| value.clone()),
        }
    }
}

/// Fields that hold what we gave out, whatever their length.
const OURS: [&str; 5] = [KEY, "key", "token", "draft", "waiting"];

/// The reader's own words among the fields of a form.
pub fn written(typed: &TypedForm) -> Vec<String> {
    // Where a form says what a field held before, what is still the same is nobody's typing.
    let as_before = |name: &str, value: &str| {
        let before = format!("before.{name}");
        let plain = |text: &str| text.replace("\r\n", "\n");
        typed
            .fields
            .iter()
            .any(|(field, held)| *field == before && plain(held) == plain(value))
    };
    let own = |name: &str| !OURS.contains(&name) && !name.starts_with("before.");
    let fields = typed.fields.iter();
    fields
        .filter(|(name, value)| own(name) && !as_before(name, value))
        .map(|(_, value)| value.clone())
        .filter(|value| value.trim().chars().count() >= OWN_WORDS)
        .collect()
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "pages/error.html";

    fn samples() -> Vec<Self> {
        let sample = |status, title: &str| Self {
            status,
            title: title.to_owned(),
            detail: "Revisa <b>lo que</b> escribiste".to_owned(),
            written: Vec::new(),
            again: None,
        };
        let long = "Lo que <b>escribi</b> con mis palabras".to_owned();
        let again = Again {
            path: "/requests/new".into(),
            fields: vec![Field {
                name: "body".into(),
                value: long.clone(),
            }],
            key: Some("k".into()),
        };
        vec![
            sample(404, "No hay nada en esta direccion"),
            sample(405, "Eso no se puede hacer"),
            sample(500, "Fallamos"),
            Self {
                written: vec![long.clone()],
                ..sample(409, "Ya no se puede")
            },
            Self {
                written: vec![long],
                again: Some(again.clone()),
                ..sample(503, "Ahora no")
            },
            Self {
                again: Some(Again { key: None, ..again }),
                ..sample(429, "Despacio")
            },
        ]
    }
}
