//! Who of the staff is away, and who hears of a request meanwhile.

use jiff::civil::Date;
use sea_orm::{DbErr, FromQueryResult};

use super::ids;
use crate::{
    ids::{AreaId, PersonId},
    store::{Source, Tx, broken, one, run},
};

/// The last local day on which somebody is away, if they said so.
pub async fn away_until(source: &impl Source, person: PersonId) -> Result<Option<Date>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        away_until: Option<String>,
    }
    let sql = "select away_until from person where id = $1";
    let row: Option<Row> = one(source, sql, vec![person.0.into()]).await?;
    row.and_then(|row| row.away_until)
        .map(|day| day.parse().map_err(|_| broken("day of somebody's return")))
        .transpose()
}

/// Says until when somebody is away; they are back with none.
pub async fn set_away(tx: &Tx, person: PersonId, until: Option<Date>) -> Result<(), DbErr> {
    let sql = "update person set away_until = $2 where id = $1";
    let until = until.map(|day| day.to_string());
    run(tx, sql, vec![person.0.into(), until.into()]).await.map(drop)
}

/// Who hears today of a request at the desk: whoever has it, or the liaisons of its area if nobody has or they are away.
/// When all are away, all who would hear of it otherwise do.
pub async fn at_desk(
    source: &impl Source,
    (assignee, area): (Option<PersonId>, Option<AreaId>),
    today: Date,
) -> Result<Vec<PersonId>, DbErr> {
    if let Some(person) = assignee
        && !is_away(source, person, today).await?
    {
        return Ok(vec![person]);
    }
    let Some(area) = area else {
        return Ok(assignee.into_iter().collect());
    };
    let sql = "select p.id as n from person p join person_area pa on pa.person_id = p.id
        where pa.area_id = $1 and p.role = 'liaison' and p.disabled_at is null
        and (p.away_until is null or p.away_until < $2) order by p.id";
    let here = ids(source, sql, vec![area.0.into(), today.to_string().into()]).await?;
    if !here.is_empty() {
        return Ok(here);
    }
    match assignee {
        Some(person) => Ok(vec![person]),
        None => super::liaisons_of(source, area).await,
    }
}

async fn is_away(source: &impl Source, person: PersonId, today: Date) -> Result<bool, DbErr> {
    Ok(away_until(source, person)
        .await?
        .is_some_and(|until| until >= today))
}
