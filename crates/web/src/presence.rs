//! Who of the staff has a request open just now, so that two do not answer the same. Kept by this process only, for some
//! minutes: it is a courtesy, and what is decided by two at once is decided by versions.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::ids::{PersonId, RequestId};
use jiff::{SignedDuration, Timestamp};

/// For how long somebody counts as there after they last opened or did something.
const LASTS: SignedDuration = SignedDuration::from_mins(5);

/// Who is where. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Presence(Arc<Mutex<HashMap<RequestId, HashMap<PersonId, Seen>>>>);

#[derive(Debug)]
struct Seen {
    name: String,
    at: Timestamp,
}

impl Presence {
    /// Notes that somebody has a request open; gives the names of the others who do, in their order.
    pub fn note(&self, request: RequestId, (person, name): (PersonId, &str), now: Timestamp) -> Vec<String> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, people| {
            people.retain(|_, seen| now.duration_since(seen.at) < LASTS);
            !people.is_empty()
        });
        let people = all.entry(request).or_default();
        let mut others: Vec<String> = people
            .iter()
            .filter(|(id, _)| **id != person)
            .map(|(_, seen)| seen.name.clone())
            .collect();
        others.sort();
        let name = name.to_owned();
        people.insert(person, Seen { name, at: now });
        others
    }

    /// Notes that somebody is done with a request.
    pub fn leave(&self, request: RequestId, person: PersonId) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(people) = all.get_mut(&request) {
            people.remove(&person);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::{PersonId, RequestId};
    use jiff::{SignedDuration, Timestamp};

    use super::Presence;

    #[test]
    fn others_are_there_for_some_minutes_or_until_they_are_done() {
        let (presence, it) = (Presence::default(), RequestId(1));
        let at = |minutes| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        let (ana, bea) = ((PersonId(1), "Ana"), (PersonId(2), "Bea"));
        assert!(presence.note(it, ana, at(0)).is_empty());
        assert_eq!(presence.note(it, bea, at(1)), ["Ana"]);
        assert_eq!(presence.note(it, ana, at(4)), ["Bea"]);
        assert!(presence.note(RequestId(2), bea, at(4)).is_empty());
        assert_eq!(presence.note(it, bea, at(8)), ["Ana"]);
        presence.leave(it, ana.0);
        assert!(presence.note(it, bea, at(9)).is_empty());
        assert!(presence.note(it, ana, at(14)).is_empty());
    }
}
