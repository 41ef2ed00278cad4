//! What the weights of the priority score were, and who changed them when and why: for everybody to read, changed never.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{append_only, drop_append_only, run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        create table weights_change (
            id {id},
            at bigint not null,
            person_id bigint references person(id),
            reason text not null,
            weights text not null
        );";
    run(manager, sql).await?;
    append_only(manager, "weights_change").await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    drop_append_only(manager, "weights_change").await
}
