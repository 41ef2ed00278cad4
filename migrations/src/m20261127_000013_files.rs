//! Files of a request: what is known of each. Their bytes are kept beside the database, under a random name.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

// No foreign key on `draft_id`: drafts are erased, and what they had is taken away a moment later. `object` is the name the
// bytes are kept under, and empty once they are gone; `quota_key` says whose day they count in.
async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        create table attachment (
            id {id},
            request_id bigint references data_request(id),
            draft_id bigint,
            uploader_id bigint references person(id),
            quota_key text not null,
            name text not null,
            kind text not null check (kind in ('pdf', 'png', 'jpeg', 'webp', 'gif', 'csv', 'txt', 'json', 'xlsx',
                'ods', 'docx', 'odt', 'xls', 'doc')),
            size bigint not null check (size >= 0),
            sha256 text not null,
            object text constraint attachment_object unique,
            findings text not null,
            public boolean not null,
            created_at bigint not null,
            erased_at bigint
        );
        create index attachment_request on attachment(request_id, id) where request_id is not null;
        create index attachment_draft on attachment(draft_id) where draft_id is not null;
        create index attachment_day on attachment(quota_key, created_at);
        create index attachment_waiting on attachment(created_at) where request_id is null;
        create index attachment_erased on attachment(id) where erased_at is not null and object is not null;
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop table attachment;").await
}
