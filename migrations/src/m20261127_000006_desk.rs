//! What the queues of the desk are ordered by: the day by which an area must act, what it has not acted on yet, and its
//! requests by status. Each index gives the first rows of a queue without a look at the others.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

// The columns repeat parts of `standing`. The standing of older rows knows the day, but of no news: those begin with their
// next event.
async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        alter table data_request add column act_by text;
        alter table data_request add column news text check (news in ('arrival', 'requester'));
        update data_request set act_by = case
            when status in ('received', 'under_review') then due_on
            when status in ('planned', 'in_preparation') then coalesce(due_on, promised_on)
            when status = 'needs_info' and due_on is null then promised_on end
            where status not in ('answered', 'closed');
        create index data_request_act_by on data_request(act_by, id) where act_by is not null and not hidden;
        create index data_request_area_act_by on data_request(area_id, act_by, id)
            where act_by is not null and not hidden;
        create index data_request_news on data_request(news, coalesce(act_by, '9999-12-31'), id)
            where news is not null and not hidden;
        create index data_request_area_news on data_request(area_id, news, coalesce(act_by, '9999-12-31'), id)
            where news is not null and not hidden;
        create index data_request_open on data_request(status, coalesce(act_by, '9999-12-31'), id)
            where status <> 'closed' and not hidden;
        create index data_request_area_open on data_request(area_id, status, coalesce(act_by, '9999-12-31'), id)
            where status <> 'closed' and not hidden;
        create index data_request_hidden on data_request(updated_at, id) where hidden;
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        drop index data_request_hidden;
        drop index data_request_area_open;
        drop index data_request_open;
        drop index data_request_area_news;
        drop index data_request_news;
        drop index data_request_area_act_by;
        drop index data_request_act_by;
        alter table data_request drop column news;
        alter table data_request drop column act_by;
        ",
    )
    .await
}
