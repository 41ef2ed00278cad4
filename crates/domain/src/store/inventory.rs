//! What areas hold and do not publish. What became of each is read from its request, and kept nowhere else: so the two cannot
//! differ. A hidden request is as if nobody had asked; a merged one is the one it was merged into.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult, Value};

use super::{Source, all, broken, is_postgres, number, one};
use crate::{
    analyser,
    ids::{AreaId, InventoryId, PersonId},
    inventory::{Asked, InventoryState, Item, Said, WhyNot},
    reference::Reference,
    status::{Outcome, Status},
};

mod put;

pub use put::{ask, change, insert, lock, publish, take_down};

/// Which of it somebody looks for.
#[derive(Debug, Clone, Default)]
pub struct InventoryFilter {
    /// With these words.
    pub words: Option<analyser::Query>,
    /// Of these areas; of all when empty.
    pub areas: Vec<AreaId>,
    /// Of this theme, by key.
    pub theme: Option<String>,
    /// Of which this became; all when empty.
    pub states: &'static [InventoryState],
}

/// Something of the inventory that shares words with what somebody writes.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// What it is.
    pub item: Item,
    /// Its stems.
    pub terms: String,
}

/// How many candidates are weighed at most: the newest that share a word.
const CANDIDATES: u32 = 300;

/// Every entry with the request that everybody sees. An entry of the chain is a request that was asked for it or that one was
/// merged into; the last of them counts.
const ENTRIES: &str = "with recursive chain(item, request) as (
        select i.id, i.request_id from inventory i join data_request r on r.id = i.request_id where not r.hidden
        union
        select c.item, t.id from chain c join data_request r on r.id = c.request
        join data_request t on t.id = r.duplicate_of_id where not t.hidden
    ), asked as (
        select c.item, r.id, r.year, r.number, r.status, r.outcome, r.evidence, r.requester_id,
            case when r.anonymous then null else r.requester_name end as requester_name
        from chain c join data_request r on r.id = c.request where r.duplicate_of_id is null
    ), entry as (
        select i.id, i.version, i.area_id, a.slug as area, i.title, i.description, i.why_not, i.why_not_text,
            t.key as theme, i.period, i.format, i.language, i.dataset, i.created_at, i.updated_at, i.closed_reason,
            q.year, q.number, q.status, q.outcome, q.evidence, q.requester_id, q.requester_name, n.supporters,
            case when i.closed_at is not null then 'taken_down'
                when i.dataset is not null then 'published'
                when q.item is null then 'not_asked'
                when q.status not in ('answered', 'closed') then 'asked'
                when q.outcome in ('published', 'already_exists') then 'published'
                else 'ended' end as state
        from inventory i join area a on a.id = i.area_id left join theme t on t.id = i.theme_id
        left join asked q on q.item = i.id left join request_counter n on n.request_id = q.id
    )";

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    version: i64,
    area_id: i64,
    area: String,
    title: String,
    description: String,
    why_not: String,
    why_not_text: Option<String>,
    theme: Option<String>,
    period: Option<String>,
    format: Option<String>,
    language: String,
    dataset: Option<String>,
    created_at: i64,
    updated_at: i64,
    closed_reason: Option<String>,
    year: Option<i32>,
    number: Option<i64>,
    status: Option<String>,
    outcome: Option<String>,
    evidence: Option<String>,
    requester_id: Option<i64>,
    requester_name: Option<String>,
    supporters: Option<i64>,
    state: String,
}

/// One of them.
pub async fn get(source: &impl Source, id: InventoryId) -> Result<Option<Item>, DbErr> {
    let sql = format!("{ENTRIES} select * from entry e where e.id = $1");
    let row: Option<Row> = one(source, &sql, vec![id.0.into()]).await?;
    row.map(Row::into_item).transpose()
}

/// A page of them, newest first, from below `before` on.
pub async fn list(
    source: &impl Source,
    filter: &InventoryFilter,
    before: Option<InventoryId>,
    limit: u32,
) -> Result<Vec<Item>, DbErr> {
    let (mut wheres, mut values) = conditions(source, filter);
    values.push(before.map_or(i64::MAX, |id| id.0).into());
    wheres.push(format!("e.id < ${}", values.len()));
    let sql = format!(
        "{ENTRIES} select * from entry e where {} order by e.id desc limit {limit}",
        wheres.join(" and ")
    );
    let rows: Vec<Row> = all(source, &sql, values).await?;
    rows.into_iter().map(Row::into_item).collect()
}

/// How many there are.
pub async fn count(source: &impl Source, filter: &InventoryFilter) -> Result<i64, DbErr> {
    let (mut wheres, values) = conditions(source, filter);
    wheres.push("1 = 1".to_owned());
    let sql = format!(
        "{ENTRIES} select count(*) as n from entry e where {}",
        wheres.join(" and ")
    );
    Ok(number(source, &sql, values).await?.unwrap_or(0))
}

