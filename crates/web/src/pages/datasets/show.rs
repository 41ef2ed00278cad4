//! `/datasets/{name}`: one dataset: how often it should change and when it did, what told us so, its files, and the requests
//! about it.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{
    dataset::{Dataset, Kind, Resource},
    ops,
    store::{
        datasets::{self, Listed},
        requests::{self, Filter, Sort},
        reuses,
    },
};
use serde::Serialize;
use url::{Host, Url};

use super::DatasetShown;
use crate::{
    AppState,
    page::{self, Here, Page},
    pages::{
        places::{Place, Places},
        requests::card::Card,
        reuses::ReuseShown,
    },
    problem::Fault,
    visitor::Visitor,
};

/// Files that are shown; the portal has all.
const FILES: usize = 100;
/// Requests that are shown; the list has all.
const REQUESTS: u32 = 10;
/// Reuses that are shown.
const REUSES: u32 = 10;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct OneDataset {
    /// What the list shows too.
    pub dataset: DatasetShown,
    /// How often it is said to change, as written.
    pub frequency_code: Option<String>,
    /// What it says of itself, in Markdown.
    pub notes: String,
    /// Its page at the portal.
    pub portal: Option<String>,
    /// Of which time it speaks.
    pub temporal: Option<String>,
    /// Where its data comes from.
    pub source: Option<String>,
    /// Under which licence.
    pub license: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The themes it is filed under.
    pub themes: Vec<Place>,
    /// What says when it changed, all of it.
    pub signals: Vec<SignalShown>,
    /// The first day on which it is stale, if it is not yet and nothing changes until then.
    pub stale_on: Option<String>,
    /// Its files.
    pub files: Vec<FileOf>,
    /// Files that are not shown.
    pub files_left_out: i64,
    /// The requests about it, the newest.
    pub cards: Vec<Card>,
    /// There are more.
    pub more: bool,
    /// What was done with it.
    pub reuses: Vec<ReuseShown>,
}

/// Something that says when it changed.
#[derive(Debug, Clone, Serialize)]
pub struct SignalShown {
    /// Which, by key.
    pub signal: &'static str,
    /// When.
    pub at: String,
    /// It decided.
    pub decided: bool,
}

