//! People: who they are, what they may do, and the areas of liaisons.

use jiff::{Timestamp, civil::Date};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, FromQueryResult};

use super::{Source, Tx, all, bounces, broken, entity::person, number, one, run, settings};
use crate::{
    ids::{AreaId, MailboxId, PersonId},
    locale::Locale,
    person::{Email, Person, Role, Sector},
};

mod away;
mod mailboxes;
mod noted;
mod passwords;
mod second_factor;

pub use away::{at_desk, away_until, set_away};
pub use mailboxes::{
    address, confirm_mailbox, ensure_mailbox, forget_unproved_mailboxes, is_confirmed, lock_mailbox,
};
pub use noted::readers_of_notes;
pub use passwords::{StoredPassword, password, set_password};
pub use second_factor::{second_factor, set_second_factor};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    role: String,
    locale: String,
    sector: String,
    disabled_at: Option<i64>,
    created_at: i64,
    mailbox_id: i64,
    address: String,
}

const COLUMNS: &str =
    "select p.id, p.name, p.role, p.locale, p.sector, p.disabled_at, p.created_at, m.id as mailbox_id, m.address
    from person p join mailbox m on m.person_id = p.id";

/// The person with this number.
pub async fn get(source: &impl Source, id: PersonId) -> Result<Option<Person>, DbErr> {
    let row: Option<Row> = one(source, &format!("{COLUMNS} where p.id = $1"), vec![id.0.into()]).await?;
    complete(source, row).await
}

/// The person with this address.
pub async fn find(source: &impl Source, email: &Email) -> Result<Option<Person>, DbErr> {
    let row: Option<Row> = one(
        source,
        &format!("{COLUMNS} where m.address_key = $1"),
        vec![email.key().into()],
    )
    .await?;
    complete(source, row).await
}

/// The person this mailbox belongs to.
pub async fn with_mailbox(source: &impl Source, mailbox: MailboxId) -> Result<Option<Person>, DbErr> {
    let row: Option<Row> = one(
        source,
        &format!("{COLUMNS} where m.id = $1"),
        vec![mailbox.0.into()],
    )
    .await?;
    complete(source, row).await
}

/// Everybody, by role and name.
pub async fn list(source: &impl Source) -> Result<Vec<Person>, DbErr> {
    let rows: Vec<Row> = all(
        source,
        &format!("{COLUMNS} order by p.role, p.name, p.id"),
        vec![],
    )
    .await?;
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        people.extend(complete(source, Some(row)).await?);
    }
    Ok(people)
}

/// Government staff, those whose accounts are closed last, by role and name.
pub async fn staff(source: &impl Source) -> Result<Vec<Person>, DbErr> {
    let sql = format!(
        "{COLUMNS} where p.role <> 'person'
         order by case when p.disabled_at is null then 0 else 1 end, p.role, p.name, p.id"
    );
    let rows: Vec<Row> = all(source, &sql, vec![]).await?;
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        people.extend(complete(source, Some(row)).await?);
    }
    Ok(people)
}

/// Those who run the installation and can sign in.
pub async fn admins(source: &impl Source) -> Result<i64, DbErr> {
    let sql = "select count(*) as n from person where role = 'admin' and disabled_at is null";
    Ok(number(source, sql, vec![]).await?.unwrap_or(0))
}

/// Whether there is an admin who can sign in.
pub async fn has_admin(source: &impl Source) -> Result<bool, DbErr> {
    Ok(admins(source).await? > 0)
}

/// The enabled liaisons of `area`.
pub async fn liaisons_of(source: &impl Source, area: AreaId) -> Result<Vec<PersonId>, DbErr> {
    let sql = "select p.id as n from person p join person_area pa on pa.person_id = p.id
        where pa.area_id = $1 and p.role = 'liaison' and p.disabled_at is null order by p.id";
    ids(source, sql, vec![area.0.into()]).await
}

/// Somebody to whom requests of an area can be given.
#[derive(Debug, Clone)]
pub struct Liaison {
    /// Of which area.
    pub area: AreaId,
    /// Their name; empty when they gave none.
    pub name: String,
    /// Their address, by which they are named.
    pub email: Email,
    /// The last day on which they are away.
    pub away_until: Option<Date>,
}

