//! Nothing is lost and nothing is told twice: a run that was missed, what is hidden meanwhile, what was one's own doing.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use super::place::{Place, to};

on_both! {
    async fn a_week_without_digests_loses_nothing(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.gather().await;
        let other = place.app.file("leo").await;
        assert_eq!(place.app.by("sol").put(&format!("/api/v1/requests/{other}/follow"), json!({})).await.status, 200);
        for (day, action) in [("11-21", "start"), ("11-24", "inform"), ("11-26", "inform")] {
            place.at(&format!("{day}T15:00"));
            place.act("lia", json!({"action": action})).await;
        }
        place.app.act("caro", &other, json!({"action": "inform", "message": "Lo vemos."})).await;
        place.letters().await;
        // The machine was off from Saturday to Friday.
        place.at("11-28T16:00");
        let digests = place.digests().await;
        let all = to(&digests, "sol");
        let text = &all.text;
        assert_eq!(text.matches("contó cómo viene el tema").count(), 3, "{text}");
        assert_eq!(text.matches("está preparando los datos").count(), 1, "{text}");
        // Newest first, and each request once.
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
        assert!(at("26/11/2026") < at("24/11/2026") && at("24/11/2026") < at("21/11/2026"), "{text}");
        for reference in [&place.it, &other] {
            assert_eq!(text.matches(&format!("{reference} · http")).count(), 1, "{text}");
        }
        // Monday's was missed too: the weekly digest comes with it.
        assert_eq!(to(&digests, "wes").text.matches("contó cómo viene el tema").count(), 2);
        assert!(place.digests().await.is_empty(), "told once");
        place.at("11-29T16:00");
        assert!(place.digests().await.is_empty(), "told once");
    }

    async fn a_run_that_is_interrupted_goes_on(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "inform"})).await;
        place.letters().await;
        place.at("11-21T11:00");
        // Killed after the first person: the day is not done, and nobody gets two.
        let moment = place.app.caller().moment;
        let flo = place.caller("flo").await.actor.person().unwrap();
        let turn = async move |tx: &domain::store::Tx| {
            let turn = domain::store::digests::Turn {
                person: flo,
                name: "2026-11-21",
                cadences: &[domain::cadence::Cadence::Daily],
                upto: domain::ids::EventId(0),
            };
            Ok::<_, domain::ops::Error>(domain::store::digests::gather(tx, &turn, moment.at).await?)
        };
        assert!(place.app.state.db.write(turn).await.unwrap());
        let digests = place.digests().await;
        assert_eq!(place.told(&digests).await, ["digest flo", "digest sol"]);
    }

    async fn what_is_hidden_is_not_told(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "inform"})).await;
        place.act("caro", json!({"action": "hide", "reason": "personal_data"})).await;
        place.letters().await;
        place.at("11-21T11:00");
        assert!(place.digests().await.is_empty());
        // When it comes back, what happened is told after all.
        place.act("caro", json!({"action": "unhide"})).await;
        place.letters().await;
        place.at("11-22T11:00");
        place.gather().await;
        // Hidden again between the digest and its mail: nothing of it leaves.
        place.act("caro", json!({"action": "hide", "reason": "personal_data"})).await;
        let letters = place.letters().await;
        assert_eq!(place.told(&letters).await, ["hidden ana"]);
    }

    async fn nobody_is_told_what_they_did_themselves(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.join("lia", "follow").await;
        place.act("lia", json!({"action": "inform"})).await;
        place.letters().await;
        place.at("11-21T11:00");
        let digests = place.digests().await;
        assert_eq!(place.told(&digests).await, ["digest flo", "digest sol"]);
    }

    async fn news_that_came_before_somebody_followed_is_not_news(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "start"})).await;
        place.letters().await;
        place.join("leo", "follow").await;
        place.act("lia", json!({"action": "inform"})).await;
        place.letters().await;
        place.at("11-21T11:00");
        let digests = place.digests().await;
        assert!(!to(&digests, "leo").text.contains("preparando"));
        assert!(to(&digests, "sol").text.contains("preparando"));
    }

    async fn another_merge_keeps_what_waits(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        let target = place.app.file("leo").await;
        place.act("caro", json!({"action": "merge", "into": target})).await;
        place.letters().await;
        place.at("11-21T11:00");
        place.digests().await;
        place.app.act("caro", &target, json!({"action": "inform", "message": "Lo vemos."})).await;
        // A third one is merged too: the carried rows are made anew.
        let third = place.app.file("nil").await;
        place.app.act("caro", &third, json!({"action": "merge", "into": target, "message": "Igual."})).await;
        place.letters().await;
        place.at("11-22T11:00");
        let digests = place.digests().await;
        assert!(to(&digests, "sol").text.contains("contó cómo viene el tema"));
        // And whoever stops stays stopped, a merge more or less, though they asked for one of them themselves.
        for who in ["sol", "ana"] {
            let path = format!("/api/v1/requests/{target}/follow");
            assert_eq!(place.app.by(who).delete(&path).await.status, 204);
        }
        let fourth = place.app.file("wes").await;
        place.app.act("caro", &fourth, json!({"action": "merge", "into": target, "message": "Igual."})).await;
        place.app.act("caro", &target, json!({"action": "inform", "message": "Falta poco."})).await;
        let letters = place.letters().await;
        assert!(letters.iter().all(|letter| !["sol", "ana"].contains(&letter.reader())));
        place.at("11-23T11:00");
        assert!(place.digests().await.iter().all(|letter| !["sol", "ana"].contains(&letter.reader())));
    }
}
