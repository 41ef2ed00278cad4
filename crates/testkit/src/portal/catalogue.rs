//! The same descriptions as a catalogue of the Argentine profile.

use serde_json::{Map, Value, json};

/// The catalogue.
pub fn catalogue<'a>(packages: impl Iterator<Item = &'a Value>) -> Value {
    let is_public = |package: &&Value| package["private"] != true && package["state"] == "active";
    json!({
        "title": "Portal",
        "description": "A portal of a test.",
        "publisher": {"name": "Portal", "mbox": "datos@example.org"},
        "superThemeTaxonomy": "https://datos.example.org/superThemeTaxonomy.json",
        "dataset": packages.filter(is_public).map(dataset).collect::<Vec<_>>(),
        "language": ["spa"],
    })
}

fn dataset(package: &Value) -> Value {
    let extra = |key: &str| {
        let extras = package["extras"].as_array()?;
        let found = extras.iter().find(|extra| extra["key"] == key)?;
        found["value"]
            .as_str()
            .filter(|value| !["", "None", "[]"].contains(value))
    };
    let mut dataset = json!({
        "identifier": package["id"],
        "title": package["title"],
        "description": package["notes"],
        "publisher": {"name": package["author"], "mbox": package["author_email"]},
        "contactPoint": {"fn": package["maintainer"], "hasEmail": package["maintainer_email"]},
        "landingPage": format!("https://datos.example.org/dataset/{}", package["name"].as_str().unwrap_or_default()),
        "keyword": names(&package["tags"], "name"),
        "theme": names(&package["groups"], "title"),
        "license": package["license_id"],
        "distribution": package["resources"].as_array().map(|files| files.iter().map(distribution).collect::<Vec<_>>()),
    });
    for key in [
        "accrualPeriodicity",
        "issued",
        "modified",
        "temporal",
        "source",
        "spatial",
    ] {
        if let Some(value) = extra(key) {
            dataset[key] = json!(value);
        }
    }
    let themes = extra("superTheme").and_then(|themes| serde_json::from_str::<Value>(themes).ok());
    dataset["superTheme"] = themes.unwrap_or(json!([]));
    dataset
}

fn distribution(file: &Value) -> Value {
    let mut distribution = Map::new();
    for (ours, theirs) in [
        ("identifier", "id"),
        ("title", "name"),
        ("downloadURL", "url"),
        ("accessURL", "accessURL"),
        ("issued", "created"),
        ("modified", "last_modified"),
        ("format", "format"),
        ("type", "resource_type"),
        ("byteSize", "size"),
        ("fileName", "fileName"),
    ] {
        distribution.insert(ours.to_owned(), file[theirs].clone());
    }
    Value::Object(distribution)
}

fn names(list: &Value, key: &str) -> Vec<Value> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().map(|one| one[key].clone()).collect()
}