/// The enabled liaisons of all areas, by name.
pub async fn liaisons(source: &impl Source) -> Result<Vec<Liaison>, DbErr> {
    #[derive(FromQueryResult)]
    struct Named {
        area_id: i64,
        name: String,
        address: String,
        away_until: Option<String>,
    }
    let sql = "select pa.area_id, p.name, m.address, p.away_until from person p join person_area pa on pa.person_id = p.id
        join mailbox m on m.person_id = p.id where p.role = 'liaison' and p.disabled_at is null
        order by p.name, p.id, pa.area_id";
    let rows: Vec<Named> = all(source, sql, vec![]).await?;
    let liaison = |row: Named| {
        Ok(Liaison {
            area: AreaId(row.area_id),
            name: row.name,
            email: Email::parse(&row.address).ok_or_else(|| broken("address"))?,
            away_until: row.away_until.and_then(|day| day.parse().ok()),
        })
    };
    rows.into_iter().map(liaison).collect()
}

/// The enabled coordinators. Admins run the installation: they may do the same, but are not written to for it.
pub async fn coordinators(source: &impl Source) -> Result<Vec<PersonId>, DbErr> {
    let sql = "select id as n from person where role = 'coordinator' and disabled_at is null order by id";
    ids(source, sql, vec![]).await
}

/// Whoever looks after the installation: the enabled coordinators and admins.
pub async fn keepers(source: &impl Source) -> Result<Vec<PersonId>, DbErr> {
    let sql = "select id as n from person where role in ('coordinator', 'admin') and disabled_at is null order by id";
    ids(source, sql, vec![]).await
}

/// Where to write to somebody, and in which language; `None` when their account is closed or erased.
pub async fn mailbox_of(
    source: &impl Source,
    person: PersonId,
) -> Result<Option<(MailboxId, Locale)>, DbErr> {
    let sql = format!("{COLUMNS} where p.id = $1 and p.disabled_at is null");
    let row: Option<Row> = one(source, &sql, vec![person.0.into()]).await?;
    row.map(|row| {
        Ok((
            MailboxId(row.mailbox_id),
            Locale::parse(&row.locale).ok_or_else(|| broken("locale"))?,
        ))
    })
    .transpose()
}

/// Who somebody is to become.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Where to write to.
    pub email: Email,
    /// The name shown.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The areas of a liaison.
    pub areas: Vec<AreaId>,
    /// The language they read.
    pub locale: Locale,
    /// What kind of data user they are.
    pub sector: Sector,
    /// Whether the address counts as theirs already.
    pub confirmed: bool,
}

