//! A desk over the real application: looks at what an action would mail, does it, and compares with what left.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    action::Draft,
    audience::MailKind,
    ids::PersonId,
    locale::Locale,
    ops::{self, Act, Caller, Error, Expects},
    person::Role,
    policy::{Actor, Signed},
    preview::{Preview, PreviewedMail},
    status::ActionKind,
    store::{
        Tx, WriteError, backup,
        outbox::{self, Claimed, Lease, Mark, Reader, Relation, Rush},
        people,
    },
};
use futures::FutureExt;
use jiff::SignedDuration;
use notifier::compose::compose;
use serde_json::{Value, json};
use testkit::TestDatabase;

use crate::{
    app::{HEALTH, TestApp, email, house},
    post::plain_text,
};

/// The requester, who is anonymous to the public.
pub const REQUESTER: &str = "zulema";

/// A mail that left, and to whom.
type Left = (Claimed, Reader);

/// How many people heard of what, at once and in their digest: from a preview, or from what left.
type Heard = BTreeMap<(MailKind, Relation, bool), u64>;

/// The application, and who follows what.
pub struct Desk {
    pub app: TestApp,
    database: TestDatabase,
}

impl Desk {
    /// With two liaisons of health, and followers in both languages.
    pub async fn open(database: &TestDatabase) -> Self {
        let mut app = TestApp::with_people(database).await;
        for (name, role, areas) in [
            (REQUESTER, Role::Person, &[][..]),
            ("eve", Role::Person, &[][..]),
            ("tito", Role::Person, &[][..]),
            ("lucho", Role::Liaison, &[HEALTH][..]),
        ] {
            app.person(name, role, areas).await;
        }
        testkit::execute(database, "update person set locale = 'en' where name = 'eve'").await;
        Self {
            app,
            database: database.clone(),
        }
    }

    /// A request that is supported by `sol` (at once) and `tito` (by digest), and followed by `eve` (at once), `leo` (by
    /// digest) and `ada` (not at all).
    pub async fn file(&self) -> String {
        let reference = self.app.file_with(REQUESTER, json!({"anonymous": true})).await;
        for (who, how) in [
            ("sol", "support"),
            ("tito", "support"),
            ("eve", "follow"),
            ("leo", "follow"),
            ("ada", "follow"),
        ] {
            let path = format!("/api/v1/requests/{reference}/{how}");
            assert_eq!(self.app.by(who).put(&path, json!({})).await.status, 200);
        }
        self.hears("'sol', 'eve'", "at_once").await;
        self.hears("'ada'", "none").await;
        self.leave().await;
        reference
    }

    /// How often some people hear of what they follow.
    pub async fn hears(&self, names: &str, cadence: &str) {
        let people = format!("select id from person where name in ({names})");
        let sql = format!("update follow set cadence = '{cadence}' where person_id in ({people})");
        testkit::execute(&self.database, &sql).await;
    }

    /// Looks, acts, and compares. `expected` are lines `kind reader people`, with `+digest` for those who read it later.
    pub async fn step(&self, who: &str, reference: &str, action: &str, fields: Value, expected: &[&str]) {
        let act = acting(reference, action, fields);
        let before = self.everything().await;
        let rung = || self.app.state.wake.notified().now_or_never().is_some();
        // What was done before has rung.
        rung();
        let shown = self
            .preview(self.caller(who).await, act.clone())
            .await
            .unwrap_or_else(|error| panic!("{action}: {error:?}"));
        assert_eq!(
            self.everything().await,
            before,
            "looking at {action} left something"
        );
        assert!(!rung(), "looking at {action} woke the worker");

        self.act(self.caller(who).await, act).await.unwrap();
        let left = self.leave().await;
        assert_eq!(of_preview(&shown), of_mails(&left), "{action}: shown, and left");
        let lines: BTreeSet<String> = shown.mails.iter().map(line).collect();
        let expected: BTreeSet<String> = expected.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(lines, expected, "{action}");
        for mail in &shown.mails {
            self.reads_alike(mail, &left).await;
        }
    }

    /// What was shown is what the first of its readers gets, but for the links that are theirs alone.
    async fn reads_alike(&self, shown: &PreviewedMail, left: &[Left]) {
        let is_first = |(mail, reader): &&Left| {
            mail.kind == shown.kind && reader.relation == shown.reader && mail.bulk == shown.bulk
        };
        let (mail, reader) = left.iter().find(is_first).unwrap();
        let sample = shown.sample.as_ref().unwrap();
        let house = house(self.app.state.engine.clone());
        let bytes = compose(&self.app.state.db.read(), &house, mail, reader)
            .await
            .unwrap();
        let text = without_own_links(&plain_text(&bytes));
        assert_eq!(sample.text.trim_end(), text.trim_end());
        assert_eq!(
            sample.locale,
            if reader.name == "eve" {
                Locale::En
            } else {
                Locale::EsAr
            }
        );
        assert!(sample.subject.starts_with("[PD-2026-"), "{}", sample.subject);
        for secret in ["@", "key=", REQUESTER] {
            let hidden = !sample.text.contains(secret) && !sample.subject.contains(secret);
            assert!(hidden, "{secret} in {}", sample.text);
        }
    }

