//! Our own columns.

use domain::{
    data_request::DataRequest,
    status::{Ground, Outcome},
};
use jiff::Timestamp;

use crate::open_data::table::{Column, Row, Type, optional, required};

/// The columns, in their order.
pub const COLUMNS: [Column; 31] = [
    required("reference", Type::String),
    required("title", Type::String),
    required("kind", Type::String),
    required("theme", Type::String),
    optional("area", Type::String),
    required("status", Type::String),
    required("category", Type::String),
    optional("outcome", Type::String),
    optional("ground", Type::String),
    optional("answer_dataset", Type::String),
    optional("answer_url", Type::String),
    required("round", Type::Integer),
    optional("verdict", Type::String),
    optional("rating", Type::Integer),
    required("origin", Type::String),
    required("language", Type::String),
    optional("dataset", Type::String),
    optional("wanted_frequency", Type::String),
    optional("format", Type::String),
    required("requester_sector", Type::String),
    required("supporters", Type::Integer),
    required("followers", Type::Integer),
    required("comments", Type::Integer),
    optional("due_on", Type::Date),
    required("extended", Type::Boolean),
    optional("promised_on", Type::Date),
    optional("duplicate_of", Type::String),
    required("created_at", Type::DateTime),
    optional("answered_at", Type::DateTime),
    optional("closed_at", Type::DateTime),
    required("url", Type::String),
];

/// A row.
pub(super) fn row(request: &DataRequest, url: String) -> Row {
    let standing = &request.standing;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let key = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let at = |value: Option<Timestamp>| value.map(|at| at.to_string()).unwrap_or_default();
    let evidence = standing.outcome.filter(|outcome| outcome.is_an_answer());
    let evidence = evidence.map(|_| &request.evidence);
    vec![
        request.reference.to_string(),
        request.title.clone(),
        request.kind.as_str().to_owned(),
        request.theme.clone(),
        text(&request.area),
        standing.status.as_str().to_owned(),
        standing.status.category().as_str().to_owned(),
        key(standing.outcome.map(Outcome::as_str)),
        key(evidence.and_then(|evidence| evidence.ground).map(Ground::as_str)),
        evidence
            .and_then(|evidence| evidence.dataset.clone())
            .unwrap_or_default(),
        evidence
            .and_then(|evidence| evidence.url.clone())
            .unwrap_or_default(),
        standing.round.number.to_string(),
        key(standing.verdict.map(|verdict| verdict.value.as_str())),
        standing
            .verdict
            .and_then(|verdict| verdict.rating)
            .map(|rating| rating.to_string())
            .unwrap_or_default(),
        request.origin.as_str().to_owned(),
        request.language.clone(),
        text(&request.dataset),
        text(&request.wanted_frequency),
        text(&request.format),
        request.sector.as_str().to_owned(),
        request.supporters.to_string(),
        request.followers.to_string(),
        request.comments.to_string(),
        standing.round.due_on.map(|on| on.to_string()).unwrap_or_default(),
        standing.round.extended.to_string(),
        standing.promise.on.map(|on| on.to_string()).unwrap_or_default(),
        request.duplicate_of.map(|of| of.to_string()).unwrap_or_default(),
        request.created_at.to_string(),
        at(standing.answered_at),
        at(standing.closed_at),
        url,
    ]
}
