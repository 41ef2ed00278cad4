//! Reminders: once, in working hours, only as long as there is something to be reminded of, and never a pile of them.

use domain::{
    import::NonWorkingDay,
    ops::{self, Caller},
    person::Role,
    policy::{Actor, Job},
    store::{
        Tx,
        outbox::{self, Shelf},
    },
};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use super::place::{Place, to};
use crate::app::{CULTURE, HEALTH};

/// What the worker does at a moment, and who got a mail: `kind reader`.
async fn told(place: &mut Place, now: &str) -> Vec<String> {
    place.at(now);
    place.tick().await;
    leaves(place).await
}

/// What leaves now, but for the news of the coordinators.
async fn leaves(place: &Place) -> Vec<String> {
    let letters = place.letters().await;
    let mut told = place.told(&letters).await;
    told.retain(|line| line != "new_request caro");
    told
}

/// Why mails of a kind did not leave.
async fn skipped(place: &Place, kind: &str) -> Vec<String> {
    let all = outbox::list(&place.app.state.db.read(), Shelf::Skipped, None, 100).await;
    let of_kind = all
        .unwrap()
        .into_iter()
        .filter(|entry| entry.kind.as_str() == kind);
    of_kind.filter_map(|entry| entry.last_error).collect()
}

async fn nothing_until(place: &mut Place, days: &[&str]) {
    for day in days {
        assert!(told(place, &format!("{day}T12:00")).await.is_empty(), "{day}");
    }
}

