//! Many at once: one wins, nobody counts twice, a repeat is one call.

use axum::http::StatusCode;
use domain::person::Role;
use futures::future::{join, join_all};
use serde_json::json;
use testkit::{TestDatabase, on_both};
use web::Limits;

use crate::{app::TestApp, browser::Browser, counter::signed_in};

on_both! {
    async fn of_fifty_edits_of_one_version_one_wins(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let path = format!("/api/v1/requests/{reference}");
        let edits = (0..50).map(|n| {
            let client = app.by("ana").with("if-match", "\"v1\"");
            let title = format!("Compras de medicamentos, versión {n}");
            client.patch(&path, json!({"title": title}))
        });
        let answers = join_all(edits).await;
        let won = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(won, 1);
        for answer in answers.iter().filter(|answer| answer.status != 200) {
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (412, "stale"));
            assert_eq!(answer.json()["version"], 2);
        }
        assert_eq!(app.show("ana", &reference).await["version"], 2);
        assert_eq!(app.events(&reference).await.len(), 2);
    }

    async fn a_hundred_supports_by_one_person_are_one(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let path = format!("/api/v1/requests/{reference}/support");
        let answers = join_all((0..100).map(|_| app.by("sol").put(&path, json!({})))).await;
        for answer in &answers {
            assert_eq!(answer.status, 200, "{}", answer.text);
            assert_eq!(answer.json(), json!({"supporters": 1, "following": true}));
        }
        let request = app.show("anonymous", &reference).await;
        assert_eq!((&request["supporters"], &request["followers"]), (&json!(1), &json!(1)));
        assert_eq!(request["version"], 1, "a support moves the revision only");
    }

    async fn a_hundred_people_and_a_hundred_clicks_of_another_are_a_hundred_and_one(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        // Every click gets as far as the counter.
        app.state.limits = Limits::off();
        app.renew();
        let reference = app.file("ana").await;
        let names: Vec<String> = (0..100).map(|n| format!("vecina{n}")).collect();
        for name in &names {
            app.person(name, Role::Person, &[]).await;
        }
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, &format!("/requests/{reference}/support")).await;
        let (action, pairs) = sol.filled("Sumar mi apoyo", &[]);
        let clicks = join_all((0..100).map(|_| {
            let (app, mut window, action, pairs) = (&app, sol.clone(), &action, &pairs);
            async move {
                window.post(app, action, pairs).await;
                window
            }
        }));
        let path = format!("/api/v1/requests/{reference}/support");
        let people = join_all(names.iter().map(|name| app.by(name).put(&path, json!({}))));
        let (windows, answers) = join(clicks, people).await;
        for window in &windows {
            window.sees("Sumamos tu apoyo");
        }
        for answer in &answers {
            assert_eq!(answer.status, 200, "{}", answer.text);
        }

        let request = app.show("anonymous", &reference).await;
        assert_eq!((&request["supporters"], &request["followers"]), (&json!(101), &json!(101)));
        let list = app.anonymous().get("/api/v1/requests").await.json();
        assert_eq!(list["items"][0]["supporters"], 101);
        for (path, words) in [
            (format!("/requests/{reference}"), "101 personas más lo necesitan"),
            ("/requests".to_owned(), "101 personas más"),
            ("/".to_owned(), "101 personas"),
        ] {
            let mut reader = Browser::new();
            reader.visit(&app, &path).await;
            reader.sees(words);
        }
    }

    async fn twenty_filings_with_one_key_are_one_request(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let body = json!({"body": "Necesito el presupuesto ejecutado de cada comuna."});
        let file = || app.by("ana").with("idempotency-key", "una vez").post("/api/v1/requests", body.clone());
        let answers = join_all((0..20).map(|_| file())).await;
        let mut references: Vec<String> = Vec::new();
        for answer in answers {
            assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
            references.push(answer.json()["reference"].as_str().unwrap().to_owned());
        }
        references.dedup();
        assert_eq!(references.len(), 1);
        let list = app.anonymous().get("/api/v1/requests").await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
    }
}
