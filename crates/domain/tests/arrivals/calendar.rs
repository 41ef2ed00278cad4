//! Days off are added, and due dates move.

use domain::{
    event::{ActorRole, EventKind},
    import::NonWorkingDay,
    ops::{self, HolidayReport},
    person::Role,
    policy::{Actor, Job},
    reference::Reference,
    store::Tx,
};
use jiff::civil::{Date, date};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::house::House;

async fn put(house: &House, days: &[(Date, &str)]) -> HolidayReport {
    let day = |(on, name): &(Date, &str)| NonWorkingDay {
        on: *on,
        name: (*name).to_owned(),
        name_en: None,
    };
    let rows: Vec<NonWorkingDay> = days.iter().map(day).collect();
    let caller = house.caller(Actor::System(Job::Calendar));
    house
        .write(async move |tx: &Tx| ops::put_holidays(tx, &caller, rows).await)
        .await
        .unwrap()
}

/// Looks at all due dates, `page` at a time. Says how many moved, and how often it had to look.
async fn move_all(house: &House, page: u32) -> (u64, u32) {
    let (mut moved, mut looks) = (0, 0);
    loop {
        let caller = house.caller(Actor::System(Job::Calendar));
        let done = house
            .write(async move |tx: &Tx| ops::move_due_dates(tx, &caller, page).await)
            .await
            .unwrap();
        moved += done.moved;
        looks += 1;
        if !done.more {
            return (moved, looks);
        }
    }
}

async fn due_on(house: &House, reference: Reference) -> Option<Date> {
    house.find(reference).await.standing.round.due_on
}

on_both! {
    async fn a_day_off_moves_every_running_clock(database: TestDatabase) {
        let house = House::open(&database).await;
        let ana = house.person("ana@example.org", Role::Person, &[]).await;
        let mut references = Vec::new();
        for number in 0..7 {
            let body = format!("Necesito el presupuesto ejecutado de la comuna {number}.");
            references.push(house.file(&ana, json!({ "body": body })).await);
        }
        let (first, last) = (references[0], references[6]);
        assert_eq!(due_on(&house, first).await, Some(date(2026, 12, 16)));
        let before = house.find(first).await;

        let report = put(&house, &[(date(2026, 12, 9), "Duelo"), (date(2026, 12, 25), "Navidad")]).await;
        assert_eq!((report.added, report.renamed + report.unchanged), (1, 1));
        // A process that ended half-way has its work finished by the next.
        assert_eq!(move_all(&house, 3).await, (7, 4));
        for reference in [first, last] {
            assert_eq!(due_on(&house, reference).await, Some(date(2026, 12, 17)));
        }
        let after = house.find(first).await;
        assert_eq!(after.version, before.version);
        assert!(after.revision > before.revision);
        let events = house.events(first).await;
        let moved = &events.last().unwrap().event.change;
        assert_eq!((moved.kind, moved.role, moved.actor), (EventKind::DueMoved, ActorRole::System, None));
        assert_eq!(moved.details.due_before, Some(date(2026, 12, 16)));

        // Nothing new: nothing moves, nothing is even looked at.
        let report = put(&house, &[(date(2026, 12, 9), "Duelo")]).await;
        assert_eq!((report.added, report.renamed, report.unchanged), (0, 0, 1));
        let report = put(&house, &[(date(2026, 12, 9), "Duelo nacional")]).await;
        assert_eq!((report.added, report.renamed, report.unchanged), (0, 1, 0));
        assert_eq!(move_all(&house, 3).await, (0, 1));
        assert_eq!(house.events(first).await.len(), 2);
        assert_eq!(house.count("select count(*) from audit where what = 'import holidays'").await, 2);
    }

    async fn a_settled_round_stays_as_it_is(database: TestDatabase) {
        let house = House::open(&database).await;
        let ana = house.person("ana@example.org", Role::Person, &[]).await;
        let reference = house.file(&ana, json!({"body": "Necesito el presupuesto ejecutado por comuna."})).await;
        let (caller, act) = (house.caller(ana), ops::Act {
            reference,
            draft: domain::action::Draft::new(domain::status::ActionKind::Withdraw, serde_json::Map::new()),
            expects: ops::Expects::Any,
        });
        house.write(async move |tx: &Tx| ops::act(tx, &caller, act).await).await.unwrap();
        put(&house, &[(date(2026, 12, 9), "Duelo")]).await;
        assert_eq!(move_all(&house, 500).await, (0, 1));
        assert_eq!(due_on(&house, reference).await, Some(date(2026, 12, 16)));
    }
}
