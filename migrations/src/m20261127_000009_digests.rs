//! What people want to hear, how often and when, and what each digest tells: news by a cursor per person and request.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

// A fan-out row is a piece of news: one for each event that followers hear of. `seen_fanout_id` is the last one that a
// follower was told of, or was there for; it takes the place of a cursor over events, which reminders are not. Nobody
// is told now of what happened before there were digests.
async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        alter table person add column cadence text not null default 'daily'
            check (cadence in ('at_once', 'daily', 'weekly', 'none'));
        alter table person add column quiet_from integer check (quiet_from between 0 and 23);
        alter table person add column quiet_until integer check (quiet_until between 0 and 23);
        alter table follow add column seen_fanout_id bigint not null default 0;
        update follow set seen_fanout_id = coalesce((select min(id) - 1 from fanout where done_at is null),
            (select max(id) from fanout), 0);
        alter table follow drop column seen_event_id;
        create index fanout_request on fanout(request_id, id);
        create table digest_entry (
            id {id},
            person_id bigint not null references person(id),
            request_id bigint not null references data_request(id),
            outbox_id bigint references outbox(id),
            comment_id bigint references comment(id),
            after_id bigint,
            upto_id bigint
        );
        create index digest_entry_waiting on digest_entry(person_id) where outbox_id is null;
        create index digest_entry_outbox on digest_entry(outbox_id);
        create index digest_entry_request on digest_entry(request_id);
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        drop table digest_entry;
        drop index fanout_request;
        alter table follow add column seen_event_id bigint not null default 0;
        alter table follow drop column seen_fanout_id;
        alter table person drop column quiet_until;
        alter table person drop column quiet_from;
        alter table person drop column cadence;
        ",
    )
    .await
}
