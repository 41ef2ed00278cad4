//! What happens to a request beside its own life: other requests, comments, the team.

use serde_json::json;
use testkit::TestDatabase;

use super::{CROWD, Days};
use crate::{
    app::HEALTH,
    digests::{place::Place, table::Seen},
};

pub async fn merged_split_and_separated(db: TestDatabase) -> Seen {
    let mut days = Days::of(Place::open(&db).await);
    let target = days.place.app.file("leo").await;
    days.place
        .app
        .act(
            "caro",
            &target,
            json!({"action": "assign", "area": HEALTH, "message": "Es de ustedes."}),
        )
        .await;
    days.place.letters().await;
    let told = ["merged ana", "merged nora", "merged_in lia"];
    days.step(
        "caro",
        json!({"action": "merge", "into": target}),
        &told,
        CROWD,
        &target,
    )
    .await;
    days.step("caro", json!({"action": "unmerge"}), &["unmerged ana"], &[], "")
        .await;
    let areas = json!([HEALTH, crate::app::CULTURE]);
    let told = ["split ana", "desk_assigned lia", "desk_assigned mar"];
    days.step("caro", json!({"action": "split", "areas": areas}), &told, &[], "")
        .await;
    days.seen
}

pub async fn comments(db: TestDatabase) -> Seen {
    let mut days = Days::of(Place::open(&db).await);
    days.place.comment("ana", false).await;
    days.expect("of the requester", &[], &["lia"], "1 comentario nuevo")
        .await;
    days.place.comment("leo", false).await;
    days.place.comment("sol", false).await;
    days.expect("of others", &[], &["ana", "lia"], "2 comentarios nuevos")
        .await;
    days.place.comment("lia", false).await;
    days.expect("of the area", &["commented ana"], &[], "").await;
    days.place.comment("lia", true).await;
    days.expect("internal", &[], &[], "").await;
    days.place.note("lia", "¿Lo ves, @caro?").await;
    days.hear(&["mentioned caro"]).await;
    days.place.note("caro", "Lo veo, @lia.").await;
    days.hear(&["mentioned lia"]).await;
    days.place.choose("ana", json!({"cadence": "at_once"})).await;
    days.place.choose("lia", json!({"cadence": "none"})).await;
    days.place.comment("leo", false).await;
    days.expect("as they chose", &["commented ana"], &[], "").await;
    days.seen
}

/// What coordinators alone hear of.
pub async fn at_the_team(db: TestDatabase) -> Seen {
    let mut days = Days::of(Place::before(&db).await);
    days.place.app.file("leo").await;
    let letters = days.place.letters().await;
    assert_eq!(days.place.told(&letters).await, ["receipt ana", "receipt leo"]);
    // One mail for the quarter of an hour.
    days.place.at("11-20T12:15");
    days.hear(&["new_request caro"]).await;
    // A request without an area has no other desk.
    days.step(
        "caro",
        json!({"action": "answer", "outcome": "not_held"}),
        &["answered ana", "answered nora"],
        CROWD,
        "respondió",
    )
    .await;
    days.step(
        "ana",
        json!({"action": "confirm", "verdict": "yes"}),
        &["closed nora"],
        CROWD,
        "le sirvió",
    )
    .await;
    days.step(
        "ana",
        json!({"action": "reopen"}),
        &["reopened caro", "reopened nora"],
        CROWD,
        "se reabrió",
    )
    .await;
    // 2026-12-28 is a Monday, and the request of `leo` was due on the 16th.
    days.to(37).await;
    days.next_day();
    days.place.gather().await;
    days.hear(&["desk_weekly caro"]).await;
    days.seen
}
