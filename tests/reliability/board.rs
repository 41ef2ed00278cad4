//! What the clients know of the requests so far, which may be out of date: that is how they come to be refused.

use std::sync::Mutex;

use serde_json::Value;

/// How many of the newest requests they look at: enough to meet each other, few enough to bring some to their end.
const NEWEST: usize = 60;

/// A request as somebody last saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// `PD-2026-000001`.
    pub reference: String,
    /// The name of the requester, which is their address here.
    pub requester: String,
    /// The status key.
    pub status: String,
    /// The area's slug.
    pub area: Option<String>,
    /// The version to send as `If-Match`.
    pub version: i64,
}

/// What is known.
#[derive(Debug, Default)]
pub struct Board(Mutex<Vec<Seen>>);

impl Board {
    /// Takes in an answer, if it is a request.
    pub fn learn(&self, body: &Value) {
        let Some(seen) = read(body) else { return };
        let mut known = self.0.lock().unwrap();
        match known.iter_mut().find(|other| other.reference == seen.reference) {
            Some(other) if other.version > seen.version => {}
            Some(other) => *other = seen,
            None => known.push(seen),
        }
    }

    /// Those among the newest that satisfy `wanted`.
    pub fn find(&self, wanted: impl Fn(&Seen) -> bool) -> Vec<Seen> {
        let known = self.0.lock().unwrap();
        let newest = known.iter().rev().take(NEWEST);
        newest.filter(|seen| wanted(seen)).cloned().collect()
    }
}

fn read(body: &Value) -> Option<Seen> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Some(Seen {
        reference: text(&body["reference"])?,
        requester: text(&body["requester"]["name"])?,
        status: text(&body["status"])?,
        area: text(&body["area"]),
        version: body["version"].as_i64()?,
    })
}
