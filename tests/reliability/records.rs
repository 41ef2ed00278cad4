//! What the database holds after the faults, looked at from outside: whole requests, right counters, events that replay.

use std::collections::HashSet;

use domain::{
    audience::{MailKind, Recipient, audience},
    event::Change,
    ids::{PersonId, RequestId},
    standing::Standing,
    store::{Db, Options, events, people, requests},
};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, QueryResult, Statement};

/// The rows of a query.
pub async fn rows(connection: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await;
    rows.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// The one number of a query.
pub async fn number(connection: &DatabaseConnection, sql: &str) -> i64 {
    rows(connection, sql).await[0].try_get_by_index(0).unwrap()
}

/// Counts that must agree, each with what it is about. The query counts those that do not.
const COUNTS: [(&str, &str); 6] = [
    (
        "requests whose counter of supporters is not the number of rows",
        "select count(*) from request_counter c where supporters <>
            (select count(*) from support s where s.request_id = c.request_id)",
    ),
    (
        "requests whose counter of followers is not the number of rows",
        "select count(*) from request_counter c where followers <>
            (select count(*) from follow f where f.request_id = c.request_id and f.cadence <> 'none')",
    ),
    (
        "requests whose counter of comments is not the number of rows",
        "select count(*) from request_counter c where comments <>
            (select count(*) from comment o where o.request_id = c.request_id and not o.internal)",
    ),
    (
        "requests without counters, search terms or reference",
        "select count(*) from data_request r where not exists
            (select 1 from request_counter c where c.request_id = r.id)
            or not exists (select 1 from search_terms t where t.request_id = r.id)
            or r.number > (select last from reference_counter n where n.year = r.year)",
    ),
    (
        "requests that the facets count too often or not at all",
        "select (select count(*) from data_request where not hidden)
            - (select cast(coalesce(sum(n), 0) as bigint) from facet_cell)
            - (select cast(coalesce(sum(n), 0) as bigint) from facet_delta)",
    ),
    (
        "requests whose version is not that of their actions",
        "select count(*) from data_request r where version <>
            (select count(*) from event e where e.request_id = r.id
                and e.action not in ('merged_in', 'due_moved', 'evidence_checked', 'part_answered', 'claimed', 'area_moved'))",
    ),
];

/// Everything that is not whole.
pub async fn problems(url: &str, connection: &DatabaseConnection) -> Vec<String> {
    let mut problems = Vec::new();
    for (about, sql) in COUNTS {
        let found = number(connection, sql).await;
        if found != 0 {
            problems.push(format!("{found} {about}"));
        }
    }
    let mails = rows(connection, "select dedupe_key from outbox").await;
    let mails: HashSet<String> = mails.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let comments = "select 'c:' || c.id || ':' || r.requester_id from comment c
        join data_request r on r.id = c.request_id
        where c.role in ('liaison', 'coordinator', 'admin') and not c.internal and c.author_id <> r.requester_id";
    for row in rows(connection, comments).await {
        let key: String = row.try_get_by_index(0).unwrap();
        if !mails.contains(&key) {
            problems.push(format!("a comment without its mail {key}"));
        }
    }
    let db = Db::connect(&Options::new(url)).await.unwrap();
    for row in rows(connection, "select id from data_request order by id").await {
        let id = RequestId(row.try_get_by_index(0).unwrap());
        let (wrong, keys) = history(&db, id).await;
        problems.extend(wrong.into_iter().map(|wrong| format!("request {id} {wrong}")));
        let missing = keys.into_iter().filter(|key| !mails.contains(key));
        problems.extend(missing.map(|key| format!("request {id} has no mail {key}")));
    }
    problems
}

/// What is wrong with the events of a request, and the keys of the mails they must have put in.
async fn history(db: &Db, id: RequestId) -> (Vec<String>, Vec<String>) {
    let told = events::of_request(&db.read(), id).await.unwrap();
    let changes: Vec<&Change> = told.iter().map(|told| &told.event.change).collect();
    let request = requests::get(&db.read(), id, requests::Lock::No)
        .await
        .unwrap()
        .unwrap();
    let replay = |until: usize| Standing::replay(changes[..until].iter().copied());
    if replay(changes.len()).as_ref() != Some(&request.standing) {
        return (
            vec![format!("is not what its {} events make it", changes.len())],
            Vec::new(),
        );
    }
    let mut keys = Vec::new();
    for (place, told) in told.iter().enumerate() {
        let (event, change) = (told.event.id, changes[place]);
        let after = replay(place + 1).unwrap();
        for (recipient, kind) in audience(change, replay(place).as_ref(), &after).direct {
            let people = resolve(db, recipient, &after).await;
            let told = people
                .into_iter()
                .filter(|person| change.actor != Some(*person) || kind == MailKind::Receipt);
            keys.extend(told.map(|person| format!("e:{event}:{kind}:{person}")));
        }
    }
    (Vec::new(), keys)
}

async fn resolve(db: &Db, recipient: Recipient, standing: &Standing) -> Vec<PersonId> {
    match (recipient, standing.assignee, standing.area) {
        (Recipient::Requester, ..) => vec![standing.requester],
        (Recipient::Former(person), ..) => vec![person],
        (Recipient::Coordinators, ..) => people::coordinators(&db.read()).await.unwrap(),
        (Recipient::Desk, Some(person), _) => vec![person],
        (Recipient::Desk, None, Some(area)) => people::liaisons_of(&db.read(), area).await.unwrap(),
        // A head hears of no event: only timers write to one.
        (Recipient::Head, ..) | (Recipient::Desk, None, None) => Vec::new(),
    }
}
