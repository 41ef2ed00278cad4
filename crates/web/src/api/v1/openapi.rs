//! `GET /openapi.json`: what this API is, made from its routes.

use std::sync::Arc;

use axum::{
    Extension,
    http::header,
    response::{IntoResponse, Response},
};

use super::answers::Reading;

/// The description, written once at start.
#[derive(Debug, Clone)]
pub struct Text(pub Arc<str>);

/// Describes this API in `OpenAPI` 3.1.
#[utoipa::path(
    get, path = "/openapi.json", tag = "about",
    responses((status = 200, description = "This document", body = serde_json::Value), Reading),
    security((), ("token" = [])),
)]
pub async fn show(Extension(Text(text)): Extension<Text>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text.to_string()).into_response()
}
