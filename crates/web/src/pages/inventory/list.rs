//! `/inventory`: what areas hold and do not publish, newest first, by words, area and theme.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    analyser,
    ids::InventoryId,
    inventory::InventoryState,
    store::inventory::{self, InventoryFilter},
};
use serde::Serialize;
use url::form_urlencoded;

use super::ItemShown;
use crate::{
    AppState,
    page::{self, Here, Page},
    pages::places::{Place, Places},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// So many on a page.
const SHOWN: u32 = 25;

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Inventory {
    /// The words somebody looks for.
    pub q: String,
    /// The area they chose, by slug; empty for all.
    pub area: String,
    /// The theme they chose, by key; empty for all.
    pub theme: String,
    /// The areas, to choose from.
    pub areas: Vec<Place>,
    /// The themes, to choose from.
    pub themes: Vec<Place>,
    /// What was found.
    pub items: Vec<ItemShown>,
    /// How many were found.
    pub total: i64,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<String>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let places = Places::load(&reader, visitor.locale).await?;
    let given = |name: &str| query.one(name).map(str::trim).filter(|text| !text.is_empty());
    let q = given("q");
    let area = given("area").filter(|slug| places.area(Some(slug)).is_some());
    let theme = given("theme").filter(|key| places.themes.iter().any(|theme| theme.key == *key));
    let before = given("cursor")
        .and_then(|text| text.parse().ok())
        .map(InventoryId);
    let current = area.map(|slug| places.current(slug));
    let filter = InventoryFilter {
        words: q.and_then(analyser::query),
        areas: places
            .areas
            .iter()
            .filter(|area| Some(area.slug.as_str()) == current)
            .map(|area| area.id)
            .collect(),
        theme: theme.map(str::to_owned),
        states: InventoryState::UNPUBLISHED,
    };
    let mut found = inventory::list(&reader, &filter, before, SHOWN + 1).await?;
    let more = found.len() > SHOWN as usize;
    found.truncate(SHOWN as usize);
    let asked = |cursor: Option<InventoryId>| {
        let cursor = cursor.map(|id| id.to_string());
        let pairs = [
            ("q", q),
            ("area", area),
            ("theme", theme),
            ("cursor", cursor.as_deref()),
        ];
        let mut written = form_urlencoded::Serializer::new(String::new());
        written.extend_pairs(pairs.into_iter().filter_map(|(name, value)| Some((name, value?))));
        written.finish()
    };
    let page = Inventory {
        q: q.unwrap_or_default().to_owned(),
        area: area.unwrap_or_default().to_owned(),
        theme: theme.unwrap_or_default().to_owned(),
        areas: places.open_areas(),
        themes: places.all_themes(),
        total: inventory::count(&reader, &filter).await?,
        next: found.last().filter(|_| more).map(|item| asked(Some(item.id))),
        first: before.map(|_| asked(None)),
        items: found.iter().map(|item| ItemShown::of(item, &places)).collect(),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

impl Page for Inventory {
    const TEMPLATE: &'static str = "pages/inventory/list.html";
    const SECTION: &'static str = "datasets";
    const QUERY: &'static [&'static str] = &["q", "area", "theme", "cursor"];

    fn samples() -> Vec<Self> {
        let full = Self {
            q: "turnos <b>".into(),
            area: "salud".into(),
            theme: "health".into(),
            areas: vec![Place::new("salud", "Salud <b>")],
            themes: vec![Place::new("health", "Salud <b>")],
            items: ItemShown::samples(),
            total: 1_234,
            next: Some("cursor=7".into()),
            first: Some("q=x".into()),
        };
        let none = Self {
            items: Vec::new(),
            total: 0,
            next: None,
            first: None,
            ..full.clone()
        };
        vec![full, none, Self::default()]
    }
}
