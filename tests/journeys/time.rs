//! What the days do: the vectors of PRODUCT §2.3 over HTTP, what ends by itself, and what is too late.

use domain::{
    ops::{self, Tick},
    policy::{Actor, Job},
    store::{Tx, requests},
};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{CULTURE, HEALTH, TestApp};

/// Lets time do what is due, as the worker does.
async fn tick(app: &TestApp) {
    let mut caller = app.caller();
    caller.actor = Actor::System(Job::Timers);
    for request in requests::with_timers(&app.state.db.read(), caller.moment.today, true, 100)
        .await
        .unwrap()
    {
        let caller = caller.clone();
        app.state
            .db
            .write(async move |tx: &Tx| {
                ops::tick(
                    tx,
                    &caller,
                    Tick {
                        request,
                        reminders: true,
                    },
                )
                .await
            })
            .await
            .unwrap();
    }
}

fn ask() -> Value {
    json!({"action": "ask", "message": "¿De qué años?"})
}

fn say(action: &str) -> Value {
    json!({"action": action, "message": "Lo decimos acá."})
}

fn not_held() -> Value {
    json!({"action": "answer", "outcome": "not_held", "message": "No lo tenemos."})
}

on_both! {
    async fn due_dates_are_the_ones_of_the_contract(db: TestDatabase) {
        for (asked, replied, due_on) in [
            ("2026-12-01T12:00:00Z", "2026-12-10T12:00:00Z", "2026-12-23"),
            ("2026-12-01T12:00:00Z", "2026-12-12T12:00:00Z", "2026-12-24"),
            ("2026-12-01T12:00:00Z", "2026-12-01T20:00:00Z", "2026-12-16"),
        ] {
            let mut app = TestApp::with_people(&db).await;
            let reference = app.file("ana").await;
            assert_eq!(app.show("ana", &reference).await["clock"]["due_on"], "2026-12-16");
            app.at(asked);
            app.act("caro", &reference, ask()).await;
            app.at(replied);
            let request = app.act("ana", &reference, say("reply")).await;
            assert_eq!(request["clock"]["due_on"], due_on, "{asked} {replied}");
        }
    }

    /// The dates that the City itself gave, and others over days off, weekends and the end of a year.
    async fn terms_are_the_ones_the_city_counted(db: TestDatabase) {
        for (received, due_on, extended) in [
            ("2018-08-21", "2018-09-11", "2018-09-25"),
            ("2018-09-17", "2018-10-08", "2018-10-23"),
            ("2026-02-13", "2026-03-10", "2026-03-26"),
            ("2026-03-20", "2026-04-16", "2026-04-30"),
            ("2026-03-31", "2026-04-23", "2026-05-08"),
            ("2026-07-08", "2026-07-31", "2026-08-14"),
            ("2026-11-20", "2026-12-16", "2026-12-31"),
            ("2026-11-21", "2026-12-16", "2026-12-31"),
            ("2026-11-23", "2026-12-16", "2026-12-31"),
            ("2026-12-04", "2026-12-30", "2027-01-14"),
            ("2026-12-23", "2027-01-15", "2027-01-29"),
        ] {
            let mut app = TestApp::with_people(&db).await;
            // Late in the evening: it is the next day already where times are kept.
            app.at(&format!("{received}T23:30:00-03:00"));
            let reference = app.file("ana").await;
            assert_eq!(app.show("caro", &reference).await["clock"]["due_on"], due_on, "{received}");
            app.act("caro", &reference, say("extend")).await;
            assert_eq!(app.show("caro", &reference).await["clock"]["due_on"], extended, "{received}");
        }
    }

    async fn the_day_is_the_citys(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.at("2026-12-31T23:30:00-03:00");
        let reference = app.file("ana").await;
        assert!(reference.starts_with("PD-2026-"), "{reference}");
        let other = app.file("ana").await;
        app.at("2027-01-01T00:30:00-03:00");
        assert_eq!(app.file("ana").await, "PD-2027-000001");
        assert!(app.try_act("caro", &other, json!({"action": "plan"})).await.status == 409);
    }

    async fn a_clock_runs_late_and_stays_missed(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let reference = app.file_with("ana", json!({"area": HEALTH})).await;
        app.act("lia", &reference, json!({"action": "assign", "area": HEALTH})).await;
        for (now, state) in [("2026-12-08", "on_time"), ("2026-12-10", "due_soon"), ("2026-12-16", "due_soon"), ("2026-12-17", "overdue")] {
            app.at(&format!("{now}T12:00:00Z"));
            assert_eq!(app.show("anonymous", &reference).await["clock"]["state"], state, "{now}");
        }
        let late = app.try_act("lia", &reference, say("extend")).await;
        assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "nothing_to_extend"));
        assert_eq!(app.act("lia", &reference, not_held()).await["clock"]["state"], "missed");
    }

    async fn a_term_is_extended_once(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        let extended = app.act("caro", &reference, say("extend")).await;
        assert_eq!((&extended["clock"]["extended"], &extended["status"]), (&json!(true), &json!("received")));
        assert!(extended["clock"]["due_on"].as_str().unwrap() > "2026-12-28");
        assert_eq!(app.try_act("caro", &reference, say("extend")).await.code(), "already_extended");
    }

    async fn a_question_nobody_answers_lapses(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        app.act("caro", &reference, ask()).await;
        app.at("2026-12-24T02:59:59Z");
        tick(&app).await;
        assert_eq!(app.show("ana", &reference).await["status"], "needs_info");
        app.at("2026-12-24T03:00:00Z");
        tick(&app).await;
        let lapsed = app.show("ana", &reference).await;
        assert_eq!((&lapsed["status"], &lapsed["outcome"], &lapsed["evidence"]), (&json!("closed"), &json!("lapsed"), &Value::Null));
        let told = app.events(&reference).await.pop().unwrap();
        assert_eq!((&told["action"], &told["actor"]), (&json!("lapse"), &json!({"name": null, "role": "system"})));
        assert_eq!(app.act("ana", &reference, say("reopen")).await["round"], 2);
    }

    async fn silence_closes_without_a_verdict(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        app.act("caro", &reference, not_held()).await;
        app.at("2026-12-24T03:00:00Z");
        tick(&app).await;
        let closed = app.show("ana", &reference).await;
        assert_eq!((&closed["status"], &closed["outcome"]), (&json!("closed"), &json!("not_held")));
        assert_eq!(closed["verdict"]["value"], "none");
    }

    async fn doors_close_after_a_while(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        app.act("caro", &reference, not_held()).await;
        app.act("ana", &reference, json!({"action": "confirm", "verdict": "yes"})).await;
        let comments = format!("/api/v1/requests/{reference}/comments");
        app.at("2027-01-19T12:00:00Z");
        assert_eq!(app.try_act("ana", &reference, json!({"action": "reopen"})).await.errors()[0].0, "#/message");
        app.at("2027-01-20T12:00:00Z");
        assert_eq!(app.try_act("ana", &reference, say("reopen")).await.code(), "too_late");
        app.at("2027-02-18T12:00:00Z");
        assert_eq!(app.by("leo").post(&comments, json!({"text": "¿Y?"})).await.status, 201);
        app.at("2027-02-19T12:00:00Z");
        let closed = app.by("leo").post(&comments, json!({"text": "¿Y?"})).await;
        assert_eq!((closed.status.as_u16(), closed.code().as_str()), (409, "comments_closed"));
        app.act("caro", &reference, say("reopen")).await;
    }

    async fn liaisons_pass_on_twice(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let reference = app.file_with("ana", json!({"area": HEALTH})).await;
        let to = |area: &str| json!({"action": "assign", "area": area, "message": "Les toca."});
        let away = app.try_act("lia", &reference, to(CULTURE)).await;
        assert_eq!((away.status.as_u16(), away.code().as_str()), (403, "only_own_area"));
        app.act("lia", &reference, json!({"action": "assign", "area": HEALTH})).await;
        assert_eq!(app.try_act("lia", &reference, json!({"action": "assign", "area": CULTURE})).await.errors()[0].0, "#/message");
        app.act("lia", &reference, to(CULTURE)).await;
        app.act("mar", &reference, to(HEALTH)).await;
        assert_eq!(app.try_act("lia", &reference, to(CULTURE)).await.code(), "too_many_transfers");
        app.act("lia", &reference, to(HEALTH)).await;
        app.act("caro", &reference, to(CULTURE)).await;
        let title = json!({"action": "edit", "title": "Otro título, más claro", "message": "x"});
        assert_eq!(app.try_act("mar", &reference, title).await.code(), "field_not_yours");
        app.act("mar", &reference, json!({"action": "edit", "theme": "culture", "message": "Es cultura."})).await;
    }
}
