//! Every address, asked by everybody, whatever the state of what it is about: who is let in, as `doors/table.txt` says. The
//! table is written for people, not taken from the code; a route that has no row in it fails.

use std::collections::BTreeSet;

use axum::http::Method;
use domain::attachment::Quotas;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};
use url::form_urlencoded;
use web::Limits;

use crate::{
    app::{Answer, Attached, BASE, TestApp},
    browser::Browser,
    counter::signed_in,
    datasets,
    files::Folder,
    replies::{self, begin},
    staff_door,
};

const TABLE: &str = include_str!("doors/table.txt");
/// The columns, in the order of the table's cells. The last is a coordinator: in a browser with the second factor still to
/// be shown, for the API with a token that may only read.
const PEOPLE: [&str; 9] = ["", "leo", "ana", "sol", "lia", "mar", "caro", "ada", "caro"];
const API: &str = "/api/v1";
const STATES: [&str; 3] = ["public", "hidden", "none"];
/// A file that a request comes with.
const FILE: Attached<'static> = ("file", "compras.csv", b"mes,monto\n1,2\n");
/// The number of what is not there.
const NONE: i64 = 999_999_999;

/// A row: the method, the address as routes name it, the state of what it is about, and a cell for each of [`PEOPLE`].
#[derive(Debug, Clone)]
struct Row {
    method: Method,
    address: String,
    state: String,
    cells: String,
}

fn rows() -> Vec<Row> {
    let lines = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [method, address, state, cells] = words[..] else {
            panic!("no row: {line}")
        };
        assert_eq!(cells.len(), PEOPLE.len(), "{line}");
        Row {
            method: method.parse().unwrap(),
            address: address.to_owned(),
            state: state.to_owned(),
            cells: cells.to_owned(),
        }
    };
    lines.map(row).collect()
}

/// The browsers of [`PEOPLE`], signed in.
async fn browsers(app: &TestApp) -> Vec<Browser> {
    let mut browsers = Vec::new();
    for (number, who) in PEOPLE.into_iter().enumerate() {
        let mut browser = Browser::new();
        if !who.is_empty() {
            browser = signed_in(app, who).await;
        }
        if (4..8).contains(&number) {
            staff_door::show_code(app, &mut browser, who).await;
        }
        browser.visit(app, "/requests/new").await;
        browsers.push(browser);
    }
    browsers
}

/// What the places of an address stand for.
struct Objects {
    reference: String,
    comment: i64,
    file: String,
    ready: i64,
    held: i64,
    entry: i64,
    person: i64,
    mail: i64,
    quarantined: i64,
    asset: String,
}

impl Objects {
    /// A request of `ana` for the area of `lia`, supported by `sol`, with a file, and with a comment by `sol`; and one of
    /// everything that the staff has to do with.
    async fn make(app: &TestApp, db: &TestDatabase) -> Self {
        let reference = begin(app, db).await;
        let address = format!("{API}/requests/{reference}");
        let text = json!({"text": "A mi me sirve por barrio."});
        let said = app.by("sol").post(&format!("{address}/comments"), text).await;
        let added = app
            .by("ana")
            .post_files(&format!("{address}/attachments"), &[], &[FILE])
            .await;
        assert_eq!((said.status.as_u16(), added.status.as_u16()), (201, 201));
        datasets::take(app, vec![datasets::dataset("pauta-publicitaria", "Pauta")]).await;
        let lost = replies::reply("leo", "Hola.").replace("<m1@", &format!("<{reference}@"));
        replies::receive(app, &lost, "datos@example.org").await;
        let url = app.show("ana", &reference).await["attachments"][0]["url"].clone();
        Self {
            comment: said.json()["id"].as_i64().unwrap(),
            file: url.as_str().unwrap().split("/files/").nth(1).unwrap().to_owned(),
            ready: number(db, "select max(id) as n from ready_answer").await,
            held: number(db, "select max(id) as n from inventory").await,
            entry: number(db, "select max(id) as n from entry").await,
            person: number(db, "select id as n from person where name = 'mar'").await,
            mail: number(db, "select max(id) as n from outbox").await,
            quarantined: number(db, "select max(id) as n from incoming_mail").await,
            asset: after(&app.anonymous().get("/").await.text, "/assets/"),
            reference,
        }
    }

