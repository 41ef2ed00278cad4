//! What people say below a request: changed by whoever said it, reported by anybody, decided about by whoever coordinates;
//! requests that name each other; and what is held back before it is public.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{app::TestApp, browser::Browser, counter::signed_in, post};

/// Says something below a request, by the API; gives the comment's number.
async fn say(app: &TestApp, who: &str, reference: &str, text: &str) -> i64 {
    let path = format!("/api/v1/requests/{reference}/comments");
    let said = app.by(who).post(&path, json!({"text": text})).await;
    assert_eq!(said.status, 201, "{}", said.text);
    said.json()["id"].as_i64().unwrap()
}

/// Staff is in at once.
async fn without_second_factor(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.renew();
    app
}

on_both! {
    async fn whoever_said_something_may_change_it_and_everybody_reads_what_it_was(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let it = app.file("ana").await;
        let id = say(&app, "sol", &it, "Los de 2019 estan en el portal").await;
        app.at("2026-11-23T12:00:00Z");
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &format!("/requests/{it}")).await;
        sol.follow(&app, "Ver, cambiar o denunciar").await;
        assert_eq!(sol.value("text").unwrap(), "Los de 2019 estan en el portal");
        sol.press(&app, "Guardar el cambio", &[("text", " ")]).await;
        assert_eq!(sol.status(), 422);
        sol.press(&app, "Guardar el cambio", &[("text", "Los de **2020** están en el portal")]).await;
        sol.sees("Guardamos el cambio");

        let page = format!("/requests/{it}/comments/{id}");
        let mut leo = Browser::new();
        leo.visit(&app, &format!("/requests/{it}")).await;
        leo.sees("Los de 2020 están en el portal");
        leo.misses("2019");
        leo.sees("editado");
        leo.visit(&app, &page).await;
        leo.sees("Lo que decía antes");
        leo.sees("Los de 2019 estan en el portal");
        assert!(!leo.has_button("Guardar el cambio"));

        // Nobody else, whatever they send; and not once words were taken out.
        let (path, pairs) = sol_form(&app, &page).await;
        let mut other = signed_in(&app, "leo").await;
        other.visit(&app, "/me").await;
        let csrf = other.value("_csrf").unwrap();
        let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| if name == "_csrf" { (name, csrf.clone()) } else { (name, value) }).collect();
        other.post(&app, &path, &pairs).await;
        assert_eq!(other.status(), 403);
        app.act("caro", &it, json!({"action": "redact", "target": "comment", "id": id, "reason": "agravios", "message": "Se quita."})).await;
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &page).await;
        sol.sees("[quitado: agravios]");
        sol.misses("2019");
        sol.misses("2020");
        assert!(!sol.has_button("Guardar el cambio"));
    }

    async fn anybody_reports_and_whoever_coordinates_decides(db: TestDatabase) {
        let app = without_second_factor(&db).await;
        let it = app.file("ana").await;
        let id = say(&app, "leo", &it, "Sos un burro").await;
        let mut eva = Browser::new();
        eva.visit(&app, &format!("/requests/{it}/comments/{id}")).await;
        eva.follow(&app, "Denunciar este comentario").await;
        eva.press(&app, "Enviar la denuncia", &[("message", "Insulta")]).await;
        assert_eq!(eva.status(), 422);
        assert_eq!(eva.value("message").unwrap(), "Insulta");
        eva.press(&app, "Enviar la denuncia", &[("reason", "abuse"), ("message", "Insulta")]).await;
        eva.sees("Gracias por avisar");
        eva.visit(&app, &format!("/requests/{it}")).await;
        eva.sees("Sos un burro");
        eva.follow(&app, "Denunciar este pedido").await;
        eva.press(&app, "Enviar la denuncia", &[("reason", "spam")]).await;

        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/admin/moderation").await;
        assert_eq!(lia.status(), 403);
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/moderation").await;
        caro.sees("Agravios o acoso");
        caro.sees("Quien denuncia dice: Insulta");
        caro.sees("Correo no deseado");
        caro.follow(&app, "Quitar el comentario").await;
        assert_eq!(caro.value("target").unwrap(), format!("comment:{id}"), "the form knows what it is about");
        caro.visit(&app, "/admin/moderation").await;
        caro.press(&app, "No hay nada más que hacer", &[]).await;
        caro.sees("La denuncia quedó resuelta");
        caro.misses("Insulta");
        caro.press(&app, "No hay nada más que hacer", &[]).await;
        caro.sees("No hay nada para mirar");

        // The same by people without a name is one report, and it follows its comment into another request.
        for words in ["Otra vez", "Y otra"] {
            eva.visit(&app, &format!("/requests/{it}/report?comment={id}")).await;
            eva.press(&app, "Enviar la denuncia", &[("reason", "abuse"), ("message", words)]).await;
        }
        let target = app.file("sol").await;
        app.act("caro", &it, json!({"action": "merge", "into": target, "message": "Es lo mismo."})).await;
        caro.visit(&app, "/admin/moderation").await;
        caro.sees("Otra vez");
        caro.misses("Y otra");
        caro.follow(&app, "Quitar el comentario").await;
        caro.sees(&target);
        assert_eq!(caro.value("target").unwrap(), format!("comment:{id}"));
    }

    async fn requests_that_name_each_other_are_linked_both_ways(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let first = app.file("ana").await;
        let second = app.file_with("leo", json!({"body": format!("Lo mismo que {first} pero por comuna, y desde 2019."), "title": "Sueldos por comuna"})).await;
        let third = app.file_with("sol", json!({"title": "Sueldos por escuela"})).await;
        let id = say(&app, "sol", &third, &format!("Ver también {}", first.to_lowercase())).await;
        let mut page = Browser::new();
        page.visit(&app, &format!("/requests/{second}")).await;
        assert_eq!(page.link(&first).unwrap(), format!("/requests/{first}"));
        page.visit(&app, &format!("/requests/{first}")).await;
        page.sees("Lo nombran en:");
        page.sees("Sueldos por comuna");
        page.sees("Sueldos por escuela");

        // What is no longer said no longer names, and what is hidden names nobody.
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &format!("/requests/{third}/comments/{id}")).await;
        sol.press(&app, "Guardar el cambio", &[("text", "No era eso")]).await;
        let fourth = app.file_with("sol", json!({"title": "Sueldos por cargo", "body": format!("El mismo funcionario que en {first}, por cargo.")})).await;
        page.visit(&app, &format!("/requests/{first}")).await;
        page.sees("Sueldos por cargo");
        app.act("caro", &fourth, json!({"action": "redact", "target": "body", "text": format!("El mismo funcionario que en {first}"), "reason": "datos personales", "message": "Se quita."})).await;
        app.act("caro", &second, json!({"action": "hide", "reason": "spam", "message": "Es publicidad."})).await;
        page.visit(&app, &format!("/requests/{first}")).await;
        page.misses("Lo nombran en:");
        page.misses("Sueldos por comuna");
        page.misses("Sueldos por cargo");
    }

    async fn what_is_doubtful_waits_for_a_person_and_is_never_lost(db: TestDatabase) {
        let app = without_second_factor(&db).await;
        let mut robot = Browser::new();
        let advert = "Compren relojes baratos en nuestra tienda, los mejores del barrio.";
        robot.visit(&app, "/requests/new").await;
        robot.press(&app, "Enviar pedido", &[("body", advert), ("email", "eva@example.org"), ("website", "https://example.org")]).await;
        let code = post::to(&post::deliver(&app).await, "eva", "").code();
        robot.press(&app, "Presentar el pedido", &[("code", &code)]).await;
        robot.sees("Tu correo quedó confirmado");
        robot.sees("una persona del equipo va a leer tu pedido");
        assert_eq!(app.anonymous().get("/api/v1/requests").await.json()["items"], json!([]));

        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/moderation").await;
        caro.sees("Llenó un campo que nadie ve");
        caro.sees("Compren relojes baratos");
        assert!(!caro.html().contains("eva@"), "the text decides, not the address");
        // Two who decide at once: one is first, and there is one request.
        let (path, pairs) = caro.filled("Publicarlo", &[]);
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/moderation").await;
        tokio::join!(caro.press(&app, "Publicarlo", &[]), ada.press(&app, "Publicarlo", &[]));
        let said = |page: &Browser, words: &str| page.text().contains(words);
        let first = "El pedido está publicado";
        assert_ne!(said(&caro, first), said(&ada, first));
        let mails = post::deliver(&app).await;
        post::to(&mails, "eva", "PD-2026-000001");
        let list = app.anonymous().get("/api/v1/requests").await.json();
        assert_eq!(list["items"][0]["reference"], "PD-2026-000001");
        caro.post(&app, &path, &pairs).await;
        caro.sees("Alguien ya lo había resuelto");

        // A second one is thrown away, with all that belonged to it.
        let mut robot = Browser::new();
        robot.visit(&app, "/requests/new").await;
        robot.press(&app, "Enviar pedido", &[("body", &format!("{advert} Otra vez.")), ("email", "eva@example.org"), ("website", "x"), ]).await;
        if robot.has_button("Lo mío es otra cosa: enviar pedido") {
            robot.press(&app, "Lo mío es otra cosa: enviar pedido", &[]).await;
        }
        let code = post::to(&post::deliver(&app).await, "eva", "").code();
        robot.press(&app, "Presentar el pedido", &[("code", &code)]).await;
        caro.visit(&app, "/admin/moderation").await;
        caro.press(&app, "Descartarlo", &[]).await;
        caro.sees("El pedido se descartó");
        caro.sees("No hay nada para mirar");
        let list = app.anonymous().get("/api/v1/requests").await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);

        // A person with the same words, who leaves alone what nobody sees, waits for nobody.
        let mut person = Browser::new();
        person.visit(&app, "/requests/new").await;
        person.press(&app, "Enviar pedido", &[("body", "Los sueldos por escuela y por cargo desde 2019."), ("email", "gil@example.org")]).await;
        let code = post::to(&post::deliver(&app).await, "gil", "").code();
        person.press(&app, "Presentar el pedido", &[("code", &code)]).await;
        person.sees("PD-2026-000002");
    }
}

/// The form in which `sol` changes a comment, as her browser would send it.
async fn sol_form(app: &TestApp, page: &str) -> (String, Vec<(String, String)>) {
    let mut sol = signed_in(app, "sol").await;
    sol.visit(app, page).await;
    sol.filled("Guardar el cambio", &[("text", "Otra cosa")])
}
