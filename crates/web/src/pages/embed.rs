//! Small cards for the pages of others, in a frame: `/embed/requests/{reference}`, `/embed/themes/{key}`; and `/oembed`, by
//! which a site finds the card of a page of ours.

pub mod oembed;
pub mod request;
pub mod theme;

use axum::{http::HeaderMap, response::Response};

use crate::{
    AppState,
    layers::Policy,
    page::{self, Here, Page},
    problem::Fault,
    visitor::Visitor,
};

/// A card as everybody sees it: whoever is signed in here is nobody in the frame of another site.
fn card<P: Page>(
    app: &AppState,
    visitor: &Visitor,
    headers: &HeaderMap,
    here: &Here,
    page: &P,
) -> Result<Response, Fault> {
    let anybody = Visitor::anonymous(visitor.locale);
    let mut response = page::show_unless_known(app, &anybody, here, headers, page)?;
    response.extensions_mut().insert(Policy::Embedded);
    Ok(response)
}
