//! `/inventory/{id}`: something an area holds and does not publish: what, why not, who asked, how many wait; and the click that
//! asks for it.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{
    inventory::{InventoryState, Item},
    ops,
    policy::keep_inventory,
    store::{
        Reader, datasets, following,
        requests::{self},
    },
};
use serde::Serialize;

use super::ItemShown;
use crate::{
    AppState,
    page::{self, Here, Page},
    pages::{datasets::DatasetShown, places::Places},
    problem::Fault,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct InventoryEntry {
    /// What the list shows too.
    pub item: ItemShown,
    /// What became of it, by key.
    pub state: &'static str,
    /// Somebody is signed in: one click asks.
    pub known: bool,
    /// They asked for it.
    pub own: bool,
    /// They said that they need it too.
    pub supports: bool,
    /// They may change it.
    pub may_change: bool,
    /// The dataset it is by now, as it was named.
    pub dataset: Option<String>,
    /// The same, as the catalogue has it.
    pub published: Option<DatasetShown>,
    /// Where it is by now.
    pub url: Option<String>,
    /// Why the area lists it no more.
    pub closed_reason: Option<String>,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let item = super::find(&app, &id).await?;
    let reader = app.reader(&visitor.actor);
    let places = Places::load(&reader, visitor.locale).await?;
    let asked = item.request.as_ref();
    let person = visitor.actor.person().filter(|_| asked.is_some());
    let mut supports = false;
    if let Some((person, asked)) = person.zip(asked)
        && let Some(request) = requests::number_of(&reader, asked.reference).await?
    {
        supports = following::said(&reader, request, person).await?.is_some();
    }
    let page = InventoryEntry {
        published: published(&app, &visitor, &reader, (&item, &places)).await?,
        item: ItemShown::of(&item, &places),
        state: item.state.as_str(),
        known: visitor.csrf.is_some(),
        own: person.is_some() && asked.map(|asked| asked.requester) == person,
        supports,
        may_change: keep_inventory(&visitor.actor, item.area).is_ok(),
        dataset: item.dataset,
        url: item.url,
        closed_reason: item.closed_reason,
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

async fn published(
    app: &AppState,
    visitor: &Visitor,
    reader: &Reader<'_>,
    (item, places): (&Item, &Places),
) -> Result<Option<DatasetShown>, Fault> {
    let Some(named) = item.dataset.as_ref() else {
        return Ok(None);
    };
    let Some(name) = ops::named_dataset(reader, named).await? else {
        return Ok(None);
    };
    let found = datasets::get(reader, &name).await?;
    Ok(found.map(|(dataset, _)| DatasetShown::of(app, visitor.locale, places, &dataset)))
}

impl Page for InventoryEntry {
    const TEMPLATE: &'static str = "pages/inventory/show.html";
    const SECTION: &'static str = "datasets";

    fn samples() -> Vec<Self> {
        let of = |item: ItemShown| Self {
            state: item.chip.key,
            closed_reason: (item.chip.key == InventoryState::TakenDown.as_str())
                .then(|| "Se unio <b>a otra".into()),
            item,
            known: false,
            own: false,
            supports: false,
            may_change: false,
            dataset: None,
            published: None,
            url: None,
        };
        let mut all: Vec<Self> = ItemShown::samples().into_iter().map(of).collect();
        let known: Vec<Self> = all
            .iter()
            .map(|page| Self {
                known: true,
                may_change: true,
                ..page.clone()
            })
            .collect();
        let asked = known[0].clone();
        let published = known[3].clone();
        all.extend(known);
        all.push(Self {
            own: true,
            ..asked.clone()
        });
        all.push(Self {
            supports: true,
            ..asked
        });
        for (dataset, url, catalogued) in [
            (Some("turnos <b>"), None, true),
            (Some("turnos <b>"), None, false),
            (Some("https://example.org/turnos?a=1&b=2"), None, false),
            (None, Some("https://example.org/turnos?a=1&b=2"), false),
        ] {
            all.push(Self {
                dataset: dataset.map(str::to_owned),
                url: url.map(str::to_owned),
                published: DatasetShown::samples().into_iter().find(|_| catalogued),
                ..published.clone()
            });
        }
        all
    }
}
