//! The themes that requests are sorted by: another one, another name, another place in the list, and whether it comes first.

use serde_json::{Map, Value};

use super::{Caller, Error, audit::audit, weights::order_is_open};
use crate::{
    audit::Audited,
    field::{FieldCode, Fields, Invalid},
    policy::AdminPermit,
    store::{
        Tx,
        themes::{self, Look},
    },
};

const NAME: (usize, usize) = (3, 80);
const KEY: (usize, usize) = (3, 40);
/// The last place in the list.
const LAST: i64 = 999;

/// Reads the fields of a form: `name`, `name_en`, and perhaps `priority`, `position` (from 1).
pub fn parse_theme(members: &Map<String, Value>) -> Result<Look, Invalid> {
    let mut fields = Fields::new(members, "#");
    let look = Look {
        name: fields.required_text("name", NAME.0, NAME.1).unwrap_or_default(),
        name_en: fields
            .required_text("name_en", NAME.0, NAME.1)
            .unwrap_or_default(),
        priority: fields.flag("priority").unwrap_or(false),
        position: fields.number("position", 1, LAST).unwrap_or(LAST),
    };
    fields.finish(look)
}

/// Adds a theme. Its key, part of its address and of the open data, stays for good.
pub async fn add_theme(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    key: &str,
    look: &Look,
) -> Result<(), Error> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if !(KEY.0..=KEY.1).contains(&key.len()) || !key.chars().all(fits) {
        return Err(Error::field("#/key", FieldCode::NotAKey));
    }
    if themes::find(tx, key).await?.is_some() {
        return Err(Error::field("#/key", FieldCode::Taken));
    }
    themes::ensure(tx, key, &look.name, &look.name_en, look.priority).await?;
    themes::change(tx, key, look).await?;
    let subject = format!("theme {key} added");
    Ok(audit(tx, caller, Audited::ThemeChanged, Some(subject)).await?)
}

/// Changes one. Requests find their new place in the order if it comes first now, or no longer.
pub async fn change_theme(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    key: &str,
    look: &Look,
) -> Result<(), Error> {
    let (_, came_first) = themes::find(tx, key).await?.ok_or(Error::NotFound)?;
    themes::change(tx, key, look).await?;
    if came_first != look.priority {
        order_is_open(tx).await?;
    }
    let subject = format!("theme {key}");
    Ok(audit(tx, caller, Audited::ThemeChanged, Some(subject)).await?)
}
