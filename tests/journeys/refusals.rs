//! Bad input and bad luck: every 4xx, in the order of the contract, in the caller's language, with nothing half-written.

use axum::http::Method;
use domain::{person::Role, store::tokens::Scope};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{Answer, HEALTH, TestApp};

fn says(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (status, code),
        "{}",
        answer.text
    );
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned()))
        .collect()
}

on_both! {
    async fn who_you_are_comes_first(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let actions = format!("/api/v1/requests/{reference}/actions");
        says(&app.anonymous().post("/api/v1/requests", json!({})).await, 401, "unauthenticated");
        says(&app.anonymous().post("/api/v1/requests/PD-2026-000999/actions", json!({})).await, 401, "unauthenticated");
        for bad in ["Bearer vt_nobody", "Bearer nobody", "Basic dnQ6", "vt_x", "Bearer"] {
            let answer = app.anonymous().with("authorization", bad).get("/api/v1/requests").await;
            says(&answer, 401, "bad_token");
            assert!(answer.header("www-authenticate").starts_with("Bearer "));
        }
        says(&app.by("caro-read").post("/api/v1/requests/PD-2026-000999/actions", json!({})).await, 404, "not_found");
        says(&app.by("caro-read").post(&actions, json!({"action": "?"})).await, 403, "read_only_token");
        says(&app.by("caro-read").post("/api/v1/requests", json!({})).await, 403, "read_only_token");
        assert_eq!(app.by("caro-read").get(&format!("/api/v1/requests/{reference}")).await.status, 200);
    }

    async fn a_token_ends_with_its_time_or_its_person(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        assert_eq!(app.by("ana").get("/api/v1/themes").await.status, 200);
        app.disable("ana").await;
        says(&app.by("ana").get("/api/v1/themes").await, 401, "bad_token");
        app.at("2027-11-21T12:00:00Z");
        says(&app.by("sol").get("/api/v1/themes").await, 401, "bad_token");
    }

    async fn what_is_sent_is_judged_before_the_right_to_send_it(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let path = format!("/api/v1/requests/{reference}/actions");
        for body in ["", "{", "[]", "null", "\"x\"", "{\"action\": }"] {
            let answer = app.by("leo").send(Method::POST, &path, Some(body.to_owned())).await;
            says(&answer, 422, "unparsable");
        }
        for action in [json!({}), json!({"action": "vanish"}), json!({"action": 7}), json!({"action": "file"})] {
            let answer = app.by("leo").post(&path, action).await;
            says(&answer, 422, "unknown_action");
            assert_eq!(answer.errors(), pairs(&[("#/action", "unknown_value")]));
        }
        let text = app.by("leo").with("content-type", "text/plain").post(&path, json!({"action": "ask"})).await;
        says(&text, 415, "unsupported_media_type");
        let large = json!({"action": "ask", "message": "x".repeat(1024 * 1024)});
        says(&app.by("leo").post(&path, large).await, 413, "too_large");
        says(&app.by("leo").post(&path, json!({"action": "ask"})).await, 428, "if_match_required");
        let stranger = app.by("leo").with("if-match", "\"v9\"").post(&path, json!({"action": "ask"})).await;
        says(&stranger, 403, "not_your_area");
        let stale = app.by("caro").with("if-match", "\"v9\"").post(&path, json!({"action": "reply"})).await;
        says(&stale, 412, "stale");
        assert_eq!(stale.json()["version"], 1);
        let early = app.by("caro").with("if-match", "\"v1.r1\"").post(&path, json!({"action": "reply"})).await;
        says(&early, 409, "wrong_status");
        assert_eq!(early.json()["status_now"], "received");
        assert!(early.json()["allowed"].as_array().unwrap().contains(&json!("assign")));
        let unsaid = app.by("caro").with("if-match", "W/\"v1\"").post(&path, json!({"action": "ask"})).await;
        says(&unsaid, 422, "invalid");
        assert_eq!(unsaid.errors(), pairs(&[("#/message", "required")]));
        assert_eq!(app.show("caro", &reference).await["version"], 1);
        assert_eq!(app.events(&reference).await.len(), 1);
    }

    async fn every_wrong_field_is_pointed_at(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let filed = json!({"body": "corto", "kind": "martian", "sector": 7, "on_behalf_of": {"email": "x"}});
        let answer = app.by("ana").post("/api/v1/requests", filed).await;
        says(&answer, 422, "invalid");
        let expected = [
            ("#/body", "too_short"),
            ("#/kind", "unknown_value"),
            ("#/on_behalf_of/name", "required"),
            ("#/on_behalf_of/email", "not_an_email"),
            ("#/sector", "unknown_value"),
        ];
        assert_eq!(answer.errors(), pairs(&expected));
        let body = "Necesito el presupuesto de cada comuna.";
        let nowhere = json!({"body": body, "theme": "?", "area": "?", "follows": "PD-2020-000001"});
        let expected = [("#/theme", "not_a_theme"), ("#/area", "not_an_area"), ("#/follows", "not_a_request")];
        assert_eq!(app.by("ana").post("/api/v1/requests", nowhere).await.errors(), pairs(&expected));
        let reference = app.file("ana").await;
        for (action, expected) in [
            (json!({"action": "assign"}), vec![("#/area", "required")]),
            (json!({"action": "assign", "area": "luna"}), vec![("#/area", "not_an_area")]),
            (json!({"action": "assign", "area": HEALTH, "person": "mar@example.org"}), vec![("#/person", "not_a_liaison")]),
            (json!({"action": "answer", "message": "x", "outcome": "partial"}), vec![("#/evidence/dataset", "required"), ("#/evidence/missing", "required")]),
            (json!({"action": "answer", "message": "x", "outcome": "withdrawn"}), vec![("#/outcome", "unknown_value")]),
            (json!({"action": "answer", "message": "x", "outcome": "published", "evidence": {"url": "javascript:alert(1)"}}), vec![("#/evidence/url", "not_a_url"), ("#/evidence/dataset", "required")]),
            (json!({"action": "merge", "message": "x", "into": reference}), vec![("#/into", "not_mergeable")]),
            (json!({"action": "merge", "message": "x", "into": "PD-2026-000999"}), vec![("#/into", "not_a_request")]),
            (json!({"action": "split", "message": "x", "areas": [HEALTH]}), vec![("#/areas", "out_of_range")]),
            (json!({"action": "hide", "message": "x", "reason": "dislike"}), vec![("#/reason", "unknown_value")]),
            (json!({"action": "hide", "message": " "}), vec![("#/message", "required"), ("#/reason", "required")]),
        ] {
            let answer = app.try_act("caro", &reference, action.clone()).await;
            says(&answer, 422, "invalid");
            assert_eq!(answer.errors(), pairs(&expected), "{action}");
        }
        assert_eq!(app.events(&reference).await.len(), 1);
    }

    async fn no_is_not_a_verdict_and_promises_lie_ahead(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        app.act("caro", &reference, json!({"action": "assign", "area": HEALTH})).await;
        for (on, code) in [("2026-11-20", "date_past"), ("2028-11-21", "date_too_far"), ("mañana", "not_a_date")] {
            let plan = json!({"action": "plan", "message": "x", "promised_on": on});
            assert_eq!(app.try_act("lia", &reference, plan).await.errors(), pairs(&[("#/promised_on", code)]));
        }
        let answer = json!({"action": "answer", "message": "No lo tenemos.", "outcome": "not_held"});
        app.act("lia", &reference, answer).await;
        let no = app.try_act("ana", &reference, json!({"action": "confirm", "verdict": "no"})).await;
        assert_eq!(no.errors(), pairs(&[("#/verdict", "use_dispute")]));
        let partly = app.try_act("ana", &reference, json!({"action": "confirm", "verdict": "partly", "rating": 6})).await;
        assert_eq!(partly.errors(), pairs(&[("#/message", "required"), ("#/rating", "out_of_range")]));
    }

    async fn a_key_is_for_one_call(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let body = json!({"body": "Necesito el presupuesto ejecutado de cada comuna."});
        let file = |body: Value| app.by("ana").with("idempotency-key", "k").post("/api/v1/requests", body);
        let first = file(body.clone()).await;
        assert_eq!(first.status, 201);
        let again = file(body.clone()).await;
        assert_eq!((again.status.as_u16(), again.header("location")), (201, first.header("location")));
        says(&file(json!({"body": "Otra cosa, bastante distinta."})).await, 422, "key_reused");
        says(&file(json!({"body": "corta"})).await, 422, "key_reused");
        let other = app.by("leo").with("idempotency-key", "k").post("/api/v1/requests", body.clone()).await;
        assert_ne!(other.header("location"), first.header("location"), "keys are per token");
        let long = app.by("ana").with("idempotency-key", &"k".repeat(256)).post("/api/v1/requests", body).await;
        assert_eq!(long.errors(), pairs(&[("#/header/idempotency-key", "out_of_range")]));
    }

    async fn a_repeated_action_is_judged_once(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let path = format!("/api/v1/requests/{reference}/actions");
        let assign = json!({"action": "assign", "area": HEALTH});
        for _ in 0..3 {
            let client = app.by("caro").with("if-match", "\"v1\"").with("idempotency-key", "a");
            let answer = client.post(&path, assign.clone()).await;
            assert_eq!((answer.status.as_u16(), &answer.json()["version"]), (200, &json!(2)), "{}", answer.text);
        }
        let client = app.by("caro").with("if-match", "\"v1\"");
        says(&client.post(&path, assign).await, 412, "stale");
    }

    async fn refusals_are_in_the_callers_language(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let english = app.anonymous().with("accept-language", "en-GB, es;q=0.5").get("/api/v1/requests/PD-2020-000001").await;
        assert_eq!((english.header("content-language"), english.json()["title"].as_str()), ("en", Some("Not found")));
        assert!(english.header("vary").contains("Accept-Language"));
        let spanish = app.by("ana").with("accept-language", "fr").get("/api/v1/requests/PD-2020-000001").await;
        assert_eq!((spanish.header("content-language"), spanish.json()["title"].as_str()), ("es-AR", Some("No está")));
    }

    async fn nothing_else_answers(db: TestDatabase) {
        let mut app = TestApp::new(&db).await;
        app.person("ana", Role::Person, &[]).await;
        app.token("ana", Scope::Read, "ana-read").await;
        says(&app.anonymous().get("/api/v1/nothing").await, 404, "not_found");
        says(&app.anonymous().get("/api/v1/requests/nonsense").await, 404, "not_found");
        let method = app.anonymous().delete("/api/v1/themes").await;
        says(&method, 405, "method_not_allowed");
        assert!(method.header("allow").contains("GET"), "{:?}", method.headers);
        let page = app.anonymous().get("/nothing").await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (404, "text/html; charset=utf-8"));
        for host in ["evil.example", "localhost.evil.example", "localhost@evil.example", ""] {
            let answer = app.anonymous().with("host", host).get("/api/v1/themes").await;
            says(&answer, 421, "wrong_host");
            assert!(!answer.text.contains("evil"));
        }
        assert_eq!(app.anonymous().with("host", "127.0.0.1:9").get("/api/v1/themes").await.status, 200);
        assert_eq!(app.anonymous().with("host", "10.0.0.7").get("/healthz").await.status, 200);
    }
}
