//! Fills a database through the domain's own ops: people of every role, requests at every stage of their lives, with
//! events, supporters and comments. Many ops share one transaction; nothing is written past the rules.

use std::{
    io::{IsTerminal as _, Write as _, stderr},
    sync::Arc,
};

use anyhow::Context as _;
use domain::{
    clock::Moment,
    data_request::NewDataRequest,
    locale::Locale,
    ops::{self, Act, Caller, Error, Expects, File, NewComment, NewToken, PersonChange, Support},
    person::{Email, Role},
    policy::{Actor, AdminPermit, Job, Signed},
    reference::Reference,
    secret, seed,
    status::Origin,
    store::{Db, Options, Tx, facets, people, tokens::Scope},
};
use jiff::{Timestamp, tz::TimeZone};
use testkit::TestDatabase;

use crate::{
    chance::Chance,
    story::{self, Story, Who},
};

/// Requests whose lives are written in one transaction.
const TOGETHER: usize = 100;
/// The mail of years has left by now, and what was to be spread is spread.
const MAIL_HAS_LEFT: [&str; 2] = [
    "update outbox set state = 'sent', attempts = 1, ended_at = due_at where state = 'pending'",
    "update fanout set done_at = 1 where done_at is null",
];

/// A filled database.
#[derive(Debug, Clone)]
pub struct Seeded {
    /// All requests, oldest first.
    pub references: Arc<Vec<Reference>>,
    /// Requests that staff can still act on.
    pub open: Arc<Vec<Reference>>,
    /// A data user's token.
    pub person: String,
    /// A coordinator's token.
    pub coordinator: String,
}

/// Everybody in the city, as actors.
struct City {
    coordinator: Actor,
    liaisons: Vec<Actor>,
    citizens: Vec<Actor>,
    zone: TimeZone,
}

/// Fills the migrated `database` with `rows` requests.
pub async fn fill(database: &TestDatabase, rows: usize) -> anyhow::Result<Seeded> {
    let db = Db::connect(&Options::new(database.url())).await?;
    let city = Arc::new(City::people(&db, rows).await?);
    let mut references = Vec::with_capacity(rows);
    let mut open = Vec::new();
    let mut chance = Chance::new(1);
    for first in (0..rows).step_by(TOGETHER) {
        let last = (first + TOGETHER).min(rows);
        let stories: Vec<Story> = (first..last)
            .map(|row| story::of(row, rows, city.citizens.len(), &mut chance))
            .collect();
        let (stories, city) = (Arc::new(stories), Arc::clone(&city));
        let told = Arc::clone(&stories);
        let filed = db
            .write(async move |tx: &Tx| live(tx, &city, &told).await)
            .await?;
        open.extend(
            filed
                .iter()
                .zip(&*stories)
                .filter(|(_, story)| story.stays_open)
                .map(|(filed, _)| *filed),
        );
        references.extend(filed);
        progress(last, rows);
    }
    db.write(async |tx: &Tx| facets::fold(tx).await.map_err(Error::from))
        .await?;
    let person = token(&db, &address(Role::Person, 0)?).await?;
    let coordinator = token(&db, &address(Role::Coordinator, 0)?).await?;
    for sql in MAIL_HAS_LEFT {
        testkit::execute(database, sql).await;
    }
    Ok(Seeded {
        references: Arc::new(references),
        open: Arc::new(open),
        person,
        coordinator,
    })
}

impl City {
    async fn people(db: &Db, rows: usize) -> anyhow::Result<Self> {
        let coordinator = person(db, Role::Coordinator, 0, None).await?;
        let mut liaisons = Vec::new();
        for (number, area) in seed::areas().iter().enumerate() {
            liaisons.push(person(db, Role::Liaison, number, Some(area.slug)).await?);
        }
        let mut citizens = Vec::new();
        for number in 0..(rows / 50).clamp(20, 5_000) {
            citizens.push(person(db, Role::Person, number, None).await?);
        }
        Ok(Self {
            coordinator,
            liaisons,
            citizens,
            zone: TimeZone::get("America/Argentina/Buenos_Aires")?,
        })
    }

