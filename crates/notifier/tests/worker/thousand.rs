//! A thousand mails under each fault of a relay: none is lost, none comes twice but for a reply that was lost, and every
//! copy is the same.
//!
//! A fault that is answered at once meets every mail; one that has to be waited for meets some, because each costs a
//! deadline. Only the deadline it runs into is short: a busy machine must not make faults of its own.

use std::time::Duration;

use notifier::transport::{
    Deadlines, MailUrl, Relay, Transport,
    url::{RelayAddress, Security},
};
use testkit::{
    TestDatabase, on_both,
    smtp::{Authority, Certificate, Fault, Offer, Stage},
};

use crate::{
    crowd::{Crowd, MANY},
    office::settings,
};

/// Faults that cost a deadline, in each thousand.
const WAITED_FOR: usize = 32;
/// Longer than any answer takes.
const PATIENT: Deadlines = Deadlines {
    connect: Duration::from_secs(20),
    command: Duration::from_secs(20),
    message: Duration::from_secs(20),
    idle: Duration::from_secs(20),
};
const STAGES: [Stage; 6] = [
    Stage::Connect,
    Stage::Ehlo,
    Stage::Mail,
    Stage::Rcpt,
    Stage::Data,
    Stage::Dot,
];

on_both! {
    async fn no_fault(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        let url = crowd.office.relay.url();
        assert_eq!(crowd.drain(|| over(&url, PATIENT)).await, 1);
        assert_eq!(crowd.repeated().await, 0);
        crowd.faults_would_be_found().await;
    }

    async fn greylisted(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        for address in crowd.addresses() {
            crowd.office.relay.recipient_next(address, [Fault::Reply(451)]);
        }
        let url = crowd.office.relay.url();
        assert!(crowd.round(over(&url, PATIENT)).await);
        assert_eq!((crowd.received().len(), crowd.waiting().await), (0, 1_000));
        assert_eq!(crowd.drain(|| over(&url, PATIENT)).await, 1);
        assert_eq!(crowd.repeated().await, 0);
    }

    async fn closing_now_and_then(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        let mut chance = 20_261_127_u32;
        let mut thirty_of_a_hundred = || {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if (chance >> 16) % 100 < 30 { Fault::Reply(421) } else { Fault::None }
        };
        for stage in [Stage::Rcpt, Stage::Dot] {
            crowd.office.relay.next(stage, (0..4 * MANY).map(|_| thirty_of_a_hundred()));
        }
        let url = crowd.office.relay.url();
        assert!(crowd.drain(|| over(&url, PATIENT)).await > 2);
        assert_eq!(crowd.repeated().await, 0);
    }

    async fn full_and_other_troubles_that_pass(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        crowd.office.relay.offer(Offer { auth: true, starttls: false });
        let url = crowd.office.relay.url().replace("smtp://", "smtp://ana:secret@");
        // Round by round, each for every mail: the password is wrong, TLS is not there for now, the disk is full.
        for (stage, code) in [(Stage::Auth, 535), (Stage::Mail, 454), (Stage::Dot, 452)] {
            crowd.office.relay.always(stage, Fault::Reply(code));
            crowd.round(over(&url, PATIENT)).await;
            assert_eq!((crowd.received().len(), crowd.waiting().await), (0, 1_000), "{stage:?} {code}");
            crowd.office.relay.behave();
        }
        assert_eq!(crowd.drain(|| over(&url, PATIENT)).await, 1);
        assert_eq!(crowd.repeated().await, 0);
    }

    async fn silent_at_any_stage(database: TestDatabase) {
        waited_for(&database, Fault::Silence).await;
    }

    async fn replies_that_never_end(database: TestDatabase) {
        waited_for(&database, Fault::EndlessDrip).await;
    }

    async fn silent_after_the_final_dot(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        // Of those that are not heard of, every second was kept.
        for _ in 0..WAITED_FOR / 2 {
            crowd.office.relay.next(Stage::Dot, [Fault::Silence, Fault::StoreThenSilence]);
        }
        let url = crowd.office.relay.url();
        let short = Deadlines { message: Duration::from_millis(600), ..PATIENT };
        assert_eq!(crowd.drain(|| over(&url, short)).await, 2);
        let repeated = crowd.repeated().await;
        assert!((1..=WAITED_FOR / 2).contains(&repeated), "{repeated} copies too many");
    }

    async fn gone_at_any_stage(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        for stage in STAGES {
            // Every second time: where nobody gets through at all the queue is held.
            let gone = (0..MANY / 5).flat_map(|_| [Fault::Drop, Fault::None]);
            crowd.office.relay.next(stage, gone);
        }
        let url = crowd.office.relay.url();
        assert_ne!(crowd.drain(|| over(&url, PATIENT)).await, 1);
        assert_eq!(crowd.repeated().await, 0);
    }

    async fn gone_after_keeping_it(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        // Every third acceptance of the first round is not heard of.
        let lost = (0..MANY).map(|n| if n % 3 == 0 { Fault::StoreThenDrop } else { Fault::None });
        crowd.office.relay.next(Stage::Dot, lost);
        let url = crowd.office.relay.url();
        assert_eq!(crowd.drain(|| over(&url, PATIENT)).await, 2);
        let repeated = crowd.repeated().await;
        assert!((1..=MANY.div_ceil(3)).contains(&repeated), "{repeated} copies too many");
    }

    async fn a_relay_that_cannot_show_who_it_is(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        let authority = Authority::new();
        let relay = &crowd.office.relay;
        let address = RelayAddress {
            host: "localhost".into(),
            port: relay.address().port(),
            security: Security::StartTls,
            credentials: None,
        };
        let transport = || Transport::Smtp(Box::new(Relay::with_authority(&address, PATIENT, Some(authority.der())).unwrap()));
        let before = relay.reached(Stage::Mail);
        // STARTTLS is stripped, then refused with 454, then answered with papers that prove nothing.
        for starttls in [false, true] {
            crowd.office.relay.offer(Offer { auth: false, starttls });
            assert!(crowd.round(transport()).await);
        }
        for certificate in [Certificate::SelfSigned, Certificate::OtherName, Certificate::Expired] {
            crowd.office.relay.secure(&authority, certificate, false);
            assert!(crowd.round(transport()).await);
        }
        assert_eq!((crowd.waiting().await, crowd.office.relay.reached(Stage::Mail)), (1_000, before));
        crowd.office.relay.secure(&authority, Certificate::Good, false);
        assert_eq!(crowd.drain(transport).await, 1);
        assert_eq!(crowd.repeated().await, 0);
        assert!(crowd.received().iter().all(|mail| mail.secure), "a mail left in clear");
    }

    async fn a_slow_domain_delays_nobody_else(database: TestDatabase) {
        // Theirs are the first hundred, and the relay says nothing for as long as it asks them.
        let crowd = Crowd::of(&database, |n| if n < 100 { "slow.example" } else { "example.org" }).await;
        let slow: Vec<_> = crowd.addresses().filter(|address| address.ends_with("slow.example")).map(str::to_owned).collect();
        for address in &slow {
            crowd.office.relay.recipient(address, Fault::Hold);
        }
        let url = crowd.office.relay.url();
        let worker = crowd.office.worker_over(0, over(&url, PATIENT), settings(0));
        let sending = tokio::spawn(async move { worker.run_until_idle().await.unwrap() });
        // The other nine hundred, and the receipt: all of them while not one of the hundred has left.
        let received = crowd.office.relay.wait_for(901).await;
        assert!(received.iter().all(|mail| !mail.to[0].ends_with("slow.example")));
        let (_, at_once) = crowd.office.relay.connections();
        assert!(at_once <= 8, "{at_once} at once");
        crowd.office.relay.behave();
        crowd.office.relay.release();
        sending.await.unwrap();
        assert_eq!(crowd.repeated().await, 0);
    }

    async fn one_byte_at_a_time(database: TestDatabase) {
        let mut crowd = Crowd::gather(&database).await;
        for stage in STAGES {
            crowd.office.relay.always(stage, Fault::Drip);
        }
        let url = crowd.office.relay.url();
        assert_eq!(crowd.drain(|| over(&url, PATIENT)).await, 1);
        assert_eq!(crowd.repeated().await, 0);
    }
}

/// A fault before the final dot that ends at our own deadline: it meets [`WAITED_FOR`] mails of a thousand at each stage.
async fn waited_for(database: &TestDatabase, fault: Fault) {
    let mut crowd = Crowd::gather(database).await;
    let before_the_dot = &STAGES[..5];
    for &stage in before_the_dot {
        crowd
            .office
            .relay
            .next(stage, (0..WAITED_FOR).map(|_| fault.clone()));
    }
    let short = Duration::from_millis(200);
    let url = crowd.office.relay.url();
    let deadlines = Deadlines {
        connect: short,
        command: short,
        ..PATIENT
    };
    let rounds = crowd.drain(|| over(&url, deadlines)).await;
    let repeated = crowd.repeated().await;
    assert!(
        rounds > 1 && repeated == 0,
        "{fault:?}: {rounds} rounds, {repeated} copies too many"
    );
}

fn over(url: &str, deadlines: Deadlines) -> Transport {
    Transport::with_deadlines(&MailUrl::parse(url).unwrap(), deadlines).unwrap()
}
