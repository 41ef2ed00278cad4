//! What was left at the open-data portal for a request, as a private draft.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "create table dataset_draft (
        request_id bigint primary key references data_request(id),
        package text,
        name text,
        url text,
        pushed_by bigint references person(id),
        pushed_at bigint,
        busy_until bigint,
        check (package is null or (name is not null and url is not null and pushed_by is not null and pushed_at is not null))
    );";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop table dataset_draft;").await
}
