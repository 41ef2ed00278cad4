//! What somebody asked for, supports, follows: the beginning of each, or one of them page by page.

use domain::{
    data_request::DataRequest,
    ids::PersonId,
    store::requests::{self, Cursor, Filter, Joined, Sort},
};
use serde::Serialize;

use crate::{
    AppState,
    pages::{
        places::Places,
        requests::{card::Card, samples},
    },
    problem::Fault,
    visitor::Visitor,
};

/// How many the beginning shows.
const BEGINNING: u32 = 10;
/// How many a page has.
const PAGE: u32 = 25;

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What they asked for.
    Filed,
    /// What they need too.
    Supported,
    /// What they hear of.
    Followed,
}

/// A list, or a page of it.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// Which, by key.
    pub which: &'static str,
    /// The requests.
    pub cards: Vec<Card>,
    /// Where the next page begins, if there are more.
    pub next: Option<String>,
    /// This is not the first page.
    pub later: bool,
}

impl Which {
    /// In their order.
    pub const ALL: [Self; 3] = [Self::Filed, Self::Supported, Self::Followed];

    /// Its key in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Supported => "supported",
            Self::Followed => "followed",
        }
    }

    /// From its key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.as_str() == key)
    }
}

impl List {
    /// The beginning of a list.
    pub async fn beginning(
        app: &AppState,
        visitor: &Visitor,
        person: PersonId,
        which: Which,
    ) -> Result<Self, Fault> {
        Self::read(app, visitor, person, which, (None, BEGINNING)).await
    }

    /// A page of a list, behind `after`.
    pub async fn page(
        app: &AppState,
        visitor: &Visitor,
        person: PersonId,
        which: Which,
        after: Option<&str>,
    ) -> Result<Self, Fault> {
        Self::read(app, visitor, person, which, (after, PAGE)).await
    }

    async fn read(
        app: &AppState,
        visitor: &Visitor,
        person: PersonId,
        which: Which,
        (after, limit): (Option<&str>, u32),
    ) -> Result<Self, Fault> {
        let (items, next) = match which {
            Which::Filed => filed(app, visitor, person, (after, limit)).await?,
            Which::Supported => joined(app, visitor, (person, Joined::Supported), (after, limit)).await?,
            Which::Followed => joined(app, visitor, (person, Joined::Followed), (after, limit)).await?,
        };
        let reader = app.db.read();
        let places = Places::load(&reader, visitor.locale).await?;
        let today = app.moment().today;
        let calendar = app.calendar(&reader, today).await?;
        Ok(Self {
            which: which.as_str(),
            cards: items
                .iter()
                .map(|request| Card::of(request, &places, today, &calendar))
                .collect(),
            next,
            later: after.is_some(),
        })
    }

    /// Nothing in it.
    pub fn empty(which: Which) -> Self {
        Self {
            which: which.as_str(),
            cards: Vec::new(),
            next: None,
            later: false,
        }
    }

    /// Something in it.
    pub fn sample(which: Which) -> Self {
        Self {
            cards: vec![samples::own_card()],
            next: Some("abc".into()),
            later: which == Which::Supported,
            ..Self::empty(which)
        }
    }
}

/// Requests, and where the next page begins.
type Found = (Vec<DataRequest>, Option<String>);

async fn filed(
    app: &AppState,
    visitor: &Visitor,
    person: PersonId,
    (after, limit): (Option<&str>, u32),
) -> Result<Found, Fault> {
    let filter = Filter {
        requester: Some(person),
        ..Filter::default()
    };
    let cursor = after.and_then(|text| Cursor::decode(text, Sort::Newest, false));
    let reader = app.db.read();
    let found = requests::list(
        &reader,
        &visitor.actor,
        &filter,
        Sort::Newest,
        cursor.as_ref(),
        limit,
    )
    .await?;
    Ok((found.items, found.next.map(|cursor| cursor.encode())))
}

async fn joined(
    app: &AppState,
    visitor: &Visitor,
    whose: (PersonId, Joined),
    (after, limit): (Option<&str>, u32),
) -> Result<Found, Fault> {
    let reader = app.db.read();
    // The last one of the page before, by the name it has everywhere.
    let after = match after.and_then(|text| text.parse().ok()) {
        Some(reference) => requests::number_of(&reader, reference).await?,
        None => None,
    };
    let found = requests::joined(&reader, &visitor.actor, whose, after, limit).await?;
    let last = found.items.last().filter(|_| found.more);
    let next = last.map(|request| request.reference.to_string());
    Ok((found.items, next))
}
