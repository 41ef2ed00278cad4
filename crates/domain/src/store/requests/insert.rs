//! A new row: filed, imported, or a part of another.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr};

use super::{
    desk::{act_by, news},
    open_due_on, rank_key, row,
};
use crate::{
    clock::Moment,
    data_request::NewDataRequest,
    figures::FIGURES_VERSION,
    ids::{RequestId, ThemeId},
    reference::Reference,
    standing::Standing,
    status::Origin,
    store::{
        Source, Tx, broken,
        entity::{data_request, request_counter},
        facets::{self, Cell},
        figures, number, search,
    },
};

/// Everything a new row needs besides what the requester wrote.
#[derive(Debug, Clone)]
pub struct NewRow<'a> {
    /// What the requester wrote.
    pub new: &'a NewDataRequest,
    /// Its theme.
    pub theme: (ThemeId, bool),
    /// Whether the theme waits for triage.
    pub theme_pending: bool,
    /// The name shown, unless anonymous.
    pub requester_name: Option<String>,
    /// The door it came in by.
    pub origin: Origin,
    /// The language it is written in.
    pub language: &'a str,
    /// Where it stands after its first event.
    pub standing: &'a Standing,
    /// The request it is a part of.
    pub part_of: Option<RequestId>,
    /// The request it follows.
    pub follows: Option<RequestId>,
    /// The key of an imported row.
    pub import_key: Option<&'a str>,
    /// When somebody is first to be reminded of it; none for what is changed in the same transaction.
    pub remind_on: Option<Date>,
}

/// Adds a request received at `moment`, and gives it its reference.
pub async fn insert(tx: &Tx, row: &NewRow<'_>, moment: Moment) -> Result<(RequestId, Reference), DbErr> {
    let reference = next_reference(tx, moment).await?;
    let NewRow { new, standing, .. } = row;
    let at = moment.at.as_second();
    let inserted = data_request::ActiveModel {
        year: Set(reference.year.into()),
        number: Set(reference.number),
        title: Set(new.title.clone()),
        body: Set(new.body.clone()),
        purpose: Set(new.purpose.clone()),
        kind: Set(new.kind.as_str().into()),
        theme_id: Set(row.theme.0.0),
        theme_pending: Set(row.theme_pending),
        dataset: Set(new.dataset.clone()),
        wanted_frequency: Set(new.wanted_frequency.clone()),
        format: Set(new.format.clone()),
        period: Set(new.period.clone()),
        coverage: Set(new.coverage.clone()),
        requester_id: Set(standing.requester.0),
        requester_name: Set(row.requester_name.clone()),
        anonymous: Set(new.anonymous),
        sector: Set(new.sector.map_or("unknown", crate::person::Sector::as_str).into()),
        origin: Set(row.origin.as_str().into()),
        language: Set(row.language.into()),
        legal_duty: Set(false),
        readiness: Set(0),
        part_of_id: Set(row.part_of.map(|id| id.0)),
        follows_id: Set(row.follows.map(|id| id.0)),
        import_key: Set(row.import_key.map(str::to_owned)),
        created_at: Set(at),
        updated_at: Set(at),
        version: Set(1),
        standing: Set(row::standing_text(standing)?),
        evidence: Set("{}".into()),
        evidence_state: Set("unchecked".into()),
        verdict_comment: Set(None),
        status: Set(standing.status.as_str().into()),
        outcome: Set(standing.outcome.map(|outcome| outcome.as_str().into())),
        area_id: Set(standing.area.map(|area| area.0)),
        assignee_id: Set(None),
        hidden: Set(false),
        duplicate_of_id: Set(None),
        due_on: Set(open_due_on(standing)),
        promised_on: Set(None),
        timer_on: Set(None),
        remind_on: Set(row.remind_on.map(|on| on.to_string())),
        answered_at: Set(None),
        closed_at: Set(None),
        rank_key: Set(rank_key(tx, (&BTreeMap::new(), row.theme.1, false, 0), moment).await?),
        act_by: Set(act_by(standing)),
        news: Set(news(standing).map(str::to_owned)),
        figures: Set(FIGURES_VERSION),
        ..Default::default()
    }
    .insert(tx.connection())
    .await?;
    request_counter::ActiveModel {
        request_id: Set(inserted.id),
        revision: Set(1),
        supporters: Set(0),
        sectors: Set("{}".into()),
        followers: Set(0),
        comments: Set(0),
    }
    .insert(tx.connection())
    .await?;
    let cell = Cell {
        status: standing.status,
        outcome: standing.outcome,
        theme: row.theme.0,
        area: standing.area,
        kind: new.kind,
    };
    facets::shift(tx, None, Some(cell)).await?;
    figures::begin(tx, moment.today, standing.area, row.theme.0).await?;
    let id = RequestId(inserted.id);
    search::index(
        tx,
        id,
        &[&new.title, &new.body, new.dataset.as_deref().unwrap_or_default()],
    )
    .await?;
    Ok((id, reference))
}

async fn next_reference(tx: &Tx, moment: Moment) -> Result<Reference, DbErr> {
    let year = moment.today.year();
    let sql = "insert into reference_counter (year, last) values ($1, 1)
        on conflict (year) do update set last = reference_counter.last + 1 returning last as n";
    let number = number(tx, sql, vec![i32::from(year).into()])
        .await?
        .ok_or_else(|| broken("reference counter"))?;
    Ok(Reference { year, number })
}
