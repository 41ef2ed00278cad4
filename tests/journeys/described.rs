//! The description of the API says what there is, no more and no less.

use axum::http::Method;
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{CULTURE, HEALTH, TestApp};

mod schema;

const OPERATIONS: [&str; 19] = [
    "get /api/v1/areas",
    "get /api/v1/datasets",
    "get /api/v1/openapi.json",
    "get /api/v1/requests",
    "post /api/v1/requests",
    "get /api/v1/requests/{reference}",
    "patch /api/v1/requests/{reference}",
    "post /api/v1/requests/{reference}/actions",
    "get /api/v1/requests/{reference}/comments",
    "post /api/v1/requests/{reference}/attachments",
    "post /api/v1/requests/{reference}/comments",
    "get /api/v1/requests/{reference}/events",
    "delete /api/v1/requests/{reference}/follow",
    "put /api/v1/requests/{reference}/follow",
    "delete /api/v1/requests/{reference}/support",
    "put /api/v1/requests/{reference}/support",
    "get /api/v1/similar",
    "get /api/v1/stats",
    "get /api/v1/themes",
];

fn operations(description: &Value) -> Vec<(String, String)> {
    let paths = description["paths"].as_object().unwrap();
    let mut found: Vec<(String, String)> = paths
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .keys()
                .map(|method| (method.clone(), path.clone()))
        })
        .collect();
    found.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    found
}

on_both! {
    async fn what_is_described_answers_and_what_answers_is_described(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let description = app.anonymous().get("/api/v1/openapi.json").await.json();
        assert_eq!(description["openapi"], "3.1.0");
        assert_eq!(description["servers"][0]["url"], "http://localhost:8080");
        let found = operations(&description);
        let mut expected: Vec<&str> = OPERATIONS.to_vec();
        let mut told: Vec<String> = found.iter().map(|(method, path)| format!("{method} {path}")).collect();
        expected.sort_unstable();
        told.sort();
        assert_eq!(told, expected);
        for (method, path) in &found {
            let address = path.replace("{reference}", &reference);
            for other in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                let described = found.iter().any(|(m, p)| p == path && m.eq_ignore_ascii_case(other));
                let answer = app.by("sol").with("if-match", "*").send(Method::from_bytes(other.as_bytes()).unwrap(), &address, Some("{}".into())).await;
                assert_eq!(answer.status != 405, described, "{other} {path}: {}", answer.status);
                if described {
                    let operation = &description["paths"][path][other.to_lowercase()];
                    let status = answer.status.as_u16().to_string();
                    assert!(operation["responses"].get(&status).is_some(), "{other} {path} gives {status}, which is not described");
                }
            }
            assert!(description["paths"][path][method]["operationId"].is_string());
        }
        for (_, path) in &found {
            let about = &description["paths"][path];
            assert_eq!(about.to_string().matches("\"500\"").count(), about.as_object().unwrap().len(), "{path}");
        }
        every_reference_leads_somewhere(&description, &description);
        assert_eq!(description["components"]["securitySchemes"]["token"]["scheme"], json!("bearer"));
    }

    async fn nothing_is_written_without_a_token_that_may(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let description = app.anonymous().get("/api/v1/openapi.json").await.json();
        for (method, path) in operations(&description).iter().filter(|(method, _)| method != "get") {
            let address = path.replace("{reference}", &reference);
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            for (who, status) in [("anonymous", 401), ("caro-read", 403)] {
                let client = app.as_anyone(who).with("if-match", "*");
                let answer = client.send(method.clone(), &address, Some(json!({"action": "ask"}).to_string())).await;
                assert_eq!(answer.status, status, "{who} {method} {path}");
                answer.code();
            }
        }
        let request = app.show("caro", &reference).await;
        assert_eq!((&request["version"], &request["comments"], &request["followers"]), (&json!(1), &json!(0), &json!(0)));
    }

    async fn every_answer_is_as_described(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let description = app.anonymous().get("/api/v1/openapi.json").await.json();
        let whole = app.file("ana").await;
        let reference = app.file_with("ana", json!({"area": HEALTH, "theme": "budget", "purpose": "Para una nota."})).await;
        app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        app.by("leo").post(&format!("/api/v1/requests/{reference}/comments"), json!({"text": "Yo también."})).await;
        app.act("caro", &reference, json!({"action": "assign", "area": HEALTH, "person": "lia@example.org"})).await;
        app.act("lia", &reference, json!({"action": "plan", "promised_on": "2027-02-01", "message": "Dale."})).await;
        let evidence = json!({"dataset": "compras", "missing": "2025"});
        app.act("lia", &reference, json!({"action": "answer", "outcome": "partial", "evidence": evidence, "message": "Va."})).await;
        app.act("ana", &reference, json!({"action": "confirm", "verdict": "partly", "message": "Falta 2025."})).await;
        app.act("caro", &whole, json!({"action": "split", "areas": [HEALTH, CULTURE], "message": "Son dos."})).await;
        app.act("caro", &whole, json!({"action": "hide", "reason": "mistake", "message": "Era una prueba."})).await;
        for (path, addresses) in [
            ("/api/v1/requests", vec!["/api/v1/requests".to_owned(), "/api/v1/requests?limit=0".to_owned()]),
            ("/api/v1/requests/{reference}", vec![format!("/api/v1/requests/{reference}"), format!("/api/v1/requests/{whole}"), "/api/v1/requests/PD-1999-000001".to_owned()]),
            ("/api/v1/requests/{reference}/events", vec![format!("/api/v1/requests/{reference}/events")]),
            ("/api/v1/requests/{reference}/comments", vec![format!("/api/v1/requests/{reference}/comments")]),
            ("/api/v1/themes", vec!["/api/v1/themes".to_owned()]),
            ("/api/v1/areas", vec!["/api/v1/areas".to_owned()]),
            ("/api/v1/stats", vec!["/api/v1/stats?year=2026".to_owned(), "/api/v1/stats?area=nada".to_owned()]),
            ("/api/v1/similar", vec!["/api/v1/similar?text=compras%20de%20medicamentos".to_owned(), "/api/v1/similar".to_owned()]),
        ] {
            for address in addresses {
                for who in ["anonymous", "caro", "ana"] {
                    let answer = app.as_anyone(who).get(&address).await;
                    let status = answer.status.as_u16().to_string();
                    let media_type = answer.header("content-type").to_owned();
                    let schema = &description["paths"][path]["get"]["responses"][&status]["content"][&media_type]["schema"];
                    assert!(schema.is_object(), "{address}: {status} {media_type} is not described");
                    assert_eq!(schema::differences(&answer.json(), schema, &description, ""), Vec::<String>::new(), "{address}");
                }
            }
        }
    }
}

fn every_reference_leads_somewhere(node: &Value, description: &Value) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(to)) = members.get("$ref") {
                assert!(
                    description.pointer(to.trim_start_matches('#')).is_some(),
                    "{to} leads nowhere"
                );
            }
            members
                .values()
                .for_each(|member| every_reference_leads_somewhere(member, description));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| every_reference_leads_somewhere(item, description)),
        _ => {}
    }
}
