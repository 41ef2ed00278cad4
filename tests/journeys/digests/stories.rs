//! Stories that together show every cell of the table: an event, who gets a mail of it at once, and what the digests of the
//! next morning say of it.

use serde_json::Value;

use super::{
    place::Place,
    table::{Seen, When},
};
use crate::post::Mail;

mod data;
mod life;
mod others;
mod time;

pub use data::what_becomes_of_its_dataset;
pub use life::from_filing_to_the_end;
pub use others::{at_the_team, comments, merged_split_and_separated};
pub use time::{a_question_that_nobody_answers, nobody_answers, what_time_alone_brings};

/// Who hears in the digest: supporters and followers that chose nothing else.
const CROWD: &[&str] = &["flo", "sol"];

/// Goes through events, one a day.
struct Days {
    place: Place,
    day: i64,
    seen: Seen,
}

impl Days {
    fn of(place: Place) -> Self {
        Self {
            place,
            day: 0,
            seen: Seen::default(),
        }
    }

    async fn step(&mut self, who: &str, body: Value, at_once: &[&str], digest: &[&str], says: &str) {
        self.place.act(who, body.clone()).await;
        self.expect(&body.to_string(), at_once, digest, says).await;
    }

    async fn expect(&mut self, what: &str, at_once: &[&str], digest: &[&str], says: &str) {
        let told = self.told(at_once, what).await;
        self.next_day();
        let digests = self.place.digests().await;
        // The weekly ones have a test of their own.
        let daily = digests.iter().filter(|letter| letter.reader() != "wes");
        let mut readers: Vec<_> = daily.clone().map(Mail::reader).collect();
        readers.sort_unstable();
        assert_eq!(readers, digest, "in the digest: {what}");
        for letter in daily {
            // Those who hear of it at once tell which mail it would have been; comments are mail of the requester's.
            let kind = told.iter().find_map(|line| line.strip_suffix(" nora"));
            self.seen
                .note(kind.unwrap_or("commented"), letter.reader(), When::Digest);
            assert!(
                letter.text.contains(says),
                "{what} to {}: {}",
                letter.reader(),
                letter.text
            );
            for secret in ["@example.org", "su secreto"] {
                assert!(!letter.text.contains(secret), "{secret} in {}", letter.text);
            }
        }
    }

    async fn told(&mut self, expected: &[&str], what: &str) -> Vec<String> {
        let letters = self.place.letters().await;
        let mut expected: Vec<_> = expected.iter().map(|line| (*line).to_owned()).collect();
        expected.sort();
        let told = self.place.told(&letters).await;
        assert_eq!(told, expected, "at once: {what}");
        for line in &told {
            let (kind, reader) = line.split_once(' ').unwrap();
            self.seen.note(kind, reader, When::AtOnce);
        }
        told
    }

    /// What is no news of a request, so that no digest follows.
    async fn hear(&mut self, expected: &[&str]) {
        self.told(expected, "apart").await;
    }

    fn next_day(&mut self) {
        self.day += 1;
        let start: jiff::Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        let now = start + jiff::SignedDuration::from_hours(24 * self.day);
        self.place.app.at(&now.to_string());
    }

    async fn to(&mut self, day: i64) {
        self.day = day - 1;
        self.next_day();
        // What fell due meanwhile is not what is looked at.
        self.place.gather().await;
        self.place.letters().await;
    }
}
