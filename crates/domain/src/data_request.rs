//! The data request, and how a new one is read. ("Request" alone means the HTTP one.)

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde_json::{Map, Value};

use crate::{
    action::Evidence,
    field::{FieldCode, Fields, Invalid},
    ids::RequestId,
    legal_check::LegalCheck,
    person::{Email, Sector},
    priority::{Priority, Weighed},
    reference::Reference,
    standing::Standing,
    status::{Kind, Origin, Outcome},
};

/// Supporters a sector needs to be shown by its name (PRODUCT §2.4).
pub const SECTOR_SHOWN_FROM: i64 = 3;

/// The theme of a request that named none, until triage.
pub const NO_THEME: &str = "other";

/// A request, as the store gives it to whoever may see it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields of PRODUCT §2 and §6, by name")]
pub struct DataRequest {
    pub id: RequestId,
    pub reference: Reference,
    pub title: String,
    pub body: String,
    pub purpose: Option<String>,
    pub kind: Kind,
    pub theme: String,
    pub theme_pending: bool,
    /// The slug of the responsible area (or of the one a received request names).
    pub area: Option<String>,
    pub dataset: Option<String>,
    pub wanted_frequency: Option<String>,
    pub format: Option<String>,
    pub period: Option<String>,
    pub coverage: Option<String>,
    /// The requester's name, to be shown by [`DataRequest::public_name`] only.
    pub requester_name: Option<String>,
    pub anonymous: bool,
    pub sector: Sector,
    pub origin: Origin,
    pub language: String,
    pub legal_duty: bool,
    pub readiness: i64,
    /// What the area found about personal data.
    pub personal_data: LegalCheck,
    /// What the area found about secrets that a law protects.
    pub secrecy: LegalCheck,
    pub part_of: Option<Reference>,
    pub follows: Option<Reference>,
    pub duplicate_of: Option<Reference>,
    pub evidence: Evidence,
    /// The requester's words with the verdict.
    pub verdict_comment: Option<String>,
    pub standing: Standing,
    pub priority: Weighed,
    pub supporters: i64,
    /// Counted as they are; to be shown by [`DataRequest::shown_sectors`] only.
    pub supporters_by_sector: BTreeMap<Sector, i64>,
    pub followers: i64,
    pub comments: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// Moves with an action only.
    pub version: i64,
    /// Moves with everything.
    pub revision: i64,
}

impl DataRequest {
    /// The requester's name as anyone may read it; none when they are anonymous or gave none.
    pub fn public_name(&self) -> Option<&str> {
        self.requester_name.as_deref().filter(|_| !self.anonymous)
    }

    /// Supporters by sector as anyone may read it: a sector with fewer than three must not tell who somebody is, so those
    /// are summed under `None`, last.
    pub fn shown_sectors(&self) -> Vec<(Option<Sector>, i64)> {
        let is_shown =
            |(sector, count): &(Sector, i64)| *sector != Sector::Unknown && *count >= SECTOR_SHOWN_FROM;
        let counts = self
            .supporters_by_sector
            .iter()
            .map(|(sector, count)| (*sector, *count));
        let (shown, few): (Vec<_>, Vec<_>) = counts.partition(is_shown);
        let other: i64 = few.iter().map(|(_, count)| count).sum();
        let shown = shown.into_iter().map(|(sector, count)| (Some(sector), count));
        shown.chain(Some((None, other)).filter(|_| other > 0)).collect()
    }

    /// Whether an area has answered it, and nobody has disputed that.
    pub fn is_answered(&self) -> bool {
        self.standing.outcome.is_some_and(Outcome::is_an_answer)
    }

    /// The priority score and its components on `today`.
    pub fn priority(&self, today: Date) -> Priority {
        self.priority.on(today)
    }
}

/// A request as it arrives, its fields right.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of PRODUCT §2, by name")]
pub struct NewDataRequest {
    pub title: String,
    pub body: String,
    pub purpose: Option<String>,
    pub kind: Kind,
    pub theme: Option<String>,
    pub area: Option<String>,
    pub dataset: Option<String>,
    pub wanted_frequency: Option<String>,
    pub format: Option<String>,
    pub period: Option<String>,
    pub coverage: Option<String>,
    pub anonymous: bool,
    pub sector: Option<Sector>,
    pub language: Option<String>,
    pub follows: Option<Reference>,
    pub on_behalf_of: Option<OnBehalfOf>,
}

/// Whom staff files for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnBehalfOf {
    /// The name shown as the requester's.
    pub name: String,
    /// With an address, that person is the requester, and is told.
    pub email: Option<Email>,
}

