//! A description as CKAN takes a package, private and not published.

use domain::dataset_draft::Draft;
use serde_json::{Map, Value, json};

use super::{REQUEST, profile::keywords};

/// How the extras begin that nobody else writes.
const OURS: &str = "ventanilla_";

/// The package. It has no files: they are put to it at the portal, and stay there.
pub fn package(draft: &Draft) -> Value {
    let mut package = described(draft);
    for (key, value) in [
        ("name", json!(draft.name)),
        ("private", json!(true)),
        // Who may not say so is not listened to; then it is private alone.
        ("state", json!("draft")),
        ("resources", json!([])),
    ] {
        package.insert(key.to_owned(), value);
    }
    Value::Object(package)
}

/// What is to be changed in `there`, a package of ours at the portal. What others added to it stays, and so do its name, its files
/// and who sees it.
pub fn changes(draft: &Draft, there: &Value) -> Value {
    let mut changes = described(draft);
    changes.insert("id".to_owned(), there["id"].clone());
    for (list, key) in [("extras", "key"), ("tags", "name"), ("groups", "name")] {
        let ours = changes
            .get(list)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        // What we said before and say no more, a promise that was dropped, goes.
        let was_ours = |theirs: &Value| {
            let name = theirs[key].as_str().unwrap_or_default();
            list == "extras" && name.starts_with(OURS)
        };
        let is_new = |theirs: &&Value| !was_ours(theirs) && !ours.iter().any(|our| our[key] == theirs[key]);
        let theirs = there[list].as_array().map_or(&[][..], Vec::as_slice);
        let kept = theirs.iter().filter(is_new).map(|theirs| match list {
            "extras" => json!({"key": theirs["key"], "value": theirs["value"]}),
            _ => json!({"name": theirs["name"]}),
        });
        let all: Vec<Value> = kept.chain(ours.iter().cloned()).collect();
        changes.insert(list.to_owned(), json!(all));
    }
    // CKAN asks about groups that are named whether we may file anything there, even if nothing changes.
    let theirs = there["groups"].as_array().map_or(&[][..], Vec::as_slice);
    let is_there = |name: &str| theirs.iter().any(|group| group["name"] == name);
    if draft.groups.iter().all(|group| is_there(&group.name)) {
        changes.remove("groups");
    }
    Value::Object(changes)
}

/// The same without the groups that it is filed under, if there are any.
pub fn unfiled(package: &Value) -> Option<Value> {
    let mut package = package.as_object()?.clone();
    let groups = package.remove("groups")?;
    let is_filed = groups.as_array().is_some_and(|groups| !groups.is_empty());
    is_filed.then_some(Value::Object(package))
}

/// Whether a package at the portal is of this request.
pub fn is_of(package: &Value, draft: &Draft) -> bool {
    let extras = package["extras"].as_array().map_or(&[][..], Vec::as_slice);
    extras
        .iter()
        .any(|extra| extra["key"] == REQUEST && extra["value"] == draft.page.as_str())
}

fn described(draft: &Draft) -> Map<String, Value> {
    let mut package = Map::new();
    let mut put = |key: &str, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            package.insert(key.to_owned(), json!(text));
        }
    };
    put("title", Some(&draft.title));
    put("notes", Some(&draft.description));
    put(
        "owner_org",
        draft.organisation.as_ref().map(|whose| whose.name.as_str()),
    );
    put("license_id", Some(&draft.license));
    put("url", draft.landing.as_deref());
    for (who, name, email) in [
        (&draft.publisher, "author", "author_email"),
        (&draft.contact, "maintainer", "maintainer_email"),
    ] {
        put(name, who.as_ref().and_then(|who| who.name.as_deref()));
        put(email, who.as_ref().and_then(|who| who.email.as_deref()));
    }
    let named = |name: &str| json!({"name": name});
    let tags = keywords(draft);
    package.insert("tags".to_owned(), tags.iter().map(|tag| named(tag)).collect());
    let groups = draft.groups.iter().map(|group| named(&group.name));
    package.insert("groups".to_owned(), groups.collect());
    package.insert("extras".to_owned(), extras(draft));
    package
}

/// What CKAN has no field for: the profile's own, and what was agreed. All are texts.
fn extras(draft: &Draft) -> Value {
    let themes = (!draft.themes.is_empty()).then(|| json!(draft.themes).to_string());
    let all = [
        (REQUEST, Some(draft.page.clone())),
        ("superTheme", themes),
        ("accrualPeriodicity", draft.frequency.clone()),
        ("issued", draft.issued.map(|at| at.to_string())),
        ("temporal", draft.temporal.clone()),
        ("spatial", draft.coverage.clone()),
        ("source", draft.source.clone()),
        ("ventanilla_format", draft.format.clone()),
        ("ventanilla_period", draft.period.clone()),
        (
            "ventanilla_promised_on",
            draft.promised_on.map(|on| on.to_string()),
        ),
        ("ventanilla_improves", draft.improves.clone()),
    ];
    let said = all.into_iter().filter_map(|(key, value)| Some((key, value?)));
    said.map(|(key, value)| json!({"key": key, "value": value}))
        .collect()
}
