//! What each misbehaviour of the relay comes to.

use domain::{person::Role, store::outbox::MailState};
use testkit::{
    TestDatabase, on_both,
    smtp::{Fault, Stage},
};

use crate::office::{Office, at, settings};

on_both! {
    async fn accepted(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        office.deliver(0).await;
        let received = office.relay.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].to, ["ana@example.org"]);
        assert!(received[0].header("subject").unwrap().contains("PD-2026-000001"));
        assert_eq!(received[0].header("auto-submitted").as_deref(), Some("auto-generated"));
        let row = &office.rows().await[0];
        assert_eq!((row.state, row.attempts, row.to.as_str()), (MailState::Sent, 1, "a***@example.org"));
        assert_eq!(
            received[0].header("message-id").unwrap(),
            format!("<PD-2026-000001.o{}@ventanilla.example.org>", row.id)
        );
    }

    async fn not_now(database: TestDatabase) {
        for (stage, code) in [(Stage::Rcpt, 451), (Stage::Dot, 452), (Stage::Mail, 421), (Stage::Connect, 554), (Stage::Rcpt, 535)] {
            let office = Office::open(&database).await;
            let ana = office.person(&format!("ana{code}"), Role::Person).await;
            office.file(ana).await;
            office.relay.next(stage, [Fault::Reply(code)]);
            office.deliver(0).await;
            let row = office.rows().await.pop().unwrap();
            assert_eq!((row.state, row.attempts), (MailState::Pending, 1), "{stage:?} {code}");
            assert!(row.last_error.unwrap().contains(&code.to_string()));
            let wait = row.due_at.duration_since(at(0)).as_secs();
            assert!((48..=72).contains(&wait), "{wait}");
            office.deliver(40).await;
            assert_eq!(office.relay.received().len(), 0, "not before its time");
            office.deliver(80).await;
            assert_eq!((office.relay.received().len(), office.row(row.id).await.state), (1, MailState::Sent));
        }
    }

    async fn never(database: TestDatabase) {
        let office = Office::open(&database).await;
        let (ana, bruno) = (office.person("ana", Role::Person).await, office.person("bruno", Role::Person).await);
        office.file(ana).await;
        office.file(bruno).await;
        office.relay.recipient("ana@example.org", Fault::Reply(550));
        office.deliver(0).await;
        office.deliver(100_000).await;
        assert_eq!(office.states().await, [MailState::Dead, MailState::Sent]);
        assert_eq!(office.rows().await[0].last_error.as_deref(), Some("RCPT: 550 scripted"));
        assert_eq!(office.relay.reached(Stage::Rcpt), 2);
    }

    async fn silence(database: TestDatabase) {
        for stage in [Stage::Connect, Stage::Ehlo, Stage::Mail, Stage::Rcpt, Stage::Data, Stage::Dot] {
            let office = Office::open(&database).await;
            let ana = office.person(&format!("ana{}", stage as u8), Role::Person).await;
            office.file(ana).await;
            office.relay.next(stage, [Fault::Silence]);
            office.deliver(0).await;
            let row = office.rows().await.pop().unwrap();
            assert_eq!((row.state, office.relay.received().len()), (MailState::Pending, 0), "{stage:?}");
            office.deliver(80).await;
            assert_eq!((office.row(row.id).await.state, office.relay.received().len()), (MailState::Sent, 1));
        }
    }

    async fn a_lost_reply_costs_one_duplicate_with_the_same_bytes(database: TestDatabase) {
        for (name, fault) in [("ana", Fault::StoreThenDrop), ("bruno", Fault::StoreThenSilence)] {
            let office = Office::open(&database).await;
            let person = office.person(name, Role::Person).await;
            office.file(person).await;
            office.relay.next(Stage::Dot, [fault]);
            office.deliver(0).await;
            // Composed anew it would read differently.
            testkit::execute(&database, "update data_request set title = 'Otro título distinto'").await;
            office.deliver(80).await;
            office.deliver(10_000).await;
            let received = office.relay.received();
            assert_eq!(received.len(), 2);
            assert_eq!(received[0].bytes, received[1].bytes);
            assert!(received[0].header("message-id").is_some());
            assert_eq!(office.states().await.pop(), Some(MailState::Sent));
        }
    }

    async fn a_relay_that_refuses_everybody_kills_twenty_mails_at_most(database: TestDatabase) {
        let office = Office::open(&database).await;
        for n in 0..30 {
            let person = office.person(&format!("p{n}"), Role::Person).await;
            office.file(person).await;
        }
        office.relay.refuse_everything(550);
        office.deliver(0).await;
        let dead = |states: Vec<MailState>| states.iter().filter(|state| **state == MailState::Dead).count();
        assert_eq!(dead(office.states().await), 20);
        office.relay.behave();
        office.deliver(4_000).await;
        assert_eq!((dead(office.states().await), office.relay.received().len()), (20, 10));
    }

    async fn a_relay_that_is_not_there_is_asked_by_twenty_mails_and_not_by_each(database: TestDatabase) {
        let office = Office::open(&database).await;
        for n in 0..30 {
            let person = office.person(&format!("p{n}"), Role::Person).await;
            office.file(person).await;
        }
        let gone = testkit::smtp::Server::start().await.unwrap().url();
        office.worker_with(0, &gone, settings(0)).run_until_idle().await.unwrap();
        let tried = office.rows().await.iter().filter(|row| row.attempts > 0).count();
        assert_eq!((tried, office.states().await), (20, vec![MailState::Pending; 30]));
        office.deliver(80).await;
        assert_eq!((office.states().await, office.relay.received().len()), (vec![MailState::Sent; 30], 30));
    }

    async fn a_mail_that_cannot_be_composed_dies_alone_after_five_tries(database: TestDatabase) {
        let office = Office::open(&database).await;
        let (ana, bruno) = (office.person("ana", Role::Person).await, office.person("bruno", Role::Person).await);
        let request = office.file(ana).await;
        office.deliver(0).await;
        // Filing has no outcome to tell.
        let event = office.inform(request, bruno).await;
        office.mail(request, event, domain::audience::MailKind::Answered, ana).await;
        office.file(bruno).await;
        for n in 1..8 {
            office.deliver(n * 3_600).await;
        }
        let rows = office.rows().await;
        let found: Vec<_> = rows.iter().map(|row| (row.state, row.attempts)).collect();
        assert_eq!(found, [(MailState::Sent, 1), (MailState::Dead, 5), (MailState::Sent, 1)]);
        assert!(rows[1].last_error.as_ref().unwrap().contains("outcome"));
    }
}
