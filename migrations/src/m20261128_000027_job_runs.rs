//! When each kind of timed work was last done, and how that ended.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "create table job_run (
        job text primary key,
        ended_at bigint not null,
        is_well boolean not null,
        well_at bigint,
        done bigint not null
    );";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop table job_run;").await
}
