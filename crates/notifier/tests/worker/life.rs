//! A request's whole life through the same ops as the real one: each step's mails go to the right people and to nobody
//! else, in order, with no address in them but the reader's.

use domain::{
    action::Draft,
    clock::Moment,
    data_request::NewDataRequest,
    ids::OutboxId,
    locale::Locale,
    ops::{self, Act, Caller, Expects, File, NewComment, PersonChange, Support, Tick},
    person::{Email, Role},
    policy::{Actor, AdminPermit, Job, Signed},
    reference::Reference,
    status::{ActionKind, Origin},
    store::{
        Tx, WriteError, areas,
        outbox::MailState,
        people,
        requests::{self, Found, Lock},
    },
};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::office::{Office, at};

const DAY: i64 = 86_400;

on_both! {
    async fn from_filing_to_the_verdict_and_beyond(database: TestDatabase) {
        let mut city = City::open(&database).await;
        let it = city.file("ana").await;
        city.expect(&["receipt ana"]).await;
        city.support("sofi", it).await;
        city.act("cora", it, "assign", json!({"area": "hacienda"})).await;
        city.expect(&["assigned ana", "desk_assigned lia"]).await;
        city.act("lia", it, "ask", json!({})).await;
        city.expect(&["question ana"]).await;
        city.act("ana", it, "reply", json!({})).await;
        city.expect(&["replied lia"]).await;
        city.act("lia", it, "extend", json!({})).await;
        city.expect(&["extended ana"]).await;
        city.act("lia", it, "plan", json!({"promised_on": "2026-05-04"})).await;
        city.expect(&["planned ana"]).await;
        city.act("lia", it, "plan", json!({"promised_on": "2026-06-01"})).await;
        city.expect(&["redated ana"]).await;
        city.act("cora", it, "assign", json!({"area": "salud"})).await;
        city.expect(&["assigned ana", "desk_assigned saul"]).await;
        city.act("saul", it, "start", json!({})).await;
        city.expect(&["started ana"]).await;
        city.act("saul", it, "inform", json!({})).await;
        city.expect(&["informed ana"]).await;
        city.comment("saul", it).await;
        city.expect(&["commented ana"]).await;
        let published = json!({"outcome": "published", "evidence": {"url": "https://data.example.org/sueldos"}});
        city.act("saul", it, "answer", published.clone()).await;
        city.expect(&["answered ana"]).await;
        city.act("ana", it, "dispute", json!({})).await;
        city.expect(&["disputed saul"]).await;
        city.act("saul", it, "answer", published.clone()).await;
        city.expect(&["answered ana"]).await;
        city.act("saul", it, "answer", json!({"outcome": "not_suitable", "evidence": {"ground": "personal_data"}})).await;
        city.expect(&["corrected ana"]).await;
        city.act("ana", it, "dispute", json!({})).await;
        city.expect(&["disputed saul", "disputed_again cora"]).await;
        city.act("saul", it, "answer", published.clone()).await;
        city.act("ana", it, "confirm", json!({"verdict": "yes", "rating": 5})).await;
        city.expect(&["answered ana", "confirmed saul"]).await;
        city.act("cora", it, "reopen", json!({})).await;
        city.expect(&["reopened ana", "reopened saul"]).await;
        city.act("cora", it, "edit", json!({"title": "Sueldos de todo el personal"})).await;
        city.expect(&["edited ana"]).await;
        city.act("cora", it, "redact", json!({"target": "purpose", "reason": "datos personales"})).await;
        city.expect(&["redacted ana"]).await;
        city.act("cora", it, "hide", json!({"reason": "mistake"})).await;
        city.expect(&["hidden ana"]).await;
        city.act("cora", it, "unhide", json!({})).await;
        city.expect(&["unhidden ana"]).await;
        city.act("ana", it, "withdraw", json!({})).await;
        city.expect(&["withdrawn saul", "withdrawn sofi"]).await;
        city.act("sofi", it, "reopen", json!({})).await;
        city.expect(&["reopened ana", "reopened saul"]).await;
    }

    async fn merging_splitting_and_their_undoing(database: TestDatabase) {
        let mut city = City::open(&database).await;
        let (it, twin) = (city.file("ana").await, city.file("bea").await);
        city.act("cora", it, "assign", json!({"area": "hacienda"})).await;
        city.expect(&["receipt ana", "receipt bea", "assigned ana", "desk_assigned lia"]).await;
        city.act("cora", twin, "merge", json!({"into": it.to_string()})).await;
        city.expect(&["merged bea", "merged_in lia"]).await;
        city.act("cora", twin, "unmerge", json!({})).await;
        city.expect(&["unmerged bea"]).await;
        city.act("cora", twin, "split", json!({"areas": ["hacienda", "salud"]})).await;
        city.expect(&["split bea", "desk_assigned lia", "desk_assigned saul"]).await;
    }

    async fn what_time_alone_says(database: TestDatabase) {
        let mut city = City::open(&database).await;
        let it = city.file("ana").await;
        city.support("sofi", it).await;
        city.act("cora", it, "assign", json!({"area": "hacienda"})).await;
        city.act("lia", it, "plan", json!({"promised_on": "2026-03-10"})).await;
        city.expect(&["receipt ana", "assigned ana", "desk_assigned lia", "planned ana"]).await;
        city.seconds = 9 * DAY;
        city.tick(it).await;
        city.expect(&["promise_passed ana", "promise_passed lia", "new_request cora"]).await;
        city.act("lia", it, "answer", json!({"outcome": "not_held"})).await;
        city.expect(&["answered ana"]).await;
        city.seconds = 28 * DAY;
        city.tick(it).await;
        city.expect(&["verdict_asked ana"]).await;
        city.seconds = 45 * DAY;
        city.tick(it).await;
        city.expect(&["closed ana"]).await;

        let other = city.file("bea").await;
        city.support("sofi", other).await;
        city.act("cora", other, "ask", json!({})).await;
        city.expect(&["receipt bea", "question bea"]).await;
        city.seconds = 70 * DAY;
        city.tick(other).await;
        city.expect(&["lapse_warning bea", "new_request cora"]).await;
        city.seconds = 80 * DAY;
        city.tick(other).await;
        city.expect(&["lapsed bea", "lapsed sofi"]).await;
    }
}

