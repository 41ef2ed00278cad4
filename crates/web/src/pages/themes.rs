//! `/themes/{key}`: what is asked about a theme.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{
    figures::Narrowed,
    store::{
        figures,
        requests::{self, Filter, Sort},
        reuses,
    },
};
use serde::Serialize;

use super::{
    home::ThemeCard,
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

/// How many requests are shown; the list has the rest.
const SHOWN: u32 = 10;

/// The page.
#[derive(Debug, Serialize)]
pub struct OneTheme {
    /// The theme and its figures.
    pub theme: ThemeCard,
    /// It comes first.
    pub priority: bool,
    /// How requests about it are answered.
    pub score: Score,
    /// Those that moved last.
    pub cards: Vec<Card>,
    /// There are more.
    pub more: bool,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let places = Places::counted(&reader, visitor.locale).await?;
    let theme = places
        .themes
        .iter()
        .find(|theme| theme.key == key)
        .ok_or(Fault::NotFound)?;
    let filter = Filter {
        themes: vec![key],
        ..Filter::default()
    };
    let found = requests::list(&reader, &visitor.actor, &filter, Sort::Moved, None, SHOWN).await?;
    let narrowed = Narrowed {
        theme: Some(theme.id),
        ..Narrowed::default()
    };
    let figures = figures::read(&reader, &narrowed).await?;
    let counted = reuses::sums(&reader, &narrowed, &app.zone).await?.all;
    let say = Say::new(app.engine.words(), visitor.locale);
    let today = app.moment().today;
    let calendar = app.calendar(&reader, today).await?;
    let page = OneTheme {
        theme: ThemeCard::of(theme, visitor.locale),
        priority: theme.priority,
        score: Score::of(
            &say,
            &figures.all,
            &Lists::new(&app.zone).of_theme(Some(&theme.key)),
        )
        .reused(counted),
        cards: found
            .items
            .iter()
            .map(|request| Card::of(request, &places, today, &calendar))
            .collect(),
        more: found.next.is_some(),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

impl Page for OneTheme {
    const TEMPLATE: &'static str = "pages/themes/show.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        super::requests::samples::themes()
    }
}
