//! Many people at once: more than there is time to let come in by the door.

use crate::{TestDatabase, execute};

/// Makes `count` people with a confirmed address (`follower1@example.org` and on; of every ten, one at another domain) who
/// want to hear at once of everything that happens to a request.
///
/// # Panics
/// If the database refuses it.
pub async fn add_followers(database: &TestDatabase, year: i16, number: i64, count: usize) {
    for sql in [
        format!(
            "insert into person (name, role, locale, sector, created_at)
             with recursive number(n) as (select 1 union all select n + 1 from number where n < {count})
             select 'Follower ' || n, 'person', 'es-AR', 'citizen', 1 from number"
        ),
        "insert into mailbox (address, address_key, person_id, confirmed_at, created_at)
         select 'follower' || substr(name, 10) || place, 'follower' || substr(name, 10) || place, id, 1, 1 from (
            select id, name, case when id % 10 = 0 then '@example.net' else '@example.org' end as place
            from person where name like 'Follower %') follower"
            .to_owned(),
        format!(
            "insert into follow (request_id, person_id, carried, cadence, seen_fanout_id, at)
             select r.id, p.id, 1 = 0, 'at_once', 0, 1 from person p join data_request r
             on r.year = {year} and r.number = {number} where p.name like 'Follower %'"
        ),
    ] {
        execute(database, &sql).await;
    }
}
