//! Lists, pages, filters, addresses, headers: what anybody may read, and how.

use std::collections::HashSet;

use axum::http::Method;
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{BASE, CULTURE, HEALTH, TestApp};

/// The keys of a request, as PRODUCT §6 lists them.
const KEYS: [&str; 43] = [
    "reference",
    "title",
    "body",
    "purpose",
    "kind",
    "theme",
    "theme_pending",
    "area",
    "status",
    "category",
    "outcome",
    "evidence",
    "verdict",
    "round",
    "origin",
    "language",
    "dataset",
    "wanted_frequency",
    "format",
    "period",
    "coverage",
    "supporters",
    "supporters_by_sector",
    "followers",
    "comments",
    "attachments",
    "clock",
    "promise",
    "priority",
    "part_of",
    "parts",
    "follows",
    "duplicate_of",
    "hidden",
    "requester",
    "anonymous",
    "created_at",
    "updated_at",
    "answered_at",
    "closed_at",
    "version",
    "url",
    "allowed",
];

fn keys(value: &Value) -> HashSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

fn references(list: &Value) -> Vec<String> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["reference"].as_str().unwrap().to_owned())
        .collect()
}

on_both! {
    async fn every_key_is_always_there(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let filed = app.by("ana").post("/api/v1/requests", json!({"body": "Necesito el presupuesto de cada comuna. Gracias."})).await;
        let request = filed.json();
        assert_eq!(filed.header("location"), format!("{BASE}/api/v1/requests/PD-2026-000001"));
        assert_eq!(filed.header("etag"), "\"v1.r1\"");
        let expected: HashSet<String> = KEYS.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(keys(&request), expected);
        assert_eq!(request["title"], "Necesito el presupuesto de cada comuna");
        assert_eq!(request["url"], format!("{BASE}/requests/PD-2026-000001"));
        assert_eq!(request["allowed"], json!(["withdraw", "edit"]));
        assert_eq!((&request["theme"], &request["theme_pending"]), (&json!("other"), &json!(true)));
        assert_eq!((&request["kind"], &request["origin"]), (&json!("new_dataset"), &json!("api")));
        assert_eq!(request["requester"], json!({"name": "ana", "sector": "unknown"}));
        assert_eq!(request["created_at"], "2026-11-20T12:00:00Z");
        let list = app.anonymous().get("/api/v1/requests").await.json();
        let shorter: HashSet<String> =
            expected.iter().filter(|key| !["body", "purpose", "parts"].contains(&key.as_str())).cloned().collect();
        assert_eq!(keys(&list["items"][0]), shorter);
        assert_eq!(list["items"][0]["allowed"], Value::Null);
    }

    async fn pages_follow_each_other_without_gap_or_repeat(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        for minute in 0..7 {
            app.at(&format!("2026-11-20T12:{:02}:00Z", minute / 2));
            app.file("ana").await;
        }
        for sort in ["newest", "wanted", "moved", "due", "priority"] {
            let whole = app.anonymous().get(&format!("/api/v1/requests?sort={sort}")).await.json();
            assert_eq!((references(&whole).len(), &whole["next"]), (7, &Value::Null));
            let (mut seen, mut path) = (Vec::new(), format!("/api/v1/requests?sort={sort}&limit=3&theme=other"));
            loop {
                let answer = app.anonymous().get(&path).await;
                let page = answer.json();
                seen.extend(references(&page));
                let Some(next) = page["next"].as_str() else { break };
                let link = answer.header("link").strip_prefix('<').unwrap().strip_suffix(">; rel=\"next\"").unwrap();
                path = link.replacen(BASE, "", 1);
                assert!(path.contains("theme=other") && path.contains(&format!("cursor={next}")), "{path}");
            }
            assert_eq!(seen, references(&whole), "{sort}");
        }
    }

    async fn what_a_query_cannot_mean_is_told(db: TestDatabase) {
        let app = TestApp::new(&db).await;
        for (query, pointer) in [
            ("limit=0", "#/query/limit"), ("limit=101", "#/query/limit"), ("limit=x", "#/query/limit"),
            ("sort=oldest", "#/query/sort"), ("cursor=nonsense", "#/query/cursor"), ("status=lost", "#/query/status"),
            ("category=done", "#/query/category"), ("kind=x", "#/query/kind"), ("theme=x", "#/query/theme"),
            ("area=x", "#/query/area"),
        ] {
            let answer = app.anonymous().get(&format!("/api/v1/requests?{query}")).await;
            assert_eq!(answer.status, 422, "{query}");
            assert_eq!(answer.errors()[0].0, pointer);
        }
        for query in ["colour=red", "limit=100&limit=7", "q=%00", "dataset=%00x", "status=", "q=%27%22%29%28*"] {
            assert_eq!(app.anonymous().get(&format!("/api/v1/requests?{query}")).await.status, 200, "{query}");
        }
        assert_eq!(app.anonymous().get("/api/v1/similar").await.errors()[0].0, "#/query/text");
    }

    async fn filters_narrow_together(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let health = app.file_with("ana", json!({"area": HEALTH, "theme": "health"})).await;
        let culture = app.file_with("ana", json!({"area": CULTURE, "theme": "culture", "kind": "update", "dataset": "bibliotecas", "body": "El listado de bibliotecas quedó viejo."})).await;
        app.act("caro", &culture, json!({"action": "ask", "message": "¿Cuál?"})).await;
        let found = async |query: &str| references(&app.anonymous().get(&format!("/api/v1/requests?{query}")).await.json());
        let both = vec![culture.clone(), health.clone()];
        for (query, expected) in [
            ("theme=health", vec![health.clone()]),
            ("theme=health&theme=culture", both.clone()),
            ("area=ministerio-de-cultura", vec![culture.clone()]),
            ("status=received&status=needs_info", both.clone()),
            ("category=waiting", vec![culture.clone()]),
            ("category=open&status=needs_info", vec![]),
            ("kind=update", vec![culture.clone()]),
            ("dataset=bibliotecas", vec![culture.clone()]),
            ("q=biblioteca", vec![culture.clone()]),
            ("q=medicamento+compra", vec![health.clone()]),
            ("q=biblioteca&theme=health", vec![]),
        ] {
            assert_eq!(found(query).await, expected, "{query}");
        }
        let similar = app.anonymous().get("/api/v1/similar?text=bibliotecas%20viejas").await.json();
        assert_eq!(similar["items"][0]["reference"], culture);
        assert_eq!(similar["items"][0]["type"], "request");
    }

    async fn one_address_for_one_request(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        for other in ["pd-2026-000001", "2026-1", "PD-2026-1"] {
            let answer = app.anonymous().get(&format!("/api/v1/requests/{other}/events?limit=5&x=%C3%B1")).await;
            let to = format!("{BASE}/api/v1/requests/{reference}/events?limit=5&x=%C3%B1");
            assert_eq!((answer.status.as_u16(), answer.header("location")), (308, to.as_str()));
        }
    }

    async fn what_one_has_is_not_sent_again(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let path = format!("/api/v1/requests/{reference}");
        let etag = app.anonymous().get(&path).await.header("etag").to_owned();
        for known in [etag.clone(), format!("W/{etag}"), format!("\"v0.r0\", {etag}")] {
            let answer = app.anonymous().with("if-none-match", &known).get(&path).await;
            assert_eq!((answer.status.as_u16(), answer.text.as_str(), answer.header("etag")), (304, "", etag.as_str()));
        }
        app.by("sol").put(&format!("{path}/support"), json!({})).await;
        assert_eq!(app.anonymous().with("if-none-match", &etag).get(&path).await.status, 200);
        assert_eq!(app.anonymous().get(&path).await.header("etag"), "\"v1.r2\"");
    }

    async fn headers_guard_every_answer(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        for path in ["/", "/healthz", "/readyz", "/robots.txt", "/nothing", "/api/v1/themes", "/api/v1/nothing", "/api/v1/openapi.json"] {
            let answer = app.anonymous().get(path).await;
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
            assert_eq!(answer.header("x-request-id").len(), 16);
            assert_eq!(answer.header("strict-transport-security"), "", "only with an https base");
        }
        let public = app.anonymous().get("/api/v1/themes").await;
        assert_eq!((public.header("access-control-allow-origin"), public.header("cache-control")), ("*", ""));
        let own = app.by("ana").get("/api/v1/themes").await;
        assert_eq!((own.header("access-control-allow-origin"), own.header("cache-control")), ("", "private, no-store"));
        let asked = app.anonymous().with("access-control-request-method", "POST").send(Method::OPTIONS, "/api/v1/requests", None).await;
        assert_eq!((asked.status.as_u16(), asked.header("access-control-allow-methods")), (204, "GET, HEAD"));
        let head = app.anonymous().send(Method::HEAD, "/api/v1/themes", None).await;
        assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
    }

    async fn places_have_names_in_both_languages(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        app.file_with("ana", json!({"area": HEALTH, "theme": "budget"})).await;
        let themes = app.anonymous().with("accept-language", "en").get("/api/v1/themes").await.json();
        assert_eq!(themes["items"].as_array().unwrap().len(), 14);
        assert_eq!(themes["items"][0], json!({"key": "budget", "name": "Budget", "priority": true, "open": 1, "published": 0}));
        let areas = app.anonymous().get("/api/v1/areas").await.json();
        let health = areas["items"].as_array().unwrap().iter().find(|area| area["slug"] == HEALTH).unwrap();
        let expected = json!({"slug": HEALTH, "name": "Ministerio de Salud", "parent": null, "head": false, "open": 1,
            "closed_on": null, "url": format!("{BASE}/areas/{HEALTH}")});
        assert_eq!(*health, expected);
    }

    async fn the_first_page_says_what_this_is(db: TestDatabase) {
        let app = TestApp::new(&db).await;
        let page = app.anonymous().get("/").await;
        assert!(page.text.contains("<html lang=\"es-AR\">") && page.text.contains("/api/v1/openapi.json"));
        assert!(app.anonymous().with("accept-language", "en").get("/").await.text.contains("<html lang=\"en\">"));
        assert_eq!(app.anonymous().get("/readyz").await.status, 200);
        app.state.drain();
        assert_eq!(app.anonymous().get("/readyz").await.status, 503);
        assert_eq!(app.anonymous().get("/healthz").await.status, 200);
    }

    async fn nobody_sets_what_is_not_theirs_to_set(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut body = json!({"body": "Necesito el presupuesto de cada comuna."});
        for (name, value) in [
            ("reference", json!("PD-1999-000001")), ("status", json!("closed")), ("outcome", json!("published")), ("version", json!(9)),
            ("revision", json!(9)), ("supporters", json!(99)), ("origin", json!("ley104")), ("hidden", json!(true)), ("id", json!(7)),
            ("requester_id", json!(7)), ("created_at", json!("1999-01-01T00:00:00Z")), ("readiness", json!(5)), ("legal_duty", json!(true)),
            ("theme_pending", json!(false)), ("part_of", json!("PD-2026-000001")), ("duplicate_of", json!("PD-2026-000001")),
            ("verdict", json!({"value": "yes"})), ("requester", json!({"name": "otra"})), ("due_on", json!("2030-01-01")), ("round", json!(3)),
        ] {
            body[name] = value;
        }
        let plain = app.by("ana").post("/api/v1/requests", json!({"body": body["body"]})).await.json();
        let stuffed = app.by("ana").post("/api/v1/requests", body.clone()).await.json();
        for (name, value) in plain.as_object().unwrap().iter().filter(|(name, _)| !["reference", "url"].contains(&name.as_str())) {
            assert_eq!(stuffed[name], *value, "{name}");
        }
        let path = format!("/api/v1/requests/{}", stuffed["reference"].as_str().unwrap());
        let only_foreign = json!({"status": "closed", "version": 9, "supporters": 99});
        let nothing = app.by("ana").with("if-match", "*").patch(&path, only_foreign).await;
        assert_eq!(nothing.errors()[0].1, "nothing_to_change");
        let theirs = app.by("ana").with("if-match", "*").patch(&path, json!({"readiness": 5})).await;
        assert_eq!((theirs.status.as_u16(), theirs.code().as_str()), (403, "field_not_yours"));
    }

    async fn no_address_is_ever_shown(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let behalf = json!({"area": HEALTH, "on_behalf_of": {"name": "Vera", "email": "canary@example.org"}});
        let reference = app.file_with("lia", behalf).await;
        app.act("caro", &reference, json!({"action": "assign", "area": HEALTH, "person": "lia@example.org"})).await;
        app.act("lia", &reference, json!({"action": "ask", "message": "¿De qué años?"})).await;
        let path = format!("/api/v1/requests/{reference}");
        app.by("sol").put(&format!("{path}/support"), json!({"text": "canary support"})).await;
        app.by("lia").post(&format!("{path}/comments"), json!({"text": "canary note", "internal": true})).await;
        for who in ["anonymous", "ana", "leo", "mar"] {
            for address in [
                path.clone(), format!("{path}/events"), format!("{path}/comments"), "/api/v1/requests".to_owned(),
                "/api/v1/requests?q=canary".to_owned(), "/api/v1/similar?text=canary".to_owned(), "/api/v1/areas".to_owned(),
            ] {
                let text = app.as_anyone(who).get(&address).await.text;
                assert!(!text.contains("@example.org") && !text.contains("canary"), "{who} {address}: {text}");
            }
        }
    }
}
