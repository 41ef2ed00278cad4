//! The query of a list of requests: the only place where it is read ([`Filter::pairs`] is where it is written). What means
//! nothing is left out and noted: pages show the list without it, programs are told.

mod history;

use std::collections::HashSet;

use domain::{
    field::FieldCode,
    status::{Category, Ground, Kind, Outcome, Status},
    store::requests::{Cursor, Filter, Sort},
};
use jiff::tz::TimeZone;
use url::form_urlencoded;

use crate::{AppState, pages::places::Places, problem::Fault, query::Query};

/// A key and its value.
pub type Pair = (&'static str, String);

/// What a list can be asked for, in this order.
pub const KEYS: &[&str] = &[
    "q",
    "status",
    "category",
    "outcome",
    "ground",
    "theme",
    "area",
    "kind",
    "dataset",
    "received",
    "determined",
    "determined_by",
    "determined_days",
    "answered",
    "answered_by",
    "answered_days",
    "published",
    "published_by",
    "published_days",
    "ended",
    "sort",
    "cursor",
];
/// Of these, what it is narrowed by.
pub const FILTERS: &[&str] = KEYS.split_at(KEYS.len() - 2).0;

/// What a list is asked for.
pub struct ListQuery {
    /// Narrowed to.
    pub filter: Filter,
    /// In this order.
    pub sort: Sort,
    /// From here on.
    pub cursor: Option<Cursor>,
    /// So many, where whoever asks may say.
    pub limit: u32,
    /// The filters exclude each other: nothing to look for.
    pub nothing: bool,
}

impl ListQuery {
    /// Reads it. Whoever wants to tell what is wrong with it asks [`Query::finish`].
    pub fn read(query: &mut Query, places: &Places, zone: &TimeZone) -> Self {
        let statuses = query.keys("status", Status::parse);
        let categories = query.keys("category", Category::parse);
        let outcomes = query.keys("outcome", Outcome::parse);
        let grounds = query.keys("ground", Ground::parse);
        let kinds = query.keys("kind", Kind::parse);
        let sort = match query.one("sort").map(Sort::parse) {
            None => Sort::Newest,
            Some(Some(sort)) => sort,
            Some(None) => {
                query.wrong("sort", FieldCode::UnknownValue);
                Sort::Newest
            }
        };
        let q = query.one("q").map(str::to_owned);
        let cursor = query
            .one("cursor")
            .map(|text| Cursor::decode(text, sort, q.is_some()));
        if cursor == Some(None) {
            query.wrong("cursor", FieldCode::BadCursor);
        }
        let limit = query.limit();
        let is_theme = |key: &str| places.themes.iter().any(|theme| theme.key == key);
        let themes = known(query, "theme", FieldCode::NotATheme, is_theme);
        let mut areas: Vec<String> = areas(query, "area", places)
            .iter()
            .map(|slug| places.current(slug).to_owned())
            .collect();
        let mut seen = HashSet::new();
        areas.retain(|slug| seen.insert(slug.clone()));
        let (statuses, nothing) = narrow(statuses, &categories);
        Self {
            filter: Filter {
                q,
                statuses,
                outcomes,
                grounds,
                themes,
                areas,
                kinds,
                dataset: query.one("dataset").map(str::to_owned),
                received: history::within(query, "received", zone),
                ended: history::within(query, "ended", zone),
                reached: history::reached(query, places, zone),
                requester: None,
                where_to_get_it: false,
            },
            sort,
            cursor: cursor.flatten(),
            limit,
            nothing,
        }
    }

    /// Sends on to the address that asks for the same, if this one names an area that was merged into another.
    pub fn settle(app: &AppState, path: &str, query: &Query, places: &Places) -> Result<(), Fault> {
        match query.renamed("area", |slug| places.current(slug)) {
            Some(query) => Err(Fault::Moved(app.links().to(&format!("{path}?{query}")))),
            None => Ok(()),
        }
    }

    /// The query that asks for this, without a page mark.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs = self.filter.pairs();
        if self.sort != Sort::Newest {
            pairs.push(("sort", self.sort.as_str().to_owned()));
        }
        pairs
    }
}

/// Pairs as the text of an address.
pub fn encode<'a>(pairs: impl IntoIterator<Item = &'a Pair>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    query.finish()
}

/// The areas that are there, of those a key names.
fn areas(query: &mut Query, key: &'static str, places: &Places) -> Vec<String> {
    let is_area = |slug: &str| places.areas.iter().any(|area| area.slug == slug);
    known(query, key, FieldCode::NotAnArea, is_area)
}

fn known(
    query: &mut Query,
    key: &'static str,
    code: FieldCode,
    is_there: impl Fn(&str) -> bool,
) -> Vec<String> {
    let (there, others): (Vec<String>, Vec<String>) =
        query.all(key).into_iter().partition(|value| is_there(value));
    for _ in others {
        query.wrong(key, code);
    }
    there
}

/// The statuses that are asked for and in a category that is asked for; and whether that leaves none.
fn narrow(statuses: Vec<Status>, categories: &[Category]) -> (Vec<Status>, bool) {
    if categories.is_empty() {
        return (statuses, false);
    }
    let wanted = |status: &Status| {
        categories.contains(&status.category()) && (statuses.is_empty() || statuses.contains(status))
    };
    let narrowed: Vec<Status> = Status::ALL.iter().copied().filter(wanted).collect();
    let nothing = narrowed.is_empty();
    (narrowed, nothing)
}

#[cfg(test)]
mod tests {
    use domain::status::{Category, Status};

    use super::{FILTERS, narrow};

    #[test]
    fn a_category_and_a_status_narrow_together() {
        assert_eq!(
            narrow(vec![], &[Category::Waiting]),
            (vec![Status::NeedsInfo], false)
        );
        assert_eq!(
            narrow(vec![Status::Planned], &[Category::Open]),
            (vec![Status::Planned], false)
        );
        assert_eq!(narrow(vec![Status::Planned], &[Category::Closed]), (vec![], true));
        assert_eq!(narrow(vec![], &[]), (vec![], false));
    }

    #[test]
    fn an_order_and_a_place_narrow_nothing() {
        assert_eq!((FILTERS.first(), FILTERS.last()), (Some(&"q"), Some(&"ended")));
    }
}
