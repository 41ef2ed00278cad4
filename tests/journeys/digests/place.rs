//! A place where several people hear of one request: each of them in another way.

use domain::{
    action_link::LinkAction,
    cadence::DigestDays,
    ids::{OutboxId, PersonId},
    office_hours,
    ops::{self, Caller, MailPreferences, Tick},
    person::Role,
    policy::{Actor, AdminPermit, Job, Signed},
    store::{Tx, calendar, outbox, people, requests},
};
use serde_json::{Value, json};
use testkit::TestDatabase;

use crate::{
    app::{HEALTH, TestApp, email},
    post::{self, Mail},
};

/// `ana` asked, `sol` supports, `flo` follows; `nora` follows and wants to hear at once, `wes` weekly, `nil` nothing. `lia`
/// is the liaison, `caro` coordinates, `leo` looks on.
pub struct Place {
    pub app: TestApp,
    pub it: String,
}

impl Place {
    /// With a request that `lia` has in her hands; all that was to be told of it is told.
    pub async fn open(db: &TestDatabase) -> Self {
        let place = Self::before(db).await;
        place
            .act("caro", json!({"action": "assign", "area": HEALTH}))
            .await;
        place.letters().await;
        place
    }

    /// With a request that nobody has looked at.
    pub async fn before(db: &TestDatabase) -> Self {
        let mut app = TestApp::with_people(db).await;
        for name in ["flo", "nora", "wes", "nil"] {
            app.person(name, Role::Person, &[]).await;
        }
        let it = app.file("ana").await;
        let place = Self { app, it };
        for (who, cadence) in [("nora", "at_once"), ("wes", "weekly"), ("nil", "none")] {
            place.choose(who, json!({"cadence": cadence})).await;
        }
        place.join("sol", "support").await;
        for who in ["flo", "nora", "wes", "nil"] {
            place.join(who, "follow").await;
        }
        place
    }

    pub async fn join(&self, who: &str, how: &str) {
        let path = format!("/api/v1/requests/{}/{how}", self.it);
        assert_eq!(self.app.by(who).put(&path, json!({})).await.status, 200);
    }

    pub async fn act(&self, who: &str, body: Value) {
        let mut sent = json!({"message": "Lo explicamos acá."});
        sent.as_object_mut()
            .unwrap()
            .extend(body.as_object().unwrap().clone());
        self.app.act(who, &self.it, sent).await;
    }

    pub async fn comment(&self, who: &str, internal: bool) {
        let path = format!("/api/v1/requests/{}/comments", self.it);
        let body = json!({"text": "Un comentario con su secreto.", "internal": internal});
        assert_eq!(self.app.by(who).post(&path, body).await.status, 201);
    }

    /// Leaves an internal note.
    pub async fn note(&self, who: &str, text: &str) {
        let path = format!("/api/v1/requests/{}/comments", self.it);
        let body = json!({"text": text, "internal": true});
        assert_eq!(self.app.by(who).post(&path, body).await.status, 201);
    }

    /// Lets time do what is due on every request, as the worker does: reminders leave in working hours.
    pub async fn tick(&self) {
        let state = &self.app.state;
        let caller = Caller {
            actor: Actor::System(Job::Timers),
            ..self.app.caller()
        };
        let today = caller.moment.today;
        let calendar = calendar::load(&state.db.read(), today).await.unwrap();
        let reminders = office_hours::are_open(caller.moment.at, &state.zone, &calendar);
        let due = requests::with_timers(&state.db.read(), today, reminders, 100).await;
        for request in due.unwrap() {
            let caller = caller.clone();
            let input = Tick { request, reminders };
            let ticked = async move |tx: &Tx| ops::tick(tx, &caller, input).await;
            state.db.write(ticked).await.unwrap();
        }
    }

