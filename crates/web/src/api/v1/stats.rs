//! `GET /stats`: the figures of the statistics. All of them can be counted again from `/events.csv` and
//! `/reuses.csv`.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{
    field::FieldCode,
    figures::{Month, Narrowed},
    store::{self, Reader, areas, figures, themes},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::Listing;
use crate::{AppState, problem::Fault, query::Query, visitor::Visitor};

mod reuses;
mod view;

pub use self::{reuses::ReusesView, view::FiguresView};

/// The figures, of all public requests or narrowed to some.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatsView {
    /// The slug of the area they are narrowed to.
    #[schema(required)]
    pub area: Option<String>,
    /// The key of the theme they are narrowed to.
    #[schema(required)]
    pub theme: Option<String>,
    /// The year they are narrowed to: what happened in it.
    #[schema(required)]
    pub year: Option<i32>,
    /// The years in which anything happened.
    pub years: Vec<i32>,
    /// The time zone that says on which day something happened.
    #[schema(required)]
    pub time_zone: Option<String>,
    /// Month by month, from the first in which something happened to the last.
    pub months: Vec<MonthView>,
    /// All of it together.
    pub figures: FiguresView,
    /// What people did with the data.
    pub reuses: ReusesView,
    /// Area by area, by slug. What no area was responsible for is in none.
    pub areas: Vec<AreaFigures>,
    /// Theme by theme, by key.
    pub themes: Vec<ThemeFigures>,
}

/// What happened in a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthView {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Requests received.
    pub filed: i64,
    /// Requests answered for the first time.
    pub answered: i64,
    /// Requests answered with data for the first time.
    pub published: i64,
}

/// The figures of an area.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreaFigures {
    /// Its slug.
    pub area: String,
    /// Its figures.
    pub figures: FiguresView,
}

/// The figures of a theme.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThemeFigures {
    /// Its key.
    pub theme: String,
    /// Its figures.
    pub figures: FiguresView,
}

/// Shows the figures.
#[utoipa::path(
    get, path = "/stats", tag = "places",
    params(
        ("area" = Option<String>, Query, description = "Only what this area is, or was, responsible for, by slug"),
        ("theme" = Option<String>, Query, description = "Only requests of this theme, by key"),
        ("year" = Option<i32>, Query, description = "Only what happened in this year"),
    ),
    responses((status = 200, description = "The figures", body = StatsView), Listing),
    security((), ("token" = [])),
)]
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    mut query: Query,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let narrowed = narrowed(&reader, &mut query).await?;
    let found = figures::read(&reader, &narrowed).await?;
    let slugs = areas::slugs(&reader).await?;
    let themes = themes::names(&reader).await?;
    let reuses = store::reuses::sums(&reader, &narrowed, &app.zone).await?;
    let keys = themes.iter().map(|theme| (theme.id, theme.key.clone())).collect();
    let mut areas: Vec<AreaFigures> = found
        .areas
        .iter()
        .filter_map(|(id, sums)| {
            Some(AreaFigures {
                area: slugs.get(id)?.clone(),
                figures: FiguresView::of(sums),
            })
        })
        .collect();
    areas.sort_by(|a, b| a.area.cmp(&b.area));
    let mut by_theme: Vec<ThemeFigures> = themes
        .into_iter()
        .filter_map(|theme| {
            Some(ThemeFigures {
                figures: FiguresView::of(found.themes.get(&theme.id)?),
                theme: theme.key,
            })
        })
        .collect();
    by_theme.sort_by(|a, b| a.theme.cmp(&b.theme));
    let month = |(period, month): (i32, Month)| MonthView {
        month: format!("{}-{:02}", period / 100, period % 100),
        filed: month.filed,
        answered: month.answered,
        published: month.published,
    };
    let view = StatsView {
        area: query.one("area").map(str::to_owned),
        theme: query.one("theme").map(str::to_owned),
        year: narrowed.year,
        years: found.years.iter().copied().collect(),
        time_zone: app.zone.iana_name().map(str::to_owned),
        months: found.all.months().into_iter().map(month).collect(),
        figures: FiguresView::of(&found.all),
        reuses: ReusesView::of(&reuses, &slugs, &keys),
        areas,
        themes: by_theme,
    };
    Ok(Json(view).into_response())
}

/// What the query narrows to; a place that is not there, or a year that is none, is told.
async fn narrowed(reader: &Reader<'_>, query: &mut Query) -> Result<Narrowed, Fault> {
    let mut narrowed = Narrowed::default();
    if let Some(slug) = query.one("area").map(str::to_owned) {
        narrowed.area = areas::find(reader, &slug).await?.map(|area| area.id);
        if narrowed.area.is_none() {
            query.wrong("area", FieldCode::NotAnArea);
        }
    }
    if let Some(key) = query.one("theme").map(str::to_owned) {
        narrowed.theme = themes::find(reader, &key).await?.map(|(theme, _)| theme);
        if narrowed.theme.is_none() {
            query.wrong("theme", FieldCode::NotATheme);
        }
    }
    if let Some(text) = query.one("year").map(str::to_owned) {
        narrowed.year = text.parse().ok().filter(|year| (1..=9999).contains(year));
        if narrowed.year.is_none() {
            query.wrong("year", FieldCode::WrongType);
        }
    }
    query.finish()?;
    Ok(narrowed)
}
