//! What pages need: drafts of all that is done without an account, where a sign-in leads to, and forms kept for whoever has
//! to sign in first.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

// No foreign key on `draft.request_id`: SQLite could not take the column away again, and no request is ever deleted.
async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        alter table draft add column kind text not null default 'file'
            check (kind in ('file', 'support', 'follow', 'comment'));
        alter table draft add column request_id bigint;
        alter table one_time_token add column next_path text;
        create table kept_form (
            id {id},
            hash text not null constraint kept_form_hash unique,
            person_id bigint references person(id),
            path text not null,
            fields text not null,
            created_at bigint not null,
            expires_at bigint not null
        );
        create index kept_form_expires on kept_form(expires_at);
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        drop table kept_form;
        alter table one_time_token drop column next_path;
        alter table draft drop column request_id;
        alter table draft drop column kind;
        ",
    )
    .await
}
