//! What supporters say to everybody is found without reading all the supporters of a request.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql =
        "create index support_told on support(request_id, at, id) where body_public and body is not null;";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop index support_told;").await
}
