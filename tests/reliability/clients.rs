//! The clients: people, liaisons and a coordinator who file, support, comment and move requests along, all at once.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::clock::Clock;
use jiff::{Span, tz::TimeZone};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    board::{Board, Seen},
    http::{Http, Wire},
    ledger::{Call, Ledger, What},
    random::Random,
};

/// Whom a client acts as.
#[derive(Debug, Clone)]
pub struct Client {
    /// Their address, and name.
    pub email: String,
    /// Their token.
    pub token: String,
    /// What they may do.
    pub part: Part,
}

/// What a client may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Files, supports, comments, replies, judges.
    Person,
    /// Answers for this area.
    Liaison(String),
    /// Assigns to one of these areas, and to all else.
    Coordinator(Vec<String>),
}

/// What all clients share.
#[derive(Debug, Default)]
pub struct Office {
    /// What they were told.
    pub ledger: Ledger,
    /// What they know.
    pub board: Board,
    marks: AtomicU64,
}

/// Works until the other side is gone.
pub async fn work(office: Arc<Office>, client: Client, at: SocketAddr, mut random: Random) {
    let Ok(mut http) = Http::connect(at).await else {
        return;
    };
    loop {
        // A pace at which the mail that follows does not pile up.
        sleep(Duration::from_millis(
            10 + u64::try_from(random.below(60)).unwrap(),
        ))
        .await;
        let Some(call) = office.next(&client, &mut random) else {
            // Nothing to do, but to see whether the other side still lives.
            if look(&mut http, "/healthz", None).await.is_err() {
                return;
            }
            continue;
        };
        let number = office.ledger.begin(call.clone());
        if office.make(&mut http, number, &call).await.is_err() {
            return;
        }
    }
}

impl Office {
    /// Makes a call, notes its answer as soon as the status line is read, and learns from the rest.
    pub async fn make(&self, http: &mut Http, number: usize, call: &Call) -> io::Result<u16> {
        let (path, body) = (call.path(), call.members());
        let status = http.call(&call.wire(&path, &body)).await?;
        self.ledger.answered(number, status);
        let reply = http.rest().await?;
        self.board.learn(&reply);
        // Somebody was first: look again before the next try.
        if let (409 | 412, Some(reference)) = (status, &call.reference) {
            let path = format!("/api/v1/requests/{reference}");
            self.board.learn(&look(http, &path, Some(&call.token)).await?);
        }
        Ok(status)
    }

    fn next(&self, client: &Client, random: &mut Random) -> Option<Call> {
        match &client.part {
            Part::Person => self.as_person(client, random),
            Part::Liaison(area) => {
                let mine = self.board.find(|seen| seen.area.as_ref() == Some(area));
                self.as_staff(client, random.pick(&mine)?, None, random)
            }
            Part::Coordinator(areas) => {
                let open = self.board.find(|seen| seen.status != "closed");
                let area = random.pick(areas).cloned();
                self.as_staff(client, random.pick(&open)?, area, random)
            }
        }
    }

    fn as_person(&self, client: &Client, random: &mut Random) -> Option<Call> {
        let waits = |seen: &Seen| matches!(&*seen.status, "needs_info" | "answered");
        let mine = self
            .board
            .find(|seen| seen.requester == client.email && waits(seen));
        let others = self.board.find(|seen| seen.requester != client.email);
        let email = || client.email.clone();
        match random.below(20) {
            0..6 => {
                let body = json!({"body": "Quisiera los datos de presupuesto ejecutado por mes, en CSV."});
                Some(self.call(client, What::File, None, body))
            }
            6..11 if !mine.is_empty() => {
                let seen = random.pick(&mine)?;
                let (action, body) = match (&*seen.status, random.below(3)) {
                    ("needs_info", _) => ("reply", json!({"action": "reply"})),
                    (_, 0) => ("dispute", json!({"action": "dispute"})),
                    _ => (
                        "confirm",
                        json!({"action": "confirm", "verdict": "yes", "rating": 5}),
                    ),
                };
                Some(self.call(client, What::Act(action), Some(seen), body))
            }
            11..14 => {
                let what = What::Support(email());
                Some(self.call(client, what, Some(random.pick(&others)?), json!({})))
            }
            14..16 => {
                let what = What::Follow(email());
                Some(self.call(client, what, Some(random.pick(&others)?), json!({})))
            }
            _ => Some(self.call(client, What::Comment, Some(random.pick(&others)?), json!({}))),
        }
    }

    fn as_staff(
        &self,
        client: &Client,
        seen: &Seen,
        area: Option<String>,
        random: &mut Random,
    ) -> Option<Call> {
        let plan = || ("plan", json!({"action": "plan", "promised_on": in_days(30)}));
        let answer = || {
            let evidence = json!({"url": "https://datos.example.org/presupuesto"});
            (
                "answer",
                json!({"action": "answer", "outcome": "published", "evidence": evidence}),
            )
        };
        let simply = |action: &'static str| (action, json!({"action": action}));
        let (action, body) = match (&*seen.status, random.below(10)) {
            ("closed", _) => return None,
            (_, 0) => return Some(self.call(client, What::Comment, Some(seen), json!({}))),
            (_, 1) => simply("inform"),
            ("received", _) => {
                let area = area?;
                ("assign", json!({"action": "assign", "area": area}))
            }
            ("under_review", 2..5) => simply("ask"),
            ("under_review", 5..7) | ("planned", 5) => plan(),
            ("planned", 6..) => simply("start"),
            ("under_review" | "planned" | "in_preparation", _) => answer(),
            _ => return None,
        };
        Some(self.call(client, What::Act(action), Some(seen), body))
    }

    fn call(&self, client: &Client, what: What, seen: Option<&Seen>, body: Value) -> Call {
        let number = self.marks.fetch_add(1, Ordering::Relaxed);
        let acts = matches!(what, What::Act(_));
        Call {
            what,
            reference: seen.map(|seen| seen.reference.clone()),
            token: client.token.clone(),
            mark: format!("marca {number:07} del control"),
            tag: seen.filter(|_| acts).map(|seen| format!("\"v{}\"", seen.version)),
            body,
        }
    }
}

async fn look(http: &mut Http, path: &str, token: Option<&str>) -> io::Result<Value> {
    http.call(&Wire::get(path, token)).await?;
    http.rest().await
}

fn in_days(days: i64) -> String {
    let today = Clock::System.now().to_zoned_datetime(TimeZone::UTC).date();
    today.saturating_add(Span::new().days(days)).to_string()
}
