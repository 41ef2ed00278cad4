use domain::{
    dataset::{Contact, DataField, Kind, Named, Resource},
    dataset_draft::{Check, Draft, Form, Gap, Portal},
};
use serde_json::{Value, json};

use super::{Drafts, WriteToken, package::changes};

const PAGE: &str = "https://pedidos.example.org/requests/PD-2026-000005";

fn contact(name: &str, email: Option<&str>) -> Contact {
    Contact {
        name: Some(name.into()),
        email: email.map(str::to_owned),
    }
}

/// Of a dataset that is not there yet, all that can be said.
fn new() -> Draft {
    Draft {
        reference: "PD-2026-000005".into(),
        page: PAGE.into(),
        identifier: "PD-2026-000005".into(),
        name: "presupuesto-por-comuna".into(),
        improves: None,
        title: "Presupuesto por comuna".into(),
        description: "Lo que se gasta en cada una.".into(),
        publisher: Some(contact("Hacienda", None)),
        contact: Some(contact("Datos abiertos", Some("datos@example.org"))),
        organisation: Some(Named {
            name: "hacienda".into(),
            title: "Hacienda".into(),
        }),
        themes: vec!["ECON".into(), "GOVE".into()],
        groups: vec![Named {
            name: "economia".into(),
            title: "Economia".into(),
        }],
        keywords: vec!["gasto (p\u{fa}blico)".into(), "!".into()],
        frequency: Some("R/P1M".into()),
        issued: None,
        promised_on: Some("2026-12-16".parse().unwrap()),
        temporal: Some("2020-01-01/2024-12-31".into()),
        period: Some("2020-2024".into()),
        coverage: Some("CABA".into()),
        format: Some("CSV".into()),
        source: None,
        landing: None,
        license: "CC-BY-4.0".into(),
        files: Vec::new(),
        gaps: vec![Gap::Issued, Gap::Files],
        checks: vec![Check::Description],
    }
}

/// A dataset that is there, whole.
fn whole() -> Draft {
    Draft {
        improves: Some("presupuesto".into()),
        issued: Some("2020-01-02T03:00:00Z".parse().unwrap()),
        files: vec![Resource {
            id: "a-1".into(),
            name: "Tabla".into(),
            url: Some("https://example.org/a.csv".into()),
            format: "CSV".into(),
            kind: Kind::Data,
            size: Some(12),
            created: Some("2020-01-02T03:00:00Z".parse().unwrap()),
            last_modified: None,
            fields: vec![DataField {
                title: "monto".into(),
                kind: "number".into(),
                description: String::new(),
            }],
        }],
        gaps: Vec::new(),
        ..new()
    }
}

fn written(draft: &Draft, form: Form) -> Value {
    Drafts::written_only().written(draft, form)
}

#[test]
fn an_entry_has_what_is_known_and_names_what_is_not() {
    let entry = written(&new(), Form::Profile);
    let expected = json!({
        "identifier": "PD-2026-000005",
        "title": "Presupuesto por comuna",
        "description": "Lo que se gasta en cada una.",
        "publisher": {"name": "Hacienda"},
        "contactPoint": {"fn": "Datos abiertos", "hasEmail": "datos@example.org"},
        "superTheme": ["ECON", "GOVE"],
        "theme": ["Economia"],
        "keyword": ["gasto p\u{fa}blico"],
        "accrualPeriodicity": "R/P1M",
        "temporal": "2020-01-01/2024-12-31",
        "spatial": "CABA",
        "license": "CC-BY-4.0",
        "distribution": [],
        "ventanilla": {
            "request": PAGE,
            "missing": ["issued", "distribution"],
            "to_review": ["description"],
            "format": "CSV",
            "period": "2020-2024",
            "coverage": "CABA",
            "promised_on": "2026-12-16",
        },
    });
    assert_eq!(entry, expected);
}

