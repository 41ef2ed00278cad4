//! Those who answer for the government: an admin makes them known, changes what they may do, and closes them out at once; and
//! whatever they do is written down.

use domain::person::Role;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{CULTURE, HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
};

async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

/// The page of somebody of the staff, as an admin finds it.
async fn find(ada: &mut Browser, app: &TestApp, who: &str) {
    ada.visit(app, &format!("/admin/people?q={who}%40example.org"))
        .await;
    let link = ada
        .html()
        .split("/admin/people/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    ada.visit(app, &format!("/admin/people/{link}")).await;
}

on_both! {
    async fn an_admin_makes_somebody_known_and_they_answer_for_their_area(db: TestDatabase) {
        let app = office(&db).await;
        let it = app.file("ana").await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/people").await;
        ada.sees("lia@example.org");
        ada.misses("ana@example.org");
        ada.press(&app, "Sumar", &[("email", "nico@"), ("role", "liaison")]).await;
        assert_eq!(ada.status(), 422);
        assert_eq!(ada.value("email").unwrap(), "nico@");
        ada.press(&app, "Sumar", &[("email", "nico@example.org"), ("name", "Nico"), ("role", "liaison")]).await;
        assert_eq!(ada.status(), 422, "a liaison has an area");
        ada.press(&app, "Sumar", &[("areas", HEALTH)]).await;
        ada.sees("nico@example.org ya puede ingresar");

        let mut nico = signed_in(&app, "nico").await;
        nico.visit(&app, &format!("/desk/{it}")).await;
        assert_eq!(nico.status(), 200);
        // Another area, and the request is not theirs any more, on the next click.
        find(&mut ada, &app, "nico").await;
        let (path, pairs) = ada.filled("Guardar", &[("areas", CULTURE)]);
        let pairs: Vec<_> = pairs.into_iter().filter(|(name, value)| name != "areas" || value == CULTURE).collect();
        ada.post(&app, &path, &pairs).await;
        ada.sees("los cambios ya valen");
        nico.visit(&app, &format!("/desk/{it}")).await;
        assert_eq!(nico.status(), 403);

        for who in ["caro", "lia", "ana"] {
            let mut other = signed_in(&app, who).await;
            for path in ["/admin/people", "/admin/people/1", "/admin/audit", "/admin/areas", "/admin/days"] {
                other.visit(&app, path).await;
                assert_eq!(other.status(), 403, "{who} at {path}");
            }
        }
    }

    async fn whoever_is_closed_out_is_out_at_once_and_their_requests_are_with_the_area(db: TestDatabase) {
        let app = office(&db).await;
        let it = app.file("ana").await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH, "person": "lia@example.org"})).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk").await;
        assert_eq!(lia.status(), 200);
        let mut ada = signed_in(&app, "ada").await;
        find(&mut ada, &app, "lia").await;
        ada.press(&app, "Cerrar la cuenta ahora", &[]).await;
        ada.sees("la cuenta está cerrada");
        lia.visit(&app, "/desk").await;
        lia.misses("Para hacer ahora");
        assert!(lia.status() == 401 || lia.path().starts_with("/sign-in"), "{} {}", lia.status(), lia.path());
        assert_eq!(app.by("lia").get("/api/v1/requests").await.status, 401);
        let last = app.events(&it).await.pop().unwrap();
        assert_eq!((last["action"].as_str(), last["actor"]["role"].as_str()), (Some("assign"), Some("system")));

        // And back in again, when an admin says so.
        ada.press(&app, "Guardar y volver a abrir la cuenta", &[]).await;
        post::deliver(&app).await;
        let mut again = signed_in(&app, "lia").await;
        again.visit(&app, "/desk").await;
        assert_eq!(again.status(), 200);

        // Somebody has to go on running the installation.
        find(&mut ada, &app, "ada").await;
        ada.press(&app, "Cerrar la cuenta ahora", &[]).await;
        assert_eq!(ada.status(), 422);
        ada.sees("Tiene que quedar al menos una persona");
        ada.press(&app, "Guardar", &[("role", "coordinator")]).await;
        assert_eq!(ada.status(), 422);
        ada.visit(&app, "/admin/people").await;
        assert_eq!(ada.status(), 200);
    }

    async fn an_area_that_is_closed_goes_on_in_its_successor(db: TestDatabase) {
        let app = office(&db).await;
        let it = app.file("ana").await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH, "person": "lia@example.org"})).await;
        app.act("lia", &it, json!({"action": "plan", "promised_on": "2026-12-30", "message": "En diciembre."})).await;
        let asked = app.file_with("ana", json!({"title": "Vacunas por barrio"})).await;
        app.act("caro", &asked, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &asked, json!({"action": "ask", "message": "¿De qué años?"})).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/areas").await;
        ada.press(&app, "Sumar el área", &[("name", "Agencia de Salud"), ("slug", "Agencia de Salud"), ("head", "jefa@")]).await;
        assert_eq!(ada.status(), 422);
        ada.press(&app, "Sumar el área", &[("slug", HEALTH), ("head", "jefa@example.org")]).await;
        ada.sees("Ya hay una con esa dirección");
        ada.press(&app, "Sumar el área", &[("slug", "agencia-de-salud")]).await;
        ada.sees("el área está");
        ada.visit(&app, "/admin/areas/agencia-de-salud").await;
        assert_eq!(ada.value("head").unwrap(), "jefa@example.org");
        ada.press(&app, "Guardar", &[("name", "Agencia de la Salud"), ("head", "")]).await;
        ada.sees("Agencia de la Salud");

        ada.visit(&app, &format!("/admin/areas/{HEALTH}")).await;
        ada.sees("Sus 2 pedidos abiertos y sus responsables pasan");
        ada.press(&app, "Cerrar el área ahora", &[]).await;
        assert_eq!(ada.status(), 422, "a successor has to be named");
        ada.press(&app, "Cerrar el área ahora", &[("successor", "agencia-de-salud")]).await;
        ada.sees("el área está cerrada");
        let now = app.show("ana", &it).await;
        assert_eq!((now["area"].as_str(), now["status"].as_str()), (Some("agencia-de-salud"), Some("under_review")));
        assert_eq!(now["promise"]["state"], "dropped");
        // A question stays open, and whoever asked answers it to the successor.
        let now = app.show("ana", &asked).await;
        assert_eq!((now["area"].as_str(), now["status"].as_str()), (Some("agencia-de-salud"), Some("needs_info")));
        // Its liaison goes on with it, and nobody is sent to what is closed.
        let answer = json!({"action": "answer", "outcome": "not_held", "message": "No está."});
        app.act("lia", &it, answer).await;
        let refused = app.try_act("caro", &app.file("ana").await, json!({"action": "assign", "area": HEALTH, "message": "A Salud."})).await;
        assert_eq!(refused.status, 422);
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Cerró un área");
    }

    async fn whoever_is_given_a_desk_comes_in_by_its_door(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, "/me").await;
        assert_eq!(sol.status(), 200);
        // The session of before opens nothing: neither the desk nor the step of a second factor.
        app.person("sol", Role::Liaison, &[HEALTH]).await;
        for path in ["/desk", "/me", "/sign-in/second-factor"] {
            sol.visit(&app, path).await;
            assert!(sol.status() == 401 || sol.path().starts_with("/sign-in"), "{path}: {} {}", sol.status(), sol.path());
            assert!(!sol.has_button("Entrar"), "{path}");
        }
    }

    async fn everything_the_staff_does_is_written_down_for_good(db: TestDatabase) {
        let app = office(&db).await;
        let it = app.file("ana").await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
        let note = json!({"text": "Hablar con Compras", "internal": true});
        assert_eq!(app.by("lia").post(&format!("/api/v1/requests/{it}/comments"), note).await.status, 201);
        app.act("lia", &it, json!({"action": "plan", "promised_on": "2026-12-30", "message": "En diciembre."})).await;
        let mut ada = signed_in(&app, "ada").await;
        find(&mut ada, &app, "lia").await;
        ada.follow(&app, "Ver lo que hizo").await;
        for words in ["Prometer una fecha", "Nota interna", &it, "Responsable de datos"] {
            ada.sees(words);
        }
        ada.misses("Asignar");
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Asignar");
        ada.sees("Ingresó");
        // What data users do is theirs: no address of theirs is kept, and filing is no line here.
        ada.misses("Presentar");
        let connection = db.connect().await;
        for sql in ["update audit set role = 'x'", "delete from audit"] {
            let statement = Statement::from_string(connection.get_database_backend(), sql);
            assert!(connection.execute_raw(statement).await.is_err(), "{sql}");
        }
    }
}

