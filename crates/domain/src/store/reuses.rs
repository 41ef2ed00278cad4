//! What people did with the data: shown once somebody who coordinates has looked.

use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, number, run};
use crate::{
    figures::{Alike, Narrowed, Reuses},
    ids::{AreaId, PersonId, RequestId, ReuseId, ThemeId},
    keys::keys,
    period::Period,
    person::Sector,
    reference::Reference,
};

keys! {
    /// What became of it.
    ReuseState {
        /// Nobody has looked yet.
        Waiting = "waiting",
        /// Everybody sees it.
        Shown = "shown",
        /// It is no reuse.
        Refused = "refused",
    }
}

/// Something that was made of the data.
#[derive(Debug, Clone)]
pub struct Reuse {
    /// Row number.
    pub id: ReuseId,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// What it is about, in Markdown.
    pub text: Option<String>,
    /// What kind of data user made it.
    pub sector: Sector,
    /// The request that brought the data, if one did and everybody may see it.
    pub request: Option<Reference>,
    /// The area that has this request, by slug.
    pub area: Option<String>,
    /// The theme of this request, by key.
    pub theme: Option<String>,
    /// The datasets it uses, by name or address.
    pub datasets: Vec<String>,
    /// When it was told.
    pub at: Timestamp,
}

/// Something to be kept.
#[derive(Debug, Clone)]
pub struct NewRow<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Where it is.
    pub url: &'a str,
    /// What it is about.
    pub text: Option<&'a str>,
    /// What kind of data user made it.
    pub sector: Sector,
    /// The request that brought the data.
    pub request: Option<RequestId>,
    /// Who tells it, if they are signed in.
    pub person: Option<PersonId>,
    /// The datasets it uses.
    pub datasets: &'a [String],
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    title: String,
    url: String,
    body: Option<String>,
    sector: String,
    year: Option<i32>,
    number: Option<i64>,
    area: Option<String>,
    theme: Option<String>,
    at: i64,
}

/// Keeps one, for somebody to look at.
pub async fn insert(tx: &Tx, new: &NewRow<'_>, now: Timestamp) -> Result<ReuseId, DbErr> {
    let sql = "insert into reuse (title, url, body, sector, request_id, person_id, state, at)
        values ($1, $2, $3, $4, $5, $6, 'waiting', $7) returning id as n";
    let values = vec![
        new.title.into(),
        new.url.into(),
        new.text.map(str::to_owned).into(),
        new.sector.as_str().into(),
        new.request.map(|id| id.0).into(),
        new.person.map(|id| id.0).into(),
        now.as_second().into(),
    ];
    let id = number(tx, sql, values).await?.ok_or_else(|| broken("reuse"))?;
    for name in new.datasets {
        let sql = "insert into reuse_dataset (reuse_id, name) values ($1, $2) on conflict (reuse_id, name) do nothing";
        run(tx, sql, vec![id.into(), name.as_str().into()]).await?;
    }
    Ok(ReuseId(id))
}

const COLUMNS: &str = "select u.id, u.title, u.url, u.body, u.sector, r.year, r.number,
    a.slug as area, t.key as theme, u.at
    from reuse u left join data_request r on r.id = u.request_id and not r.hidden
    left join area a on a.id = r.area_id left join theme t on t.id = r.theme_id";

/// Those in `state`, newest first, from below `before` on.
pub async fn list(
    source: &impl Source,
    state: ReuseState,
    before: Option<ReuseId>,
    limit: u32,
) -> Result<Vec<Reuse>, DbErr> {
    let sql = format!("{COLUMNS} where u.state = $1 and u.id < $2 order by u.id desc limit {limit}");
    let before = before.map_or(i64::MAX, |id| id.0);
    found(source, &sql, vec![state.as_str().into(), before.into()]).await
}

/// Those that everybody sees and that came of a request, newest first.
pub async fn of_request(source: &impl Source, request: RequestId, limit: u32) -> Result<Vec<Reuse>, DbErr> {
    let sql =
        format!("{COLUMNS} where u.state = 'shown' and u.request_id = $1 order by u.id desc limit {limit}");
    found(source, &sql, vec![request.0.into()]).await
}

