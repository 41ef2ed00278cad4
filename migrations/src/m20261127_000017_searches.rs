//! Searches that people keep, to hear of what comes into them.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

// `filter` is what the list is narrowed to, as the domain writes it; the same one is kept once. `seen_event_id` is the last
// event that was looked at for it. An entry of a digest with a search tells of a request that came into it.
async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        create table saved_search (
            id {id},
            person_id bigint not null references person(id),
            filter text not null,
            seen_event_id bigint not null,
            at bigint not null,
            constraint saved_search_once unique (person_id, filter)
        );
        alter table digest_entry add column search_id bigint;
        create index digest_entry_search on digest_entry(search_id) where search_id is not null;
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        drop index digest_entry_search;
        alter table digest_entry drop column search_id;
        drop table saved_search;
        ",
    )
    .await
}
