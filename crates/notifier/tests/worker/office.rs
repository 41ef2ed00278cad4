//! A small installation: a requester with a request, the events that happen to it, and workers at any moment.

use std::{sync::Arc, time::Duration};

use domain::{
    action::Action,
    audience::{MailKind, Rule},
    clock::{Clock, Moment},
    data_request::NewDataRequest,
    deadline::Calendar,
    event::ActorRole,
    ids::{EventId, OutboxId, PersonId, RequestId},
    locale::Locale,
    person::{Email, Role, Sector},
    secret::InstanceKey,
    standing::{Given, Standing},
    status::{Kind, Origin},
    store::{
        Db, Options, Tx, WriteError, events,
        following::{self, Words},
        mailing::{self, Letter, To},
        outbox::{self, Entry, MailState, Shelf},
        people::{self, NewPerson},
        requests::{self, Lock, NewRow},
        themes,
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use notifier::{
    compose::House,
    message::Site,
    mime::Sender,
    return_address::ReturnAddresses,
    transport::{Deadlines, MailUrl, Transport},
    worker::{Settings, Worker},
};
use render::{Engine, Links};
use testkit::{TestDatabase, smtp::Server};

/// A Monday, nine in the morning in Buenos Aires.
pub const START: i64 = 1_772_452_800;

/// Support without a word.
pub const WORDS: Words<'static> = Words {
    sector: Sector::Unknown,
    text: None,
    public: false,
};

pub const KEY: [u8; 32] = [7; 32];

pub struct Office {
    pub db: Db,
    pub relay: Server,
    engine: Arc<Engine>,
}

impl Office {
    pub async fn open(database: &TestDatabase) -> Self {
        let db = Db::connect(&Options::new(database.url())).await.unwrap();
        write(&db, async |tx: &Tx| {
            themes::ensure(tx, "other", "Otros", "Other", false).await
        })
        .await;
        let engine = Arc::new(Engine::new(&TimeZone::UTC).unwrap());
        Self {
            db,
            relay: Server::start().await.unwrap(),
            engine,
        }
    }

    /// A worker at so many seconds after the start, with short deadlines.
    pub fn worker(&self, seconds: i64) -> Arc<Worker> {
        self.worker_with(seconds, &self.relay.url(), settings(seconds))
    }

    pub fn worker_with(&self, seconds: i64, url: &str, settings: Settings) -> Arc<Worker> {
        let deadlines = Deadlines {
            connect: Duration::from_millis(400),
            command: Duration::from_millis(400),
            message: Duration::from_millis(400),
            idle: Duration::from_secs(20),
        };
        let transport = Transport::with_deadlines(&MailUrl::parse(url).unwrap(), deadlines).unwrap();
        self.worker_over(seconds, transport, settings)
    }

    pub fn worker_over(&self, seconds: i64, transport: Transport, settings: Settings) -> Arc<Worker> {
        let clock = Clock::Fixed(at(seconds));
        Arc::new(Worker::new(self.db.clone(), self.house(), transport, clock, settings).unwrap())
    }

    /// Does all that is due at so many seconds after the start.
    pub async fn deliver(&self, seconds: i64) {
        self.worker(seconds).run_until_idle().await.unwrap();
    }

    pub async fn person(&self, name: &str, role: Role) -> PersonId {
        let new = NewPerson {
            email: Email::parse(&format!("{name}@example.org")).unwrap(),
            name: name.to_owned(),
            role,
            areas: Vec::new(),
            locale: Locale::EsAr,
            sector: Sector::Unknown,
            confirmed: true,
        };
        write(&self.db, async move |tx: &Tx| {
            people::insert(tx, &new, at(0)).await
        })
        .await
    }

    /// A request by `requester`, with its receipt in the outbox.
    pub async fn file(&self, requester: PersonId) -> RequestId {
        let (id, event) = write(&self.db, async move |tx: &Tx| {
            let calendar = Calendar::new([]);
            let given = given(&calendar, requester, ActorRole::Requester);
            let (standing, change) = Standing::file(requester, None, &given);
            let new = new_request();
            let row = NewRow {
                new: &new,
                theme: themes::find(tx, "other").await?.unwrap(),
                theme_pending: true,
                requester_name: None,
                origin: Origin::Api,
                language: "es-AR",
                standing: &standing,
                part_of: None,
                follows: None,
                import_key: None,
                remind_on: None,
            };
            let (id, _) = requests::insert(tx, &row, given.moment).await?;
            Ok((id, events::append(tx, id, &change, &[]).await?))
        })
        .await;
        self.mail(id, event, MailKind::Receipt, requester).await;
        id
    }

    /// An official note on the request by somebody else.
    pub async fn inform(&self, request: RequestId, by: PersonId) -> EventId {
        self.act(request, by, Action::Inform).await
    }

    /// An action that changes no row but the events, which is all that mail looks at here.
    pub async fn act(&self, request: RequestId, by: PersonId, action: Action) -> EventId {
        write(&self.db, async move |tx: &Tx| {
            let calendar = Calendar::new([]);
            let before = requests::get(tx, request, Lock::Yes).await?.unwrap();
            let change = before
                .standing
                .decide(&action, &given(&calendar, by, ActorRole::Coordinator))
                .unwrap();
            events::append(tx, request, &change, &[("message", "Estamos en eso.")]).await
        })
        .await
    }

    pub async fn mail(&self, request: RequestId, event: EventId, kind: MailKind, to: PersonId) {
        let letter = Letter {
            dedupe_key: format!("e:{event}:{kind}:{to}"),
            kind,
            event: Some(event),
            request: Some(request),
            comment: None,
            to: To::Person(to),
            due_at: at(0),
        };
        write(&self.db, async move |tx: &Tx| {
            mailing::enqueue(tx, &letter, at(0)).await
        })
        .await;
    }

    pub async fn support(&self, request: RequestId, person: PersonId) {
        write(&self.db, async move |tx: &Tx| {
            following::support(tx, request, person, &WORDS, at(0)).await?;
            following::follow(tx, request, person, at(0)).await
        })
        .await;
    }

    pub async fn follow(&self, request: RequestId, person: PersonId) {
        write(&self.db, async move |tx: &Tx| {
            following::follow(tx, request, person, at(0)).await
        })
        .await;
    }

    pub async fn fan_out(&self, request: RequestId, event: EventId, rule: Rule, kind: MailKind) {
        write(&self.db, async move |tx: &Tx| {
            mailing::fan_out(tx, event, request, rule, kind).await
        })
        .await;
    }

    /// All rows, oldest first.
    pub async fn rows(&self) -> Vec<Entry> {
        let mut rows = outbox::list(&self.db.read(), Shelf::All, None, 10_000)
            .await
            .unwrap();
        rows.reverse();
        rows
    }

    pub async fn states(&self) -> Vec<MailState> {
        self.rows().await.iter().map(|row| row.state).collect()
    }

    pub async fn row(&self, id: OutboxId) -> Entry {
        outbox::find(&self.db.read(), id).await.unwrap().unwrap()
    }

    fn house(&self) -> House {
        House {
            fixed: Vec::new(),
            signer: None,
            site: Site {
                name: "Ventanilla".into(),
                government: None,
                accent: render::Accent::default(),
                line: render::colour::LINE,
                links: Links::new("https://ventanilla.example.org"),
            },
            from: Sender::parse("Ventanilla <datos@example.org>").unwrap(),
            returns: ReturnAddresses::default(),
            host: "ventanilla.example.org".into(),
            key: InstanceKey::new(KEY),
            engine: Arc::clone(&self.engine),
            zone: TimeZone::get("America/Argentina/Buenos_Aires").unwrap(),
        }
    }
}

pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(START + seconds).unwrap()
}

