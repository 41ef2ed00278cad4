//! What is published already: found by words and by how fresh it is, shown to whoever is about to ask, and asked for anew.

use domain::{
    dataset::{Dataset, Kind, Named, Resource, State},
    freshness::Signals,
    ops::{self, CatalogueEnd, CatalogueEnded, CataloguePage, Told},
    store::{ReadError, Tx, WriteError},
};
use jiff::Timestamp;
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{BASE, TestApp},
    browser::Browser,
    counter::signed_in,
};

/// A dataset that says that it changes each month, and last did in September 2026.
pub fn dataset(name: &str, title: &str) -> Dataset {
    let at: Timestamp = "2026-09-20T15:00:00Z".parse().unwrap();
    let file = Resource {
        id: format!("{name}-1"),
        name: "Todo, en una tabla".into(),
        url: Some(format!("https://example.org/{name}.csv")),
        format: "CSV".into(),
        kind: Kind::Data,
        size: None,
        created: None,
        last_modified: Some(at),
        fields: Vec::new(),
    };
    let named = |name: &str, title: &str| Named {
        name: name.into(),
        title: title.into(),
    };
    Dataset {
        name: name.into(),
        identifier: format!("id-{name}"),
        title: title.into(),
        notes: "Lo que hay, **por mes**.".into(),
        url: None,
        organisation: Some(named("salud", "Ministerio de Salud")),
        groups: vec![named("salud", "Salud")],
        tags: vec!["gasto".into()],
        themes: Vec::new(),
        license: Some("CC-BY-4.0".into()),
        frequency: Some("R/P1M".into()),
        issued: None,
        state: State::Active,
        signals: Signals {
            metadata_modified: Some("2026-11-19T15:00:00Z".parse().unwrap()),
            ..Signals::of_files([&file])
        },
        temporal: None,
        source: None,
        publisher: None,
        contact: None,
        resources: vec![file],
        resource_count: 1,
    }
}

/// Takes these in, as if a portal had been read.
pub async fn take(app: &TestApp, datasets: Vec<Dataset>) {
    let (moment, zone) = (app.state.moment(), app.state.zone.clone());
    let page = CataloguePage {
        datasets,
        broken: vec![("roto".into(), "it has no name".into())],
        cursor: "{}".into(),
    };
    let taken = app.state.db.write(async move |tx: &Tx| {
        ops::take_datasets(tx, (moment, &zone), "https://datos.example.org/", &page).await?;
        ops::end_of_catalogue(tx, moment.at, &end(Told::Nothing)).await?;
        Ok::<_, WriteError>(())
    });
    taken.await.unwrap();
}

/// The end of a reading of a portal that told this of what it has.
pub fn end(told: Told) -> CatalogueEnd {
    CatalogueEnd {
        source: "https://datos.example.org/".into(),
        cursor: "{}".into(),
        told,
        whole_since: None,
    }
}

/// A reading whose portal has these.
async fn has(app: &TestApp, names: &[&str]) -> CatalogueEnded {
    let told = Told::All(names.iter().map(|name| (*name).to_owned()).collect());
    let (now, end) = (app.state.clock.now(), end(told));
    let ended = app.state.db.write(async move |tx: &Tx| {
        let ended: Result<CatalogueEnded, ReadError> = ops::end_of_catalogue(tx, now, &end).await;
        Ok::<_, WriteError>(ended?)
    });
    ended.await.unwrap()
}

/// Four datasets: a stale one, one that has no fixed dates, one that says nothing, and one that is for some only.
async fn with_catalogue(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    let eventual = Dataset {
        frequency: Some("eventual".into()),
        ..dataset("hospitales", "Hospitales y centros")
    };
    let silent = Dataset {
        frequency: None,
        ..dataset("vacunas", "Vacunas aplicadas")
    };
    let private = Dataset {
        state: State::Private,
        ..dataset("sueldos-medicos", "Sueldos de medicos")
    };
    let stale = dataset("pauta-publicitaria", "Pauta publicitaria");
    take(&app, vec![stale, eventual, silent, private]).await;
    app
}

