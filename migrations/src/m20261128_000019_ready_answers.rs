//! Answers that an area has ready, and what staff keeps for the whole house.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        create table ready_answer (
            id {id},
            area_id bigint references area(id),
            outcome text,
            title text not null,
            body text not null,
            changed_at bigint not null
        );
        create index ready_answer_area on ready_answer(area_id);";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop table ready_answer;").await
}
