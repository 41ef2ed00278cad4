//! Everything that can be sent wrong, member by member, to every operation: always an answer that is described, never a
//! fault of ours, on both databases (PostgreSQL dislikes other texts than SQLite does).

use axum::http::Method;
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{Answer, HEALTH, TestApp};

const MEMBERS: [&str; 38] = [
    "action",
    "message",
    "area",
    "person",
    "promised_on",
    "outcome",
    "evidence",
    "verdict",
    "rating",
    "into",
    "areas",
    "reason",
    "target",
    "id",
    "text",
    "title",
    "body",
    "purpose",
    "kind",
    "theme",
    "dataset",
    "wanted_frequency",
    "format",
    "period",
    "coverage",
    "readiness",
    "legal_duty",
    "personal_data",
    "secrecy",
    "anonymous",
    "sector",
    "language",
    "follows",
    "on_behalf_of",
    "internal",
    "public",
    "",
    "\u{0}",
];

const ACTIONS: [&str; 22] = [
    "file", "assign", "ask", "reply", "lapse", "plan", "start", "inform", "answer", "confirm", "dispute",
    "expire", "reopen", "extend", "merge", "unmerge", "split", "withdraw", "edit", "hide", "unhide",
    "redact",
];

fn nasty() -> Vec<Value> {
    let deep = (0..100).fold(json!("x"), |inner, _| json!([inner]));
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(i64::MAX),
        json!(1.5e300),
        json!(""),
        json!("\u{0}"),
        json!("a\u{0}b\u{7f}\u{1b}[0m"),
        json!("ñ".repeat(9_000)),
        json!("\u{202e}\u{feff}🏛️\u{e000}"),
        json!("'; drop table data_request; --"),
        json!("%_\\\"*()^:-"),
        json!([]),
        json!({}),
        json!(["\u{0}", 7, null]),
        json!({"url": {"a": 1}, "dataset": "\u{0}", "name": [], "email": "\u{0}@\u{0}"}),
        deep,
    ]
}

fn is_described(
    description: &Value,
    (method, path): (&str, &str),
    answer: &Answer,
    sent: &dyn std::fmt::Display,
) {
    let status = answer.status.as_u16();
    assert!(status < 500, "{method} {path} {sent}: {status} {}", answer.text);
    let described = &description["paths"][path][method]["responses"][status.to_string()];
    assert!(
        described.is_object(),
        "{method} {path} {sent}: {status} is not described"
    );
    if status >= 400 {
        answer.code();
    }
}

on_both! {
    async fn no_member_breaks_anything(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let description = app.anonymous().get("/api/v1/openapi.json").await.json();
        let reference = app.file_with("caro", json!({"area": HEALTH})).await;
        for value in nasty() {
            for member in MEMBERS {
                let mut sent = json!({"action": "ask", "message": "¿De qué años?", "text": "Yo también.", "body": "Necesito el presupuesto."});
                sent[member] = value.clone();
                for (method, verb, rest) in [
                    ("post", Method::POST, ""), ("patch", Method::PATCH, "/{reference}"), ("post", Method::POST, "/{reference}/actions"),
                    ("post", Method::POST, "/{reference}/comments"), ("put", Method::PUT, "/{reference}/support"),
                ] {
                    let path = format!("/api/v1/requests{rest}");
                    let address = path.replace("{reference}", &reference);
                    let client = app.by("lia").with("if-match", "*");
                    let answer = client.send(verb, &address, Some(sent.to_string())).await;
                    is_described(&description, (method, &path), &answer, &sent);
                }
            }
        }
        let path = "/api/v1/requests/{reference}/actions";
        for action in ACTIONS {
            for value in nasty() {
                let mut sent = json!({"action": action, "message": "Lo decimos acá."});
                for member in &MEMBERS[2..] {
                    sent[*member] = value.clone();
                }
                let answer = app.try_act("caro", &reference, sent.clone()).await;
                is_described(&description, ("post", path), &answer, &sent);
            }
        }
    }

    async fn no_query_and_no_header_breaks_anything(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let description = app.anonymous().get("/api/v1/openapi.json").await.json();
        let reference = app.file("ana").await;
        let values = [
            "%00", "%ff", "%F0%9F%8F%9B", "'%22;--", "*", "\"", "-", "NEAR(", "a%20OR", "..", "1e9", "-1", "99999999999999999999",
            "%E2%80%AE", "eyJzIjoibmV3ZXN0IiwicSI6ZmFsc2UsImsiOiJ4IiwiaSI6MX0", "n1", "n", "n-9223372036854775808",
        ];
        for (path, keys) in [
            ("/api/v1/requests", &["q", "theme", "status", "category", "area", "kind", "dataset", "sort", "cursor", "limit"][..]),
            ("/api/v1/requests/{reference}/events", &["cursor", "limit"]),
            ("/api/v1/requests/{reference}/comments", &["cursor", "limit"]),
            ("/api/v1/similar", &["text"]),
        ] {
            for key in keys {
                for value in values {
                    let address = format!("{}?{key}={}", path.replace("{reference}", &reference), value.replace('"', "%22"));
                    let answer = app.anonymous().get(&address).await;
                    is_described(&description, ("get", path), &answer, &address);
                }
            }
        }
        let path = "/api/v1/requests/{reference}";
        for header in ["if-match", "if-none-match", "idempotency-key", "accept-language", "accept", "content-type", "content-encoding", "x-forwarded-host"] {
            for value in ["", "*", "\"", "\"v\"", ",,,", "W/", "ñ", "q=;;;", "en;q=zz, es;q=-1", "\"v99999999999999999999\"", "\t"] {
                let address = format!("/api/v1/requests/{reference}");
                let answer = app.by("ana").with(header, value).get(&address).await;
                if answer.status != 304 {
                    is_described(&description, ("get", path), &answer, &value);
                }
                let body = json!({"title": "Compras de medicamentos por hospital"});
                let answer = app.by("ana").with(header, value).patch(&address, body).await;
                is_described(&description, ("patch", path), &answer, &value);
                let body = json!({"body": "Necesito el presupuesto de cada comuna."});
                let answer = app.by("ana").with(header, value).post("/api/v1/requests", body).await;
                is_described(&description, ("post", "/api/v1/requests"), &answer, &value);
            }
        }
    }
}
