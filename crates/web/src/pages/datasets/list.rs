//! `/datasets`: what is published already, by words, by how fresh it is, by whose it is.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    analyser, ops,
    store::datasets::{self, DatasetFilter, Look},
};
use serde::Serialize;
use url::form_urlencoded;

use super::DatasetShown;
use crate::{
    AppState, missing,
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
pub struct DatasetList {
    /// A catalogue is set up.
    pub is_there: bool,
    /// The words somebody looks for.
    pub q: String,
    /// How fresh they want it, by key; empty for all.
    pub state: &'static str,
    /// The area they chose, by slug; empty for all.
    pub area: String,
    /// The theme they chose, by key; empty for all.
    pub theme: String,
    /// The areas, to choose from.
    pub areas: Vec<Place>,
    /// The themes, to choose from.
    pub themes: Vec<Place>,
    /// How many there are of each freshness.
    pub counts: Vec<OfState>,
    /// What was found.
    pub datasets: Vec<DatasetShown>,
    /// How many were found.
    pub total: i64,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<String>,
}

/// How many datasets are so fresh.
#[derive(Debug, Clone, Serialize)]
pub struct OfState {
    /// How fresh, by key.
    pub state: &'static str,
    /// How many.
    pub count: i64,
    /// The query that lists them.
    pub query: String,
    /// They are listed now.
    pub current: bool,
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
    let (q, after) = (given("q"), given("cursor").map(str::to_owned));
    let look = given("state").and_then(Look::parse);
    let area = given("area").filter(|slug| places.area(Some(slug)).is_some());
    let theme = given("theme").filter(|key| places.themes.iter().any(|theme| theme.key == *key));
    let filter = DatasetFilter {
        words: q.and_then(analyser::query),
        look,
        area: area.map(|slug| places.current(slug).to_owned()),
        theme: theme.map(str::to_owned),
    };
    let today = app.moment().today;
    let mut found = datasets::list(&reader, &filter, after.as_ref(), today, SHOWN + 1).await?;
    let more = found.len() > SHOWN as usize;
    found.truncate(SHOWN as usize);
    let counts = datasets::counts(&reader, &filter, today).await?;
    let asked = |look: Option<Look>, cursor: Option<&str>| {
        let pairs = [
            ("q", q),
            ("state", look.map(Look::as_str)),
            ("area", area),
            ("theme", theme),
            ("cursor", cursor),
        ];
        let mut written = form_urlencoded::Serializer::new(String::new());
        written.extend_pairs(pairs.into_iter().filter_map(|(name, value)| Some((name, value?))));
        written.finish()
    };
    let last = found.last().filter(|_| more);
    let page = DatasetList {
        is_there: ops::catalogue_read_at(&reader).await?.is_some(),
        q: q.unwrap_or_default().to_owned(),
        state: look.map_or("", Look::as_str),
        area: area.unwrap_or_default().to_owned(),
        theme: theme.unwrap_or_default().to_owned(),
        areas: places.open_areas(),
        themes: places.all_themes(),
        total: counts
            .iter()
            .filter(|(of, _)| look.is_none_or(|look| look == *of))
            .map(|(_, count)| count)
            .sum(),
        counts: counts
            .iter()
            .map(|(of, count)| OfState {
                state: of.as_str(),
                count: *count,
                query: asked(Some(*of).filter(|of| look != Some(*of)), None),
                current: look == Some(*of),
            })
            .collect(),
        next: last.map(|dataset| asked(look, Some(&dataset.name))),
        first: after.is_some().then(|| asked(look, None)),
        datasets: found
            .iter()
            .map(|dataset| DatasetShown::of(&app, visitor.locale, &places, dataset))
            .collect(),
    };
    let mut response = page::show_unless_known(&app, &visitor, &here, &headers, &page)?;
    let is_narrowed = look.is_some() || area.is_some() || theme.is_some() || after.is_some();
    if page.is_there && page.datasets.is_empty() && !is_narrowed {
        missing::nothing_found(&mut response, &page.q);
    }
    Ok(response)
}

impl Page for DatasetList {
    const TEMPLATE: &'static str = "pages/datasets/list.html";
    const SECTION: &'static str = "datasets";
    const QUERY: &'static [&'static str] = &["q", "state", "area", "theme", "cursor"];

    fn samples() -> Vec<Self> {
        let count = |look: &Look| OfState {
            state: look.as_str(),
            count: 1_234,
            query: format!("state={look}"),
            current: *look == Look::Stale,
        };
        let full = Self {
            is_there: true,
            q: "compras <b>".into(),
            state: "stale",
            area: "hacienda".into(),
            theme: "budget".into(),
            areas: vec![Place::new("hacienda", "Hacienda <b>")],
            themes: vec![Place::new("budget", "Presupuesto <b>")],
            counts: Look::ALL.iter().map(count).collect(),
            datasets: DatasetShown::samples(),
            total: 1_234,
            next: Some("cursor=x".into()),
            first: Some("q=x".into()),
        };
        let none = Self {
            datasets: Vec::new(),
            total: 0,
            next: None,
            first: None,
            ..full.clone()
        };
        let all = Self {
            q: String::new(),
            state: "",
            ..none.clone()
        };
        vec![full, none, all, Self::default()]
    }
}
