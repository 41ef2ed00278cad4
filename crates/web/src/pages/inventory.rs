//! What areas hold and do not publish: all of it, one entry, and asking for it.

pub mod ask;
pub mod list;
pub mod show;

use domain::{
    ids::InventoryId,
    inventory::{Asked, InventoryState, Item, WhyNot},
    locale::Locale,
    status::Outcome,
    store::inventory,
};
use render::Args;
use serde::Serialize;

use super::{
    places::{Place, Places},
    requests::chip::Chip,
};
use crate::{AppState, problem::Fault};

/// An entry in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ItemShown {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// What it holds, in Markdown.
    pub description: String,
    /// The language of both.
    pub language: String,
    /// What became of it, by key.
    pub state: &'static str,
    /// The same, as a chip.
    pub chip: Chip,
    /// Why it is not published, by key.
    pub why_not: &'static str,
    /// The same in words.
    pub why_not_text: Option<String>,
    /// Whose it is.
    pub area: Option<Place>,
    /// Its theme.
    pub theme: Option<Place>,
    /// Of which time it speaks.
    pub period: Option<String>,
    /// In which format it is held.
    pub format: Option<String>,
    /// When the area changed it.
    pub at: String,
    /// The request for it.
    pub request: Option<AskedShown>,
}

/// The request for something.
#[derive(Debug, Clone, Serialize)]
pub struct AskedShown {
    /// `PD-2026-000123`.
    pub reference: String,
    /// Where it stands, or how it ended.
    pub chip: Chip,
    /// Who asked, where everybody may read it.
    pub name: Option<String>,
    /// How many need it too.
    pub supporters: i64,
}

impl ItemShown {
    /// Of an entry.
    pub fn of(item: &Item, places: &Places) -> Self {
        Self {
            id: item.id.0,
            title: item.said.title.clone(),
            description: item.said.description.clone(),
            language: language(&item.language),
            state: item.state.as_str(),
            chip: Chip::of_inventory(item.state),
            why_not: item.said.why_not.as_str(),
            why_not_text: item.said.why_not_text.clone(),
            area: places.area_by_id(Some(item.area)),
            theme: item.said.theme.as_deref().map(|key| places.theme(key)),
            period: item.said.period.clone(),
            format: item.said.format.clone(),
            at: item.updated_at.to_string(),
            request: item.request.as_ref().map(AskedShown::of),
        }
    }

    /// One of each state, with everything and with nothing.
    pub fn samples() -> Vec<Self> {
        let asked = |chip| AskedShown {
            reference: "PD-2026-000123".into(),
            chip,
            name: Some("Ana <b>Perez".into()),
            supporters: 12,
        };
        let full = Self {
            id: 7,
            title: "Turnos <b>por hospital".into(),
            description: "Una fila **por turno** <b>.\n\n- por mes".into(),
            language: "es-AR".into(),
            state: InventoryState::Asked.as_str(),
            chip: Chip::of_inventory(InventoryState::Asked),
            why_not: WhyNot::Other.as_str(),
            why_not_text: Some("Falta <b>acordar".into()),
            area: Some(Place::new("salud", "Ministerio <b>de Salud")),
            theme: Some(Place::new("health", "Salud <b>")),
            period: Some("2019 <b>en adelante".into()),
            format: Some("Base <b>".into()),
            at: "2026-11-20T15:00:00Z".into(),
            request: Some(asked(Chip::of_status(domain::status::Status::Planned))),
        };
        let bare = Self {
            state: InventoryState::NotAsked.as_str(),
            chip: Chip::of_inventory(InventoryState::NotAsked),
            why_not: WhyNot::Quality.as_str(),
            why_not_text: None,
            theme: None,
            period: None,
            format: None,
            request: None,
            language: "en".into(),
            ..full.clone()
        };
        let of = |state, request| Self {
            state: InventoryState::as_str(state),
            chip: Chip::of_inventory(state),
            request,
            ..bare.clone()
        };
        let nameless = AskedShown {
            name: None,
            supporters: 0,
            ..asked(Chip::of_outcome(Outcome::NotHeld))
        };
        vec![
            full,
            bare.clone(),
            of(InventoryState::Ended, Some(nameless)),
            of(
                InventoryState::Published,
                Some(asked(Chip::of_outcome(Outcome::Published))),
            ),
            of(InventoryState::TakenDown, None),
        ]
    }
}

impl AskedShown {
    fn of(asked: &Asked) -> Self {
        let chip = asked.outcome.map(Chip::of_outcome);
        Self {
            reference: asked.reference.to_string(),
            chip: chip.unwrap_or_else(|| Chip::of_status(asked.status)),
            name: asked.name.clone(),
            supporters: asked.supporters,
        }
    }
}

/// The language of an entry as pages write it.
fn language(written: &str) -> String {
    Locale::parse(written).map_or_else(|| written.to_owned(), |locale| locale.as_str().to_owned())
}

/// The entry that an address names.
pub async fn find(app: &AppState, id: &str) -> Result<Item, Fault> {
    let id = id.parse().map(InventoryId).map_err(|_| Fault::NotFound)?;
    inventory::get(&app.db.read(), id).await?.ok_or(Fault::NotFound)
}

/// The fields of a request for it, by name, in words that are ready.
pub fn ready(app: &AppState, locale: Locale, places: &Places, item: &Item) -> Vec<(&'static str, String)> {
    let area = places.area_by_id(Some(item.area));
    // On one line, as a hidden field holds it too.
    let words: Vec<&str> = item.said.description.split_whitespace().collect();
    let (url, description) = (
        app.links().to(&format!("/inventory/{}", item.id)),
        words.join(" "),
    );
    let args = Args::new()
        .with("title", item.said.title.as_str())
        .with("area", area.as_ref().map_or("", |area| area.name.as_str()))
        .with("description", description.as_str())
        .with("url", url.as_str());
    let body = app.engine.words().text(locale, "inventory-ask-body", &args);
    let mut fields = vec![
        ("title", item.said.title.clone()),
        ("body", body),
        ("kind", domain::status::Kind::NewDataset.to_string()),
        ("area", item.area_slug.clone()),
    ];
    fields.extend(item.said.theme.clone().map(|theme| ("theme", theme)));
    fields
}
