//! Which mails leave next: the most urgent first, the oldest first, and never more to one domain at once than leaves room
//! for the others.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult, Value};

use super::{Claimed, DUE};
use crate::store::{Tx, all, entity::outbox::Model, is_postgres};

/// Rows looked at for one claim, and how many if nothing was found among those: with several mails to one reader about one
/// request on their way the first may all wait. What waits for a mail that is not due is not due either, and crowds nowhere.
const WINDOWS: [u32; 2] = [24, 200];

/// The same as [`DUE`], asked of a row that is found by its number: a condition that no index promises. PostgreSQL would
/// choose the index of what waits if its statistics are of a moment when nothing did, and look through ten thousand mails.
const STILL_DUE: &str =
    "case state when 'pending' then due_at <= $1 when 'sending' then due_at <= $2 else false end";
/// Whether the row `first` is on its way, in the same manner.
const FIRST_WAITS: &str = "case first.state when 'pending' then true when 'sending' then true else false end";

/// Who takes rows, and for how long.
#[derive(Debug, Clone)]
pub struct Lease {
    /// Whose they are.
    pub owner: String,
    /// When it is by the clock of leases.
    pub now: Timestamp,
    /// Until when nobody else gets them.
    pub until: Timestamp,
}

/// How many rows may be taken, in all and for one domain.
#[derive(Debug, Clone)]
pub struct Rush {
    /// In all.
    pub most: u32,
    /// Mails on their way to one domain at once.
    pub to_a_domain: u32,
    /// Domains that mails are on their way to already, and how many.
    pub under_way: Vec<(String, u32)>,
}

/// What is returned of a row that was taken.
#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    mail: Model,
    domain: String,
}

/// Takes rows that are due: what is pending by `now`, and what somebody held too long. Each with the domain it goes to.
///
/// The conditions are repeated outside the subquery because PostgreSQL looks again at those only when it waited for a row.
/// A row waits for the earlier ones to the same mailbox about the same request, and the first of them leaves in its place,
/// however little urgent it is by itself: else a window full of urgent mails that wait for others would hide those. It is
/// looked up for a handful of candidates only, through the index that has them in order: a plan that does it for all rows of
/// a request with a hundred thousand followers takes minutes. SQLite is told which index: it scans the table instead if
/// `analyze` last ran while that was small. Rows to a domain that has its share are passed over before they are counted, so
/// that a thousand of them hide nobody else's.
pub async fn claim(
    tx: &Tx,
    lease: &Lease,
    now: Timestamp,
    rush: &Rush,
) -> Result<Vec<(Claimed, String)>, DbErr> {
    for window in WINDOWS {
        let claimed = claim_among(tx, lease, now, rush, window).await?;
        if !claimed.is_empty() {
            return Ok(claimed);
        }
    }
    Ok(Vec::new())
}

async fn claim_among(
    tx: &Tx,
    lease: &Lease,
    now: Timestamp,
    rush: &Rush,
    window: u32,
) -> Result<Vec<(Claimed, String)>, DbErr> {
    let (domain, thread) = if is_postgres(tx) {
        ("split_part(m.address_key, '@', 2)", "")
    } else {
        let domain = "substr(m.address_key, instr(m.address_key, '@') + 1)";
        (domain, "indexed by outbox_thread")
    };
    let of = |row: &str| format!("(select {domain} from mailbox m where m.id = {row}.mailbox_id)");
    let mut values: Vec<Value> = vec![
        now.as_second().into(),
        lease.now.as_second().into(),
        lease.owner.clone().into(),
        lease.until.as_second().into(),
        i64::from(rush.most).into(),
        i64::from(rush.to_a_domain).into(),
    ];
    let mut under_way = vec!["(cast('' as text), cast(0 as bigint))".to_owned()];
    for (domain, mails) in &rush.under_way {
        let at = values.len();
        under_way.push(format!(
            "(cast(${} as text), cast(${} as bigint))",
            at + 1,
            at + 2
        ));
        values.extend([domain.clone().into(), i64::from(*mails).into()]);
    }
    // Looked up for every row that is passed over: only when there is something to pass over.
    let full = rush.under_way.iter().any(|(_, mails)| *mails >= rush.to_a_domain);
    let passed_over = if full {
        let share = "select domain from under_way where mails >= $6";
        format!("and {} not in ({share})", of("o"))
    } else {
        String::new()
    };
    let rows: Vec<Row> = all(
        tx,
        &format!(
            "with under_way (domain, mails) as (values {under_way}),
             candidate as materialized (
                select id, mailbox_id, request_id, priority, due_at from outbox o where {DUE} {passed_over}
                order by priority, due_at, id limit {window}),
             turn as materialized (
                select coalesce((
                    select first.id from outbox first {thread}
                    where first.mailbox_id = c.mailbox_id and first.request_id = c.request_id and first.id < c.id
                      and {FIRST_WAITS}
                    order by first.id limit 1), c.id) as id, c.priority, c.due_at, {domain} as domain from candidate c),
             free as materialized (
                select t.id, min(t.priority) as priority, min(t.due_at) as due_at, t.domain
                from turn t where exists (select 1 from outbox o where o.id = t.id and {STILL_DUE}) group by t.id, t.domain),
             ranked as materialized (
                select f.id, f.priority, f.due_at, coalesce(u.mails, 0)
                    + row_number() over (partition by f.domain order by f.priority, f.due_at, f.id) as place
                from free f left join under_way u on u.domain = f.domain)
             update outbox set state = 'sending', lease_owner = $3, due_at = $4, attempts = attempts + 1
             where id in (select id from ranked where place <= $6 order by priority, due_at, id limit $5) and {STILL_DUE}
             returning *, {to} as domain",
            under_way = under_way.join(", "),
            domain = of("c"),
            to = of("outbox"),
        ),
        values,
    )
    .await?;
    let mut claimed = rows
        .into_iter()
        .map(|row| Ok((Claimed::try_from(row.mail)?, row.domain)))
        .collect::<Result<Vec<_>, DbErr>>()?;
    claimed.sort_by_key(|(mail, _)| (mail.bulk, mail.id));
    Ok(claimed)
}
