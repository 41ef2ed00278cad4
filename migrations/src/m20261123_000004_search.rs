//! Search: the stems our own analyser made, indexed by FTS5 or by a tsvector. Neither database analyses text by itself,
//! so both find the same rows.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{is_postgres, run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if is_postgres(manager) {
        return run(
            manager,
            "
            create table search_terms (
                request_id bigint primary key references data_request(id),
                terms text not null,
                v tsvector generated always as (array_to_tsvector(array_remove(string_to_array(terms, ' '), ''))) stored
            );
            create index search_terms_v on search_terms using gin(v);
            ",
        )
        .await;
    }
    run(
        manager,
        "
        create table search_terms (
            request_id integer primary key references data_request(id),
            terms text not null
        );
        create virtual table search_fts using fts5(
            terms, content='search_terms', content_rowid='request_id', tokenize='unicode61 remove_diacritics 0'
        );
        create trigger search_terms_insert after insert on search_terms begin
            insert into search_fts(rowid, terms) values (new.request_id, new.terms);
        end;
        create trigger search_terms_delete after delete on search_terms begin
            insert into search_fts(search_fts, rowid, terms) values ('delete', old.request_id, old.terms);
        end;
        create trigger search_terms_update after update on search_terms begin
            insert into search_fts(search_fts, rowid, terms) values ('delete', old.request_id, old.terms);
            insert into search_fts(rowid, terms) values (new.request_id, new.terms);
        end;
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if is_postgres(manager) {
        return run(manager, "drop table search_terms;").await;
    }
    run(manager, "drop table search_fts; drop table search_terms;").await
}
