//! What data users do on a request that is not theirs, and on their own page: support, follow, comment, with an account and
//! without one; and what of it others see.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
};

fn at(reference: &str, page: &str) -> String {
    format!("/requests/{reference}/{page}")
}

async fn supporters(app: &TestApp, reference: &str) -> i64 {
    app.show("anonymous", reference).await["supporters"]
        .as_i64()
        .unwrap()
}

async fn followers(app: &TestApp, reference: &str) -> i64 {
    app.show("anonymous", reference).await["followers"]
        .as_i64()
        .unwrap()
}

on_both! {
    async fn somebody_without_an_account_supports_with_a_code(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let mut eva = Browser::new();
        eva.visit(&app, &format!("/requests/{reference}")).await;
        assert!(!eva.html().contains("<form"), "anybody gets the same page: no form is made for one");
        eva.follow(&app, "Yo también lo necesito").await;
        assert_eq!((eva.status(), eva.header("cache-control")), (200, "private, no-store"));
        eva.sees("Todavía nadie más lo dijo");

        let typed = [("email", "eva@"), ("text", "Para una nota <b>larga</b>"), ("public", "true"), ("sector", "journalism")];
        eva.press(&app, "Sumar mi apoyo", &typed).await;
        assert_eq!(eva.status(), 422);
        eva.sees("No parece una dirección de correo");
        assert_eq!(eva.value("text").unwrap(), "Para una nota <b>larga</b>");
        assert_eq!((eva.value("sector").unwrap(), eva.value("public").unwrap()), ("journalism".into(), "true".into()));
        eva.press(&app, "Sumar mi apoyo", &[("email", "eva@example.org")]).await;
        eva.sees("Mandamos un código a e•••@example.org");
        assert_eq!(supporters(&app, &reference).await, 0);
        let code = post::to(&post::deliver(&app).await, "eva", "").code();
        eva.press(&app, "Sumar mi apoyo", &[("code", &code)]).await;
        eva.sees("Sumamos tu apoyo");
        eva.sees("ya es 1 persona más");
        eva.follow(&app, "Ver el pedido").await;
        eva.sees("Para qué lo necesitan otras personas");
        eva.sees("Para una nota <b>larga</b>");
        assert_eq!((supporters(&app, &reference).await, followers(&app, &reference).await), (1, 1));
        assert!(!eva.html().contains("eva@"));
    }

    async fn a_scanner_opens_the_link_and_the_button_supports_once(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let mut eva = Browser::new();
        eva.visit(&app, &at(&reference, "support")).await;
        eva.press(&app, "Sumar mi apoyo", &[("email", "eva@example.org")]).await;
        let link = post::to(&post::deliver(&app).await, "eva", "").link("/confirm?token=");
        for _ in 0..3 {
            let mut scanner = Browser::new();
            scanner.visit(&app, &link).await;
            assert_eq!(scanner.status(), 200);
        }
        assert_eq!(supporters(&app, &reference).await, 0);
        let mut phone = Browser::new();
        phone.visit(&app, &link).await;
        phone.press(&app, "Sumar mi apoyo", &[]).await;
        phone.sees("Sumamos tu apoyo");
        phone.visit(&app, &link).await;
        phone.sees("Sumamos tu apoyo");
        assert_eq!(supporters(&app, &reference).await, 1);
    }

    async fn whoever_is_signed_in_supports_at_once_and_takes_it_back(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &at(&reference, "support")).await;
        assert!(sol.value("email").is_none());
        sol.press(&app, "Sumar mi apoyo", &[("text", "Para mi tesis"), ("sector", "academia")]).await;
        sol.sees("Sumamos tu apoyo");
        sol.visit(&app, &format!("/requests/{reference}")).await;
        sol.sees("Vos también lo necesitás");
        sol.misses("Para mi tesis");
        sol.follow(&app, "Cambiar o quitar").await;
        sol.sees("Ya contamos tu apoyo");
        assert_eq!((sol.value("text").unwrap(), sol.value("sector").unwrap()), ("Para mi tesis".into(), "academia".into()));
        sol.press(&app, "Guardar los cambios", &[("text", "Para mi tesis de grado"), ("public", "true")]).await;
        assert_eq!(supporters(&app, &reference).await, 1);
        sol.visit(&app, &format!("/requests/{reference}")).await;
        sol.sees("Para mi tesis de grado");
        sol.visit(&app, &at(&reference, "support")).await;
        sol.press(&app, "Quitar mi apoyo", &[]).await;
        sol.sees("Quitamos tu apoyo");
        assert_eq!((supporters(&app, &reference).await, followers(&app, &reference).await), (0, 1));

        // One's own request, and one that lives on elsewhere.
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &at(&reference, "support")).await;
        ana.sees("Este pedido es tuyo, así que tu apoyo ya cuenta.");
        let other = app.file("leo").await;
        sol.visit(&app, &at(&other, "support")).await;
        let (path, pairs) = sol.filled("Sumar mi apoyo", &[("text", "Para comparar hospitales")]);
        app.act("caro", &other, json!({"action": "merge", "into": reference, "message": "Es el mismo."})).await;
        sol.post(&app, &path, &pairs).await;
        assert_eq!(sol.status(), 409);
        sol.sees("Para comparar hospitales");
        sol.follow(&app, "Apoyar el otro pedido").await;
        assert_eq!(sol.path(), at(&reference, "support"));
        let mut anybody = Browser::new();
        for page in ["follow", "comments"] {
            anybody.visit(&app, &at(&other, page)).await;
            anybody.sees("Este pedido se unió a otro");
            assert!(!anybody.has_button("Seguir por correo") && !anybody.has_button("Publicar el comentario"));
        }
    }

    async fn following_begins_and_ends_by_mail_and_by_page(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let mut eva = Browser::new();
        eva.visit(&app, &at(&reference, "follow")).await;
        eva.press(&app, "Seguir por correo", &[("email", "")]).await;
        assert_eq!(eva.status(), 422);
        eva.press(&app, "Seguir por correo", &[("email", "eva@example.org")]).await;
        let code = post::to(&post::deliver(&app).await, "eva", "").code();
        eva.press(&app, "Seguir este pedido", &[("code", &code)]).await;
        eva.sees("Ya seguís este pedido");
        assert_eq!(followers(&app, &reference).await, 1);

        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &format!("/requests/{reference}")).await;
        sol.follow(&app, "Seguir por correo").await;
        sol.press(&app, "Seguir por correo", &[]).await;
        sol.visit(&app, &format!("/requests/{reference}")).await;
        sol.sees("Lo seguís por correo");
        sol.follow(&app, "Dejar de seguir").await;
        sol.press(&app, "Dejar de seguir", &[]).await;
        sol.sees("Ya no lo seguís");
        assert_eq!(followers(&app, &reference).await, 1);
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &at(&reference, "follow")).await;
        ana.sees("te avisamos cada paso por correo");
        assert!(!ana.has_button("Seguir por correo"));
    }

    async fn the_link_of_a_mail_stops_the_mail_and_does_nothing_else(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        for who in ["sol", "leo"] {
            app.by(who).put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        }
        app.act("ana", &reference, json!({"action": "withdraw"})).await;
        let mails = post::deliver(&app).await;
        let link = post::to(&mails, "sol", &reference).link("/follow?key=");
        let mut sol = Browser::new();
        for _ in 0..2 {
            sol.visit(&app, &link).await;
            assert_eq!((sol.status(), sol.header("cache-control")), (200, "private, no-store"));
        }
        assert_eq!(followers(&app, &reference).await, 2);
        sol.visit(&app, "/me").await;
        assert!(sol.path().starts_with("/sign-in"), "a link signs nobody in");
        for broken in [link.replace("key=A", "key=B"), format!("{link}A"), link.replace("000001", "000002")] {
            sol.visit(&app, &broken).await;
            assert_eq!(sol.status(), 404, "{broken}");
        }
        sol.visit(&app, &link).await;
        sol.sees("Dejar de recibir correos de este pedido");
        sol.press(&app, "Dejar de seguir", &[]).await;
        sol.sees("Ya no lo seguís");
        sol.visit(&app, &link).await;
        sol.sees("no te mandamos novedades");

        // A mail program's one click: to the link itself, with no form of ours and no redirect (RFC 8058).
        let link = post::to(&mails, "leo", &reference).link("/follow?key=");
        let path = link.strip_prefix(crate::app::BASE).unwrap();
        let click = |path: String| {
            app.anonymous()
                .with("content-type", "application/x-www-form-urlencoded")
                .send(axum::http::Method::POST, Box::leak(path.into_boxed_str()), Some("List-Unsubscribe=One-Click".into()))
        };
        assert_eq!(click(path.replace("key=A", "key=B")).await.status, 404);
        assert_eq!(followers(&app, &reference).await, 1);
        assert_eq!(click(path.to_owned()).await.status, 200);
        assert_eq!(followers(&app, &reference).await, 0);
        assert_eq!(supporters(&app, &reference).await, 2);
    }

    async fn comments_are_made_with_an_account_and_without(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let mut eva = Browser::new();
        eva.visit(&app, &at(&reference, "comments")).await;
        eva.press(&app, "Publicar el comentario", &[("name", "Eva")]).await;
        assert_eq!(eva.status(), 422);
        assert_eq!(eva.html().matches("class=\"field-error\"").count(), 2, "all that is wrong at once");
        let words = "En mi barrio <i>faltan</i> los insumos.";
        eva.press(&app, "Publicar el comentario", &[("text", words), ("email", "eva@example.org")]).await;
        let code = post::to(&post::deliver(&app).await, "eva", "").code();
        eva.press(&app, "Publicar el comentario", &[("code", &code)]).await;
        eva.sees("Tu comentario está publicado");

        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &format!("/requests/{reference}")).await;
        sol.sees(words);
        sol.follow(&app, "Comentar").await;
        sol.sees(words);
        let (path, pairs) = sol.filled("Publicar el comentario", &[("text", "Acá también.")]);
        for _ in 0..2 {
            sol.post(&app, &path, &pairs).await;
            sol.sees("Tu comentario está publicado");
        }
        assert_eq!(app.show("anonymous", &reference).await["comments"], 2);

        app.act("ana", &reference, json!({"action": "withdraw"})).await;
        app.at("2027-02-18T12:00:00Z");
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &at(&reference, "comments")).await;
        assert!(sol.has_button("Publicar el comentario"));
        let (path, pairs) = sol.filled("Publicar el comentario", &[("text", "Llego tarde, pero lo digo igual.")]);
        app.at("2027-02-19T12:00:00Z");
        sol.post(&app, &path, &pairs).await;
        assert_eq!(sol.status(), 409);
        sol.sees("Los comentarios de este pedido se cerraron");
        sol.sees("Llego tarde, pero lo digo igual.");
        let mut anybody = Browser::new();
        anybody.visit(&app, &format!("/requests/{reference}")).await;
        assert!(anybody.link("Comentar").is_none());
    }

    async fn ones_own_page_shows_what_is_ones_own(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let waits = app.file_with("ana", json!({"title": "Compras de guantes por hospital", "area": HEALTH})).await;
        let answered = app.file_with("ana", json!({"title": "Turnos de guardia por hospital", "area": HEALTH})).await;
        let wanted = app.file_with("leo", json!({"title": "Sueldos de cada repartición"})).await;
        app.act("lia", &waits, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &waits, json!({"action": "ask", "message": "¿Por mes?"})).await;
        app.act("lia", &answered, json!({"action": "answer", "outcome": "not_held", "message": "No lo tenemos."})).await;
        app.by("ana").put(&format!("/api/v1/requests/{wanted}/support"), json!({})).await;

        let mut nobody = Browser::new();
        nobody.visit(&app, "/me").await;
        assert_eq!(nobody.path(), "/sign-in?next=%2Fme");

        let mut ana = signed_in(&app, "ana").await;
        assert_eq!((ana.path(), ana.header("cache-control")), ("/me", "private, no-store"));
        for words in [
            "Hay 2 cosas que te esperan", "Hay una pregunta para vos: Compras de guantes", "falta tu opinión: Turnos de guardia",
            "Lo que apoyás Recibido", "Sueldos de cada repartición", "ana@example.org",
        ] {
            ana.sees(words);
        }
        assert_eq!(ana.link("Contestar la pregunta").unwrap(), at(&waits, "reply"));
        assert_eq!(ana.link("Decí si te sirve").unwrap(), at(&answered, "verdict"));
        ana.press(&app, "Dejar de seguir", &[]).await;
        ana.sees("Ya no lo seguís");
        ana.visit(&app, "/me").await;
        ana.sees("No seguís ningún pedido");

        // Somebody else's page has nothing of it.
        let sol = signed_in(&app, "sol").await;
        for words in ["Compras de guantes", "ana@example.org", "Sueldos"] {
            sol.misses(words);
        }
        sol.sees("Todavía no pediste nada");

        // Their own choices.
        ana.press(&app, "Guardar", &[("name", &"x".repeat(300)), ("locale", "en")]).await;
        assert_eq!(ana.status(), 422);
        ana.sees("Es muy largo");
        ana.press(&app, "Guardar", &[("name", "Ana <b>Díaz</b>"), ("locale", "en"), ("sector", "journalism")]).await;
        ana.sees("Your changes are saved");
        ana.sees("Hello, Ana <b>Díaz</b>");
        assert_eq!(ana.value("sector").unwrap(), "journalism");
        app.act("lia", &waits, json!({"action": "inform", "message": "Seguimos."})).await;
        let mail = post::to(&post::deliver(&app).await, "ana", &waits).clone();
        assert!(mail.text.contains("There is news about your request"), "mail in the language of the reader: {}", mail.text);
        ana.forget_cookies();
        app.at("2026-11-20T12:00:00Z");
        ana.visit(&app, "/me").await;
        ana.sees("Sin contraseña");
    }

    async fn long_lists_have_pages_that_join(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut all = Vec::new();
        for n in 0..27 {
            let reference = app.file_with("leo", json!({"title": format!("Obras en la escuela {n:02}")})).await;
            app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
            all.push(reference);
        }
        for (who, list) in [("sol", "supported"), ("sol", "followed"), ("leo", "filed")] {
            let mut browser = signed_in(&app, who).await;
            assert_eq!(browser.html().matches("class=\"me-title\"").count() % 10, 0, "the beginning of each");
            browser.visit(&app, &format!("/me?list={list}")).await;
            let mut seen = 0;
            for (page, count) in [(0, 25), (1, 2)] {
                assert_eq!(browser.html().matches("class=\"me-title\"").count(), count, "{list}");
                seen += all.iter().filter(|reference| browser.text().contains(reference.as_str())).count();
                if page == 0 {
                    browser.follow(&app, "Página siguiente").await;
                }
            }
            assert_eq!(seen, 27, "{list}: each once");
            browser.follow(&app, "Volver al principio").await;
            browser.sees("escuela 26");
        }
    }

    async fn nobody_learns_an_address(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.at("2026-11-20T12:00:00Z");
        let reference = app.file_with("ana", json!({"anonymous": true, "area": HEALTH})).await;
        app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({"text": "Para mí", "public": true})).await;
        app.by("leo").post(&format!("/api/v1/requests/{reference}/comments"), json!({"text": "Yo también."})).await;
        let mut lia = signed_in(&app, "lia").await;
        let mut leo = signed_in(&app, "leo").await;
        for page in ["", "/support", "/follow", "/comments", "/verdict", "/reply", "/withdraw", "/reopen", "/edit", "/done?what=support"] {
            let path = format!("/requests/{reference}{page}");
            let mut nobody = Browser::new();
            for browser in [&mut lia, &mut leo, &mut nobody] {
                browser.visit(&app, &path).await;
                assert_eq!(browser.status(), 200, "{path}");
                for secret in ["ana@", "sol@", ">ana<", ">sol<"] {
                    assert!(!browser.html().contains(secret), "{secret} at {path}");
                }
            }
        }
    }

    async fn what_is_hidden_is_gone_from_every_small_page(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        let mut ana = signed_in(&app, "ana").await;
        let mut sol = signed_in(&app, "sol").await;
        app.act("caro", &reference, json!({"action": "hide", "reason": "mistake", "message": "Por ahora."})).await;
        for page in ["support", "follow", "comments", "verdict", "reply", "withdraw", "reopen", "edit", "done?what=support"] {
            for browser in [&mut ana, &mut sol] {
                browser.visit(&app, &at(&reference, page)).await;
                assert_eq!(browser.status(), 404, "{page}");
            }
        }
        for browser in [&mut ana, &mut sol] {
            browser.visit(&app, "/me").await;
            browser.misses(&reference);
        }
    }

    async fn every_page_offers_to_ask(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut eva = Browser::new();
        eva.visit(&app, "/requests?q=sueldos%20de%20m%C3%A9dicos").await;
        eva.sees("No encontramos pedidos así");
        eva.follow(&app, "Pedilo").await;
        assert_eq!(eva.value("body").unwrap(), "sueldos de médicos");
        app.file_with("ana", json!({"title": "Sueldos de médicos", "theme": "health", "area": HEALTH})).await;
        eva.visit(&app, "/requests?q=sueldos").await;
        eva.sees("¿No es ninguno de estos?");
        eva.follow(&app, "Pedilo").await;
        assert_eq!(eva.value("body").unwrap(), "sueldos");
        eva.visit(&app, "/").await;
        assert!(eva.has_button("Pedilo"));
        eva.visit(&app, "/themes/health").await;
        eva.follow(&app, "Pedí un dato sobre este tema").await;
        assert_eq!(eva.value("theme").unwrap(), "health");
        eva.visit(&app, &format!("/areas/{HEALTH}")).await;
        eva.follow(&app, "Pedile un dato a esta área").await;
        assert_eq!(eva.value("area").unwrap(), HEALTH);
    }
}
