//! Where what is asked for meets what there is: what people look for in vain is counted, and nobody with it; the datasets that
//! requests are about stand beside what they are.

use std::net::SocketAddr;

use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Request, header},
};
use domain::{
    dataset::{Dataset, Named, State},
    store::{Tx, WriteError, missing},
};
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use testkit::{TestDatabase, on_both};
use tower::ServiceExt as _;
use web::Cache;

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    datasets::{dataset, take},
};

/// Somebody at an address looks for something.
async fn look(app: &TestApp, from: &str, path: &str) -> String {
    let mut request = Request::builder()
        .uri(path)
        .header(header::HOST, "localhost:8080")
        .body(Body::empty())
        .unwrap();
    let peer = SocketAddr::new(from.parse().unwrap(), 4711);
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.router().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What is written down, as it lies there: each row of it, every column.
async fn rows(db: &TestDatabase) -> Vec<(String, i64, String)> {
    let connection = sea_orm::Database::connect(db.url()).await.unwrap();
    let sql = "select * from missing_search order by words";
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    let row = |row: &sea_orm::QueryResult| {
        assert_eq!(
            row.column_names(),
            ["words", "times", "last_on"],
            "nothing else is kept"
        );
        let text = |name: &str| row.try_get::<String>("", name).unwrap();
        (text("words"), row.try_get("", "times").unwrap(), text("last_on"))
    };
    rows.iter().map(row).collect()
}

async fn write_down(app: &TestApp) -> usize {
    app.state.write_missing().await.unwrap()
}

/// Three people look for the same.
async fn three_look(app: &TestApp, path: &str) {
    for from in ["192.0.2.1", "192.0.2.2", "192.0.2.3"] {
        look(app, from, path).await;
    }
}

async fn forget_old(app: &TestApp, today: &str) {
    let today: Date = today.parse().unwrap();
    let forget = async move |tx: &Tx| Ok::<_, WriteError>(missing::forget_old(tx, today).await?);
    app.state.db.write(forget).await.unwrap();
}

/// With a catalogue: a stale dataset, one without fixed dates, one that is gone.
async fn city(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.state.cache = Cache::by_any_clock(32 << 20);
    app.at("2026-11-20T12:00:00Z");
    let eventual = Dataset {
        frequency: Some("eventual".into()),
        ..dataset("hospitales", "Hospitales y centros")
    };
    let private = Dataset {
        state: State::Private,
        groups: vec![Named {
            name: "presupuesto".into(),
            title: "Presupuesto".into(),
        }],
        ..dataset("gastos", "Gastos reservados")
    };
    let stale = dataset("pauta-publicitaria", "Pauta publicitaria");
    take(&app, vec![stale, eventual, private]).await;
    app
}

on_both! {
    async fn what_is_looked_for_in_vain_is_counted_and_nobody_with_it(db: TestDatabase) {
        let mut app = city(&db).await;
        look(&app, "192.0.2.1", "/requests?q=Ciclov%C3%ADas++nuevas").await;
        look(&app, "192.0.2.2", "/answers?q=ciclovias+NUEVAS").await;
        for _ in 0..3 {
            // Whoever asks again, or elsewhere, is the same; so is a page that is kept.
            look(&app, "192.0.2.2", "/requests?q=ciclovias+nuevas").await;
        }
        look(&app, "192.0.2.2", "/datasets?q=ciclovias+nuevas").await;
        assert_eq!(rows(&db).await, [], "no page waits for a write");
        assert_eq!(write_down(&app).await, 1);
        assert_eq!(rows(&db).await, [("ciclovias nuevas".to_owned(), 2, "2026-11-20".to_owned())]);
        app.at("2026-11-20T12:00:01Z");
        assert!(!look(&app, "192.0.2.9", "/demand").await.contains("ciclovias"), "twice is not shown");
        assert!(!look(&app, "192.0.2.9", "/demand.csv").await.contains("ciclovias"));

        // The page was built for somebody else, and still the third one counts.
        look(&app, "192.0.2.2", "/datasets?q=ciclovias+nuevas").await;
        look(&app, "192.0.2.3", "/datasets?q=ciclovias+nuevas").await;
        write_down(&app).await;
        assert_eq!(write_down(&app).await, 0);
        app.at("2026-11-20T12:01:00Z");
        let mut reader = Browser::new();
        reader.visit(&app, "/demand").await;
        reader.sees("ciclovias nuevas 3 noviembre de 2026");
        assert!(!reader.has_button("Sacar de la lista"));
        let csv = app.anonymous().get("/demand.csv").await.text;
        assert!(csv.contains("\r\nsearch,ciclovias nuevas,ciclovias nuevas,3,,,,,,,,,,2026-11\r\n"), "{csv}");

        // The next day they count once more.
        app.at("2026-11-21T12:00:00Z");
        look(&app, "192.0.2.2", "/requests?q=ciclovias+nuevas").await;
        write_down(&app).await;
        assert_eq!(rows(&db).await, [("ciclovias nuevas".to_owned(), 4, "2026-11-21".to_owned())]);
    }

    async fn what_may_be_somebodys_or_is_there_is_not_counted(db: TestDatabase) {
        let app = city(&db).await;
        app.file_with("ana", json!({"title": "Compras de insulina por hospital"})).await;
        for path in [
            "/requests?q=ana.diaz%40example.org",
            "/requests?q=DNI+30.123.456",
            "/answers?q=multas+30123456",
            "/datasets?q=tel+4321-8765",
            "/requests?q=20-12345678-6",
            // There is one.
            "/requests?q=insulina",
            "/datasets?q=hospitales",
            // It is narrowed by more than words.
            "/requests?q=ornitorrinco&theme=health",
            "/answers?q=ornitorrinco&theme=health",
            "/datasets?q=ornitorrinco&state=stale",
            "/requests?q=",
            "/requests",
        ] {
            three_look(&app, path).await;
        }
        assert_eq!(write_down(&app).await, 0);
        assert_eq!(rows(&db).await, []);
    }

    async fn words_are_struck_for_good_and_rare_ones_are_forgotten(db: TestDatabase) {
        let mut app = city(&db).await;
        three_look(&app, "/requests?q=fulano+de+tal").await;
        three_look(&app, "/requests?q=arboles+caidos").await;
        for from in ["192.0.2.1", "192.0.2.2"] {
            look(&app, from, "/requests?q=ornitorrinco").await;
        }
        write_down(&app).await;
        app.at("2026-11-20T12:01:00Z");
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/demand").await;
        lia.sees("fulano de tal 3");
        assert!(!lia.has_button("Sacar de la lista"), "not theirs to decide");
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/demand").await;
        caro.sees("No se puede deshacer");
        caro.press(&app, ": fulano de tal", &[]).await;
        assert_eq!(caro.status(), 200);
        caro.misses("fulano");
        caro.sees("arboles caidos 3");
        // Another day, by others: they do not come back.
        app.at("2026-11-22T12:00:00Z");
        three_look(&app, "/requests?q=Fulano+de+Tal").await;
        write_down(&app).await;
        app.at("2026-11-22T12:01:00Z");
        assert!(rows(&db).await.iter().all(|(words, ..)| !words.contains("fulano")));
        // The log says that it was done, and not what it said.
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Sacó una búsqueda de la lista pública");
        ada.misses("fulano");

        // In 90 days the rare ones are forgotten, and in a year all.
        let words = |rows: Vec<(String, i64, String)>| rows.into_iter().map(|row| row.0).collect::<Vec<_>>();
        forget_old(&app, "2027-02-18").await;
        assert_eq!(words(rows(&db).await), ["arboles caidos", "ornitorrinco"]);
        forget_old(&app, "2027-02-19").await;
        assert_eq!(words(rows(&db).await), ["arboles caidos"]);
        forget_old(&app, "2027-11-21").await;
        assert_eq!(rows(&db).await, []);
    }

    async fn requests_stand_beside_the_data_they_are_about(db: TestDatabase) {
        let mut app = city(&db).await;
        let about = |kind: &str, name: &str| json!({"kind": kind, "dataset": name, "theme": "health"});
        let often = json!({"kind": "frequency", "dataset": "pauta-publicitaria", "theme": "health", "wanted_frequency": "R/P1W"});
        let first = app.file_with("ana", often.clone()).await;
        app.file_with("leo", about("update", "pauta-publicitaria")).await;
        app.file_with("ana", about("improvement", "pauta-publicitaria")).await;
        app.file_with("ana", about("improvement", "hospitales")).await;
        // Neither what nobody knows of, nor what is for some only, nor what is hidden.
        app.file_with("ana", about("improvement", "no-existe")).await;
        let gone = app.file_with("leo", often).await;
        app.act("caro", &gone, json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;
        let support = format!("/api/v1/requests/{first}/support");
        assert_eq!(app.by("sol").put(&support, json!({})).await.status, 200);
        app.act("caro", &first, json!({"action": "assign", "area": HEALTH})).await;
        // A theme that nothing is published of: one is open, one was not held.
        let budget = json!({"theme": "budget", "area": HEALTH});
        app.file_with("ana", budget.clone()).await;
        let none = app.file_with("leo", budget).await;
        app.act("caro", &none, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &none, json!({"action": "answer", "outcome": "not_held", "message": "Nadie lo registra en el ministerio."})).await;

        app.at("2026-11-20T12:01:00Z");
        let mut reader = Browser::new();
        reader.visit(&app, "/demand").await;
        reader.sees("Pauta publicitaria 3 3 1 Desactualizado");
        reader.sees("Hospitales y centros 1 1 0 Sin fecha fija");
        reader.misses("Gastos reservados");
        reader.misses("no-existe");
        reader.sees("Cada semana (1) Cada mes Última actualización: 20 de septiembre de 2026");
        reader.sees("(según sus archivos)");
        reader.sees("Presupuesto 1 1");
        reader.visit(&app, "/requests?dataset=pauta-publicitaria&kind=update&kind=frequency").await;
        let listed = reader.html().matches("PD-2026-").count();
        assert!(listed > 0);
        let page = app.anonymous().get("/demand").await.text;
        assert!(page.contains("/requests?kind=update&amp;kind=frequency&amp;dataset=pauta-publicitaria\">2</a>"), "{page}");
        assert!(page.contains("theme=budget&amp;") || page.contains("&amp;theme=budget"), "{page}");

        let csv = app.anonymous().get("/demand.csv").await.text;
        let line = |start: &str| csv.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {csv}"));
        assert_eq!(line("dataset,pauta"), "dataset,pauta-publicitaria,Pauta publicitaria,3,3,,1,,R/P1M,2026-09-20,resources,stale,ministerio-de-salud,");
        assert!(csv.contains("frequency,pauta-publicitaria,Pauta publicitaria,1,1,,1,R/P1W,R/P1M,"), "{csv}");
        assert!(csv.contains("frequency,pauta-publicitaria,Pauta publicitaria,1,1,,0,,R/P1M,"), "{csv}");
        assert_eq!(line("theme,budget"), "theme,budget,Presupuesto,2,1,1,,,,,,,,");
        assert!(!csv.contains("theme,health") && !csv.contains("example.org"), "{csv}");

        // Shown again, it is back.
        app.act("caro", &gone, json!({"action": "unhide"})).await;
        app.at("2026-11-20T12:02:00Z");
        reader.visit(&app, "/demand").await;
        reader.sees("Pauta publicitaria 4 4 1 Desactualizado");
        reader.sees("Cada semana (2) Cada mes");
    }

    async fn each_area_says_how_fresh_its_data_is(db: TestDatabase) {
        let mut app = city(&db).await;
        app.file_with("ana", json!({"theme": "budget", "area": HEALTH})).await;
        app.at("2026-11-20T12:01:00Z");
        let mut reader = Browser::new();
        let mut found = Vec::new();
        for path in ["/stats".to_owned(), format!("/stats?area={HEALTH}")] {
            reader.visit(&app, &path).await;
            reader.sees("Ministerio de Salud 2 0 1 1 0");
            found.push(reader.html().contains(&format!("/datasets?area={HEALTH}&amp;state=stale\">1</a>")));
        }
        assert_eq!(found, [true, true]);
        reader.visit(&app, &format!("/datasets?area={HEALTH}&state=stale")).await;
        reader.sees("1 conjunto de datos");
        reader.sees("Pauta publicitaria");
        // Of today, and of all themes: elsewhere it would say what it does not mean.
        for path in ["/stats?theme=budget", "/stats?year=2026", "/stats?area=ministerio-de-cultura"] {
            reader.visit(&app, path).await;
            reader.misses("según cómo están hoy");
        }
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/desk/overview").await;
        caro.follow(&app, "1 de 2 conjuntos de datos").await;
        caro.sees("Pauta publicitaria");
        caro.misses("Hospitales y centros");
        // In two months it is late all the same, and what has no fixed date is not.
        app.at("2027-01-20T12:00:00Z");
        reader.visit(&app, "/stats").await;
        reader.sees("Ministerio de Salud 2 0 1 1 0");
    }

    async fn without_a_catalogue_it_says_so(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        app.file_with("ana", json!({"theme": "budget"})).await;
        let mut reader = Browser::in_language("en");
        reader.visit(&app, "/demand").await;
        reader.sees("No catalogue is connected yet");
        reader.sees("No words have been looked for three times");
        let table = app.anonymous().get("/data.json").await.text;
        assert!(table.contains("/demand.csv"));
    }
}