    /// The address of `row`, about one of these or of nothing.
    fn address(&self, row: &Row) -> String {
        let there = row.state != "none";
        let id = |id: i64| if there { id } else { NONE }.to_string();
        let word = |word: &str| if there { word } else { "no-such-thing" }.to_owned();
        let (_, file) = self.file.split_once('/').unwrap();
        let places: &[(&str, String)] = match row.address.as_str() {
            path if path.ends_with("/files/{id}/{name}") => {
                let (id, _) = self.file.split_once('/').unwrap();
                &[("{id}", id.to_owned()), ("{name}", file.to_owned())]
            }
            path if path.contains("/comments/") => &[("{id}", id(self.comment))],
            path if path.starts_with("/desk/entry") => &[("{id}", id(self.entry))],
            path if path.contains("/inventory/") => &[("{id}", id(self.held))],
            path if path.starts_with("/desk/ready") => &[("{id}", id(self.ready))],
            path if path.starts_with("/admin/people") => &[("{id}", id(self.person))],
            path if path.starts_with("/admin/outbox") => &[("{id}", id(self.mail))],
            path if path.starts_with("/admin/quarantine") => &[("{id}", id(self.quarantined))],
            path if path.starts_with("/datasets/") => &[("{name}", word("pauta-publicitaria"))],
            path if path.contains("/themes/") => &[("{key}", word("health"))],
            path if path.contains("/areas/") => &[("{slug}", word("ministerio-de-cultura"))],
            path if path.starts_with("/feeds") => &[("{name}", word("requests.atom"))],
            path if path.starts_with("/sitemap") => &[("{name}", word("pages.xml"))],
            path if path.starts_with("/assets") => &[("{name}", word(&self.asset))],
            _ => &[("{name}", word("x"))],
        };
        let reference = if row.state == "none" {
            "PD-2026-999999"
        } else {
            &self.reference
        };
        let mut address = row.address.replace("{reference}", reference);
        if row.address == "/oembed" {
            address = format!("/oembed?url={BASE}/requests/{reference}");
        }
        for (place, value) in places {
            address = address.replace(place, value);
        }
        address
    }
}

