//! A mail is decided by its event, and not sent if by then it is over, may not be seen, or is not wanted.

use domain::{
    audience::{MailKind, Rule},
    person::Role,
    store::{
        Tx,
        outbox::{self, MailState},
        people,
    },
};
use testkit::{TestDatabase, on_both};

use crate::office::{Office, at, write};

on_both! {
    async fn of_a_hidden_request_only_that_it_is_hidden(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(ana).await;
        let event = office
            .act(request, staff, domain::action::Action::Hide { reason: domain::status::HideReason::Spam })
            .await;
        office.mail(request, event, MailKind::Hidden, ana).await;
        office.mail(request, event, MailKind::Informed, staff).await;
        testkit::execute(&database, "update data_request set hidden = true").await;
        office.deliver(0).await;
        assert_eq!(office.states().await, [MailState::Skipped, MailState::Sent, MailState::Sent]);
        assert_eq!(office.rows().await[0].last_error.as_deref(), Some("they may not see it any more"));
        let mut to: Vec<_> = office.relay.received().iter().map(|mail| mail.to[0].clone()).collect();
        to.sort();
        assert_eq!(to, ["ana@example.org", "carla@example.org"]);
    }

    async fn a_question_that_was_replied_to_is_over(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(ana).await;
        let event = office.act(request, staff, domain::action::Action::Ask).await;
        office.mail(request, event, MailKind::Question, ana).await;
        office.deliver(0).await;
        assert_eq!(office.states().await, [MailState::Sent, MailState::Skipped]);
    }

    async fn closed_accounts_and_those_who_left_hear_nothing(database: TestDatabase) {
        let office = Office::open(&database).await;
        let (ana, bruno) = (office.person("ana", Role::Person).await, office.person("bruno", Role::Person).await);
        let staff = office.person("carla", Role::Coordinator).await;
        let request = office.file(ana).await;
        office.file(bruno).await;
        write(&office.db, async move |tx: &Tx| people::disable(tx, bruno, at(0)).await).await;
        let dora = office.person("dora", Role::Person).await;
        office.follow(request, dora).await;
        testkit::execute(&database, "update follow set cadence = 'at_once'").await;
        let event = office.inform(request, staff).await;
        office.fan_out(request, event, Rule::Followers, MailKind::Informed).await;
        write(&office.db, async |tx: &Tx| outbox::spread(tx, at(0)).await).await;
        write(&office.db, async move |tx: &Tx| domain::store::following::unfollow(tx, request, dora).await).await;
        office.deliver(0).await;
        assert_eq!(office.states().await, [MailState::Sent, MailState::Skipped, MailState::Skipped]);
    }

    async fn by_hand(database: TestDatabase) {
        let office = Office::open(&database).await;
        let (ana, bruno) = (office.person("ana", Role::Person).await, office.person("bruno", Role::Person).await);
        office.file(ana).await;
        office.file(bruno).await;
        office.relay.refuse_everything(550);
        office.deliver(0).await;
        office.relay.behave();
        let [first, second] = [office.rows().await[0].id, office.rows().await[1].id];
        assert!(write(&office.db, async move |tx: &Tx| outbox::skip(tx, first, "by hand", at(1)).await).await);
        assert!(write(&office.db, async move |tx: &Tx| outbox::retry(tx, second, at(1)).await).await);
        assert!(!write(&office.db, async move |tx: &Tx| outbox::retry(tx, first, at(1)).await).await);
        office.deliver(1).await;
        assert_eq!(office.states().await, [MailState::Skipped, MailState::Sent]);
    }
}
