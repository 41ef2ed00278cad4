//! What makes answering quicker and fairer: answers that are ready, who else has a request open, and the way by law after a
//! refusal.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
};

async fn office(db: &TestDatabase) -> (TestApp, String) {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    let it = app
        .file_with("ana", json!({"title": "Camas por hospital", "anonymous": true}))
        .await;
    app.act("caro", &it, json!({"action": "assign", "area": HEALTH}))
        .await;
    (app, it)
}

on_both! {
    async fn an_answer_that_is_ready_is_filled_in_by_the_request(db: TestDatabase) {
        let (app, it) = office(&db).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk/ready").await;
        lia.press(&app, "Guardar", &[("title", "Ya está"), ("body", "Hola {{nombre}}."), ("area", HEALTH)]).await;
        assert_eq!(lia.status(), 422);
        lia.sees("no existe");
        assert_eq!(lia.value("body").unwrap(), "Hola {{nombre}}.");
        let body = "Hola {{ requester }}: “{{title}}” ({{reference}}) ya está en el portal. Antes del {{due_on}}, {{area}}.";
        lia.press(&app, "Guardar", &[("body", body), ("outcome", "already_exists")]).await;
        lia.sees("la respuesta está guardada");
        let own = lia.link("Ya está").unwrap();

        lia.visit(&app, &format!("/desk/{it}?action=answer")).await;
        // Whoever does not answer for the request is not shown it by this door either.
        let (path, mut pairs) = lia.filled("Ya está", &[]);
        let mut mar = signed_in(&app, "mar").await;
        mar.visit(&app, "/desk/ready").await;
        pairs.retain(|(name, _)| name != "_csrf");
        pairs.push(("_csrf".to_owned(), mar.value("_csrf").unwrap()));
        mar.post(&app, &path, &pairs).await;
        assert_eq!(mar.status(), 403);
        mar.misses("Nota interna");
        lia.press(&app, "Ya está", &[("message", "Gracias por esperar."), ("url", "https://datos.example.org/camas")]).await;
        let message = format!("Gracias por esperar.\n\nHola vecina o vecino: “Camas por hospital” ({it}) ya está en el portal. Antes del 16 de diciembre de 2026, Ministerio de Salud.");
        assert_eq!(lia.value("message").unwrap(), message);
        assert_eq!(app.show("ana", &it).await["status"], "under_review", "nothing is sent by choosing");
        lia.press(&app, "Responder sin ver el correo", &[]).await;
        let now = app.show("ana", &it).await;
        assert_eq!((now["outcome"].as_str(), now["status"].as_str()), (Some("already_exists"), Some("answered")));

        // An area's are its own; everybody's are kept by the team.
        mar.visit(&app, "/desk/ready").await;
        mar.misses("Ya está");
        mar.visit(&app, &own).await;
        assert_eq!(mar.status(), 403);
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/desk/ready").await;
        caro.press(&app, "Guardar", &[("title", "Gracias"), ("body", "Gracias por pedirlo.")]).await;
        let everybodys = caro.link("Gracias").unwrap();
        mar.visit(&app, "/desk/ready").await;
        mar.sees("Gracias");
        assert!(mar.link("Gracias").is_none());
        mar.visit(&app, &everybodys).await;
        assert_eq!(mar.status(), 403);
        lia.visit(&app, &own).await;
        lia.press(&app, "Quitar esta respuesta", &[]).await;
        lia.sees("la respuesta ya no está");
        lia.misses("está en el portal");
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/desk/ready").await;
        assert_eq!(ana.status(), 403);
    }

    async fn the_area_of_requests_alike_is_suggested(db: TestDatabase) {
        let (app, _) = office(&db).await;
        let it = app.file_with("ana", json!({"title": "Camas de cada hospital"})).await;
        let other = app.file_with("ana", json!({"title": "Recorridos de colectivos", "body": "Por dónde pasa cada línea, y cada cuánto."})).await;
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, &format!("/desk/{it}?action=assign")).await;
        caro.sees("De pedidos parecidos se ocupó Ministerio de Salud.");
        caro.visit(&app, &format!("/desk/{other}?action=assign")).await;
        caro.misses("De pedidos parecidos");
    }

    async fn whoever_opens_what_another_has_open_is_told(db: TestDatabase) {
        let (mut app, it) = office(&db).await;
        let (mut caro, mut lia) = (signed_in(&app, "caro").await, signed_in(&app, "lia").await);
        caro.visit(&app, &format!("/desk/{it}")).await;
        caro.misses("abierto este pedido");
        lia.visit(&app, &format!("/desk/{it}")).await;
        lia.sees("caro también tiene abierto este pedido");
        caro.visit(&app, &format!("/desk/{it}?action=inform")).await;
        caro.sees("lia también tiene abierto este pedido");
        // Who has done something is done, and so is who has not been back for a while.
        lia.visit(&app, &format!("/desk/{it}?action=inform")).await;
        lia.press(&app, "Informar un avance sin ver el correo", &[("message", "Estamos en eso.")]).await;
        app.at("2026-11-20T12:06:00Z");
        lia.visit(&app, &format!("/desk/{it}")).await;
        lia.misses("abierto este pedido");
    }

    async fn a_refusal_shows_the_way_by_law(db: TestDatabase) {
        let (app, it) = office(&db).await;
        app.act("lia", &it, json!({"action": "answer", "outcome": "not_held", "message": "No lo tenemos."})).await;
        let mut nobody = Browser::new();
        nobody.visit(&app, &format!("/requests/{it}")).await;
        for words in ["¿No estás de acuerdo?", "En los términos de la Ley 104", &format!("/requests/{it}"), "Camas por hospital"] {
            nobody.sees(words);
        }
        app.act("ana", &it, json!({"action": "dispute", "message": "Tienen que tenerlo."})).await;
        app.act("lia", &it, json!({"action": "answer", "outcome": "published", "evidence": {"url": "https://datos.example.org/camas"}, "message": "Estaba."})).await;
        nobody.visit(&app, &format!("/requests/{it}")).await;
        nobody.misses("Ley 104 de Acceso");
    }
}
