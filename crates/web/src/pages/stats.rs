//! `/stats`: how requests are answered, in figures, each with the list that makes it where a list can say it. What each means
//! is in `docs/STATS.md`, and in short on the page itself.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::store::{figures, reuses};
use serde::Serialize;

use crate::{
    AppState,
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

mod asked;
mod bars;
mod charts;
mod fresh;
mod lists;
mod months;
pub(super) mod samples;
mod say;
pub mod score;

pub use asked::Chosen;
pub use bars::{Bar, Bars};
pub use fresh::FreshArea;
pub use lists::Lists;
pub use months::{Column, Months};
pub use say::Say;
pub use score::{Listed, Score};

/// The page.
#[derive(Debug, Serialize)]
pub struct Stats {
    /// What it can be narrowed to: areas, themes, years.
    pub choices: Vec<Chosen>,
    /// What it is narrowed to, in words; nothing for everything.
    pub scope: Option<String>,
    /// The same as a query, for programs.
    pub query: String,
    /// Whether anything happened in it.
    pub any: bool,
    /// All of it together.
    pub score: Score,
    /// Month by month.
    pub months: Months,
    /// How long things take.
    pub spreads: Vec<Bars>,
    /// How requests end.
    pub ends: Vec<Bars>,
    /// What was promised, and the term.
    pub terms: Vec<Bars>,
    /// What requesters say.
    pub said: Vec<Bars>,
    /// What people did with the data, by who they are.
    pub reuses: Bars,
    /// The median of each area.
    pub medians: Bars,
    /// Area by area.
    pub areas: Vec<Score>,
    /// How fresh the datasets of each area are today; nothing where the figures are narrowed to a theme or a year.
    pub fresh: Vec<FreshArea>,
    /// Theme by theme.
    pub themes: Vec<Score>,
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
    let say = Say::new(app.engine.words(), visitor.locale);
    let asked = asked::Asked::read(&query, &places);
    let lists = asked.lists(&app.zone);
    let found = figures::read(&reader, &asked.narrowed()).await?;
    let reuses = reuses::sums(&reader, &asked.narrowed(), &app.zone).await?;
    let mut areas: Vec<Score> = places
        .areas
        .iter()
        .filter_map(|area| {
            let sums = found.areas.get(&area.id)?;
            let place = places.area(Some(&area.slug))?;
            let reuses = reuses.areas.get(&area.id).copied().unwrap_or(0);
            let score = Score::of(&say, sums, &lists.of_area(Some(&area.slug)));
            Some(score.reused(reuses).named(place, "areas"))
        })
        .collect();
    areas.sort_by_key(|score| (score.half_days.is_none(), score.half_days));
    let themes = places
        .themes
        .iter()
        .filter_map(|theme| {
            let sums = found.themes.get(&theme.id)?;
            Some(
                Score::of(&say, sums, &lists.of_theme(Some(&theme.key)))
                    .named(places.theme(&theme.key), "themes"),
            )
        })
        .collect();
    let today = app.moment().today;
    let mut fresh = Vec::new();
    if asked.is_of_today() {
        fresh = fresh::read(&reader, &places, asked.area(), today).await?;
    }
    let page = Stats {
        fresh,
        choices: asked.choices(&say, &places, &found.years),
        scope: asked.scope(&places),
        query: asked.query(),
        any: !found.all.is_empty(),
        score: Score::of(&say, &found.all, &lists),
        months: Months::of(&say, &found.all, &lists, asked.year(), today),
        spreads: charts::spreads(&say, &found.all, &lists),
        ends: charts::ends(&say, &found.all, &lists),
        terms: charts::terms(&say, &found.all),
        said: charts::said(&say, &found.all),
        reuses: charts::reuses(&say, &reuses),
        medians: charts::medians(&say, &areas),
        areas,
        themes,
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

impl Page for Stats {
    const TEMPLATE: &'static str = "pages/stats.html";
    const SECTION: &'static str = "stats";
    const QUERY: &'static [&'static str] = &["area", "theme", "year"];

    fn samples() -> Vec<Self> {
        samples::all()
    }
}
