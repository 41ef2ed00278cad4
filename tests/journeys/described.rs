//! The description of the API says what there is, no more and no less.

use axum::http::Method;
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::TestApp;

const OPERATIONS: [&str; 16] = [
    "get /api/v1/areas",
    "get /api/v1/openapi.json",
    "get /api/v1/requests",
    "post /api/v1/requests",
    "get /api/v1/requests/{reference}",
    "patch /api/v1/requests/{reference}",
    "post /api/v1/requests/{reference}/actions",
    "get /api/v1/requests/{reference}/comments",
    "post /api/v1/requests/{reference}/comments",
    "get /api/v1/requests/{reference}/events",
    "delete /api/v1/requests/{reference}/follow",
    "put /api/v1/requests/{reference}/follow",
    "delete /api/v1/requests/{reference}/support",
    "put /api/v1/requests/{reference}/support",
    "get /api/v1/similar",
    "get /api/v1/themes",
];

fn operations(description: &Value) -> Vec<(String, String)> {
    let paths = description["paths"].as_object().unwrap();
    let mut found: Vec<(String, String)> = paths
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().keys().map(|method| (method.clone(), path.clone())))
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
}

fn every_reference_leads_somewhere(node: &Value, description: &Value) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(to)) = members.get("$ref") {
                assert!(description.pointer(to.trim_start_matches('#')).is_some(), "{to} leads nowhere");
            }
            members.values().for_each(|member| every_reference_leads_somewhere(member, description));
        }
        Value::Array(items) => items.iter().for_each(|item| every_reference_leads_somewhere(item, description)),
        _ => {}
    }
}
