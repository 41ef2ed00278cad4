//! A description as an entry of a `data.json` of the Argentine profile.

use domain::{
    dataset::{Contact, DataField, Kind, Resource},
    dataset_draft::{Check, Draft, Gap},
};
use serde_json::{Map, Value, json};

/// Letters that the profile has no place for in a word to find a dataset by.
fn is_of_a_keyword(letter: char) -> bool {
    letter.is_alphanumeric() || " ._-".contains(letter)
}

/// The entry. What nobody said is left out, and named under `ventanilla`, which whoever publishes the entry takes out.
pub fn entry(draft: &Draft) -> Value {
    let mut entry = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            entry.insert(key.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.clone().map(Value::from);
    put("identifier", Some(json!(draft.identifier)));
    put("title", Some(json!(draft.title)));
    put("description", Some(json!(draft.description)));
    put("publisher", who(draft.publisher.as_ref(), ["name", "mbox"]));
    put("contactPoint", who(draft.contact.as_ref(), ["fn", "hasEmail"]));
    put("superTheme", some(&draft.themes));
    let groups: Vec<&str> = draft.groups.iter().map(|group| group.title.as_str()).collect();
    put("theme", some(&groups));
    put("keyword", some(&keywords(draft)));
    put("accrualPeriodicity", text(&draft.frequency));
    put("issued", draft.issued.map(|at| json!(at.to_string())));
    put("temporal", text(&draft.temporal));
    put("spatial", text(&draft.coverage));
    put("source", text(&draft.source));
    put("landingPage", text(&draft.landing));
    put("license", Some(json!(draft.license)));
    let files = draft.files.iter().filter(|file| file.kind != Kind::Twin);
    put("distribution", Some(files.map(distribution).collect()));
    put("ventanilla", Some(marks(draft)));
    Value::Object(entry)
}

/// The words to find it by, as the profile takes them.
pub fn keywords(draft: &Draft) -> Vec<String> {
    let clean = |word: &String| {
        word.chars()
            .filter(|letter| is_of_a_keyword(*letter))
            .collect::<String>()
    };
    let words = draft
        .keywords
        .iter()
        .map(clean)
        .map(|word| word.trim().to_owned());
    words.filter(|word| word.chars().count() >= 2).collect()
}

/// The columns of a file.
pub fn columns(fields: &[DataField]) -> Vec<Value> {
    let column = |field: &DataField| {
        let mut column = Map::from_iter([("title".to_owned(), json!(field.title))]);
        for (key, text) in [("type", &field.kind), ("description", &field.description)] {
            if !text.is_empty() {
                column.insert(key.to_owned(), json!(text));
            }
        }
        Value::Object(column)
    };
    fields.iter().map(column).collect()
}

/// What was agreed and has no place in the profile, and what is still to be said.
fn marks(draft: &Draft) -> Value {
    let mut marks = Map::from_iter([
        ("request".to_owned(), json!(draft.page)),
        (
            "missing".to_owned(),
            draft.gaps.iter().map(|gap| key_of(*gap)).collect(),
        ),
        (
            "to_review".to_owned(),
            draft.checks.iter().map(|check| key_to_review(*check)).collect(),
        ),
    ]);
    let promised = draft.promised_on.map(|on| on.to_string());
    let asked = [
        ("format", &draft.format),
        ("period", &draft.period),
        ("coverage", &draft.coverage),
        ("promised_on", &promised),
        ("improves", &draft.improves),
    ];
    for (key, text) in asked {
        marks.extend(text.clone().map(|text| (key.to_owned(), json!(text))));
    }
    Value::Object(marks)
}

/// The member of the profile that is missing.
const fn key_of(gap: Gap) -> &'static str {
    match gap {
        Gap::Publisher => "publisher",
        Gap::Organisation => "owner_org",
        Gap::Theme => "superTheme",
        Gap::Frequency => "accrualPeriodicity",
        Gap::Issued => "issued",
        Gap::Format => "distribution.format",
        Gap::Files => "distribution",
        Gap::Contact => "contactPoint",
    }
}

const fn key_to_review(check: Check) -> &'static str {
    match check {
        Check::Description => "description",
        Check::LongTitle => "title",
        Check::Theme => "superTheme",
        Check::Frequency => "accrualPeriodicity",
        Check::Period => "temporal",
        Check::License => "license",
        Check::Contact => "contactPoint",
        Check::Organisation => "owner_org",
    }
}

fn who(who: Option<&Contact>, [name, email]: [&str; 2]) -> Option<Value> {
    let who = who?;
    let mut members = Map::new();
    for (key, text) in [(name, &who.name), (email, &who.email)] {
        members.extend(text.clone().map(|text| (key.to_owned(), json!(text))));
    }
    Some(Value::Object(members))
}

fn some<T: serde::Serialize>(list: &[T]) -> Option<Value> {
    (!list.is_empty()).then(|| json!(list))
}

fn distribution(file: &Resource) -> Value {
    let mut members = Map::new();
    let moment = |at: Option<jiff::Timestamp>| at.map(|at| json!(at.to_string()));
    let text = |text: &str| (!text.is_empty()).then(|| json!(text));
    let kind = match file.kind {
        Kind::Documentation => "documentation",
        Kind::Data | Kind::Twin => "file",
    };
    let columns = columns(&file.fields);
    let all = [
        ("identifier", text(&file.id)),
        ("title", text(&file.name)),
        ("accessURL", file.url.clone().map(Value::from)),
        ("downloadURL", file.url.clone().map(Value::from)),
        ("issued", moment(file.created)),
        ("modified", moment(file.last_modified)),
        ("type", text(kind)),
        ("format", text(&file.format)),
        ("byteSize", file.size.map(Value::from)),
        ("field", some(&columns)),
    ];
    for (key, value) in all {
        members.extend(value.map(|value| (key.to_owned(), value)));
    }
    Value::Object(members)
}
