//! The details of an event in the contract's words: slugs, references and names instead of row numbers, and the texts.

use domain::{
    event::{Details, EventKind},
    store::events::Told,
};
use serde_json::{Map, Value, json};

use super::event::Names;

/// The fields that `file` tells besides the message.
const FILED: [&str; 9] = [
    "title",
    "body",
    "purpose",
    "dataset",
    "wanted_frequency",
    "format",
    "period",
    "coverage",
    "theme",
];

/// The action's own fields, and what changed with it.
pub fn of(told: &Told, names: &Names) -> Map<String, Value> {
    let change = &told.event.change;
    let details = &change.details;
    let mut out = own(told, details, names);
    let mut changed = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.entry(name).or_insert(value);
        }
    };
    let area = |id: &domain::ids::AreaId| names.areas.get(id).map(|slug| json!(slug));
    changed("area_from", details.area_from.as_ref().and_then(area));
    changed("due_on", details.due_on.map(|on| json!(on.to_string())));
    changed("due_before", details.due_before.map(|on| json!(on.to_string())));
    changed(
        "promised_before",
        details.promised_before.map(|on| json!(on.to_string())),
    );
    for (name, told) in [
        ("by_area_staff", details.by_area_staff),
        ("on_behalf", details.on_behalf),
        ("correction", details.correction),
        ("undone", details.undone),
        ("extended", details.extended),
        ("ended", details.ended),
    ] {
        changed(name, told.then_some(Value::Bool(true)));
    }
    let source = details.source.and_then(|id| names.requests.get(&id));
    changed("source", source.map(|reference| json!(reference)));
    out
}

/// The fields of the action itself: always there, null where they were not given.
fn own(told: &Told, details: &Details, names: &Names) -> Map<String, Value> {
    let area = |id: &domain::ids::AreaId| json!(names.areas.get(id));
    let text = |name: &str| json!(told.text(name));
    let fields: Vec<(&str, Value)> = match told.event.change.kind {
        EventKind::File => {
            let mut fields: Vec<(&str, Value)> = FILED.iter().map(|name| (*name, text(name))).collect();
            fields.push(("kind", json!(details.kind)));
            fields.push(("theme", json!(details.theme)));
            fields.push(("area", details.area.as_ref().map_or(Value::Null, area)));
            fields
        }
        EventKind::AreaMoved => vec![("area", details.area.as_ref().map_or(Value::Null, area))],
        EventKind::Assign => vec![
            ("area", details.area.as_ref().map_or(Value::Null, area)),
            (
                "person",
                json!(details.person.and_then(|id| names.people.get(&id))),
            ),
        ],
        EventKind::Plan => vec![("promised_on", json!(details.promised_on.map(|on| on.to_string())))],
        EventKind::Answer | EventKind::PartAnswered | EventKind::EvidenceChecked => {
            let evidence = json!({
                "dataset": details.dataset, "url": details.url, "how": told.text("how"),
                "missing": told.text("missing"), "ground": details.ground, "responsible": told.text("responsible"),
            });
            let mut fields = vec![("outcome", json!(details.outcome)), ("evidence", evidence)];
            if told.event.change.kind == EventKind::EvidenceChecked {
                fields.extend([
                    ("found", json!(details.found)),
                    ("fault", json!(details.fault)),
                    ("changed_on", json!(details.changed_on.map(|on| on.to_string()))),
                    ("signal", json!(details.signal)),
                ]);
            }
            fields
        }
        EventKind::Confirm | EventKind::Expire => {
            vec![
                ("verdict", json!(details.verdict)),
                ("rating", json!(details.rating)),
            ]
        }
        EventKind::Merge | EventKind::Unmerge => {
            vec![("into", json!(details.into.and_then(|id| names.requests.get(&id))))]
        }
        EventKind::Split => {
            let areas: Vec<Value> = details.areas.iter().map(area).collect();
            vec![("areas", Value::Array(areas)), ("parts", json!(details.parts))]
        }
        EventKind::Hide => vec![("reason", json!(details.reason))],
        EventKind::Redact => {
            vec![
                ("target", json!(details.target)),
                ("id", json!(details.id)),
                ("reason", text("reason")),
            ]
        }
        EventKind::Edit => edited(told, details),
        EventKind::Imported => vec![
            ("outcome", json!(details.outcome)),
            ("area", details.area.as_ref().map_or(Value::Null, area)),
        ],
        EventKind::Ask
        | EventKind::Reply
        | EventKind::Lapse
        | EventKind::Start
        | EventKind::Inform
        | EventKind::Dispute
        | EventKind::Reopen
        | EventKind::Extend
        | EventKind::Withdraw
        | EventKind::Unhide
        | EventKind::MergedIn
        | EventKind::DueMoved
        | EventKind::Claimed => Vec::new(),
    };
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Each field as it is now, and under `before` as it was.
fn edited<'a>(told: &'a Told, details: &'a Details) -> Vec<(&'a str, Value)> {
    let before: Map<String, Value> = details
        .fields
        .iter()
        .map(|name| (name.clone(), typed(name, told.text(&format!("{name}_before")))))
        .collect();
    let mut fields: Vec<(&str, Value)> = details
        .fields
        .iter()
        .map(|name| (name.as_str(), typed(name, told.text(name))))
        .collect();
    fields.push(("before", Value::Object(before)));
    fields
}

/// Passages are texts; two fields are not.
fn typed(name: &str, text: Option<&str>) -> Value {
    let Some(text) = text else { return Value::Null };
    match name {
        "readiness" => text
            .parse::<i64>()
            .map_or_else(|_| json!(text), |number| json!(number)),
        "legal_duty" => text
            .parse::<bool>()
            .map_or_else(|_| json!(text), |flag| json!(flag)),
        _ => json!(text),
    }
}
