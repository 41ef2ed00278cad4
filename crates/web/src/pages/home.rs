//! `/`: one question, and what can be seen at a glance: the themes that come first, what was published, how it works.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    figures::Narrowed,
    locale::Locale,
    status::Status,
    store::{
        figures,
        requests::{self, Filter, Sort},
    },
};
use serde::Serialize;

use super::{
    places::Places,
    requests::card::Card,
    stats::{Lists, Say, Score},
};
use crate::{
    AppState,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// How many requests each list shows.
const SHOWN: u32 = 4;

/// The page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// A real request, shown as a ticket.
    pub ticket: Option<Card>,
    /// The themes that come first.
    pub themes: Vec<ThemeCard>,
    /// Answered with data, newest first.
    pub published: Vec<Card>,
    /// Open, most wanted first.
    pub wanted: Vec<Card>,
    /// The figures that matter.
    pub score: Score,
}

/// A theme and its figures.
#[derive(Debug, Clone, Serialize)]
pub struct ThemeCard {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Requests that wait for an answer.
    pub open: i64,
    /// Requests answered with data.
    pub published: i64,
    /// Of both, the published in percent.
    pub share: i64,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let places = Places::counted(&reader, visitor.locale).await?;
    let today = app.moment().today;
    let calendar = app.calendar(&reader, today).await?;
    let published = requests::published_lately(&reader, &visitor.actor, SHOWN).await?;
    let open = Filter {
        statuses: Status::ALL
            .iter()
            .copied()
            .filter(|status| status.is_open())
            .collect(),
        ..Filter::default()
    };
    let wanted = requests::list(&reader, &visitor.actor, &open, Sort::Wanted, None, SHOWN)
        .await?
        .items;
    let figures = figures::read(&reader, &Narrowed::default()).await?;
    let say = Say::new(app.engine.words(), visitor.locale);
    let card = |request| Card::of(request, &places, today, &calendar);
    let home = Home {
        ticket: published.first().or(wanted.first()).map(card),
        themes: places
            .themes
            .iter()
            .filter(|theme| theme.priority)
            .map(|theme| ThemeCard::of(theme, visitor.locale))
            .collect(),
        published: published.iter().map(card).collect(),
        wanted: wanted.iter().map(card).collect(),
        score: Score::of(&say, &figures.all, &Lists::new(&app.zone)),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &home)
}

impl ThemeCard {
    /// Of a theme.
    pub fn of(theme: &domain::store::themes::Theme, locale: Locale) -> Self {
        let all = (theme.open + theme.published).max(1);
        Self {
            key: theme.key.clone(),
            name: theme.name_in(locale).to_owned(),
            open: theme.open,
            published: theme.published,
            share: theme.published * 100 / all,
        }
    }
}

impl Page for Home {
    const TEMPLATE: &'static str = "pages/home.html";

    fn samples() -> Vec<Self> {
        super::requests::samples::homes()
    }
}
