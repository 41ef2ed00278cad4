//! Mail on its way: one row per recipient, and the followers still to be spread.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        create table outbox (
            id {id},
            dedupe_key text not null constraint outbox_dedupe unique,
            kind text not null,
            event_id bigint references event(id),
            request_id bigint references data_request(id),
            comment_id bigint references comment(id),
            token_id bigint references one_time_token(id),
            person_id bigint references person(id),
            mailbox_id bigint not null references mailbox(id),
            locale text not null,
            priority integer not null,
            state text not null check (state in ('pending', 'sending', 'sent', 'dead', 'skipped')),
            attempts integer not null,
            due_at bigint not null,
            lease_owner text,
            sealed {blob},
            sealed_nonce {blob},
            body_hash text,
            last_error text,
            created_at bigint not null,
            ended_at bigint
        );
        create index outbox_due on outbox(priority, due_at, id) where state in ('pending', 'sending');
        create index outbox_thread on outbox(mailbox_id, request_id, id);
        create index outbox_request on outbox(request_id);
        create table fanout (
            id {id},
            event_id bigint not null references event(id),
            request_id bigint not null references data_request(id),
            rule text not null check (rule in ('supporters', 'followers')),
            kind text not null,
            after_id bigint not null,
            upto_id bigint not null,
            done_at bigint
        );
        create index fanout_waiting on fanout(id) where done_at is null;
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop table fanout; drop table outbox;").await
}
