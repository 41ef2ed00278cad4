//! The links in a mail let its reader do the one thing it asks for, and nobody anything else.

use std::collections::BTreeSet;

use domain::{
    action::Draft,
    action_link::LinkAction,
    ops::{self, Act, Caller, Error, Expects, OpenLink, OpenedLink, Tick},
    policy::{Actor, Job},
    status::ActionKind,
    store::{Tx, requests::Lock},
};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, KEY, TestApp},
    post::{Mail, deliver},
};

on_both! {
    async fn a_question_is_answered_by_its_link(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "ask", "message": "¿De qué años?"})).await;
        let letters = deliver(&app).await;
        assert_eq!(holders(&letters, &format!("/requests/{it}/reply")), ["ana"]);
        let key = key_of(&letters, "ana", &format!("/requests/{it}/reply"));
        // The reminder has the same link: it is the same question.
        app.at("2026-12-17T15:00:00Z");
        tick(&app, &it).await;
        let warning = deliver(&app).await;
        assert_eq!(key_of(&warning, "ana", &format!("/requests/{it}/reply")), key);
        let opened = open(&app, &it, LinkAction::Reply, &key).await.unwrap();
        assert!(opened.is_open);
        act(&app, &it, &opened, "reply").await.unwrap();
        assert_eq!(app.show("anonymous", &it).await["status"], "under_review");
        assert_eq!(app.events(&it).await.last().unwrap()["actor"]["role"], "requester");
        assert!(!open(&app, &it, LinkAction::Reply, &key).await.unwrap().is_open);
    }

    async fn a_verdict_is_given_by_its_link(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        let page = format!("/requests/{it}/verdict");
        let answer = json!({"action": "answer", "message": "Acá está.", "outcome": "published", "evidence": {"url": "https://data.example.org/x"}});
        app.act("lia", &it, answer.clone()).await;
        let letters = deliver(&app).await;
        assert_eq!(holders(&letters, &page), ["ana"]);
        let first = key_of(&letters, "ana", &page);
        app.act("ana", &it, json!({"action": "dispute", "message": "Falta 2025."})).await;
        app.act("lia", &it, answer.clone()).await;
        app.act("lia", &it, answer).await;
        let second = key_of(&deliver(&app).await, "ana", &page);
        app.at("2026-12-10T15:00:00Z");
        tick(&app, &it).await;
        assert_eq!(key_of(&deliver(&app).await, "ana", &page), second, "asked once more, for the same answer");
        assert!(!open(&app, &it, LinkAction::Verdict, &first).await.unwrap().is_open);
        let opened = open(&app, &it, LinkAction::Verdict, &second).await.unwrap();
        assert!(opened.is_open);
        act(&app, &it, &opened, "confirm").await.unwrap();
        assert_eq!(app.show("anonymous", &it).await["status"], "closed");
        assert!(!open(&app, &it, LinkAction::Verdict, &second).await.unwrap().is_open);
    }

    async fn whoever_follows_stops_by_a_link(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        let page = format!("/requests/{it}/follow");
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letters = deliver(&app).await;
        assert_eq!(letters.iter().map(Mail::reader).collect::<BTreeSet<_>>(), ["ana", "leo", "sol"].into());
        assert_eq!(holders(&letters, &page), ["leo", "sol"]);
        let key = key_of(&letters, "leo", &page);
        assert!(matches!(open(&app, &it, LinkAction::Verdict, &key).await, Err(Error::NotFound)));
        let opened = open(&app, &it, LinkAction::Unfollow, &key).await.unwrap();
        assert!(opened.is_open);
        let (caller, reference) = (as_reader(&app, &opened), it.parse().unwrap());
        app.state.db.write(async move |tx: &Tx| ops::unfollow(tx, &caller, reference).await).await.unwrap();
        app.act("lia", &it, json!({"action": "inform", "message": "Falta poco."})).await;
        assert_eq!(holders(&deliver(&app).await, &page), ["sol"]);
    }
}

/// A request of `ana` in the hands of `lia`, which `sol` supports and `leo` follows, both to hear at once. All that was to
/// be told of that is told, and only its readers' own links were in it.
async fn begin(app: &TestApp, db: &TestDatabase) -> String {
    let it = app.file("ana").await;
    for (who, how) in [("sol", "support"), ("leo", "follow")] {
        let path = format!("/api/v1/requests/{it}/{how}");
        assert_eq!(app.by(who).put(&path, json!({})).await.status, 200);
    }
    testkit::execute(db, "update follow set cadence = 'at_once'").await;
    app.act(
        "caro",
        &it,
        json!({"action": "assign", "area": HEALTH, "person": "lia@example.org"}),
    )
    .await;
    let letters = deliver(app).await;
    assert!(letters.iter().any(|letter| letter.reader() == "lia"));
    // The link to what they want to be written of is in every mail, and nothing else is.
    let own = |letter: &Mail| {
        letter.text.matches("key=").count() - letter.text.matches("/preferences?key=").count()
    };
    assert!(letters.iter().all(|letter| own(letter) == 0));
    it
}

/// Who has a key to `page`.
fn holders(letters: &[Mail], page: &str) -> Vec<String> {
    let with = letters.iter().filter(|letter| letter.key(page).is_some());
    let mut names: Vec<String> = with.map(|letter| letter.reader().to_owned()).collect();
    names.sort();
    names
}

/// The last key to `page` that somebody got.
fn key_of(letters: &[Mail], to: &str, page: &str) -> String {
    let mut own = letters.iter().rev().filter(|letter| letter.reader() == to);
    own.find_map(|letter| letter.key(page)).unwrap().to_owned()
}

async fn open(app: &TestApp, reference: &str, action: LinkAction, token: &str) -> Result<OpenedLink, Error> {
    let input = OpenLink {
        reference: reference.parse().unwrap(),
        action,
        token,
    };
    ops::open_link(&app.state.db.read(), input, &KEY).await
}

fn as_reader(app: &TestApp, opened: &OpenedLink) -> Caller {
    Caller {
        actor: opened.actor.clone(),
        locale: opened.locale,
        ..app.caller()
    }
}

async fn act(app: &TestApp, reference: &str, opened: &OpenedLink, action: &str) -> Result<(), Error> {
    let kind = ActionKind::parse(action).unwrap();
    assert!(opened.link.action.allows(kind));
    let fields = json!({"message": "Así es.", "verdict": "yes"});
    let act = Act {
        reference: reference.parse().unwrap(),
        draft: Draft::new(kind, fields.as_object().unwrap().clone()),
        expects: Expects::Version(opened.request.version),
    };
    let caller = as_reader(app, opened);
    app.state
        .db
        .write(async move |tx: &Tx| ops::act(tx, &caller, act).await)
        .await
}

/// What time does with a request now.
async fn tick(app: &TestApp, reference: &str) {
    let actor = Actor::System(Job::Timers);
    let found = ops::find(&app.state.db.read(), &actor, reference.parse().unwrap(), Lock::No).await;
    let input = Tick {
        request: found.unwrap().id,
        reminders: true,
    };
    let caller = Caller {
        actor,
        ..app.caller()
    };
    let ticked = async move |tx: &Tx| ops::tick(tx, &caller, input).await;
    app.state.db.write(ticked).await.unwrap();
}
