use super::{Check, Draft, Gap, Known, is_portal_name, span_of};
use crate::{
    data_request::DataRequest,
    dataset::{Contact, Dataset, Kind as FileKind, Named, Resource, State},
    freshness::Signals,
    policy::tests::request,
    status::Kind,
};

fn named(name: &str, title: &str) -> Named {
    Named {
        name: name.into(),
        title: title.into(),
    }
}

fn known() -> Known {
    Known {
        page: "https://pedidos.example.org/requests/PD-2026-000005".into(),
        area: Some("Hacienda".into()),
        organisations: vec![named("hacienda", "Hacienda")],
        theme: Some("Presupuesto".into()),
        groups: vec![named("economia", "Economia")],
        contact: Some(Contact {
            name: Some("Datos".into()),
            email: Some("datos@example.org".into()),
        }),
        dataset: None,
    }
}

fn dataset() -> Dataset {
    Dataset {
        name: "presupuesto-ejecutado".into(),
        identifier: "id-1".into(),
        title: "Presupuesto ejecutado".into(),
        notes: "Lo que se gasta.".into(),
        url: None,
        organisation: Some(named("finanzas", "Finanzas")),
        groups: vec![named("gasto", "Gasto")],
        tags: vec!["gasto".into()],
        themes: vec!["ECON".into()],
        license: Some("CC-BY-2.5".into()),
        frequency: Some("R/P3M".into()),
        issued: Some("2020-01-02T00:00:00Z".parse().unwrap()),
        state: State::Active,
        signals: Signals::default(),
        temporal: Some("2013-01-01/2018-09-12".into()),
        source: None,
        publisher: None,
        contact: None,
        resources: vec![Resource {
            id: "a".into(),
            name: "Tabla".into(),
            url: Some("https://example.org/a.csv".into()),
            format: "CSV".into(),
            kind: FileKind::Data,
            size: None,
            created: None,
            last_modified: None,
            fields: Vec::new(),
        }],
        resource_count: 1,
    }
}

#[test]
fn of_a_new_dataset_nothing_is_made_up() {
    let draft = Draft::of(
        &DataRequest {
            body: "Quiero el presupuesto.".into(),
            wanted_frequency: Some("R/P1M".into()),
            format: Some("CSV".into()),
            period: Some("2020-2024".into()),
            ..request()
        },
        &known(),
    );
    assert_eq!(
        (draft.identifier.as_str(), draft.name.as_str()),
        ("PD-2026-000005", "presupuesto-por-comuna")
    );
    assert_eq!(
        (draft.themes.as_slice(), draft.frequency.as_deref()),
        (&["ECON".to_owned()][..], Some("R/P1M"))
    );
    assert_eq!(draft.temporal.as_deref(), Some("2020-01-01/2024-12-31"));
    assert_eq!(draft.gaps, [Gap::Issued, Gap::Files]);
    let checks = [
        Check::Description,
        Check::Theme,
        Check::Frequency,
        Check::License,
        Check::Contact,
    ];
    assert_eq!(draft.checks, checks);

    let bare = Draft::of(
        &DataRequest {
            theme: "other".into(),
            wanted_frequency: Some("cada tanto".into()),
            period: Some("desde siempre".into()),
            ..request()
        },
        &Known::default(),
    );
    let missing = [
        Gap::Publisher,
        Gap::Organisation,
        Gap::Theme,
        Gap::Frequency,
        Gap::Issued,
        Gap::Format,
        Gap::Files,
        Gap::Contact,
    ];
    assert_eq!(bare.gaps, missing);
    assert_eq!(bare.checks, [Check::Description, Check::Period, Check::License]);
    assert_eq!(
        (bare.frequency, bare.temporal, bare.keywords.len()),
        (None, None, 0)
    );
}

#[test]
fn a_dataset_that_is_there_keeps_what_is_known_of_it_and_gets_a_name_beside_its_own() {
    let about = |kind, wanted: Option<&str>| {
        let known = Known {
            dataset: Some(dataset()),
            ..known()
        };
        let request = DataRequest {
            kind,
            wanted_frequency: wanted.map(str::to_owned),
            ..request()
        };
        Draft::of(&request, &known)
    };
    let draft = about(Kind::Update, Some("R/P1D"));
    assert_eq!(draft.name, "presupuesto-ejecutado-pd-2026-000005");
    assert_eq!(draft.improves.as_deref(), Some("presupuesto-ejecutado"));
    assert_eq!(
        (draft.identifier.as_str(), draft.description.as_str()),
        ("id-1", "Lo que se gasta.")
    );
    assert_eq!(
        (draft.license.as_str(), draft.frequency.as_deref()),
        ("CC-BY-2.5", Some("R/P3M"))
    );
    assert_eq!(draft.organisation.unwrap().name, "finanzas");
    assert_eq!(draft.gaps, [Gap::Contact]);
    assert_eq!(draft.checks, []);

    let oftener = about(Kind::Frequency, Some("R/P1M"));
    assert_eq!(
        (oftener.frequency.as_deref(), oftener.checks.as_slice()),
        (Some("R/P1M"), &[Check::Frequency][..])
    );
}

#[test]
fn names_are_those_that_a_portal_takes() {
    let name = |title: &str| {
        let request = DataRequest {
            title: title.into(),
            ..request()
        };
        Draft::of(&request, &Known::default()).name
    };
    assert_eq!(
        name("Ñandúes en la Reserva, 2020/21"),
        "nandues-en-la-reserva-2020-21"
    );
    assert_eq!(name("¿?"), "pd-2026-000005");
    assert_eq!(name("a"), "pd-2026-000005");
    assert!(name(&"palabra ".repeat(40)).len() <= 100);
    let long = Dataset {
        name: "a_b.C".repeat(20),
        ..dataset()
    };
    let known = Known {
        dataset: Some(long),
        ..known()
    };
    let draft = Draft::of(&request(), &known);
    assert!(
        is_portal_name(&draft.name) && draft.name.ends_with("-pd-2026-000005"),
        "{}",
        draft.name
    );
    for text in ["", "a", "A-b", "a b", "a.b", "\u{f1}u", &"a".repeat(101)] {
        assert!(!is_portal_name(text), "{text}");
    }
}

#[test]
fn a_period_is_taken_for_one_only_where_it_says_so() {
    for (text, span) in [
        ("2020", Some("2020-01-01/2020-12-31")),
        (" 2020 - 2022 ", Some("2020-01-01/2022-12-31")),
        ("2013-01-01/2018-09-12", Some("2013-01-01/2018-09-12")),
        ("2020/2021", Some("2020-01-01/2021-12-31")),
        ("2022-2020", None),
        ("desde 2020", None),
        ("20200", None),
        ("2020-13-01/2021-01-01", None),
        ("2020-05-01", None),
    ] {
        assert_eq!(span_of(text).as_deref(), span, "{text}");
    }
}
