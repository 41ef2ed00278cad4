//! What is asked of the desk: a view, words, a theme, an area. What means nothing, or is not this person's, is left out.

use domain::{
    ids::AreaId,
    locale::Locale,
    policy::Actor,
    status::Status,
    store::{areas::Area, requests::Filter},
};
use url::form_urlencoded;

use super::view::View;
use crate::{pages::places::Places, query::Query};

/// What was asked for.
pub struct Asked {
    /// The view.
    pub view: View,
    /// The words looked for.
    pub q: Option<String>,
    /// A theme, by key.
    pub theme: Option<String>,
    /// An area, by slug.
    pub area: Option<String>,
    /// The reader's language.
    pub locale: Locale,
    coordinates: bool,
    own: Option<Vec<AreaId>>,
}

impl Asked {
    /// From the query.
    pub fn read(query: &Query, actor: &Actor, places: &Places) -> Self {
        let coordinates = actor.coordinates();
        let own = match actor {
            Actor::Person(signed) if !coordinates => Some(signed.areas.clone()),
            Actor::Person(_) | Actor::Visitor | Actor::System(_) => None,
        };
        let q = query.one("q").map(str::to_owned);
        let mut asked = Self {
            view: View::Todo,
            theme: query
                .one("theme")
                .filter(|key| places.themes.iter().any(|theme| theme.key == *key))
                .map(str::to_owned),
            area: None,
            locale: places.locale(),
            q,
            coordinates,
            own,
        };
        asked.area = query
            .one("area")
            .map(|slug| places.current(slug))
            .filter(|slug| asked.own_areas(places).any(|area| area.slug == *slug))
            .map(str::to_owned);
        let view = query.one("view").and_then(View::parse);
        let view = view.filter(|view| view.is_group() || asked.views().contains(view));
        asked.view = match (view.unwrap_or(View::Todo), &asked.q) {
            // Words are looked for in all there is, not in what is next.
            (view, Some(_)) if view == View::Todo || view.is_group() => View::All,
            (view, _) => view,
        };
        asked
    }

    /// The views there are for this person.
    pub fn views(&self) -> Vec<View> {
        let all = [
            View::Todo,
            View::Received,
            View::UnderReview,
            View::Waiting,
            View::Planned,
            View::InPreparation,
            View::Answered,
            View::All,
            View::Hidden,
        ];
        let mine = |view: &View| self.coordinates || !matches!(view, View::Received | View::Hidden);
        all.into_iter().filter(mine).collect()
    }

    /// The groups of what there is to do, the most urgent first. What came in is the coordinators' until it has an area,
    /// and the area's from then on.
    pub fn groups(&self) -> Vec<View> {
        let new = if self.coordinates {
            View::Received
        } else {
            View::Arrivals
        };
        vec![View::Late, View::Soon, View::News, View::Evidence, new]
    }

    /// The areas that are this person's.
    pub fn own_areas<'a>(&'a self, places: &'a Places) -> impl Iterator<Item = &'a Area> {
        let is_own = |area: &&Area| self.own.as_ref().is_none_or(|own| own.contains(&area.id));
        places.areas.iter().filter(is_own)
    }

    /// The areas whose requests are looked at; all when none is named.
    pub fn area_ids(&self, places: &Places) -> Option<Vec<AreaId>> {
        match &self.area {
            Some(slug) => {
                let area = places.areas.iter().find(|area| area.slug == *slug);
                Some(area.map(|area| area.id).into_iter().collect())
            }
            None => self.own.clone(),
        }
    }

    /// Somebody without an area has nothing on the desk.
    pub fn has_no_area(&self) -> bool {
        self.own.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether anything narrows the view.
    pub fn is_narrowed(&self) -> bool {
        self.q.is_some() || self.theme.is_some() || self.area.is_some()
    }

    /// The same as the filter of a list.
    pub fn filter(&self, places: &Places, statuses: Vec<Status>) -> Filter {
        let areas = match (&self.area, &self.own) {
            (Some(slug), _) => vec![slug.clone()],
            (None, Some(_)) => self.own_areas(places).map(|area| area.slug.clone()).collect(),
            (None, None) => Vec::new(),
        };
        Filter {
            q: self.q.clone(),
            statuses,
            themes: self.theme.iter().cloned().collect(),
            areas,
            ..Filter::default()
        }
    }

    /// The query that shows a view, narrowed as this one, from a mark on.
    pub fn query(&self, view: View, mark: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if view != View::Todo {
            query.append_pair("view", view.as_str());
        }
        let pairs = [
            ("q", self.q.as_deref()),
            ("theme", self.theme.as_deref()),
            ("area", self.area.as_deref()),
            ("cursor", mark),
        ];
        for (name, value) in pairs {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }
}