on_both! {
    async fn what_is_published_is_found_with_how_fresh_it_is(db: TestDatabase) {
        let app = with_catalogue(&db).await;
        let mut reader = Browser::new();
        reader.visit(&app, "/datasets").await;
        reader.sees("3 conjuntos de datos");
        for words in ["Desactualizado 1", "Sin fecha fija 1", "No se sabe 1", "Al día 0", "Ministerio de Salud"] {
            reader.sees(words);
        }
        reader.misses("Sueldos de medicos");
        reader.visit(&app, "/datasets?q=pautas+publicitarias").await;
        reader.sees("1 conjunto de datos");
        reader.visit(&app, "/datasets?state=stale").await;
        reader.sees("Pauta publicitaria");
        reader.misses("Vacunas aplicadas");
        // From the 20th of September a month is 30 days: late since the 20th of October.
        reader.sees("Va 31 días tarde");
        reader.sees("según sus archivos");
        reader.visit(&app, "/datasets?area=ministerio-de-salud&theme=health&q=hospital").await;
        reader.sees("Hospitales y centros");
        reader.visit(&app, "/datasets?q=ornitorrinco").await;
        reader.sees("No encontramos ninguno");

        reader.visit(&app, "/datasets/pauta-publicitaria").await;
        for words in ["Lo mantiene Ministerio de Salud", "Cada mes", "según su ficha", "la que cuenta", "Todo, en una tabla", "Nadie pidió nada todavía"] {
            reader.sees(words);
        }
        assert_eq!(reader.link("Ver en el portal").unwrap(), "https://datos.example.org/dataset/pauta-publicitaria");
        for name in ["sueldos-medicos", "no-hay"] {
            assert_eq!(app.anonymous().get(&format!("/datasets/{name}")).await.status, 404, "{name}");
        }
    }

    async fn whoever_is_about_to_ask_sees_what_is_there(db: TestDatabase) {
        let app = with_catalogue(&db).await;
        let found = app.anonymous().get("/api/v1/similar?text=pauta+publicitaria+2021").await.json();
        let first = &found["items"][0];
        assert_eq!((first["type"].as_str(), first["title"].as_str()), (Some("dataset"), Some("Pauta publicitaria")));
        assert_eq!((first["reference"].is_null(), first["status"].is_null()), (true, true));
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/requests/similar?text=pauta+publicitaria+2021").await;
        for words in ["Ya está publicado", "Pauta publicitaria", "Ministerio de Salud", "Desactualizado"] {
            ana.sees(words);
        }
        ana.visit(&app, "/requests/new").await;
        ana.press(&app, "Enviar pedido", &[("body", "La pauta publicitaria de 2021, por medio.")]).await;
        ana.sees("Puede que ya esté");
        ana.sees("Ya está publicado");

        // It is there, and too old: one click asks for it anew.
        ana.visit(&app, "/datasets/pauta-publicitaria").await;
        ana.follow(&app, "Pedí que lo actualicen").await;
        assert_eq!((ana.value("kind").as_deref(), ana.value("dataset").as_deref()), (Some("update"), Some("pauta-publicitaria")));
        ana.press(&app, "Enviar pedido", &[("body", "Falta 2021 en adelante, mes por mes.")]).await;
        ana.visit(&app, "/datasets/pauta-publicitaria").await;
        ana.sees("Falta 2021 en adelante");
        ana.visit(&app, "/datasets/pauta-publicitaria").await;
        ana.follow(&app, "Pedí que se actualice más seguido").await;
        assert_eq!(ana.value("kind").as_deref(), Some("frequency"));
    }

    async fn the_list_is_there_for_programs(db: TestDatabase) {
        let app = with_catalogue(&db).await;
        let page = app.anonymous().get("/api/v1/datasets?limit=2").await;
        let first = page.json();
        assert_eq!(first["items"][0]["name"], "hospitales");
        let stale = json!({
            "name": "pauta-publicitaria", "title": "Pauta publicitaria", "organisation": "Ministerio de Salud",
            "area": "ministerio-de-salud", "frequency": "R/P1M", "freshness": "stale", "days_late": 31,
            "changed_at": "2026-09-20T15:00:00Z", "changed_by": "resources", "resources": 1,
            "url": format!("{BASE}/datasets/pauta-publicitaria"),
        });
        assert_eq!(first["items"][1], stale);
        let next = first["next"].as_str().unwrap();
        let rest = app.anonymous().get(&format!("/api/v1/datasets?limit=2&cursor={next}")).await.json();
        assert_eq!((rest["items"][0]["name"].as_str(), rest["next"].is_null()), (Some("vacunas"), true));
        let late = app.anonymous().get("/api/v1/datasets?state=stale").await.json();
        assert_eq!(late["items"].as_array().unwrap().len(), 1);
        for wrong in ["state=old", "cursor=%21", "limit=0"] {
            assert_eq!(app.anonymous().get(&format!("/api/v1/datasets?{wrong}")).await.status, 422, "{wrong}");
        }
    }

    async fn what_a_portal_has_lost_for_hours_is_gone_and_what_comes_back_is_there(db: TestDatabase) {
        let mut app = with_catalogue(&db).await;
        let all = ["hospitales", "pauta-publicitaria", "vacunas"];
        assert_eq!(has(&app, &all[..2]).await.gone, 0, "a portal may be ill for a while");
        app.at("2026-11-20T14:00:00Z");
        assert_eq!(has(&app, &all[..2]).await.gone, 0, "for two hours, too");
        assert_eq!(app.anonymous().get("/datasets/vacunas").await.status, 200);
        assert_eq!(has(&app, &all).await.gone, 0);
        app.at("2026-11-21T14:00:00Z");
        assert_eq!(has(&app, &all[..2]).await.gone, 0, "it was there in between");
        // It has lost nearly everything: it is ill.
        app.at("2026-11-21T20:00:00Z");
        assert!(has(&app, &all[..1]).await.is_ill);
        assert_eq!(has(&app, &all[..2]).await.gone, 1);
        assert_eq!(app.anonymous().get("/datasets/vacunas").await.status, 404);
        take(&app, vec![dataset("vacunas", "Vacunas y turnos")]).await;
        assert!(app.anonymous().get("/datasets/vacunas").await.text.contains("Vacunas y turnos"));
    }

    async fn another_portal_takes_the_place_of_the_one_that_was_tried(db: TestDatabase) {
        let app = with_catalogue(&db).await;
        let other = CatalogueEnd {
            source: "https://otro.example.org/".into(),
            ..end(Told::All(vec!["hospitales".into()]))
        };
        let now = app.state.clock.now();
        let ended = app.state.db.write(async move |tx: &Tx| Ok::<_, WriteError>(ops::end_of_catalogue(tx, now, &other).await?));
        assert_eq!(ended.await.unwrap().gone, 2);
        let left = app.anonymous().get("/api/v1/datasets").await.json();
        assert_eq!(left["items"].as_array().unwrap().len(), 1);
    }

    async fn bytes_that_mean_nothing_are_no_name(db: TestDatabase) {
        let app = with_catalogue(&db).await;
        assert_eq!(app.anonymous().get("/datasets/%00").await.status, 404);
        assert_eq!(app.anonymous().get("/api/v1/datasets?cursor=AA").await.status, 422);
    }

    async fn without_a_catalogue_it_says_so(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut reader = Browser::new();
        reader.visit(&app, "/datasets").await;
        reader.sees("Todavía no hay un catálogo conectado");
        assert_eq!(app.anonymous().get("/api/v1/datasets").await.json()["items"].as_array().unwrap().len(), 0);
    }
}
