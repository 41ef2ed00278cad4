//! By what the list behind a figure is found: when a request came to what happens to it once, by which area, after how many
//! days; when it got its outcome, and on which ground. The worker fills them in for the requests that are there already.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

const MILESTONES: [&str; 3] = ["determined", "answered", "published"];

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for name in MILESTONES {
        let sql = format!(
            "alter table data_request add column {name}_in integer;
             alter table data_request add column {name}_by bigint;
             alter table data_request add column {name}_days bigint;
             create index data_request_{name}_in on data_request({name}_in, created_at, id)
                 where {name}_in is not null and not hidden;
             create index data_request_{name}_by on data_request({name}_by, {name}_in, created_at, id)
                 where {name}_by is not null and not hidden;"
        );
        run(manager, &sql).await?;
    }
    let sql = "
        alter table data_request add column ended_in integer;
        alter table data_request add column ground text;
        create index data_request_outcome on data_request(outcome, ended_in, created_at, id)
            where outcome is not null and not hidden;
        create index data_request_ground on data_request(ground, ended_in, created_at, id)
            where ground is not null and not hidden;
        drop index data_request_facets;
        create index data_request_facets on data_request(id, hidden, status, outcome, theme_id, area_id, kind);";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        drop index data_request_facets;
        create index data_request_facets on data_request(id, hidden, status, theme_id, area_id, kind);
        drop index data_request_ground;
        drop index data_request_outcome;
        alter table data_request drop column ground;
        alter table data_request drop column ended_in;";
    run(manager, sql).await?;
    for name in MILESTONES {
        let sql = format!(
            "drop index data_request_{name}_by;
             drop index data_request_{name}_in;
             alter table data_request drop column {name}_days;
             alter table data_request drop column {name}_by;
             alter table data_request drop column {name}_in;"
        );
        run(manager, &sql).await?;
    }
    Ok(())
}
