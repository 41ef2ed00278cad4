//! Portals fail in many ways. Each has a name, and those that may pass are waited for.

use std::time::Duration;

use catalog::{Cursor, Fault, Kind};
use serde_json::json;
use testkit::portal::{Misbehaviour, Portal};

use crate::{Asker, ckan, data_json, made};

const JSON: &str = "application/json";

fn says(status: u16, body: &str) -> Misbehaviour {
    Misbehaviour::Says(status, JSON, body.to_owned())
}

#[tokio::test]
async fn each_refusal_has_its_name_and_is_not_repeated() {
    let portal = Portal::open(vec![made(1, 0)]).await;
    let error =
        |kind: &str| format!("{{\"success\":false,\"error\":{{\"__type\":\"{kind}\",\"message\":\"No\"}}}}");
    let refusals = [
        (Misbehaviour::Html(403), Kind::Firewall),
        (Misbehaviour::Html(200), Kind::Firewall),
        (
            Misbehaviour::Says(200, "text/plain", "<html>".into()),
            Kind::Firewall,
        ),
        (says(403, ""), Kind::Firewall),
        (
            says(400, "\"Bad request - Action name not known: x\""),
            Kind::UnknownAction,
        ),
        (says(403, &error("Authorization Error")), Kind::NotAuthorised),
        (says(404, &error("Not Found Error")), Kind::NotFound),
        (says(409, &error("Validation Error")), Kind::Invalid),
        (
            says(
                409,
                "{\"success\":false,\"error\":{\"name\":[\"Taken\"],\"__type\":\"Validation Error\"}}",
            ),
            Kind::Invalid,
        ),
        (says(400, &error("Integrity Error")), Kind::Invalid),
        (says(400, &error("Search Query Error")), Kind::BadQuery),
        // A success by its status alone is none.
        (says(200, &error("Authorization Error")), Kind::NotAuthorised),
        (
            says(200, "{\"success\":\"true\",\"result\":{}}"),
            Kind::NotAPortal,
        ),
        (says(200, "{\"result\":{}}"), Kind::NotAPortal),
        (says(200, "{\"success\":true}"), Kind::NotAPortal),
        (says(200, "[]"), Kind::NotAPortal),
        (says(200, "{\"success\":true,\"result\":[]}"), Kind::NotAPortal),
        (says(200, "ok"), Kind::NotJson),
        (says(404, "{}"), Kind::NotAPortal),
        (
            Misbehaviour::Moved("https://elsewhere.example.org/".into()),
            Kind::Redirected,
        ),
    ];
    let asker = Asker::new();
    for (how, expected) in refusals {
        portal.misbehave(how.clone());
        assert_eq!(asker.fails(&ckan(&portal)).await, expected, "{how:?}");
        assert_eq!(portal.asked().len(), 1, "{how:?}");
    }
    assert_eq!(asker.waited(), [0; 0]);
}

#[tokio::test]
async fn what_may_pass_is_waited_for() {
    let portal = Portal::open(vec![made(1, 0)]).await;
    let error = |kind: &str| format!("{{\"success\":false,\"error\":{{\"__type\":\"{kind}\"}}}}");
    let passing = [
        Misbehaviour::Html(503),
        says(503, "{}"),
        says(500, &error("Internal Server Error")),
        says(409, &error("Search Error")),
        says(500, &error("Search Index Error")),
        says(502, ""),
        says(200, " \n"),
        // A success by its body alone is none.
        says(500, "{\"success\":true,\"result\":{\"count\":0,\"results\":[]}}"),
        Misbehaviour::Truncated,
        Misbehaviour::BreaksOff,
    ];
    let asker = Asker::new();
    for how in passing {
        portal.misbehave(how.clone());
        let read = asker.read(&ckan(&portal), &Cursor::default()).await.unwrap();
        assert_eq!(read.datasets.len(), 1, "{how:?}");
        assert_eq!(asker.waited(), [1], "{how:?}");
        assert_eq!(portal.asked().len(), 2);
    }
    // Not for ever.
    for _ in 0..4 {
        portal.misbehave(Misbehaviour::Truncated);
    }
    assert_eq!(asker.fails(&ckan(&portal)).await, Kind::Truncated);
    assert_eq!((asker.waited(), portal.asked().len()), (vec![1, 2, 4], 4));
}

