//! Mail that comes in: what was taken in, once each; what nobody could take in, kept for a while; and what came back.

use sea_orm_migration::{SchemaManager, sea_orm::DbErr};

use crate::sql::{run, step};

step!(up, down);

// No foreign key on `bounce.outbox_id`: mails with codes are forgotten sooner than that they came back.
async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        "
        create table incoming_mail (
            id {id},
            dedupe text not null constraint incoming_mail_dedupe unique,
            fate text not null
                check (fate in ('answer', 'comment', 'bounce', 'ignored', 'quarantine', 'dropped')),
            reason text,
            sender text not null,
            person_id bigint references person(id),
            request_id bigint references data_request(id),
            size bigint not null,
            whole boolean not null,
            kept {blob},
            kept_nonce {blob},
            at bigint not null
        );
        create index incoming_mail_at on incoming_mail(at);
        create index incoming_mail_of on incoming_mail(person_id, request_id, at) where person_id is not null;
        create index incoming_mail_kept on incoming_mail(id) where kept is not null;
        create table bounce (
            id {id},
            mailbox_id bigint not null references mailbox(id),
            outbox_id bigint not null constraint bounce_outbox unique,
            severity text not null check (severity in ('hard', 'soft')),
            status text not null,
            at bigint not null
        );
        create index bounce_mailbox on bounce(mailbox_id, at);
        ",
    )
    .await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, "drop table bounce; drop table incoming_mail;").await
}
