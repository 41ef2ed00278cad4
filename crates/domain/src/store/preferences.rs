//! What people want to hear, how often and when: in general, and of each request they follow.

use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, digests, following::cadence, one, run, searches};
use crate::{
    cadence::{Cadence, QuietHours},
    ids::{PersonId, RequestId},
    locale::Locale,
    reference::Reference,
};

/// A person's choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// The language of their mails.
    pub locale: Locale,
    /// How often they hear of what they support or follow.
    pub cadence: Cadence,
    /// When nothing is to arrive.
    pub quiet: Option<QuietHours>,
}

/// A request that somebody follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The request.
    pub id: RequestId,
    /// Its reference.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// The language it is written in.
    pub language: String,
    /// How often they hear of it; as in general when `None`.
    pub cadence: Option<Cadence>,
}

/// Somebody's choices.
pub async fn of(source: &impl Source, person: PersonId) -> Result<Option<Chosen>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        locale: String,
        cadence: String,
        quiet_from: Option<i32>,
        quiet_until: Option<i32>,
    }
    let sql = "select locale, cadence, quiet_from, quiet_until from person where id = $1";
    let row: Option<Row> = one(source, sql, vec![person.0.into()]).await?;
    let hour = |hour: Option<i32>| i8::try_from(hour?).ok();
    row.map(|row| {
        Ok(Chosen {
            locale: Locale::parse(&row.locale).ok_or_else(|| broken("language"))?,
            cadence: Cadence::parse(&row.cadence).ok_or_else(|| broken("cadence"))?,
            quiet: hour(row.quiet_from)
                .zip(hour(row.quiet_until))
                .and_then(|(from, until)| QuietHours::new(from, until)),
        })
    })
    .transpose()
}

/// What somebody follows and everybody may see, newest first, at most so many. What was merged is left out: what it was
/// merged into stands for it.
pub async fn followed(source: &impl Source, person: PersonId, most: u32) -> Result<Vec<Followed>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        year: i32,
        number: i64,
        title: String,
        language: String,
        cadence: String,
    }
    let sql = format!(
        "select r.id, r.year, r.number, r.title, r.language, f.cadence from follow f
            join data_request r on r.id = f.request_id
         where f.person_id = $1 and f.cadence <> 'none' and not r.hidden and r.duplicate_of_id is null
            and r.requester_id <> f.person_id
         order by f.request_id desc limit {most}"
    );
    let rows: Vec<Row> = all(source, &sql, vec![person.0.into()]).await?;
    let followed = |row: Row| {
        Ok(Followed {
            id: RequestId(row.id),
            reference: Reference {
                year: i16::try_from(row.year).map_err(|_| broken("reference"))?,
                number: row.number,
            },
            title: row.title,
            language: row.language,
            cadence: Cadence::parse(&row.cadence),
        })
    };
    rows.into_iter().map(followed).collect()
}

/// Keeps somebody's choices. What they were not to hear of until now is not told later.
pub async fn set(tx: &Tx, person: PersonId, chosen: &Chosen) -> Result<(), DbErr> {
    let before = of(tx, person).await?.ok_or_else(|| broken("person"))?;
    if before.cadence != chosen.cadence {
        move_cursors(tx, person, before.cadence, "cadence = 'default'", None).await?;
    }
    if before.cadence == Cadence::Never {
        searches::catch_up(tx, person).await?;
    }
    if chosen.cadence == Cadence::Never {
        digests::forget_waiting(tx, person).await?;
    }
    let sql = "update person set locale = $2, cadence = $3, quiet_from = $4, quiet_until = $5 where id = $1";
    let hour = |hour: fn(QuietHours) -> i8| chosen.quiet.map(|quiet| i32::from(hour(quiet)));
    let values = vec![
        person.0.into(),
        chosen.locale.as_str().into(),
        chosen.cadence.as_str().into(),
        hour(|quiet| quiet.from).into(),
        hour(|quiet| quiet.until).into(),
    ];
    run(tx, sql, values).await?;
    digests::forget_composed(tx, person).await
}

/// Keeps how often somebody wants to hear of one request that they follow; as in general when `None`.
pub async fn set_of(
    tx: &Tx,
    person: PersonId,
    request: RequestId,
    wanted: Option<Cadence>,
) -> Result<(), DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        cadence: String,
    }
    let sql = format!(
        "select {} as cadence from follow f join person p on p.id = f.person_id
         where f.person_id = $1 and f.request_id = $2",
        cadence("f", "p")
    );
    let row: Option<Row> = one(tx, &sql, vec![person.0.into(), request.0.into()]).await?;
    let Some(before) = row.and_then(|row| Cadence::parse(&row.cadence)) else {
        return Ok(());
    };
    move_cursors(tx, person, before, "request_id = $2", Some(request)).await?;
    // Their own wish, whatever a merge brought along.
    let sql = "update follow set cadence = $3, carried = $4 where person_id = $1 and request_id = $2";
    let values = vec![
        person.0.into(),
        request.0.into(),
        wanted.map_or("default", Cadence::as_str).into(),
        false.into(),
    ];
    run(tx, sql, values).await?;
    digests::forget_composed(tx, person).await
}

/// How often somebody hears of single requests, where a digest brings it: as in general from now on.
pub async fn drop_own_digests(tx: &Tx, person: PersonId) -> Result<(), DbErr> {
    let sql = "update follow set cadence = 'default' where person_id = $1 and cadence in ('daily', 'weekly')";
    run(tx, sql, vec![person.0.into()]).await.map(drop)
}

/// The cursor of somebody who heard at once, or nothing, stands where it stood when that began: it moves to the present.
/// What is about to be spread to them, but has not been yet, is still to be told.
async fn move_cursors(
    tx: &Tx,
    person: PersonId,
    before: Cadence,
    of: &str,
    request: Option<RequestId>,
) -> Result<(), DbErr> {
    if before.is_digest() {
        return Ok(());
    }
    let last = "(select coalesce(max(n.id), 0) from fanout n where n.request_id = follow.request_id)";
    let unspread = "(select min(n.id) - 1 from fanout n where n.request_id = follow.request_id
        and n.rule = 'followers' and n.done_at is null and n.after_id < $1 and n.upto_id >= $1)";
    let present = if before == Cadence::AtOnce {
        format!("coalesce({unspread}, {last})")
    } else {
        last.to_owned()
    };
    let sql = format!("update follow set seen_fanout_id = {present} where person_id = $1 and {of}");
    let mut values = vec![person.0.into()];
    values.extend(request.map(|request| request.0.into()));
    run(tx, &sql, values).await.map(drop)
}
