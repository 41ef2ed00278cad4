//! Every cell of the table: an event, who gets a mail of it at once, and what the digests of the next morning say of it.

use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use super::place::Place;
use crate::{app::HEALTH, post::Mail};

/// Who hears in the digest: supporters and followers that chose nothing else.
const CROWD: &[&str] = &["flo", "sol"];

/// Goes through events, one a day.
struct Days {
    place: Place,
    day: i64,
}

impl Days {
    async fn step(&mut self, who: &str, body: Value, at_once: &[&str], digest: &[&str], says: &str) {
        self.place.act(who, body.clone()).await;
        self.expect(&body.to_string(), at_once, digest, says).await;
    }

    async fn expect(&mut self, what: &str, at_once: &[&str], digest: &[&str], says: &str) {
        let letters = self.place.letters().await;
        let mut expected: Vec<_> = at_once.iter().map(|line| (*line).to_owned()).collect();
        expected.sort();
        assert_eq!(self.place.told(&letters).await, expected, "at once: {what}");
        self.next_day();
        let digests = self.place.digests().await;
        // The weekly ones have a test of their own.
        let daily = digests.iter().filter(|letter| letter.reader() != "wes");
        let mut readers: Vec<_> = daily.clone().map(Mail::reader).collect();
        readers.sort_unstable();
        assert_eq!(readers, digest, "in the digest: {what}");
        for letter in daily {
            assert!(
                letter.text.contains(says),
                "{what} to {}: {}",
                letter.reader(),
                letter.text
            );
            for secret in ["@example.org", "su secreto"] {
                assert!(!letter.text.contains(secret), "{secret} in {}", letter.text);
            }
        }
    }

    fn next_day(&mut self) {
        self.day += 1;
        let start: jiff::Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        let now = start + jiff::SignedDuration::from_hours(24 * self.day);
        self.place.app.at(&now.to_string());
    }

    async fn to(&mut self, day: i64) {
        self.day = day - 1;
        self.next_day();
        // What fell due meanwhile is not what is looked at.
        self.place.gather().await;
        self.place.letters().await;
    }
}

