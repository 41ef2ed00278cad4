//! `/requests`: search, facets with their counts, sorts, pages. Every state of it is an address.

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    locale::Locale,
    status::{Category, Kind, Status},
    store::{
        counts::{self, Counts},
        requests::{self, Cursor, Filter, Page as Found, Sort},
    },
};
use render::{Words, names::Named};
use serde::Serialize;
use url::form_urlencoded;

use super::card::Card;
use crate::{
    AppState,
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// How many cards a page has.
const PAGE: u32 = 20;

/// The page.
#[derive(Debug, Serialize)]
pub struct Requests {
    /// The words looked for.
    pub q: String,
    /// The dataset it is narrowed to.
    pub dataset: Option<String>,
    /// The order, by key.
    pub sort: &'static str,
    /// The orders there are.
    pub sorts: Vec<&'static str>,
    /// What it can be narrowed by.
    pub facets: Vec<Facet>,
    /// What it is narrowed to, each with the address without it.
    pub applied: Vec<Applied>,
    /// How many there are.
    pub total: i64,
    /// There are more than were counted.
    pub capped: bool,
    /// Those of this page.
    pub cards: Vec<Card>,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<String>,
    /// The query of this list in the API, and as a table.
    pub api: String,
    /// The query that keeps it.
    pub keep: String,
    /// The query of this list as a feed, which has an order of its own.
    pub feed: String,
}

/// One thing to narrow by.
#[derive(Debug, Serialize)]
pub struct Facet {
    /// The query's key: `status`, `theme`, `area`, `kind`.
    pub name: &'static str,
    /// Whether it is unfolded.
    pub open: bool,
    /// Its choices.
    pub choices: Vec<Choice>,
}

/// A choice of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// The value in the query.
    pub value: String,
    /// What people read.
    pub label: String,
    /// How many there would be.
    pub count: i64,
    /// Whether it is chosen.
    pub checked: bool,
}

/// A filter in force.
#[derive(Debug, Serialize)]
pub struct Applied {
    /// What people read.
    pub label: String,
    /// The query without it.
    pub without: String,
}

