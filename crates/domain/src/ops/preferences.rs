//! What somebody says of themselves, and in which language they want to be written to.

use serde_json::{Map, Value};

use super::{Caller, Error};
use crate::{
    field::{Fields, Invalid},
    locale::Locale,
    person::Sector,
    store::{Tx, people},
};

/// A person's own choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// The name shown from now on; empty for none.
    pub name: String,
    /// The language of their pages and mails.
    pub locale: Locale,
    /// What kind of data user they are.
    pub sector: Sector,
}

impl Preferences {
    /// Reads the fields of a form.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let name = fields.text_within("name", 1, 200).unwrap_or_default();
        let sector = fields.key("sector", Sector::parse).unwrap_or(Sector::Unknown);
        let Some(locale) = fields.required_key("locale", Locale::parse) else {
            return Err(Invalid(fields.into_errors()));
        };
        fields.finish(Self { name, locale, sector })
    }
}

/// Keeps them, for whoever is signed in.
pub async fn set_preferences(tx: &Tx, caller: &Caller, input: Preferences) -> Result<(), Error> {
    let person = caller.actor.writes()?.id;
    people::set_preferences(tx, person, &input.name, input.locale, input.sector).await?;
    Ok(())
}
