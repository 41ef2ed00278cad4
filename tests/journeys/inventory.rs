//! What areas hold and do not publish: an area lists it, anybody asks for it in one click, whoever comes later joins, and what
//! became of it is told as its request tells it.

use domain::person::Role;
use futures::future::join_all;
use serde_json::json;
use testkit::{TestDatabase, on_both};
use web::Limits;

use crate::{
    app::{CULTURE, HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
};

const BEDS: &str = "Camas ocupadas por hospital";
const FIELDS: [(&str, &str); 7] = [
    ("area", HEALTH),
    ("title", BEDS),
    (
        "description",
        "Una fila por hospital y día,\ncon las camas **ocupadas** y libres.",
    ),
    ("why_not", "system_lacks_export"),
    ("why_not_text", "El sistema de camas es de 2009."),
    ("theme", "health"),
    ("period", "Desde 2015"),
];

async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

/// Lists something of health; gives its page.
async fn listed(app: &TestApp) -> String {
    let mut lia = signed_in(app, "lia").await;
    lia.visit(app, "/desk/inventory").await;
    lia.press(app, "Sumarlo a la lista", &FIELDS).await;
    lia.sees("Listo: está en la lista.");
    lia.link(BEDS).unwrap().replace("/desk", "")
}

/// Asks as somebody signed in; gives the reference of the request.
async fn asked(app: &TestApp, who: &str, item: &str) -> String {
    let mut browser = signed_in(app, who).await;
    browser.visit(app, item).await;
    browser.press(app, "Pedir estos datos", &[]).await;
    browser.path().split('/').nth(2).unwrap().to_owned()
}

async fn reads(app: &TestApp, page: &str) -> Browser {
    let mut nobody = Browser::new();
    nobody.visit(app, page).await;
    nobody
}

async fn supporters(app: &TestApp, reference: &str) -> i64 {
    app.show("anonymous", reference).await["supporters"]
        .as_i64()
        .unwrap()
}

on_both! {
    async fn an_area_lists_what_it_holds_and_everybody_finds_it(db: TestDatabase) {
        let app = office(&db).await;
        reads(&app, "/inventory").await.sees("No encontramos ninguno");
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk").await;
        lia.follow(&app, "Inventario").await;
        lia.sees("Todavía no hay nada en la lista.");
        lia.press(&app, "Sumarlo a la lista", &[("title", "Camas"), ("why_not", "other"), ("period", "Desde <b>2015")]).await;
        assert_eq!(lia.status(), 422);
        lia.sees("Hay un problema");
        assert_eq!((lia.value("title").unwrap(), lia.value("period").unwrap()), ("Camas".into(), "Desde <b>2015".into()));
        // Another reason is no reason by itself.
        assert!(lia.html().contains("href=\"#why_not_text\""), "{}", lia.text());
        lia.press(&app, "Sumarlo a la lista", &FIELDS).await;
        lia.sees("Listo: está en la lista.");
        let desk = lia.link(BEDS).unwrap();
        let item = desk.replace("/desk", "");

        let mut reader = reads(&app, &item).await;
        for words in [BEDS, "Nadie lo pidió", "Lo tiene Ministerio de Salud", "El sistema donde está no permite bajarlo", "El sistema de camas es de 2009.", "Desde 2015", "ocupadas"] {
            reader.sees(words);
        }
        assert!(!reader.html().contains("<form"), "anybody gets the same page");
        for (query, found) in [("", true), ("?q=cama+hospitales", true), ("?q=colectivos", false), ("?area=ministerio-de-salud&theme=health", true), ("?area=ministerio-de-cultura", false), ("?theme=mobility", false)] {
            reader.visit(&app, &format!("/inventory{query}")).await;
            assert_eq!(reader.link(BEDS).is_some(), found, "{query}");
        }
        reader.visit(&app, &format!("/areas/{HEALTH}")).await;
        reader.sees("Lo que tiene y no publica");
        reader.follow(&app, "Ver el dato que no publica").await;
        reader.sees(BEDS);
        reader.visit(&app, "/datasets").await;
        reader.follow(&app, "datos que existen y no se publican").await;
        assert_eq!(reader.path(), "/inventory");
        let map = app.anonymous().get("/sitemap/pages.xml").await.text;
        assert!(map.contains(&format!("{item}</loc>")), "{map}");
        let mut english = Browser::in_language("en");
        english.visit(&app, &item).await;
        english.sees("The system it is in has no way to export it");

        // Its own area and the team change it, nobody else.
        let mut mar = signed_in(&app, "mar").await;
        mar.visit(&app, "/desk/inventory").await;
        mar.misses(BEDS);
        let (path, mut pairs) = mar.filled("Sumarlo a la lista", &FIELDS);
        pairs.retain(|(name, _)| name != "area");
        pairs.push(("area".into(), HEALTH.into()));
        mar.post(&app, &path, &pairs).await;
        assert_eq!(mar.status(), 403);
        mar.visit(&app, &desk).await;
        assert_eq!(mar.status(), 403);
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/desk/inventory").await;
        assert_eq!(ana.status(), 403);
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, &desk).await;
        caro.press(&app, "Guardar los cambios", &[("title", "Camas de cada hospital")]).await;
        caro.sees("Listo: guardamos los cambios.");
        reader.visit(&app, "/inventory?q=cada").await;
        reader.sees("Camas de cada hospital");

        // Off the list, its page says why.
        lia.visit(&app, &desk).await;
        lia.press(&app, "Sacarlo de la lista", &[("reason", "No")]).await;
        assert_eq!((lia.status(), lia.value("title").unwrap()), (422, "Camas de cada hospital".into()));
        lia.press(&app, "Sacarlo de la lista", &[("reason", "El sistema se dio de baja.")]).await;
        lia.sees("Listo: ya no está en la lista.");
        reads(&app, "/inventory").await.sees("No encontramos ninguno");
        let gone = reads(&app, &item).await;
        gone.sees("El sistema se dio de baja.");
        gone.misses("Pedir estos datos");
        lia.visit(&app, &desk).await;
        assert!(!lia.has_button("Guardar los cambios"));
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Cambió el inventario de datos que no se publican");
    }

    async fn one_click_asks_and_the_next_one_joins(db: TestDatabase) {
        let app = office(&db).await;
        let item = listed(&app).await;
        let it = asked(&app, "ana", &item).await;
        let request = app.show("anonymous", &it).await;
        assert_eq!(request["title"], BEDS);
        assert_eq!((request["kind"].as_str(), request["theme"].as_str(), request["area"].as_str(), request["origin"].as_str()), (Some("new_dataset"), Some("health"), Some(HEALTH), Some("web")));
        let body = request["body"].as_str().unwrap();
        assert!(body.contains("Ministerio de Salud") && body.contains("camas **ocupadas**") && body.ends_with(&item), "{body}");

        let mut nobody = reads(&app, &item).await;
        nobody.sees("Lo pidió ana, en el pedido");
        nobody.sees(&it);
        nobody.follow(&app, "A mí también me hace falta").await;
        assert_eq!(nobody.path(), format!("/requests/{it}/support"));
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &item).await;
        sol.press(&app, "A mí también me hace falta", &[]).await;
        sol.sees("Sumamos tu apoyo");
        sol.visit(&app, &item).await;
        sol.sees("Vos también lo necesitás.");
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &item).await;
        ana.sees("Este pedido es tuyo.");
        assert_eq!(supporters(&app, &it).await, 1);
        reads(&app, "/inventory").await.sees("lo espera quien lo pidió y 1 persona más");

        // Merged into another, it leads there; hidden, it is as if nobody had asked.
        let other = app.file_with("leo", json!({"title": "Camas libres, hoy"})).await;
        app.act("caro", &it, json!({"action": "merge", "into": other, "message": "Es lo mismo."})).await;
        let reader = reads(&app, &item).await;
        reader.sees(&other);
        reader.misses(&it);
        app.act("caro", &other, json!({"action": "hide", "reason": "mistake", "message": "Era una prueba."})).await;
        for page in [&item, "/inventory", "/inventory.csv"] {
            let text = app.anonymous().get(page).await.text;
            assert!(!text.contains(&other) && !text.contains(&it), "{page}");
        }
        for page in [&item, &format!("/areas/{HEALTH}")] {
            reads(&app, page).await.sees("Nadie lo pidió");
        }
        app.act("caro", &other, json!({"action": "unhide"})).await;
        app.act("caro", &it, json!({"action": "unmerge", "message": "No era lo mismo."})).await;
        reads(&app, &item).await.sees(&it);

        // Published, it is on the list no more; disputed, it is again.
        app.act("lia", &it, json!({"action": "answer", "outcome": "published", "evidence": {"dataset": "camas"}, "message": "Ya está."})).await;
        let mut reader = reads(&app, &item).await;
        for words in ["Ya está publicado", "camas", &it] {
            reader.sees(words);
        }
        reader.visit(&app, "/inventory").await;
        reader.misses(BEDS);
        let table = app.anonymous().get("/inventory.csv").await;
        assert!(table.text.contains(&format!("published,{it},1,camas,")), "{}", table.text);
        app.act("ana", &it, json!({"action": "dispute", "message": "No abre."})).await;
        reads(&app, "/inventory").await.sees(BEDS);

        // Ended without data, it says how, and may be asked for anew.
        app.act("lia", &it, json!({"action": "answer", "outcome": "not_held", "message": "No era nuestro."})).await;
        let reader = reads(&app, &item).await;
        reader.sees("Ya se pidió, y terminó así");
        reader.sees(&it);
        let mut leo = signed_in(&app, "leo").await;
        leo.visit(&app, &item).await;
        leo.press(&app, "Pedirlo de nuevo", &[]).await;
        let again = leo.path().split('/').nth(2).unwrap().to_owned();
        assert_ne!(again, it);
        let reader = reads(&app, &item).await;
        reader.sees(&again);
        reader.misses(&it);
    }

    async fn an_address_is_all_it_takes_without_an_account(db: TestDatabase) {
        let app = office(&db).await;
        let item = listed(&app).await;
        // Three begin while nobody has asked: one of them in words of her own.
        let mut browsers = Vec::new();
        for who in ["eva", "iris", "uma"] {
            let mut browser = reads(&app, &item).await;
            browser.follow(&app, "Pedir estos datos").await;
            browser.sees("alcanza con tu correo");
            browser.press(&app, "Enviar pedido", &[]).await;
            assert_eq!(browser.status(), 422);
            let mut fields = vec![("email", format!("{who}@example.org"))];
            if who == "uma" {
                fields.push(("body", "Necesito las camas por hora, no por día.".to_owned()));
            }
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.press(&app, "Enviar pedido", &fields).await;
            if who == "uma" {
                // Her own words are compared with what is there.
                browser.press(&app, "Enviar pedido", &[]).await;
            }
            browser.sees("Mandamos un código");
            browsers.push((who, browser));
        }
        let mails = post::deliver(&app).await;
        reads(&app, &item).await.sees("Nadie lo pidió");
        let mut ends = Vec::new();
        for (who, browser) in &mut browsers {
            let code = post::to(&mails, who, "").code();
            browser.press(&app, "Presentar el pedido", &[("code", &code)]).await;
            ends.push(browser.path().to_owned());
        }
        let it = ends[0].split('/').nth(2).unwrap().to_owned();
        assert_eq!(ends[0], format!("/requests/{it}/filed"));
        assert_eq!(app.show("anonymous", &it).await["title"], BEDS);
        // The second joins; the third asked for something else.
        assert_eq!(ends[1], format!("/requests/{it}/done?what=support"));
        browsers[1].1.sees("Sumamos tu apoyo");
        assert!(ends[2].ends_with("/filed") && !ends[2].contains(&it), "{}", ends[2]);
        assert_eq!(supporters(&app, &it).await, 1);
        let reader = reads(&app, &item).await;
        reader.sees(&it);
        assert!(!reader.html().contains("eva@"));
        // What is not there is an empty form.
        let mut empty = reads(&app, "/requests/new?inventory=999999").await;
        assert_eq!((empty.status(), empty.value("inventory")), (200, None));
        empty.visit(&app, "/requests/new?inventory=x").await;
        assert_eq!(empty.status(), 200);
    }

    async fn of_many_clicks_at_once_one_files_and_the_others_join(db: TestDatabase) {
        let mut app = office(&db).await;
        app.state.limits = Limits::off();
        app.renew();
        let item = listed(&app).await;
        let mut browsers = Vec::new();
        for n in 0..8 {
            let name = format!("vecina{n}");
            app.person(&name, Role::Person, &[]).await;
            let mut browser = signed_in(&app, &name).await;
            browser.visit(&app, &item).await;
            browsers.push(browser);
        }
        // Each clicks twice.
        let clicks = browsers.iter().chain(&browsers).map(|browser| {
            let (app, mut browser) = (&app, browser.clone());
            async move {
                let (path, pairs) = browser.filled("Pedir estos datos", &[]);
                browser.post(app, &path, &pairs).await;
                assert_eq!(browser.status(), 200, "{}", browser.text());
                browser
            }
        });
        join_all(clicks).await;
        let all = app.anonymous().get("/api/v1/requests").await.json();
        assert_eq!(all["items"].as_array().unwrap().len(), 1);
        let it = all["items"][0]["reference"].as_str().unwrap();
        assert_eq!(supporters(&app, it).await, 7);
    }

    async fn whoever_saves_second_gets_their_words_back(db: TestDatabase) {
        let app = office(&db).await;
        let desk = listed(&app).await.replace("/inventory", "/desk/inventory");
        let (mut lia, mut caro) = (signed_in(&app, "lia").await, signed_in(&app, "caro").await);
        lia.visit(&app, &desk).await;
        caro.visit(&app, &desk).await;
        lia.press(&app, "Guardar los cambios", &[("period", "Desde 2016")]).await;
        caro.press(&app, "Guardar los cambios", &[("description", "Una fila por hospital, y nada más.")]).await;
        assert_eq!(caro.status(), 409);
        for words in ["Otra persona lo cambió", "Desde 2016", "Desde 2015"] {
            caro.sees(words);
        }
        assert_eq!(caro.value("description").unwrap(), "Una fila por hospital, y nada más.");
        caro.press(&app, "Guardar los cambios", &[("period", "Desde 2016")]).await;
        caro.sees("Listo: guardamos los cambios.");
        // Off the list meanwhile: what was typed is shown, and cannot be saved.
        lia.visit(&app, &desk).await;
        caro.visit(&app, &desk).await;
        caro.press(&app, "Sacarlo de la lista", &[("reason", "El sistema se dio de baja.")]).await;
        lia.press(&app, "Guardar los cambios", &[("format", "Planilla de cálculo")]).await;
        assert_eq!(lia.status(), 409);
        lia.sees("Planilla de cálculo");
        assert!(!lia.has_button("Guardar los cambios"));
    }

    async fn an_area_says_which_dataset_it_is_by_now(db: TestDatabase) {
        let app = office(&db).await;
        let item = listed(&app).await;
        crate::datasets::take(&app, vec![crate::datasets::dataset("camas", "Camas de la Ciudad")]).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, &item.replace("/inventory", "/desk/inventory")).await;
        lia.press(&app, "Marcarlo como publicado", &[("dataset", "no-hay")]).await;
        assert_eq!((lia.status(), lia.value("dataset").unwrap()), (422, "no-hay".into()));
        lia.press(&app, "Marcarlo como publicado", &[("dataset", "camas")]).await;
        lia.sees("Listo: figura como publicado.");
        let mut reader = reads(&app, &item).await;
        reader.sees("Ya está publicado");
        reader.follow(&app, "Camas de la Ciudad").await;
        assert_eq!(reader.path(), "/datasets/camas");
        reads(&app, "/inventory").await.misses(BEDS);
        // Nothing is left to be asked for.
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/me").await;
        let proof = vec![("_csrf".to_owned(), ana.value("_csrf").unwrap())];
        ana.post(&app, &format!("{item}/ask"), &proof).await;
        assert_eq!(ana.path(), item);
    }

    async fn whoever_is_about_to_ask_sees_what_is_held(db: TestDatabase) {
        let app = office(&db).await;
        listed(&app).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/requests/new").await;
        ana.press(&app, "Enviar pedido", &[("body", "Las camas ocupadas de cada hospital, por día.")]).await;
        ana.sees("Existe y no se publica");
        ana.follow(&app, "Pedir estos datos : Camas ocupadas por hospital").await;
        ana.press(&app, "Pedir estos datos", &[]).await;
        ana.visit(&app, "/requests/similar?text=camas+ocupadas+por+hospital").await;
        // The request is found by itself now.
        ana.misses("Existe y no se publica");
        let found = app.anonymous().get("/api/v1/similar?text=camas+ocupadas+por+hospital").await.json();
        assert!(found["items"].as_array().unwrap().iter().all(|item| item["type"] == "request"), "{found}");
    }

    async fn what_an_area_held_goes_where_the_area_goes(db: TestDatabase) {
        let app = office(&db).await;
        let item = listed(&app).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        ada.press(&app, "Cerrar el área ahora", &[("successor", CULTURE)]).await;
        reads(&app, &item).await.sees("Lo tiene Ministerio de Cultura");
        let mut mar = signed_in(&app, "mar").await;
        mar.visit(&app, "/desk/inventory").await;
        mar.sees(BEDS);
        let it = asked(&app, "ana", &item).await;
        assert_eq!(app.show("anonymous", &it).await["area"], CULTURE);
    }
}
