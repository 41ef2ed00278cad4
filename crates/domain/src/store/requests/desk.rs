//! The piles of a desk: what an area, or the whole house, has to do, in the order in which to do it. Each is the beginning
//! of an index, so it takes as long among a million requests as among a few.

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{Actor, DataRequest, Source, Standing, Status, row::Row};
use crate::{ids::AreaId, keys::keys, store::number};

mod query;

use query::Query;

keys! {
    /// A pile.
    Pile {
        /// The term or the promised day has passed.
        Late = "late",
        /// It will within five working days.
        Soon = "soon",
        /// The requester said something, and nobody has acted on it.
        News = "news",
        /// Answered, and what the answer rests on is not in order.
        Evidence = "evidence",
        /// Received or assigned, and not acted on.
        Arrivals = "arrivals",
        /// Waits for the coordinators.
        Received = "received",
        /// An area looks into it.
        UnderReview = "under_review",
        /// Waits for its requester.
        Waiting = "waiting",
        /// Promised.
        Planned = "planned",
        /// The data is being prepared.
        InPreparation = "in_preparation",
        /// Waits for the verdict.
        Answered = "answered",
        /// Every one.
        All = "all",
        /// Hidden ones, for those who may see them.
        Hidden = "hidden",
    }
}

/// The day by which something is due; those of which nothing is owed come last, in the order in which they came in.
const ACT_BY: &str = "coalesce(r.act_by, '9999-12-31')";
/// That day, of those of which nothing is owed.
const NEVER: Date = Date::constant(9999, 12, 31);

/// What a desk looks at.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The requests of these areas; of the whole house when `None`.
    pub areas: Option<Vec<AreaId>>,
    /// Of this theme only.
    pub theme: Option<String>,
    /// Today.
    pub today: Date,
    /// The last day that is soon.
    pub soon: Date,
}

/// Where a page of a pile ended: the next one begins behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    key: Key,
    id: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Day(Date),
    At(i64),
}

/// A page of a pile.
#[derive(Debug, Clone)]
pub struct Piled {
    /// The requests, without their long texts.
    pub items: Vec<DataRequest>,
    /// Where the next page begins, if there is one.
    pub next: Option<Mark>,
}

/// `limit` requests of a pile that `actor` may see, behind `after`. `calm` leaves out those that are late or soon.
pub async fn page(
    source: &impl Source,
    actor: &Actor,
    desk: &Desk,
    (pile, calm): (Pile, bool),
    after: Option<Mark>,
    limit: usize,
) -> Result<Piled, DbErr> {
    let mut items = Vec::new();
    let (_, down) = pile.order();
    for area in desk.each_area() {
        let mut query = Query::new(actor, desk, area, (pile, calm));
        query.after(pile, after);
        let sql = query.page(pile, limit + 1);
        let rows: Vec<Row> = super::super::all(source, &sql, query.values).await?;
        for row in rows {
            items.push(row.into_request()?);
        }
    }
    // Each area's came in their order; together they are put into it again.
    items.sort_by_key(|request| pile.mark(request));
    if down {
        items.reverse();
    }
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| pile.mark(last));
    Ok(Piled { items, next })
}

/// How many a pile has, counted up to `most`.
pub async fn count(
    source: &impl Source,
    actor: &Actor,
    desk: &Desk,
    pile: (Pile, bool),
    most: i64,
) -> Result<i64, DbErr> {
    let mut sum = 0;
    for area in desk.each_area() {
        let query = Query::new(actor, desk, area, pile);
        let sql = format!(
            "select count(*) as n from (select 1 from data_request r where {} limit {most}) k",
            query.wheres.join(" and ")
        );
        sum += number(source, &sql, query.values).await?.unwrap_or(0);
    }
    Ok(sum.min(most))
}

impl Mark {
    /// As text for an address.
    pub fn encode(&self) -> String {
        match self.key {
            Key::Day(day) => format!("{day}.{}", self.id),
            Key::At(at) => format!("{at}.{}", self.id),
        }
    }

    /// From the text of an address, if it is one of `pile`.
    pub fn decode(text: &str, pile: Pile) -> Option<Self> {
        let (key, id) = text.split_once('.')?;
        let key = match pile {
            Pile::All | Pile::Hidden | Pile::Evidence => Key::At(key.parse().ok()?),
            _ => Key::Day(key.parse().ok()?),
        };
        Some(Self {
            key,
            id: id.parse().ok()?,
        })
    }
}

impl Desk {
    /// One query each: no index begins with several areas and still gives an order.
    fn each_area(&self) -> Vec<Option<AreaId>> {
        match &self.areas {
            None => vec![None],
            Some(areas) => areas.iter().copied().map(Some).collect(),
        }
    }
}

impl Pile {
    /// The column it is ordered by, and whether the last comes first.
    const fn order(self) -> (&'static str, bool) {
        match self {
            Self::Late | Self::Soon => ("r.act_by", false),
            Self::News
            | Self::Arrivals
            | Self::Received
            | Self::UnderReview
            | Self::Waiting
            | Self::Planned
            | Self::InPreparation => (ACT_BY, false),
            Self::Answered => (ACT_BY, true),
            Self::All => ("r.created_at", true),
            Self::Hidden | Self::Evidence => ("r.updated_at", true),
        }
    }

    fn order_by(self) -> String {
        let (column, down) = self.order();
        let direction = if down { "desc" } else { "asc" };
        format!("{column} {direction}, r.id {direction}")
    }

    fn mark(self, request: &DataRequest) -> Mark {
        let key = match self {
            Self::Hidden | Self::Evidence => Key::At(request.updated_at.as_second()),
            Self::All => Key::At(request.created_at.as_second()),
            _ => Key::Day(request.standing.act_by().unwrap_or(NEVER)),
        };
        Mark {
            key,
            id: request.id.0,
        }
    }

    /// The status that makes the pile, if one does.
    const fn status(self) -> Option<Status> {
        match self {
            Self::Received => Some(Status::Received),
            Self::UnderReview => Some(Status::UnderReview),
            Self::Waiting => Some(Status::NeedsInfo),
            Self::Planned => Some(Status::Planned),
            Self::InPreparation => Some(Status::InPreparation),
            Self::Answered => Some(Status::Answered),
            Self::Late
            | Self::Soon
            | Self::News
            | Self::Evidence
            | Self::Arrivals
            | Self::All
            | Self::Hidden => None,
        }
    }
}

/// The column `act_by`: it repeats what the standing says.
pub(super) fn act_by(standing: &Standing) -> Option<String> {
    standing.act_by().map(|day| day.to_string())
}

/// The column `news`.
pub(super) fn news(standing: &Standing) -> Option<&'static str> {
    standing.news().map(|news| news_key(news.kind.is_arrival()))
}

const fn news_key(arrival: bool) -> &'static str {
    if arrival { "arrival" } else { "requester" }
}

#[cfg(test)]
mod tests;
