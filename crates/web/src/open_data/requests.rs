//! `/requests.csv`: the requests of a list as a table, a row each, in the order of the list.

use axum::{extract::State, response::Response};
use domain::{
    data_request::DataRequest,
    policy::Actor,
    status::{Ground, Outcome},
    store::{
        ReadError,
        requests::{self, Cursor},
    },
};
use futures::stream;
use jiff::Timestamp;

use super::table::{self, Column, Dialect, Row, Type, optional, required};
use crate::{
    AppState,
    api::v1::filter::{self, Asked},
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Rows that are read at once.
const PAGE: u32 = 500;

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

/// What is left to read.
struct Rest {
    app: AppState,
    asked: Asked,
    next: Option<Cursor>,
}

/// The table.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    mut query: Query,
) -> Result<Response, Fault> {
    let dialect = Dialect::of(&query);
    let asked = filter::read(&app.reader(&visitor.actor), &mut query).await?;
    let package = app.links().to("/datapackage.json");
    // What anybody sees, whoever asks: a table that is passed on must hold nothing else.
    let begin = (!asked.nothing).then_some(Rest {
        app,
        next: asked.cursor.clone(),
        asked,
    });
    let pages = stream::try_unfold(begin, async |rest| match rest {
        Some(rest) => rest.read().await.map(Some),
        None => Ok::<_, ReadError>(None),
    });
    Ok(table::respond(
        ("requests.csv", &package),
        dialect,
        &COLUMNS,
        pages,
    ))
}

impl Rest {
    /// A page of rows, and what is left then.
    async fn read(mut self) -> Result<(Vec<Row>, Option<Self>), ReadError> {
        let (actor, asked) = (Actor::Visitor, &self.asked);
        let reader = self.app.reader(&actor);
        let found = requests::list(
            &reader,
            &actor,
            &asked.filter,
            asked.sort,
            self.next.as_ref(),
            PAGE,
        )
        .await?;
        let links = self.app.links();
        let rows = found.items.iter();
        let rows = rows.map(|request| row(request, links.request(request.reference)));
        let rows = rows.collect();
        self.next = found.next;
        let more = self.next.is_some();
        Ok((rows, more.then_some(self)))
    }
}

fn row(request: &DataRequest, url: String) -> Row {
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
