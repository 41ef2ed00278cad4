//! Merged and unmerged, split, hidden and shown again, withdrawn and taken up again, redacted.

use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{CULTURE, HEALTH, TestApp};

fn counts(request: &Value) -> (i64, i64, i64) {
    let count = |name: &str| request[name].as_i64().unwrap();
    (count("supporters"), count("followers"), count("comments"))
}

on_both! {
    async fn merging_carries_and_undoing_brings_back(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let (source, target) = (app.file("ana").await, app.file("leo").await);
        for reference in [&source, &target] {
            app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        }
        app.by("mar").put(&format!("/api/v1/requests/{source}/support"), json!({})).await;
        app.by("mar").post(&format!("/api/v1/requests/{source}/comments"), json!({"text": "También."})).await;
        app.act("caro", &source, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &source, json!({"action": "plan", "promised_on": "2027-02-01", "message": "Dale."})).await;
        let before = (app.show("anonymous", &source).await, app.show("anonymous", &target).await);

        let merge = json!({"action": "merge", "into": target.to_lowercase(), "message": "Es lo mismo."});
        let merged = app.act("caro", &source, merge).await;
        assert_eq!((&merged["status"], &merged["outcome"]), (&json!("closed"), &json!("duplicate")));
        assert_eq!((&merged["duplicate_of"], &merged["evidence"]["duplicate_of"]), (&json!(target), &json!(target)));
        let after = app.show("anonymous", &target).await;
        assert_eq!(after["version"], before.1["version"]);
        assert_eq!(counts(&after).0, 3, "sol once, mar, and ana whose own request it was");
        assert_eq!(counts(&after).2, 1);
        let told = app.events(&target).await.pop().unwrap();
        assert_eq!((&told["action"], &told["details"]["source"]), (&json!("merged_in"), &json!(source)));
        for (method, path) in [("support", "support"), ("follow", "follow")] {
            let refused = app.by("lia").put(&format!("/api/v1/requests/{source}/{path}"), json!({})).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "duplicate"), "{method}");
        }
        let refused = app.by("lia").post(&format!("/api/v1/requests/{source}/comments"), json!({"text": "x"})).await;
        assert_eq!(refused.status, 409);
        assert_eq!(app.try_act("ana", &source, json!({"action": "reopen", "message": "No."})).await.code(), "duplicate");

        let undone = app.act("caro", &source, json!({"action": "unmerge", "message": "No era lo mismo."})).await;
        assert_eq!((&undone["status"], &undone["promise"]), (&json!("planned"), &before.0["promise"]));
        assert_eq!(counts(&app.show("anonymous", &source).await), counts(&before.0));
        assert_eq!(counts(&app.show("anonymous", &target).await), counts(&before.1));
    }

    async fn each_area_answers_its_part(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let whole = app.file("ana").await;
        let split = app.act("caro", &whole, json!({"action": "split", "areas": [HEALTH, CULTURE], "message": "Son dos."})).await;
        let parts = split["parts"].as_array().unwrap().clone();
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0], json!({"reference": "PD-2026-000002", "area": HEALTH, "status": "under_review", "outcome": null}));
        let part = app.show("anonymous", "PD-2026-000002").await;
        assert_eq!((&part["part_of"], &part["clock"]), (&json!(whole), &split["clock"]));
        assert_eq!(part["parts"], Value::Null);
        let again = app.try_act("caro", &whole, json!({"action": "split", "areas": [HEALTH, CULTURE], "message": "x"})).await;
        assert_eq!((again.status.as_u16(), again.code().as_str()), (409, "already_split"));
        let answer = json!({"action": "answer", "message": "No lo tenemos.", "outcome": "not_held"});
        app.act("lia", "PD-2026-000002", answer).await;
        let told = app.events(&whole).await.pop().unwrap();
        assert_eq!(told["action"], "part_answered");
        app.act("ana", &whole, json!({"action": "withdraw"})).await;
        assert_eq!(app.show("ana", "PD-2026-000003").await["outcome"], "withdrawn");
    }

    async fn what_is_hidden_is_gone_but_for_its_name(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file_with("ana", json!({"theme": "budget"})).await;
        let path = format!("/api/v1/requests/{reference}");
        let hidden = app.act("caro", &reference, json!({"action": "hide", "reason": "personal_data", "message": "Tiene un DNI."})).await;
        assert_eq!(hidden["hidden"], json!({"reason": "personal_data", "at": "2026-11-20T12:00:00Z"}));
        for who in ["anonymous", "ana", "sol", "lia"] {
            for rest in ["", "/events", "/comments"] {
                let answer = app.as_anyone(who).get(&format!("{path}{rest}")).await;
                assert_eq!((answer.status.as_u16(), answer.code().as_str()), (404, "hidden"));
                let problem = answer.json();
                assert_eq!((&problem["reference"], &problem["reason"]), (&json!(reference), &json!("personal_data")));
            }
        }
        let unknown = app.anonymous().get("/api/v1/requests/PD-2026-000999").await.json();
        assert!(unknown.get("reference").is_none() && unknown.get("reason").is_none());
        for who in ["sol", "caro"] {
            assert_eq!(app.by(who).put(&format!("{path}/support"), json!({})).await.status, 404);
            assert_eq!(app.by(who).post(&format!("{path}/comments"), json!({"text": "x"})).await.status, 404);
        }
        for list in ["/api/v1/requests", "/api/v1/requests?q=medicamentos", "/api/v1/similar?text=compras%20medicamentos"] {
            assert_eq!(app.anonymous().get(list).await.json()["items"], json!([]), "{list}");
        }
        assert_eq!(app.anonymous().get("/api/v1/themes").await.json()["items"][0]["open"], 0);
        assert_eq!(app.by("caro").get("/api/v1/requests").await.json()["items"][0]["reference"], reference);
        let refused = app.try_act("caro", &reference, json!({"action": "inform", "message": "x"})).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "while_hidden"));
        let twice = json!({"action": "hide", "reason": "spam", "message": "x"});
        assert_eq!(app.try_act("caro", &reference, twice).await.status, 409);
        app.act("caro", &reference, json!({"action": "unhide"})).await;
        assert_eq!(app.show("anonymous", &reference).await["hidden"], Value::Null);
        assert_eq!(app.try_act("caro", &reference, json!({"action": "unhide"})).await.code(), "not_hidden");
    }

    async fn a_supporter_takes_up_what_was_given_up(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        let withdrawn = app.act("ana", &reference, json!({"action": "withdraw"})).await;
        assert_eq!((&withdrawn["outcome"], &withdrawn["clock"]["state"]), (&json!("withdrawn"), &json!("stopped")));
        assert_eq!(app.try_act("leo", &reference, json!({"action": "reopen", "message": "x"})).await.status, 403);
        assert!(app.show("sol", &reference).await["allowed"].as_array().unwrap().contains(&json!("reopen")));
        let reopened = app.act("sol", &reference, json!({"action": "reopen", "message": "Yo lo sigo."})).await;
        assert_eq!((&reopened["status"], &reopened["round"], &reopened["supporters"]), (&json!("received"), &json!(2), &json!(0)));
        assert_eq!(reopened["requester"]["name"], Value::Null, "a supporter is never named");
        assert_eq!(app.try_act("ana", &reference, json!({"action": "withdraw"})).await.status, 403);
        let events = app.events(&reference).await;
        assert!(!events.iter().any(|event| event.to_string().contains("sol")), "{events:?}");
    }

    async fn redacted_words_are_gone_everywhere(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file_with("ana", json!({"body": "Quiero saber del DNI 12345678 y de las compras del hospital."})).await;
        app.act("ana", &reference, json!({"action": "edit", "purpose": "Lo de 12345678"})).await;
        let redact = json!({"action": "redact", "target": "body", "text": "12345678", "reason": "datos personales", "message": "Quitamos un DNI."});
        let redacted = app.act("caro", &reference, redact).await;
        assert_eq!(redacted["body"], "Quiero saber del DNI [quitado: datos personales] y de las compras del hospital.");
        let path = format!("/api/v1/requests/{reference}");
        for place in [path.clone(), format!("{path}/events"), format!("{path}/comments"), "/api/v1/requests".to_owned()] {
            assert!(!app.by("caro").get(&place).await.text.contains("12345678"), "{place}");
        }
        assert_eq!(app.anonymous().get("/api/v1/requests?q=12345678").await.json()["items"], json!([]));
    }

    async fn an_edit_shows_both_texts(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let client = app.by("caro").with("if-match", "\"v1\"");
        let change = json!({"theme": "health", "legal_duty": true, "message": "Lo clasificamos."});
        let edited = client.patch(&format!("/api/v1/requests/{reference}"), change).await;
        assert_eq!((edited.status.as_u16(), edited.header("etag")), (200, "\"v2.r2\""), "{}", edited.text);
        assert_eq!(edited.json()["theme_pending"], false);
        let told = app.events(&reference).await.pop().unwrap();
        let details = json!({"theme": "health", "legal_duty": true, "before": {"theme": "other", "legal_duty": false}});
        assert_eq!((&told["action"], &told["details"], &told["message"]), (&json!("edit"), &details, &json!("Lo clasificamos.")));
    }

    async fn staff_files_on_behalf_of_somebody(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let behalf = json!({"on_behalf_of": {"name": "Sol Vecina", "email": "sol@example.org"}});
        let reference = app.file_with("caro", behalf.clone()).await;
        let request = app.show("sol", &reference).await;
        assert_eq!((&request["requester"]["name"], &request["origin"]), (&json!("Sol Vecina"), &json!("staff")));
        assert!(request["allowed"].as_array().unwrap().contains(&json!("withdraw")));
        assert!(!app.show("caro", &reference).await.to_string().contains("sol@example.org"));
        let mut body = behalf;
        body["body"] = json!("Necesito las compras de cada hospital.");
        let refused = app.by("leo").post("/api/v1/requests", body).await;
        assert_eq!(refused.errors(), vec![("#/on_behalf_of".to_owned(), "staff_only".to_owned())]);
    }
}
