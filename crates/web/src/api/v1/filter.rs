//! What a list of requests is narrowed to, read from its query.

use domain::{
    field::FieldCode,
    status::{Category, Kind, Status},
    store::{
        Reader, areas,
        requests::{Cursor, Filter, Sort},
        themes,
    },
};

use crate::{problem::Fault, query::Query};

/// What a list is asked for.
pub struct Asked {
    /// Narrowed to.
    pub filter: Filter,
    /// In this order.
    pub sort: Sort,
    /// From here on.
    pub cursor: Option<Cursor>,
    /// So many.
    pub limit: u32,
    /// The filters exclude each other: nothing to look for.
    pub nothing: bool,
}

/// Reads the query of a list of requests.
pub async fn read(reader: &Reader<'_>, query: &mut Query) -> Result<Asked, Fault> {
    let statuses = query.keys("status", Status::parse);
    let categories = query.keys("category", Category::parse);
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
    let themes = query.all("theme");
    for key in &themes {
        if themes::find(reader, key).await?.is_none() {
            query.wrong("theme", FieldCode::NotATheme);
        }
    }
    let areas = query.all("area");
    for slug in &areas {
        if areas::find(reader, slug).await?.is_none() {
            query.wrong("area", FieldCode::NotAnArea);
        }
    }
    query.finish()?;
    let (statuses, nothing) = narrow(statuses, &categories);
    let dataset = query.one("dataset").map(str::to_owned);
    let filter = Filter {
        q,
        statuses,
        themes,
        areas,
        kinds,
        dataset,
        requester: None,
        where_to_get_it: false,
    };
    Ok(Asked {
        filter,
        sort,
        cursor: cursor.flatten(),
        limit,
        nothing,
    })
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

    use super::narrow;

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
}
