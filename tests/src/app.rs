//! The real router in this process, over a database of its own, with a clock that stands until a test moves it. People and
//! tokens are made by the same ops as on the command line; everything else happens over HTTP.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::{
    clock::{Clock, Moment},
    locale::Locale,
    ops::{self, Caller, NewToken, PersonChange},
    person::{Email, Role},
    policy::{Actor, AdminPermit, Job},
    secret::InstanceKey,
    store::{Db, Options, Tx, tokens::Scope},
};
use jiff::{Timestamp, tz::TimeZone};
use notifier::{
    compose::House,
    inbound::Inbox,
    message::Site,
    mime::Sender,
    preview::previewer,
    return_address::{ReturnAddress, ReturnAddresses},
};
use render::Links;
use serde_json::{Value, json};
use testkit::TestDatabase;
use tower::ServiceExt;
use url::Url;
use web::AppState;

/// The base address of the tests.
pub const BASE: &str = "http://localhost:8080";
/// From which codes and links are derived.
pub const KEY: InstanceKey = InstanceKey::new([7; 32]);
/// Where the own liaison works.
pub const HEALTH: &str = "ministerio-de-salud";
/// Where the other liaison works.
pub const CULTURE: &str = "ministerio-de-cultura";

/// The application under test.
pub struct TestApp {
    /// What its handlers use.
    pub state: AppState,
    router: Router,
    tokens: HashMap<String, String>,
}

/// Somebody who calls the API.
pub struct Client<'a> {
    app: &'a TestApp,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, as text.
    pub text: String,
    /// Its body, as it came.
    pub bytes: Vec<u8>,
}

/// A file in a form: the field, what it is called, what is in it.
pub type Attached<'a> = (&'a str, &'a str, &'a [u8]);

impl TestApp {
    /// Over `database`, on the morning of Friday 2026-11-20, with seeded themes, areas and holidays.
    pub async fn new(database: &TestDatabase) -> Self {
        let options = Options {
            pin_writer: false,
            readers: 2,
            writers: 8,
            ..Options::new(database.url())
        };
        let db = Db::connect(&options).await.unwrap();
        let zone = TimeZone::get("America/Argentina/Buenos_Aires").unwrap();
        let engine = Arc::new(render::Engine::new(&zone).unwrap());
        let mut state = AppState::new(db, engine, BASE.parse().unwrap(), zone, KEY);
        state.clock = Clock::Fixed("2026-11-20T12:00:00Z".parse().unwrap());
        let house = house(Arc::clone(&state.engine));
        let inbox = Inbox::new(state.db.clone(), &house, true).unwrap();
        state.kept_mail = Some(Arc::new(inbox));
        state.preview = Some(previewer(state.db.clone(), house));
        state.portal = Some(Arc::new(catalog::Drafts::written_only()));
        let router = web::router(state.clone());
        let app = Self {
            state,
            router,
            tokens: HashMap::new(),
        };
        app.state
            .db
            .write(async |tx: &Tx| ops::seed(tx).await)
            .await
            .unwrap();
        app
    }

    /// With everybody a story needs: `ana` (requester), `sol` (supporter), `leo` (stranger), `lia` (liaison of health),
    /// `mar` (liaison of culture), `caro` (coordinator), `ada` (admin), and `caro-read`, a token that may only read.
    pub async fn with_people(database: &TestDatabase) -> Self {
        let mut app = Self::new(database).await;
        for (name, role, areas) in [
            ("ana", Role::Person, &[][..]),
            ("sol", Role::Person, &[][..]),
            ("leo", Role::Person, &[][..]),
            ("lia", Role::Liaison, &[HEALTH][..]),
            ("mar", Role::Liaison, &[CULTURE][..]),
            ("caro", Role::Coordinator, &[][..]),
            ("ada", Role::Admin, &[][..]),
        ] {
            app.person(name, role, areas).await;
        }
        app.token("caro", Scope::Read, "caro-read").await;
        app
    }

