//! People and what they belong to: areas, themes, days that do not count, mailboxes, sessions, tokens, the audit log.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{append_only, drop_append_only, run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        create table setting (
            name text primary key,
            value text not null
        );
        create table area (
            id {id},
            slug text not null constraint area_slug unique,
            name text not null,
            name_en text,
            parent_id bigint references area(id),
            head_email text,
            closed_on text,
            successor_id bigint references area(id)
        );
        create table theme (
            id {id},
            key text not null constraint theme_key unique,
            name text not null,
            name_en text not null,
            priority boolean not null,
            position integer not null
        );
        create table non_working_day (
            on_date text primary key,
            name text not null,
            name_en text
        );
        create table person (
            id {id},
            name text not null,
            role text not null check (role in ('person', 'liaison', 'coordinator', 'admin')),
            locale text not null check (locale in ('es-AR', 'en')),
            sector text not null check (sector in ('citizen', 'civil_society', 'academia', 'journalism',
                'private_sector', 'public_sector', 'unknown')),
            password_hash text,
            second_factor {blob},
            disabled_at bigint,
            erased_at bigint,
            created_at bigint not null
        );
        create table mailbox (
            id {id},
            address text not null,
            address_key text not null constraint mailbox_address unique,
            person_id bigint references person(id),
            confirmed_at bigint,
            suspended_at bigint,
            created_at bigint not null
        );
        create index mailbox_person on mailbox(person_id);
        create table person_area (
            person_id bigint not null references person(id),
            area_id bigint not null references area(id),
            primary key (person_id, area_id)
        );
        create index person_area_area on person_area(area_id);
        create table session (
            id_hash text primary key,
            person_id bigint not null references person(id),
            created_at bigint not null,
            seen_at bigint not null,
            expires_at bigint not null,
            second_factor_at bigint
        );
        create index session_person on session(person_id);
        create table api_token (
            id {id},
            hash text not null constraint api_token_hash unique,
            person_id bigint not null references person(id),
            name text not null,
            scope text not null check (scope in ('read', 'write')),
            created_at bigint not null,
            expires_at bigint not null,
            revoked_at bigint
        );
        create index api_token_person on api_token(person_id);
        create table audit (
            id {id},
            at bigint not null,
            person_id bigint references person(id),
            role text not null,
            what text not null,
            subject text,
            source text
        );
        create index audit_person on audit(person_id);
        ",
    )
    .await?;
    append_only(manager, "audit").await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    drop_append_only(manager, "audit").await?;
    run(
        manager,
        "
        drop table api_token;
        drop table session;
        drop table person_area;
        drop table mailbox;
        drop table person;
        drop table non_working_day;
        drop table theme;
        drop table area;
        drop table setting;
        ",
    )
    .await
}
