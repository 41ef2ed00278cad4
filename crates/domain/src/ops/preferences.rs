//! What somebody says of themselves, and in which language they want to be written to.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{Caller, Error};
use crate::{
    field::{FieldCode, Fields, Invalid},
    locale::Locale,
    person::Sector,
    store::{Tx, people},
};

/// Nobody is away for more days than this.
const LONGEST: i32 = 730;

/// A person's own choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// The name shown from now on; empty for none.
    pub name: String,
    /// The language of their pages and mails.
    pub locale: Locale,
    /// What kind of data user they are.
    pub sector: Sector,
    /// The last day on which somebody of the staff is away; of no meaning for others.
    pub away_until: Option<Date>,
}

impl Preferences {
    /// Reads the fields of a form, sent on `today`.
    pub fn parse(members: &Map<String, Value>, today: Date) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let name = fields.text_within("name", 1, 200).unwrap_or_default();
        let sector = fields.key("sector", Sector::parse).unwrap_or(Sector::Unknown);
        let away_until = fields.date("away_until");
        if away_until.is_some_and(|until| until < today) {
            fields.error("away_until", FieldCode::DatePast);
        } else if away_until
            .is_some_and(|until| today.until(until).is_ok_and(|span| span.get_days() > LONGEST))
        {
            fields.error("away_until", FieldCode::DateTooFar);
        }
        let Some(locale) = fields.required_key("locale", Locale::parse) else {
            return Err(Invalid(fields.into_errors()));
        };
        fields.finish(Self {
            name,
            locale,
            sector,
            away_until,
        })
    }
}

/// Keeps them, for whoever is signed in.
pub async fn set_preferences(tx: &Tx, caller: &Caller, input: Preferences) -> Result<(), Error> {
    let person = caller.actor.writes()?.id;
    people::set_preferences(tx, person, &input.name, input.locale, input.sector).await?;
    if caller.actor.is_staff() {
        people::set_away(tx, person, input.away_until).await?;
    }
    Ok(())
}
