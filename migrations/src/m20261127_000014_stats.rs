//! The figures of the statistics as counted cells, with their changes as signed deltas. A request says which definitions its
//! cells follow: those from before this step follow none, and are counted by the worker. A cell says with which fold it last
//! changed: who remembers the cells reads only those that did.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        alter table data_request add column figures integer not null default 0;
        create index data_request_figures on data_request(figures);
        create table figure_cell (
            version integer not null,
            metric text not null,
            value text not null,
            period integer not null,
            area_id bigint not null,
            theme_id bigint not null,
            amount bigint not null,
            n bigint not null,
            fold bigint not null,
            primary key (version, metric, value, period, area_id, theme_id, amount)
        );
        create index figure_cell_fold on figure_cell(fold);
        create table figure_delta (
            id {id},
            version integer not null,
            metric text not null,
            value text not null,
            period integer not null,
            area_id bigint not null,
            theme_id bigint not null,
            amount bigint not null,
            n bigint not null
        );
        create table figure_fold (id bigint not null primary key check (id = 1), n bigint not null);";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        drop table figure_fold;
        drop table figure_delta;
        drop table figure_cell;
        drop index data_request_figures;
        alter table data_request drop column figures;";
    run(manager, sql).await
}
