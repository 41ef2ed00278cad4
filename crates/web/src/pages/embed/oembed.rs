//! `/oembed`: the card of one of our pages, for sites that know only its address (oEmbed 1.0).

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{ops, policy::Actor, reference::Reference, store::requests::Lock};
use serde_json::json;

use crate::{AppState, pages::places::Places, problem::Fault, query::Query, visitor::Visitor};

/// The size of a card, in CSS pixels.
const SIZE: (u32, u32) = (480, 240);
/// So much room a site must have.
const LEAST: u32 = 200;

/// The card of the page whose address is `url`.
pub async fn show(State(app): State<AppState>, visitor: Visitor, query: Query) -> Result<Response, Fault> {
    if query.one("format").is_some_and(|format| format != "json") {
        return Err(Fault::NotFound);
    }
    let links = app.links();
    let url = query.one("url").unwrap_or_default();
    let path = url.strip_prefix(&links.to("/")).ok_or(Fault::NotFound)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (title, card) = match path.split_once('/') {
        Some(("requests", name)) => {
            let reference: Reference = name.parse().map_err(|_| Fault::NotFound)?;
            let actor = Actor::Visitor;
            let request = ops::find(&app.reader(&actor), &actor, reference, Lock::No).await?;
            (request.title, format!("/embed/requests/{}", request.reference))
        }
        Some(("themes", key)) => {
            let places = Places::load(&app.reader(&Actor::Visitor), visitor.locale).await?;
            let known = places.all_themes().into_iter().find(|theme| theme.key == key);
            let theme = known.ok_or(Fault::NotFound)?;
            (theme.name, format!("/embed/themes/{}", theme.key))
        }
        _ => return Err(Fault::NotFound),
    };
    let room = |name: &str, most: u32| match query.one(name).and_then(|text| text.parse::<u32>().ok()) {
        Some(room) => most.min(room.max(LEAST)),
        None => most,
    };
    let (width, height) = (room("maxwidth", SIZE.0), room("maxheight", SIZE.1));
    let frame = Frame {
        address: links.to(&card),
        title: &title,
        width,
        height,
    };
    let body = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": app.site_name(visitor.locale),
        "provider_url": links.home(),
        "html": frame.html(),
        "width": width,
        "height": height,
        "cache_age": 0,
    });
    Ok(([(header::CACHE_CONTROL, "public, no-cache")], Json(body)).into_response())
}

/// What another site puts into its page.
struct Frame<'a> {
    address: String,
    title: &'a str,
    width: u32,
    height: u32,
}

impl Frame<'_> {
    fn html(&self) -> String {
        let title = render::escaped(self.title);
        format!(
            "<iframe src=\"{}\" title=\"{title}\" width=\"{}\" height=\"{}\" frameborder=\"0\" loading=\"lazy\" \
             sandbox=\"allow-popups allow-popups-to-escape-sandbox\"></iframe>",
            self.address, self.width, self.height
        )
    }
}
