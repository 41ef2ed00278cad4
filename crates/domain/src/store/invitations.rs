//! People whose name was put to a request at a meeting, and what they said to that.

use jiff::{Timestamp, civil::Date};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, number, one, run};
use crate::{
    ids::{EntryId, InvitationId, MailboxId, OutboxId, PersonId, RequestId},
    keys::keys,
    reference::Reference,
};

keys! {
    /// What became of an invitation.
    InvitationState {
        /// They have said nothing yet, and count for nothing.
        Invited = "invited",
        /// They took it up.
        Claimed = "claimed",
        /// They had their name taken off.
        Refused = "refused",
    }
}

/// A name to be put to a request.
#[derive(Debug, Clone)]
pub struct NewInvitation<'a> {
    /// At which meeting.
    pub entry: EntryId,
    /// To which request.
    pub request: RequestId,
    /// Where to ask them.
    pub mailbox: MailboxId,
    /// Their name; empty when it is not known.
    pub name: &'a str,
    /// They are said to have voiced it: it becomes theirs.
    pub voiced: bool,
}

/// A name that was put to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its number.
    pub id: InvitationId,
    /// To which request.
    pub request: RequestId,
    /// Its reference.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// The language it is written in.
    pub language: String,
    /// Their name.
    pub name: String,
    /// They are said to have voiced it.
    pub voiced: bool,
    /// What became of it.
    pub state: InvitationState,
}

/// What a mail asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Of which entry.
    pub entry: EntryId,
    /// When that was made.
    pub since: Timestamp,
    /// What the meeting is called.
    pub meeting: String,
    /// When it was held.
    pub held_on: Date,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    request_id: i64,
    year: i32,
    number: i64,
    title: String,
    language: String,
    name: String,
    voiced: bool,
    state: String,
}

/// Of what is hidden nothing is said.
const COLUMNS: &str =
    "select i.id, i.request_id, r.year, r.number, r.title, r.language, i.name, i.voiced, i.state
    from invitation i join data_request r on r.id = i.request_id and not r.hidden";

/// Puts a name to a request. One who is said to have voiced it is asked again, unless they had their name taken off. False if
/// they are not asked.
pub async fn insert(tx: &Tx, new: &NewInvitation<'_>, now: Timestamp) -> Result<bool, DbErr> {
    let again = if new.voiced {
        "do update set entry_id = excluded.entry_id, voiced = excluded.voiced, state = 'invited', mail = null,
            at = excluded.at where invitation.state <> 'refused'"
    } else {
        "do nothing"
    };
    let sql = format!(
        "insert into invitation (entry_id, request_id, mailbox_id, name, voiced, state, at)
         values ($1, $2, $3, $4, $5, 'invited', $6) on conflict (request_id, mailbox_id) {again}"
    );
    let values = vec![
        new.entry.0.into(),
        new.request.0.into(),
        new.mailbox.0.into(),
        new.name.into(),
        new.voiced.into(),
        now.as_second().into(),
    ];
    Ok(run(tx, &sql, values).await? > 0)
}

/// The next who were not written to yet, and whose account is known: a page of them.
pub async fn untold(
    source: &impl Source,
    entry: EntryId,
    limit: u32,
) -> Result<Vec<(MailboxId, Option<PersonId>, InvitationId)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Untold {
        mailbox_id: i64,
        person_id: Option<i64>,
        first: i64,
    }
    let sql = format!(
        "select i.mailbox_id, m.person_id, min(i.id) as first from invitation i join mailbox m on m.id = i.mailbox_id
         where i.entry_id = $1 and i.mail is null and i.state = 'invited'
         group by i.mailbox_id, m.person_id order by i.mailbox_id limit {limit}"
    );
    let rows: Vec<Untold> = all(source, &sql, vec![entry.0.into()]).await?;
    let untold = |row: Untold| {
        (
            MailboxId(row.mailbox_id),
            row.person_id.map(PersonId),
            InvitationId(row.first),
        )
    };
    Ok(rows.into_iter().map(untold).collect())
}

