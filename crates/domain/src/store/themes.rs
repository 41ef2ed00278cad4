//! Themes.

use sea_orm::{DbErr, FromQueryResult};

use super::{Source, Tx, all, facets, number, run};
use crate::{ids::ThemeId, locale::Locale, status::Outcome};

/// A theme and its figures.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Row number.
    pub id: ThemeId,
    /// Its key.
    pub key: String,
    /// Its name in Spanish.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Whether it comes first.
    pub priority: bool,
    /// Public requests that wait for an answer.
    pub open: i64,
    /// Public requests answered with data.
    pub published: i64,
}

impl Theme {
    /// Its name in `locale`.
    pub fn name_in(&self, locale: Locale) -> &str {
        match locale {
            Locale::EsAr => &self.name,
            Locale::En => &self.name_en,
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    key: String,
    name: String,
    name_en: String,
    priority: bool,
}

/// Every theme with its figures, in the order an admin gave them.
pub async fn list(source: &impl Source) -> Result<Vec<Theme>, DbErr> {
    let mut themes = names(source).await?;
    for cell in facets::counted(source).await?.iter() {
        if let Some(theme) = themes.iter_mut().find(|theme| theme.key == cell.theme) {
            theme.open += if cell.status.is_open() { cell.n } else { 0 };
            theme.published += if cell.outcome.is_some_and(Outcome::is_data) {
                cell.n
            } else {
                0
            };
        }
    }
    Ok(themes)
}

/// The same without the figures, which take a look at all that is counted.
pub async fn names(source: &impl Source) -> Result<Vec<Theme>, DbErr> {
    let sql = "select id, key, name, name_en, priority from theme order by position, id";
    let rows: Vec<Row> = all(source, sql, vec![]).await?;
    let theme = |row: Row| Theme {
        id: ThemeId(row.id),
        key: row.key,
        name: row.name,
        name_en: row.name_en,
        priority: row.priority,
        open: 0,
        published: 0,
    };
    Ok(rows.into_iter().map(theme).collect())
}

/// The theme with this key, and whether it comes first.
pub async fn find(source: &impl Source, key: &str) -> Result<Option<(ThemeId, bool)>, DbErr> {
    let sql = "select id, key, name, name_en, priority from theme where key = $1";
    let row: Option<Row> = super::one(source, sql, vec![key.into()]).await?;
    Ok(row.map(|row| (ThemeId(row.id), row.priority)))
}

/// What of a theme an admin changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its name in Spanish.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Whether it comes first.
    pub priority: bool,
    /// Its place in the list, from 1; those behind it move on.
    pub position: i64,
}

/// Changes a theme, and counts the places of all anew.
pub async fn change(tx: &Tx, key: &str, look: &Look) -> Result<(), DbErr> {
    let sql = "update theme set name = $2, name_en = $3, priority = $4 where key = $1";
    let values = vec![
        key.into(),
        look.name.as_str().into(),
        look.name_en.as_str().into(),
        look.priority.into(),
    ];
    run(tx, sql, values).await?;
    let mut order: Vec<String> = names(tx).await?.into_iter().map(|theme| theme.key).collect();
    order.retain(|other| other != key);
    let at = usize::try_from(look.position - 1).unwrap_or(0).min(order.len());
    order.insert(at, key.to_owned());
    for (position, key) in (0_i32..).zip(order) {
        let sql = "update theme set position = $2 where key = $1 and position <> $2";
        run(tx, sql, vec![key.into(), position.into()]).await?;
    }
    Ok(())
}

/// Adds a theme if there is none with this key.
pub async fn ensure(tx: &Tx, key: &str, name: &str, name_en: &str, priority: bool) -> Result<(), DbErr> {
    let position = number(tx, "select count(*) as n from theme", vec![])
        .await?
        .unwrap_or(0);
    let sql = "insert into theme (key, name, name_en, priority, position) values ($1, $2, $3, $4, $5)
        on conflict (key) do nothing";
    let position = i32::try_from(position).unwrap_or(i32::MAX);
    run(
        tx,
        sql,
        vec![
            key.into(),
            name.into(),
            name_en.into(),
            priority.into(),
            position.into(),
        ],
    )
    .await
    .map(drop)
}
