//! `/embed/themes/{key}`: how much of a theme is asked for, and how much was published.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::policy::Actor;
use serde::Serialize;

use crate::{
    AppState,
    page::{Here, Page},
    pages::{home::ThemeCard, places::Places},
    problem::Fault,
    visitor::Visitor,
};

/// The card.
#[derive(Debug, Serialize)]
pub struct ThemeEmbed {
    /// The theme and its figures.
    pub theme: ThemeCard,
    /// The page of the theme.
    pub url: String,
}

/// The card.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response, Fault> {
    let reader = app.reader(&Actor::Visitor);
    let places = Places::counted(&reader, visitor.locale).await?;
    let theme = places
        .themes
        .iter()
        .find(|theme| theme.key == key)
        .ok_or(Fault::NotFound)?;
    let page = ThemeEmbed {
        theme: ThemeCard::of(theme, visitor.locale),
        url: app.links().to(&format!("/themes/{key}")),
    };
    super::card(&app, &visitor, &headers, &here, &page)
}

impl Page for ThemeEmbed {
    const TEMPLATE: &'static str = "pages/embed/theme.html";

    fn samples() -> Vec<Self> {
        let theme = ThemeCard {
            key: "budget".to_owned(),
            name: "Presupuesto <i>y gasto".to_owned(),
            open: 4,
            published: 1,
            share: 20,
        };
        vec![Self {
            theme,
            url: "https://example.org/themes/budget".to_owned(),
        }]
    }
}
