//! Data requests and everything that hangs on one: events, texts, support, follow, comments, counters, facets, drafts.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{append_only, drop_append_only, run, step};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, REQUESTS).await?;
    run(manager, AROUND).await?;
    append_only(manager, "event").await
}

// The columns after `standing` repeat parts of it, for queries; the row is written by one function, so they cannot differ.
const REQUESTS: &str = "
create table reference_counter (
    year integer primary key,
    last bigint not null
);
create table data_request (
    id {id},
    year integer not null,
    number bigint not null,
    title text not null,
    body text not null,
    purpose text,
    kind text not null check (kind in ('new_dataset', 'update', 'frequency', 'improvement', 'locate')),
    theme_id bigint not null references theme(id),
    theme_pending boolean not null,
    dataset text,
    wanted_frequency text,
    format text,
    period text,
    coverage text,
    requester_id bigint not null references person(id),
    requester_name text,
    anonymous boolean not null,
    sector text not null check (sector in ('citizen', 'civil_society', 'academia', 'journalism',
        'private_sector', 'public_sector', 'unknown')),
    origin text not null check (origin in ('web', 'api', 'email', 'work_table', 'import', 'ley104', 'staff')),
    language text not null,
    legal_duty boolean not null,
    readiness integer not null check (readiness between 0 and 5),
    part_of_id bigint references data_request(id),
    follows_id bigint references data_request(id),
    import_key text constraint data_request_import_key unique,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    standing text not null,
    evidence text not null,
    evidence_state text not null check (evidence_state in ('ok', 'unchecked', 'broken')),
    verdict_comment text,
    status text not null check (status in ('received', 'under_review', 'needs_info', 'planned', 'in_preparation',
        'answered', 'closed')),
    outcome text check (outcome in ('published', 'already_exists', 'partial', 'available_elsewhere', 'not_suitable',
        'not_held', 'out_of_scope', 'duplicate', 'withdrawn', 'lapsed', 'not_answered')),
    area_id bigint references area(id),
    assignee_id bigint references person(id),
    hidden boolean not null,
    duplicate_of_id bigint references data_request(id),
    due_on text,
    promised_on text,
    timer_on text,
    answered_at bigint,
    closed_at bigint,
    rank_key bigint not null,
    constraint data_request_reference unique (year, number)
);
create index data_request_newest on data_request(created_at, id) where not hidden;
create index data_request_moved on data_request(updated_at, id) where not hidden;
create index data_request_priority on data_request(rank_key, id) where not hidden;
create index data_request_due on data_request(coalesce(due_on, '9999-12-31'), id) where not hidden;
create index data_request_status on data_request(status, created_at, id) where not hidden;
create index data_request_area on data_request(area_id, created_at, id) where not hidden;
create index data_request_theme on data_request(theme_id, created_at, id) where not hidden;
create index data_request_requester on data_request(requester_id, id);
create index data_request_timer on data_request(timer_on) where timer_on is not null;
create index data_request_part_of on data_request(part_of_id) where part_of_id is not null;
create index data_request_duplicate_of on data_request(duplicate_of_id) where duplicate_of_id is not null;
create table request_counter (
    request_id bigint primary key references data_request(id),
    revision bigint not null,
    supporters bigint not null,
    sectors text not null,
    followers bigint not null,
    comments bigint not null
);
create index request_counter_supporters on request_counter(supporters, request_id);
create table event (
    id {id},
    request_id bigint not null references data_request(id),
    at bigint not null,
    on_date text not null,
    action text not null,
    from_status text,
    to_status text not null,
    actor_id bigint references person(id),
    role text not null check (role in ('requester', 'supporter', 'liaison', 'coordinator', 'admin', 'system')),
    details text not null
);
create index event_request on event(request_id, id);
create table passage (
    id {id},
    event_id bigint not null references event(id),
    field text not null,
    body text,
    erased_at bigint
);
create index passage_event on passage(event_id);
";

const AROUND: &str = "
create table support (
    id {id},
    request_id bigint not null references data_request(id),
    person_id bigint not null references person(id),
    carried boolean not null,
    sector text not null,
    body text,
    body_public boolean not null,
    at bigint not null,
    constraint support_once unique (request_id, person_id)
);
create index support_person on support(person_id, request_id);
create table follow (
    id {id},
    request_id bigint not null references data_request(id),
    person_id bigint not null references person(id),
    carried boolean not null,
    cadence text not null check (cadence in ('default', 'at_once', 'daily', 'weekly', 'none')),
    seen_event_id bigint not null,
    at bigint not null,
    constraint follow_once unique (request_id, person_id)
);
create index follow_person on follow(person_id, request_id);
create table comment (
    id {id},
    request_id bigint not null references data_request(id),
    home_id bigint not null references data_request(id),
    via_event_id bigint references event(id),
    author_id bigint not null references person(id),
    role text,
    internal boolean not null,
    body text not null,
    at bigint not null,
    edited_at bigint
);
create index comment_request on comment(request_id, id);
create index comment_home on comment(home_id);
create index comment_author on comment(author_id);
create table idempotency (
    scope text not null,
    key_hash text not null,
    op text not null,
    input_hash text not null,
    result_ref text not null,
    at bigint not null,
    constraint idempotency_pkey primary key (scope, key_hash)
);
create index idempotency_at on idempotency(at);
create table facet_cell (
    status text not null,
    outcome text not null,
    theme_id bigint not null,
    area_id bigint not null,
    kind text not null,
    n bigint not null,
    primary key (status, outcome, theme_id, area_id, kind)
);
create table facet_delta (
    id {id},
    status text not null,
    outcome text not null,
    theme_id bigint not null,
    area_id bigint not null,
    kind text not null,
    n bigint not null
);
create table draft (
    id {id},
    mailbox_id bigint not null references mailbox(id),
    body text not null,
    locale text not null,
    held boolean not null,
    filed_id bigint references data_request(id),
    created_at bigint not null,
    expires_at bigint not null
);
create index draft_expires on draft(expires_at);
create index draft_mailbox on draft(mailbox_id);
create table one_time_token (
    id {id},
    hash text not null constraint one_time_token_hash unique,
    purpose text not null check (purpose in ('confirm_email', 'sign_in')),
    mailbox_id bigint not null references mailbox(id),
    draft_id bigint references draft(id),
    tries integer not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index one_time_token_mailbox on one_time_token(mailbox_id);
";

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        drop table one_time_token;
        drop table draft;
        drop table facet_delta;
        drop table facet_cell;
        drop table idempotency;
        drop table comment;
        drop table follow;
        drop table support;
        drop table passage;
        ",
    )
    .await?;
    drop_append_only(manager, "event").await?;
    run(
        manager,
        "
        drop table request_counter;
        drop table data_request;
        drop table reference_counter;
        ",
    )
    .await
}
