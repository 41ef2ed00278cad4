//! `/requests.csv`: the requests of a list as a table, a row each, in the order of the list; in our own columns or, with
//! `?profile=ley104`, in those of the dataset of information requests of the City.

mod ley104;
mod own;

use axum::{extract::State, response::Response};
use domain::{
    data_request::DataRequest,
    field::FieldCode,
    policy::Actor,
    store::{
        ReadError,
        requests::{self, Cursor},
    },
};
use futures::stream;

pub use self::{ley104::COLUMNS as LEY104, own::COLUMNS as OWN};
use super::table::{self, Column, Dialect, Row};
use crate::{
    AppState, list_query::ListQuery, pages::places::Places, problem::Fault, query::Query, visitor::Visitor,
};

/// Rows that are read at once.
const PAGE: u32 = 500;

/// Which columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Ours.
    Own,
    /// Those of the dataset `acceso-informacion-publica` of the City: requests for information under its law 104.
    Ley104,
}

/// What is left to read.
struct Rest {
    app: AppState,
    profile: Profile,
    asked: ListQuery,
    next: Option<Cursor>,
}

/// The table.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    mut query: Query,
) -> Result<Response, Fault> {
    let (dialect, profile) = (Dialect::of(&query), Profile::of(&mut query));
    let places = Places::load(&app.reader(&visitor.actor), visitor.locale).await?;
    let asked = ListQuery::read(&mut query, &places, &app.zone);
    query.finish()?;
    let package = app.links().to("/datapackage.json");
    // What anybody sees, whoever asks: a table that is passed on must hold nothing else.
    let begin = (!asked.nothing).then_some(Rest {
        app,
        profile,
        next: asked.cursor.clone(),
        asked,
    });
    let pages = stream::try_unfold(begin, async |rest| match rest {
        Some(rest) => rest.read().await.map(Some),
        None => Ok::<_, ReadError>(None),
    });
    Ok(table::respond(
        (profile.file(), &package),
        dialect,
        profile.columns(),
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
        let items = &found.items;
        let rows = match self.profile {
            Profile::Own => {
                let links = self.app.links();
                let row = |request: &DataRequest| own::row(request, links.request(request.reference));
                items.iter().map(row).collect()
            }
            Profile::Ley104 => {
                let around = ley104::Around::load(&self.app, &reader).await?;
                items.iter().map(|request| around.row(request)).collect()
            }
        };
        self.next = found.next;
        let more = self.next.is_some();
        Ok((rows, more.then_some(self)))
    }
}

impl Profile {
    /// The one that `profile` in a query asks for.
    fn of(query: &mut Query) -> Self {
        match query.one("profile") {
            None => Self::Own,
            Some("ley104") => Self::Ley104,
            Some(_) => {
                query.wrong("profile", FieldCode::UnknownValue);
                Self::Own
            }
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Own => "requests.csv",
            Self::Ley104 => "requests-ley104.csv",
        }
    }

    fn columns(self) -> &'static [Column] {
        match self {
            Self::Own => &OWN,
            Self::Ley104 => &LEY104,
        }
    }
}