    /// Makes somebody, and a token to act as them.
    pub async fn person(&mut self, name: &str, role: Role, areas: &[&str]) {
        let change = PersonChange {
            email: email(name),
            name: name.to_owned(),
            role,
            areas: areas.iter().map(|slug| (*slug).to_owned()).collect(),
        };
        let caller = self.caller();
        let made = self.state.db.write(async move |tx: &Tx| {
            ops::create_person(tx, &caller, &AdminPermit::at_the_machine(), change.clone()).await
        });
        made.await.unwrap();
        self.token(name, Scope::Write, name).await;
    }

    /// Makes a token, to be used as `label`.
    pub async fn token(&mut self, person: &str, scope: Scope, label: &str) {
        let secret = format!("vt_{}", domain::secret::random_token().unwrap());
        let new = NewToken {
            email: email(person),
            scope,
            name: label.to_owned(),
            days: 365,
            secret: secret.clone(),
        };
        let caller = self.caller();
        let made = self.state.db.write(async move |tx: &Tx| {
            ops::create_token(tx, &caller, &AdminPermit::at_the_machine(), new.clone()).await
        });
        made.await.unwrap();
        self.tokens.insert(label.to_owned(), secret);
    }

    /// Closes somebody's account.
    pub async fn disable(&self, person: &str) {
        let (caller, email) = (self.caller(), email(person));
        let done = self.state.db.write(async move |tx: &Tx| {
            ops::disable_person(tx, &caller, &AdminPermit::at_the_machine(), &email).await
        });
        done.await.unwrap();
    }

    /// Moves the clock.
    pub fn at(&mut self, now: &str) {
        let now: Timestamp = now.parse().unwrap();
        self.state.clock = Clock::Fixed(now);
        self.renew();
    }

    /// Moves to another address.
    pub fn move_to(&mut self, base: Url) {
        self.state.base = base;
        self.renew();
    }

    /// Builds the router anew, after `state` has been changed.
    pub fn renew(&mut self) {
        self.router = web::router(self.state.clone());
    }