impl NewDataRequest {
    /// Reads a request. Only `body` is required (and a dataset, where the kind is about one).
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let body = fields.required_text("body", 20, 8_000);
        let title = fields.text_within("title", 10, 150);
        let kind = fields.key("kind", Kind::parse).unwrap_or(Kind::NewDataset);
        let dataset = fields.text_within("dataset", 1, 500);
        if kind.needs_dataset() && dataset.is_none() && !fields.has_error("dataset") {
            fields.error("dataset", FieldCode::Required);
        }
        let follows = fields.text("follows").and_then(|text| {
            let reference = text.parse().ok();
            if reference.is_none() {
                fields.error("follows", FieldCode::NotARequest);
            }
            reference
        });
        let on_behalf_of = fields.object("on_behalf_of").and_then(|inner| {
            let mut inner = Fields::new(inner, "#/on_behalf_of");
            let name = inner.required_text("name", 1, 200);
            let email = inner.text("email").and_then(|text| {
                let email = Email::parse(&text);
                if email.is_none() {
                    inner.error("email", FieldCode::NotAnEmail);
                }
                email
            });
            fields.extend(inner.into_errors());
            Some(OnBehalfOf { name: name?, email })
        });
        let body = body.unwrap_or_default();
        let new = Self {
            title: title.unwrap_or_else(|| title_from(&body)),
            body,
            purpose: fields.text_within("purpose", 1, 4_000),
            kind,
            theme: fields.text_within("theme", 1, 100),
            area: fields.text_within("area", 1, 200),
            dataset,
            wanted_frequency: fields.text_within("wanted_frequency", 1, 40),
            format: fields.text_within("format", 1, 200),
            period: fields.text_within("period", 1, 200),
            coverage: fields.text_within("coverage", 1, 200),
            anonymous: fields.flag("anonymous").unwrap_or(false),
            sector: fields.key("sector", Sector::parse),
            language: fields.text_within("language", 2, 20),
            follows,
            on_behalf_of,
        };
        fields.finish(new)
    }
}

/// A title for a body without one: its first sentence, cut at a word, at most 150 characters.
pub fn title_from(body: &str) -> String {
    const MOST: usize = 150;
    let text = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = |(index, c): (usize, char)| {
        let followed_by_space = text[index + c.len_utf8()..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace);
        // "Of. 3" and the like are no sentence: too short to be a title.
        (matches!(c, '.' | '?' | '!') && followed_by_space && text[..index].chars().count() >= 10)
            .then_some(if c == '.' { index } else { index + c.len_utf8() })
    };
    let sentence = text
        .char_indices()
        .find_map(ends)
        .map_or(text.as_str(), |end| &text[..end]);
    if sentence.chars().count() <= MOST {
        return sentence.to_owned();
    }
    let mut cut: String = sentence.chars().take(MOST - 1).collect();
    if let Some(space) = cut.rfind(' ').filter(|space| *space > MOST / 2) {
        cut.truncate(space);
    }
    format!("{}…", cut.trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{NewDataRequest, title_from};
    use crate::{field::FieldCode, status::Kind};

    fn parse(value: &serde_json::Value) -> Result<NewDataRequest, Vec<(String, FieldCode)>> {
        NewDataRequest::parse(value.as_object().unwrap()).map_err(|invalid| {
            invalid
                .0
                .into_iter()
                .map(|error| (error.pointer, error.code))
                .collect()
        })
    }

    #[test]
    fn a_body_is_enough() {
        let new = parse(&json!({"body": "Necesito el presupuesto ejecutado por comuna. Gracias."})).unwrap();
        assert_eq!(new.title, "Necesito el presupuesto ejecutado por comuna");
        assert_eq!(new.kind, Kind::NewDataset);
    }

    #[test]
    fn every_error_is_told_at_once() {
        let errors = parse(&json!({
            "body": "corto", "title": "x", "kind": "update", "sector": "martian", "follows": "?", "anonymous": "maybe",
            "on_behalf_of": {"email": "nobody"}
        }))
        .unwrap_err();
        let expected = [
            ("#/body", FieldCode::TooShort),
            ("#/title", FieldCode::TooShort),
            ("#/dataset", FieldCode::Required),
            ("#/follows", FieldCode::NotARequest),
            ("#/on_behalf_of/name", FieldCode::Required),
            ("#/on_behalf_of/email", FieldCode::NotAnEmail),
            ("#/anonymous", FieldCode::WrongType),
            ("#/sector", FieldCode::UnknownValue),
        ];
        assert_eq!(errors, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    }

    #[test]
    fn a_long_first_sentence_is_cut_at_a_word() {
        let title = title_from(&"palabra ".repeat(60));
        assert!(
            title.chars().count() <= 150 && title.ends_with("palabra…"),
            "{title}"
        );
        assert_eq!(
            title_from("Art. 5 de la ley 104, ¿se cumple? No sé"),
            "Art. 5 de la ley 104, ¿se cumple?"
        );
    }
}
