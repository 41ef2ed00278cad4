//! One request that somebody else recorded, with its past: one transaction a row, no mail, and no clock unless it stays open.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{Caller, Error, file::texts, followed, get};
use crate::{
    clock::Moment,
    data_request::{DataRequest, NO_THEME, NewDataRequest},
    deadline::{Calendar, TERM},
    event::{ActorRole, Change, Details, EventKind},
    field::FieldCode,
    ids::{AreaId, PersonId, ThemeId},
    import::{ImportedEnd, ImportedRequest},
    reference::Reference,
    standing::{Given, Standing},
    status::{Origin, Status},
    store::{
        Tx, areas, calendar, events, people,
        requests::{self, Lock, Moves, NewRow, Saved},
        themes,
    },
};

/// A row to be imported.
#[derive(Debug, Clone)]
pub struct Import {
    /// What was read from it.
    pub row: ImportedRequest,
    /// Whether what nobody had answered stays open, with its clock running from the day of reception.
    pub open: bool,
    /// The installation's time zone: rows have days, events have moments.
    pub zone: TimeZone,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// It is a request now.
    New(Reference),
    /// It was one already.
    Already(Reference),
}

/// Imports a row, unless it was imported before.
pub async fn import(tx: &Tx, caller: &Caller, input: Import) -> Result<Imported, Error> {
    let Import { row, open, zone } = input;
    let requester = people::importer(tx, caller.moment.at).await?;
    if let Some(id) = requests::imported(tx, &row.key).await? {
        return Ok(Imported::Already(get(tx, id, Lock::No).await?.reference));
    }
    let open = open && row.pending;
    let theme = themes::find(tx, row.theme.as_deref().unwrap_or(NO_THEME)).await?;
    let theme = theme.ok_or_else(|| Error::field("#/theme", FieldCode::NotATheme))?;
    let area = area(tx, &row, open).await?;
    let received = noon(row.received_on, &zone)?;
    let calendar = calendar::load(tx, row.received_on).await?;
    let (reference, before) = receive(tx, &row, requester, theme, (received, &calendar), open).await?;
    if open {
        leave_open(tx, &before, area, received, &calendar).await?;
    } else {
        let ended = noon(
            row.end.on.map_or(row.received_on, |on| on.max(row.received_on)),
            &zone,
        )?;
        end(tx, &before, area, row.end, (ended, &calendar)).await?;
    }
    Ok(Imported::New(reference))
}

/// The first event, on the day of reception.
async fn receive(
    tx: &Tx,
    row: &ImportedRequest,
    requester: PersonId,
    theme: (ThemeId, bool),
    (received, calendar): (Moment, &Calendar),
    open: bool,
) -> Result<(Reference, DataRequest), Error> {
    let new = NewDataRequest {
        title: row.title.clone(),
        body: row.body.clone(),
        purpose: row.purpose.clone(),
        kind: row.kind,
        theme: row.theme.clone(),
        area: None,
        dataset: row.dataset.clone(),
        wanted_frequency: None,
        format: None,
        period: None,
        coverage: None,
        anonymous: row.requester.is_none(),
        sector: Some(row.sector),
        language: None,
        follows: None,
        on_behalf_of: None,
    };
    let due_on = open.then(|| calendar.working_day_after(row.received_on, TERM));
    let details = Details {
        requester: Some(requester),
        due_on,
        kind: Some(row.kind),
        theme: row.theme.clone(),
        ..Details::default()
    };
    let change = system(received, calendar).change(EventKind::File, None, Status::Received, details);
    let standing = Standing::replay([&change]).ok_or(Error::NotFound)?;
    let first = NewRow {
        new: &new,
        theme,
        theme_pending: row.theme.is_none(),
        requester_name: row.requester.clone(),
        origin: Origin::Import,
        language: row.language.as_str(),
        standing: &standing,
        part_of: None,
        follows: None,
        import_key: Some(&row.key),
        remind_on: None,
    };
    let (id, reference) = requests::insert(tx, &first, received).await?;
    let mut texts = texts(&new);
    texts.push(("original", &row.original));
    events::append(tx, id, &change, &texts).await?;
    Ok((reference, get(tx, id, Lock::Yes).await?))
}

