//! The audit log: written once, read from the last line on, changed never (a trigger of the database says so too).

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult};

use super::{Source, Tx, all, broken, entity::audit};
use crate::{audit::Audited, ids::PersonId};

/// A line to be written.
#[derive(Debug, Clone)]
pub struct NewLine<'a> {
    /// Who; none for the command line and the system.
    pub person: Option<PersonId>,
    /// In what capacity.
    pub role: &'a str,
    /// What they did.
    pub what: Audited,
    /// To what.
    pub subject: Option<String>,
    /// From which network address, of staff.
    pub from: Option<String>,
}

/// Writes a line.
pub async fn write(tx: &Tx, line: &NewLine<'_>, now: Timestamp) -> Result<(), DbErr> {
    audit::ActiveModel {
        at: Set(now.as_second()),
        person_id: Set(line.person.map(|person| person.0)),
        role: Set(line.role.into()),
        what: Set(line.what.as_str().into()),
        subject: Set(line.subject.clone()),
        source: Set(line.from.clone()),
        ..Default::default()
    }
    .insert(tx.connection())
    .await
    .map(drop)
}

/// A line as it is read.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who, by name; none for the command line, the system, and those who left.
    pub name: Option<String>,
    /// Their number, to look at more of what they did.
    pub person: Option<PersonId>,
    /// In what capacity.
    pub role: String,
    /// What they did: the key of an [`crate::audit::Audited`], or of what another version knew.
    pub what: String,
    /// To what.
    pub subject: Option<String>,
    /// From which network address.
    pub from: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    at: i64,
    name: Option<String>,
    person_id: Option<i64>,
    role: String,
    what: String,
    subject: Option<String>,
    source: Option<String>,
}

/// `limit` lines with smaller numbers than `before`, newest first; of one person only, if it is named. What data users did is
/// theirs: when they signed in is nobody's business.
pub async fn list(
    source: &impl Source,
    person: Option<PersonId>,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Line>, DbErr> {
    let mut values = vec![before.unwrap_or(i64::MAX).into()];
    let whose = match person {
        Some(person) => {
            values.push(person.0.into());
            "and a.person_id = $2"
        }
        None => "",
    };
    let sql = format!(
        "select a.id, a.at, p.name, a.person_id, a.role, a.what, a.subject, a.source
         from audit a left join person p on p.id = a.person_id
         where a.id < $1 and a.role <> 'person' {whose} order by a.id desc limit {limit}"
    );
    let rows: Vec<Row> = all(source, &sql, values).await?;
    let line = |row: Row| {
        Ok(Line {
            id: row.id,
            at: Timestamp::from_second(row.at).map_err(|_| broken("moment"))?,
            name: row.name.filter(|name| !name.is_empty()),
            person: row.person_id.map(PersonId),
            role: row.role,
            what: row.what,
            subject: row.subject,
            from: row.source,
        })
    };
    rows.into_iter().map(line).collect()
}
