//! The page of both, and what is in its forms.

use domain::{
    field::{FieldCode, FieldError, Invalid},
    ids::{AreaId, InventoryId},
    inventory::{InventoryState, Item, WhyNot},
    policy::{Actor, keep_inventory},
    store::inventory::{self, InventoryFilter},
};
use serde::Serialize;

use super::DONE;
use crate::{
    AppState,
    filled::Filled,
    page::Page,
    pages::{
        inventory::ItemShown,
        places::{Place, Places},
    },
    problem::Fault,
    visitor::Visitor,
};

/// So many on a page.
const SHOWN: u32 = 50;
/// The fields of what an area says.
const FIELDS: [&str; 7] = [
    "title",
    "description",
    "why_not",
    "why_not_text",
    "theme",
    "period",
    "format",
];

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct InventoryDesk {
    /// The entries of this person's areas.
    pub items: Vec<ItemShown>,
    /// The one that is being changed.
    pub changing: Option<ItemShown>,
    /// Its version, which comes back with its forms.
    pub version: i64,
    /// The dataset it is by now.
    pub dataset: Option<String>,
    /// It is listed no more, for this reason.
    pub closed_reason: Option<String>,
    /// The areas it may be of.
    pub areas: Vec<Place>,
    /// The themes.
    pub themes: Vec<Place>,
    /// The reasons.
    pub reasons: Vec<Place>,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// Somebody was first.
    pub conflict: Option<Conflict>,
    /// What is in the forms.
    pub filled: Filled,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, on any other.
    pub first: Option<&'static str>,
}

/// What somebody else has said meanwhile.
#[derive(Debug, Clone, Serialize)]
pub struct Conflict {
    /// The fields that differ from what was typed.
    pub differences: Vec<Difference>,
}

/// A field that somebody else has changed.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// Which.
    pub field: &'static str,
    /// What it says now.
    pub now: String,
    /// What was typed.
    pub typed: String,
}

/// What is wrong with a form whose area is not there, or whose other fields are not right, or both.
pub fn wrong(said: Option<Invalid>, no_area: bool, named: bool) -> Invalid {
    let mut invalid = said.unwrap_or(Invalid(Vec::new()));
    if no_area {
        let code = if named {
            FieldCode::NotAnArea
        } else {
            FieldCode::Required
        };
        invalid.0.insert(0, FieldError::new("#/area", code));
    }
    invalid
}

impl InventoryDesk {
    /// The list, newest first, from below `before` on.
    pub async fn list(
        app: &AppState,
        visitor: &Visitor,
        before: Option<i64>,
        filled: Filled,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let places = Places::load(&reader, visitor.locale).await?;
        let own: Vec<AreaId> = match &visitor.actor {
            Actor::Person(signed) if !visitor.actor.coordinates() => signed.areas.clone(),
            _ => Vec::new(),
        };
        let filter = InventoryFilter {
            areas: own.clone(),
            ..InventoryFilter::default()
        };
        let mut found = Vec::new();
        // A liaison without an area has nothing here; no area would mean all.
        if visitor.actor.coordinates() || !own.is_empty() {
            found = inventory::list(&reader, &filter, before.map(InventoryId), SHOWN + 1).await?;
        }
        let more = found.len() > SHOWN as usize;
        found.truncate(SHOWN as usize);
        Ok(Self {
            next: found
                .last()
                .filter(|_| more)
                .map(|item| format!("cursor={}", item.id)),
            first: before.map(|_| ""),
            items: found.iter().map(|item| ItemShown::of(item, &places)).collect(),
            filled,
            ..Self::around(app, visitor, &places)
        })
    }

    /// One entry, with what was typed over what it says.
    pub async fn of(
        app: &AppState,
        visitor: &Visitor,
        item: &Item,
        typed: Option<Filled>,
    ) -> Result<Self, Fault> {
        let places = Places::load(&app.db.read(), visitor.locale).await?;
        let mut filled = typed.unwrap_or_default();
        // What another form of the page did not bring.
        for (name, value) in pairs(item) {
            filled.put(name, value);
        }
        Ok(Self {
            changing: Some(ItemShown::of(item, &places)),
            version: item.version,
            dataset: item.dataset.clone(),
            closed_reason: item.closed_reason.clone(),
            filled,
            ..Self::around(app, visitor, &places)
        })
    }

