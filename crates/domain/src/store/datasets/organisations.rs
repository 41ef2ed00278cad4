//! What datasets are filed under at their portal, and which of our areas and themes that is. Somebody of ours has the last word.

use sea_orm::{DbErr, FromQueryResult};

use crate::{
    analyser::fold,
    store::{Source, Tx, all, run},
};

/// An organisation or a group of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its name there.
    pub name: String,
    /// Its title there.
    pub title: String,
    /// Which area (by slug) or theme (by key) of ours it is.
    pub is: Option<String>,
    /// Somebody has looked at that.
    pub reviewed: bool,
    /// Datasets filed under it.
    pub datasets: i64,
}

#[derive(FromQueryResult)]
struct Row {
    name: String,
    title: String,
    of: Option<String>,
    reviewed: bool,
    datasets: i64,
}

/// The organisations, those that nobody has looked at first.
pub async fn filed_under_organisations(source: &impl Source) -> Result<Vec<Filed>, DbErr> {
    let sql = "select o.name, o.title, a.slug as of, o.reviewed,
        (select count(*) from dataset d where d.organisation = o.name and d.state = 'active') as datasets
        from catalogue_organisation o left join area a on a.id = o.area_id
        order by case when o.reviewed then 1 else 0 end, o.title, o.name";
    found(source, sql).await
}

/// The groups, those that nobody has looked at first.
pub async fn filed_under_groups(source: &impl Source) -> Result<Vec<Filed>, DbErr> {
    let sql = "select c.name, c.title, t.key as of, c.reviewed,
        (select count(*) from dataset_group g join dataset d on d.id = g.dataset_id
            where g.name = c.name and d.state = 'active') as datasets
        from catalogue_group c left join theme t on t.id = c.theme_id
        order by case when c.reviewed then 1 else 0 end, c.title, c.name";
    found(source, sql).await
}

async fn found(source: &impl Source, sql: &str) -> Result<Vec<Filed>, DbErr> {
    let rows: Vec<Row> = all(source, sql, vec![]).await?;
    Ok(rows
        .into_iter()
        .map(|row| Filed {
            name: row.name,
            title: row.title,
            is: row.of,
            reviewed: row.reviewed,
            datasets: row.datasets,
        })
        .collect())
}

/// Says which area an organisation is, or that it is none of ours.
pub async fn organisation_is(tx: &Tx, name: &str, area: Option<&str>) -> Result<bool, DbErr> {
    let sql = "update catalogue_organisation set reviewed = $3, area_id = (select id from area where slug = $2) where name = $1";
    let values = vec![name.into(), area.map(str::to_owned).into(), true.into()];
    Ok(run(tx, sql, values).await? == 1)
}

/// Says which theme a group is, or that it is none of ours.
pub async fn group_is(tx: &Tx, name: &str, theme: Option<&str>) -> Result<bool, DbErr> {
    let sql = "update catalogue_group set reviewed = $3, theme_id = (select id from theme where key = $2) where name = $1";
    let values = vec![name.into(), theme.map(str::to_owned).into(), true.into()];
    Ok(run(tx, sql, values).await? == 1)
}

#[derive(FromQueryResult)]
struct Ours {
    id: i64,
    key: String,
    name: String,
}

/// Takes those organisations for areas that are called the same, by slug or by name, until somebody has looked at them.
pub async fn organisations_are_areas(tx: &Tx) -> Result<(), DbErr> {
    let areas = all(
        tx,
        "select id, slug as key, name from area where closed_on is null",
        vec![],
    )
    .await?;
    same_names(tx, ("catalogue_organisation", "area_id"), areas).await
}

/// The same with groups and themes.
pub async fn groups_are_themes(tx: &Tx) -> Result<(), DbErr> {
    let themes = all(tx, "select id, key, name from theme", vec![]).await?;
    same_names(tx, ("catalogue_group", "theme_id"), themes).await
}

async fn same_names(tx: &Tx, (table, column): (&str, &str), ours: Vec<Ours>) -> Result<(), DbErr> {
    #[derive(FromQueryResult)]
    struct Theirs {
        name: String,
        title: String,
    }
    let sql = format!("select name, title from {table} where {column} is null and not reviewed");
    let theirs: Vec<Theirs> = all(tx, &sql, vec![]).await?;
    for one in theirs {
        let title = fold(&one.title);
        let is_same = |our: &&Ours| our.key == one.name || fold(&our.name) == title;
        if let Some(same) = ours.iter().find(is_same) {
            let sql = format!("update {table} set {column} = $2 where name = $1");
            run(tx, &sql, vec![one.name.into(), same.id.into()]).await?;
        }
    }
    Ok(())
}
