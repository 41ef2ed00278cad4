//! Loads what a digest tells: each piece of news as the mail at once would have told it, in one line. And the mail of the
//! week, which tells what is owed at the moment it is composed.

use std::{cmp::Reverse, collections::HashMap};

use domain::{
    audience::MailKind,
    clock::Moment,
    ids::RequestId,
    store::{
        Source, areas,
        digests::{self, Item, Owed},
        outbox::{Claimed, Reader},
        requests::{self, Lock},
        searches::{self, CameIn},
        themes,
    },
};
use render::LooksFor;

use super::{CannotCompose, House, happened, own_links, request};
use crate::message::{Digest, Line, Owing, RequestNews, SearchNews, Topic};

/// Requests that the mail of the week names of each kind.
const NAMED: u32 = 5;

/// What happened since the last digest, the request with the newest first.
pub(super) async fn digest(
    source: &impl Source,
    house: &House,
    mail: &Claimed,
    reader: &Reader,
) -> Result<Topic, CannotCompose> {
    let mut places: HashMap<RequestId, usize> = HashMap::new();
    let mut all: Vec<RequestNews> = Vec::new();
    for (id, item) in digests::items(source, mail.id).await? {
        let request = requests::get(source, id, Lock::No)
            .await?
            .ok_or(CannotCompose::Missing("request"))?;
        let place = *places.entry(id).or_insert(all.len());
        if place == all.len() {
            all.push(RequestNews {
                reference: request.reference,
                title: request.title.clone(),
                at_the_desk: false,
                lines: Vec::new(),
                unfollow: None,
            });
        }
        let own = reader.person == Some(request.standing.requester);
        let (line, follows) = match item {
            Item::Comments { count, last } => {
                let last = Moment::new(last, &house.zone).today;
                (Line::comments(count, last), false)
            }
            Item::News { kind, event } => {
                let told = Claimed {
                    kind,
                    event: Some(event),
                    request: Some(id),
                    ..mail.clone()
                };
                let facts =
                    request::load(source, &told, reader, (request.clone(), &house.site.links)).await?;
                let on = facts.told.event.change.on;
                let line = Line::of(&happened::happened(&facts)?, on);
                // The event of a promise is the day it was made; the news is that its day has passed.
                let passed = line.date.filter(|_| kind == MailKind::PromisePassed);
                let on = passed.or(line.on);
                (Line { on, ..line }, true)
            }
        };
        if let Some(news) = all.get_mut(place) {
            news.lines.push(line);
            if follows && news.unfollow.is_none() {
                news.unfollow = own_links::unfollow(house, reader, &request);
            }
            news.at_the_desk = !own && news.unfollow.is_none();
        }
    }
    let searches = searches(source, mail).await?;
    if all.is_empty() && searches.is_empty() {
        return Err(CannotCompose::Missing("news"));
    }
    // Comments come last from the store; days tell where they belong. What has the same day keeps its order.
    for news in &mut all {
        news.lines.sort_by_key(|line| Reverse(line.on));
    }
    all.sort_by_key(|news| Reverse(news.lines.first().and_then(|line| line.on)));
    Ok(Topic::Digest(Digest {
        requests: all,
        searches,
    }))
}

async fn searches(source: &impl Source, mail: &Claimed) -> Result<Vec<SearchNews>, CannotCompose> {
    let came_in = searches::came_in(source, mail.id).await?;
    if came_in.is_empty() {
        return Ok(Vec::new());
    }
    let themes = themes::names(source).await?;
    let areas = areas::names(source).await?;
    let told = came_in.into_iter().map(|CameIn { filter, requests }| SearchNews {
        looks_for: LooksFor::of(&filter, mail.locale, &themes, &areas),
        query: filter.pairs(),
        requests,
    });
    Ok(told.collect())
}

/// What the house owes.
pub(super) async fn week(
    source: &impl Source,
    house: &House,
    mail: &Claimed,
) -> Result<Topic, CannotCompose> {
    let today = Moment::new(mail.created_at, &house.zone).today;
    let week = digests::week(source, today, NAMED).await?;
    let owing = |(count, first): (i64, Vec<Owed>)| Owing {
        count,
        first: first
            .into_iter()
            .map(|owed| (owed.reference, owed.title, owed.on))
            .collect(),
    };
    Ok(Topic::DeskWeekly {
        overdue: owing(week.overdue),
        late: owing(week.late),
        unanswered: owing(week.unanswered),
    })
}
