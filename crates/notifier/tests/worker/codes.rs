//! Codes and links: derived when they are sent, good for what they say, and for nothing once that is over.

use domain::{
    clock::Moment,
    doubt::Signals,
    locale::Locale,
    ops::{
        self, Caller, ConfirmDraft, Confirmed, DraftStarted, Proof, Redeem, Redeemed, SignInKey, StartDraft,
        StartSignIn, Wish,
    },
    person::{Email, Role},
    policy::Actor,
    secret::InstanceKey,
    store::{Tx, outbox::MailState},
};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both, smtp::Received};

use crate::office::{KEY, Office, at};

on_both! {
    async fn the_code_in_the_mail_files_the_draft(database: TestDatabase) {
        let office = Office::open(&database).await;
        let started = draft(&office, "ana@example.org").await;
        office.deliver(5).await;
        let mail = words(&office.relay.received()[0]);
        // Not the first six digits: there may be as many in the boundary.
        let code: String = mail.split("digo: ").nth(1).unwrap().chars().take(6).collect();
        let proof = Proof::Code { draft: started.draft, code };
        assert!(matches!(confirm(&office, proof).await, Confirmed::Done(_)));
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
        assert!(matches!(confirm(&office, Proof::Link { token }).await, Confirmed::Done(_)));
    }

    async fn the_way_in_has_a_code_beside_its_link(database: TestDatabase) {
        let office = Office::open(&database).await;
        let caller = visitor();
        let input = StartSignIn {
            email: Email::parse("ana@example.org").unwrap(),
            next: None,
            key: InstanceKey::new(KEY),
            limits: true,
        };
        let token = office.db.write(async move |tx: &Tx| ops::start_sign_in(tx, &caller, input).await).await.unwrap();
        office.deliver(5).await;
        let mail = words(&office.relay.received()[0]);
        let code: String = mail.split("para ingresar: ").nth(1).unwrap().chars().take(6).collect();
        assert!(office.relay.received()[0].header("subject").unwrap().contains(&code));
        assert!(mail.contains("/sign-in?token="), "{mail}");
        let (caller, key) = (visitor(), SignInKey::Code { token, code, key: InstanceKey::new(KEY) });
        let input = Redeem { key, session: "s".into() };
        let redeemed = office.db.write(async move |tx: &Tx| ops::redeem(tx, &caller, input).await).await.unwrap();
        assert!(matches!(redeemed, Redeemed::In(_)), "{redeemed:?}");
    }

    async fn a_code_says_what_waits_for_it(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        let request = "2026-1".parse().unwrap();
        for (number, wish) in [Wish::Support(request), Wish::Follow(request), Wish::Comment(request)].into_iter().enumerate() {
            start(&office, &format!("leo{number}@example.org"), wish, json!({"text": "Me sirve."})).await;
        }
        office.deliver(5).await;
        let mails: Vec<_> = office.relay.received().iter().filter(|mail| mail.to[0].starts_with("leo")).map(words).collect();
        for said in ["sumamos tu apoyo", "te avisamos las novedades", "publicamos tu comentario"] {
            let of_it = mails.iter().filter(|mail| mail.contains(said));
            assert_eq!(of_it.filter(|mail| mail.contains("Sueldos de la planta permanente")).count(), 1, "{said}: {mails:?}");
        }
    }

    async fn nothing_is_confirmed_of_what_was_hidden(database: TestDatabase) {
        let office = Office::open(&database).await;
        let ana = office.person("ana", Role::Person).await;
        office.file(ana).await;
        start(&office, "leo@example.org", Wish::Follow("2026-1".parse().unwrap()), json!({})).await;
        testkit::execute(&database, "update data_request set hidden = true").await;
        office.deliver(5).await;
        assert!(office.relay.received().iter().all(|mail| mail.to[0] != "leo@example.org"));
    }

    async fn a_code_that_came_too_late_is_not_sent(database: TestDatabase) {
        let office = Office::open(&database).await;
        draft(&office, "ana@example.org").await;
        office.deliver(11 * 60).await;
        assert_eq!((office.states().await, office.relay.received().len()), (vec![MailState::Skipped], 0));
    }
}

pub async fn draft(office: &Office, email: &str) -> DraftStarted {
    let fields = json!({"body": "Necesito los sueldos brutos por organismo, cada mes."});
    start(office, email, Wish::File, fields).await
}

async fn start(office: &Office, email: &str, wish: Wish, fields: Value) -> DraftStarted {
    let input = StartDraft {
        wish,
        email: Email::parse(email).unwrap(),
        fields: fields.as_object().unwrap().clone(),
        files: Vec::new(),
        key: InstanceKey::new(KEY),
        limits: true,
        signals: Signals::default(),
        source: None,
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
        from: None,
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