/// Adds a person; their mailbox may be there already.
pub async fn insert(tx: &Tx, new: &NewPerson, now: Timestamp) -> Result<PersonId, DbErr> {
    let at = now.as_second();
    let person = person::ActiveModel {
        name: Set(new.name.clone()),
        role: Set(new.role.as_str().into()),
        locale: Set(new.locale.as_str().into()),
        sector: Set(new.sector.as_str().into()),
        created_at: Set(at),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    let mailbox = ensure_mailbox(tx, &new.email, now).await?;
    let sql = "update mailbox set person_id = $2, confirmed_at = coalesce(confirmed_at, $3) where id = $1";
    run(
        tx,
        sql,
        vec![
            mailbox.0.into(),
            person.id.into(),
            new.confirmed.then_some(at).into(),
        ],
    )
    .await?;
    if new.confirmed {
        bounces::lift(tx, mailbox).await?;
    }
    set_areas(tx, PersonId(person.id), &new.areas).await?;
    Ok(PersonId(person.id))
}

/// Changes name, role and areas of somebody.
pub async fn update(tx: &Tx, id: PersonId, name: &str, role: Role, areas: &[AreaId]) -> Result<(), DbErr> {
    run(
        tx,
        "update person set name = $2, role = $3, disabled_at = null where id = $1",
        vec![id.0.into(), name.into(), role.as_str().into()],
    )
    .await?;
    if !role.is_staff() {
        set_password(tx, id, None).await?;
    }
    set_areas(tx, id, areas).await
}

/// Changes what somebody says of themselves.
pub async fn set_preferences(
    tx: &Tx,
    id: PersonId,
    name: &str,
    locale: Locale,
    sector: Sector,
) -> Result<(), DbErr> {
    let sql = "update person set name = $2, locale = $3, sector = $4 where id = $1";
    let values = vec![
        id.0.into(),
        name.into(),
        locale.as_str().into(),
        sector.as_str().into(),
    ];
    run(tx, sql, values).await.map(drop)
}

/// Closes somebody's account: sessions and tokens end at once. Their requests are handed over by the op.
pub async fn disable(tx: &Tx, id: PersonId, now: Timestamp) -> Result<(), DbErr> {
    let at = now.as_second();
    run(
        tx,
        "update person set disabled_at = $2, password_hash = null, password_at = null where id = $1",
        vec![id.0.into(), at.into()],
    )
    .await?;
    run(tx, "delete from session where person_id = $1", vec![id.0.into()]).await?;
    run(
        tx,
        "update api_token set revoked_at = coalesce(revoked_at, $2) where person_id = $1",
        vec![id.0.into(), at.into()],
    )
    .await
    .map(drop)
}

/// Whose requests are that were imported: somebody without a name and a mailbox, to whom no mail can ever go.
pub async fn importer(tx: &Tx, now: Timestamp) -> Result<PersonId, DbErr> {
    const IMPORTER: &str = "importer";
    // Imports go one after the other: two of the same row find each other.
    settings::lock(tx, IMPORTER, "").await?;
    if let Some(id) = settings::get(tx, IMPORTER).await?.and_then(|id| id.parse().ok()) {
        return Ok(PersonId(id));
    }
    let person = person::ActiveModel {
        name: Set(String::new()),
        role: Set(Role::Person.as_str().into()),
        locale: Set(Locale::EsAr.as_str().into()),
        sector: Set(Sector::Unknown.as_str().into()),
        disabled_at: Set(Some(now.as_second())),
        created_at: Set(now.as_second()),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    settings::set(tx, IMPORTER, &person.id.to_string()).await?;
    Ok(PersonId(person.id))
}

async fn set_areas(tx: &Tx, person: PersonId, areas: &[AreaId]) -> Result<(), DbErr> {
    run(
        tx,
        "delete from person_area where person_id = $1",
        vec![person.0.into()],
    )
    .await?;
    for area in areas {
        let sql = "insert into person_area (person_id, area_id) values ($1, $2) on conflict do nothing";
        run(tx, sql, vec![person.0.into(), area.0.into()]).await?;
    }
    Ok(())
}

async fn complete(source: &impl Source, row: Option<Row>) -> Result<Option<Person>, DbErr> {
    let Some(row) = row else { return Ok(None) };
    let role = Role::parse(&row.role).ok_or_else(|| broken("role"))?;
    let areas = if role == Role::Liaison {
        let sql = "select area_id as n from person_area where person_id = $1 order by area_id";
        ids(source, sql, vec![row.id.into()])
            .await?
            .into_iter()
            .map(|id| AreaId(id.0))
            .collect()
    } else {
        Vec::new()
    };
    Ok(Some(Person {
        id: PersonId(row.id),
        name: row.name,
        mailbox: MailboxId(row.mailbox_id),
        email: Email::parse(&row.address).ok_or_else(|| broken("address"))?,
        role,
        areas,
        locale: Locale::parse(&row.locale).ok_or_else(|| broken("locale"))?,
        sector: Sector::parse(&row.sector).ok_or_else(|| broken("sector"))?,
        disabled: row.disabled_at.is_some(),
        created_at: Timestamp::from_second(row.created_at).map_err(|_| broken("moment"))?,
    }))
}

async fn ids(source: &impl Source, sql: &str, values: Vec<sea_orm::Value>) -> Result<Vec<PersonId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Id {
        n: i64,
    }
    let rows: Vec<Id> = all(source, sql, values).await?;
    Ok(rows.into_iter().map(|row| PersonId(row.n)).collect())
}
