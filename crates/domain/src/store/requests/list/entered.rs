//! What came into a list between two looks at it: filed since, or moved by an event to where the list looks.

use std::collections::BTreeSet;

use sea_orm::{DbErr, FromQueryResult};

use super::{Filter, Query, Source, is_postgres};
use crate::{
    analyser,
    event::{Details, EventKind},
    ids::{EventId, PersonId, RequestId, SearchId},
    policy::Actor,
    status::{Origin, Status},
    store::{all, broken},
};

/// Events that are read at most for one look.
const EVENTS: u32 = 2_000;

/// One event of a request that is in the list now.
struct Moved {
    kind: EventKind,
    from: Option<Status>,
    to: Status,
    details: Details,
}

impl Filter {
    /// Whether this event may have brought its request into the list, given that it is in it now.
    fn entered_by(&self, moved: &Moved) -> bool {
        let by_status = !self.statuses.is_empty()
            && self.statuses.contains(&moved.to)
            && moved.from.is_none_or(|from| !self.statuses.contains(&from));
        // An area that was responsible before is named only when it was another one.
        let stays = matches!(
            moved.from,
            Some(Status::UnderReview | Status::Planned | Status::InPreparation)
        );
        let by_area = !self.areas.is_empty() && (moved.details.area_from.is_some() || !stays);
        let by_history = !self.outcomes.is_empty()
            || self.ended.is_some()
            || !self.reached.is_empty()
            || !self.grounds.is_empty();
        let edited = |name: &str| moved.details.fields.iter().any(|field| field == name);
        by_status
            || match moved.kind {
                EventKind::File | EventKind::Unhide => true,
                EventKind::Assign => by_area,
                // A correction counts where it may be what gave the outcome.
                EventKind::Answer if moved.from == Some(Status::Answered) => {
                    let given = moved.details.outcome;
                    given.is_some_and(|outcome| self.outcomes.contains(&outcome))
                }
                EventKind::Plan
                | EventKind::Answer
                | EventKind::Lapse
                | EventKind::Merge
                | EventKind::Withdraw => by_history,
                EventKind::Edit => {
                    !self.themes.is_empty() && edited("theme")
                        || !self.kinds.is_empty() && edited("kind")
                        || self.dataset.is_some() && edited("dataset")
                        || self.q.is_some() && ["title", "body", "purpose"].into_iter().any(edited)
                }
                _ => false,
            }
    }
}

#[derive(FromQueryResult)]
struct Row {
    request_id: i64,
    action: String,
    from_status: Option<String>,
    to_status: String,
    details: String,
}

/// The public requests that came into the list after one event and up to another, newest first; not those of `reader`, who
/// knows of them, none that was brought over from an older system, and none that a digest of this search has told of.
pub async fn entered(
    source: &impl Source,
    filter: &Filter,
    (after, upto): (EventId, EventId),
    (reader, search): (PersonId, SearchId),
) -> Result<Vec<RequestId>, DbErr> {
    let mut query = Query::new(&Actor::Visitor, filter);
    match filter.q.as_deref().map(analyser::query) {
        None => (),
        Some(None) => return Ok(Vec::new()),
        Some(Some(words)) if is_postgres(source) => {
            let at = query.bind(words.tsquery());
            query.wheres.push(format!(
                "exists (select 1 from search_terms s where s.request_id = r.id and s.v @@ ${at}::tsquery)"
            ));
        }
        Some(Some(words)) => {
            let at = query.bind(words.fts5());
            query.wheres.push(format!(
                "r.id in (select rowid from search_fts where search_fts match ${at})"
            ));
        }
    }
    let (after, upto) = (query.bind(after.0), query.bind(upto.0));
    let reader = query.bind(reader.0);
    query.wheres.push(format!("r.requester_id <> ${reader}"));
    let search = query.bind(search.0);
    query.wheres.push(format!(
        "not exists (select 1 from digest_entry d where d.search_id = ${search} and d.request_id = r.id)"
    ));
    // SQLite begins with the table that stands first (its manual, "query planner", cross join): the events of a day.
    let sql = format!(
        "select e.request_id, e.action, e.from_status, e.to_status, e.details
         from event e cross join data_request r
         where r.id = e.request_id and e.action <> 'imported' and e.id > ${after} and e.id <= ${upto} and {}
            and (e.action in ('unhide', 'assign', 'edit', 'plan', 'answer') or e.from_status <> e.to_status
                or e.action = 'file' and r.origin <> '{}')
         order by e.id desc limit {EVENTS}",
        query.wheres.join(" and "),
        Origin::Import
    );
    let rows: Vec<Row> = all(source, &sql, query.values).await?;
    let mut found = BTreeSet::new();
    for row in rows {
        let status = |key: &str| Status::parse(key).ok_or_else(|| broken("status"));
        let moved = Moved {
            kind: EventKind::parse(&row.action).ok_or_else(|| broken("action"))?,
            from: row.from_status.as_deref().map(status).transpose()?,
            to: status(&row.to_status)?,
            details: serde_json::from_str(&row.details).map_err(|_| broken("details"))?,
        };
        if filter.entered_by(&moved) {
            found.insert(row.request_id);
        }
    }
    Ok(found.into_iter().rev().map(RequestId).collect())
}

