//! What an area found about personal data and secrecy in what is asked for.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let add = |name| {
        format!(
            "alter table data_request add column {name} text not null default 'unchecked'
            check ({name} in ('unchecked', 'clear', 'partly', 'barred'));"
        )
    };
    run(manager, &add("personal_data")).await?;
    run(manager, &add("secrecy")).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "alter table data_request drop column personal_data;").await?;
    run(manager, "alter table data_request drop column secrecy;").await
}
