//! Two people at once: what happened since a form was made, and what was typed into it, side by side.

use domain::{
    action::EDITABLE,
    data_request::DataRequest,
    legal_check::LegalCheck,
    status::{Ground, HideReason, Kind, Outcome},
    store::{Reader, events::Told},
};
use render::{Args, Words, format, names::Named};
use serde::Serialize;

use super::Refused;
use crate::{
    pages::{
        places::Places,
        requests::{
            edited::value_of,
            show::{EventShown, events_shown},
        },
    },
    problem::Fault,
};

/// Both versions.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Conflict {
    /// Why it is not possible any more; none when somebody was first and it may still be.
    pub reason: Option<String>,
    /// What happened since, oldest first.
    pub since: Vec<EventShown>,
    /// What was to be edited: as it is, and as it was typed.
    pub differences: Vec<Difference>,
    /// What was typed, of any other action.
    pub typed: Vec<TypedField>,
}

/// A field in both versions.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// The field's name.
    pub field: String,
    /// As it is now.
    pub now: String,
    /// As it was typed.
    pub typed: String,
}

/// A field as it was typed.
#[derive(Debug, Clone, Serialize)]
pub struct TypedField {
    /// Its name.
    pub name: String,
    /// What was typed.
    pub value: String,
}

/// Fields that say which form it was, not what was meant.
const NOT_WORDS: [&str; 3] = ["action", "version", "preview"];
/// Events that are shown where nobody knows since when.
const LATELY: i64 = 3;

impl Conflict {
    pub(super) async fn read(
        reader: &Reader<'_>,
        request: &DataRequest,
        refused: Refused,
        told: &[Told],
        (words, places): (&Words, &Places),
    ) -> Result<Self, Fault> {
        let say = |name: &str, value: &str| in_words(words, places, name, value);
        let newer = match refused.version {
            Some(version) => request.version - version,
            None => LATELY,
        };
        let mut since = events_shown(reader, since(told, newer), places).await?;
        since.reverse();
        let (mut differences, mut typed) = (Vec::new(), Vec::new());
        for (name, value) in refused.typed {
            if NOT_WORDS.contains(&name.as_str()) || name.contains('.') {
                continue;
            }
            if EDITABLE.contains(&name.as_str()) && refused.edits {
                differences.push(Difference {
                    now: say(&name, &value_of(request, &name)),
                    typed: say(&name, &value),
                    field: name,
                });
            } else if !value.trim().is_empty() {
                let value = say(&name, &value);
                typed.push(TypedField { name, value });
            }
        }
        Ok(Self {
            reason: refused.reason,
            since,
            differences,
            typed,
        })
    }
}

/// A value as people read it: keys by their names, dates as they are said, words as they are.
fn in_words(words: &Words, places: &Places, field: &str, value: &str) -> String {
    let locale = places.locale();
    let text = |key| words.text(locale, key, &Args::new());
    let said = match field {
        "outcome" => Outcome::parse(value).map(|outcome| words.name(locale, outcome)),
        "ground" => Ground::parse(value).map(|ground| words.name(locale, ground)),
        "reason" => HideReason::parse(value).map(|reason| words.name(locale, reason)),
        "kind" => Kind::parse(value).map(|kind| words.name(locale, kind)),
        "area" | "areas" => places.area(Some(value)).map(|area| area.name),
        "theme" if !value.is_empty() => Some(places.theme(value).name),
        "promised_on" => value
            .parse()
            .ok()
            .map(|day| format::date_long(words, locale, day)),
        "legal_duty" if value == "true" => Some(text("desk-yes")),
        "legal_duty" => Some(text("desk-no")),
        "personal_data" | "secrecy" => LegalCheck::parse(value).map(|check| text(check.name_key())),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// The events of the last so many actions, with what followed from them.
fn since(told: &[Told], actions: i64) -> &[Told] {
    let mut left = actions;
    let mut from = told.len();
    for (index, told) in told.iter().enumerate().rev() {
        if left <= 0 {
            break;
        }
        from = index;
        left -= i64::from(told.event.change.kind.action().is_some());
    }
    told.get(from..).unwrap_or_default()
}
