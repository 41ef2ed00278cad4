//! How much one token, person, address, place may do before it has to wait. An admin may move each between its bounds: none
//! can be lifted, and those that guard the ways in can hardly be loosened.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    field::{FieldCode, Fields, Invalid},
    keys::keys,
};

keys! {
    /// What is counted.
    Limit {
        /// Writes of a token in a minute.
        WritesAMinute = "writes_a_minute",
        /// Forms of a person in a minute.
        FormsAMinute = "forms_a_minute",
        /// Forms from an address without an account in a minute: a library or a school shares one.
        NamelessAMinute = "nameless_a_minute",
        /// Forms without a session from one place in an hour.
        FormsAnHour = "forms_an_hour",
        /// Replies by mail of one person to one request in an hour.
        RepliesAnHour = "replies_an_hour",
        /// Codes to one address in an hour, over all forms together.
        CodesAnHour = "codes_an_hour",
        /// Codes in a day to an address that nobody has proved yet.
        CodesADay = "codes_a_day",
        /// Passwords tried for one address in an hour.
        PasswordsAnHour = "passwords_an_hour",
        /// Passwords tried from one place in an hour: an office shares one.
        PasswordsAPlace = "passwords_a_place",
        /// Wrong codes of an app that one person may type in a day.
        WrongCodesADay = "wrong_codes_a_day",
    }
}

impl Limit {
    /// What it is where nobody says otherwise, the least it may be, and the most.
    pub const fn bounds(self) -> (u32, u32, u32) {
        match self {
            Self::WritesAMinute => (600, 60, 6_000),
            Self::FormsAMinute => (60, 20, 300),
            Self::NamelessAMinute => (30, 10, 300),
            Self::FormsAnHour => (60, 20, 600),
            Self::RepliesAnHour => (10, 2, 60),
            Self::CodesAnHour => (3, 2, 10),
            Self::CodesADay => (10, 5, 30),
            Self::PasswordsAnHour => (10, 5, 10),
            Self::PasswordsAPlace => (60, 20, 120),
            Self::WrongCodesADay => (20, 10, 20),
        }
    }
}

/// The limits as an admin has set them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Limits(BTreeMap<Limit, u32>);

impl Limits {
    /// Reads the fields of a form: a number for each.
    pub fn parse(members: &Map<String, Value>) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let mut limits = BTreeMap::new();
        for limit in Limit::ALL {
            let (name, (usual, least, most)) = (limit.as_str(), limit.bounds());
            match fields.number(name, least.into(), most.into()) {
                Some(number) => {
                    let number = u32::try_from(number).unwrap_or(usual);
                    if number != usual {
                        limits.insert(*limit, number);
                    }
                }
                None if !fields.has_error(name) => fields.error(name, FieldCode::Required),
                None => {}
            }
        }
        fields.finish(Self(limits))
    }

    /// What was stored, but for what we do not know.
    pub(crate) fn stored(text: &str) -> Self {
        let all: BTreeMap<String, u32> = serde_json::from_str(text).unwrap_or_default();
        let known = |(key, number): (String, u32)| Some((Limit::parse(&key)?, number));
        Self(all.into_iter().filter_map(known).collect())
    }

    /// How much it is; within its bounds, whatever was stored.
    pub fn get(&self, limit: Limit) -> u32 {
        let (usual, least, most) = limit.bounds();
        self.0
            .get(&limit)
            .map_or(usual, |number| (*number).clamp(least, most))
    }

    /// The same, to be counted up to.
    pub(crate) fn count(&self, limit: Limit) -> usize {
        usize::try_from(self.get(limit)).unwrap_or(usize::MAX)
    }

    /// What differs: the limit, what it was, what it is.
    pub fn changes_from(&self, before: &Self) -> Vec<(Limit, u32, u32)> {
        let each = |limit: &Limit| (*limit, before.get(*limit), self.get(*limit));
        let all = Limit::ALL.iter().map(each);
        all.filter(|(_, was, is)| was != is).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::{Limit, Limits};

    fn form(limit: Limit, number: u32) -> Map<String, Value> {
        let text = |each: &Limit| {
            let own = if *each == limit { number } else { each.bounds().0 };
            (each.as_str().to_owned(), Value::from(own.to_string()))
        };
        Limit::ALL.iter().map(text).collect()
    }

    #[test]
    fn each_is_moved_within_its_bounds_and_none_is_lifted() {
        for limit in Limit::ALL {
            let (usual, least, most) = limit.bounds();
            assert!(0 < least && least <= usual && usual <= most, "{limit}");
            for number in [least, most] {
                let limits = Limits::parse(&form(*limit, number)).unwrap();
                assert_eq!(limits.get(*limit), number, "{limit}");
            }
            for number in [0, least - 1, most + 1] {
                assert!(Limits::parse(&form(*limit, number)).is_err(), "{limit} {number}");
            }
            assert_eq!(Limits::parse(&form(*limit, usual)).unwrap(), Limits::default());
        }
        assert_eq!(Limits::parse(&Map::new()).unwrap_err().0.len(), Limit::ALL.len());
    }

    #[test]
    fn what_was_stored_otherwise_is_held_within_them() {
        let limits: Limits =
            serde_json::from_str("{\"codes_an_hour\": 0, \"passwords_an_hour\": 9999}").unwrap();
        assert_eq!(
            (limits.get(Limit::CodesAnHour), limits.get(Limit::PasswordsAnHour)),
            (2, 10)
        );
    }
}