/// Those that everybody sees and that use a dataset, newest first.
pub async fn of_dataset(source: &impl Source, name: &str, limit: u32) -> Result<Vec<Reuse>, DbErr> {
    let sql = format!(
        "{COLUMNS} where u.state = 'shown' and u.id in (select d.reuse_id from reuse_dataset d where d.name = $1)
         order by u.id desc limit {limit}"
    );
    found(source, &sql, vec![name.into()]).await
}

/// Those that everybody sees and that came of the requests an area answered, newest first.
pub async fn of_area(source: &impl Source, slug: &str, limit: u32) -> Result<Vec<Reuse>, DbErr> {
    let sql = format!(
        "{COLUMNS} where u.state = 'shown' and r.area_id = (select id from area where slug = $1)
         order by u.id desc limit {limit}"
    );
    found(source, &sql, vec![slug.into()]).await
}

/// How many everybody sees, or wait.
pub async fn count(source: &impl Source, state: ReuseState) -> Result<i64, DbErr> {
    let sql = "select count(*) as n from reuse where state = $1";
    Ok(number(source, sql, vec![state.as_str().into()])
        .await?
        .unwrap_or(0))
}

/// What everybody sees, counted: all of it, or what was told in a year. There are few: no cell is kept of them.
pub async fn sums(source: &impl Source, narrowed: &Narrowed, zone: &TimeZone) -> Result<Reuses, DbErr> {
    #[derive(FromQueryResult)]
    struct Counted {
        area: Option<i64>,
        theme: Option<i64>,
        sector: String,
        n: i64,
    }
    let year = narrowed.year.and_then(|year| i16::try_from(year).ok());
    let bounds = year.and_then(|year| Period::Year(year).bounds(zone));
    let (from, until) = match (narrowed.year, bounds) {
        (None, _) => (i64::MIN, i64::MAX),
        (Some(_), Some((from, until))) => (from.as_second(), until.as_second()),
        // Nothing happens in a year that the calendar does not have.
        (Some(_), None) => return Ok(Reuses::default()),
    };
    let sql = "select r.area_id as area, r.theme_id as theme, u.sector, count(*) as n
        from reuse u left join data_request r on r.id = u.request_id and not r.hidden
        where u.state = 'shown' and u.at >= $1 and u.at < $2
        group by r.area_id, r.theme_id, u.sector";
    let rows: Vec<Counted> = all(source, sql, vec![from.into(), until.into()]).await?;
    let mut sums = Reuses::default();
    for row in rows {
        let some = Alike {
            area: row.area.map(AreaId),
            theme: row.theme.map(ThemeId),
            sector: Sector::parse(&row.sector).ok_or_else(|| broken("sector"))?,
            count: row.n,
        };
        sums.add(narrowed, &some);
    }
    Ok(sums)
}

/// Decides; what is shown may be taken back. False when it is not there.
pub async fn decide(tx: &Tx, id: ReuseId, state: ReuseState, now: Timestamp) -> Result<bool, DbErr> {
    let sql = "update reuse set state = $2, decided_at = $3 where id = $1 and state <> $2";
    let values = vec![id.0.into(), state.as_str().into(), now.as_second().into()];
    Ok(run(tx, sql, values).await? == 1)
}

async fn found(source: &impl Source, sql: &str, values: Vec<sea_orm::Value>) -> Result<Vec<Reuse>, DbErr> {
    #[derive(FromQueryResult)]
    struct Used {
        name: String,
    }
    let rows: Vec<Row> = all(source, sql, values).await?;
    let mut reuses = Vec::with_capacity(rows.len());
    for row in rows {
        let sql = "select name from reuse_dataset where reuse_id = $1 order by id";
        let used: Vec<Used> = all(source, sql, vec![row.id.into()]).await?;
        reuses.push(row.into_reuse(used.into_iter().map(|used| used.name).collect())?);
    }
    Ok(reuses)
}

impl Row {
    fn into_reuse(self, datasets: Vec<String>) -> Result<Reuse, DbErr> {
        let request = match self.year.zip(self.number) {
            Some((year, number)) => Some(Reference {
                year: i16::try_from(year).map_err(|_| broken("year"))?,
                number,
            }),
            None => None,
        };
        Ok(Reuse {
            id: ReuseId(self.id),
            title: self.title,
            url: self.url,
            text: self.body,
            sector: Sector::parse(&self.sector).ok_or_else(|| broken("sector"))?,
            request,
            area: self.area,
            theme: self.theme,
            datasets,
            at: Timestamp::from_second(self.at).map_err(|_| broken("time"))?,
        })
    }
}
