//! What was published lately, and what is counted of what was found, is read from an index. The folding of the counts has a number, by which a reader knows whether
//! the cells it remembers are still those of the table.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        create index data_request_published on data_request(answered_at, id)
            where outcome in ('published', 'already_exists', 'partial') and not hidden;
        create index data_request_facets on data_request(id, hidden, status, theme_id, area_id, kind);
        create table facet_fold (id bigint not null primary key check (id = 1), n bigint not null);";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "drop table facet_fold; drop index data_request_facets; drop index data_request_published;",
    )
    .await
}