#[cfg(test)]
mod tests {
    use super::{Details, EventKind, Filter, Moved, Status};
    use crate::{ids::AreaId, status::Outcome};

    fn moved(kind: EventKind, from: Option<Status>, to: Status, details: Details) -> Moved {
        Moved {
            kind,
            from,
            to,
            details,
        }
    }

    #[test]
    fn only_what_the_list_looks_at_brings_a_request_into_it() {
        use Status::{Answered, Received, UnderReview};
        let theme = Filter {
            themes: vec!["budget".into()],
            ..Filter::default()
        };
        let answered = Filter {
            statuses: vec![Answered],
            ..Filter::default()
        };
        let area = Filter {
            areas: vec!["health".into()],
            ..Filter::default()
        };
        let filed = moved(EventKind::File, None, Received, Details::default());
        let given = Details {
            area: Some(AreaId(2)),
            ..Details::default()
        };
        let taken = moved(EventKind::Assign, Some(Received), UnderReview, given.clone());
        let passed_on = moved(EventKind::Assign, Some(UnderReview), UnderReview, given.clone());
        let transferred = Details {
            area_from: Some(AreaId(1)),
            ..given
        };
        let transferred = moved(EventKind::Assign, Some(UnderReview), UnderReview, transferred);
        let refused = Filter {
            outcomes: vec![Outcome::NotSuitable],
            ..Filter::default()
        };
        let answer = moved(EventKind::Answer, Some(UnderReview), Answered, Details::default());
        let corrected = moved(EventKind::Answer, Some(Answered), Answered, Details::default());
        let details = Details {
            outcome: Some(Outcome::NotSuitable),
            ..Details::default()
        };
        let other_outcome = moved(EventKind::Answer, Some(Answered), Answered, details);
        let edited = |field: &str| {
            let details = Details {
                fields: vec![field.to_owned()],
                ..Details::default()
            };
            moved(EventKind::Edit, Some(Received), Received, details)
        };
        let cases = [
            (&filed, [true, true, true, true]),
            (&taken, [false, false, true, false]),
            (&passed_on, [false, false, false, false]),
            (&transferred, [false, false, true, false]),
            (&answer, [false, true, false, true]),
            (&corrected, [false, false, false, false]),
            (&other_outcome, [false, false, false, true]),
            (&edited("theme"), [true, false, false, false]),
            (&edited("format"), [false, false, false, false]),
        ];
        for (index, (moved, expected)) in cases.into_iter().enumerate() {
            let got = [&theme, &answered, &area, &refused].map(|filter| filter.entered_by(moved));
            assert_eq!(got, expected, "case {index}");
        }
    }
}
