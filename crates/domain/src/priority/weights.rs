//! What each thing is worth in the priority score: settings of the installation, whose changes are public.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    field::{Fields, Invalid},
    person::Sector,
};

/// A supporter who weighs as much as a point.
pub const WHOLE: i64 = 100;
/// A supporter weighs no more than so many hundredths of a point.
pub const MOST_SECTOR: i64 = 300;
/// The most a theme that comes first, or the first rank at a work table, is worth: with all others at their most, the sum
/// is 100.
pub const MOST_THEME: i64 = 20;
/// The most that a duty by law is worth.
pub const MOST_DUTY: i64 = 10;
/// Characters of the reason for a change.
const REASON: (usize, usize) = (10, 500);

/// The weights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// Hundredths of a point for a supporter of a sector; one that is not here weighs a whole point.
    pub sectors: BTreeMap<Sector, i64>,
    /// Points for a theme that comes first.
    pub theme: i64,
    /// Points for the first rank in the last closed round of a work table; each further rank has two less.
    pub table_rank: i64,
    /// Points for what a law obliges to publish.
    pub legal_duty: i64,
}

impl Default for Weights {
    /// Those of PRODUCT §2.4.
    fn default() -> Self {
        Self {
            sectors: BTreeMap::new(),
            theme: MOST_THEME,
            table_rank: MOST_THEME,
            legal_duty: MOST_DUTY,
        }
    }
}

/// Other weights, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightsChange {
    /// The weights.
    pub weights: Weights,
    /// Why, for everybody to read.
    pub reason: String,
}

impl Weights {
    /// Hundredths of a point for a supporter of `sector`.
    pub fn sector(&self, sector: Sector) -> i64 {
        self.sectors.get(&sector).copied().unwrap_or(WHOLE)
    }

    /// As they are stored; others' are the default.
    pub(crate) fn stored(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    #[cfg(test)]
    pub(crate) fn most() -> Self {
        Self {
            sectors: Sector::ALL.iter().map(|sector| (*sector, MOST_SECTOR)).collect(),
            ..Self::default()
        }
    }
}

impl WeightsChange {
    /// Reads `theme, table_rank, legal_duty, reason` and, in `sector`, a number for each sector.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let (theme, table_rank, legal_duty) = (
            required(&mut fields, "theme", MOST_THEME),
            required(&mut fields, "table_rank", MOST_THEME),
            required(&mut fields, "legal_duty", MOST_DUTY),
        );
        let none = Map::new();
        let mut sectors = Fields::new(fields.object("sector").unwrap_or(&none), "#/sector");
        let by_sector = Sector::ALL
            .iter()
            .map(|sector| (*sector, required(&mut sectors, sector.as_str(), MOST_SECTOR)))
            .collect();
        fields.extend(sectors.into_errors());
        let reason = fields
            .required_text("reason", REASON.0, REASON.1)
            .unwrap_or_default();
        let weights = Weights {
            sectors: by_sector,
            theme,
            table_rank,
            legal_duty,
        };
        fields.finish(Self { weights, reason })
    }
}

fn required(fields: &mut Fields<'_>, name: &str, most: i64) -> i64 {
    let number = fields.number(name, 0, most);
    if number.is_none() && !fields.has_error(name) {
        fields.error(name, crate::field::FieldCode::Required);
    }
    number.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Weights, WeightsChange};

    #[test]
    fn a_form_says_all_of_them() {
        let members = json!({"theme": "20", "table_rank": "21", "legal_duty": "", "sector": {"citizen": "100"}, "reason": "no"});
        let wrong = WeightsChange::parse(members.as_object().unwrap()).unwrap_err();
        let pointers: Vec<_> = wrong.0.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers[..2], ["#/table_rank", "#/legal_duty"]);
        assert!(pointers.contains(&"#/sector/academia") && pointers.contains(&"#/reason"));
    }

    #[test]
    fn what_is_stored_is_read_and_the_rest_is_as_always() {
        let weights = Weights {
            theme: 5,
            ..Weights::most()
        };
        let text = serde_json::to_string(&weights).unwrap();
        assert_eq!(Weights::stored(Some(&text)), weights);
        assert_eq!(Weights::stored(None), Weights::default());
    }
}
