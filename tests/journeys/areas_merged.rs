//! Two areas become one: everything of the first is the second's, its old address leads there, and what happened stays told
//! as it happened.

use domain::{
    data_request::DataRequest,
    ops::{self, Caller},
    policy::{Actor, Job},
    standing::Standing,
    store::{
        Tx, events,
        requests::{self, Lock},
    },
};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{CULTURE, HEALTH, TestApp},
    counter::signed_in,
    post,
};

/// Moves what has ended, as the worker does every minute.
async fn move_all(app: &TestApp) {
    loop {
        let caller = Caller {
            actor: Actor::System(Job::Handover),
            ..app.caller()
        };
        let more = app
            .state
            .db
            .write(async move |tx: &Tx| ops::move_left_behind(tx, &caller, 2).await);
        if !more.await.unwrap() {
            return;
        }
    }
}

async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

async fn assigned(app: &TestApp, title: &str) -> String {
    let it = app.file_with("ana", json!({"title": title})).await;
    app.act("caro", &it, json!({"action": "assign", "area": HEALTH}))
        .await;
    it
}

async fn area(app: &TestApp, it: &str) -> String {
    let now = app.show("caro", it).await;
    now["area"].as_str().unwrap().to_owned()
}

/// The request as it is stored, and as its events tell it.
async fn both(app: &TestApp, it: &str) -> (DataRequest, Standing) {
    let reader = app.state.db.read();
    let id = requests::number_of(&reader, it.parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    let stored = requests::get(&reader, id, Lock::No).await.unwrap().unwrap();
    let history = events::of_request(&reader, id).await.unwrap();
    let replayed = Standing::replay(history.iter().map(|told| &told.event.change)).unwrap();
    (stored, replayed)
}

on_both! {
    async fn two_areas_become_one(db: TestDatabase) {
        let app = office(&db).await;
        let planned = assigned(&app, "Camas por hospital").await;
        app.act("lia", &planned, json!({"action": "plan", "promised_on": "2026-12-30", "message": "En diciembre."})).await;
        let answered = assigned(&app, "Vacunas por barrio").await;
        app.act("lia", &answered, json!({"action": "answer", "outcome": "not_held", "message": "No está."})).await;
        let closed = assigned(&app, "Guardias por mes").await;
        app.act("lia", &closed, json!({"action": "answer", "outcome": "not_held", "message": "No está."})).await;
        app.act("ana", &closed, json!({"action": "confirm", "verdict": "yes"})).await;
        let hidden = assigned(&app, "Médicos por guardia").await;
        app.act("caro", &hidden, json!({"action": "hide", "reason": "mistake", "message": "Fue un error."})).await;
        let whole = app.file_with("ana", json!({"title": "Salud y cultura"})).await;
        app.act("caro", &whole, json!({"action": "assign", "area": HEALTH})).await;
        let parts = json!({"action": "split", "areas": [HEALTH, "ministerio-de-educacion"], "message": "Son dos."});
        app.act("caro", &whole, parts).await;
        let received = app.file_with("ana", json!({"title": "Ambulancias", "area": HEALTH})).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk/ready").await;
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &format!("/me/searches?keep=1&area={HEALTH}")).await;
        sol.press(&app, "Guardar la búsqueda", &[]).await;
        post::deliver(&app).await;

        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        ada.press(&app, "Ver qué pasa", &[]).await;
        assert_eq!(ada.status(), 422, "which one has to be said");
        ada.press(&app, "Ver qué pasa", &[("into", CULTURE)]).await;
        ada.sees("Unir Ministerio de Salud a Ministerio de Cultura");
        // The part is one of the open ones as well.
        ada.sees("5 pedidos abiertos");
        ada.sees("2 pedidos respondidos o cerrados");
        ada.sees("De todos ellos, 1 está oculto");
        ada.sees("1 persona responsable");
        ada.sees("1 búsqueda guardada por alguien");
        assert_eq!(area(&app, &planned).await, HEALTH, "nothing is done yet");
        ada.press(&app, "Unirlas ahora", &[]).await;
        ada.sees("las áreas están unidas");
        ada.sees("unida a Ministerio de Cultura");
        move_all(&app).await;

        let part = app.show("caro", &whole).await["parts"][0]["reference"].as_str().map(str::to_owned);
        let all = [&planned, &answered, &closed, &hidden, &whole, &received];
        for it in all.into_iter().chain(&part) {
            assert_eq!(area(&app, it).await, CULTURE, "{it}");
            let (stored, replayed) = both(&app, it).await;
            assert_eq!(stored.standing, replayed, "{it}");
        }
        // What is at work was handed over; nothing else moved but the name of the area.
        let statuses = [(&planned, "under_review"), (&answered, "answered"), (&closed, "closed"), (&received, "received")];
        for (it, status) in statuses {
            assert_eq!(app.show("caro", it).await["status"], status, "{it}");
        }
        let told = app.events(&answered).await;
        let last = told.last().unwrap();
        assert_eq!((&last["action"], &last["details"]["area"], &last["details"]["area_from"]), (&json!("area_moved"), &json!(CULTURE), &json!(HEALTH)));
        let mails = post::deliver(&app).await;
        let told = |it: &str| mails.iter().filter(|mail| mail.to == "ana@example.org" && mail.subject.contains(it)).count();
        assert_eq!((told(&planned), told(&answered), told(&closed), told(&hidden)), (1, 0, 0, 0));

        // The liaison has gone with it, and answers in its name.
        lia.visit(&app, "/desk").await;
        lia.sees("Camas por hospital");
        app.act("lia", &planned, json!({"action": "answer", "outcome": "not_held", "message": "No está."})).await;
        // Whoever is not content is heard by those who are there now.
        app.act("ana", &answered, json!({"action": "dispute", "message": "Falta."})).await;
        assert_eq!(area(&app, &answered).await, CULTURE);
        sol.visit(&app, "/me/searches").await;
        sol.sees("Ministerio de Cultura");
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Unió un área a otra");
        ada.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        assert!(!ada.has_button("Ver qué pasa"), "once is enough");
    }

    async fn the_old_address_leads_to_the_new_one(db: TestDatabase) {
        let app = office(&db).await;
        let it = assigned(&app, "Camas por hospital").await;
        app.act("lia", &it, json!({"action": "answer", "outcome": "not_held", "message": "No está."})).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        ada.press(&app, "Ver qué pasa", &[("into", CULTURE)]).await;
        ada.press(&app, "Unirlas ahora", &[]).await;
        move_all(&app).await;
        // Merged again: those that came before come along.
        ada.visit(&app, &format!("/admin/areas/{CULTURE}")).await;
        ada.press(&app, "Ver qué pasa", &[("into", "ministerio-de-educacion")]).await;
        ada.press(&app, "Unirlas ahora", &[]).await;
        move_all(&app).await;
        let base = app.state.links().to("");
        for (old, new) in [
            (format!("/areas/{HEALTH}"), "/areas/ministerio-de-educacion"),
            (format!("/areas/{HEALTH}.atom"), "/areas/ministerio-de-educacion.atom"),
            (format!("/requests?q=camas&area={HEALTH}&area={CULTURE}"), "/requests?q=camas&area=ministerio-de-educacion"),
            (format!("/board?area={HEALTH}"), "/board?area=ministerio-de-educacion"),
            (format!("/feeds/requests.atom?area={CULTURE}"), "/feeds/requests.atom?area=ministerio-de-educacion"),
        ] {
            let answer = app.anonymous().get(&old).await;
            assert_eq!((answer.status.as_u16(), answer.header("location")), (308, format!("{}{new}", base.trim_end_matches('/')).as_str()), "{old}");
        }
        let listed = app.anonymous().get(&format!("/api/v1/requests?area={HEALTH}")).await.json();
        assert_eq!(listed["items"][0]["reference"], it.as_str());
        let areas = app.anonymous().get("/api/v1/areas").await.json();
        let old = areas["items"].as_array().unwrap().iter().find(|area| area["slug"] == HEALTH).unwrap();
        assert_eq!(old["closed_on"], "2026-11-20");

        let mut leo = crate::browser::Browser::new();
        leo.visit(&app, "/areas").await;
        leo.sees("Se unió a Ministerio de Educación");
        leo.visit(&app, "/areas/ministerio-de-educacion").await;
        leo.sees("Camas por hospital");
        leo.follow(&app, "las cifras de Ministerio de Salud").await;
        assert_eq!(leo.status(), 200);
        leo.visit(&app, &format!("/requests/{it}")).await;
        leo.sees("Responde: Ministerio de Educación");
        leo.sees("lia · Ministerio de Salud");
        leo.sees("Siguió en otra área, porque la que lo tenía dejó de existir: de Ministerio de Salud a Ministerio de Cultura");
        // Who asks it now asks the one that is left.
        let late = app.file_with("ana", json!({"title": "Ambulancias", "area": HEALTH})).await;
        assert_eq!(area(&app, &late).await, "ministerio-de-educacion");
    }

    async fn an_area_that_is_closed_leaves_nothing_open_behind(db: TestDatabase) {
        let app = office(&db).await;
        let hidden = assigned(&app, "Médicos por guardia").await;
        app.act("caro", &hidden, json!({"action": "hide", "reason": "mistake", "message": "Fue un error."})).await;
        let received = app.file_with("ana", json!({"title": "Ambulancias", "area": HEALTH})).await;
        let whole = assigned(&app, "Salud y cultura").await;
        let parts = json!({"action": "split", "areas": [CULTURE, "ministerio-de-educacion"], "message": "Son dos."});
        app.act("caro", &whole, parts).await;
        let answered = assigned(&app, "Vacunas por barrio").await;
        app.act("lia", &answered, json!({"action": "answer", "outcome": "not_held", "message": "No está."})).await;
        let disputed = assigned(&app, "Turnos por hospital").await;
        app.act("lia", &disputed, json!({"action": "answer", "outcome": "not_held", "message": "No está."})).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        ada.press(&app, "Cerrar el área ahora", &[("successor", CULTURE)]).await;
        ada.sees("el área está cerrada");
        for it in [&hidden, &received, &whole] {
            assert_eq!(area(&app, it).await, CULTURE, "{it}");
            let (stored, replayed) = both(&app, it).await;
            assert_eq!(stored.standing, replayed, "{it}");
        }
        move_all(&app).await;
        assert_eq!(area(&app, &answered).await, HEALTH, "what it answered is its own");
        // What comes back to it finds somebody who answers.
        app.act("ana", &disputed, json!({"action": "dispute", "message": "Sí que está."})).await;
        move_all(&app).await;
        assert_eq!(area(&app, &disputed).await, CULTURE);
        let refused = app.by("ana").post("/api/v1/requests", json!({"body": "Los turnos que se dan por hospital.", "area": HEALTH})).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        // A closed one can be merged later: then that goes over, too.
        ada.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        ada.press(&app, "Ver qué pasa", &[("into", CULTURE)]).await;
        ada.sees("Ningún pedido abierto");
        ada.press(&app, "Unirlas ahora", &[]).await;
        move_all(&app).await;
        assert_eq!(area(&app, &answered).await, CULTURE);
    }

    async fn an_area_is_merged_by_an_admin_into_one_that_is_there(db: TestDatabase) {
        let app = office(&db).await;
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        assert_eq!(caro.status(), 403);
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        for into in [HEALTH, "ninguna"] {
            ada.press(&app, "Ver qué pasa", &[("into", into)]).await;
            assert_eq!(ada.status(), 422, "{into}");
            assert!(ada.has_button("Ver qué pasa"));
        }
    }
}