/// The usual settings, but for leases that follow the test's clock and a worker that looks often.
pub fn settings(seconds: i64) -> Settings {
    Settings {
        poll: Duration::from_millis(5),
        drain: Duration::from_millis(200),
        leases: Clock::Fixed(at(seconds)),
        lease: SignedDuration::from_secs(60),
        ..Settings::default()
    }
}

pub async fn write<T, F>(db: &Db, op: F) -> T
where
    T: Send + 'static,
    F: AsyncFnOnce(&Tx) -> Result<T, domain::store::ReadError> + Clone + Send + 'static,
{
    db.write(async move |tx: &Tx| op(tx).await.map_err(WriteError::from))
        .await
        .unwrap()
}

fn given(calendar: &Calendar, actor: PersonId, role: ActorRole) -> Given<'_> {
    Given {
        moment: Moment::new(at(0), &TimeZone::UTC),
        calendar,
        actor: Some(actor),
        role,
    }
}

fn new_request() -> NewDataRequest {
    NewDataRequest {
        title: "Sueldos de la planta permanente".into(),
        body: "Necesito la nómina mensual con los sueldos brutos por organismo.".into(),
        purpose: None,
        kind: Kind::NewDataset,
        theme: None,
        area: None,
        dataset: None,
        wanted_frequency: None,
        format: None,
        period: None,
        coverage: None,
        anonymous: false,
        sector: None,
        language: None,
        follows: None,
        on_behalf_of: None,
    }
}
