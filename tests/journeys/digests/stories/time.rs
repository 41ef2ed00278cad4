//! What time alone brings.

use serde_json::json;
use testkit::TestDatabase;

use super::{CROWD, Days};
use crate::digests::{place::Place, table::Seen};

pub async fn what_time_alone_brings(db: TestDatabase) -> Seen {
    let mut days = Days::of(Place::open(&db).await);
    days.place.name_head(Some("jefa")).await;
    days.step(
        "lia",
        json!({"action": "plan", "promised_on": "2026-11-30"}),
        &["planned ana", "planned nora"],
        CROWD,
        "prometió",
    )
    .await;
    days.to(12).await;
    days.place.tick().await;
    let told = ["promise_passed ana", "promise_passed lia", "promise_passed nora"];
    days.expect(
        "the promised date passes",
        &told,
        CROWD,
        "Pasó la fecha prometida, el 30 de noviembre de 2026",
    )
    .await;
    days.to(26).await;
    days.place.tick().await;
    days.expect(
        "it is late by ten working days",
        &["promise_passed jefa"],
        &[],
        "",
    )
    .await;
    days.step(
        "lia",
        json!({"action": "answer", "outcome": "not_held"}),
        &["answered ana", "answered nora"],
        CROWD,
        "respondió",
    )
    .await;
    days.to(45).await;
    days.place.tick().await;
    days.expect("the verdict is asked for again", &["verdict_asked ana"], &[], "")
        .await;
    days.to(60).await;
    days.place.tick().await;
    days.expect(
        "nobody gave a verdict",
        &["closed ana", "closed nora"],
        CROWD,
        "no opinó",
    )
    .await;
    days.seen
}

pub async fn a_question_that_nobody_answers(db: TestDatabase) -> Seen {
    let mut days = Days::of(Place::open(&db).await);
    days.step("lia", json!({"action": "ask"}), &["question ana"], &[], "")
        .await;
    days.to(28).await;
    days.place.tick().await;
    days.expect("it is about to lapse", &["lapse_warning ana"], &[], "")
        .await;
    days.to(40).await;
    days.place.tick().await;
    days.expect("it lapses", &["lapsed ana", "lapsed sol"], &[], "")
        .await;
    days.seen
}

/// A due date that nobody heeds, from five working days before it to twenty after it.
pub async fn nobody_answers(db: TestDatabase) -> Seen {
    let mut days = Days::of(Place::open(&db).await);
    days.place.name_head(Some("jefa")).await;
    // It was due on 2026-12-16.
    for (day, told) in [
        (19, "due_soon lia"),
        (25, "due_soon lia"),
        (27, "overdue lia"),
        (33, "overdue jefa"),
        (41, "overdue jefa"),
        (56, "overdue caro"),
    ] {
        days.to(day).await;
        days.place.tick().await;
        days.expect(&format!("day {day}"), &[told], &[], "").await;
    }
    days.seen
}
