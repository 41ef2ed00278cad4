//! The whole life of a request: filed, assigned, asked, replied, planned, transferred, started, answered, disputed, answered
//! again, confirmed. Event by event, with its clock and its versions.

use domain::store::outbox::{self, Shelf};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{CULTURE, HEALTH, TestApp};

fn clock(request: &Value) -> (String, String) {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    (
        text(&request["clock"]["due_on"]),
        text(&request["clock"]["state"]),
    )
}

fn is(request: &Value, status: &str, version: i64, due_on: &str, state: &str) {
    assert_eq!(request["status"], status);
    assert_eq!(request["version"], version);
    assert_eq!(clock(request), (due_on.to_owned(), state.to_owned()));
}

on_both! {
    async fn from_filing_to_a_verdict(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let reference = app.file("ana").await;
        assert_eq!(reference, "PD-2026-000001");
        is(&app.show("anonymous", &reference).await, "received", 1, "2026-12-16", "on_time");

        let assigned = app.act("caro", &reference, json!({"action": "assign", "area": HEALTH, "person": "lia@example.org"})).await;
        is(&assigned, "under_review", 2, "2026-12-16", "on_time");
        assert_eq!(assigned["area"], HEALTH);

        app.at("2026-12-01T15:00:00Z");
        let asked = app.act("lia", &reference, json!({"action": "ask", "message": "¿De qué años?"})).await;
        is(&asked, "needs_info", 3, "2026-12-16", "paused");
        assert_eq!(asked["clock"]["paused"], true);

        app.at("2026-12-10T15:00:00Z");
        let replied = app.act("ana", &reference, json!({"action": "reply", "message": "De 2024 a 2026."})).await;
        is(&replied, "under_review", 4, "2026-12-23", "on_time");

        let planned = app.act("lia", &reference, json!({"action": "plan", "promised_on": "2027-02-01", "message": "Lo publicamos."})).await;
        is(&planned, "planned", 5, "2026-12-23", "met");
        assert_eq!(planned["promise"], json!({"on": "2027-02-01", "state": "ahead", "slips": 0}));

        let transferred = app.act("caro", &reference, json!({"action": "assign", "area": CULTURE, "message": "Les toca a ellos."})).await;
        is(&transferred, "under_review", 6, "2026-12-23", "met");
        assert_eq!(transferred["promise"], json!({"on": null, "state": "dropped", "slips": 0}));
        let not_theirs = app.try_act("lia", &reference, json!({"action": "start"})).await;
        assert_eq!((not_theirs.status.as_u16(), not_theirs.code().as_str()), (403, "not_your_area"));
        assert!(not_theirs.json()["detail"].as_str().unwrap().contains("Ministerio de Cultura"));

        is(&app.act("mar", &reference, json!({"action": "start"})).await, "in_preparation", 7, "2026-12-23", "met");
        let evidence = json!({"url": "https://data.example.org/compras"});
        let answer = json!({"action": "answer", "message": "Acá está.", "outcome": "published", "evidence": evidence});
        app.at("2026-12-18T15:00:00Z");
        let answered = app.act("mar", &reference, answer.clone()).await;
        is(&answered, "answered", 8, "2026-12-23", "met");
        assert_eq!((&answered["outcome"], &answered["evidence"]["state"]), (&json!("published"), &json!("unchecked")));
        assert_eq!(answered["answered_at"], "2026-12-18T15:00:00Z");

        let disputed = app.act("ana", &reference, json!({"action": "dispute", "message": "Falta 2025."})).await;
        is(&disputed, "under_review", 9, "2027-01-12", "on_time");
        assert_eq!((&disputed["round"], &disputed["outcome"], &disputed["evidence"]), (&json!(2), &json!(null), &json!(null)));

        app.act("mar", &reference, answer).await;
        let confirm = json!({"action": "confirm", "verdict": "yes", "rating": 5, "message": "¡Gracias!"});
        let closed = app.act("ana", &reference, confirm).await;
        is(&closed, "closed", 11, "2027-01-12", "met");
        let verdict = json!({"value": "yes", "rating": 5, "comment": "¡Gracias!", "at": "2026-12-18T15:00:00Z"});
        assert_eq!(closed["verdict"], verdict);

        tell_the_same(&app, &reference).await;
        are_written_to_the_right_people(&app).await;
    }
}

async fn tell_the_same(app: &TestApp, reference: &str) {
    let events = app.events(reference).await;
    let told: Vec<_> = events
        .iter()
        .map(|event| {
            [
                &event["action"],
                &event["from"],
                &event["to"],
                &event["actor"]["role"],
            ]
            .map(|value| value.as_str().unwrap_or("-"))
        })
        .collect();
    let expected = [
        ["file", "-", "received", "requester"],
        ["assign", "received", "under_review", "coordinator"],
        ["ask", "under_review", "needs_info", "liaison"],
        ["reply", "needs_info", "under_review", "requester"],
        ["plan", "under_review", "planned", "liaison"],
        ["assign", "planned", "under_review", "coordinator"],
        ["start", "under_review", "in_preparation", "liaison"],
        ["answer", "in_preparation", "answered", "liaison"],
        ["dispute", "answered", "under_review", "requester"],
        ["answer", "under_review", "answered", "liaison"],
        ["confirm", "answered", "closed", "requester"],
    ];
    assert_eq!(told, expected);
    assert!(
        events
            .windows(2)
            .all(|pair| pair[0]["id"].as_i64() < pair[1]["id"].as_i64())
    );
    assert_eq!(
        events[0]["details"]["body"],
        "Necesito las compras de medicamentos de cada hospital, por mes."
    );
    assert_eq!(events[1]["details"]["area"], HEALTH);
    assert_eq!(events[1]["details"]["person"], "lia", "a name, never an address");
    assert_eq!(events[2]["message"], "¿De qué años?");
    assert_eq!(events[3]["details"]["due_on"], "2026-12-23");
    assert_eq!(
        (&events[5]["details"]["area"], &events[5]["details"]["area_from"]),
        (&json!(CULTURE), &json!(HEALTH))
    );
    assert_eq!(
        events[7]["details"]["evidence"]["url"],
        "https://data.example.org/compras"
    );
    assert_eq!(events[10]["details"]["rating"], 5);
    assert!(
        !events
            .iter()
            .any(|event| event.to_string().contains("example.org\"") && event.to_string().contains('@'))
    );
}

/// The mail that waits for the worker, in the order of the events: to whom, and what. Nobody hears of what they did
/// themselves, but for the receipt.
async fn are_written_to_the_right_people(app: &TestApp) {
    let mut mails = outbox::list(&app.state.db.read(), Shelf::All, None, 100)
        .await
        .unwrap();
    mails.sort_by_key(|mail| mail.id);
    let told: Vec<_> = mails
        .iter()
        .map(|mail| (mail.to.as_str(), mail.kind.as_str()))
        .collect();
    let (ana, lia, mar, caro) = (
        "a***@example.org",
        "l***@example.org",
        "m***@example.org",
        "c***@example.org",
    );
    let expected = [
        (ana, "receipt"),
        (caro, "new_request"),
        (ana, "assigned"),
        (lia, "desk_assigned"),
        (ana, "question"),
        (lia, "replied"),
        (ana, "planned"),
        (ana, "assigned"),
        (mar, "desk_assigned"),
        (ana, "started"),
        (ana, "answered"),
        (mar, "disputed"),
        (ana, "answered"),
        (mar, "confirmed"),
    ];
    assert_eq!(told, expected);
}
