//! `/areas/{slug}`: what an area has to answer, and what it answered.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{
    figures::Narrowed,
    inventory::InventoryState,
    status::{Category, Status},
    store::{
        ReadError, Reader, areas, counts,
        datasets::{self, DatasetFilter, Look},
        figures,
        inventory::{self, InventoryFilter},
        requests::{self, Filter, Sort},
        reuses,
    },
};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    AppState,
    page::{self, Here, Page},
    pages::{
        inventory::ItemShown,
        places::{Place, Places},
        requests::card::Card,
        reuses::ReuseShown,
        stats::{Lists, Say, Score},
    },
    problem::Fault,
    visitor::Visitor,
};

/// How many requests are shown; the list has the rest.
const SHOWN: u32 = 10;
/// Entries of its inventory that are shown; the list has the rest.
const INVENTORY: u32 = 3;
/// How many reuses are shown.
const REUSES: u32 = 10;

/// The page.
#[derive(Debug, Serialize)]
pub struct OneArea {
    /// The area.
    pub place: Place,
    /// The area it belongs to.
    pub parent: Option<Place>,
    /// The day it was closed.
    pub closed_on: Option<String>,
    /// The areas that were merged into it.
    pub merged: Vec<Place>,
    /// How many requests it has, by status.
    pub statuses: Vec<StatusCount>,
    /// In work.
    pub open: i64,
    /// Answered or closed.
    pub done: i64,
    /// How it does.
    pub score: Score,
    /// Those that moved last.
    pub cards: Vec<Card>,
    /// There are more.
    pub more: bool,
    /// Datasets it keeps, and how many of them are staler than they say; none where it keeps none.
    pub datasets: Option<Kept>,
    /// What it holds and does not publish, the newest of it.
    pub inventory: Vec<ItemShown>,
    /// All of that, counted.
    pub unpublished: i64,
    /// What people did with its data, the newest of it.
    pub reuses: Vec<ReuseShown>,
}

/// How many requests have a status.
#[derive(Debug, Clone, Serialize)]
pub struct StatusCount {
    /// The status, by key.
    pub status: &'static str,
    /// How many.
    pub count: i64,
}

/// The datasets of an area.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Kept {
    /// How many.
    pub count: i64,
    /// How many of them are staler than they say.
    pub stale: i64,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let area = areas::find(&reader, &slug).await?.ok_or(Fault::NotFound)?;
    if let Some(into) = &area.merged_into {
        return Err(Fault::Moved(app.links().to(&format!("/areas/{into}"))));
    }
    let places = Places::load(&reader, visitor.locale).await?;
    let made = reuses::of_area(&reader, &slug, REUSES).await?;
    let filter = Filter {
        areas: vec![slug],
        ..Filter::default()
    };
    let found = requests::list(&reader, &visitor.actor, &filter, Sort::Moved, None, SHOWN).await?;
    let counts = counts::counts(&reader, &visitor.actor, &filter).await?;
    let narrowed = Narrowed {
        area: Some(area.id),
        ..Narrowed::default()
    };
    let figures = figures::read(&reader, &narrowed).await?;
    let counted = reuses::sums(&reader, &narrowed, &app.zone).await?.all;
    let say = Say::new(app.engine.words(), visitor.locale);
    let today = app.moment().today;
    let calendar = app.calendar(&reader, today).await?;
    let count = |status: &Status| StatusCount {
        status: status.as_str(),
        count: counts.statuses.get(status).copied().unwrap_or(0),
    };
    let is_done = |status: &Status| matches!(status.category(), Category::Answered | Category::Closed);
    let done = counts
        .statuses
        .iter()
        .filter(|(status, _)| is_done(status))
        .map(|(_, count)| count)
        .sum();
    let unpublished = InventoryFilter {
        areas: vec![area.id],
        states: InventoryState::UNPUBLISHED,
        ..InventoryFilter::default()
    };
    let held = inventory::list(&reader, &unpublished, None, INVENTORY).await?;
    let page = OneArea {
        place: Place::new(&area.slug, area.name_in(visitor.locale)),
        parent: places.area(area.parent.as_deref()),
        closed_on: area.closed_on,
        merged: places.merged_into(&area.slug),
        statuses: Status::ALL
            .iter()
            .map(count)
            .filter(|row| row.count > 0)
            .collect(),
        open: counts.total - done,
        done,
        score: Score::of(
            &say,
            &figures.all,
            &Lists::new(&app.zone).of_area(Some(&area.slug)),
        )
        .reused(counted),
        cards: found
            .items
            .iter()
            .map(|request| Card::of(request, &places, today, &calendar))
            .collect(),
        more: found.next.is_some(),
        datasets: kept(&reader, &area.slug, today).await?,
        inventory: held.iter().map(|item| ItemShown::of(item, &places)).collect(),
        unpublished: inventory::count(&reader, &unpublished).await?,
        reuses: made.into_iter().map(ReuseShown::of).collect(),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

async fn kept(reader: &Reader<'_>, area: &str, today: Date) -> Result<Option<Kept>, ReadError> {
    let filter = DatasetFilter {
        area: Some(area.to_owned()),
        ..DatasetFilter::default()
    };
    Ok(Kept::of(&datasets::counts(reader, &filter, today).await?))
}

impl Kept {
    /// With these counts; nothing where there is no dataset.
    pub fn of(counts: &[(Look, i64)]) -> Option<Self> {
        let stale = counts.iter().find(|(look, _)| *look == Look::Stale);
        let kept = Self {
            count: counts.iter().map(|(_, count)| count).sum(),
            stale: stale.map_or(0, |(_, count)| *count),
        };
        Some(kept).filter(|kept| kept.count > 0)
    }
}

impl Page for OneArea {
    const TEMPLATE: &'static str = "pages/areas/show.html";
    const SECTION: &'static str = "areas";

    fn samples() -> Vec<Self> {
        crate::pages::requests::samples::areas()
    }
}
