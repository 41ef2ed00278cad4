//! A small city: two areas, a coordinator, two liaisons, people who ask. Set up through the same ops as the real one.

use domain::{
    action::Draft,
    clock::Moment,
    data_request::{DataRequest, NewDataRequest},
    locale::Locale,
    ops::{self, Act, Caller, Error, Expects, File, NewComment, PersonChange, Support, Supported},
    person::{Email, Person, Role},
    policy::{Actor, AdminPermit, Job, Signed},
    reference::Reference,
    status::{ActionKind, Origin},
    store::{
        Db, Options, Tx, WriteError, areas, people,
        requests::{self, Filter, Lock, Page, Sort},
        themes,
    },
};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use testkit::TestDatabase;

/// The city and its clock.
pub struct World {
    pub db: Db,
    pub moment: Moment,
}

impl World {
    /// The city on 2026-11-20, at noon.
    pub async fn new(database: &TestDatabase) -> Self {
        let db = Db::connect(&Options::new(database.url())).await.unwrap();
        db.write(async |tx: &Tx| {
            themes::ensure(tx, "budget", "Presupuesto", "Budget", true).await?;
            themes::ensure(tx, "other", "Otro", "Other", false).await?;
            areas::ensure(tx, "hacienda", "Ministerio de Hacienda", None).await?;
            areas::ensure(tx, "salud", "Ministerio de Salud", Some("Ministry of Health")).await?;
            Ok::<_, WriteError>(())
        })
        .await
        .unwrap();
        let zone = TimeZone::get("America/Argentina/Buenos_Aires").unwrap();
        let world = Self {
            db,
            moment: Moment::new("2026-11-20T15:00:00Z".parse().unwrap(), &zone),
        };
        for (name, role, areas) in [
            ("cora", Role::Coordinator, vec![]),
            ("lía", Role::Liaison, vec!["hacienda"]),
            ("saúl", Role::Liaison, vec!["salud"]),
        ] {
            world.person(name, role, &areas).await;
        }
        world
    }

    /// Makes somebody known, under an address made from the name.
    pub async fn person(&self, name: &str, role: Role, areas: &[&str]) -> Actor {
        let change = PersonChange {
            email: email(name),
            name: name.to_owned(),
            role,
            areas: areas.iter().map(|slug| (*slug).to_owned()).collect(),
        };
        let caller = self.caller(Actor::System(Job::Import));
        self.db
            .write(async move |tx: &Tx| {
                ops::create_person(tx, &caller, &AdminPermit::at_the_machine(), change.clone()).await
            })
            .await
            .unwrap();
        self.actor(name).await
    }

    /// A data user.
    pub async fn citizen(&self, name: &str) -> Actor {
        self.person(name, Role::Person, &[]).await
    }

    /// Somebody known, as an actor.
    pub async fn actor(&self, name: &str) -> Actor {
        let person: Person = people::find(&self.db.read(), &email(name))
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

    pub fn caller(&self, actor: Actor) -> Caller {
        Caller {
            actor,
            moment: self.moment,
            locale: Locale::EsAr,
            key: None,
            from: None,
        }
    }

    pub async fn file(&self, actor: &Actor, fields: Value) -> Reference {
        let new = NewDataRequest::parse(fields.as_object().unwrap()).unwrap();
        let (caller, input) = (
            self.caller(actor.clone()),
            File {
                new,
                origin: Origin::Api,
                files: Vec::new(),
            },
        );
        self.db
            .write(async move |tx: &Tx| ops::file(tx, &caller, input.clone()).await)
            .await
            .unwrap()
    }

    pub async fn ask_for(&self, actor: &Actor, body: &str) -> Reference {
        self.file(actor, json!({ "body": body })).await
    }

    pub async fn try_act(
        &self,
        actor: &Actor,
        reference: Reference,
        action: &str,
        fields: Value,
    ) -> Result<(), Error> {
        let kind = ActionKind::parse(action).unwrap();
        let mut fields = fields.as_object().unwrap().clone();
        fields.entry("message").or_insert_with(|| "Un mensaje.".into());
        let act = Act {
            reference,
            draft: Draft::new(kind, fields),
            expects: Expects::Any,
        };
        let caller = self.caller(actor.clone());
        self.db
            .write(async move |tx: &Tx| ops::act(tx, &caller, act.clone()).await)
            .await
    }

    pub async fn act(&self, actor: &Actor, reference: Reference, action: &str, fields: Value) {
        self.try_act(actor, reference, action, fields).await.unwrap();
    }

    pub async fn support(&self, actor: &Actor, reference: Reference) -> Result<Supported, Error> {
        let caller = self.caller(actor.clone());
        let input = Support {
            reference,
            text: None,
            public: false,
            sector: None,
        };
        self.db
            .write(async move |tx: &Tx| ops::support(tx, &caller, input.clone()).await)
            .await
    }

    pub async fn comment(&self, actor: &Actor, reference: Reference, text: &str) {
        let caller = self.caller(actor.clone());
        let input = NewComment {
            reference,
            text: text.into(),
            internal: false,
        };
        self.db
            .write(async move |tx: &Tx| ops::comment(tx, &caller, input.clone()).await)
            .await
            .unwrap();
    }

    pub async fn see(&self, actor: &Actor, reference: Reference) -> Result<DataRequest, Error> {
        ops::find(&self.db.read(), actor, reference, Lock::No).await
    }

    pub async fn now(&self, reference: Reference) -> DataRequest {
        self.see(&Actor::System(Job::Timers), reference).await.unwrap()
    }

    pub async fn list(&self, actor: &Actor, filter: &Filter) -> Page {
        requests::list(&self.db.read(), actor, filter, Sort::Newest, None, 100)
            .await
            .unwrap()
    }
}

pub fn email(name: &str) -> Email {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { 'x' })
        .collect();
    Email::parse(&format!("{plain}@example.org")).unwrap()
}

/// A body that is long enough.
pub fn about(what: &str) -> String {
    format!("Necesito los datos de {what} por comuna y por mes.")
}
