//! The ledger held against the database: what was acknowledged is there once, what was refused is not there at all.

use std::collections::{HashMap, HashSet};

use sea_orm::DatabaseConnection;

use crate::{
    ledger::{Answer, Entry, What},
    records::rows,
};

/// Where the marks are found.
struct Found {
    titles: HashMap<String, usize>,
    messages: HashMap<String, Vec<String>>,
    comments: HashMap<String, usize>,
    supports: HashSet<(String, String)>,
    follows: HashSet<(String, String)>,
}

/// Every call whose effect is not what its answer said.
pub async fn problems(entries: &[Entry], connection: &DatabaseConnection) -> Vec<String> {
    let found = look(connection).await;
    let mut problems = Vec::new();
    for Entry { call, answer, denied } in entries {
        let times = found.times(call.reference.as_deref(), &call.what, &call.mark);
        let right = match (&call.what, answer) {
            // Saying it twice is saying it once, so nothing tells a refused one from an earlier one.
            (What::Support(_) | What::Follow(_), Answer::Acknowledged) => times == 1,
            (What::Support(_) | What::Follow(_), _) => true,
            (_, Answer::Acknowledged) => times == 1,
            (_, Answer::Refused(_)) => times == 0,
            (_, Answer::Unknown | Answer::Failed(_)) => false,
        };
        if !right {
            problems.push(format!(
                "{:?} {} ({:?}) was {answer:?} and is there {times} times",
                call.what, call.mark, call.reference
            ));
        }
        if let Some(status) = denied {
            problems.push(format!(
                "{:?} {}: a repeat of what was acknowledged got {status}",
                call.what, call.mark
            ));
        }
    }
    problems
}

impl Found {
    fn times(&self, reference: Option<&str>, what: &What, mark: &str) -> usize {
        let pair = |email: &str| (reference.unwrap_or_default().to_owned(), email.to_owned());
        match what {
            What::File => self.titles.get(mark).copied().unwrap_or(0),
            What::Comment => self.comments.get(mark).copied().unwrap_or(0),
            What::Act(action) => {
                let events = self.messages.get(mark).map(Vec::as_slice).unwrap_or_default();
                let right = events.iter().filter(|event| event == action).count();
                // An event of another action under this mark is as wrong as a second one.
                if right == events.len() { right } else { usize::MAX }
            }
            What::Support(email) => usize::from(self.supports.contains(&pair(email))),
            What::Follow(email) => usize::from(self.follows.contains(&pair(email))),
        }
    }
}

async fn look(connection: &DatabaseConnection) -> Found {
    let mut found = Found {
        titles: count(connection, "select title from data_request").await,
        messages: HashMap::new(),
        comments: count(connection, "select body from comment").await,
        supports: pairs(connection, "support").await,
        follows: pairs(connection, "follow").await,
    };
    let messages =
        "select p.body, e.action from passage p join event e on e.id = p.event_id where p.field = 'message'";
    for row in rows(connection, messages).await {
        let mark: String = row.try_get_by_index(0).unwrap();
        found
            .messages
            .entry(mark)
            .or_default()
            .push(row.try_get_by_index(1).unwrap());
    }
    found
}

async fn count(connection: &DatabaseConnection, sql: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for row in rows(connection, sql).await {
        let text: String = row.try_get_by_index(0).unwrap();
        *counts.entry(text).or_default() += 1;
    }
    counts
}

async fn pairs(connection: &DatabaseConnection, table: &str) -> HashSet<(String, String)> {
    let sql = format!(
        "select r.year, r.number, m.address from {table} t join data_request r on r.id = t.request_id
         join mailbox m on m.person_id = t.person_id"
    );
    let found = rows(connection, &sql).await;
    let pair = |row: &sea_orm::QueryResult| {
        let (year, number): (i32, i64) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
        (format!("PD-{year}-{number:06}"), row.try_get_by_index(2).unwrap())
    };
    found.iter().map(pair).collect()
}
