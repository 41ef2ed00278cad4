//! Reads what a view of the desk shows: its rows, its counts, and the counts of the other views.

use std::{collections::HashMap, sync::Arc};

use domain::{
    data_request::DataRequest,
    deadline::Calendar,
    ids::RequestId,
    policy::Actor,
    store::{
        Reader,
        areas::Area,
        counts, events,
        requests::{
            self, Cursor, Filter, Sort,
            desk::{self, Desk, Mark, Piled},
        },
    },
};
use jiff::civil::Date;

use super::{Group, Parts, Queue, Row, ViewLink, asked::Asked, view::View};
use crate::{
    AppState,
    filled::Filled,
    pages::{
        desk::notice::Notice,
        places::{Place, Places},
    },
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// Rows of a group; the rest is one link away.
const GROUP: usize = 15;
/// Rows of a page of one view.
const PAGE: usize = 25;
/// Piles are counted up to here: it takes no longer however many there are.
const MOST: i64 = 500;

/// Somebody looks at their desk.
pub struct Looking<'a> {
    actor: &'a Actor,
    reader: Reader<'a>,
    places: Places,
    asked: Asked,
    desk: Desk,
    today: Date,
    calendar: Arc<Calendar>,
}

impl<'a> Looking<'a> {
    /// With what the address asks for.
    pub async fn new(app: &'a AppState, visitor: &'a Visitor, query: &Query) -> Result<Self, Fault> {
        let reader = app.db.read();
        let places = Places::load(&reader, visitor.locale).await?;
        let asked = Asked::read(query, &visitor.actor, &places);
        let today = app.moment().today;
        let calendar = app.calendar(&reader, today).await?;
        let desk = Desk {
            areas: asked.area_ids(&places),
            theme: asked.theme.clone(),
            today,
            soon: calendar.soon_until(today),
        };
        Ok(Self {
            actor: &visitor.actor,
            reader,
            places,
            asked,
            desk,
            today,
            calendar,
        })
    }

    /// The page.
    pub async fn page(&self, query: &Query) -> Result<Queue, Fault> {
        let asked = &self.asked;
        let (views, todo) = self.views().await?;
        let mut next = None;
        let groups = match (asked.view, &asked.q) {
            (View::Todo, _) => self.groups(&todo).await?,
            (view, _) => {
                let (found, more) = self.one(view, query.one("cursor")).await?;
                next = more;
                let shown = (i64::try_from(found.len()).unwrap_or(0), next.is_some());
                let (count, capped) = self.count(view, shown, &views, &todo).await?;
                vec![Group {
                    key: view.as_str(),
                    count,
                    capped,
                    rows: self.rows(found).await?,
                    all: None,
                }]
            }
        };
        let choice = |area: &Area| Place::new(&area.slug, area.name_in(asked.locale));
        Ok(Queue {
            view: asked.view.as_str(),
            total: groups.iter().map(|group| group.count).sum(),
            capped: groups.iter().any(|group| group.capped),
            groups,
            views,
            q: asked.q.clone().unwrap_or_default(),
            theme: asked.theme.clone().unwrap_or_default(),
            area: asked.area.clone().unwrap_or_default(),
            themes: self
                .places
                .themes
                .iter()
                .map(|theme| Place::new(&theme.key, theme.name_in(asked.locale)))
                .collect(),
            areas: asked.own_areas(&self.places).map(choice).collect(),
            coordinates: self.actor.coordinates(),
            narrowed: asked.is_narrowed(),
            mail_stuck_since: None,
            saved: Vec::new(),
            keep: None,
            filled: Filled::default(),
            notice: Notice::read(query),
            first: query.one("cursor").map(|_| asked.query(asked.view, None)),
            next: next.map(|mark| asked.query(asked.view, Some(&mark))),
        })
    }

    /// The views with their counts, and those of the groups of what there is to do.
    async fn views(&self) -> Result<(Vec<ViewLink>, HashMap<View, i64>), Fault> {
        let asked = &self.asked;
        let mut todo = HashMap::new();
        for view in asked.groups() {
            todo.insert(view, self.piled(view, true).await?);
        }
        let mut views = Vec::new();
        for view in asked.views() {
            let (count, capped) = match view {
                View::Todo => (todo.values().sum(), todo.values().any(|n| *n >= MOST)),
                _ if asked.q.is_some() => (0, false),
                _ => {
                    let n = self.piled(view, false).await?;
                    (n, n >= MOST)
                }
            };
            views.push(ViewLink {
                view: view.as_str(),
                query: asked.query(view, None),
                count: asked.q.is_none().then_some(count),
                capped,
                current: view == asked.view || view == View::Todo && asked.view.is_group(),
            });
        }
        Ok((views, todo))
    }

