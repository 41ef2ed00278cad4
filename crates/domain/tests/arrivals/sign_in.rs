//! The way in by a link, and how long one stays in.

use domain::{
    ops::{self, Error, Redeem, Redeemed, SignInKey, SignedIn},
    person::Role,
    policy::{Actor, AdminPermit, Job},
    secret,
    store::{Tx, sessions},
};
use testkit::{TestDatabase, on_both};

use crate::house::{House, KEY, email};

const MINISTRY: &str = "ministerio-de-salud";

async fn link(house: &House, address: &'static str) -> Result<String, Error> {
    let caller = house.caller(Actor::System(Job::Import));
    let token = async move |tx: &Tx| ops::sign_in_link(tx, &caller, &email(address), &KEY).await;
    Ok(house.write(token).await?.secret(&KEY))
}

async fn redeem(house: &House, token: &str, session: &'static str) -> Option<SignedIn> {
    match try_key(house, SignInKey::Link(token.to_owned()), session).await {
        Redeemed::In(signed_in) => Some(signed_in),
        Redeemed::WrongCode { .. } | Redeemed::Useless => None,
    }
}

async fn try_key(house: &House, key: SignInKey, session: &'static str) -> Redeemed {
    let caller = house.caller(Actor::Visitor);
    let input = Redeem {
        key,
        session: session.into(),
    };
    house
        .write(async move |tx: &Tx| ops::redeem(tx, &caller, input).await)
        .await
        .unwrap()
}

async fn live(house: &House, session: &str) -> bool {
    sessions::find(&house.db.read(), &secret::hash(session), house.moment.at)
        .await
        .unwrap()
        .is_some()
}

on_both! {
    async fn a_link_works_once_and_the_older_ones_die(database: TestDatabase) {
        let house = House::open(&database).await;
        house.person("ana@example.org", Role::Person, &[]).await;
        let (older, newer) = (link(&house, "ana@example.org").await.unwrap(), link(&house, "ana@example.org").await.unwrap());
        assert_eq!(redeem(&house, &older, "s").await, None);
        assert_eq!(redeem(&house, &newer, "s").await.unwrap().role, Role::Person);
        assert_eq!(redeem(&house, &newer, "t").await, None);
        assert!(live(&house, "s").await && !live(&house, "t").await);
        assert_eq!(house.count("select count(*) from session where id_hash = 's'").await, 0);
        assert_eq!(house.count("select count(*) from audit where what = 'sign in'").await, 1);

        let late = link(&house, "ana@example.org").await.unwrap();
        assert_eq!(redeem(&house.later(10), &late, "u").await, None);
        assert!(matches!(link(&house, "nobody@example.org").await, Err(Error::NotFound)));
    }

    async fn a_link_followed_by_many_lets_one_in(database: TestDatabase) {
        let house = House::open(&database).await;
        house.person("ana@example.org", Role::Person, &[]).await;
        let token = link(&house, "ana@example.org").await.unwrap();
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let tries = names.map(|name| redeem(&house, &token, name));
        let mut tasks = Vec::new();
        for attempt in tries {
            tasks.push(attempt);
        }
        let results = futures::future::join_all(tasks).await;
        assert_eq!(results.iter().filter(|result| result.is_some()).count(), 1);
        assert_eq!(house.count("select count(*) from session").await, 1);
    }

    async fn people_stay_a_month_and_staff_half_an_hour(database: TestDatabase) {
        let house = House::open(&database).await;
        house.person("ana@example.org", Role::Person, &[]).await;
        house.person("saul@example.org", Role::Liaison, &[MINISTRY]).await;
        let (ana, saul) = (link(&house, "ana@example.org").await.unwrap(), link(&house, "saul@example.org").await.unwrap());
        redeem(&house, &ana, "ana").await.unwrap();
        redeem(&house, &saul, "saul").await.unwrap();
        let session = sessions::find(&house.db.read(), &secret::hash("saul"), house.moment.at).await.unwrap().unwrap();
        assert_eq!((session.role, session.second_factor_at), (Role::Liaison, None));

        let month = 30 * 24 * 60;
        assert!(live(&house.later(month - 1), "ana").await && !live(&house.later(month), "ana").await);
        assert!(live(&house.later(29), "saul").await && !live(&house.later(30), "saul").await);
        for minutes in (20..12 * 60).step_by(20) {
            let now = house.later(minutes).moment.at;
            assert!(live(&house.later(minutes), "saul").await, "after {minutes} minutes");
            house.write(async move |tx: &Tx| Ok(sessions::seen(tx, &secret::hash("saul"), now).await?)).await.unwrap();
        }
        assert!(!live(&house.later(12 * 60), "saul").await);
    }

    async fn a_session_ends_with_its_account(database: TestDatabase) {
        let house = House::open(&database).await;
        house.person("ana@example.org", Role::Person, &[]).await;
        let ana = link(&house, "ana@example.org").await.unwrap();
        redeem(&house, &ana, "ana").await.unwrap();
        redeem(&house, &link(&house, "ana@example.org").await.unwrap(), "other").await.unwrap();
        house.write(async |tx: &Tx| Ok(sessions::end(tx, &secret::hash("other")).await?)).await.unwrap();
        assert!(live(&house, "ana").await && !live(&house, "other").await);
        let caller = house.caller(Actor::System(Job::Import));
        house.write(async move |tx: &Tx| ops::disable_person(tx, &caller, &AdminPermit::at_the_machine(), &email("ana@example.org")).await).await.unwrap();
        assert!(!live(&house, "ana").await);
        assert!(matches!(link(&house, "ana@example.org").await, Err(Error::NotFound)));
    }
}
