//! News for everybody who supports or follows: one row until the worker spreads it, one mail each after that.

use std::collections::BTreeSet;

use domain::{
    audience::{MailKind, Rule},
    person::Role,
    store::{
        Tx, following,
        outbox::{self, MailState},
    },
};
use testkit::{TestDatabase, on_both};

use crate::office::{Office, WORDS, at, write};

on_both! {
    async fn every_supporter_hears_once_and_the_actor_never(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(ana).await;
        let mut expected = BTreeSet::new();
        for n in 0..620 {
            let person = office.person(&format!("p{n}"), Role::Person).await;
            expected.insert(format!("p{n}@example.org"));
            office.support(request, person).await;
        }
        office.support(request, staff).await;
        let event = office.inform(request, staff).await;
        office.fan_out(request, event, Rule::Supporters, MailKind::Informed).await;
        // Whoever comes later hears of later events.
        let late = office.person("late", Role::Person).await;
        write(&office.db, async move |tx: &Tx| following::support(tx, request, late, &WORDS, at(5)).await).await;

        let spread = async || write(&office.db, async |tx: &Tx| outbox::spread(tx, at(1)).await).await;
        assert!(spread().await);
        // One page, in which the actor gets none, and the receipt.
        assert_eq!(i64::try_from(office.rows().await.len()).unwrap(), outbox::PAGE);
        assert_eq!(outbox::waiting(&office.db.read()).await.unwrap(), 1);
        office.deliver(10).await;
        assert_eq!(outbox::waiting(&office.db.read()).await.unwrap(), 0);
        let received = office.relay.received();
        let to: Vec<_> = received.iter().map(|mail| mail.to[0].clone()).filter(|to| to != "ana@example.org").collect();
        assert_eq!(to.len(), 620);
        assert_eq!(to.into_iter().collect::<BTreeSet<_>>(), expected);
        assert!(office.states().await.iter().all(|state| *state == MailState::Sent));
        let counts = outbox::counts(&office.db.read(), at(20)).await.unwrap();
        assert_eq!((counts.depth, counts.dead, counts.to_spread, counts.oldest), (0, 0, 0, None));
    }

    async fn followers_hear_at_once_only_if_they_asked_for_that(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(ana).await;
        let (daily, at_once) = (office.person("daily", Role::Person).await, office.person("now", Role::Person).await);
        office.follow(request, daily).await;
        office.follow(request, at_once).await;
        testkit::execute(&database, "update follow set cadence = 'at_once' where person_id = (select max(id) from person)").await;
        let event = office.inform(request, staff).await;
        office.fan_out(request, event, Rule::Followers, MailKind::Informed).await;
        office.deliver(10).await;
        let to: BTreeSet<_> = office.relay.received().iter().map(|mail| mail.to[0].clone()).collect();
        assert_eq!(to, ["ana@example.org", "now@example.org"].map(str::to_owned).into());
    }
}
