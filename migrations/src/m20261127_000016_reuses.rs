//! What people did with the data, and the datasets they used for it.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        create table reuse (
            id {id},
            title text not null,
            url text not null,
            body text,
            sector text not null check (sector in ('citizen', 'civil_society', 'academia', 'journalism',
                'private_sector', 'public_sector', 'unknown')),
            request_id bigint references data_request(id),
            person_id bigint references person(id),
            state text not null check (state in ('waiting', 'shown', 'refused')),
            at bigint not null,
            decided_at bigint
        );
        create index reuse_shown on reuse(id) where state = 'shown';
        create index reuse_waiting on reuse(id) where state = 'waiting';
        create index reuse_request on reuse(request_id) where request_id is not null;
        create index reuse_person on reuse(person_id) where person_id is not null;
        create table reuse_dataset (
            id {id},
            reuse_id bigint not null references reuse(id),
            name text not null,
            constraint reuse_dataset_once unique (reuse_id, name)
        );
        create index reuse_dataset_name on reuse_dataset(name, reuse_id);
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop table reuse_dataset; drop table reuse;").await
}
