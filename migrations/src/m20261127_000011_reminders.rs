//! When somebody is next to be reminded of a request, apart from when something ends by itself: reminders leave in working
//! hours only.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

// What is there already is looked at once, and then has its own day.
async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        alter table data_request add column remind_on text;
        update data_request set remind_on = '2000-01-01' where timer_on is not null or due_on is not null;
        create index data_request_remind on data_request(remind_on) where remind_on is not null;
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        drop index data_request_remind;
        update data_request set timer_on = '2000-01-01' where remind_on is not null;
        alter table data_request drop column remind_on;
        ",
    )
    .await
}
