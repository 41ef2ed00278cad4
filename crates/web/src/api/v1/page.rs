//! `{items, next}`: a page of a list, and the address of the next.

use axum::{
    Json,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::field::FieldCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{AppState, problem::Fault, query::Query};

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// What to send as `cursor` for the next page; null on the last one.
    #[schema(required)]
    pub next: Option<String>,
}

impl<T: Serialize> List<T> {
    /// A list that comes whole.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }

    /// The answer, with the next page's address in `Link`.
    pub fn respond(self, app: &AppState, path: &str, query: &Query) -> Response {
        let next = self.next.as_ref().map(|cursor| {
            let address = app.links().to(&format!("{path}?{}", query.with_cursor(cursor)));
            format!("<{address}>; rel=\"next\"")
        });
        let mut response = Json(self).into_response();
        if let Some(value) = next.and_then(|next| HeaderValue::from_str(&next).ok()) {
            response.headers_mut().insert(header::LINK, value);
        }
        response
    }
}

/// Cuts a page from a list that is read whole, such as the events of one request: `number` tells rows apart, in order.
pub fn cut<T>(
    rows: Vec<T>,
    query: &mut Query,
    number: impl Fn(&T) -> i64,
) -> Result<(Vec<T>, Option<String>), Fault> {
    let limit = query.limit() as usize;
    let after = match query
        .one("cursor")
        .map(|text| text.strip_prefix('n')?.parse::<i64>().ok())
    {
        None => None,
        Some(Some(after)) => Some(after),
        Some(None) => {
            query.wrong("cursor", FieldCode::BadCursor);
            None
        }
    };
    query.finish()?;
    let mut rows: Vec<T> = rows
        .into_iter()
        .filter(|row| after.is_none_or(|after| number(row) > after))
        .collect();
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| format!("n{}", number(last)));
    Ok((rows, next))
}
