//! Mails to one person about one request leave in the order of their events and hang together.

use domain::{
    action::Action,
    audience::{MailKind, Rule},
    person::Role,
    store::{
        Tx,
        outbox::{self, MailState},
    },
};
use notifier::worker::Settings;
use testkit::{
    TestDatabase, on_both,
    smtp::{Fault, Stage},
};

use crate::office::{Office, at, settings, write};

on_both! {
    async fn a_later_mail_waits_for_an_earlier_one(database: TestDatabase) {
        let office = Office::open(&database).await;
        let (ana, bruno) = (office.person("ana", Role::Person).await, office.person("bruno", Role::Person).await);
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(ana).await;
        for _ in 0..3 {
            let event = office.inform(request, staff).await;
            office.mail(request, event, MailKind::Informed, ana).await;
        }
        office.file(bruno).await;
        office.relay.recipient_next("ana@example.org", [Fault::Reply(451)]);
        office.deliver(0).await;
        let to: Vec<_> = office.relay.received().iter().map(|mail| mail.to[0].clone()).collect();
        assert_eq!(to, ["bruno@example.org"], "others do not wait");

        office.deliver(80).await;
        let received = office.relay.received();
        assert_eq!(received.len(), 5);
        let mine: Vec<_> = received.iter().filter(|mail| mail.to == ["ana@example.org"]).collect();
        let rows = office.rows().await;
        assert!(rows.iter().all(|row| row.state == MailState::Sent));
        let ids: Vec<_> = mine.iter().map(|mail| mail.header("message-id").unwrap()).collect();
        let expected: Vec<_> =
            rows[..4].iter().map(|row| format!("<PD-2026-000001.o{}@ventanilla.example.org>", row.id)).collect();
        assert_eq!(ids, expected);
        assert_eq!((mine[0].header("references"), mine[0].header("in-reply-to")), (None, None));
        for mail in &mine[1..] {
            assert_eq!(mail.header("references").as_ref(), Some(&ids[0]));
            assert_eq!(mail.header("in-reply-to").as_ref(), Some(&ids[0]));
            assert_eq!(mail.header("subject"), mine[0].header("subject"));
        }
    }

    async fn urgent_mails_that_wait_for_others_do_not_hide_them(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        let staff = office.person("carla", Role::Coordinator).await;
        // More than are looked at for one claim.
        for _ in 0..210 {
            let request = office.file(ana).await;
            for (action, kind) in [(Action::Inform, MailKind::Informed), (Action::Ask, MailKind::Question)] {
                let event = office.act(request, staff, action).await;
                office.mail(request, event, kind, ana).await;
            }
        }
        office.deliver(0).await;
        let rows = office.rows().await;
        let count = |state| rows.iter().filter(|row| row.state == state).count();
        // No question stands open here, so those have their turn and need not leave.
        assert_eq!((count(MailState::Sent), count(MailState::Skipped), rows.len()), (420, 210, 630));
    }

    async fn what_comes_after_a_mail_that_waits_is_not_due_before_it(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(ana).await;
        office.relay.recipient_next("ana@example.org", [Fault::Reply(451)]);
        office.deliver(0).await;
        office.support(request, office.person("bruno", Role::Person).await).await;
        let event = office.inform(request, staff).await;
        office.mail(request, event, MailKind::Informed, ana).await;
        office.fan_out(request, event, Rule::Supporters, MailKind::Informed).await;
        write(&office.db, async |tx: &Tx| outbox::spread(tx, at(0)).await).await;
        let rows = office.rows().await;
        assert!(rows[0].due_at > at(0));
        assert_eq!((rows[1].due_at, rows[2].due_at), (rows[0].due_at, at(0)), "only in her thread");
    }

    async fn many_people_do_not_wait_for_one_another(database: TestDatabase) {
        let office = Office::open(&database).await;
        for n in 0..40 {
            let person = office.person(&format!("p{n}"), Role::Person).await;
            office.file(person).await;
        }
        office.relay.next(Stage::Dot, [Fault::Silence]);
        office.deliver(0).await;
        assert_eq!(office.relay.received().len(), 39);
        let (_, at_once) = office.relay.connections();
        assert!(at_once <= 8, "{at_once} at once");
        office.deliver(80).await;
        assert_eq!(office.relay.received().len(), 40);
    }

    async fn a_code_overtakes_the_news(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(ana).await;
        office.deliver(0).await;
        for n in 0..20 {
            let person = office.person(&format!("p{n}"), Role::Person).await;
            office.support(request, person).await;
        }
        let event = office.inform(request, staff).await;
        office.fan_out(request, event, Rule::Supporters, MailKind::Informed).await;
        write(&office.db, async |tx: &Tx| outbox::spread(tx, at(0)).await).await;
        crate::codes::draft(&office, "eva@example.org").await;
        let one_at_a_time = Settings { in_flight: 1, ..settings(0) };
        office.worker_with(0, &office.relay.url(), one_at_a_time).run_until_idle().await.unwrap();
        let received = office.relay.received();
        assert_eq!((received.len(), received[1].to[0].as_str()), (22, "eva@example.org"));
    }
}
