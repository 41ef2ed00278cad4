//! What was asked in like words: shown before a request is sent, so that nobody asks for what is there, and many ask together.
//! `/requests/similar?text=` is the same as a page, which a script takes it from while somebody types.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ops::{self, Similar},
    status::Outcome,
};
use serde::Serialize;

use super::chip::Chip;
use crate::{
    AppState,
    form::Form,
    page::{self, Here, Page},
    pages::{datasets::DatasetShown, inventory::ItemShown, places::Places},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// How many requests are shown.
const SHOWN: usize = 4;
/// How many datasets.
const DATASETS: usize = 3;
/// How much of what areas hold and do not publish.
const INVENTORY: usize = 2;
/// More characters than this say nothing new.
const LONGEST: usize = 2_000;
/// The hidden field of whoever has seen them.
pub const SEEN: &str = "similar_seen";

/// The page.
#[derive(Debug, Serialize)]
pub struct SimilarPage {
    /// What somebody is about to ask.
    pub text: String,
    /// What is like it.
    pub similar: Vec<Like>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let text: String = query
        .one("text")
        .unwrap_or_default()
        .chars()
        .take(LONGEST)
        .collect();
    let page = SimilarPage {
        similar: Like::find(&app, &visitor, &text).await?,
        text,
    };
    page::private(&app, &visitor, &here, (StatusCode::OK, &page))
}

/// Something like what is being written: a request, a dataset that is there already, or what an area holds and does not publish.
#[derive(Debug, Clone, Serialize)]
pub struct Like {
    /// Its title.
    pub title: String,
    /// Its page, below ours.
    pub path: String,
    /// The reference of a request.
    pub reference: Option<String>,
    /// Where it stands, or how fresh it is.
    pub chip: Chip,
    /// How many need a request too.
    pub supporters: i64,
    /// A request that ended with data: the answer is there.
    pub is_answer: bool,
    /// A dataset.
    pub dataset: Option<DatasetShown>,
    /// What an area holds and does not publish, and why not.
    pub inventory: Option<ItemShown>,
}

/// What to show before a form is sent; nothing if its writer has seen it, or if it cannot be sent as it is anyway.
pub async fn before_sending(app: &AppState, visitor: &Visitor, form: &Form) -> Result<Vec<Like>, Fault> {
    let body = form.one("body").unwrap_or_default();
    if form.one(SEEN).is_some() || body.trim().chars().count() < 20 {
        return Ok(Vec::new());
    }
    Like::find(app, visitor, body).await
}

impl Like {
    async fn find(app: &AppState, visitor: &Visitor, text: &str) -> Result<Vec<Self>, Fault> {
        let reader = app.reader(&visitor.actor);
        let datasets = ops::similar_datasets(&reader, text, DATASETS).await?;
        let held = ops::similar_inventory(&reader, text, INVENTORY).await?;
        let mut all = Vec::new();
        if !datasets.is_empty() || !held.is_empty() {
            let places = Places::load(&reader, visitor.locale).await?;
            let shown = |dataset| DatasetShown::of(app, visitor.locale, &places, dataset);
            all.extend(datasets.iter().map(shown).map(Self::of_dataset));
            let shown = held.iter().map(|item| ItemShown::of(item, &places));
            all.extend(shown.map(Self::of_inventory));
        }
        let found = ops::similar(&reader, &visitor.actor, text, SHOWN).await?;
        all.extend(found.into_iter().map(Self::of));
        Ok(all)
    }

    fn of_dataset(dataset: DatasetShown) -> Self {
        Self {
            title: dataset.title.clone(),
            path: format!("/datasets/{}", dataset.name),
            reference: None,
            chip: dataset.chip,
            supporters: 0,
            is_answer: false,
            dataset: Some(dataset),
            inventory: None,
        }
    }

    fn of_inventory(item: ItemShown) -> Self {
        Self {
            title: item.title.clone(),
            path: format!("/inventory/{}", item.id),
            reference: None,
            chip: item.chip,
            supporters: 0,
            is_answer: false,
            dataset: None,
            inventory: Some(item),
        }
    }

    fn of(similar: Similar) -> Self {
        Self {
            path: format!("/requests/{}", similar.reference),
            reference: Some(similar.reference.to_string()),
            title: similar.title,
            chip: similar
                .outcome
                .map_or_else(|| Chip::of_status(similar.status), Chip::of_outcome),
            supporters: similar.supporters,
            is_answer: similar.outcome.is_some_and(Outcome::is_data),
            dataset: None,
            inventory: None,
        }
    }

    /// One of each.
    pub fn samples() -> Vec<Self> {
        let like = |reference: &str, chip, supporters, is_answer| Self {
            path: format!("/requests/{reference}"),
            reference: Some(reference.into()),
            dataset: None,
            inventory: None,
            title: "Dotacion <b>por</b> reparticion".into(),
            chip,
            supporters,
            is_answer,
        };
        let datasets = DatasetShown::samples().into_iter().map(Self::of_dataset);
        let requests = [
            like("PD-2026-000001", Chip::of_outcome(Outcome::Published), 133, true),
            like(
                "PD-2026-000002",
                Chip::of_status(domain::status::Status::Planned),
                0,
                false,
            ),
        ];
        let held = ItemShown::samples().into_iter().map(Self::of_inventory);
        datasets.chain(held).chain(requests).collect()
    }
}

impl Page for SimilarPage {
    const TEMPLATE: &'static str = "pages/requests/similar.html";
    const SECTION: &'static str = "new";

    fn samples() -> Vec<Self> {
        vec![
            Self {
                text: "Sueldos <b>por</b> area".into(),
                similar: Like::samples(),
            },
            Self {
                text: String::new(),
                similar: Vec::new(),
            },
        ]
    }
}
