use domain::dataset::{Dataset, Kind, State};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Fault, Most, package, profile, tell_apart};

fn zone() -> TimeZone {
    TimeZone::get("America/Argentina/Buenos_Aires").unwrap()
}

/// A description with something more in it.
fn with(more: &Value) -> Value {
    let mut package = json!({"name": "a-dataset", "id": "a-1", "title": "A dataset", "state": "active"});
    for (key, value) in more.as_object().unwrap() {
        package[key] = value.clone();
    }
    package
}

#[expect(clippy::needless_pass_by_value, reason = "it is made where it is read")]
fn read(more: Value) -> Dataset {
    package(&with(&more), &zone()).unwrap()
}

#[expect(clippy::needless_pass_by_value, reason = "it is made where it is read")]
fn fault(more: Value) -> Fault {
    package(&with(&more), &zone()).unwrap_err().fault
}

fn extra(key: &str, value: &str) -> Value {
    json!({"extras": [{"key": key, "value": value}]})
}

#[test]
fn what_stands_for_nothing_is_nothing() {
    for nothing in [
        json!(""),
        json!(" "),
        json!("None"),
        json!("[]"),
        json!(null),
        json!([]),
    ] {
        let dataset = read(json!({
            "notes": nothing, "url": nothing, "organization": null, "author": nothing, "maintainer_email": nothing,
            "license_id": nothing, "title": nothing, "extras": [
                {"key": "accrualPeriodicity", "value": nothing},
                {"key": "modified", "value": nothing},
                {"key": "superTheme", "value": nothing},
                {"key": "temporal", "value": nothing},
            ],
        }));
        assert_eq!(dataset.title, "a-dataset");
        assert_eq!(dataset.notes, "");
        let none = (dataset.url, dataset.license, dataset.frequency, dataset.temporal);
        assert_eq!(none, (None, None, None, None), "{nothing}");
        assert_eq!((dataset.publisher, dataset.contact), (None, None));
        assert_eq!((dataset.signals.modified, dataset.themes.len()), (None, 0));
    }
    let bare = package(&json!({"name": "a"}), &zone()).unwrap();
    assert_eq!((bare.title.as_str(), bare.identifier.as_str()), ("a", "a"));
    assert_eq!((bare.resource_count, bare.state), (0, State::Active));
}

#[test]
fn real_habits_are_understood() {
    for themes in [
        "[\"HEAL\",\"SOCI\"]",
        "[\"HEAL\", \"SOCI\"]",
        " [ \"HEAL\" , \"SOCI\", \"\" ]",
    ] {
        assert_eq!(read(extra("superTheme", themes)).themes, ["HEAL", "SOCI"]);
    }
    assert_eq!(read(extra("superTheme", "HEAL")).themes, ["HEAL"]);
    assert!(read(extra("superTheme", "[\"HEAL")).themes.is_empty());
    // Some portals have no extras, and fields like all others in their place.
    assert_eq!(
        read(json!({"accrualPeriodicity": "R/P1M"})).frequency.as_deref(),
        Some("R/P1M")
    );
    assert_eq!(
        read(json!({"license_id": "notspecified", "license_title": "None yet"}))
            .license
            .as_deref(),
        Some("None yet")
    );
    assert_eq!(
        read(json!({"title": " Two\nlines\u{0}\u{1b} "})).title,
        "Two lines"
    );
    assert_eq!(read(json!({"title": 2021})).title, "2021");
    assert_eq!(read(json!({"private": true})).state, State::Private);
    assert_eq!(read(json!({"private": "True"})).state, State::Private);
    assert_eq!(
        read(json!({"private": true, "state": "deleted"})).state,
        State::Deleted
    );
    assert_eq!(read(json!({"state": "draft"})).state, State::Deleted);
    assert_eq!(read(extra("modified", "last week")).signals.modified, None);
}

