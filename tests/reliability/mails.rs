//! The mails that the relay accepted, held against the outbox: none lost, none twice but those in flight, all in order.

use std::collections::{BTreeMap, HashMap};

use sea_orm::DatabaseConnection;
use testkit::smtp::Received;

use crate::{records::rows, snapshot::InFlight};

/// A row of the outbox when all is over.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its number.
    pub id: i64,
    /// Where it ended.
    pub state: String,
    /// To whom.
    pub to: String,
    /// The request it is about.
    pub request: Option<i64>,
    /// Why it did not leave.
    pub reason: Option<String>,
}

/// The outbox.
pub async fn outbox(connection: &DatabaseConnection) -> Vec<Mail> {
    let sql = "select o.id, o.state, m.address, o.request_id, o.last_error
        from outbox o join mailbox m on m.id = o.mailbox_id order by o.id";
    let found = rows(connection, sql).await;
    let mail = |row: &sea_orm::QueryResult| Mail {
        id: row.try_get_by_index(0).unwrap(),
        state: row.try_get_by_index(1).unwrap(),
        to: row.try_get_by_index(2).unwrap(),
        request: row.try_get_by_index(3).unwrap(),
        reason: row.try_get_by_index(4).unwrap(),
    };
    found.iter().map(mail).collect()
}

/// How many acceptances were one too many.
pub fn repeated(received: &[Received]) -> usize {
    let mut times: HashMap<Option<String>, usize> = HashMap::new();
    for mail in received {
        *times.entry(mail.header("Message-ID")).or_default() += 1;
    }
    times.values().map(|times| times - 1).sum()
}

/// Everything that is not as promised.
pub fn problems(outbox: &[Mail], received: &[Received], in_flight: &InFlight) -> Vec<String> {
    let mut problems = Vec::new();
    let mut accepted: BTreeMap<i64, Vec<(usize, &Received)>> = BTreeMap::new();
    for (place, mail) in received.iter().enumerate() {
        let id = mail.header("Message-ID").unwrap_or_default();
        match row_of(&id) {
            Some(row) => accepted.entry(row).or_default().push((place, mail)),
            None => problems.push(format!("a mail whose Message-ID {id:?} is no row's")),
        }
    }
    let mut threads: HashMap<(&str, i64), Vec<usize>> = HashMap::new();
    for mail in outbox {
        let copies = accepted.remove(&mail.id).unwrap_or_default();
        problems.extend(problems_of(mail, &copies, in_flight));
        if let (Some(request), Some((first, _))) = (mail.request, copies.first()) {
            threads.entry((&mail.to, request)).or_default().push(*first);
        }
    }
    for row in accepted.keys() {
        problems.push(format!("mail {row} arrived, and there is no such row"));
    }
    for ((to, request), firsts) in &threads {
        if !firsts.is_sorted() {
            problems.push(format!(
                "mails to {to} about request {request} arrived out of order: {firsts:?}"
            ));
        }
    }
    problems
}

fn problems_of(mail: &Mail, copies: &[(usize, &Received)], in_flight: &InFlight) -> Vec<String> {
    let Mail { id, state, to, .. } = mail;
    let mut problems = Vec::new();
    match &**state {
        "sent" if copies.is_empty() => {
            problems.push(format!("mail {id} is lost: marked as sent, never accepted"));
        }
        "sent" => {}
        "skipped" if mail.reason.is_some() => {}
        _ => problems.push(format!(
            "mail {id} is {state} after everything: {:?}",
            mail.reason
        )),
    }
    let times = in_flight.times(*id);
    if copies.len() > 1 + times {
        problems.push(format!(
            "mail {id} arrived {} times, and was in flight at {times} faults",
            copies.len()
        ));
    }
    if copies.iter().any(|(_, copy)| copy.bytes != copies[0].1.bytes) {
        problems.push(format!("the copies of mail {id} differ"));
    }
    if copies.iter().any(|(_, copy)| copy.to != [to.as_str()]) {
        problems.push(format!("mail {id} is for {to} and went to {:?}", copies[0].1.to));
    }
    problems
}

/// `<PD-2026-000001.o12@host>` is row 12.
fn row_of(id: &str) -> Option<i64> {
    let (local, _) = id.trim_start_matches('<').split_once('@')?;
    local.rsplit_once(".o")?.1.parse().ok()
}
