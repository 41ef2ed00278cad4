//! Until when somebody of the staff is away: who hears of their requests meanwhile depends on it.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "alter table person add column away_until text;").await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "alter table person drop column away_until;").await
}
