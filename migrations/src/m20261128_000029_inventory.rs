//! What areas hold and do not publish, why not, and the request that asks for it once somebody asked.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{is_postgres, run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "create table inventory (
            id {id},
            area_id bigint not null references area(id),
            title text not null,
            description text not null,
            why_not text not null check (why_not in ('not_yet_prepared', 'personal_data', 'quality',
                'system_lacks_export', 'legal_review', 'other')),
            why_not_text text,
            theme_id bigint references theme(id),
            period text,
            format text,
            language text not null,
            request_id bigint references data_request(id),
            dataset text,
            created_at bigint not null,
            updated_at bigint not null,
            closed_at bigint,
            closed_reason text,
            version bigint not null
        );
        create index inventory_area on inventory(area_id);
        create index inventory_request on inventory(request_id) where request_id is not null;",
    )
    .await?;
    if is_postgres(manager) {
        return run(
            manager,
            "create table inventory_terms (
                inventory_id bigint primary key references inventory(id),
                terms text not null,
                v tsvector generated always as (array_to_tsvector(array_remove(string_to_array(terms, ' '), ''))) stored
            );
            create index inventory_terms_v on inventory_terms using gin(v);",
        )
        .await;
    }
    run(
        manager,
        "create table inventory_terms (
            inventory_id integer primary key references inventory(id),
            terms text not null
        );
        create virtual table inventory_fts using fts5(
            terms, content='inventory_terms', content_rowid='inventory_id', tokenize='unicode61 remove_diacritics 0'
        );
        create trigger inventory_terms_insert after insert on inventory_terms begin
            insert into inventory_fts(rowid, terms) values (new.inventory_id, new.terms);
        end;
        create trigger inventory_terms_delete after delete on inventory_terms begin
            insert into inventory_fts(inventory_fts, rowid, terms) values ('delete', old.inventory_id, old.terms);
        end;
        create trigger inventory_terms_update after update on inventory_terms begin
            insert into inventory_fts(inventory_fts, rowid, terms) values ('delete', old.inventory_id, old.terms);
            insert into inventory_fts(rowid, terms) values (new.inventory_id, new.terms);
        end;",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !is_postgres(manager) {
        run(manager, "drop table inventory_fts;").await?;
    }
    run(manager, "drop table inventory_terms; drop table inventory;").await
}
