//! The datasets that answers rest on, looked at again and again, and those that requests ask to have renewed.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{is_postgres, run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let named = if is_postgres(manager) {
        "(evidence::json ->> 'dataset')"
    } else {
        "json_extract(evidence, '$.dataset')"
    };
    let sql = format!(
        "create table evidence_check (
            request_id bigint primary key references data_request(id),
            dataset text not null,
            checked_at bigint,
            due_at bigint not null,
            suspect text,
            suspect_since bigint,
            fault text
        );
        create index evidence_check_due on evidence_check(due_at);
        create index evidence_check_dataset on evidence_check(dataset);
        create table followed_dataset (
            request_id bigint primary key references data_request(id),
            dataset text not null,
            since bigint not null,
            answered_on text,
            found text check (found in ('updated', 'stale'))
        );
        create index followed_dataset_dataset on followed_dataset(dataset);
        create index data_request_broken on data_request(updated_at, id) where evidence_state = 'broken' and not hidden;
        create index data_request_area_broken on data_request(area_id, updated_at, id)
            where evidence_state = 'broken' and not hidden;
        insert into evidence_check (request_id, dataset, due_at)
            select id, {named}, 0 from data_request where status in ('answered', 'closed') and origin <> 'import'
            and outcome in ('published', 'already_exists', 'partial') and {named} is not null
            and {named} not like '%://%';
        insert into followed_dataset (request_id, dataset, since)
            select id, coalesce({named}, dataset), coalesce(answered_at, created_at) from data_request
            where kind in ('update', 'frequency') and coalesce({named}, dataset) is not null
            and coalesce({named}, dataset) not like '%://%'
            and (status <> 'closed' or outcome in ('published', 'already_exists', 'partial') and origin <> 'import');"
    );
    run(manager, &sql).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "drop index data_request_area_broken;
        drop index data_request_broken;
        drop table followed_dataset;
        drop table evidence_check;",
    )
    .await
}