    /// What answers.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Nobody.
    pub fn anonymous(&self) -> Client<'_> {
        Client {
            app: self,
            headers: Vec::new(),
        }
    }

    /// Somebody with a token.
    pub fn by(&self, label: &str) -> Client<'_> {
        self.anonymous()
            .with("authorization", &format!("Bearer {}", self.tokens[label]))
    }

    /// Whoever `label` names; `anonymous` is nobody.
    pub fn as_anyone(&self, label: &str) -> Client<'_> {
        if label == "anonymous" {
            self.anonymous()
        } else {
            self.by(label)
        }
    }

    /// Files a request that names no area; gives its reference.
    pub async fn file(&self, who: &str) -> String {
        self.file_with(who, json!({})).await
    }

    /// Files a request with further fields; gives its reference.
    pub async fn file_with(&self, who: &str, fields: Value) -> String {
        let mut body = json!({"body": "Necesito las compras de medicamentos de cada hospital, por mes."});
        body.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        let answer = self.by(who).post("/api/v1/requests", body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.json()["reference"].as_str().unwrap().to_owned()
    }

    /// Does an action, whatever the version, and shows the request as it then is.
    pub async fn act(&self, who: &str, reference: &str, body: Value) -> Value {
        let answer = self.try_act(who, reference, body.clone()).await;
        assert_eq!(answer.status, 200, "{who}: {body}: {}", answer.text);
        answer.json()
    }

    /// Tries an action, whatever the version.
    pub async fn try_act(&self, who: &str, reference: &str, body: Value) -> Answer {
        let client = self.as_anyone(who).with("if-match", "*");
        client
            .post(&format!("/api/v1/requests/{reference}/actions"), body)
            .await
    }

    /// The request as `who` sees it.
    pub async fn show(&self, who: &str, reference: &str) -> Value {
        let answer = self
            .as_anyone(who)
            .get(&format!("/api/v1/requests/{reference}"))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// The events anybody may read.
    pub async fn events(&self, reference: &str) -> Vec<Value> {
        let answer = self
            .anonymous()
            .get(&format!("/api/v1/requests/{reference}/events?limit=100"))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()["items"].as_array().unwrap().clone()
    }

    /// The command line, now; a test may make it anybody else.
    pub fn caller(&self) -> Caller {
        Caller {
            actor: Actor::System(Job::Import),
            moment: Moment::new(self.state.clock.now(), &self.state.zone),
            locale: Locale::EsAr,
            key: None,
            from: None,
        }
    }
}

impl Client<'_> {
    /// With a header more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Reads.
    pub async fn get(self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// Sends JSON.
    pub async fn post(self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body.to_string())).await
    }

    /// Puts JSON.
    pub async fn put(self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body.to_string())).await
    }

    /// Changes by JSON.
    pub async fn patch(self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body.to_string())).await
    }

    /// Removes.
    pub async fn delete(self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    /// Sends a form with files in it.
    pub async fn post_files(self, path: &str, fields: &[(String, String)], files: &[Attached<'_>]) -> Answer {
        let (boundary, body) = multipart(fields, files);
        self.with(
            "content-type",
            &format!("multipart/form-data; boundary={boundary}"),
        )
        .send_bytes(Method::POST, path, Some(body))
        .await
    }

    /// Any request, its body as it is; JSON unless a header says otherwise.
    pub async fn send(self, method: Method, path: &str, body: Option<String>) -> Answer {
        self.send_bytes(method, path, body.map(String::into_bytes)).await
    }

    async fn send_bytes(self, method: Method, path: &str, body: Option<Vec<u8>>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        let given = |name: &str| self.headers.iter().any(|(given, _)| given == name);
        if !given("host") {
            request = request.header(header::HOST, "localhost:8080");
        }
        if body.is_some() && !given("content-type") {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(body.map_or_else(Body::empty, Body::from)).unwrap();
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        };
        assert_ne!(answer.status, 500, "a 500 was served: {}", answer.text);
        answer
    }
}

impl Answer {
    /// The body, read.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The stable code of a problem, after checking that it is a whole one.
    pub fn code(&self) -> String {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.text
        );
        let problem = self.json();
        for member in ["type", "title", "status", "detail", "code"] {
            assert!(!problem[member].is_null(), "{member} is missing in {problem}");
        }
        assert_eq!(problem["status"], self.status.as_u16());
        problem["code"].as_str().unwrap().to_owned()
    }

    /// Pointer and code of each thing that is wrong.
    pub fn errors(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let problem = self.json();
        let errors = problem["errors"].as_array().unwrap();
        assert!(errors.iter().all(|error| error["detail"].is_string()));
        errors
            .iter()
            .map(|error| (text(&error["pointer"]), text(&error["code"])))
            .collect()
    }
}

/// A form with files as browsers send it: its boundary, and its bytes.
fn multipart(fields: &[(String, String)], files: &[Attached<'_>]) -> (&'static str, Vec<u8>) {
    const BOUNDARY: &str = "----VentanillaTests7d3f";
    let mut body = Vec::new();
    for (name, value) in fields {
        let head =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.into_bytes());
    }
    for (field, name, bytes) in files {
        let name = name.replace('"', "%22").replace(['\r', '\n'], "");
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    (BOUNDARY, body)
}

/// Who writes the mail, as the server would put it together.
pub fn house(engine: Arc<render::Engine>) -> House {
    House {
        signer: None,
        fixed: Vec::new(),
        site: Site {
            name: "Ventanilla".into(),
            government: None,
            accent: render::Accent::default(),
            line: render::colour::LINE,
            links: Links::new(BASE),
        },
        from: Sender::parse("Ventanilla <datos@example.org>").unwrap(),
        returns: returns(),
        host: "localhost".into(),
        key: KEY,
        zone: TimeZone::get("America/Argentina/Buenos_Aires").unwrap(),
        engine,
    }
}

/// Where replies and mails that come back go to.
pub fn returns() -> ReturnAddresses {
    let address = |text| ReturnAddress::parse(text).ok();
    ReturnAddresses {
        reply: address("responder@example.org"),
        bounce: address("bounce@example.org"),
    }
}

/// The address of somebody of the stories.
pub fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.org")).unwrap()
}
