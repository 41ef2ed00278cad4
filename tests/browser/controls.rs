//! A check that cannot fail holds nothing: pages with one fault each, which must be found, and stories that must not be told.

use std::collections::BTreeMap;

use axum::{Router, http::StatusCode, response::Html, routing::get};
use serde_json::json;
use tempfile::TempDir;
use tests::port::Port;

use crate::{
    samples::{self, Sample, VIEWS},
    tools::Browser,
};

/// A page of ours, as small as it can be, with something in it.
fn page(inside: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\"></head>\n\
         <body><main><h1>A page</h1>{inside}</main></body></html>"
    )
}

/// What is in a page, and what must be said of it.
const FAULTS: [(&str, &str, &str); 15] = [
    ("sound", "<p>Nothing is wrong here.</p>", ""),
    ("axe", "<img src=\"/assets/none\" id=\"x\">", "axe image-alt: #x"),
    (
        "narrow",
        "<div id=\"wide\" style=\"width: 400px; height: 1px\"></div>",
        "scrolls sideways by",
    ),
    (
        "small",
        "<p><a href=\"/a\" id=\"a\" style=\"font-size: 8px\">a</a><a href=\"/b\" style=\"font-size: 8px\">b</a></p>",
        "axe target-size: #a",
    ),
    (
        "dark",
        "<style>@media (prefers-color-scheme: dark) { #d { color: #777; background: #666; transition: color 9s } }</style><p id=\"d\">Dark</p>",
        "axe color-contrast: #d",
    ),
    (
        "panel",
        "<button type=\"button\" popovertarget=\"p\">Open</button><div id=\"p\" popover><img src=\"/assets/none\" id=\"i\"></div>",
        "axe image-alt: #i",
    ),
    (
        "folded",
        "<details><summary>More</summary><img src=\"/assets/none\" id=\"f\"></details>",
        "axe image-alt: #f",
    ),
    (
        "markup",
        "<p id=\"twice\"></p><p id=\"twice\"></p>",
        "html-validate no-dup-id",
    ),
    (
        "console",
        "<script>console.warn('a word')</script>",
        "console warning: a word",
    ),
    (
        "policy",
        "<p style=\"color: red\">Red</p>",
        "Content Security Policy",
    ),
    (
        "thrown",
        "<script>throw new Error('thrown')</script>",
        "script error: thrown",
    ),
    (
        "missing",
        "<img src=\"/nothing-here.svg\" alt=\"\">",
        "console error: Failed to load resource",
    ),
    (
        "elsewhere",
        "<img src=\"http://other.example/x.png\" alt=\"\">",
        "asks another host: http://other.example/x.png",
    ),
    (
        "early",
        "<link rel=\"preconnect\" href=\"http://other.example\">",
        "asks another host: http://other.example/ (preconnect)",
    ),
    (
        "focus",
        "<style>#n:focus { outline: 0 }</style><p><a id=\"n\" href=\"/a\">Where am I?</a></p>",
        "focus cannot be seen: a#n",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_of_a_page_is_found() {
    let Some(browser) = Browser::find() else { return };
    for whole in [true, false] {
        let pages = FAULTS.map(|(name, inside, _)| Sample {
            name: format!("<{name}>"),
            views: VIEWS.concat(),
            whole,
            html: page(inside),
            guarded: name == "policy",
            mail: false,
        });
        let said = samples::look_at(&browser, pages.into()).await;
        assert!(!said.content, "nothing was found");
        for (name, _, expected) in FAULTS {
            let mark = format!("<{name}>: ");
            let found = said.text.lines().filter_map(|line| line.strip_prefix(&mark));
            let found: Vec<&str> = found.collect();
            let right = if expected.is_empty() {
                found.is_empty()
            } else {
                // Panels are what pages share.
                let looked_for = whole || name != "panel";
                found.iter().any(|line| line.contains(expected)) == looked_for
            };
            assert!(right, "{name} should have {expected:?}, and has {found:#?}");
        }
    }
}

/// What comes of each control of `tools/controls.mjs`: with script, with script off, by keyboard.
const OUTCOMES: [(&str, [&str; 3]); 14] = [
    ("script runs", ["true", "false", "true"]),
    ("a page that is sound", [""; 3]),
    ("what a script says", ["", "Timeout", ""]),
    ("what is said without script", ["Timeout", "", "Timeout"]),
    ("words that are hidden", ["Timeout"; 3]),
    ("a button that is not there", ["Timeout"; 3]),
    ("a button that is there twice", ["resolved to 2 elements"; 3]),
    (
        "a button that Tab does not reach",
        ["", "", "Tab does not reach it"],
    ),
    ("a button that hides its focus", ["", "", "does not show it"]),
    (
        "a button under something else",
        ["Timeout", "Timeout", "is covered"],
    ),
    ("another host", ["asks another host: http://other.example/"; 3]),
    ("a word in the console", ["console error"; 3]),
    (
        "a picture without words",
        // What somebody meets with the keyboard was looked at when it was met by pointer.
        ["axe image-alt", "html-validate wcag/h37", ""],
    ),
    ("a fault of the server", ["answers 500"; 3]),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_cannot_do_is_not_told() {
    let Some(browser) = Browser::find() else { return };
    let go = "<form><button type=\"submit\">Go</button></form>";
    let router = [
        ("sound", go.replace("<form", "<form action=\"/done\"")),
        ("done", "<h2>Sound</h2>".to_owned()),
        (
            "script",
            "<p id=\"s\">-</p><noscript><h2>said without script</h2></noscript>\
             <script>document.getElementById('s').textContent = 'said by a script'</script>"
                .to_owned(),
        ),
        ("hidden", "<p hidden>Nobody sees this</p>".to_owned()),
        ("twice", go.repeat(2)),
        ("unreachable", go.replace("<button", "<button tabindex=\"-1\"")),
        (
            "unseen",
            format!("<style>button:focus {{ outline: 0 }}</style>{go}"),
        ),
        (
            "covered",
            format!("{go}<p style=\"position: fixed; inset: 0; margin: 0; background: #fff\">Over</p>"),
        ),
        (
            "elsewhere",
            "<img src=\"http://other.example/x.png\" alt=\"\">".to_owned(),
        ),
        ("missing", "<img src=\"/nothing.svg\" alt=\"\">".to_owned()),
        ("nameless", "<img src=\"data:,\">".to_owned()),
    ]
    .into_iter()
    .fold(Router::new(), |router, (name, inside)| {
        let html = page(&inside);
        router.route(&format!("/{name}"), get(async || Html(html)))
    })
    .route("/broken", get(async || StatusCode::INTERNAL_SERVER_ERROR));
    let (site, mail) = (Port::open().await.serve(router), TempDir::new().unwrap());
    let ways = [(true, false), (false, false), (true, true)];
    let worlds = ways.map(|(javascript, keyboard)| {
        json!({"base": site.origin(), "mail": mail.path(), "width": 1280, "javascript": javascript, "keyboard": keyboard})
    });
    let said = browser.run("controls.mjs", json!({"worlds": worlds})).await;
    let outcomes: Vec<BTreeMap<String, String>> = serde_json::from_str(&said.text).unwrap();
    assert_eq!(outcomes.len(), ways.len());
    for (way, outcome) in outcomes.iter().enumerate() {
        assert_eq!(outcome.len(), OUTCOMES.len());
        for (control, expected) in OUTCOMES {
            let (expected, came) = (expected[way], &outcome[control]);
            let right = if expected.is_empty() {
                came.is_empty()
            } else {
                came.contains(expected)
            };
            assert!(
                right,
                "{control} ({:?}): {came:?} and not {expected:?}",
                ways[way]
            );
        }
    }
}