/// A file of a dataset.
#[derive(Debug, Clone, Serialize)]
pub struct FileOf {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub url: Option<String>,
    /// In which format.
    pub format: String,
    /// When it changed.
    pub at: Option<String>,
    /// It holds words about the data.
    pub is_documentation: bool,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    if name.chars().any(char::is_control) {
        return Err(Fault::NotFound);
    }
    let (listed, dataset) = datasets::get(&reader, &name).await?.ok_or(Fault::NotFound)?;
    let places = Places::load(&reader, visitor.locale).await?;
    let themes = datasets::themes(&reader, listed.id, visitor.locale).await?;
    let filter = Filter {
        dataset: Some(name),
        ..Filter::default()
    };
    let found = requests::list(&reader, &visitor.actor, &filter, Sort::Newest, None, REQUESTS).await?;
    let today = app.moment().today;
    let calendar = app.calendar(&reader, today).await?;
    let made = reuses::of_dataset(&reader, &listed.name, REUSES).await?;
    let source = ops::catalogue_source(&reader).await?;
    let page = OneDataset {
        portal: source.and_then(|source| portal(&source, &dataset)),
        themes: themes.iter().map(|(key, name)| Place::new(key, name)).collect(),
        cards: found
            .items
            .iter()
            .map(|request| Card::of(request, &places, today, &calendar))
            .collect(),
        more: found.next.is_some(),
        reuses: made.into_iter().map(ReuseShown::of).collect(),
        ..OneDataset::of(&app, &visitor, &places, &listed, &dataset)
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

impl OneDataset {
    fn of(app: &AppState, visitor: &Visitor, places: &Places, listed: &Listed, dataset: &Dataset) -> Self {
        let shown = DatasetShown::of(app, visitor.locale, places, listed);
        let decided = listed.changed.map(|(signal, _)| signal);
        let signals = domain::freshness::Signal::ALL.iter().filter_map(|signal| {
            Some(SignalShown {
                signal: signal.as_str(),
                at: dataset.signals.get(*signal)?.to_string(),
                decided: decided == Some(*signal),
            })
        });
        let stale_on = listed.stale_on.filter(|on| *on > app.moment().today);
        Self {
            signals: signals.collect(),
            stale_on: stale_on.map(|on| on.to_string()),
            portal: None,
            files: dataset
                .resources
                .iter()
                .filter(|file| file.kind != Kind::Twin)
                .take(FILES)
                .map(FileOf::of)
                .collect(),
            files_left_out: left_out(dataset),
            dataset: shown,
            frequency_code: dataset.frequency.clone(),
            notes: dataset.notes.clone(),
            temporal: dataset.temporal.clone(),
            source: dataset.source.clone(),
            license: dataset.license.clone(),
            publisher: dataset
                .publisher
                .as_ref()
                .and_then(|publisher| publisher.name.clone()),
            themes: Vec::new(),
            cards: Vec::new(),
            more: false,
            reuses: Vec::new(),
        }
    }
}

/// Files that are not shown, those that the portal has made of others apart.
fn left_out(dataset: &Dataset) -> i64 {
    let twins = dataset
        .resources
        .iter()
        .filter(|file| file.kind == Kind::Twin)
        .count();
    let shown = (dataset.resources.len() - twins).min(FILES);
    i64::try_from(dataset.resource_count.saturating_sub(twins + shown)).unwrap_or(0)
}

/// Its page at the portal: where it says itself, or below the portal's address. There is none of a folder that was read, and none
/// that anybody could open where the portal is inside.
fn portal(source: &str, dataset: &Dataset) -> Option<String> {
    let root = Url::parse(source)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    if root.path().to_ascii_lowercase().ends_with(".json") {
        return dataset.url.clone();
    }
    let is_named = matches!(root.host(), Some(Host::Domain(name)) if name.contains('.'));
    is_named.then(|| format!("{}/dataset/{}", root.as_str().trim_end_matches('/'), dataset.name))
}

impl FileOf {
    fn of(file: &Resource) -> Self {
        Self {
            name: file.name.clone(),
            url: file.url.clone(),
            format: file.format.clone(),
            at: file.changed().map(|at| at.to_string()),
            is_documentation: file.kind == Kind::Documentation,
        }
    }
}

impl Page for OneDataset {
    const TEMPLATE: &'static str = "pages/datasets/show.html";
    const SECTION: &'static str = "datasets";

    fn samples() -> Vec<Self> {
        let file = |name: &str, url: Option<&str>, is_documentation| FileOf {
            name: name.into(),
            url: url.map(str::to_owned),
            format: if is_documentation { "" } else { "CSV <b>" }.into(),
            at: url.map(|_| "2026-09-20T15:00:00Z".to_owned()),
            is_documentation,
        };
        let full = |dataset: DatasetShown| Self {
            dataset,
            frequency_code: Some("R/P1M".into()),
            notes: "Las **compras** de la Ciudad <b>.\n\n- por mes".into(),
            portal: Some("https://example.org/dataset/compras?a=1&b=2".into()),
            temporal: Some("2013-01-01/2018-09-12".into()),
            source: Some("Sistema <b>BAC".into()),
            license: Some("CC BY 4.0".into()),
            publisher: Some("Ministerio <b>".into()),
            themes: vec![Place::new("budget", "Presupuesto <b>")],
            signals: domain::freshness::Signal::ALL
                .iter()
                .enumerate()
                .map(|(place, signal)| SignalShown {
                    signal: signal.as_str(),
                    at: "2026-09-20T15:00:00Z".into(),
                    decided: place == 0,
                })
                .collect(),
            stale_on: Some("2027-01-15".into()),
            files: vec![
                file(
                    "Compras <b>2026",
                    Some("https://example.org/a.csv?b=1&c=2"),
                    false,
                ),
                file("", None, false),
                file("Diccionario", Some("https://example.org/d.pdf"), true),
            ],
            files_left_out: 12,
            cards: vec![crate::pages::requests::samples::cards().remove(0)],
            more: true,
            reuses: ReuseShown::samples(),
        };
        let mut all: Vec<_> = DatasetShown::samples().into_iter().map(full).collect();
        all.extend(DatasetShown::samples().into_iter().nth(1).map(|dataset| Self {
            frequency_code: None,
            notes: String::new(),
            portal: None,
            temporal: None,
            source: None,
            license: None,
            publisher: None,
            themes: Vec::new(),
            signals: Vec::new(),
            stale_on: None,
            files: Vec::new(),
            files_left_out: 0,
            cards: Vec::new(),
            more: false,
            reuses: Vec::new(),
            ..full(dataset)
        }));
        all
    }
}
