//! What is asked of the server: the reads of the public API, the pages, filing, acting, and a control that costs next to
//! nothing.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use domain::reference::Reference;
use serde_json::json;

use crate::{
    chance::Chance,
    client::{get, get_with, post},
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
    /// How many requests one answer should show, and what marks each; `None` where that is not the point.
    pub shows: Option<(usize, &'static str)>,
}

/// What begins each request in JSON, and in HTML.
const ROW: &str = "\"created_at\":";
const CARD: &str = "request-card\"";
const LINE: &str = "\"meta-line\"";
const HEADING: &str = "<h1";

/// A reader who has just changed something gets pages that are built for them.
const BUILT: &str = "Cookie: fresh=1\r\n";

/// What passes through every layer and touches nothing.
pub fn control() -> Case {
    case("control (`/healthz`)", None, |_, _| get("/healthz"))
}

/// The reads, and the control first.
pub fn reads(seeded: &Seeded) -> Vec<Case> {
    let references = Arc::clone(&seeded.references);
    let detail =
        move |lane: usize, turn: usize| get(&format!("/api/v1/requests/{}", any(&references, lane, turn)));
    let rare = |lane: usize, turn: usize| get(&format!("/api/v1/requests?q={}", escaped(rare(lane, turn))));
    vec![
        control(),
        case("list, 25 rows", Some((25, ROW)), |_, _| get("/api/v1/requests")),
        case("detail", Some((1, ROW)), detail),
        case("figures", None, |_, _| get("/api/v1/stats")),
        case("search, a word in every second row", Some((25, ROW)), |_, _| {
            get(&format!("/api/v1/requests?q={FREQUENT}"))
        }),
        case("search, a word in one of seven rows", Some((25, ROW)), |_, _| {
            get(&format!("/api/v1/requests?q={ONE_IN_SEVEN}"))
        }),
        case("search, a word in 17 rows", Some((17, ROW)), rare),
    ]
}

/// The pages, each built for its reader.
pub fn built(seeded: &Seeded) -> Vec<Case> {
    let references = Arc::clone(&seeded.references);
    let page = |path: &str| get_with(path, BUILT);
    let detail = move |lane: usize, turn: usize| page(&format!("/requests/{}", any(&references, lane, turn)));
    let search = move |word: &str| page(&format!("/requests?q={}", escaped(word)));
    let rare = move |lane: usize, turn: usize| search(rare(lane, turn));
    vec![
        case("page: home", Some((8, LINE)), move |_, _| page("/")),
        case("page: list, 20 rows", Some((20, CARD)), move |_, _| {
            page("/requests")
        }),
        case("page: detail", Some((1, HEADING)), detail),
        case(
            "page: search, a word in every second row",
            Some((20, CARD)),
            move |_, _| search(FREQUENT),
        ),
        case(
            "page: search, a word in one of seven rows",
            Some((20, CARD)),
            move |_, _| search(ONE_IN_SEVEN),
        ),
        case("page: search, a word in 17 rows", Some((17, CARD)), rare),
    ]
}

/// Pages that everybody asks for, as a browser asks for them, and one as it is: what the cache is for.
pub fn kept(seeded: &Seeded) -> Vec<Case> {
    let packed =
        |path: String| move |_: usize, _: usize| get_with(&path, "Accept-Encoding: gzip, deflate, br\r\n");
    let detail = format!("/requests/{}", any(&seeded.references, 0, 0));
    vec![
        case("home", None, packed("/".into())),
        case("list", None, packed("/requests".into())),
        case("detail", None, packed(detail)),
        case("search", None, packed(format!("/requests?q={FREQUENT}"))),
        case("list, not compressed", Some((20, CARD)), |_, _| get("/requests")),
    ]
}

/// The same file, again and again.
pub fn file() -> Case {
    case("a file", None, |_, _| get("/"))
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
    shows: Option<(usize, &'static str)>,
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

fn rare(lane: usize, turn: usize) -> &'static str {
    RARE.get((lane + turn) % RARE.len()).copied().unwrap_or_default()
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
