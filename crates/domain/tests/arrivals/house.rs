//! An installation as `migrate` leaves it, at any moment.

use domain::{
    clock::Moment,
    data_request::{DataRequest, NewDataRequest},
    locale::Locale,
    ops::{self, Caller, Error, File, PersonChange},
    person::{Email, Role},
    policy::{Actor, AdminPermit, Job, Signed},
    reference::Reference,
    secret::InstanceKey,
    status::Origin,
    store::{
        Db, Options, Tx,
        events::{self, Told},
        people,
        requests::Lock,
    },
};
use jiff::{SignedDuration, tz::TimeZone};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Map, Value};
use testkit::TestDatabase;

pub const KEY: InstanceKey = InstanceKey::new([7; 32]);

#[derive(Clone)]
pub struct House {
    pub db: Db,
    pub moment: Moment,
    database: TestDatabase,
}

impl House {
    /// On 2026-11-20, at noon.
    pub async fn open(database: &TestDatabase) -> Self {
        let db = Db::connect(&Options::new(database.url())).await.unwrap();
        db.write(async |tx: &Tx| ops::seed(tx).await).await.unwrap();
        let moment = Moment::new("2026-11-20T15:00:00Z".parse().unwrap(), &zone());
        Self {
            db,
            moment,
            database: database.clone(),
        }
    }

    /// The same house, so much later.
    pub fn later(&self, minutes: i64) -> Self {
        let at = self
            .moment
            .at
            .checked_add(SignedDuration::from_mins(minutes))
            .unwrap();
        Self {
            moment: Moment::new(at, &zone()),
            ..self.clone()
        }
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

    pub async fn person(&self, address: &str, role: Role, areas: &[&str]) -> Actor {
        let change = PersonChange {
            email: email(address),
            name: address.split('@').next().unwrap().to_owned(),
            role,
            areas: areas.iter().map(|slug| (*slug).to_owned()).collect(),
        };
        let caller = self.caller(Actor::System(Job::Import));
        self.db
            .write(async move |tx: &Tx| {
                ops::create_person(tx, &caller, &AdminPermit::at_the_machine(), change).await
            })
            .await
            .unwrap();
        let person = people::find(&self.db.read(), &email(address))
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

    pub async fn file(&self, actor: &Actor, fields: Value) -> Reference {
        let input = File {
            new: NewDataRequest::parse(&object(fields)).unwrap(),
            origin: Origin::Api,
            files: Vec::new(),
        };
        let caller = self.caller(actor.clone());
        self.db
            .write(async move |tx: &Tx| ops::file(tx, &caller, input).await)
            .await
            .unwrap()
    }

    pub async fn find(&self, reference: Reference) -> DataRequest {
        ops::find(&self.db.read(), &Actor::Visitor, reference, Lock::No)
            .await
            .unwrap()
    }

    pub async fn events(&self, reference: Reference) -> Vec<Told> {
        events::of_request(&self.db.read(), self.find(reference).await.id)
            .await
            .unwrap()
    }

    /// A number that a query over plain rows gives.
    pub async fn count(&self, sql: &str) -> i64 {
        let connection = self.database.connect().await;
        let query = Statement::from_string(connection.get_database_backend(), sql);
        connection
            .query_one_raw(query)
            .await
            .unwrap()
            .unwrap()
            .try_get_by_index(0)
            .unwrap()
    }

    pub async fn write<T: Send + 'static>(
        &self,
        op: impl AsyncFnOnce(&Tx) -> Result<T, Error> + Clone + Send + 'static,
    ) -> Result<T, Error> {
        self.db.write(op).await
    }
}

pub fn zone() -> TimeZone {
    TimeZone::get("America/Argentina/Buenos_Aires").unwrap()
}

pub fn email(address: &str) -> Email {
    Email::parse(address).unwrap()
}

pub fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        other => panic!("not an object: {other}"),
    }
}