    /// How many there are of what is looked at; a search is not counted.
    pub async fn own_count(&self) -> Result<Option<i64>, Fault> {
        let asked = &self.asked;
        if asked.q.is_some() || asked.has_no_area() {
            return Ok(None);
        }
        if asked.view != View::Todo {
            return self.piled(asked.view, asked.view.is_group()).await.map(Some);
        }
        let mut sum = 0;
        for view in asked.groups() {
            sum += self.piled(view, true).await?;
        }
        Ok(Some(sum))
    }

    async fn piled(&self, view: View, group: bool) -> Result<i64, Fault> {
        Ok(match view.pile(group) {
            Some(pile) => desk::count(&self.reader, self.actor, &self.desk, pile, MOST).await?,
            None => 0,
        })
    }

    /// What there is to do, group by group: who is in one is in no later one.
    async fn groups(&self, counted: &HashMap<View, i64>) -> Result<Vec<Group>, Fault> {
        let mut groups = Vec::new();
        for view in self.asked.groups() {
            let count = counted.get(&view).copied().unwrap_or(0);
            let Some(pile) = view.pile(true).filter(|_| count > 0) else {
                continue;
            };
            let found = desk::page(&self.reader, self.actor, &self.desk, pile, None, GROUP).await?;
            let all = found.next.map(|_| self.asked.query(view, None));
            groups.push(Group {
                key: view.as_str(),
                count,
                capped: count >= MOST,
                rows: self.rows(found.items).await?,
                all,
            });
        }
        Ok(groups)
    }

    /// How many one view has, or what is found in it, and whether there are more.
    async fn count(
        &self,
        view: View,
        shown: (i64, bool),
        views: &[ViewLink],
        todo: &HashMap<View, i64>,
    ) -> Result<(i64, bool), Fault> {
        if self.asked.q.is_some() {
            // Those that are hidden are few, and are not told apart by the counts.
            if view == View::Hidden || self.asked.has_no_area() {
                return Ok(shown);
            }
            let found = counts::counts(&self.reader, self.eyes(view), &self.found_in(view)).await?;
            return Ok((found.total, found.capped));
        }
        if let Some(n) = todo.get(&view).filter(|_| view.is_group()) {
            return Ok((*n, *n >= MOST));
        }
        let link = views.iter().find(|link| link.current);
        Ok(link.map_or((0, false), |link| (link.count.unwrap_or(0), link.capped)))
    }

    /// As whom words are looked for: what is hidden is found among the hidden only.
    fn eyes(&self, view: View) -> &Actor {
        if view == View::Hidden {
            self.actor
        } else {
            &Actor::Visitor
        }
    }

    fn found_in(&self, view: View) -> Filter {
        self.asked
            .filter(&self.places, view.status().into_iter().collect())
    }

    /// A page of one view, or of what is found in it, and the mark of the next one.
    async fn one(&self, view: View, mark: Option<&str>) -> Result<(Vec<DataRequest>, Option<String>), Fault> {
        let asked = &self.asked;
        if asked.has_no_area() {
            return Ok((Vec::new(), None));
        }
        if asked.q.is_some() {
            let filter = self.found_in(view);
            let cursor = mark.and_then(|text| Cursor::decode(text, Sort::Newest, true));
            let limit = u32::try_from(PAGE).unwrap_or(u32::MAX);
            let found = requests::list(
                &self.reader,
                self.eyes(view),
                &filter,
                Sort::Newest,
                cursor.as_ref(),
                limit,
            )
            .await?;
            let is_meant =
                |request: &DataRequest| request.standing.hidden.is_some() == (view == View::Hidden);
            let items = found.items.into_iter().filter(is_meant).collect();
            return Ok((items, found.next.map(|cursor| cursor.encode())));
        }
        let Some(pile) = view.pile(asked.view.is_group()) else {
            return Ok((Vec::new(), None));
        };
        let after = mark.and_then(|text| Mark::decode(text, pile.0));
        let Piled { items, next } =
            desk::page(&self.reader, self.actor, &self.desk, pile, after, PAGE).await?;
        Ok((items, next.map(|mark| mark.encode())))
    }

    async fn rows(&self, found: Vec<DataRequest>) -> Result<Vec<Row>, Fault> {
        let spoke = |request: &&DataRequest| {
            request
                .standing
                .news()
                .is_some_and(|news| !news.kind.is_arrival())
        };
        let ids: Vec<RequestId> = found.iter().filter(spoke).map(|request| request.id).collect();
        let words = events::last_words(&self.reader, &ids).await?;
        let split: Vec<RequestId> = found
            .iter()
            .filter(|request| request.standing.split)
            .map(|request| request.id)
            .collect();
        let parts = requests::parts_answered(&self.reader, self.actor, &split).await?;
        let row = |request: &DataRequest| Row {
            parts: parts.get(&request.id).map(|(answered, count)| Parts {
                answered: *answered,
                count: *count,
            }),
            ..Row::of(request, &self.places, self.today, &self.calendar, &words)
        };
        Ok(found.iter().map(row).collect())
    }
}
