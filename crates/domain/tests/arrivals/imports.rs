//! Requests that others recorded come in with their past.

use std::{collections::BTreeMap, fs::File, path::Path};

use domain::{
    action::{Draft, Evidence},
    deadline::ClockState,
    event::{ActorRole, EventKind},
    field::FieldCode,
    import::{self, ImportedArea, ImportedEnd, ImportedRequest, Map},
    locale::Locale,
    ops::{self, Act, Error, Expects, Import, Imported},
    person::{Role, Sector},
    policy::{Actor, Job},
    reference::Reference,
    standing::Standing,
    status::{ActionKind, Kind, Origin, Outcome, Status},
    store::{
        Tx, areas, calendar,
        requests::{self, Filter, Sort},
        themes,
    },
};
use jiff::civil::date;
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::house::{House, object, zone};

fn row(key: &str) -> ImportedRequest {
    ImportedRequest {
        key: key.into(),
        title: "Subsidios otorgados por el ministerio".into(),
        body: "Listado de los subsidios otorgados, con monto y beneficiario.".into(),
        purpose: None,
        kind: Kind::NewDataset,
        dataset: None,
        theme: Some("economy".into()),
        area: Some(ImportedArea {
            slug: "ministerio-de-lejos".into(),
            name: "Ministerio de Lejos".into(),
        }),
        sector: Sector::Unknown,
        language: Locale::EsAr,
        requester: None,
        received_on: date(2014, 12, 30),
        pending: false,
        end: ImportedEnd {
            outcome: Outcome::AvailableElsewhere,
            evidence: Evidence {
                url: Some("https://example.org/datos".into()),
                how: Some("Está en el sitio.".into()),
                ..Evidence::default()
            },
            message: "Se contestó por nota.".into(),
            on: Some(date(2015, 1, 20)),
        },
        original: "asunto: Subsidios".into(),
    }
}

fn pending(key: &str) -> ImportedRequest {
    let end = ImportedEnd {
        outcome: Outcome::NotAnswered,
        evidence: Evidence::default(),
        message: "No consta respuesta.".into(),
        on: None,
    };
    ImportedRequest {
        pending: true,
        end,
        ..row(key)
    }
}

async fn take(house: &House, row: ImportedRequest, open: bool) -> Result<Imported, Error> {
    let input = Import {
        row,
        open,
        zone: zone(),
    };
    let caller = house.caller(Actor::System(Job::Import));
    house
        .write(async move |tx: &Tx| ops::import(tx, &caller, input).await)
        .await
}

async fn new(house: &House, row: ImportedRequest, open: bool) -> Reference {
    match take(house, row, open).await.unwrap() {
        Imported::New(reference) => reference,
        Imported::Already(reference) => panic!("{reference} was there"),
    }
}