/// What follows a mark in a text, to the next quotation mark.
fn after(text: &str, mark: &str) -> String {
    let rest = text.split(mark).nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn number(db: &TestDatabase, sql: &str) -> i64 {
    let connection = db.connect().await;
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await.unwrap().unwrap();
    connection.close().await.unwrap();
    row.try_get("", "n").unwrap()
}

/// What is sent to an address that one sends something to: little, but for the actions, which are judged by what they are.
fn sent(address: &str) -> Value {
    if address.starts_with(API) || address.starts_with("/desk/") {
        json!({"action": "inform"})
    } else {
        json!({"action": "dispute"})
    }
}

async fn ask(
    app: &TestApp,
    (number, browser): (usize, &mut Browser),
    row: &Row,
    (address, version): (&str, i64),
) -> Answer {
    let body = sent(address);
    if address.starts_with(API) {
        let label = if number == 8 { "caro-read" } else { PEOPLE[number] };
        let client = app.as_anyone(if label.is_empty() { "anonymous" } else { label });
        let body = (row.method != Method::GET).then(|| body.to_string());
        return client
            .with("if-match", "*")
            .send(row.method.clone(), address, body)
            .await;
    }
    let form = (row.method == Method::POST).then(|| {
        let proof = browser.value("_csrf").unwrap();
        form_urlencoded::Serializer::new(String::new())
            .append_pair("_csrf", &proof)
            .append_pair("action", body["action"].as_str().unwrap())
            .append_pair("version", &version.to_string())
            .finish()
    });
    // What this leads to is not gone to, and the page with the proof stays open.
    browser.clone().once(app, row.method.clone(), address, form).await
}

/// The cell that an answer is.
fn cell(answer: &Answer) -> char {
    let to = answer
        .headers
        .get("location")
        .map_or("", |to| to.to_str().unwrap());
    match answer.status.as_u16() {
        303 if to.contains("/sign-in/second-factor") => '2',
        303 if to.contains("/sign-in?") => 'i',
        401 => 'i',
        403 => 'n',
        404 | 410 => '.',
        // Too early, too often, or broken: it says nothing of who may.
        405 | 429 | 500.. => '!',
        _ => 'y',
    }
}

on_both! {
    async fn everybody_gets_as_far_as_the_table_says(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let _folder = Folder::of(&mut app, Quotas::default());
        app.state.second_factor = true;
        app.state.limits = Limits::off();
        app.renew();
        let mut browsers = browsers(&app).await;
        browsers[4].visit(&app, "/desk/ready").await;
        browsers[4].press(&app, "Guardar", &[("title", "Gracias"), ("body", "Gracias por pedirlo.")]).await;
        browsers[4].visit(&app, "/desk/inventory").await;
        let held = [("title", "Camas por hospital"), ("description", "Una fila por hospital y mes."), ("why_not", "quality")];
        browsers[4].press(&app, "Sumarlo a la lista", &held).await;
        browsers[4].visit(&app, "/desk/entry").await;
        let meeting = [("meeting", "Mesa"), ("held_on", "2026-11-19"), ("text", "Pedido\nLas camas de cada hospital, por mes.")];
        browsers[4].press(&app, "Ver cómo queda", &meeting).await;
        browsers[4].visit(&app, "/requests/new").await;
        let (mut wrong, mut cells) = (Vec::new(), 0);
        for state in STATES {
            let objects = Objects::make(&app, &db).await;
            if state == "hidden" {
                app.act("caro", &objects.reference, json!({"action": "hide", "reason": "spam", "message": "No es un pedido."})).await;
            }
            let version = app.show("caro", &objects.reference).await["version"].as_i64().unwrap();
            for row in rows() {
                // Signing out is the last row.
                let last = state == "none" && row.state == "-";
                if row.state != state && !last {
                    continue;
                }
                let address = objects.address(&row);
                let mut found = String::new();
                for (number, browser) in browsers.iter_mut().enumerate() {
                    let answer = ask(&app, (number, browser), &row, (&address, version)).await;
                    found.push(cell(&answer));
                    cells += 1;
                }
                if found != row.cells {
                    wrong.push(format!("{} {} {}: {found}, not {}", row.method, row.address, row.state, row.cells));
                }
            }
        }
        assert_eq!(cells, rows().len() * PEOPLE.len());
        assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
    }

    async fn every_route_has_its_rows(db: TestDatabase) {
        let app = TestApp::new(&db).await;
        let described = app.anonymous().get("/api/v1/openapi.json").await.json();
        let mut routes = routes_in(&std::fs::read_to_string(tests::root().join("crates/web/src/routes.rs")).unwrap());
        for (path, methods) in described["paths"].as_object().unwrap() {
            let methods = methods.as_object().unwrap().keys();
            routes.extend(methods.map(|method| format!("{} {path}", method.to_uppercase())));
        }
        assert!(routes.len() > 100, "{} routes", routes.len());
        let rows = rows();
        let named: BTreeSet<String> = rows.iter().map(|row| format!("{} {}", row.method, row.address)).collect();
        let missing: Vec<_> = routes.difference(&named).chain(named.difference(&routes)).collect();
        assert!(missing.is_empty(), "a route without a row, or a row without a route: {missing:#?}");
        // What is about something is asked about when it is there, hidden and not there.
        for row in rows.iter().filter(|row| row.address.contains("{reference}")) {
            for state in STATES {
                let other = |other: &&Row| (&other.method, &other.address, other.state.as_str()) == (&row.method, &row.address, state);
                assert!(rows.iter().any(|row| other(&row)), "{} {} has no row for {state}", row.method, row.address);
            }
        }
    }
}

/// The routes that a router's text names: a method and an address each.
fn routes_in(text: &str) -> BTreeSet<String> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let one = |call: &str| {
        let path = call.split('"').nth(1).unwrap_or_default().to_owned();
        let handlers = call.split('"').nth(2).unwrap_or_default().to_owned();
        [("get(", "GET"), ("post(", "POST")].map(|(handler, method)| {
            let named =
                handlers.contains(&format!(" {handler}")) || handlers.contains(&format!(".{handler}"));
            named.then(|| format!("{method} {path}"))
        })
    };
    text.split(".route(").skip(1).flat_map(one).flatten().collect()
}

#[test]
fn a_route_of_any_shape_is_found() {
    let text = "Router::new().route(\"/a\", get(a::show)).route(\n \"/b/{id}\",\n get(b::show).post(b::send),\n).route(\"/c\", public::<C>(app, get(c::show)))";
    let found: Vec<String> = routes_in(text).into_iter().collect();
    assert_eq!(found, ["GET /a", "GET /b/{id}", "GET /c", "POST /b/{id}"]);
}