/// An installation with two areas and the people of a story.
struct City {
    office: Office,
    seconds: i64,
    /// The last row that was looked at.
    last: OutboxId,
    told: usize,
}

impl City {
    async fn open(database: &TestDatabase) -> Self {
        let office = Office::open(database).await;
        office
            .db
            .write(async |tx: &Tx| {
                areas::ensure(tx, "hacienda", "Ministerio de Hacienda", None).await?;
                areas::ensure(tx, "salud", "Ministerio de Salud", None).await?;
                Ok::<_, WriteError>(())
            })
            .await
            .unwrap();
        let city = Self {
            office,
            seconds: 0,
            last: OutboxId(0),
            told: 0,
        };
        for (name, role, areas) in [
            ("ana", Role::Person, &[][..]),
            ("bea", Role::Person, &[]),
            ("sofi", Role::Person, &[]),
            ("cora", Role::Coordinator, &[]),
            ("lia", Role::Liaison, &["hacienda"]),
            ("saul", Role::Liaison, &["salud"]),
        ] {
            let areas = areas.iter().map(|slug| (*slug).to_owned()).collect();
            let change = PersonChange {
                email: email(name),
                name: name.to_owned(),
                role,
                areas,
            };
            let caller = city.caller(Actor::System(Job::Import));
            let made = async move |tx: &Tx| {
                ops::create_person(tx, &caller, &AdminPermit::at_the_machine(), change.clone()).await
            };
            city.office.db.write(made).await.unwrap();
        }
        city
    }

    async fn file(&self, name: &str) -> Reference {
        let fields = json!({
            "body": "Necesito los sueldos brutos por organismo, cada mes.", "purpose": "Para una nota.",
        });
        let new = NewDataRequest::parse(fields.as_object().unwrap()).unwrap();
        let (caller, input) = (
            self.caller(self.actor(name).await),
            File {
                new,
                origin: Origin::Api,
                files: Vec::new(),
            },
        );
        let filed = async move |tx: &Tx| ops::file(tx, &caller, input.clone()).await;
        self.office.db.write(filed).await.unwrap()
    }

