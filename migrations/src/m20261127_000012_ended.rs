//! Mails that are stuck or were not needed are found without reading all that left.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        create index outbox_stuck on outbox(id)
            where (state = 'dead' or (state = 'pending' and last_error is not null));
        create index outbox_skipped on outbox(id) where state = 'skipped';";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop index outbox_skipped; drop index outbox_stuck;").await
}