on_both! {
    async fn a_request_comes_with_its_past_and_tells_nobody(database: TestDatabase) {
        let house = House::open(&database).await;
        house.person("cora@example.org", Role::Coordinator, &[]).await;
        let reference = new(&house, row("a/1"), false).await;
        assert_eq!(reference.to_string(), "PD-2014-000001");
        let request = house.find(reference).await;
        let standing = &request.standing;
        assert_eq!((standing.status, standing.outcome), (Status::Closed, Some(Outcome::AvailableElsewhere)));
        assert_eq!((request.origin, request.area.as_deref()), (Origin::Import, Some("ministerio-de-lejos")));
        assert_eq!((request.public_name(), request.anonymous, request.theme_pending), (None, true, false));
        assert_eq!(request.evidence.how.as_deref(), Some("Está en el sitio."));
        assert_eq!(request.created_at.to_string(), "2014-12-30T15:00:00Z");
        assert_eq!((standing.closed_on, standing.answered_on), (Some(date(2015, 1, 20)), Some(date(2015, 1, 20))));
        let days = calendar::load(&house.db.read(), date(2014, 12, 30)).await.unwrap();
        assert_eq!(standing.clock_state(house.moment.today, &days), ClockState::Stopped);
        assert_eq!((standing.round.due_on, request.version), (None, 1));

        let events = house.events(reference).await;
        let kinds: Vec<_> = events.iter().map(|told| told.event.change.kind).collect();
        assert_eq!(kinds, [EventKind::File, EventKind::Imported]);
        assert!(events.iter().all(|told| told.event.change.role == ActorRole::System && told.actor_name.is_none()));
        assert_eq!(events[0].text("original"), Some("asunto: Subsidios"));
        assert_eq!(events[0].text("body"), Some(request.body.as_str()));
        assert_eq!((events[1].text("message"), events[1].text("how")), (Some("Se contestó por nota."), Some("Está en el sitio.")));
        let history: Vec<_> = events.iter().map(|told| told.event.change.clone()).collect();
        assert_eq!(Standing::replay(&history).as_ref(), Some(standing));
        assert_eq!(house.count("select count(*) from outbox").await, 0);
        assert_eq!(house.count("select count(*) from fanout").await, 0);
    }

    async fn what_is_redacted_does_not_stay_in_the_original(database: TestDatabase) {
        let house = House::open(&database).await;
        let cora = house.person("cora@example.org", Role::Coordinator, &[]).await;
        let reference = new(&house, row("a/1"), false).await;
        let fields = object(json!({"target": "body", "reason": "datos personales", "message": "Tenía un nombre."}));
        let draft = Draft::new(ActionKind::Redact, fields);
        let (caller, act) = (house.caller(cora), Act { reference, draft, expects: Expects::Any });
        house.write(async move |tx: &Tx| ops::act(tx, &caller, act).await).await.unwrap();
        assert_eq!(house.events(reference).await[0].text("original"), Some("[quitado: datos personales]"));
        assert_eq!(house.count("select count(*) from passage where body like '%beneficiario%'").await, 0);
    }

    async fn a_row_is_imported_once(database: TestDatabase) {
        let house = House::open(&database).await;
        let reference = new(&house, row("a/1"), false).await;
        assert_eq!(take(&house, row("a/1"), true).await.unwrap(), Imported::Already(reference));
        assert_ne!(new(&house, row("a/2"), false).await, reference);
        assert_eq!(house.count("select count(*) from data_request").await, 2);
        assert_eq!(house.count("select count(*) from person").await, 1);
    }

    async fn a_row_imported_by_many_at_once_is_one_request(database: TestDatabase) {
        let house = House::open(&database).await;
        let rows = (0..16).map(|number| take(&house, row(if number % 2 == 0 { "a/1" } else { "a/2" }), false));
        let became = futures::future::join_all(rows).await;
        let new = became.iter().filter(|became| matches!(became, Ok(Imported::New(_)))).count();
        let already = became.iter().filter(|became| matches!(became, Ok(Imported::Already(_)))).count();
        assert_eq!((new, already), (2, 14), "{became:?}");
        assert_eq!(house.count("select count(*) from person").await, 1);
    }

    async fn what_nobody_answered_stays_open_only_if_asked(database: TestDatabase) {
        let house = House::open(&database).await;
        let closed = house.find(new(&house, pending("a/1"), false).await).await;
        assert_eq!((closed.standing.status, closed.standing.outcome), (Status::Closed, Some(Outcome::NotAnswered)));
        assert_eq!(closed.standing.closed_on, Some(closed.standing.round.day_0));

        let open = house.find(new(&house, pending("a/2"), true).await).await;
        assert_eq!((open.standing.status, open.standing.outcome), (Status::UnderReview, None));
        assert_eq!(open.standing.round.due_on, Some(date(2015, 1, 21)));
        let days = calendar::load(&house.db.read(), date(2014, 12, 30)).await.unwrap();
        assert_eq!(open.standing.clock_state(house.moment.today, &days), ClockState::Overdue);

        let nobodys = ImportedRequest { area: None, ..pending("a/3") };
        assert_eq!(house.find(new(&house, nobodys, true).await).await.standing.status, Status::Received);
        let answered = house.find(new(&house, row("a/4"), true).await).await;
        assert_eq!(answered.standing.status, Status::Closed);

        // Their desk has what is open, and only that.
        let counts: BTreeMap<_, _> = areas::list(&house.db.read()).await.unwrap().into_iter().map(|area| (area.slug, area.open)).collect();
        assert_eq!(counts["ministerio-de-lejos"], 1);
        assert_eq!(house.count("select count(*) from outbox").await, 0);
    }

    async fn a_row_that_does_not_fit_is_refused_whole(database: TestDatabase) {
        let house = House::open(&database).await;
        let astrology = ImportedRequest { theme: Some("astrology".into()), ..row("a/1") };
        let refused = take(&house, astrology, false).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        assert_eq!((invalid.0[0].pointer.as_str(), invalid.0[0].code), ("#/theme", FieldCode::NotATheme));

        new(&house, row("a/1"), false).await;
        testkit::execute(&database, "update area set closed_on = '2020-01-01' where slug = 'ministerio-de-lejos'").await;
        let refused = take(&house, pending("a/2"), true).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        assert_eq!((invalid.0[0].pointer.as_str(), invalid.0[0].code), ("#/area", FieldCode::AreaClosed));
        new(&house, pending("a/2"), false).await;
        assert_eq!(house.count("select count(*) from data_request").await, 2);
    }

    async fn the_399_national_requests_come_in_once(database: TestDatabase) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let csv = root.join("../shared/data/foi-argentina-2015/acceso-a-la-informacion-publica.csv");
        if !csv.exists() {
            println!("DID NOT RUN: {} is not there", csv.display());
            return;
        }
        let house = House::open(&database).await;
        let map = Map::parse(include_str!("../../../../examples/foi-argentina-2015.toml")).unwrap();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for _ in 0..2 {
            let rows = import::requests(File::open(&csv).unwrap(), &map, house.moment.today, zone()).unwrap();
            for row in rows {
                let became = match row.unwrap().result {
                    Err(_) => "refused",
                    Ok(row) => match take(&house, row, false).await.unwrap() {
                        Imported::New(_) => "new",
                        Imported::Already(_) => "already",
                    },
                };
                *counts.entry(became).or_default() += 1;
            }
        }
        assert_eq!(format!("{counts:?}"), r#"{"already": 390, "new": 390, "refused": 18}"#);
        assert_eq!(house.count("select count(*) from data_request where status = 'closed'").await, 390);
        assert_eq!(house.count("select count(*) from event").await, 780);
        assert_eq!(house.count("select count(*) from outbox").await, 0);
        let reader = house.db.read();
        let budget = themes::list(&reader).await.unwrap().into_iter().find(|theme| theme.key == "budget").unwrap();
        assert_eq!((budget.open, budget.published), (0, 0));
        let filter = Filter { q: Some("presupuesto".into()), ..Filter::default() };
        let page = requests::list(&reader, &Actor::Visitor, &filter, Sort::Newest, None, 100).await.unwrap();
        assert!(!page.items.is_empty());
    }
}
