//! Codes and links: derived when they are sent, good for what they say, and for nothing once that is over.

use domain::{
    clock::Moment,
    locale::Locale,
    ops::{self, Caller, ConfirmDraft, Confirmed, DraftStarted, Proof, StartDraft},
    person::{Email, Role},
    policy::Actor,
    secret::InstanceKey,
    store::{
        Tx, mailing,
        one_time::{self, NewOneTime},
        outbox::{MailState, Purpose},
        people,
    },
};
use jiff::tz::TimeZone;
use serde_json::json;
use testkit::{TestDatabase, on_both, smtp::Received};

use crate::office::{KEY, Office, at, write};

on_both! {
    async fn the_code_in_the_mail_files_the_draft(database: TestDatabase) {
        let office = Office::open(&database).await;
        let started = draft(&office, "ana@example.org").await;
        office.deliver(5).await;
        let mail = words(&office.relay.received()[0]);
        let code = mail.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6).unwrap().to_owned();
        let proof = Proof::Code { draft: started.draft, code };
        assert!(matches!(confirm(&office, proof).await, Confirmed::Filed(_)));
        office.deliver(10).await;
        let received = office.relay.received();
        let subjects: Vec<_> = received.iter().map(|mail| mail.header("subject").unwrap()).collect();
        assert!(subjects[1].contains("PD-2026-000001"), "the receipt follows: {subjects:?}");
        assert_ne!(received[0].header("message-id"), received[1].header("message-id"));
    }

    async fn so_does_the_link(database: TestDatabase) {
        let office = Office::open(&database).await;
        draft(&office, "ana@example.org").await;
        office.deliver(5).await;
        let mail = words(&office.relay.received()[0]);
        let token: String = mail.split("token=").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(matches!(confirm(&office, Proof::Link { token }).await, Confirmed::Filed(_)));
    }

    async fn the_way_in_has_a_code_beside_its_link(database: TestDatabase) {
        let office = Office::open(&database).await;
        office.person("ana", Role::Person).await;
        let token = write(&office.db, async |tx: &Tx| {
            let email = Email::parse("ana@example.org").unwrap();
            let mailbox = people::ensure_mailbox(tx, &email, at(0)).await?;
            let new = NewOneTime { purpose: Purpose::SignIn, mailbox, draft: None, expires_at: at(600) };
            let token = one_time::insert(tx, new, &InstanceKey::new(KEY), at(0)).await?;
            mailing::enqueue_token(tx, &token, Locale::EsAr, at(0)).await?;
            Ok(token)
        })
        .await;
        office.deliver(5).await;
        let (mail, key) = (words(&office.relay.received()[0]), InstanceKey::new(KEY));
        assert!(mail.contains(&format!("para ingresar: {}", token.code(&key))), "{mail}");
        assert!(mail.contains(&format!("/sign-in?token={}", token.secret(&key))), "{mail}");
    }

    async fn a_code_that_came_too_late_is_not_sent(database: TestDatabase) {
        let office = Office::open(&database).await;
        draft(&office, "ana@example.org").await;
        office.deliver(11 * 60).await;
        assert_eq!((office.states().await, office.relay.received().len()), (vec![MailState::Skipped], 0));
    }
}

pub async fn draft(office: &Office, email: &str) -> DraftStarted {
    let input = StartDraft {
        wish: ops::Wish::File,
        email: Email::parse(email).unwrap(),
        fields: json!({"body": "Necesito los sueldos brutos por organismo, cada mes."})
            .as_object()
            .unwrap()
            .clone(),
        key: InstanceKey::new(KEY),
        limits: true,
    };
    let caller = visitor();
    let started = async move |tx: &Tx| ops::start_draft(tx, &caller, input.clone()).await;
    office.db.write(started).await.unwrap()
}

async fn confirm(office: &Office, proof: Proof) -> Confirmed {
    let (caller, input) = (
        visitor(),
        ConfirmDraft {
            proof,
            key: InstanceKey::new(KEY),
        },
    );
    let confirmed = async move |tx: &Tx| ops::confirm_draft(tx, &caller, input.clone()).await;
    office.db.write(confirmed).await.unwrap()
}

fn visitor() -> Caller {
    let moment = Moment::new(at(0), &TimeZone::UTC);
    Caller {
        actor: Actor::Visitor,
        moment,
        locale: Locale::EsAr,
        key: None,
    }
}

/// The words of a mail, as far as these tests read them.
fn words(mail: &Received) -> String {
    let text = mail.text();
    text.split_once("\r\n\r\n")
        .unwrap()
        .1
        .replace("=\r\n", "")
        .replace("=3D", "=")
}