#[test]
fn a_whole_entry_has_all_that_the_profile_requires() {
    let entry = written(&whole(), Form::Profile);
    for required in [
        "identifier",
        "title",
        "description",
        "publisher",
        "superTheme",
        "accrualPeriodicity",
        "issued",
        "distribution",
    ] {
        assert!(!entry[required].is_null(), "{required}");
    }
    let file = &entry["distribution"][0];
    for required in ["identifier", "title", "accessURL", "downloadURL", "issued"] {
        assert!(file[required].is_string(), "{required}");
    }
    assert_eq!(file["field"], json!([{"title": "monto", "type": "number"}]));
    assert_eq!(entry["issued"], "2020-01-02T03:00:00Z");
    assert_eq!(entry["ventanilla"]["missing"], json!([]));
}

#[test]
fn a_package_is_private_and_says_which_request_it_is_of() {
    let package = written(&new(), Form::Ckan);
    let extra = |key: &str, value: &str| json!({"key": key, "value": value});
    let expected = json!({
        "name": "presupuesto-por-comuna",
        "title": "Presupuesto por comuna",
        "notes": "Lo que se gasta en cada una.",
        "owner_org": "hacienda",
        "private": true,
        "state": "draft",
        "license_id": "CC-BY-4.0",
        "author": "Hacienda",
        "maintainer": "Datos abiertos",
        "maintainer_email": "datos@example.org",
        "tags": [{"name": "gasto p\u{fa}blico"}],
        "groups": [{"name": "economia"}],
        "resources": [],
        "extras": [
            extra("ventanilla_request", PAGE),
            extra("superTheme", "[\"ECON\",\"GOVE\"]"),
            extra("accrualPeriodicity", "R/P1M"),
            extra("temporal", "2020-01-01/2024-12-31"),
            extra("spatial", "CABA"),
            extra("ventanilla_format", "CSV"),
            extra("ventanilla_period", "2020-2024"),
            extra("ventanilla_promised_on", "2026-12-16"),
        ],
    });
    assert_eq!(package, expected);
    let keys = written(&whole(), Form::Ckan)["extras"].to_string();
    assert!(
        keys.contains("ventanilla_improves") && keys.contains("issued"),
        "{keys}"
    );
}

#[test]
fn what_others_added_at_the_portal_stays() {
    let there = json!({
        "id": "u", "name": "otro-nombre", "private": true, "state": "active", "resources": [{"id": "f"}],
        "extras": [{"key": "spatial", "value": "viejo", "state": "active"}, {"key": "home_featured", "value": "true"}],
        "tags": [{"name": "comunas", "id": "t"}], "groups": [{"name": "economia", "title": "x"}],
    });
    let unfiled = json!({"id": "u", "groups": [{"name": "otro"}]});
    assert_eq!(
        changes(&new(), &unfiled)["groups"],
        json!([{"name": "otro"}, {"name": "economia"}])
    );
    let changes = changes(&new(), &there);
    for untouched in ["name", "private", "state", "resources"] {
        assert!(changes[untouched].is_null(), "{untouched}");
    }
    assert_eq!(
        (&changes["id"], &changes["title"]),
        (&json!("u"), &json!("Presupuesto por comuna"))
    );
    assert_eq!(
        changes["tags"],
        json!([{"name": "comunas"}, {"name": "gasto p\u{fa}blico"}])
    );
    // Where it is filed already is not said again: it is asked about as if it were new.
    assert!(changes["groups"].is_null());
    let extras = changes["extras"].to_string();
    assert!(
        extras.contains("home_featured") && extras.contains("CABA") && !extras.contains("viejo"),
        "{extras}"
    );
}

#[test]
fn a_token_is_never_shown() {
    let token = WriteToken::parse(" secreto\n").unwrap();
    let drafts = Drafts::at(
        "https://a.example/".parse().unwrap(),
        token.clone(),
        "x".parse().unwrap(),
    );
    assert!(!format!("{token:?} {drafts:?}").contains("secreto"));
    assert_eq!(token.hidden_in("is secreto bad?"), "is [\u{2026}] bad?");
    assert!(WriteToken::parse("a\nb").is_err());
}