/// Nobody had answered it, and somebody still will.
async fn leave_open(
    tx: &Tx,
    before: &DataRequest,
    area: Option<AreaId>,
    received: Moment,
    calendar: &Calendar,
) -> Result<(), Error> {
    let to = if area.is_some() {
        Status::UnderReview
    } else {
        Status::Received
    };
    let details = Details {
        area,
        ..Details::default()
    };
    let change = system(received, calendar).change(EventKind::Imported, Some(Status::Received), to, details);
    write(tx, before, before.clone(), &change, (&[], calendar)).await?;
    followed::begin(tx, before).await
}

/// It had ended, one way or another.
async fn end(
    tx: &Tx,
    before: &DataRequest,
    area: Option<AreaId>,
    end: ImportedEnd,
    (ended, calendar): (Moment, &Calendar),
) -> Result<(), Error> {
    let ImportedEnd {
        outcome,
        evidence,
        message,
        ..
    } = end;
    let details = Details {
        area,
        ended: true,
        outcome: Some(outcome),
        dataset: evidence.dataset.clone(),
        url: evidence.url.clone(),
        ground: evidence.ground,
        ..Details::default()
    };
    let change = system(ended, calendar).change(
        EventKind::Imported,
        Some(Status::Received),
        Status::Closed,
        details,
    );
    let told = [
        ("message", Some(&message).filter(|message| !message.is_empty())),
        ("how", evidence.how.as_ref()),
        ("missing", evidence.missing.as_ref()),
        ("responsible", evidence.responsible.as_ref()),
    ];
    let texts: Vec<_> = told
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?.as_str())))
        .collect();
    let after = DataRequest {
        evidence: evidence.clone(),
        ..before.clone()
    };
    write(tx, before, after, &change, (&texts, calendar)).await
}

/// The request and its event, without the mail that an event brings: the past is no news.
async fn write(
    tx: &Tx,
    before: &DataRequest,
    mut after: DataRequest,
    change: &Change,
    (texts, calendar): (&[(&str, &str)], &Calendar),
) -> Result<(), Error> {
    after.standing.evolve(change);
    if requests::save(tx, before, &after, change, calendar, Moves::Revision).await? == Saved::Conflict {
        return Err(Error::Stale {
            version: before.version + 1,
        });
    }
    events::append(tx, before.id, change, texts).await?;
    Ok(())
}

/// The responsible area, made if it is new. A closed one may have answered in its time, but will not answer any more.
async fn area(tx: &Tx, row: &ImportedRequest, open: bool) -> Result<Option<AreaId>, Error> {
    let Some(named) = &row.area else { return Ok(None) };
    let mut found = areas::find(tx, &named.slug).await?;
    if let Some(into) = found.as_ref().and_then(|area| area.merged_into.clone()) {
        found = areas::find(tx, &into).await?;
    }
    match found {
        Some(area) if open && area.closed_on.is_some() => Err(Error::field("#/area", FieldCode::AreaClosed)),
        Some(area) => Ok(Some(area.id)),
        None => Ok(Some(areas::ensure(tx, &named.slug, &named.name, None).await?)),
    }
}

fn system(moment: Moment, calendar: &Calendar) -> Given<'_> {
    Given {
        moment,
        calendar,
        actor: None,
        role: ActorRole::System,
    }
}

/// Noon: the moment of a day that is that day in most of the world.
fn noon(day: Date, zone: &TimeZone) -> Result<Moment, Error> {
    let noon = day
        .at(12, 0, 0, 0)
        .to_zoned_datetime(zone.clone())
        .map(|noon| noon.timestamp());
    let at: Timestamp = noon.map_err(|_| Error::field("#/received_on", FieldCode::OutOfRange))?;
    Ok(Moment { at, today: day })
}
