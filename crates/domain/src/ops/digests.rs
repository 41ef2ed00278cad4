//! Puts the digests of the day together, and the coordinators' mail of the week. Where it stopped it goes on: what somebody
//! was told is past their cursor, and a day is done when nobody is left.

use jiff::{Timestamp, civil::Date};

use super::Error;
use crate::{
    audience::MailKind,
    cadence::{Cadence, DigestDays},
    ids::PersonId,
    store::{
        Source, Tx,
        digests::{self, Turn},
        mailing::{self, Letter, To},
        people, searches, settings,
    },
};

/// People whose digests are put together in one transaction.
const PAGE: u32 = 10;
/// Where it is kept which days are done.
const DAILY: &str = "digests_daily";
const WEEKLY: &str = "digests_weekly";

/// Which digests are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDigests {
    days: DigestDays,
    cadences: Vec<Cadence>,
}

/// The digests that are due and not done; none if there are none.
pub async fn due_digests(source: &impl Source, days: DigestDays) -> Result<Option<DueDigests>, Error> {
    let mut cadences = Vec::new();
    let done = async |name| {
        Ok::<_, Error>(
            settings::get(source, name)
                .await?
                .and_then(|done| done.parse::<Date>().ok()),
        )
    };
    if done(DAILY).await?.is_none_or(|done| done < days.daily) {
        cadences.push(Cadence::Daily);
    }
    // The first week begins with the installation: its mail comes on the first Monday.
    if done(WEEKLY).await?.is_some_and(|done| done < days.weekly) {
        cadences.push(Cadence::Weekly);
    }
    Ok(Some(DueDigests { days, cadences }).filter(|due| !due.cadences.is_empty()))
}

/// Puts the digests of the next few people with more numbers than `after` together; gives the last of them, or none when
/// all are done.
pub async fn gather_digests(
    tx: &Tx,
    due: &DueDigests,
    after: PersonId,
    now: Timestamp,
) -> Result<Option<PersonId>, Error> {
    let upto = searches::settled(tx, now).await?;
    let page = digests::waiting(tx, (&due.cadences, upto), after, PAGE).await?;
    // One mail a day at most, whatever is in it.
    let name = due.days.daily.to_string();
    for person in &page {
        let turn = Turn {
            person: *person,
            name: &name,
            cadences: &due.cadences,
            upto,
        };
        digests::gather(tx, &turn, now).await?;
    }
    Ok(page.last().copied())
}

/// Everybody has theirs: the coordinators get their mail of the week, and the days are done.
pub async fn finish_digests(tx: &Tx, due: &DueDigests, today: Date, now: Timestamp) -> Result<(), Error> {
    if due.cadences.contains(&Cadence::Weekly) && !digests::week(tx, today, 1).await?.is_empty() {
        for person in people::coordinators(tx).await? {
            let letter = Letter {
                dedupe_key: format!("w:{person}:{}", due.days.weekly),
                kind: MailKind::DeskWeekly,
                event: None,
                request: None,
                comment: None,
                to: To::Person(person),
                due_at: now,
            };
            mailing::enqueue(tx, &letter, now).await?;
        }
    }
    settings::set(tx, DAILY, &due.days.daily.to_string()).await?;
    settings::set(tx, WEEKLY, &due.days.weekly.to_string()).await?;
    Ok(())
}