    pub async fn preview(&self, caller: Caller, act: Act) -> Result<Preview, Error> {
        let look = self.app.state.preview.as_ref().unwrap();
        look(caller, act).await
    }

    pub async fn act(&self, caller: Caller, act: Act) -> Result<(), Error> {
        let acted = async move |tx: &Tx| ops::act(tx, &caller, act).await;
        self.app.state.db.write(acted).await
    }

    pub async fn caller(&self, name: &str) -> Caller {
        let person = people::find(&self.app.state.db.read(), &email(name))
            .await
            .unwrap()
            .unwrap();
        Caller {
            actor: Actor::Person(Signed {
                id: person.id,
                role: person.role,
                areas: person.areas,
                read_only: false,
            }),
            ..self.app.caller()
        }
    }

    /// Every row of every table, byte for byte.
    pub async fn everything(&self) -> BTreeMap<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let contents = backup::dump(self.database.url(), folder.path()).await.unwrap();
        let file = |name: &str| std::fs::read_to_string(folder.path().join(backup::file_name(name))).unwrap();
        let tables = contents.tables.iter();
        tables
            .map(|table| (table.name.clone(), file(&table.name)))
            .collect()
    }

    /// Lets everything leave that waits, as the worker does but for the relay; gives it in the order it was put in.
    pub async fn leave(&self) -> Vec<Left> {
        let (db, moment) = (&self.app.state.db, self.app.caller().moment);
        let now = moment.at;
        while db
            .write(async move |tx: &Tx| Ok::<_, WriteError>(outbox::spread(tx, now).await?))
            .await
            .unwrap()
        {}
        let mut left = Vec::new();
        loop {
            let later = now + SignedDuration::from_hours(1);
            let claim = async move |tx: &Tx| {
                let (owner, under_way) = ("test".to_owned(), Vec::new());
                let lease = Lease {
                    owner,
                    now,
                    until: later,
                };
                let rush = Rush {
                    most: 100,
                    to_a_domain: 100,
                    under_way,
                };
                Ok::<_, WriteError>(outbox::claim(tx, &lease, later, &rush).await?)
            };
            let claimed = db.write(claim).await.unwrap();
            if claimed.is_empty() {
                break;
            }
            for (mail, _) in claimed {
                if let Ok(reader) = outbox::wanted(&db.read(), &mail, moment).await.unwrap() {
                    left.push((mail.clone(), reader));
                }
                let fence = mail.fence();
                let mark = async move |tx: &Tx| {
                    Ok::<_, WriteError>(outbox::mark(tx, "test", &fence, &Mark::Sent, None, now).await?)
                };
                assert!(db.write(mark).await.unwrap());
            }
        }
        left.sort_by_key(|(mail, _)| mail.id);
        left
    }
}

/// An action, whatever the version.
pub fn acting(reference: &str, action: &str, fields: Value) -> Act {
    let mut fields = with_message(action, fields);
    let fields = fields.as_object_mut().unwrap();
    fields.remove("action");
    Act {
        reference: reference.parse().unwrap(),
        draft: Draft::new(ActionKind::parse(action).unwrap(), fields.clone()),
        expects: Expects::Any,
    }
}

/// An action as the API takes it, with a message unless it has one.
pub fn with_message(action: &str, mut fields: Value) -> Value {
    let members = fields.as_object_mut().unwrap();
    members.insert("action".into(), action.into());
    members.entry("message").or_insert("Lo explicamos acá.".into());
    fields
}

fn of_preview(preview: &Preview) -> Heard {
    let at_once = preview.mails.iter().filter(|mail| mail.people > 0);
    at_once
        .map(|mail| ((mail.kind, mail.reader, mail.bulk), mail.people))
        .collect()
}

fn of_mails(left: &[Left]) -> Heard {
    let mut people: BTreeMap<_, BTreeSet<Option<PersonId>>> = BTreeMap::new();
    for (mail, reader) in left {
        let group = people.entry((mail.kind, reader.relation, mail.bulk)).or_default();
        group.insert(mail.person);
    }
    let count = |people: BTreeSet<_>| u64::try_from(people.len()).unwrap();
    people
        .into_iter()
        .map(|(group, people)| (group, count(people)))
        .collect()
}

fn line(mail: &PreviewedMail) -> String {
    let digest = if mail.digest > 0 {
        format!("+{}", mail.digest)
    } else {
        String::new()
    };
    format!("{} {} {}{digest}", mail.kind, mail.reader, mail.people)
}

/// A mail without what lets its reader alone act: the line to stop following, and the keys of the other links.
fn without_own_links(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.contains("/follow?key="));
    let plain = lines.map(|line| line.split("?key=").next().unwrap_or_default());
    plain.collect::<Vec<_>>().join("\n")
}
