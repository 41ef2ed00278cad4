//! Takes out of every table what says who somebody is. What they asked and said stays, and is nobody's.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Tx, all, drafts, mailing, number, run};
use crate::ids::{DraftId, PersonId, RequestId};

/// What of somebody is simply removed. `$1` is the person; each is one table's business.
const REMOVED: [&str; 20] = [
    "delete from session where person_id = $1",
    "delete from api_token where person_id = $1",
    "delete from identity where person_id = $1",
    "delete from kept_form where person_id = $1",
    "delete from digest_entry where person_id = $1",
    "delete from saved_search where person_id = $1",
    "delete from desk_view where person_id = $1",
    "delete from invitation where mailbox_id in (select id from mailbox where person_id = $1)",
    // What was entered after a meeting may name them. In an address `_` and `%` stand for more than themselves: rather too much.
    "update entry set source = null where source is not null and exists (select 1 from mailbox m
        where m.person_id = $1 and lower(entry.source) like '%' || m.address_key || '%')",
    "delete from follow where person_id = $1",
    "delete from person_area where person_id = $1",
    "delete from bounce where mailbox_id in (select id from mailbox where person_id = $1)",
    "update support set body = null, body_public = false where person_id = $1",
    "update reuse set person_id = null where person_id = $1",
    "update report set body = null, person_id = null where person_id = $1",
    "update incoming_mail set sender = '', kept = null, kept_nonce = null where person_id = $1
        or lower(sender) in (select address_key from mailbox where person_id = $1)",
    "update outbox set sealed = null, sealed_nonce = null, body_hash = null, last_error = null,
        state = case when state in ('pending', 'sending') then 'skipped' else state end
        where person_id = $1 or mailbox_id in (select id from mailbox where person_id = $1)",
    "update one_time_token set hash = 'erased-' || id, tries = 1000
        where mailbox_id in (select id from mailbox where person_id = $1)",
    // What is public stays with its request; nobody has read the others.
    "update attachment set erased_at = created_at, name = '', sha256 = '', findings = '[]', request_id = null,
        draft_id = null where uploader_id = $1 and not public and erased_at is null",
    "update data_request set requester_name = null, anonymous = true where requester_id = $1",
];

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Requests that somebody follows or has said something about: their counters and the mail about them change.
pub async fn touched(tx: &Tx, person: PersonId) -> Result<Vec<RequestId>, DbErr> {
    let sql = "select id from data_request where requester_id = $1
        union select request_id as id from follow where person_id = $1
        union select request_id as id from support where person_id = $1
        union select request_id as id from comment where author_id = $1
        union select request_id as id from event where actor_id = $1 order by id";
    let rows: Vec<Id> = all(tx, sql, vec![person.0.into()]).await?;
    Ok(rows.into_iter().map(|row| RequestId(row.id)).collect())
}

/// Erases who somebody is.
pub async fn erase(tx: &Tx, person: PersonId, now: Timestamp) -> Result<(), DbErr> {
    let waiting = "select d.id from draft d join mailbox m on m.id = d.mailbox_id where m.person_id = $1";
    let waiting: Vec<Id> = all(tx, waiting, vec![person.0.into()]).await?;
    // Mail to others that is written already may name them.
    for request in touched(tx, person).await? {
        mailing::forget_composed(tx, request).await?;
    }
    for sql in REMOVED {
        run(tx, sql, vec![person.0.into()]).await?;
    }
    // Rows of mail go on naming the mailbox, which becomes nobody's: its address can be somebody's again.
    let mailbox = "update mailbox set address = 'erased-' || id || '@erased.invalid',
        address_key = 'erased-' || id || '@erased.invalid', person_id = null, confirmed_at = null, suspended_at = null
        where person_id = $1";
    for Id { id } in waiting {
        drafts::erase(tx, DraftId(id), now).await?;
    }
    run(tx, mailbox, vec![person.0.into()]).await?;
    let person_row =
        "update person set name = '', sector = 'unknown', password_hash = null, password_at = null, second_factor = null,
        disabled_at = $2, erased_at = $2 where id = $1";
    run(tx, person_row, vec![person.0.into(), now.as_second().into()])
        .await
        .map(drop)
}

/// Whether somebody has been erased.
pub async fn is_erased(tx: &Tx, person: PersonId) -> Result<bool, DbErr> {
    let sql = "select count(*) as n from person where id = $1 and erased_at is not null";
    Ok(number(tx, sql, vec![person.0.into()]).await? == Some(1))
}