    /// Names the head of the area of `lia`, or none.
    pub async fn name_head(&self, who: Option<&str>) {
        let (caller, head) = (self.app.caller(), who.map(email));
        let named = async move |tx: &Tx| {
            ops::set_area_head(tx, &caller, &AdminPermit::at_the_machine(), HEALTH, head.as_ref()).await
        };
        self.app.state.db.write(named).await.unwrap();
    }

    /// As the page would keep them: the language and the daily digest, unless `fields` say otherwise.
    pub async fn choose(&self, who: &str, fields: Value) {
        let mut members = json!({"locale": "es-AR", "cadence": "daily"});
        members
            .as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        let input = MailPreferences::parse(members.as_object().unwrap()).unwrap();
        let caller = self.caller(who).await;
        let kept = async move |tx: &Tx| ops::set_mail_preferences(tx, &caller, input.clone()).await;
        self.app.state.db.write(kept).await.unwrap();
    }

    pub async fn caller(&self, who: &str) -> Caller {
        let person = people::find(&self.app.state.db.read(), &email(who))
            .await
            .unwrap()
            .unwrap();
        let actor = Actor::Person(Signed {
            id: person.id,
            role: person.role,
            areas: person.areas,
            read_only: false,
        });
        Caller {
            actor,
            ..self.app.caller()
        }
    }

    /// Moves the clock; `09-01T12:00` is nine in the morning here.
    pub fn at(&mut self, now: &str) {
        self.app.at(&format!("2026-{now}:00Z"));
    }

    /// Puts the digests together that are due, as the worker does every minute.
    pub async fn gather(&self) {
        let db = &self.app.state.db;
        let moment = self.app.caller().moment;
        let days = DigestDays::at(moment.at, &self.app.state.zone);
        let Some(due) = ops::due_digests(&db.read(), days).await.unwrap() else {
            return;
        };
        let mut after = PersonId(0);
        loop {
            let page = due.clone();
            let gather = async move |tx: &Tx| ops::gather_digests(tx, &page, after, moment.at).await;
            match db.write(gather).await.unwrap() {
                Some(last) => after = last,
                None => break,
            }
        }
        let finish = async move |tx: &Tx| ops::finish_digests(tx, &due, moment.today, moment.at).await;
        db.write(finish).await.unwrap();
    }

    pub async fn letters(&self) -> Vec<Mail> {
        post::deliver(&self.app).await
    }

    /// The digests that are due. The coordinators' mails are left out.
    pub async fn digests(&self) -> Vec<Mail> {
        self.gather().await;
        let mut all = self.letters().await;
        all.retain(|letter| letter.reader() != "caro");
        let told = self.told(&all).await;
        assert!(told.iter().all(|line| line.starts_with("digest ")), "{told:?}");
        all
    }

    /// `kind reader` of each, in order of their words.
    pub async fn told(&self, letters: &[Mail]) -> Vec<String> {
        let mut told = Vec::new();
        for letter in letters {
            let id = letter.header("message-id").unwrap();
            let row = id.split_once(".o").unwrap().1.split_once('@').unwrap().0;
            let row = OutboxId(row.parse().unwrap());
            let row = outbox::find(&self.app.state.db.read(), row)
                .await
                .unwrap()
                .unwrap();
            told.push(format!("{} {}", row.kind, letter.reader()));
        }
        told.sort();
        told
    }

    /// The key to stop hearing of the request, from the letter of `who`.
    pub fn unfollow_key(&self, letters: &[Mail], who: &str) -> String {
        let page = format!("/requests/{}/{}", self.it, "follow");
        assert_eq!(LinkAction::Unfollow.as_str(), "unfollow");
        to(letters, who).key(&page).unwrap().to_owned()
    }
}

/// The one letter to somebody.
pub fn to<'a>(letters: &'a [Mail], who: &str) -> &'a Mail {
    let mut own = letters.iter().filter(|letter| letter.reader() == who);
    let letter = own.next().unwrap_or_else(|| panic!("nothing for {who}"));
    assert!(own.next().is_none(), "two letters for {who}");
    letter
}
