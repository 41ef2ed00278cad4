//! Support, follow, comments: what people hang on a request.

use domain::person::Role;
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{HEALTH, TestApp};

on_both! {
    async fn support_is_counted_once_and_never_named(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let path = format!("/api/v1/requests/{reference}/support");
        let own = app.by("ana").put(&path, json!({})).await;
        assert_eq!((own.status.as_u16(), own.code().as_str()), (409, "own_request"));
        assert_eq!(app.anonymous().put(&path, json!({})).await.status, 401);
        assert_eq!(app.by("sol").put(&path, json!({"sector": "martian"})).await.errors()[0].0, "#/sector");
        for name in ["uno", "dos", "tres"] {
            app.person(name, Role::Person, &[]).await;
            let answer = app.by(name).put(&path, json!({"sector": "academia", "text": "Para mi tesis"})).await;
            assert_eq!(answer.status, 200);
        }
        let empty = app.by("sol").send(axum::http::Method::PUT, &path, None).await;
        assert_eq!(empty.json(), json!({"supporters": 4, "following": true}));
        let request = app.show("anonymous", &reference).await;
        assert_eq!(request["supporters_by_sector"], json!({"academia": 3, "other": 1}));
        assert_eq!(request["priority"]["components"]["support"], 4);
        assert!(!request.to_string().contains("tesis"));
        for _ in 0..2 {
            assert_eq!(app.by("sol").delete(&path).await.status, 204);
        }
        assert_eq!(app.show("anonymous", &reference).await["supporters"], 3);
    }

    async fn following_is_silent(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let path = format!("/api/v1/requests/{reference}/follow");
        assert_eq!(app.by("leo").put(&path, json!({})).await.json(), json!({"supporters": 0, "following": true}));
        assert_eq!(app.show("anonymous", &reference).await["followers"], 1);
        assert_eq!(app.by("leo").delete(&path).await.status, 204);
        assert_eq!(app.by("leo").delete(&path).await.status, 204);
        assert_eq!(app.show("anonymous", &reference).await["followers"], 0);
        assert_eq!(app.events(&reference).await.len(), 1);
    }

    async fn comments_are_public_and_notes_are_not(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file_with("ana", json!({"area": HEALTH, "anonymous": true})).await;
        let path = format!("/api/v1/requests/{reference}/comments");
        let comment = app.by("leo").post(&path, json!({"text": "Me **sirve** <script>alert(1)</script>"})).await;
        assert_eq!(comment.status, 201, "{}", comment.text);
        let html = comment.json()["html"].as_str().unwrap().to_owned();
        assert!(html.contains("<strong>sirve</strong>") && !html.contains("<script"), "{html}");
        assert_eq!(comment.json()["author"], json!({"name": "leo", "role": null}));
        let mine = app.by("ana").post(&path, json!({"text": "Gracias."})).await;
        assert_eq!(mine.json()["author"], json!({"name": null, "role": "requester"}), "anonymous to the public");
        for outsider in ["leo", "ana", "mar"] {
            let refused = app.by(outsider).post(&path, json!({"text": "x", "internal": true})).await;
            assert_eq!(refused.status, 403, "{outsider}");
        }
        let note = app.by("lia").post(&path, json!({"text": "Ojo con esto.", "internal": true})).await;
        assert_eq!((note.status.as_u16(), &note.json()["internal"]), (201, &json!(true)));
        assert_eq!(app.by("leo").post(&path, json!({"text": "  "})).await.errors()[0].0, "#/text");
        let seen = async |who: &str| app.as_anyone(who).get(&path).await.json()["items"].as_array().unwrap().len();
        for (who, count) in [("anonymous", 2), ("ana", 2), ("mar", 2), ("lia", 3), ("caro", 3)] {
            assert_eq!(seen(who).await, count, "{who}");
        }
        assert_eq!(app.show("lia", &reference).await["comments"], 2);
    }

    async fn a_comment_by_the_requester_is_the_reply(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        app.act("caro", &reference, json!({"action": "ask", "message": "¿De qué año?"})).await;
        let path = format!("/api/v1/requests/{reference}/comments");
        app.by("leo").post(&path, json!({"text": "Yo diría 2025."})).await;
        assert_eq!(app.show("ana", &reference).await["status"], "needs_info");
        let mine = app.by("ana").with("idempotency-key", "c").post(&path, json!({"text": "De 2026."})).await;
        assert_eq!(mine.status, 201);
        let again = app.by("ana").with("idempotency-key", "c").post(&path, json!({"text": "De 2026."})).await;
        assert_eq!(again.json()["id"], mine.json()["id"]);
        assert_eq!(app.show("ana", &reference).await["status"], "received");
        let last: Value = app.events(&reference).await.pop().unwrap();
        assert_eq!((&last["action"], &last["message"]), (&json!("reply"), &json!("De 2026.")));
    }
}
