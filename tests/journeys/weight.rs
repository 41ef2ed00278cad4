//! What a first visit costs: the page and all that it names, as sent to a browser, with the heads of the answers.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::json;
use testkit::{Engine, TestDatabase};
use web::Cache;

use crate::app::{HEALTH, TestApp};

const ALL: usize = 100_000;
const SCRIPTS: usize = 30_000;

/// Words that no compression has seen before.
fn words(seed: u64, letters: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut text = String::new();
    while text.len() < letters {
        let length = 2 + next() % 8;
        text.extend((0..length).map(|_| char::from(b'a' + u8::try_from(next() % 26).unwrap())));
        text.push(' ');
    }
    text.truncate(letters);
    text
}

/// What a page or a stylesheet has the browser fetch: the addresses in these places.
fn named<'a>(text: &'a str, before: &str, after: char) -> Vec<&'a str> {
    let starts = text.match_indices(before).map(|(at, _)| at + before.len());
    starts.map(|at| text[at..].split(after).next().unwrap()).collect()
}

/// The bytes on the wire of the answer to a browser.
async fn sent(app: &TestApp, path: &str) -> usize {
    let client = app.anonymous().with("accept-encoding", "gzip");
    let head = client.send(Method::HEAD, path, None).await;
    assert_eq!(head.status, 200, "{path}");
    let lines = head
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4);
    lines.sum::<usize>() + head.header("content-length").parse::<usize>().unwrap()
}

/// All bytes of a first visit, and those of scripts.
async fn visit(app: &TestApp, path: &str) -> (usize, usize) {
    let html = app.anonymous().get(path).await.text;
    let mut files: BTreeSet<String> = BTreeSet::new();
    for link in html
        .split("<link ")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
    {
        let is_fetched = ["stylesheet", "preload", "modulepreload", "icon", "manifest"];
        if is_fetched
            .iter()
            .any(|rel| link.contains(&format!("rel=\"{rel}\"")))
        {
            files.extend(named(link, "href=\"", '"').into_iter().map(str::to_owned));
        }
    }
    files.extend(named(&html, " src=\"", '"').into_iter().map(str::to_owned));
    let sheets: Vec<String> = files.iter().filter(|name| is_a(name, "css")).cloned().collect();
    assert_eq!(sheets.len(), 1, "{files:?}");
    let sheet = app.anonymous().get(&sheets[0]).await.text;
    for name in named(&sheet, "url(", ')')
        .into_iter()
        .map(|name| name.trim_matches('"'))
    {
        if !name.starts_with("data:") && !name.starts_with('#') {
            files.insert(format!("/assets/{}", name.rsplit('/').next().unwrap()));
        }
    }
    let (mut all, mut scripts) = (sent(app, path).await, 0);
    for file in &files {
        let bytes = sent(app, file).await;
        all += bytes;
        if is_a(file, "js") {
            scripts += bytes;
        }
    }
    (all, scripts)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_is_light() {
    let database = TestDatabase::create(Engine::Sqlite).await;
    let mut app = TestApp::with_people(&database).await;
    app.state.cache = Cache::by_any_clock(32 << 20);
    app.at("2026-11-20T12:00:00Z");
    let mut last = String::new();
    for n in 0..21 {
        let fields = json!({"title": words(n, 140), "body": words(n + 100, 7_900), "area": HEALTH, "purpose": words(n + 200, 500)});
        last = app.file_with("ana", fields).await;
    }
    app.act("caro", &last, json!({"action": "assign", "area": HEALTH}))
        .await;
    for n in 0..10 {
        app.act(
            "lia",
            &last,
            json!({"action": "inform", "message": words(n + 300, 400)}),
        )
        .await;
        let comment = json!({"text": words(n + 400, 400)});
        let said = app
            .by("sol")
            .post(&format!("/api/v1/requests/{last}/comments"), comment)
            .await;
        assert_eq!(said.status, 201);
    }
    for path in ["/", "/requests", &format!("/requests/{last}")] {
        let (all, scripts) = visit(&app, path).await;
        println!("{path}: {all} bytes, {scripts} of them scripts");
        assert!(all < ALL, "{path}: {all} bytes");
        assert!(scripts < SCRIPTS, "{path}: {scripts} bytes of scripts");
        assert!(all > 40_000, "{path}: the fonts alone are more than {all} bytes");
    }
    database.close().await;
}

/// Whether a file's name has this ending.
fn is_a(file: &str, ending: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, other)| other == ending)
}
