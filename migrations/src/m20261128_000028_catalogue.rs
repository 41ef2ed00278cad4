//! The catalogue of the open-data portal, as it was last read: datasets, the organisations and groups they are filed under
//! there, which of our areas and themes those are, and what could not be understood.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{is_postgres, run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "create table catalogue_organisation (
            name text primary key,
            title text not null,
            area_id bigint references area(id),
            reviewed boolean not null
        );
        create table catalogue_group (
            name text primary key,
            title text not null,
            theme_id bigint references theme(id),
            reviewed boolean not null
        );
        create table dataset (
            id {id},
            name text not null unique,
            title text not null,
            organisation text references catalogue_organisation(name),
            state text not null check (state in ('active', 'private', 'deleted')),
            frequency text,
            rhythm text not null check (rhythm in ('periodic', 'eventual', 'undeclared', 'unknown')),
            changed_at bigint,
            changed_by text check (changed_by in ('resources', 'modified', 'file', 'metadata')),
            stale_on text,
            resource_count bigint not null,
            description text not null,
            first_seen_at bigint not null,
            seen_at bigint not null,
            missing_since bigint
        );
        create index dataset_organisation on dataset(organisation);
        create index dataset_stale on dataset(stale_on) where state = 'active' and stale_on is not null;
        create table dataset_group (
            dataset_id bigint not null references dataset(id),
            name text not null references catalogue_group(name),
            primary key (dataset_id, name)
        );
        create index dataset_group_name on dataset_group(name);
        create table catalogue_problem (
            name text primary key,
            reason text not null,
            at bigint not null
        );",
    )
    .await?;
    if is_postgres(manager) {
        return run(
            manager,
            "create table dataset_terms (
                dataset_id bigint primary key references dataset(id),
                terms text not null,
                v tsvector generated always as (array_to_tsvector(array_remove(string_to_array(terms, ' '), ''))) stored
            );
            create index dataset_terms_v on dataset_terms using gin(v);",
        )
        .await;
    }
    run(
        manager,
        "create table dataset_terms (
            dataset_id integer primary key references dataset(id),
            terms text not null
        );
        create virtual table dataset_fts using fts5(
            terms, content='dataset_terms', content_rowid='dataset_id', tokenize='unicode61 remove_diacritics 0'
        );
        create trigger dataset_terms_insert after insert on dataset_terms begin
            insert into dataset_fts(rowid, terms) values (new.dataset_id, new.terms);
        end;
        create trigger dataset_terms_delete after delete on dataset_terms begin
            insert into dataset_fts(dataset_fts, rowid, terms) values ('delete', old.dataset_id, old.terms);
        end;
        create trigger dataset_terms_update after update on dataset_terms begin
            insert into dataset_fts(dataset_fts, rowid, terms) values ('delete', old.dataset_id, old.terms);
            insert into dataset_fts(rowid, terms) values (new.dataset_id, new.terms);
        end;",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !is_postgres(manager) {
        run(manager, "drop table dataset_fts;").await?;
    }
    run(
        manager,
        "drop table dataset_terms;
        drop table catalogue_problem;
        drop table dataset_group;
        drop table dataset;
        drop table catalogue_group;
        drop table catalogue_organisation;",
    )
    .await
}
