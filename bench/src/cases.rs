//! What is asked of the server: the reads of the public API, filing, acting, and a control that costs next to nothing.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use domain::reference::Reference;
use serde_json::json;

use crate::{
    chance::Chance,
    client::{get, post},
    load::Make,
    seeding::Seeded,
    words::{self, FREQUENT, ONE_IN_SEVEN, RARE},
};

/// A kind of request.
#[derive(Clone)]
pub struct Case {
    /// What the tables call it.
    pub name: &'static str,
    /// Makes the requests.
    pub make: Make,
    /// How many requests one answer should show; `None` where that is not the point.
    pub shows: Option<usize>,
}

/// The reads, and the control first.
pub fn reads(seeded: &Seeded) -> Vec<Case> {
    let references = Arc::clone(&seeded.references);
    let detail =
        move |lane: usize, turn: usize| get(&format!("/api/v1/requests/{}", any(&references, lane, turn)));
    let rare = |lane: usize, turn: usize| {
        let word = RARE.get((lane + turn) % RARE.len()).copied().unwrap_or_default();
        get(&format!("/api/v1/requests?q={}", escaped(word)))
    };
    vec![
        case("control (`/healthz`)", None, |_, _| get("/healthz")),
        case("list, 25 rows", Some(25), |_, _| get("/api/v1/requests")),
        case("detail", Some(1), detail),
        case("search, a word in every second row", Some(25), |_, _| {
            get(&format!("/api/v1/requests?q={FREQUENT}"))
        }),
        case("search, a word in one of seven rows", Some(25), |_, _| {
            get(&format!("/api/v1/requests?q={ONE_IN_SEVEN}"))
        }),
        case("search, a word in 17 rows", Some(17), rare),
    ]
}

/// Filing, without and with a key that makes a repeat harmless.
pub fn creates(seeded: &Seeded) -> Vec<Case> {
    let (plain, keyed) = (filing(seeded, false), filing(seeded, true));
    vec![
        Case {
            name: "create",
            make: plain,
            shows: None,
        },
        Case {
            name: "create, with `Idempotency-Key`",
            make: keyed,
            shows: None,
        },
    ]
}

/// A note of progress on one of the requests that are open.
pub fn acting(seeded: &Seeded) -> Case {
    let (open, token) = (Arc::clone(&seeded.open), seeded.coordinator.clone());
    case("act", None, move |lane, turn| {
        let path = format!("/api/v1/requests/{}/actions", any(&open, lane, turn));
        let body = json!({ "action": "inform", "message": "Seguimos trabajando en este pedido." });
        post(&path, &token, "If-Match: *\r\n", &body.to_string())
    })
}

fn case(
    name: &'static str,
    shows: Option<usize>,
    make: impl Fn(usize, usize) -> Vec<u8> + Send + Sync + 'static,
) -> Case {
    Case {
        name,
        shows,
        make: Arc::new(make),
    }
}

/// No two are alike.
fn filing(seeded: &Seeded, keyed: bool) -> Make {
    let token = seeded.person.clone();
    let rows = seeded.references.len();
    let filed = AtomicUsize::new(if keyed { 1 << 30 } else { 0 });
    Arc::new(move |_, _| {
        let number = filed.fetch_add(1, Ordering::Relaxed);
        let words = words::request(number % rows, rows, &mut Chance::new(number as u64));
        let body = json!({ "title": words.title, "body": words.body, "theme": "budget" }).to_string();
        let key = if keyed {
            format!("Idempotency-Key: bench-{number}\r\n")
        } else {
            String::new()
        };
        post("/api/v1/requests", &token, &key, &body)
    })
}

fn any(references: &[Reference], lane: usize, turn: usize) -> Reference {
    let mut chance = Chance::new((lane as u64) << 32 | turn as u64);
    references
        .get(chance.below(references.len()))
        .copied()
        .unwrap_or(Reference {
            year: 2026,
            number: 1,
        })
}

fn escaped(word: &str) -> String {
    word.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
