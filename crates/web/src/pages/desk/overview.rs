//! `/desk/overview`: how the areas stand, for those who coordinate: what each has late, soon, new and waiting, and whether
//! anybody answers for it. Every number leads to those requests.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    policy::{Actor, Denied},
    store::{
        areas::{self, Area},
        datasets, people,
        requests::desk::{self, Desk, Pile},
    },
};
use serde::Serialize;

use crate::{
    AppState,
    page::{self, Here, Page},
    pages::areas::show::Kept,
    problem::Fault,
    visitor::Visitor,
};

/// What is counted of each area.
const PILES: [Pile; 6] = [
    Pile::Late,
    Pile::Soon,
    Pile::News,
    Pile::Arrivals,
    Pile::Waiting,
    Pile::All,
];
/// Piles are counted up to here: it takes no longer however many there are.
const MOST: i64 = 500;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// The areas, those with the most that is late first.
    pub areas: Vec<Stand>,
    /// Requests that wait for an area.
    pub received: i64,
}

/// How an area stands.
#[derive(Debug, Clone, Serialize)]
pub struct Stand {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many people answer for it.
    pub liaisons: usize,
    /// Somebody hears of long delays.
    pub head: bool,
    /// The datasets it keeps; none where it keeps none.
    pub datasets: Option<Kept>,
    /// What it has of each pile, where it has any.
    pub piles: Vec<Piled>,
}

/// How much an area has of a pile.
#[derive(Debug, Clone, Serialize)]
pub struct Piled {
    /// The view that shows it.
    pub view: &'static str,
    /// How many there are.
    pub count: i64,
    /// There are more.
    pub capped: bool,
}

/// The page.
pub async fn show(State(app): State<AppState>, visitor: Visitor, here: Here) -> Result<Response, Fault> {
    super::staff(&visitor)?;
    if !visitor.actor.coordinates() {
        return Err(Fault::Denied(Denied::NotCoordinator));
    }
    let page = Overview::read(&app, &visitor).await?;
    page::private(&app, &visitor, &here, (StatusCode::OK, &page))
}

impl Overview {
    async fn read(app: &AppState, visitor: &Visitor) -> Result<Self, Fault> {
        let reader = app.db.read();
        let today = app.moment().today;
        let calendar = app.calendar(&reader, today).await?;
        let everywhere = Desk {
            areas: None,
            theme: None,
            today,
            soon: calendar.soon_until(today),
        };
        let kept = datasets::by_area(&reader, today).await?;
        let mut stands = Vec::new();
        for area in areas::list(&reader).await? {
            let own = Desk {
                areas: Some(vec![area.id]),
                ..everywhere.clone()
            };
            let mut counts = Vec::new();
            for pile in PILES {
                let count = desk::count(&reader, &visitor.actor, &own, (pile, false), MOST).await?;
                counts.push((pile, count));
            }
            let liaisons = people::liaisons_of(&reader, area.id).await?.len();
            if area.closed_on.is_none() || counts.iter().any(|(_, count)| *count > 0) {
                let late = counts.first().map_or(0, |(_, count)| *count);
                let datasets = kept.get(&area.slug).and_then(|counts| Kept::of(counts));
                let stand = Stand::of(&area, visitor, liaisons, &counts);
                stands.push((late, Stand { datasets, ..stand }));
            }
        }
        stands.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.name.cmp(&b.name)));
        let actor: &Actor = &visitor.actor;
        Ok(Self {
            areas: stands.into_iter().map(|(_, stand)| stand).collect(),
            received: desk::count(&reader, actor, &everywhere, (Pile::Received, false), MOST).await?,
        })
    }
}

impl Stand {
    fn of(area: &Area, visitor: &Visitor, liaisons: usize, counts: &[(Pile, i64)]) -> Self {
        let counted = counts.iter().filter(|(_, count)| *count > 0);
        Self {
            slug: area.slug.clone(),
            name: area.name_in(visitor.locale).to_owned(),
            liaisons,
            head: area.head,
            datasets: None,
            piles: counted
                .map(|(pile, count)| Piled {
                    view: pile.as_str(),
                    count: *count,
                    capped: *count >= MOST,
                })
                .collect(),
        }
    }
}

impl Page for Overview {
    const TEMPLATE: &'static str = "pages/desk/overview.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let busy = Stand {
            slug: "ministerio-de-salud".into(),
            name: "Ministerio <b>de Salud</b>".into(),
            liaisons: 2,
            head: true,
            datasets: Some(Kept { count: 12, stale: 3 }),
            piles: PILES
                .into_iter()
                .zip([3, 1, 12, 4, 2, MOST])
                .map(|(pile, count)| Piled {
                    view: pile.as_str(),
                    count,
                    capped: count == MOST,
                })
                .collect(),
        };
        let idle = Stand {
            slug: "ministerio-de-cultura".into(),
            name: "Cultura".into(),
            liaisons: 0,
            head: false,
            datasets: Some(Kept { count: 1, stale: 0 }),
            piles: Vec::new(),
        };
        vec![
            Self {
                areas: vec![
                    Stand {
                        datasets: None,
                        ..idle.clone()
                    },
                    busy,
                    idle,
                ],
                received: 7,
            },
            Self {
                areas: Vec::new(),
                received: 0,
            },
        ]
    }
}