on_both! {
    async fn from_filing_to_the_end(db: TestDatabase) {
        let mut days = Days { place: Place::before(&db).await, day: 0 };
        days.expect("file", &["receipt ana"], &[], "").await;
        // The mail of new requests left with the morning: it is no digest, so it came before.
        days.step("caro", json!({"action": "assign", "area": HEALTH}), &["assigned ana", "desk_assigned lia"], &[], "").await;
        days.step("lia", json!({"action": "ask"}), &["question ana"], &[], "").await;
        days.step("ana", json!({"action": "reply"}), &["replied lia"], &[], "").await;
        days.step("lia", json!({"action": "extend"}), &["extended ana"], &[], "").await;
        let plan = |on: &str| json!({"action": "plan", "promised_on": on});
        days.step("lia", plan("2027-03-01"), &["planned ana", "planned nora"], CROWD, "prometió publicar los datos a más tardar el 1 de marzo de 2027").await;
        days.step("lia", plan("2027-04-01"), &["redated ana", "redated nora"], CROWD, "ahora es el 1 de abril de 2027").await;
        days.step("lia", json!({"action": "start"}), &["started ana", "started nora"], CROWD, "está preparando los datos").await;
        days.step("lia", json!({"action": "inform"}), &["informed ana", "informed nora"], CROWD, "contó cómo viene el tema").await;
        let answer = json!({"action": "answer", "outcome": "published", "evidence": {"url": "https://data.example.org/compras"}});
        days.step("lia", answer.clone(), &["answered ana", "answered nora"], CROWD, "respondió. Resultado: Publicado").await;
        days.step("lia", json!({"action": "answer", "outcome": "not_held"}), &["corrected ana", "corrected nora"], CROWD, "corrigió su respuesta").await;
        days.step("ana", json!({"action": "dispute"}), &["disputed lia", "disputed nora"], CROWD, "la respuesta no le sirve").await;
        days.step("lia", answer.clone(), &["answered ana", "answered nora"], CROWD, "respondió").await;
        days.step("ana", json!({"action": "dispute"}), &["disputed lia", "disputed nora", "disputed_again caro"], CROWD, "no le sirve").await;
        days.step("lia", answer.clone(), &["answered ana", "answered nora"], CROWD, "respondió").await;
        days.step("ana", json!({"action": "confirm", "verdict": "partly"}), &["confirmed lia", "closed nora"], CROWD, "le sirvió en parte").await;
        days.step("caro", json!({"action": "reopen"}), &["reopened ana", "reopened lia", "reopened nora"], CROWD, "se reabrió").await;
        days.step("caro", json!({"action": "edit", "title": "Compras por hospital"}), &["edited ana", "edited nora"], CROWD, "Cambiaron algunos datos").await;
        let redact = json!({"action": "redact", "target": "body", "text": "cada hospital", "reason": "datos personales"});
        days.step("caro", redact, &["redacted ana"], &[], "").await;
        days.step("caro", json!({"action": "hide", "reason": "mistake"}), &["hidden ana"], &[], "").await;
        days.step("caro", json!({"action": "unhide"}), &["unhidden ana"], &[], "").await;
        // A supporter hears at once that it is given up, and may take it on; a follower has nothing to decide.
        days.step("ana", json!({"action": "withdraw"}), &["withdrawn lia", "withdrawn sol"], &[], "").await;
        days.step("sol", json!({"action": "reopen"}), &["reopened ana", "reopened lia", "reopened nora"], &["flo"], "se reabrió").await;
    }

    async fn merged_split_and_separated(db: TestDatabase) {
        let mut days = Days { place: Place::open(&db).await, day: 0 };
        let target = days.place.app.file("leo").await;
        days.place.letters().await;
        days.step("caro", json!({"action": "merge", "into": target}), &["merged ana", "merged nora"], CROWD, &target).await;
        days.step("caro", json!({"action": "unmerge"}), &["unmerged ana"], &[], "").await;
        let areas = json!([HEALTH, crate::app::CULTURE]);
        let told = ["split ana", "desk_assigned lia", "desk_assigned mar"];
        days.step("caro", json!({"action": "split", "areas": areas}), &told, &[], "").await;
    }

    async fn what_time_alone_brings(db: TestDatabase) {
        let mut days = Days { place: Place::open(&db).await, day: 0 };
        days.step("lia", json!({"action": "plan", "promised_on": "2026-11-30"}), &["planned ana", "planned nora"], CROWD, "prometió").await;
        days.to(12).await;
        days.place.tick().await;
        let told = ["promise_passed ana", "promise_passed lia", "promise_passed nora"];
        days.expect("the promised date passes", &told, CROWD, "Pasó la fecha prometida, el 30 de noviembre de 2026").await;
        days.step("lia", json!({"action": "answer", "outcome": "not_held"}), &["answered ana", "answered nora"], CROWD, "respondió").await;
        days.to(32).await;
        days.place.tick().await;
        days.expect("the verdict is asked for again", &["verdict_asked ana"], &[], "").await;
        days.to(60).await;
        days.place.tick().await;
        days.expect("nobody gave a verdict", &["closed ana", "closed nora"], CROWD, "no opinó").await;
    }

    async fn a_question_that_nobody_answers(db: TestDatabase) {
        let mut days = Days { place: Place::open(&db).await, day: 0 };
        days.step("lia", json!({"action": "ask"}), &["question ana"], &[], "").await;
        days.to(28).await;
        days.place.tick().await;
        days.expect("it is about to lapse", &["lapse_warning ana"], &[], "").await;
        days.to(40).await;
        days.place.tick().await;
        days.expect("it lapses", &["lapsed ana", "lapsed sol"], &[], "").await;
    }

    async fn comments(db: TestDatabase) {
        let mut days = Days { place: Place::open(&db).await, day: 0 };
        days.place.comment("ana", false).await;
        days.expect("of the requester", &[], &["lia"], "1 comentario nuevo").await;
        days.place.comment("leo", false).await;
        days.place.comment("sol", false).await;
        days.expect("of others", &[], &["ana", "lia"], "2 comentarios nuevos").await;
        days.place.comment("lia", false).await;
        days.expect("of the area", &["commented ana"], &[], "").await;
        days.place.comment("lia", true).await;
        days.expect("internal", &[], &[], "").await;
        days.place.choose("ana", json!({"cadence": "at_once"})).await;
        days.place.choose("lia", json!({"cadence": "none"})).await;
        days.place.comment("leo", false).await;
        days.expect("as they chose", &["commented ana"], &[], "").await;
    }

    async fn coordinators_hear_of_new_requests_every_quarter_of_an_hour(db: TestDatabase) {
        let mut place = Place::before(&db).await;
        place.app.file("leo").await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["receipt ana", "receipt leo"]);
        place.at("11-20T12:15");
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["new_request caro"]);
        assert!(letters[0].header("list-unsubscribe").is_none());
    }
}
