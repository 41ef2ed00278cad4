//! Other ways in than a link by mail: passwords of staff, and accounts at a provider of identities.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

// The hash of a password has been a column of `person` from the beginning. `sign_in_try.key` is a keyed hash of an address or
// of a network; `sign_in_state` holds the hashes of what came back from a provider, each good once.
async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        alter table person add column password_at bigint;
        create table sign_in_try (
            id {id},
            key text not null,
            at bigint not null
        );
        create index sign_in_try_key on sign_in_try(key, at);
        create index sign_in_try_at on sign_in_try(at);
        create table sign_in_state (
            hash text not null primary key,
            used_at bigint not null
        );
        create table identity (
            id {id},
            issuer text not null,
            subject text not null,
            person_id bigint not null references person(id),
            linked_at bigint not null,
            constraint identity_once unique (issuer, subject)
        );
        create index identity_person on identity(person_id);
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        drop table identity;
        drop table sign_in_state;
        drop table sign_in_try;
        alter table person drop column password_at;
        ",
    )
    .await
}
