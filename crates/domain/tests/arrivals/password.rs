//! How often passwords may be tried: for one address, from one place, by many at once; and what ends with the role.

use domain::{
    ops::{self, EnterByPassword, Error, TryPassword},
    person::{Email, Role},
    policy::Actor,
    store::{
        Tx,
        people::{self, StoredPassword},
        sign_in_tries,
    },
};
use futures::future::join_all;
use testkit::{TestDatabase, on_both};

use crate::house::{House, KEY, email};

fn tries(address: &str) -> TryPassword {
    TryPassword {
        email: Email::parse(address).unwrap(),
        key: KEY,
        place: None,
        limits: true,
    }
}

/// Seconds to wait, if it is one try too many.
async fn count(house: &House, address: &str, place: Option<&str>) -> Option<i64> {
    let caller = house.caller(Actor::Visitor);
    let input = TryPassword {
        place: place.map(str::to_owned),
        ..tries(address)
    };
    let counted = house
        .write(async move |tx: &Tx| ops::count_password_try(tx, &caller, input).await)
        .await;
    match counted {
        Err(Error::TooMany { retry_after }) => Some(retry_after),
        other => {
            other.unwrap();
            None
        }
    }
}

on_both! {
    async fn one_place_tries_so_often_for_whomever_it_tries(database: TestDatabase) {
        let house = House::open(&database).await;
        for number in 0..60 {
            assert_eq!(count(&house, &format!("p{number}@example.org"), Some("192.0.2.1")).await, None);
        }
        assert_eq!(count(&house, "another@example.org", Some("192.0.2.1")).await, Some(3_600));
        assert_eq!(count(&house, "another@example.org", Some("192.0.2.2")).await, None);
        assert_eq!(count(&house.later(59), "another@example.org", Some("192.0.2.1")).await, Some(60));
        // What was refused counts for nothing, and an hour later the place is free.
        assert_eq!(count(&house.later(61), "another@example.org", Some("192.0.2.1")).await, None);
        assert_eq!(house.count("select count(*) from sign_in_try where key like '%192.%' or key like '%example%'").await, 0);
    }

    async fn who_knows_their_password_takes_nobodys_place(database: TestDatabase) {
        let house = House::open(&database).await;
        house.person("lia@example.org", Role::Coordinator, &[]).await;
        let person = people::find(&house.db.read(), &email("lia@example.org")).await.unwrap().unwrap().id;
        let stored = StoredPassword { hash: "one".into(), set_at: house.moment.at };
        house.write(async move |tx: &Tx| Ok(people::set_password(tx, person, Some(&stored)).await?)).await.unwrap();
        for number in 0..70 {
            assert_eq!(count(&house, "lia@example.org", Some("192.0.2.1")).await, None, "{number}");
            let tried = TryPassword { place: Some("192.0.2.1".into()), ..tries("lia@example.org") };
            let (caller, session) = (house.caller(Actor::Visitor), number.to_string());
            let input = EnterByPassword { tried, person, hash: "one".into(), session };
            house.write(async move |tx: &Tx| ops::enter_by_password(tx, &caller, input).await).await.unwrap().unwrap();
        }
    }

    async fn many_at_once_are_no_more_than_one_after_the_other(database: TestDatabase) {
        let house = House::open(&database).await;
        let all = join_all((0..16).map(|_| count(&house, "lia@example.org", None))).await;
        assert_eq!(all.iter().filter(|wait| wait.is_none()).count(), 10);
        let before = house.later(24 * 60).moment.at;
        house.write(async move |tx: &Tx| Ok(sign_in_tries::forget_old(tx, before).await?)).await.unwrap();
        assert_eq!(house.count("select count(*) from sign_in_try").await, 0);
    }

    async fn what_was_right_a_moment_ago_may_be_right_no_more(database: TestDatabase) {
        let house = House::open(&database).await;
        let lia = house.person("lia@example.org", Role::Coordinator, &[]).await;
        let person = people::find(&house.db.read(), &email("lia@example.org")).await.unwrap().unwrap().id;
        assert_eq!(lia.person(), Some(person));
        let set = |hash: &'static str| {
            let stored = StoredPassword { hash: hash.into(), set_at: house.moment.at };
            house.write(async move |tx: &Tx| Ok(people::set_password(tx, person, Some(&stored)).await?))
        };
        let enter = |hash: &'static str, session: &'static str| {
            let caller = house.caller(Actor::Visitor);
            let input = EnterByPassword { tried: tries("lia@example.org"), person, hash: hash.into(), session: session.into() };
            house.write(async move |tx: &Tx| ops::enter_by_password(tx, &caller, input).await)
        };
        set("one").await.unwrap();
        assert!(enter("one", "a").await.unwrap().is_some());
        // She changed it, or lost her role, while it was compared.
        set("two").await.unwrap();
        assert_eq!(enter("one", "b").await.unwrap(), None);
        house.person("lia@example.org", Role::Person, &[]).await;
        assert_eq!(enter("two", "c").await.unwrap(), None);
        assert_eq!(house.count("select count(*) from person where password_hash is not null or password_at is not null").await, 0);
    }
}