    async fn act(&self, name: &str, reference: Reference, action: &str, fields: Value) {
        let kind = ActionKind::parse(action).unwrap();
        let mut fields = fields.as_object().unwrap().clone();
        fields.insert("message".into(), format!("Lo que dice {name}.").into());
        let act = Act {
            reference,
            draft: Draft::new(kind, fields),
            expects: Expects::Any,
        };
        let caller = self.caller(self.actor(name).await);
        let acted = async move |tx: &Tx| ops::act(tx, &caller, act.clone()).await;
        self.office.db.write(acted).await.unwrap();
    }

    async fn comment(&self, name: &str, reference: Reference) {
        let input = NewComment {
            reference,
            text: "Un comentario.".into(),
            internal: false,
        };
        let caller = self.caller(self.actor(name).await);
        let commented = async move |tx: &Tx| ops::comment(tx, &caller, input.clone()).await;
        self.office.db.write(commented).await.unwrap();
    }

    async fn support(&self, name: &str, reference: Reference) {
        let input = Support {
            reference,
            text: None,
            public: false,
            sector: None,
        };
        let caller = self.caller(self.actor(name).await);
        let supported = async move |tx: &Tx| ops::support(tx, &caller, input.clone()).await;
        self.office.db.write(supported).await.unwrap();
    }

    async fn tick(&self, reference: Reference) {
        let system = Actor::System(Job::Timers);
        let found = requests::find(&self.office.db.read(), &system, reference, Lock::No)
            .await
            .unwrap();
        let Found::Visible(request) = found else {
            panic!("{reference} is not there")
        };
        let (caller, request) = (self.caller(system), request.id);
        let ticked = async move |tx: &Tx| {
            ops::tick(
                tx,
                &caller,
                Tick {
                    request,
                    reminders: true,
                },
            )
            .await
        };
        self.office.db.write(ticked).await.unwrap();
    }

    /// Delivers what is due, and compares what was told since the last time.
    async fn expect(&mut self, expected: &[&str]) {
        self.office.deliver(self.seconds).await;
        let rows = self.office.rows().await;
        let due = rows.iter().filter(|row| row.due_at <= at(self.seconds));
        for row in due.clone().filter(|row| row.id > self.last) {
            assert_eq!(row.state, MailState::Sent, "{row:?}");
        }
        self.last = rows.last().map_or(self.last, |row| row.id.max(self.last));
        let received = self.office.relay.received();
        let mut told = Vec::new();
        for mail in &received[self.told..] {
            let to = mail.to[0].strip_suffix("@example.org").unwrap();
            let id = mail.header("message-id").unwrap();
            let row = rows
                .iter()
                .find(|row| id.contains(&format!(".o{}@", row.id)))
                .unwrap();
            told.push(format!("{} {to}", row.kind));
            let text = mail.text().replace("=\r\n", "");
            let body = text.split_once("\r\n\r\n").unwrap().1;
            assert!(
                !body.contains("@example.org"),
                "somebody's address in {} to {to}: {body}",
                row.kind
            );
        }
        self.told = received.len();
        let mut expected: Vec<_> = expected.iter().map(|line| (*line).to_owned()).collect();
        expected.sort();
        told.sort();
        assert_eq!(told, expected);
    }

    async fn actor(&self, name: &str) -> Actor {
        let person = people::find(&self.office.db.read(), &email(name))
            .await
            .unwrap()
            .unwrap();
        Actor::Person(Signed {
            id: person.id,
            role: person.role,
            areas: person.areas,
            read_only: false,
        })
    }

    fn caller(&self, actor: Actor) -> Caller {
        let zone = TimeZone::get("America/Argentina/Buenos_Aires").unwrap();
        Caller {
            actor,
            moment: Moment::new(at(self.seconds), &zone),
            locale: Locale::EsAr,
            key: None,
            from: None,
        }
    }
}

fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.org")).unwrap()
}