/// An entry of which somebody was named before `oldest` and not written to.
pub async fn left_behind(source: &impl Source, oldest: Timestamp) -> Result<Option<EntryId>, DbErr> {
    let sql =
        "select min(entry_id) as n from invitation where mail is null and state = 'invited' and at <= $1";
    let entry = number(source, sql, vec![oldest.as_second().into()]).await?;
    Ok(entry.map(EntryId))
}

/// Notes by which mail somebody was asked.
pub async fn told(tx: &Tx, entry: EntryId, mailbox: MailboxId, mail: &str) -> Result<(), DbErr> {
    let sql = "update invitation set mail = $3 where entry_id = $1 and mailbox_id = $2 and mail is null";
    run(tx, sql, vec![entry.0.into(), mailbox.0.into(), mail.into()])
        .await
        .map(drop)
}

/// What one address was asked of one entry, but for what is hidden by now.
pub async fn of_mailbox(
    source: &impl Source,
    entry: EntryId,
    mailbox: MailboxId,
) -> Result<Vec<Invitation>, DbErr> {
    let sql = format!("{COLUMNS} where i.entry_id = $1 and i.mailbox_id = $2 order by i.id");
    let rows: Vec<Row> = all(source, &sql, vec![entry.0.into(), mailbox.0.into()]).await?;
    rows.into_iter().map(Row::read).collect()
}

/// What a mail asks that is not answered yet; nothing to ask is `None`.
pub async fn asked_by(
    source: &impl Source,
    mail: OutboxId,
) -> Result<Option<(Told, Vec<Invitation>)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Of {
        id: i64,
        created_at: i64,
        meeting: String,
        held_on: String,
    }
    let sql = format!(
        "{COLUMNS} join outbox o on o.dedupe_key = i.mail where o.id = $1 and i.state = 'invited' order by i.id"
    );
    let rows: Vec<Row> = all(source, &sql, vec![mail.0.into()]).await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let sql = "select e.id, e.created_at, e.meeting, e.held_on from entry e
        join invitation i on i.entry_id = e.id where i.id = $1";
    let of: Option<Of> = one(source, sql, vec![first.id.into()]).await?;
    let of = of.ok_or_else(|| broken("entry"))?;
    let told = Told {
        entry: EntryId(of.id),
        since: Timestamp::from_second(of.created_at).map_err(|_| broken("moment"))?,
        meeting: of.meeting,
        held_on: of.held_on.parse().map_err(|_| broken("date"))?,
    };
    let asked = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
    Ok(Some((told, asked)))
}

/// Writes down what somebody said. Of whoever had their name taken off the name goes.
pub async fn answer(tx: &Tx, id: InvitationId, state: InvitationState) -> Result<(), DbErr> {
    let sql = "update invitation set state = $2, name = case when $2 = 'refused' then '' else name end where id = $1";
    run(tx, sql, vec![id.0.into(), state.as_str().into()])
        .await
        .map(drop)
}

/// Forgets who was asked before `oldest` and did not take it up.
pub async fn forget_old(tx: &Tx, oldest: Timestamp) -> Result<u64, DbErr> {
    let sql = "delete from invitation where at <= $1 and state <> 'claimed'";
    run(tx, sql, vec![oldest.as_second().into()]).await
}

impl Row {
    fn read(self) -> Result<Invitation, DbErr> {
        Ok(Invitation {
            id: InvitationId(self.id),
            request: RequestId(self.request_id),
            reference: Reference {
                year: i16::try_from(self.year).map_err(|_| broken("year"))?,
                number: self.number,
            },
            title: self.title,
            language: self.language,
            name: self.name,
            voiced: self.voiced,
            state: InvitationState::parse(&self.state).ok_or_else(|| broken("invitation"))?,
        })
    }
}
