//! `/sitemap.xml` and the maps it names (sitemaps.org 0.9): every public page, for search engines.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    inventory::InventoryState,
    policy::Actor,
    store::{
        areas,
        inventory::{self, InventoryFilter},
        requests, themes,
    },
};
use jiff::Timestamp;

use crate::{AppState, problem::Fault};

/// Pages a map has at most: the standard allows 50,000.
const PAGES: i64 = 20_000;
/// Entries of the inventory in the map of the other pages: the newest.
const INVENTORY: u32 = 5_000;
/// The map of what is no request.
const REST: &str = "pages.xml";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The list of the maps.
pub async fn index(State(app): State<AppState>) -> Result<Response, Fault> {
    let reader = app.reader(&Actor::Visitor);
    let mut maps = vec![REST.to_owned()];
    for (year, last) in requests::years(&reader).await? {
        maps.extend(
            (1..=last.max(1))
                .step_by(step())
                .map(|from| format!("{year}-{from}.xml")),
        );
    }
    let links = app.links();
    let entries = maps.iter().map(|map| {
        format!(
            "<sitemap><loc>{}</loc></sitemap>",
            links.to(&format!("/sitemap/{map}"))
        )
    });
    Ok(respond("sitemapindex", entries))
}

/// One of the maps.
pub async fn map(State(app): State<AppState>, Path(name): Path<String>) -> Result<Response, Fault> {
    if name == REST {
        return rest(&app).await;
    }
    let (year, from) = name
        .strip_suffix(".xml")
        .and_then(|name| name.split_once('-'))
        .ok_or(Fault::NotFound)?;
    let year = year.parse().map_err(|_| Fault::NotFound)?;
    let from: i64 = from.parse().map_err(|_| Fault::NotFound)?;
    if from < 1 || (from - 1) % PAGES != 0 {
        return Err(Fault::NotFound);
    }
    let actor = Actor::Visitor;
    let found = requests::addresses(
        &app.reader(&actor),
        &actor,
        year,
        (from, from.saturating_add(PAGES - 1)),
    )
    .await?;
    let links = app.links();
    let entries = found
        .iter()
        .map(|(reference, at)| page(&links.request(*reference), Some(*at)));
    Ok(respond("urlset", entries))
}

/// What is no request: the fixed pages, the themes, the areas, and what they hold and do not publish.
async fn rest(app: &AppState) -> Result<Response, Fault> {
    let reader = app.reader(&Actor::Visitor);
    let mut paths: Vec<String> = FIXED.iter().map(|path| (*path).to_owned()).collect();
    paths.extend(
        themes::names(&reader)
            .await?
            .iter()
            .map(|theme| format!("/themes/{}", theme.key)),
    );
    paths.extend(
        areas::names(&reader)
            .await?
            .iter()
            .map(|area| format!("/areas/{}", area.slug)),
    );
    let unpublished = InventoryFilter {
        states: InventoryState::UNPUBLISHED,
        ..InventoryFilter::default()
    };
    paths.extend(
        inventory::list(&reader, &unpublished, None, INVENTORY)
            .await?
            .iter()
            .map(|item| format!("/inventory/{}", item.id)),
    );
    let links = app.links();
    Ok(respond(
        "urlset",
        paths.iter().map(|path| page(&links.to(path), None)),
    ))
}

/// The pages that are always there.
const FIXED: [&str; 11] = [
    "/",
    "/requests",
    "/answers",
    "/reuses",
    "/inventory",
    "/datasets",
    "/demand",
    "/areas",
    "/about",
    "/accessibility",
    "/privacy",
];

fn step() -> usize {
    usize::try_from(PAGES).unwrap_or(usize::MAX)
}

fn page(address: &str, changed: Option<Timestamp>) -> String {
    let changed = changed.map(|at| format!("<lastmod>{at}</lastmod>"));
    // Our own addresses: slugs and references, nothing to escape.
    format!("<url><loc>{address}</loc>{}</url>", changed.unwrap_or_default())
}

fn respond(root: &str, entries: impl Iterator<Item = String>) -> Response {
    let entries: String = entries.collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">{entries}</{root}>\n"
    );
    (
        [
            (header::CONTENT_TYPE, "application/xml; charset=utf-8"),
            (header::CACHE_CONTROL, "public, max-age=3600"),
        ],
        text,
    )
        .into_response()
}
