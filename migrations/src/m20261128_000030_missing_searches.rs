//! Words that people looked for and found nothing by: how often, and the last day, of nobody. Of words that were struck only
//! a mark is kept. And by what the requests about a dataset are counted.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        create table missing_search (
            words text primary key,
            times bigint not null,
            last_on text not null
        );
        create index missing_search_times on missing_search(times, words);
        create table struck_search (
            mark text primary key,
            struck_on text not null
        );
        create index data_request_dataset on data_request(dataset, kind, id)
            where dataset is not null and not hidden;";
    run(manager, sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "
        drop index data_request_dataset;
        drop table struck_search;
        drop table missing_search;";
    run(manager, sql).await
}