#[test]
fn files_are_what_they_are() {
    let files = read(json!({"resources": [
        {"id": "Juqdkmgo-1-resource", "url": " https://a.example/a b/\u{f1}.csv ", "format": "CSV", "size": "12",
            "last_modified": "2021-01-01T00:00:00", "created": "2020-01-01T00:00:00",
            "attributesDescription": "[{\"title\": \"id\", \"type\": \"string\", \"description\": \"Which\"}, {\"type\": \"x\"}]"},
        {"id": "Juqdkmgo-1-resource-xlsx", "url": "", "format": "XLSX", "size": -1, "created": "2022-01-01T00:00:00"},
        {"id": "b", "url": "/relative.csv", "format": "PDF", "created": "2023-01-01T00:00:00", "attributesDescription": "[{"},
        {"id": "c", "url": "https://user:secret@a.example/", "resource_type": "documentation", "format": "CSV"},
        {"id": "d", "url": "javascript:alert(1)", "state": "deleted"},
    ]}));
    let kinds: Vec<Kind> = files.resources.iter().map(|file| file.kind).collect();
    assert_eq!(
        kinds,
        [Kind::Data, Kind::Twin, Kind::Documentation, Kind::Documentation]
    );
    let first = &files.resources[0];
    assert_eq!(first.url.as_deref(), Some("https://a.example/a%20b/%C3%B1.csv"));
    assert_eq!((first.size, first.fields.len()), (Some(12), 1));
    assert!(
        files.resources[1..]
            .iter()
            .all(|file| file.url.is_none() && file.size.is_none())
    );
    // Local time, of what holds data; and of all there is.
    assert_eq!(
        files.signals.resources.unwrap().to_string(),
        "2021-01-01T03:00:00Z"
    );
    assert_eq!(
        files.signals.any_resource.unwrap().to_string(),
        "2023-01-01T03:00:00Z"
    );
}

#[test]
fn what_has_no_end_is_cut_and_what_nobody_means_is_given_up() {
    let long = "\u{f1}".repeat(30_000);
    let dataset = read(json!({"title": long, "notes": long, "tags": vec![json!({"name": "a"}); 300]}));
    assert_eq!(
        (dataset.title.chars().count(), dataset.notes.chars().count()),
        (Most::LINE, Most::NOTES)
    );
    assert_eq!(dataset.tags.len(), Most::LIST);
    let mut files = vec![json!({"id": "a", "format": "CSV", "created": "2020-01-01"}); 600];
    files.push(json!({"id": "z", "format": "CSV", "created": "2021-01-01"}));
    let dataset = read(json!({"resources": files}));
    assert_eq!(
        (dataset.resources.len(), dataset.resource_count),
        (Most::FILES, 601)
    );
    // The newest lies behind the cut, and counts.
    assert_eq!(
        dataset.signals.resources.unwrap().to_string(),
        "2021-01-01T03:00:00Z"
    );

    assert_eq!(
        fault(json!({"notes": "a".repeat(Most::BOOK + 1)})),
        Fault::Huge("notes")
    );
    assert_eq!(
        fault(json!({"resources": vec![json!({}); Most::GIVEN_UP + 1]})),
        Fault::Huge("resources")
    );
    assert_eq!(fault(json!({"title": {"es": "A"}})), Fault::WrongType("title"));
    assert_eq!(fault(json!({"extras": {"a": "b"}})), Fault::WrongType("extras"));
    assert_eq!(fault(json!({"extras": ["a"]})), Fault::WrongType("extras"));
    assert_eq!(fault(json!({"resources": [1]})), Fault::WrongType("resources"));
    assert_eq!(fault(json!({"tags": ["a"]})), Fault::WrongType("tags"));
    assert_eq!(
        fault(json!({"organization": "a"})),
        Fault::WrongType("organization")
    );
    assert_eq!(
        fault(json!({"metadata_modified": "0021-01-01"})),
        Fault::AbsurdDate("metadata_modified")
    );
    let absurd = json!({"resources": [{"created": "9999-12-31T23:59:59"}]});
    assert_eq!(fault(absurd), Fault::AbsurdDate("resources.created"));
    for name in [
        json!(null),
        json!(""),
        json!("a b"),
        json!("a/../b"),
        json!(".."),
        json!("a".repeat(101)),
    ] {
        assert_eq!(fault(json!({"name": name})), Fault::NoName, "{name}");
    }
    for nothing in [json!(null), json!([]), json!("a"), json!(7)] {
        assert_eq!(package(&nothing, &zone()).unwrap_err().fault, Fault::NotAnObject);
        assert_eq!(profile(&nothing, &zone()).unwrap_err().fault, Fault::NotAnObject);
    }
}

