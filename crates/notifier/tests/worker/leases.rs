//! Claims: one worker at a time, whatever happens to it.

use std::sync::Arc;

use domain::{
    person::Role,
    store::{
        Tx,
        outbox::{self, Lease, MailState, Mark, Rush},
    },
};
use notifier::{
    transport::{MailUrl, Transport},
    worker::Worker,
};
use testkit::{
    TestDatabase, on_both,
    smtp::{Fault, Stage},
};

use crate::office::{Office, at, settings, write};

on_both! {
    async fn a_frozen_worker_comes_back_too_late(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        office.relay.next(Stage::Dot, [Fault::Hold]);
        let patient = Transport::from_url(&MailUrl::parse(&office.relay.url()).unwrap()).unwrap();
        let frozen = office.worker_over(0, patient, settings(0));
        let running = tokio::spawn({
            let frozen = Arc::clone(&frozen);
            async move { frozen.run_until_idle().await }
        });
        office.relay.wait_at(Stage::Dot, 1).await;

        office.deliver(59).await;
        assert_eq!(office.relay.reached(Stage::Dot), 1, "its lease holds");
        office.deliver(61).await;
        let row = office.rows().await.pop().unwrap();
        assert_eq!((row.state, row.attempts), (MailState::Sent, 2));

        office.relay.release();
        running.await.unwrap().unwrap();
        let row = office.rows().await.pop().unwrap();
        assert_eq!((row.state, row.attempts), (MailState::Sent, 2), "the late mark changed nothing");
        let received = office.relay.received();
        assert_eq!(received.len(), 2);
        assert_eq!(received[0].bytes, received[1].bytes);
    }

    async fn a_lease_is_renewed_and_its_fence_holds(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        let claim = async |owner: &'static str, seconds: i64| {
            write(&office.db, async move |tx: &Tx| {
                outbox::claim(tx, &lease(owner, seconds), at(seconds), &ten()).await
            })
            .await
        };
        let mine = claim("a", 0).await.pop().unwrap().0.fence();
        assert!(claim("b", 59).await.is_empty());
        let renew = async |owner: &'static str, fence: outbox::Fence| {
            write(&office.db, async move |tx: &Tx| outbox::renew(tx, owner, &fence, at(120)).await).await
        };
        assert!(renew("a", mine).await);
        assert!(!renew("b", mine).await);
        assert!(claim("b", 119).await.is_empty());
        let theirs = claim("b", 121).await.pop().unwrap().0.fence();
        assert_eq!(theirs.attempts, 2);
        assert!(!renew("a", mine).await);
        // Even the same owner is refused with an older claim.
        let again = claim("b", 200).await.pop().unwrap().0.fence();
        let mark = async |owner: &'static str, fence: outbox::Fence| {
            write(&office.db, async move |tx: &Tx| outbox::mark(tx, owner, &fence, &Mark::Sent, None, at(1)).await).await
        };
        assert!(!mark("a", mine).await && !mark("b", theirs).await);
        assert!(mark("b", again).await);
        assert!(!mark("b", again).await, "only once");
    }

    async fn what_a_killed_worker_held_is_taken_back_at_the_next_start(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        let claimed = write(&office.db, async |tx: &Tx| outbox::claim(tx, &lease("killed", 0), at(0), &ten()).await).await;
        assert_eq!(claimed.len(), 1);
        let next = office.worker(1);
        next.begin(false).await.unwrap();
        next.run_until_idle().await.unwrap();
        assert_eq!(office.states().await, [MailState::Sending], "others may be sending it");
        next.begin(true).await.unwrap();
        next.run_until_idle().await.unwrap();
        assert_eq!(office.states().await, [MailState::Sent]);
    }

    async fn after_a_clock_that_was_ahead_nothing_waits_for_days(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        office.relay.next(Stage::Rcpt, [Fault::Reply(451)]);
        let three_days = 3 * 86_400;
        office.deliver(three_days).await;
        let row = office.rows().await.pop().unwrap();
        assert_eq!(row.state, MailState::Pending, "nor is it given up");
        let back = office.worker(100);
        back.begin(false).await.unwrap();
        back.run_until_idle().await.unwrap();
        assert_eq!(office.states().await, [MailState::Sent]);
    }

    async fn four_workers_send_each_mail_once(database: TestDatabase) {
        let office = Office::open(&database).await;
        for n in 0..60 {
            let person = office.person(&format!("p{n}"), Role::Person).await;
            office.file(person).await;
        }
        let workers: Vec<_> = (0..4).map(|_| office.worker_with(0, &office.relay.url(), settings(0))).collect();
        futures::future::join_all(workers.iter().map(Worker::run_until_idle)).await;
        let mut ids: Vec<_> = office.relay.received().iter().map(|mail| mail.header("message-id").unwrap()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((ids.len(), office.relay.received().len()), (60, 60));
    }
}

fn lease(owner: &str, seconds: i64) -> Lease {
    Lease {
        owner: owner.to_owned(),
        now: at(seconds),
        until: at(seconds + 60),
    }
}

fn ten() -> Rush {
    Rush {
        most: 10,
        to_a_domain: 10,
        under_way: Vec::new(),
    }
}
