//! Views of the desk that somebody keeps: a name, and the query that shows them.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        create table desk_view (
            id {id},
            person_id bigint not null references person(id),
            name text not null,
            query text not null,
            constraint desk_view_once unique (person_id, name)
        );";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop table desk_view;").await
}