#[test]
fn a_catalogue_names_its_datasets_by_page_or_title() {
    let named = |described: Value| profile(&described, &zone()).map(|dataset| dataset.name);
    let title = "Ejecuci\u{f3}n presupuestaria";
    let page = "https://datos.example.org/dataset/ejecucion?tab=1";
    assert_eq!(
        named(json!({"title": title, "landingPage": page})).unwrap(),
        "ejecucion"
    );
    for page in [
        "https://example.org/",
        "https://example.org/dataset/",
        "no address",
    ] {
        assert_eq!(
            named(json!({"title": title, "landingPage": page})).unwrap(),
            "ejecucion-presupuestaria"
        );
    }
    assert_eq!(named(json!({"identifier": "AB_12"})).unwrap(), "ab-12");
    assert_eq!(
        named(json!({"description": "a"})).unwrap_err().fault,
        Fault::NoName
    );
    assert_eq!(
        named(json!({"title": "a", "distribution": {}}))
            .unwrap_err()
            .fault,
        Fault::WrongType("distribution")
    );
    assert_eq!(
        named(json!({"title": "a", "publisher": "b"})).unwrap_err().fault,
        Fault::WrongType("publisher")
    );

    let mut dataset = profile(&json!({"title": title, "identifier": "AB_12"}), &zone()).unwrap();
    tell_apart(&mut dataset, |_| false);
    assert_eq!(dataset.name, "ejecucion-presupuestaria");
    tell_apart(&mut dataset, |_| true);
    assert_eq!(dataset.name, "ejecucion-presupuestaria-ab-12");
}

#[test]
fn a_catalogue_says_it_in_its_own_words() {
    let dataset = profile(
        &json!({
            "title": "A", "identifier": "1", "superTheme": ["ECON"], "theme": ["Compras p\u{fa}blicas"], "keyword": ["a", "b"],
            "publisher": {"name": "Ministerio de Hacienda", "mbox": "a@example.org"},
            "contactPoint": {"fn": "Mesa", "hasEmail": "mailto:b@example.org"},
            "modified": "2021-04-30T10:00:00-03:00", "issued": "2020-01-01",
            "distribution": [
                {"identifier": "1.1", "title": "File", "accessURL": "https://a.example/page", "fileName": "a.csv", "issued": "2021-01-01",
                    "byteSize": 10, "field": [{"title": "id", "type": "string"}]},
                {"identifier": "1.2", "downloadURL": "https://a.example/a.pdf", "accessURL": "https://a.example/", "type": "documentation"},
            ],
        }),
        &zone(),
    )
    .unwrap();
    assert_eq!(dataset.organisation.unwrap().name, "ministerio-de-hacienda");
    assert_eq!(dataset.groups[0].name, "compras-publicas");
    assert_eq!(dataset.contact.unwrap().email.as_deref(), Some("b@example.org"));
    assert_eq!(
        dataset.signals.modified.unwrap().to_string(),
        "2021-04-30T13:00:00Z"
    );
    assert_eq!(dataset.issued.unwrap().to_string(), "2020-01-01T03:00:00Z");
    let [table, words] = &dataset.resources[..] else {
        panic!("{:?}", dataset.resources);
    };
    assert_eq!(
        (table.format.as_str(), table.kind, table.size),
        ("CSV", Kind::Data, Some(10))
    );
    assert_eq!(table.url.as_deref(), Some("https://a.example/page"));
    assert_eq!(
        (words.kind, words.url.as_deref()),
        (Kind::Documentation, Some("https://a.example/a.pdf"))
    );
}
