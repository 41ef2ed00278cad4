//! What an area holds and does not publish: what it is, why not, and what became of it. Pure.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::{
    field::{FieldCode, Fields, Invalid},
    ids::{AreaId, InventoryId, PersonId},
    keys::keys,
    reference::Reference,
    status::{Outcome, Status},
};

const TITLE: (usize, usize) = (10, 150);
const DESCRIPTION: (usize, usize) = (20, 2_000);
const WORDS: usize = 500;
const SHORT: usize = 200;
/// Characters of the reason why something is listed no more.
const REASON: (usize, usize) = (10, 500);

keys! {
    /// Why something is not published.
    WhyNot {
        /// Nobody has put it into shape yet.
        NotYetPrepared = "not_yet_prepared",
        /// It tells of people.
        PersonalData = "personal_data",
        /// It is not good enough yet.
        Quality = "quality",
        /// The system it is in gives nothing out.
        SystemLacksExport = "system_lacks_export",
        /// Whether the law allows it is being looked at.
        LegalReview = "legal_review",
        /// Something else, which is said in words.
        Other = "other",
    }
}

keys! {
    /// What became of it.
    InventoryState {
        /// Nobody has asked for it.
        NotAsked = "not_asked",
        /// A request for it is open.
        Asked = "asked",
        /// The request for it ended, and it is still not published.
        Ended = "ended",
        /// It is published by now.
        Published = "published",
        /// The area lists it no more.
        TakenDown = "taken_down",
    }
}

impl InventoryState {
    /// Those of what is held and not published: what the list is of.
    pub const UNPUBLISHED: &'static [Self] = &[Self::NotAsked, Self::Asked, Self::Ended];

    /// Whether anybody may ask for it, or join whoever did.
    pub const fn may_be_asked(self) -> bool {
        matches!(self, Self::NotAsked | Self::Asked | Self::Ended)
    }
}

/// Something an area holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The row.
    pub id: InventoryId,
    /// Moves with each change by the area.
    pub version: i64,
    /// Whose it is.
    pub area: AreaId,
    /// The slug of that area.
    pub area_slug: String,
    /// What the area says of it.
    pub said: Said,
    /// The language that is said in.
    pub language: String,
    /// What became of it.
    pub state: InventoryState,
    /// The request for it, as everybody sees it: where it was merged into another, that one.
    pub request: Option<Asked>,
    /// The dataset it is by now, as the area or the answer names it.
    pub dataset: Option<String>,
    /// Where it is by now, as the answer names it.
    pub url: Option<String>,
    /// When it was listed.
    pub created_at: Timestamp,
    /// When the area changed it.
    pub updated_at: Timestamp,
    /// Why the area lists it no more.
    pub closed_reason: Option<String>,
}

/// The request for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its reference.
    pub reference: Reference,
    /// Where it stands.
    pub status: Status,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Who asked.
    pub requester: PersonId,
    /// Their name, where everybody may read it.
    pub name: Option<String>,
    /// How many need it too.
    pub supporters: i64,
}

/// What an area says of something it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is called.
    pub title: String,
    /// What it holds.
    pub description: String,
    /// Why it is not published.
    pub why_not: WhyNot,
    /// The same in words.
    pub why_not_text: Option<String>,
    /// Its theme, by key.
    pub theme: Option<String>,
    /// Of which time it speaks.
    pub period: Option<String>,
    /// In which format it is held.
    pub format: Option<String>,
}

impl Said {
    /// Reads the fields of a form: `title`, `description`, `why_not`, and perhaps `why_not_text`, `theme`, `period`, `format`.
    /// Whoever has another reason says which.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let title = fields.required_text("title", TITLE.0, TITLE.1);
        let description = fields.required_text("description", DESCRIPTION.0, DESCRIPTION.1);
        let why_not = fields.required_key("why_not", WhyNot::parse);
        let why_not_text = fields.text_within("why_not_text", 1, WORDS);
        if why_not == Some(WhyNot::Other) && why_not_text.is_none() && !fields.has_error("why_not_text") {
            fields.error("why_not_text", FieldCode::Required);
        }
        let said = Self {
            title: title.unwrap_or_default(),
            description: description.unwrap_or_default(),
            why_not: why_not.unwrap_or(WhyNot::Other),
            why_not_text,
            theme: fields.text_within("theme", 1, 100),
            period: fields.text_within("period", 1, SHORT),
            format: fields.text_within("format", 1, SHORT),
        };
        fields.finish(said)
    }
}

/// Reads why something is listed no more.
pub fn parse_reason(members: &Map<String, Value>) -> Result<String, Invalid> {
    let mut fields = Fields::new(members, "#");
    let reason = fields.required_text("reason", REASON.0, REASON.1);
    fields.finish(reason.unwrap_or_default())
}

/// Reads which dataset something is by now: its name in the catalogue, or an address.
pub fn parse_dataset(members: &Map<String, Value>) -> Result<String, Invalid> {
    let mut fields = Fields::new(members, "#");
    let dataset = fields.required_text("dataset", 1, SHORT);
    fields.finish(dataset.unwrap_or_default())
}

/// A request that asks for something of the inventory, as its form has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// For what.
    pub item: InventoryId,
    /// It says what the form said by itself, and no more: whoever else has asked meanwhile is joined.
    pub ready: bool,
}

impl Wanted {
    /// The hidden field that names it.
    pub const ITEM: &'static str = "inventory";
    /// The hidden field with the words the form began with.
    pub const READY: &'static str = "inventory_text";

    /// What the fields of a form ask for, if it is something of the inventory.
    pub fn of(members: &Map<String, Value>) -> Option<Self> {
        let mut fields = Fields::new(members, "#");
        let item = fields.text(Self::ITEM)?.parse().ok().map(InventoryId)?;
        let ready = fields.text(Self::READY);
        Some(Self {
            item,
            ready: ready.is_some() && fields.text("body") == ready,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Said, Wanted};
    use crate::{field::FieldCode, ids::InventoryId};

    #[test]
    fn what_is_said_of_it_is_told_at_once_when_it_is_wrong() {
        let wrong = json!({"title": "Camas", "why_not": "other", "period": "x".repeat(201)});
        let errors = Said::parse(wrong.as_object().unwrap()).unwrap_err().0;
        let errors: Vec<_> = errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        let expected = [
            ("#/title", FieldCode::TooShort),
            ("#/description", FieldCode::Required),
            ("#/why_not_text", FieldCode::Required),
            ("#/period", FieldCode::TooLong),
        ];
        assert_eq!(errors, expected);
        let right = json!({"title": "Camas por hospital", "description": "Una fila por hospital y mes.", "why_not": "quality"});
        assert!(Said::parse(right.as_object().unwrap()).is_ok());
    }

    #[test]
    fn words_of_ones_own_are_no_ready_words() {
        let wanted = |body: &str, ready: &str| {
            let members = json!({"inventory": "7", "body": body, "inventory_text": ready});
            Wanted::of(members.as_object().unwrap()).map(|wanted| (wanted.item, wanted.ready))
        };
        let item = InventoryId(7);
        assert_eq!(wanted("Quiero\r\nesto", "Quiero\nesto "), Some((item, true)));
        assert_eq!(wanted("Quiero esto por mes", "Quiero esto"), Some((item, false)));
        assert_eq!(wanted("Quiero esto", ""), Some((item, false)));
        let none = json!({"inventory": "siete", "body": "x"});
        assert_eq!(Wanted::of(none.as_object().unwrap()), None);
    }
}
