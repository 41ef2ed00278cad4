//! Requests that were voiced at a meeting and entered together: what was sent, which row became which request, and whose name
//! was put to it without their having said so themselves yet.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        create table entry (
            id {id},
            person_id bigint not null references person(id),
            meeting text not null,
            held_on text not null,
            source text,
            created_at bigint not null
        );
        create index entry_person on entry(person_id, id);
        create index entry_source on entry(created_at) where source is not null;
        create table entry_row (
            id {id},
            entry_id bigint not null references entry(id),
            line bigint not null,
            request_id bigint not null references data_request(id),
            constraint entry_row_once unique (entry_id, line)
        );
        create index entry_row_request on entry_row(request_id);
        create table invitation (
            id {id},
            entry_id bigint not null references entry(id),
            request_id bigint not null references data_request(id),
            mailbox_id bigint not null references mailbox(id),
            name text not null,
            voiced boolean not null,
            state text not null check (state in ('invited', 'claimed', 'refused')),
            mail text,
            at bigint not null,
            constraint invitation_once unique (request_id, mailbox_id)
        );
        create index invitation_entry on invitation(entry_id, mailbox_id);
        create index invitation_mailbox on invitation(mailbox_id);
        create index invitation_mail on invitation(mail) where mail is not null;
        create index invitation_at on invitation(at);
        create index invitation_untold on invitation(at, entry_id) where mail is null and state = 'invited';";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "drop table invitation; drop table entry_row; drop table entry;",
    )
    .await
}