    /// The same after somebody else has changed it: what it says now beside what was typed.
    #[must_use]
    pub fn in_conflict(self, app: &AppState, visitor: &Visitor, item: &Item) -> Self {
        let words = app.engine.words();
        let said = |field: &str, value: &str| match field {
            "why_not" => WhyNot::parse(value).map_or_else(String::new, |why| words.name(visitor.locale, why)),
            "theme" => {
                let theme = self.themes.iter().find(|theme| theme.key == value);
                theme.map_or_else(String::new, |theme| theme.name.clone())
            }
            _ => value.to_owned(),
        };
        let now = pairs(item);
        let differences = FIELDS.into_iter().filter_map(|field| {
            let now = now.iter().find(|(name, _)| *name == field);
            let now = now.map_or("", |(_, value)| value);
            let typed = self.filled.values.get(field)?.replace("\r\n", "\n");
            (typed.trim() != now).then(|| Difference {
                field,
                now: said(field, now),
                typed: said(field, &typed),
            })
        });
        let conflict = Conflict {
            differences: differences.collect(),
        };
        Self {
            conflict: Some(conflict),
            ..self
        }
    }

    fn around(app: &AppState, visitor: &Visitor, places: &Places) -> Self {
        let words = app.engine.words();
        let own = places
            .areas
            .iter()
            .filter(|area| area.closed_on.is_none() && keep_inventory(&visitor.actor, area.id).is_ok());
        let reason = |why: &WhyNot| Place::new(why.as_str(), &words.name(visitor.locale, *why));
        Self {
            areas: own
                .map(|area| Place::new(&area.slug, area.name_in(visitor.locale)))
                .collect(),
            themes: places.all_themes(),
            reasons: WhyNot::ALL.iter().map(reason).collect(),
            ..Self::default()
        }
    }
}

/// What an entry says, by field.
fn pairs(item: &Item) -> [(&'static str, &str); 8] {
    let said = &item.said;
    [
        ("title", said.title.as_str()),
        ("description", said.description.as_str()),
        ("why_not", said.why_not.as_str()),
        ("why_not_text", said.why_not_text.as_deref().unwrap_or_default()),
        ("theme", said.theme.as_deref().unwrap_or_default()),
        ("period", said.period.as_deref().unwrap_or_default()),
        ("format", said.format.as_deref().unwrap_or_default()),
        ("dataset", item.dataset.as_deref().unwrap_or_default()),
    ]
}

impl Page for InventoryDesk {
    const TEMPLATE: &'static str = "pages/desk/inventory.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let empty = Self {
            areas: vec![Place::new("salud", "Ministerio <b>de Salud")],
            themes: vec![Place::new("health", "Salud <b>")],
            reasons: vec![Place::new("quality", "Le falta <b>")],
            ..Self::default()
        };
        let full = Self {
            items: ItemShown::samples(),
            next: Some("cursor=7".into()),
            first: Some(""),
            ..empty.clone()
        };
        let changing = |state: InventoryState| Self {
            changing: ItemShown::samples()
                .into_iter()
                .find(|item| item.chip.key == state.as_str()),
            version: 3,
            filled: Filled::from_pairs([("title", "Turnos <b>"), ("description", "Una <b> fila")]),
            ..empty.clone()
        };
        let mut wrong = changing(InventoryState::Asked);
        for field in FIELDS.into_iter().chain(["area", "dataset", "reason"]) {
            wrong.filled = wrong.filled.wrong(field, "No".into());
        }
        let conflict = Conflict {
            differences: FIELDS
                .map(|field| Difference {
                    field,
                    now: if field == "period" { "" } else { "Uno <b>" }.into(),
                    typed: if field == "format" { "" } else { "Otro <b>" }.into(),
                })
                .to_vec(),
        };
        let mut all = vec![
            empty.clone(),
            Self {
                areas: Vec::new(),
                ..empty.clone()
            },
            changing(InventoryState::NotAsked),
            Self {
                conflict: Some(conflict.clone()),
                ..changing(InventoryState::Asked)
            },
            Self {
                conflict: Some(Conflict {
                    differences: Vec::new(),
                }),
                dataset: Some("turnos".into()),
                ..changing(InventoryState::Published)
            },
            Self {
                conflict: Some(conflict),
                closed_reason: Some("Se unio <b>".into()),
                ..changing(InventoryState::TakenDown)
            },
            Self {
                filled: wrong.filled.clone(),
                ..empty
            },
            wrong,
        ];
        all.extend(DONE.map(|done| Self { done, ..full.clone() }));
        all
    }
}
