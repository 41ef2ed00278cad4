//! What comes on Mondays: the weekly digest, and what the coordinators learn is owed.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use super::place::{Place, to};
use crate::{app::HEALTH, post::Mail};

on_both! {
    async fn a_week_in_one_mail(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.gather().await;
        for day in ["11-20", "11-21", "11-22"] {
            place.at(&format!("{day}T20:00"));
            place.act("lia", json!({"action": "inform"})).await;
            place.letters().await;
        }
        for (now, readers) in [("11-23T10:59", vec!["flo", "sol"]), ("11-23T11:00", vec!["wes"])] {
            place.at(now);
            let digests = place.digests().await;
            let mut to: Vec<_> = digests.iter().map(Mail::reader).collect();
            to.sort_unstable();
            assert_eq!(to, readers, "{now}");
        }
        place.at("11-24T11:00");
        place.act("lia", json!({"action": "inform"})).await;
        place.letters().await;
        place.at("11-25T11:00");
        let digests = place.digests().await;
        assert!(digests.iter().all(|letter| letter.reader() != "wes"), "not before Monday");
    }

    async fn coordinators_learn_what_is_owed(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.gather().await;
        let (promised, open) = (place.app.file("leo").await, place.app.file("leo").await);
        place.app.act("caro", &promised, json!({"action": "assign", "area": HEALTH, "message": "Es de ustedes."})).await;
        place.app.act("caro", &promised, json!({"action": "plan", "promised_on": "2026-12-01", "message": "Ya va."})).await;
        let hidden = place.app.file("leo").await;
        place.app.act("caro", &hidden, json!({"action": "hide", "reason": "spam", "message": "Es propaganda."})).await;
        place.letters().await;
        // 2026-12-21 is a Monday; what was asked on 20 November was due on the 16th.
        place.at("12-21T11:00");
        let late = place.app.file("leo").await;
        place.gather().await;
        let letters = place.letters().await;
        let own: Vec<_> = letters.iter().filter(|letter| letter.text.contains("Qué se debe")).collect();
        let [week] = own.as_slice() else { panic!("{own:?}") };
        assert_eq!(week.reader(), "caro");
        let part = |from: &str, upto: &str| week.text.split_once(from).unwrap().1.split_once(upto).unwrap().0.to_owned();
        let overdue = part("\n2 pedidos con el plazo vencido", "1 promesa vencida");
        assert!(overdue.contains(&place.it) && overdue.contains(&open), "{}", week.text);
        assert!(part("1 promesa vencida", "1 pedido más").contains(&promised), "{}", week.text);
        assert!(part("1 pedido más sin respuesta", "--").contains(&late), "{}", week.text);
        assert!(!week.text.contains(&hidden));
        assert!(week.header("list-unsubscribe").unwrap().contains("/preferences?key="));
        // Once a week, and not to whoever wants to hear nothing.
        place.gather().await;
        assert!(place.letters().await.iter().all(|letter| !letter.text.contains("Qué se debe")));
        place.choose("caro", json!({"cadence": "none"})).await;
        place.at("12-28T11:00");
        place.gather().await;
        assert!(place.letters().await.iter().all(|letter| !letter.text.contains("Qué se debe")));
    }

    async fn a_digest_says_what_it_is(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "inform"})).await;
        place.letters().await;
        place.choose("sol", json!({"locale": "en"})).await;
        place.at("11-21T11:00");
        let digests = place.digests().await;
        let letter = to(&digests, "sol");
        assert_eq!(letter.header("content-language"), Some("en"));
        assert!(letter.text.contains("told how it is going"), "{}", letter.text);
        assert_eq!(letter.header("auto-submitted"), Some("auto-generated"));
        assert_eq!(letter.header("list-id"), Some("<digest.localhost>"));
        let unsubscribe = letter.header("list-unsubscribe").unwrap();
        assert!(unsubscribe.starts_with("<http://localhost:8080/preferences?key="), "{unsubscribe}");
    }
}