/// Those nobody has asked for, or that were asked for in vain, which share a word with `query`, newest first, and their stems.
pub async fn candidates(source: &impl Source, query: &analyser::Query) -> Result<Vec<Candidate>, DbErr> {
    #[derive(FromQueryResult)]
    struct Terms {
        inventory_id: i64,
        terms: String,
    }
    let (sql, words) = if is_postgres(source) {
        let sql = "select s.inventory_id, s.terms from inventory_terms s where s.v @@ $1::tsquery
            order by s.inventory_id desc";
        (sql, query.tsquery_any())
    } else {
        let sql = "select s.inventory_id, s.terms from inventory_fts f join inventory_terms s on s.inventory_id = f.rowid
            where f.inventory_fts match $1 order by f.rowid desc";
        (sql, query.fts5_any())
    };
    let sql = format!("{sql} limit {CANDIDATES}");
    let rows: Vec<Terms> = all(source, &sql, vec![words.into()]).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.inventory_id.to_string()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "{ENTRIES} select * from entry e where e.state in ('not_asked', 'ended') and e.id in ({})",
        ids.join(", ")
    );
    let found: Vec<Row> = all(source, &sql, vec![]).await?;
    let mut terms: std::collections::HashMap<i64, String> = rows
        .into_iter()
        .map(|row| (row.inventory_id, row.terms))
        .collect();
    let candidate = |row: Row| {
        Ok(Candidate {
            terms: terms.remove(&row.id).unwrap_or_default(),
            item: row.into_item()?,
        })
    };
    found.into_iter().map(candidate).collect()
}

fn conditions(source: &impl Source, filter: &InventoryFilter) -> (Vec<String>, Vec<Value>) {
    let mut wheres = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    if let Some(query) = &filter.words {
        wheres.push(if is_postgres(source) {
            values.push(query.tsquery().into());
            "e.id in (select s.inventory_id from inventory_terms s where s.v @@ $1::tsquery)".to_owned()
        } else {
            values.push(query.fts5().into());
            "e.id in (select f.rowid from inventory_fts f where f.inventory_fts match $1)".to_owned()
        });
    }
    if !filter.areas.is_empty() {
        let ids: Vec<String> = filter.areas.iter().map(ToString::to_string).collect();
        wheres.push(format!("e.area_id in ({})", ids.join(", ")));
    }
    if let Some(theme) = &filter.theme {
        values.push(theme.as_str().into());
        wheres.push(format!("e.theme = ${}", values.len()));
    }
    if !filter.states.is_empty() {
        let states: Vec<String> = filter.states.iter().map(|state| format!("'{state}'")).collect();
        wheres.push(format!("e.state in ({})", states.join(", ")));
    }
    (wheres, values)
}

impl Row {
    fn into_item(self) -> Result<Item, DbErr> {
        let time = |second| Timestamp::from_second(second).map_err(|_| broken("time of an entry"));
        let state = InventoryState::parse(&self.state).ok_or_else(|| broken("state of an entry"))?;
        let evidence: Option<serde_json::Value> = self
            .evidence
            .as_deref()
            .filter(|_| state == InventoryState::Published && self.dataset.is_none())
            .map(|text| serde_json::from_str(text).map_err(|_| broken("evidence")))
            .transpose()?;
        let named = |name: &str| {
            let evidence = evidence.as_ref()?;
            evidence.get(name)?.as_str().map(str::to_owned)
        };
        let (dataset, url) = (named("dataset"), named("url"));
        let request = self.asked()?;
        Ok(Item {
            id: InventoryId(self.id),
            version: self.version,
            area: AreaId(self.area_id),
            area_slug: self.area,
            said: Said {
                title: self.title,
                description: self.description,
                why_not: WhyNot::parse(&self.why_not).ok_or_else(|| broken("reason of an entry"))?,
                why_not_text: self.why_not_text,
                theme: self.theme,
                period: self.period,
                format: self.format,
            },
            language: self.language,
            state,
            request,
            dataset: self.dataset.or(dataset),
            url,
            created_at: time(self.created_at)?,
            updated_at: time(self.updated_at)?,
            closed_reason: self.closed_reason,
        })
    }

    fn asked(&self) -> Result<Option<Asked>, DbErr> {
        let Some((year, number)) = self.year.zip(self.number) else {
            return Ok(None);
        };
        let outcome = |key: &str| Outcome::parse(key).ok_or_else(|| broken("outcome"));
        let status = self.status.as_deref().and_then(Status::parse);
        Ok(Some(Asked {
            reference: Reference {
                year: i16::try_from(year).map_err(|_| broken("year"))?,
                number,
            },
            status: status.ok_or_else(|| broken("status"))?,
            outcome: self.outcome.as_deref().map(outcome).transpose()?,
            requester: PersonId(self.requester_id.ok_or_else(|| broken("requester"))?),
            name: self.requester_name.clone().filter(|name| !name.is_empty()),
            supporters: self.supporters.unwrap_or(0),
        }))
    }
}
