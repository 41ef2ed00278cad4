//! The reference in an address. Lower case and short ones are sent on to the canonical address (308), query and all.

use axum::{
    extract::{FromRequestParts, OriginalUri, RawPathParams},
    http::request::Parts,
};
use domain::reference::Reference;

use crate::{AppState, problem::Fault};

/// The request an address is about.
pub struct InPath(pub Reference);

impl FromRequestParts<AppState> for InPath {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Fault> {
        let params = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| Fault::NotFound)?;
        let text = params
            .iter()
            .find(|(name, _)| *name == "reference")
            .map(|(_, text)| text.to_owned());
        let text = text.ok_or(Fault::Internal)?;
        let reference: Reference = text.parse().map_err(|_| Fault::NotFound)?;
        let canonical = reference.to_string();
        if text == canonical {
            return Ok(Self(reference));
        }
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, app)
            .await
            .unwrap_or_else(|never| match never {});
        let mut segments: Vec<&str> = uri.path().split('/').collect();
        for segment in segments.iter_mut().filter(|segment| **segment == text) {
            *segment = &canonical;
        }
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        Err(Fault::Moved(
            app.links().to(&format!("{}{query}", segments.join("/"))),
        ))
    }
}
