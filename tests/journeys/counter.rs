//! The counter without an account: asking for data, proving an address by code or link, signing in, and nothing lost on the way.

use testkit::{TestDatabase, on_both};

use crate::{app::TestApp, browser::Browser, post};

const BODY: &str = "Necesito cuánta gente trabaja en cada repartición y cuánto cobra, desde 2022.";

on_both! {
    async fn a_request_is_filed_with_two_fields_and_a_code(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut eva = Browser::new();
        eva.visit(&app, "/").await;
        eva.follow(&app, "Pedí un dato").await;
        assert_eq!((eva.status(), eva.header("cache-control")), (200, "private, no-store"));

        eva.press(&app, "Enviar pedido", &[("body", "sueldos"), ("email", "eva@")]).await;
        assert_eq!(eva.status(), 422);
        eva.sees("Hay un problema");
        assert_eq!((eva.value("body").unwrap(), eva.value("email").unwrap()), ("sueldos".into(), "eva@".into()));

        eva.press(&app, "Enviar pedido", &[("body", BODY), ("email", "eva@example.org")]).await;
        eva.sees("Mandamos un código a e•••@example.org");
        assert_eq!(app.anonymous().get("/api/v1/requests").await.json()["items"].as_array().unwrap().len(), 0);

        let mails = post::deliver(&app).await;
        let mail = post::to(&mails, "eva", "");
        eva.press(&app, "Presentar el pedido", &[("code", "000000")]).await;
        assert_eq!(eva.status(), 422);
        eva.sees("Ese código no es");
        eva.press(&app, "Presentar el pedido", &[("code", &mail.code())]).await;
        eva.sees("Tu pedido es PD-2026-000001");
        eva.sees("Respuesta hasta el");
        eva.follow(&app, "Ver el pedido").await;
        eva.sees("cuánto cobra");
        assert!(!eva.html().contains("eva@example.org"));

        // The receipt, and a second visit of the link a day later: it is the same request.
        let mails = post::deliver(&app).await;
        post::to(&mails, "eva", "PD-2026-000001");
        app.at("2026-11-21T12:00:00Z");
        let mut other = Browser::new();
        other.visit(&app, &mail.link("/confirm?token=")).await;
        other.sees("Tu pedido es PD-2026-000001");
    }

    async fn opening_a_link_uses_nothing_up_and_its_button_files_once(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        eva.press(&app, "Enviar pedido", &[("body", BODY), ("email", "eva@example.org"), ("name", "Eva <Perón>")]).await;
        let mails = post::deliver(&app).await;
        let link = post::to(&mails, "eva", "").link("/confirm?token=");
        for _ in 0..5 {
            let mut scanner = Browser::new();
            scanner.visit(&app, &link).await;
            assert_eq!(scanner.status(), 200);
        }
        let mut phone = Browser::in_language("en");
        phone.visit(&app, &link).await;
        phone.sees("Press the button and your request is filed");
        phone.press(&app, "File the request", &[]).await;
        phone.sees("Your request is PD-2026-000001");
        eva.visit(&app, "/requests/PD-2026-000001").await;
        eva.sees("Eva <Perón>");
        assert_eq!(app.anonymous().get("/api/v1/requests").await.json()["items"].as_array().unwrap().len(), 1);
    }

    async fn a_code_that_did_not_come_is_sent_again_and_the_old_one_dies(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        eva.press(&app, "Enviar pedido", &[("body", BODY), ("email", "eva@example.org")]).await;
        let first = post::to(&post::deliver(&app).await, "eva", "").clone();
        app.at("2026-11-20T12:09:00Z");
        eva.press(&app, "Mandar un código nuevo", &[]).await;
        eva.sees("El anterior ya no sirve");
        let second = post::to(&post::deliver(&app).await, "eva", "").clone();
        eva.press(&app, "Presentar el pedido", &[("code", &first.code())]).await;
        eva.sees("Ese código no es");
        app.at("2026-11-20T12:18:00Z");
        let mut late = Browser::new();
        late.visit(&app, &first.link("/confirm?token=")).await;
        late.sees("Este enlace ya venció");
        eva.press(&app, "Presentar el pedido", &[("code", &second.code())]).await;
        eva.sees("PD-2026-000001");
    }

    async fn the_draft_can_be_changed_before_it_is_filed(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        eva.press(&app, "Enviar pedido", &[("body", BODY), ("email", "evva@example.org"), ("theme", "budget")]).await;
        eva.follow(&app, "Cambiar el correo o el pedido").await;
        assert_eq!(eva.value("body").unwrap(), BODY);
        assert_eq!(eva.value("theme").unwrap(), "budget");
        eva.press(&app, "Enviar pedido", &[("email", "eva@example.org")]).await;
        let mails = post::deliver(&app).await;
        let code = post::to(&mails, "eva", "").code();
        eva.press(&app, "Presentar el pedido", &[("code", &code)]).await;
        eva.sees("PD-2026-000001");
    }

    async fn what_was_asked_before_is_shown_before_it_is_sent(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let first = app.file_with("ana", serde_json::json!({"body": BODY, "title": "Sueldos por repartición"})).await;
        let mut eva = Browser::new();
        eva.visit(&app, "/requests/new").await;
        let typed = "Quiero saber cuánto cobra la gente que trabaja en cada repartición.";
        eva.press(&app, "Enviar pedido", &[("body", typed), ("email", "eva@example.org")]).await;
        eva.sees("Puede que ya esté");
        eva.sees("Sueldos por repartición");
        assert_eq!(eva.link("Yo también lo necesito").unwrap(), format!("/requests/{first}/support"));
        assert_eq!(eva.value("email").unwrap(), "eva@example.org");
        eva.press(&app, "Lo mío es otra cosa", &[]).await;
        eva.sees("Mandamos un código");
    }

    async fn a_double_click_files_once_and_a_changed_form_files_another(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/requests/new").await;
        let (path, pairs) = ana.filled("Enviar pedido", &[("body", BODY)]);
        ana.post(&app, &path, &pairs).await;
        ana.sees("PD-2026-000001");
        ana.post(&app, &path, &pairs).await;
        ana.sees("PD-2026-000001");
        let changed: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (name.clone(), if name == "body" { format!("{value} Y 2021.") } else { value.clone() }))
            .chain([("similar_seen".to_owned(), "1".to_owned())])
            .collect();
        ana.post(&app, &path, &changed).await;
        ana.sees("PD-2026-000002");
    }

    async fn staff_files_for_somebody_who_is_told(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.at("2026-11-20T12:00:00Z");
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/requests/new").await;
        assert!(ana.value("on_behalf_of.name").is_none());
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/requests/new").await;
        caro.press(&app, "Enviar pedido", &[("body", BODY), ("on_behalf_of.name", "Vecina de Boedo"), ("on_behalf_of.email", "eva@example.org")]).await;
        caro.sees("PD-2026-000001");
        post::to(&post::deliver(&app).await, "eva", "PD-2026-000001");
        let request = app.show("caro", "PD-2026-000001").await;
        assert_eq!((&request["requester"]["name"], &request["origin"]), (&"Vecina de Boedo".into(), &"staff".into()));
    }

    async fn a_forged_form_changes_nothing_and_ours_can_be_sent_again(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/requests/new").await;
        let (path, pairs) = ana.filled("Enviar pedido", &[("body", BODY)]);
        let without: Vec<_> = pairs.iter().filter(|(name, _)| name != "_csrf").cloned().collect();
        ana.post(&app, &path, &without).await;
        assert_eq!(ana.status(), 403);
        ana.sees(BODY);
        ana.press(&app, "Enviar de nuevo", &[]).await;
        ana.sees("PD-2026-000001");

        // The proof of another browser, another site, another kind of body.
        let mut mallory = Browser::new();
        mallory.visit(&app, "/requests/new").await;
        let (_, theirs) = mallory.filled("Enviar pedido", &[("body", BODY)]);
        ana.post(&app, &path, &theirs).await;
        assert_eq!(ana.status(), 403);
        let cookie = ana.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("content-type", "text/plain")] {
            let mut client = app.anonymous().with("cookie", &cookie);
            if name != "content-type" {
                client = client.with("content-type", "application/x-www-form-urlencoded");
            }
            let answer = client.with(name, value).send(axum::http::Method::POST, &path, Some(body.clone())).await;
            assert_eq!(answer.status, 403, "{name}: {value}");
            assert!(!answer.text.contains("Enviar de nuevo"));
        }
        assert_eq!(app.anonymous().get("/api/v1/requests").await.json()["items"].as_array().unwrap().len(), 1);
    }

    async fn whoever_signs_in_is_told_the_same_known_or_not(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut pages = Vec::new();
        for who in ["ana", "nobody"] {
            let mut browser = Browser::new();
            browser.visit(&app, "/sign-in").await;
            browser.press(&app, "Mandarme el correo", &[("email", &format!("{who}@example.org"))]).await;
            browser.sees("Mandamos un enlace y un código");
            pages.push((browser.status(), browser.text().replace("n•••", "a•••")));
        }
        assert_eq!(pages[0], pages[1]);
        let mails = post::deliver(&app).await;
        let mut nobody = Browser::new();
        nobody.visit(&app, &post::to(&mails, "nobody", "").link("/sign-in?token=")).await;
        nobody.press(&app, "Ingresar", &[]).await;
        assert_eq!(nobody.path(), "/me");
    }

    async fn a_session_ends_at_once_and_its_secret_opens_nothing_after(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut ana = signed_in(&app, "ana").await;
        let stolen = ana.cookies().clone();
        ana.visit(&app, "/requests/new").await;
        assert!(ana.value("email").is_none());
        assert!(ana.html().contains("Salir"));
        ana.press(&app, "Salir", &[]).await;
        assert_eq!(ana.path(), "/");
        assert!(ana.cookies().get("vt").is_none());
        let cookie = format!("vt={}", stolen["vt"]);
        let page = app.anonymous().with("cookie", &cookie).get("/requests/new").await;
        assert!(page.text.contains("name=\"email\""));
    }

    async fn a_request_typed_before_the_session_ended_is_not_lost(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/requests/new").await;
        let (path, pairs) = ana.filled("Enviar pedido", &[("body", BODY)]);
        app.at("2026-12-25T12:00:00Z");
        // Filing needs no session: it is the e-mail that is missing, and what was typed is there.
        ana.post(&app, &path, &pairs).await;
        assert_eq!(ana.status(), 422);
        assert_eq!(ana.value("body").unwrap(), BODY);
    }
}

/// Signs in by the link of a mail; whatever other mail is due leaves with it.
pub async fn signed_in(app: &TestApp, who: &str) -> Browser {
    let mut browser = Browser::new();
    browser.visit(app, "/sign-in").await;
    let address = format!("{who}@example.org");
    browser
        .press(app, "Mandarme el correo", &[("email", &address)])
        .await;
    let mut mails = post::deliver(app).await;
    mails.retain(|mail| mail.text.contains("/sign-in?token="));
    let link = post::to(&mails, who, "").link("/sign-in?token=");
    browser.visit(app, &link).await;
    browser.press(app, "Ingresar", &[]).await;
    browser
}