on_both! {
    async fn while_somebody_is_away_their_area_hears(db: TestDatabase) {
        let mut app = office(&db).await;
        app.person("nico", Role::Liaison, &[HEALTH]).await;
        let it = app.file_with("ana", json!({"area": HEALTH})).await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH, "person": "lia@example.org"})).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/me").await;
        lia.press(&app, "Guardar", &[("away_until", "2026-11-19")]).await;
        assert_eq!((lia.status(), lia.value("away_until").unwrap()), (422, "2026-11-19".to_owned()));
        lia.press(&app, "Guardar", &[("away_until", "2026-11-27")]).await;
        assert_eq!(lia.value("away_until").unwrap(), "2026-11-27");
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, &format!("/desk/{it}?action=assign")).await;
        caro.sees("lia (de licencia hasta el 27 de noviembre de 2026)");

        let readers = async |app: &TestApp, subject: &str| -> Vec<String> {
            let mails = post::deliver(app).await;
            let about = mails.iter().filter(|mail| mail.subject.contains(subject));
            let mut readers: Vec<_> = about.map(|mail| mail.reader().to_owned()).collect();
            readers.sort();
            readers
        };
        app.act("caro", &it, json!({"action": "ask", "message": "¿De qué años?"})).await;
        post::deliver(&app).await;
        app.act("ana", &it, json!({"action": "reply", "message": "De todos."})).await;
        assert_eq!(readers(&app, "PD-2026-000001").await, ["nico"]);

        // Back, as the day says.
        app.at("2026-11-28T12:00:00Z");
        app.act("caro", &it, json!({"action": "ask", "message": "¿Por mes?"})).await;
        post::deliver(&app).await;
        app.act("ana", &it, json!({"action": "reply", "message": "Por mes."})).await;
        assert_eq!(readers(&app, "PD-2026-000001").await, ["lia"]);
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/me").await;
        assert_eq!(lia.value("away_until").unwrap(), "");
    }
    async fn a_key_for_a_program_is_shown_once_and_revoked_at_once(db: TestDatabase) {
        let app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/tokens").await;
        ada.press(&app, "Hacer la clave", &[("email", "nadie@example.org"), ("name", "Tablero"), ("days", "400")]).await;
        assert_eq!((ada.status(), ada.value("email").unwrap()), (422, "nadie@example.org".to_owned()));
        ada.press(&app, "Hacer la clave", &[("days", "30")]).await;
        assert_eq!(ada.status(), 422, "nobody is called that");
        ada.press(&app, "Hacer la clave", &[("email", "caro@example.org")]).await;
        let key = ada.html().split("<code>").nth(1).unwrap().split("</code>").next().unwrap().to_owned();
        ada.sees("no se vuelve a mostrar");
        let ask = async |app: &TestApp| {
            let client = app.anonymous().with("authorization", &format!("Bearer {key}"));
            client.get("/api/v1/requests?status=received").await.status.as_u16()
        };
        assert_eq!(ask(&app).await, 200);
        let write = app.anonymous().with("authorization", &format!("Bearer {key}"));
        assert_eq!(write.post("/api/v1/requests", json!({})).await.status, 403, "it only reads");

        ada.visit(&app, "/admin/tokens").await;
        assert!(!ada.html().contains(&key));
        ada.sees("Tablero");
        ada.press(&app, "Anular : Tablero", &[]).await;
        ada.sees("ya no abre nada");
        assert_eq!(ask(&app).await, 401);
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Anuló una clave para programas");
    }
}