#[tokio::test]
async fn a_busy_portal_is_left_alone_for_as_long_as_it_says() {
    let portal = Portal::open(vec![made(1, 0)]).await;
    let asker = Asker::new();
    portal.misbehave(Misbehaviour::Busy("120".into()));
    assert_eq!(
        asker
            .read(&ckan(&portal), &Cursor::default())
            .await
            .unwrap()
            .datasets
            .len(),
        1
    );
    assert_eq!(asker.waited(), [120]);
    // What it says for longer than we wait is for whoever comes back.
    portal.misbehave(Misbehaviour::Busy("86400".into()));
    let error = asker
        .read(&ckan(&portal), &Cursor::default())
        .await
        .err()
        .unwrap();
    assert_eq!(
        (error.kind, error.retry_after),
        (Kind::Busy, Some(Duration::from_hours(24)))
    );
    assert!(error.is_retryable());
    assert_eq!(asker.waited(), [0; 0]);
}

#[tokio::test]
async fn silence_ends() {
    let portal = Portal::open(vec![made(1, 0)]).await;
    let asker = Asker::with(Duration::from_millis(200));
    portal.misbehave(Misbehaviour::Silent);
    assert_eq!(
        asker
            .read(&ckan(&portal), &Cursor::default())
            .await
            .unwrap()
            .datasets
            .len(),
        1
    );
    assert_eq!(asker.waited(), [1]);
}

#[tokio::test]
async fn nobody_there_and_nobody_who_may_be_asked_are_told_apart() {
    let asker = Asker::new();
    let gone = {
        let portal = Portal::open(vec![]).await;
        ckan(&portal)
    };
    assert_eq!(asker.fails(&gone).await, Kind::Unreachable);
    let inside = catalog::Source::parse("http://10.0.0.1/").unwrap();
    assert_eq!(asker.fails(&inside).await, Kind::Refused);
}

#[tokio::test]
async fn a_dataset_that_is_not_one_is_a_line_of_the_report() {
    let portal = Portal::open(vec![made(1, 0), made(2, 1)]).await;
    let mut wrong = made(3, 2);
    wrong["resources"] = json!("none");
    portal.put(wrong);
    let mut absurd = made(4, 3);
    absurd["extras"] = json!([{"key": "modified", "value": "9999-12-31T00:00:00"}]);
    portal.put(absurd);
    let mut huge = made(5, 4);
    huge["notes"] = json!("a".repeat(1_000_001));
    portal.put(huge);
    let mut nameless = made(6, 5);
    nameless["name"] = json!("no / name");
    portal.put(nameless);
    let asker = Asker::new();
    let read = asker.read(&ckan(&portal), &Cursor::default()).await.unwrap();
    assert_eq!(read.names(), ["made-00001", "made-00002"]);
    let faults: Vec<Fault> = read.broken.iter().map(|broken| broken.fault).collect();
    assert_eq!(
        faults,
        [
            Fault::WrongType("resources"),
            Fault::AbsurdDate("modified"),
            Fault::Huge("notes"),
            Fault::NoName
        ]
    );
    assert_eq!(read.broken[0].name.as_deref(), Some("made-00003"));
    assert_eq!(read.progress.seen, 6);
}

#[tokio::test]
async fn a_catalogue_fails_by_name_too() {
    let portal = Portal::open((0..150).map(|number| made(number, 0)).collect()).await;
    let asker = Asker::new();
    for (how, expected) in [
        (Misbehaviour::Html(200), Kind::Firewall),
        (Misbehaviour::Html(403), Kind::Firewall),
        (Misbehaviour::Html(404), Kind::NotFound),
        (says(200, "{\"title\": \"A\"}"), Kind::NotAPortal),
        (says(200, "{\"dataset\": 7}"), Kind::NotAPortal),
        (says(200, "[]"), Kind::NotAPortal),
        (says(200, "no"), Kind::NotJson),
        (Misbehaviour::Truncated, Kind::Truncated),
        (
            Misbehaviour::Moved("https://elsewhere.example.org/".into()),
            Kind::Redirected,
        ),
    ] {
        portal.misbehave(how.clone());
        assert_eq!(asker.fails(&data_json(&portal)).await, expected, "{how:?}");
    }
    assert_eq!(asker.waited(), [0; 0]);
    portal.misbehave(Misbehaviour::BreaksOff);
    portal.misbehave(Misbehaviour::Html(503));
    let read = asker.read(&data_json(&portal), &Cursor::default()).await.unwrap();
    assert_eq!((read.datasets.len(), asker.waited()), (150, vec![1, 2]));
    let large = format!(
        "{{\"dataset\": [{{\"title\": \"{}\"}}]}}",
        "a".repeat(17 * 1024 * 1024)
    );
    portal.misbehave(says(200, &large));
    assert_eq!(asker.fails(&data_json(&portal)).await, Kind::TooLarge);
}
