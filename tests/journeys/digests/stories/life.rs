//! What staff and requester do, from filing to the end and beyond.

use serde_json::json;
use testkit::TestDatabase;

use super::{CROWD, Days};
use crate::{
    app::HEALTH,
    digests::{place::Place, table::Seen},
};

pub async fn from_filing_to_the_end(db: TestDatabase) -> Seen {
    let mut days = Days::of(Place::before(&db).await);
    to_the_first_answer(&mut days).await;
    to_the_end(&mut days).await;
    and_beyond(&mut days).await;
    days.seen
}

async fn to_the_first_answer(days: &mut Days) {
    days.expect("file", &["receipt ana"], &[], "").await;
    // The mail of new requests left with the morning: it is no digest, so it came before.
    days.step(
        "caro",
        json!({"action": "assign", "area": HEALTH}),
        &["assigned ana", "desk_assigned lia"],
        &[],
        "",
    )
    .await;
    days.step("lia", json!({"action": "ask"}), &["question ana"], &[], "")
        .await;
    days.step("ana", json!({"action": "reply"}), &["replied lia"], &[], "")
        .await;
    days.step("lia", json!({"action": "extend"}), &["extended ana"], &[], "")
        .await;
    let plan = |on: &str| json!({"action": "plan", "promised_on": on});
    days.step(
        "lia",
        plan("2027-03-01"),
        &["planned ana", "planned nora"],
        CROWD,
        "prometió publicar los datos a más tardar el 1 de marzo de 2027",
    )
    .await;
    days.step(
        "lia",
        plan("2027-04-01"),
        &["redated ana", "redated nora"],
        CROWD,
        "ahora es el 1 de abril de 2027",
    )
    .await;
    days.step(
        "lia",
        json!({"action": "start"}),
        &["started ana", "started nora"],
        CROWD,
        "está preparando los datos",
    )
    .await;
    days.step(
        "lia",
        json!({"action": "inform"}),
        &["informed ana", "informed nora"],
        CROWD,
        "contó cómo viene el tema",
    )
    .await;
}

async fn to_the_end(days: &mut Days) {
    let answer = json!({"action": "answer", "outcome": "published", "evidence": {"url": "https://data.example.org/compras"}});
    days.step(
        "lia",
        answer.clone(),
        &["answered ana", "answered nora"],
        CROWD,
        "respondió. Resultado: Publicado",
    )
    .await;
    days.step(
        "lia",
        json!({"action": "answer", "outcome": "not_held"}),
        &["corrected ana", "corrected nora"],
        CROWD,
        "corrigió su respuesta",
    )
    .await;
    days.step(
        "ana",
        json!({"action": "dispute"}),
        &["disputed lia", "disputed nora"],
        CROWD,
        "la respuesta no le sirve",
    )
    .await;
    days.step(
        "lia",
        answer.clone(),
        &["answered ana", "answered nora"],
        CROWD,
        "respondió",
    )
    .await;
    days.step(
        "ana",
        json!({"action": "dispute"}),
        &["disputed lia", "disputed nora", "disputed_again caro"],
        CROWD,
        "no le sirve",
    )
    .await;
    days.step(
        "lia",
        answer.clone(),
        &["answered ana", "answered nora"],
        CROWD,
        "respondió",
    )
    .await;
    days.step(
        "ana",
        json!({"action": "confirm", "verdict": "partly"}),
        &["confirmed lia", "closed nora"],
        CROWD,
        "le sirvió en parte",
    )
    .await;
}

async fn and_beyond(days: &mut Days) {
    days.step(
        "caro",
        json!({"action": "reopen"}),
        &["reopened ana", "reopened lia", "reopened nora"],
        CROWD,
        "se reabrió",
    )
    .await;
    days.step(
        "caro",
        json!({"action": "edit", "title": "Compras por hospital"}),
        &["edited ana", "edited nora"],
        CROWD,
        "Cambiaron algunos datos",
    )
    .await;
    let redact =
        json!({"action": "redact", "target": "body", "text": "cada hospital", "reason": "datos personales"});
    days.step("caro", redact, &["redacted ana"], &[], "").await;
    days.step(
        "caro",
        json!({"action": "hide", "reason": "mistake"}),
        &["hidden ana"],
        &[],
        "",
    )
    .await;
    days.step("caro", json!({"action": "unhide"}), &["unhidden ana"], &[], "")
        .await;
    // A supporter hears at once that it is given up, and may take it on; a follower has nothing to decide.
    days.step(
        "ana",
        json!({"action": "withdraw"}),
        &["withdrawn lia", "withdrawn sol"],
        &[],
        "",
    )
    .await;
    days.step(
        "sol",
        json!({"action": "reopen"}),
        &["reopened ana", "reopened lia", "reopened nora"],
        &["flo"],
        "se reabrió",
    )
    .await;
}