    fn caller(&self, who: Who, at: Timestamp) -> Option<Caller> {
        let actor = match who {
            Who::Coordinator => Some(&self.coordinator),
            Who::Liaison(number) => self.liaisons.get(number),
            Who::Citizen(number) => self.citizens.get(number),
        };
        actor.map(|actor| caller(actor.clone(), Moment::new(at, &self.zone)))
    }
}

/// Files some requests and does to them all that their stories tell.
async fn live(tx: &Tx, city: &City, stories: &[Story]) -> Result<Vec<Reference>, Error> {
    let mut filed = Vec::with_capacity(stories.len());
    for story in stories {
        let citizen = |number, at| city.caller(Who::Citizen(number), at).ok_or(Error::NotFound);
        let new = NewDataRequest::parse(&story.fields).map_err(Error::Invalid)?;
        let caller = citizen(story.requester, story.at)?;
        let reference = ops::file(
            tx,
            &caller,
            File {
                new,
                origin: Origin::Web,
                files: Vec::new(),
            },
        )
        .await?;
        for number in &story.supporters {
            let input = Support {
                reference,
                text: None,
                public: false,
                sector: None,
            };
            ops::support(tx, &citizen(*number, story.at)?, input).await?;
        }
        for step in &story.steps {
            let caller = city.caller(step.who, step.at).ok_or(Error::NotFound)?;
            ops::act(
                tx,
                &caller,
                Act {
                    reference,
                    draft: step.draft.clone(),
                    expects: Expects::Any,
                },
            )
            .await?;
        }
        if let Some((number, text)) = &story.comment {
            let input = NewComment {
                reference,
                text: text.clone(),
                internal: false,
            };
            ops::comment(tx, &citizen(*number, story.ended())?, input).await?;
        }
        filed.push(reference);
    }
    Ok(filed)
}

async fn person(db: &Db, role: Role, number: usize, area: Option<&str>) -> anyhow::Result<Actor> {
    let email = address(role, number)?;
    let change = PersonChange {
        email: email.clone(),
        name: format!("{} {number}", story::name(number)),
        role,
        areas: area.map(str::to_owned).into_iter().collect(),
    };
    let caller = caller(Actor::System(Job::Import), now()?);
    db.write(async move |tx: &Tx| {
        ops::create_person(tx, &caller, &AdminPermit::at_the_machine(), change.clone()).await
    })
    .await?;
    let person = people::find(&db.read(), &email)
        .await?
        .context("somebody was made and is not there")?;
    Ok(Actor::Person(Signed {
        id: person.id,
        role,
        areas: person.areas,
        read_only: false,
    }))
}

async fn token(db: &Db, email: &Email) -> anyhow::Result<String> {
    let secret = format!("vt_{}", secret::random_token()?);
    let caller = caller(Actor::System(Job::Import), now()?);
    let (email, name) = (email.clone(), "bench".to_owned());
    let input = NewToken {
        email,
        scope: Scope::Write,
        name,
        days: 365,
        secret: secret.clone(),
    };
    db.write(async move |tx: &Tx| {
        ops::create_token(tx, &caller, &AdminPermit::at_the_machine(), input.clone()).await
    })
    .await?;
    Ok(secret)
}

fn address(role: Role, number: usize) -> anyhow::Result<Email> {
    Email::parse(&format!("{role}{number}@example.org")).context("an address of our own making is wrong")
}

fn caller(actor: Actor, moment: Moment) -> Caller {
    Caller {
        actor,
        moment,
        locale: Locale::EsAr,
        key: None,
        from: None,
    }
}

/// Tokens are judged by the server's clock, so they are made by the real one.
fn now() -> anyhow::Result<Moment> {
    Ok(Moment::new(
        domain::clock::Clock::System.now(),
        &TimeZone::get("America/Argentina/Buenos_Aires")?,
    ))
}

fn progress(done: usize, rows: usize) {
    if done == rows {
        eprintln!("\r  {done} of {rows} requests seeded");
    } else if stderr().is_terminal() {
        eprint!("\r  {done} of {rows} requests seeded");
        let _unseen = stderr().flush();
    }
}
