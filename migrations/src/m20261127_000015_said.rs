//! What was said before a comment was edited, what people report, which requests a text names, and what makes a draft doubtful.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        alter table comment add column redacted_at bigint;
        create table comment_version (
            id {id},
            comment_id bigint not null references comment(id),
            body text not null,
            replaced_at bigint not null
        );
        create index comment_version_comment on comment_version(comment_id, id);
        create table report (
            id {id},
            request_id bigint not null references data_request(id),
            comment_id bigint references comment(id),
            person_id bigint references person(id),
            reason text not null,
            body text,
            at bigint not null,
            settled_at bigint
        );
        create index report_open on report(id) where settled_at is null;
        create index report_person on report(person_id);
        create table mention (
            id {id},
            source_id bigint not null references data_request(id),
            target_id bigint not null references data_request(id),
            comment_id bigint references comment(id)
        );
        create index mention_target on mention(target_id, source_id);
        create index mention_source on mention(source_id);
        create index mention_comment on mention(comment_id) where comment_id is not null;
        alter table draft add column doubts text not null default '';
        alter table draft add column source text;
        alter table draft add column proved_at bigint;
        create index draft_source on draft(source, created_at) where source is not null;
        create index draft_held on draft(proved_at) where held and filed_id is null;
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        drop index draft_held;
        drop index draft_source;
        alter table draft drop column proved_at;
        alter table draft drop column source;
        alter table draft drop column doubts;
        drop table mention;
        drop table report;
        drop table comment_version;
        alter table comment drop column redacted_at;
        ",
    )
    .await
}
