//! Every sample of every page and mail, in both languages: nothing that axe or html-validate finds, no wider than the window, no
//! word in the console, no other host.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header::CONTENT_SECURITY_POLICY},
    response::{Html, IntoResponse as _, Response},
    routing::get,
};
use domain::locale::Locale;
use jiff::tz::TimeZone;
use notifier::message::{self, Message};
use render::Engine;
use serde_json::{Value, json};
use testkit::TestDatabase;
use tests::{app::TestApp, port::Port};
use web::Brand;

use crate::tools::{Browser, Said};

/// How a page is looked at: the width of the window, and the colours.
pub type View = (u16, &'static str);

/// Both widths in both colours, each beside the one that shares nothing with it.
pub const VIEWS: [[View; 2]; 2] = [[(375, "light"), (1280, "dark")], [(375, "dark"), (1280, "light")]];

/// A mail in a frame.
const FRAMED: &str = "<!doctype html><html lang=\"es-AR\"><title>Mail</title><p>Hola";

/// A page to look at.
pub struct Sample {
    /// What a finding calls it.
    pub name: String,
    /// How it is looked at.
    pub views: Vec<View>,
    /// Whether its header, footer and panels are looked at too, which other samples of the same page share, and every
    /// width.
    pub whole: bool,
    /// Itself.
    pub html: String,
    /// Whether it is sent with the policy of our pages.
    pub guarded: bool,
    /// Whether it is a mail: other rules hold for its HTML.
    pub mail: bool,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_of_every_page_is_sound() {
    let Some(browser) = Browser::find() else { return };
    let samples: Vec<Sample> = samples().into_iter().chain(mails()).collect();
    let said = look_at(&browser, samples).await;
    assert!(said.content, "{}", said.text);
}

/// Serves pages beside the stylesheet and the fonts of the real site, and looks at them.
pub async fn look_at(browser: &Browser, samples: Vec<Sample>) -> Said {
    let database = TestDatabase::create(testkit::Engine::Sqlite).await;
    let mut app = TestApp::new(&database).await;
    let port = Port::open().await;
    app.state.brand = Arc::new(Brand::sample());
    app.move_to(port.base());
    let real = app.anonymous().get("/").await;
    let policy = real.headers[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    let list: Vec<Value> = samples
        .iter()
        .enumerate()
        .map(|(number, sample)| json!({"name": sample.name, "views": sample.views, "whole": sample.whole, "path": format!("/samples/{number}"), "mail": sample.mail}))
        .collect();
    let samples = Arc::new(samples);
    let show = async move |Path(number): Path<usize>| -> Response {
        let Some(sample) = samples.get(number) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let mut response = Html(sample.html.clone()).into_response();
        if sample.guarded {
            // The page that shows a mail may frame what is ours, besides.
            let frames = if sample.html.contains("<iframe") {
                "; frame-src 'self'"
            } else {
                ""
            };
            let policy = format!("{policy}{frames}");
            response
                .headers_mut()
                .insert(CONTENT_SECURITY_POLICY, policy.parse().unwrap());
        }
        response
    };
    let router = Router::new()
        .route("/samples/{number}", get(show))
        .route("/mailbox/{name}/html", get(async || Html(FRAMED)))
        // Mails name no icon of their own.
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .fallback_service(app.router());
    let site = port.serve(router);
    browser
        .run("samples.mjs", json!({"origin": site.origin(), "pages": list}))
        .await
}

/// Every sample, once in Spanish and once in English. Samples come in pairs, in a site without settings and in one with all
/// of them: of each pair one is looked at in one language and the other in the other, from opposite views.
fn samples() -> Vec<Sample> {
    let engine = Engine::new(&TimeZone::get("America/Argentina/Buenos_Aires").unwrap()).unwrap();
    let (mut samples, mut counts) = (Vec::new(), HashMap::new());
    web::rendered_samples(&engine, |template, locale, html| {
        let count: &mut usize = counts.entry((template, locale)).or_default();
        let (number, full) = (*count / 2, *count % 2);
        *count += 1;
        let other = usize::from(locale != Locale::EsAr);
        if full != other {
            return;
        }
        samples.push(Sample {
            name: format!(
                "{template} sample {number} ({locale}, {})",
                ["plain", "with settings"][full]
            ),
            views: vec![VIEWS[number / 2 % 2][(number + other) % 2]],
            whole: number == 0,
            html: html.to_owned(),
            guarded: true,
            mail: false,
        });
    })
    .unwrap();
    samples
}

/// Every mail as its reader sees it, on a phone, in both languages and by turns in light and dark.
fn mails() -> Vec<Sample> {
    let engine = Engine::new(&TimeZone::get("America/Argentina/Buenos_Aires").unwrap()).unwrap();
    let mail = |locale: Locale, number: usize, (name, message): (String, Message)| {
        let (_, scheme) = VIEWS[(number + usize::from(locale != Locale::EsAr)) % 2][0];
        Sample {
            name: format!("mail {name} ({locale})"),
            views: vec![(375, scheme)],
            whole: true,
            html: message.render(&engine).unwrap().html,
            guarded: false,
            mail: true,
        }
    };
    Locale::ALL
        .iter()
        .flat_map(|locale| {
            let samples = message::samples(*locale).into_iter().enumerate();
            samples.map(|(number, sample)| mail(*locale, number, sample))
        })
        .collect()
}
