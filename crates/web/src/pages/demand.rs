//! `/demand`: where what people want meets what there is. Words that found nothing, the datasets that most requests are about, how
//! often they are wanted and how often they change, themes that nothing is published of. Whoever coordinates strikes words here.
//! A page costs six queries by index (`store/datasets/demand.rs` says which rows they walk), and is kept for its second like every
//! public page.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    missing::Words,
    ops,
    policy::{Denied, moderate},
    status::{Kind, Status},
    store::{
        ReadError, Reader, Tx,
        datasets::{self, Asked, UNMET, WantedOften, Without},
        missing::{self, Missing},
        requests::Filter,
    },
};
use serde::Serialize;

use super::{
    datasets::DatasetShown,
    places::{Place, Places},
    requests::frequency,
    stats::{Listed, Say},
};
use crate::{
    AppState,
    form::Form,
    list_query::encode,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

mod samples;

/// Words that are shown.
const SEARCHES: u32 = 100;
/// Datasets that are shown, in each of the two tables.
const DATASETS: usize = 50;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Demand {
    /// Words that found nothing, the most frequent first.
    pub searches: Vec<Searched>,
    /// Whoever reads may strike them.
    pub strikes: bool,
    /// A catalogue is set up.
    pub is_there: bool,
    /// The datasets that most requests are about.
    pub datasets: Vec<AskedShown>,
    /// Those that people want to be updated, or more often.
    pub frequencies: Vec<OftenShown>,
    /// The themes that no dataset is of.
    pub themes: Vec<WithoutShown>,
}

/// Words that found nothing.
#[derive(Debug, Clone, Serialize)]
pub struct Searched {
    /// The words.
    pub words: String,
    /// How often.
    pub times: i64,
    /// The last month, in words.
    pub month: String,
}

/// A dataset that requests are about.
#[derive(Debug, Clone, Serialize)]
pub struct AskedShown {
    /// Which.
    pub dataset: DatasetShown,
    /// The requests.
    pub count: Listed,
    /// Those that are open.
    pub open: Listed,
    /// How many people need them too.
    pub supporters: i64,
}

/// A dataset that people want to be updated, or more often.
#[derive(Debug, Clone, Serialize)]
pub struct OftenShown {
    /// The requests that ask for it.
    pub asked: AskedShown,
    /// How often they want it, in words.
    pub wanted: Vec<(String, i64)>,
}

/// A theme that people ask for, and that no dataset is of.
#[derive(Debug, Clone, Serialize)]
pub struct WithoutShown {
    /// Which.
    pub theme: Place,
    /// Requests that are open.
    pub open: Listed,
    /// Requests that ended without data.
    pub unmet: Listed,
}

/// What the page and the table are made of.
pub struct Found {
    /// Words that found nothing.
    pub searches: Vec<Missing>,
    /// A catalogue is set up.
    pub is_there: bool,
    /// The datasets that most requests are about.
    pub datasets: Vec<Asked>,
    /// Those that people want to be updated, or more often.
    pub frequencies: Vec<WantedOften>,
    /// The themes that no dataset is of.
    pub themes: Vec<Without>,
}

impl Found {
    /// As it is now. Without a catalogue nobody knows what there is.
    pub async fn read(reader: &Reader<'_>) -> Result<Self, ReadError> {
        let searches = missing::list(reader, SEARCHES).await?;
        let is_there = ops::catalogue_read_at(reader).await?.is_some();
        if !is_there {
            return Ok(Self {
                searches,
                is_there,
                datasets: Vec::new(),
                frequencies: Vec::new(),
                themes: Vec::new(),
            });
        }
        Ok(Self {
            searches,
            is_there,
            datasets: datasets::most_asked(reader, DATASETS).await?,
            frequencies: datasets::wanted_often(reader, DATASETS).await?,
            themes: datasets::themes_without(reader).await?,
        })
    }
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let places = Places::load(&reader, visitor.locale).await?;
    let found = Found::read(&reader).await?;
    let page = Demand::of(&app, &visitor, &places, found);
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

/// Strikes `words` from the list for good.
pub async fn strike(State(app): State<AppState>, visitor: Visitor, form: Form) -> Result<Response, Fault> {
    let permit = moderate(&visitor.actor).map_err(|denied| match denied {
        Denied::SignIn => Fault::Unauthenticated,
        denied => Fault::Denied(denied),
    })?;
    let words = form.one("words").and_then(Words::of).ok_or(Fault::NotFound)?;
    let caller = visitor.caller(&app, None);
    let strike = async move |tx: &Tx| ops::strike_missing(tx, &caller, &permit, &words).await;
    app.db.write(strike).await.map_err(Fault::from)?;
    Ok(page::see_other(&app, "/demand"))
}

impl Demand {
    fn of(app: &AppState, visitor: &Visitor, places: &Places, found: Found) -> Self {
        let say = Say::new(app.engine.words(), visitor.locale);
        let shown = |asked: &Asked, kinds: &[Kind]| {
            let list = Filter {
                dataset: Some(asked.dataset.name.clone()),
                kinds: kinds.to_vec(),
                ..Filter::default()
            };
            AskedShown {
                dataset: DatasetShown::of(app, visitor.locale, places, &asked.dataset),
                open: listed(
                    asked.open,
                    &Filter {
                        statuses: open(),
                        ..list.clone()
                    },
                ),
                count: listed(asked.count, &list),
                supporters: asked.supporters,
            }
        };
        let often = |often: &WantedOften| OftenShown {
            asked: shown(&often.asked, &[Kind::Update, Kind::Frequency]),
            wanted: often
                .wanted
                .iter()
                .filter_map(|wanted| {
                    let code = wanted.frequency.as_deref()?;
                    Some((frequency::said(app, visitor.locale, code), wanted.count))
                })
                .collect(),
        };
        Self {
            strikes: visitor.csrf.is_some() && moderate(&visitor.actor).is_ok(),
            is_there: found.is_there,
            datasets: found.datasets.iter().map(|asked| shown(asked, &[])).collect(),
            frequencies: found.frequencies.iter().map(often).collect(),
            themes: found
                .themes
                .iter()
                .map(|one| WithoutShown::of(one, places))
                .collect(),
            searches: found
                .searches
                .into_iter()
                .map(|missing| Searched {
                    month: say
                        .month(i32::from(missing.last_on.year()) * 100 + i32::from(missing.last_on.month())),
                    words: missing.words,
                    times: missing.times,
                })
                .collect(),
        }
    }
}

impl WithoutShown {
    fn of(without: &Without, places: &Places) -> Self {
        let list = Filter {
            themes: vec![without.theme.clone()],
            ..Filter::default()
        };
        Self {
            theme: places.theme(&without.theme),
            open: listed(
                without.open,
                &Filter {
                    statuses: open(),
                    ..list.clone()
                },
            ),
            unmet: listed(
                without.unmet,
                &Filter {
                    outcomes: UNMET.to_vec(),
                    ..list
                },
            ),
        }
    }
}

fn open() -> Vec<Status> {
    Status::ALL
        .iter()
        .copied()
        .filter(|status| status.is_open())
        .collect()
}

fn listed(count: i64, filter: &Filter) -> Listed {
    Listed::new(count, format!("/requests?{}", encode(&filter.pairs())))
}

impl Page for Demand {
    const TEMPLATE: &'static str = "pages/demand.html";
    const SECTION: &'static str = "stats";

    fn samples() -> Vec<Self> {
        samples::all()
    }
}