/// What was asked for. Values that mean nothing are left out: an old address still shows a list.
pub struct Asked {
    pub filter: Filter,
    pub sort: Sort,
    cursor: Option<Cursor>,
    /// The filters exclude each other.
    pub nothing: bool,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    here: Here,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response, Fault> {
    let reader = app.reader(&visitor.actor);
    let places = Places::load(&reader, visitor.locale).await?;
    let asked = Asked::read(&mut query, &places);
    let (mut found, mut counts) = (
        Found {
            items: Vec::new(),
            next: None,
        },
        Counts::default(),
    );
    if !asked.nothing {
        let (filter, cursor) = (&asked.filter, asked.cursor.as_ref());
        found = requests::list(&reader, &visitor.actor, filter, asked.sort, cursor, PAGE).await?;
        counts = counts::counts(&reader, &visitor.actor, filter).await?;
    }
    let today = app.moment().today;
    let calendar = app.calendar(&reader, today).await?;
    let pairs = asked.pairs();
    let facets = facets(
        app.engine.words(),
        visitor.locale,
        &places,
        &asked.filter,
        &counts,
    );
    let card = |request| Card::of(request, &places, today, &calendar);
    let page = Requests {
        q: asked.filter.q.clone().unwrap_or_default(),
        dataset: asked.filter.dataset.clone(),
        sort: asked.sort.as_str(),
        sorts: SORTS.map(Sort::as_str).to_vec(),
        applied: applied(&facets, &asked.filter, &pairs),
        facets,
        total: counts.total,
        capped: counts.capped,
        cards: found.items.iter().map(card).collect(),
        next: found
            .next
            .map(|cursor| encode(pairs.iter().chain([&("cursor", cursor.encode())]))),
        first: asked.cursor.is_some().then(|| encode(&pairs)),
        api: encode(&pairs),
        keep: encode(asked.filter.pairs().iter().chain([&("keep", "1".to_owned())])),
        feed: encode(pairs.iter().filter(|(key, _)| *key != "sort")),
    };
    page::show_unless_known(&app, &visitor, &here, &headers, &page)
}

const SORTS: [Sort; 4] = [Sort::Newest, Sort::Wanted, Sort::Moved, Sort::Due];

pub type Pair = (&'static str, String);

impl Asked {
    pub fn read(query: &mut Query, places: &Places) -> Self {
        let statuses = query.keys("status", Status::parse);
        let categories = query.keys("category", Category::parse);
        let is_wanted = |status: &Status| {
            (statuses.is_empty() || statuses.contains(status))
                && (categories.is_empty() || categories.contains(&status.category()))
        };
        let is_narrowed = !statuses.is_empty() || !categories.is_empty();
        let wanted = if is_narrowed {
            Status::ALL.iter().copied().filter(is_wanted).collect()
        } else {
            Vec::new()
        };
        let q = query.one("q").map(str::to_owned);
        let sort = query.one("sort").and_then(Sort::parse).unwrap_or(Sort::Newest);
        let known = |keys: Vec<String>, is_there: &dyn Fn(&str) -> bool| {
            keys.into_iter()
                .filter(|key| is_there(key))
                .collect::<Vec<String>>()
        };
        Self {
            nothing: is_narrowed && wanted.is_empty(),
            cursor: query
                .one("cursor")
                .and_then(|text| Cursor::decode(text, sort, q.is_some())),
            sort,
            filter: Filter {
                q,
                statuses: wanted,
                themes: known(query.all("theme"), &|key| {
                    places.themes.iter().any(|theme| theme.key == key)
                }),
                areas: known(query.all("area"), &|slug| places.area(Some(slug)).is_some()),
                kinds: query.keys("kind", Kind::parse),
                dataset: query.one("dataset").map(str::to_owned),
                requester: None,
                where_to_get_it: false,
            },
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

pub fn encode<'a>(pairs: impl IntoIterator<Item = &'a Pair>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    query.finish()
}

pub(super) fn facets(
    words: &Words,
    locale: Locale,
    places: &Places,
    filter: &Filter,
    counts: &Counts,
) -> Vec<Facet> {
    fn keyed<T: Named + std::hash::Hash + Eq>(
        (words, locale): (&Words, Locale),
        (all, key): (&[T], fn(T) -> &'static str),
        counts: &std::collections::HashMap<T, i64>,
        chosen: &[T],
    ) -> Vec<Choice> {
        let choice = |value: &T| Choice {
            value: key(*value).to_owned(),
            label: words.name(locale, *value),
            count: counts.get(value).copied().unwrap_or(0),
            checked: chosen.contains(value),
        };
        all.iter().map(choice).collect()
    }
    let said = (words, locale);
    let theme = |theme: &domain::store::themes::Theme| Choice {
        value: theme.key.clone(),
        label: theme.name_in(locale).to_owned(),
        count: counts.themes.get(&theme.key).copied().unwrap_or(0),
        checked: filter.themes.contains(&theme.key),
    };
    let area = |area: &domain::store::areas::Area| Choice {
        value: area.slug.clone(),
        label: area.name_in(locale).to_owned(),
        count: counts.areas.get(&area.slug).copied().unwrap_or(0),
        checked: filter.areas.contains(&area.slug),
    };
    let facet = |name, open, choices: Vec<Choice>| {
        let choices: Vec<Choice> = choices
            .into_iter()
            .filter(|choice| choice.checked || choice.count > 0)
            .collect();
        Facet {
            name,
            open: open || choices.iter().any(|choice| choice.checked),
            choices,
        }
    };
    let facets = [
        facet(
            "status",
            true,
            keyed(
                said,
                (Status::ALL, Status::as_str),
                &counts.statuses,
                &filter.statuses,
            ),
        ),
        facet("theme", true, places.themes.iter().map(theme).collect()),
        facet("area", false, places.areas.iter().map(area).collect()),
        facet(
            "kind",
            false,
            keyed(said, (Kind::ALL, Kind::as_str), &counts.kinds, &filter.kinds),
        ),
    ];
    facets
        .into_iter()
        .filter(|facet| !facet.choices.is_empty())
        .collect()
}

pub(super) fn applied(facets: &[Facet], filter: &Filter, pairs: &[Pair]) -> Vec<Applied> {
    let without =
        |name: &str, value: &str| encode(pairs.iter().filter(|(key, other)| *key != name || other != value));
    let tag = |name: &str, value: &str, label: &str| Applied {
        label: label.to_owned(),
        without: without(name, value),
    };
    let words = filter.q.iter().map(|q| tag("q", q, q));
    let dataset = filter
        .dataset
        .iter()
        .map(|dataset| tag("dataset", dataset, dataset));
    let chosen = facets.iter().flat_map(|facet| {
        let checked = facet.choices.iter().filter(|choice| choice.checked);
        checked.map(|choice| tag(facet.name, &choice.value, &choice.label))
    });
    words.chain(chosen).chain(dataset).collect()
}

impl Page for Requests {
    const TEMPLATE: &'static str = "pages/requests/list.html";
    const SECTION: &'static str = "requests";
    const QUERY: &'static [&'static str] = &[
        "q", "theme", "status", "category", "area", "kind", "dataset", "sort", "cursor",
    ];

    fn samples() -> Vec<Self> {
        super::samples::lists()
    }
}