on_both! {
    async fn once_and_in_working_hours(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        // The request was due on the 16th; the 7th and 8th are days off, and this is midnight of the 9th.
        nothing_until(&mut place, &["12-06", "12-07", "12-08"]).await;
        for now in ["12-09T03:00", "12-09T11:59"] {
            assert!(told(&mut place, now).await.is_empty(), "{now}");
        }
        assert_eq!(told(&mut place, "12-09T12:00").await, ["due_soon lia"]);
        for now in ["12-09T12:01", "12-09T20:00", "12-10T12:00", "12-14T12:00"] {
            assert!(told(&mut place, now).await.is_empty(), "{now}");
        }
        // Decided in working hours, but the relay comes back in the evening: it waits for the next morning of work.
        place.at("12-15T20:59");
        place.tick().await;
        place.at("12-15T21:30");
        assert!(leaves(&place).await.is_empty());
        place.at("12-16T11:59");
        assert!(leaves(&place).await.is_empty());
        place.at("12-16T12:00");
        let letters = place.letters().await;
        let last = to(&letters, "lia");
        // What it says is true when it leaves.
        assert!(last.text.contains("El plazo vence hoy"), "{}", last.text);
        assert_eq!(told(&mut place, "12-17T12:00").await, ["overdue lia"]);
    }

    async fn after_an_outage_the_urgent_one_alone(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.name_head(Some("jefa")).await;
        // Decided, and then the machine was off until the day before Christmas.
        place.at("12-09T12:00");
        place.tick().await;
        assert_eq!(told(&mut place, "12-24T12:00").await, ["overdue jefa", "overdue lia"]);
        assert_eq!(skipped(&place, "due_soon").await, ["the matter is over"]);
        assert!(told(&mut place, "12-24T12:01").await.is_empty());
        // Off for a season: what is that old is in the mail of the week.
        assert!(told(&mut place, "12-31T23:00").await.is_empty());
        place.app.at("2027-06-01T12:00:00Z");
        place.tick().await;
        assert!(leaves(&place).await.is_empty());
    }

    async fn not_once_the_matter_is_over(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        let plan = json!({"action": "plan", "promised_on": "2026-12-30"});
        place.at("12-09T12:00");
        place.tick().await;
        place.act("lia", plan).await;
        assert_eq!(leaves(&place).await, ["planned ana", "planned nora"]);
        assert_eq!(skipped(&place, "due_soon").await, ["the matter is over"]);
        nothing_until(&mut place, &["12-15", "12-17", "12-23"]).await;
        // Promised, answered in time: nobody is told that it is late.
        place.act("lia", json!({"action": "answer", "outcome": "not_held"})).await;
        leaves(&place).await;
        nothing_until(&mut place, &["12-31"]).await;
    }

    async fn while_somebody_is_asked_nothing_runs(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.at("12-09T12:00");
        place.tick().await;
        place.act("lia", json!({"action": "ask"})).await;
        assert_eq!(leaves(&place).await, ["question ana"]);
        nothing_until(&mut place, &["12-15", "12-17"]).await;
        // Answered on the 18th: six days were not counted, and the due date is the 28th.
        place.at("12-18T12:00");
        place.act("ana", json!({"action": "reply"})).await;
        assert_eq!(leaves(&place).await, ["replied lia"]);
        assert_eq!(told(&mut place, "12-18T12:01").await, ["due_soon lia"]);
        place.act("caro", json!({"action": "hide", "reason": "mistake"})).await;
        leaves(&place).await;
        nothing_until(&mut place, &["12-28", "12-29"]).await;
    }

    async fn they_follow_a_due_date_that_moves(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        assert_eq!(told(&mut place, "12-09T12:00").await, ["due_soon lia"]);
        // A day off that is added moves the date; that five days are left was said.
        day_off(&place, "2026-12-11").await;
        nothing_until(&mut place, &["12-10", "12-15"]).await;
        assert_eq!(told(&mut place, "12-16T12:00").await, ["due_soon lia"]);
        // From the 17th to the 4th of January: what comes is told of the new date.
        place.act("lia", json!({"action": "extend"})).await;
        assert_eq!(leaves(&place).await, ["extended ana"]);
        nothing_until(&mut place, &["12-17", "12-18", "12-23"]).await;
        assert_eq!(told(&mut place, "12-24T12:00").await, ["due_soon lia"]);
    }

    async fn whoever_has_it_now_is_reminded(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.app.person("lila", Role::Liaison, &[HEALTH]).await;
        assert_eq!(told(&mut place, "12-09T12:00").await, ["due_soon lia", "due_soon lila"]);
        // From the area to one of them, while a reminder waits for both.
        place.at("12-15T12:00");
        place.tick().await;
        let person = crate::app::email("lila");
        place.act("caro", json!({"action": "assign", "area": HEALTH, "person": person.as_str()})).await;
        assert_eq!(leaves(&place).await, ["desk_assigned lila", "due_soon lila"]);
        assert_eq!(told(&mut place, "12-17T12:00").await, ["overdue lila"]);
        place.name_head(Some("jefa")).await;
        place.act("caro", json!({"action": "assign", "area": CULTURE})).await;
        assert_eq!(leaves(&place).await, ["assigned ana", "desk_assigned mar"]);
        // The other area has no head.
        assert_eq!(told(&mut place, "12-23T12:00").await, ["overdue mar"]);
    }

    async fn the_head_of_an_area_needs_no_account(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        nothing_until(&mut place, &["12-08"]).await;
        place.name_head(Some("jefa")).await;
        assert_eq!(told(&mut place, "12-17T12:00").await, ["overdue lia"]);
        place.at("12-23T12:00");
        place.tick().await;
        let letters = place.letters().await;
        let letter = to(&letters, "jefa");
        assert!(letter.text.contains("El plazo venció hace 5 días hábiles"), "{}", letter.text);
        assert!(letter.text.contains(&format!("/requests/{}", place.it)) && !letter.text.contains("/desk/"));
        for secret in ["@", "key=", "/preferences"] {
            assert!(!letter.text.contains(secret), "{secret}: {}", letter.text);
        }
        assert!(letter.reply_to.is_none() && letter.header("list-unsubscribe").is_none());
        // Another one by the time it would leave; the new one hears from then on.
        place.at("12-31T12:00");
        place.tick().await;
        place.name_head(Some("otra")).await;
        assert!(leaves(&place).await.is_empty());
        assert_eq!(skipped(&place, "overdue").await, ["the matter is over"]);
        place.name_head(None).await;
        place.app.at("2027-01-15T12:00:00Z");
        place.tick().await;
        assert_eq!(leaves(&place).await, ["overdue caro"]);
        let areas = place.app.anonymous().get("/api/v1/areas").await.json();
        assert!(!areas.to_string().contains('@'), "{areas}");
    }

    async fn a_work_table_is_proposed_to_the_team(db: TestDatabase) {
        let mut place = Place::before(&db).await;
        place.app.at("2027-01-15T12:00:00Z");
        place.tick().await;
        let letters = place.letters().await;
        let overdue: Vec<_> = letters.iter().filter(|letter| letter.text.contains("mesa de trabajo")).collect();
        let [letter] = overdue.as_slice() else { panic!("{letters:?}") };
        assert_eq!(letter.reader(), "caro");
        assert!(letter.text.contains("El equipo de datos abiertos tenía que responder"), "{}", letter.text);
    }

    async fn what_ended_in_the_night_is_told_in_the_morning(db: TestDatabase) {
        let mut place = Place::open(&db).await;
        place.act("lia", json!({"action": "ask"})).await;
        leaves(&place).await;
        // The twentieth working day has ended; that is Thursday, and Friday is a day off.
        assert_eq!(told(&mut place, "12-16T12:00").await, ["lapse_warning ana"]);
        assert!(told(&mut place, "12-24T03:00").await.is_empty());
        assert_eq!(place.app.show("ana", &place.it).await["status"], "closed");
        assert!(told(&mut place, "12-24T11:59").await.is_empty());
        assert_eq!(told(&mut place, "12-24T12:00").await, ["lapsed ana", "lapsed sol"]);
    }
}

async fn day_off(place: &Place, on: &str) {
    let day = NonWorkingDay {
        on: on.parse().unwrap(),
        name: "Asueto".to_owned(),
        name_en: None,
    };
    let caller = place.app.caller();
    let put = async move |tx: &Tx| ops::put_holidays(tx, &caller, vec![day.clone()]).await;
    place.app.state.db.write(put).await.unwrap();
    loop {
        let caller = Caller {
            actor: Actor::System(Job::Calendar),
            ..place.app.caller()
        };
        let moved = async move |tx: &Tx| ops::move_due_dates(tx, &caller, 100).await;
        if !place.app.state.db.write(moved).await.unwrap().more {
            break;
        }
    }
}
