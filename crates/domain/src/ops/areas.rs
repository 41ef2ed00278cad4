//! The areas of the government: another one, another name, and the end of one, whose work goes on in its successor.

use serde_json::{Map, Value};

use super::{
    Caller, Error,
    area_head::set_area_head,
    area_merge::{AT_ONCE, pass_a_page_on},
    audit::audit,
};
use crate::{
    audit::Audited,
    field::{FieldCode, Fields, Invalid},
    person::Email,
    policy::AdminPermit,
    store::{Tx, areas, health::AREAS_LEFT, settings},
};

const NAME: (usize, usize) = (3, 150);
const SLUG: (usize, usize) = (3, 80);

/// What an area is called, and who hears when its requests go on too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaChange {
    /// Its name in Spanish.
    pub name: String,
    /// Its name in English.
    pub name_en: Option<String>,
    /// The address of its head.
    pub head: Option<Email>,
}

impl AreaChange {
    /// Reads the fields of a form: `name`, and perhaps `name_en`, `head`.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let typed = fields.text("head");
        let head = typed.as_deref().and_then(Email::parse);
        if typed.is_some() && head.is_none() {
            fields.error("head", FieldCode::NotAnEmail);
        }
        let change = Self {
            name: fields.required_text("name", NAME.0, NAME.1).unwrap_or_default(),
            name_en: fields.text_within("name_en", NAME.0, NAME.1),
            head,
        };
        fields.finish(change)
    }
}

/// Adds an area. Its part of the address stays for good.
pub async fn add_area(
    tx: &Tx,
    caller: &Caller,
    permit: &AdminPermit,
    slug: &str,
    change: AreaChange,
) -> Result<(), Error> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if !(SLUG.0..=SLUG.1).contains(&slug.len()) || !slug.chars().all(fits) {
        return Err(Error::field("#/slug", FieldCode::NotASlug));
    }
    if areas::find(tx, slug).await?.is_some() {
        return Err(Error::field("#/slug", FieldCode::Taken));
    }
    areas::ensure(tx, slug, &change.name, change.name_en.as_deref()).await?;
    set_area_head(tx, caller, permit, slug, change.head.as_ref()).await?;
    Ok(audit(
        tx,
        caller,
        Audited::AreaChanged,
        Some(format!("area {slug} added")),
    )
    .await?)
}

/// Gives an area other names and another head.
pub async fn change_area(
    tx: &Tx,
    caller: &Caller,
    permit: &AdminPermit,
    slug: &str,
    change: AreaChange,
) -> Result<(), Error> {
    let area = areas::find(tx, slug).await?.ok_or(Error::NotFound)?;
    areas::rename(tx, area.id, &change.name, change.name_en.as_deref()).await?;
    if areas::head(tx, area.id).await? != change.head {
        set_area_head(tx, caller, permit, slug, change.head.as_ref()).await?;
    }
    Ok(audit(tx, caller, Audited::AreaChanged, Some(format!("area {slug}"))).await?)
}

/// Closes an area: its open requests, hidden and split ones among them, and its liaisons go over to its successor.
pub async fn close_area(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    slug: &str,
    successor: &str,
) -> Result<(), Error> {
    settings::lock(tx, AREAS_LEFT, "1").await?;
    let area = areas::find(tx, slug).await?.ok_or(Error::NotFound)?;
    let next = areas::find(tx, successor)
        .await?
        .ok_or_else(|| Error::field("#/successor", FieldCode::NotAnArea))?;
    if next.closed_on.is_some() || next.id == area.id || area.closed_on.is_some() {
        return Err(Error::field("#/successor", FieldCode::AreaClosed));
    }
    areas::close(tx, area.id, next.id, caller.moment.today).await?;
    pass_a_page_on(tx, caller, AT_ONCE).await?;
    let subject = format!("area {slug} to {successor}");
    Ok(audit(tx, caller, Audited::AreaClosed, Some(subject)).await?)
}
