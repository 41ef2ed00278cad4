//! A believable city for `ventanilla demo`: its people and requests are written in `demo/content/*.toml`, and lived through
//! the domain's own ops, day after day, up to now. No SQL, and nothing that only a demo can do.

mod content;
mod held;
mod portal;
mod searches;
mod timeline;
mod town;

#[cfg(test)]
mod tests;

use anyhow::Context as _;
use domain::{
    audience::MailKind,
    clock::Moment,
    person::{Email, Role},
    store::{
        Db, Tx, WriteError, calendar,
        outbox::{self, Shelf, Unwanted},
    },
};
use jiff::{Span, tz::TimeZone};
use tokio_util::sync::CancellationToken;

pub use self::content::content;
use self::{
    content::Content,
    timeline::{Now, Scene},
    town::Town,
};
use crate::{digests, refusal};

/// Mails of the last days that are still to be delivered, so that there is something to read; the others are history.
const MAILS: usize = 44;
/// The same of the mails that tell coordinators of new requests: there are many, and all alike.
const NEWS: usize = 4;
/// The same of the last digests, from the people who came first: they have names one knows.
const DIGESTS: usize = 8;
/// As many as a story can have left behind.
const ALL_MAILS: u32 = 100_000;
/// Scenes that share a transaction: the writer gives each of those ten seconds.
const TOGETHER: usize = 60;

/// Somebody to sign in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// What they may do.
    pub role: Role,
    /// The name.
    pub name: String,
    /// The address.
    pub email: Email,
}

/// Lives the whole story in an empty, migrated and planted database, up to `now`.
pub async fn build(db: &Db, content: &Content, now: Moment, zone: &TimeZone) -> anyhow::Result<()> {
    let first = now.today.saturating_sub(Span::new().days(content.days()));
    let calendar = calendar::load(&db.read(), first).await?;
    let now = Now {
        moment: now,
        zone: zone.clone(),
        calendar,
    };
    let scenes = timeline::timeline(content, &now)?;
    let mut town = Town::settle(db, content, &now).await?;
    let mut scenes = scenes.as_slice();
    let mut day = first;
    while day <= now.moment.today {
        let (days, act) = next_act(scenes, day, now.moment.today);
        scenes = &scenes[act.len()..];
        if days >= now.moment.today {
            // What happened so far was told long ago: the digest that is left to read is about the last days.
            tell(db, now.morning(day), &now).await?;
        }
        town = town.live(db, (day, days), act.to_vec(), &now).await?;
        day = days.saturating_add(Span::new().days(1));
    }
    tell(db, now.moment, &now).await?;
    portal::open(db, now.moment, zone).await?;
    portal::look(db, now.moment).await?;
    searches::count(db, now.moment).await?;
    let_the_past_be(db, now.moment).await
}

/// Puts the digests together.
async fn tell(db: &Db, moment: Moment, now: &Now) -> anyhow::Result<()> {
    digests::gather_all(db, moment, &now.zone, &CancellationToken::new())
        .await
        .map(drop)
        .map_err(refusal::explain)
}

/// The scenes of the next days, and the last of those days: whole days only.
fn next_act(
    scenes: &[Scene],
    from: jiff::civil::Date,
    today: jiff::civil::Date,
) -> (jiff::civil::Date, &[Scene]) {
    let until = from.saturating_add(Span::new().days(60)).min(today);
    let count = scenes.partition_point(|scene| scene.moment.today <= until);
    if count <= TOGETHER {
        return (until, &scenes[..count]);
    }
    let last = scenes[TOGETHER].moment.today;
    (
        last,
        &scenes[..scenes.partition_point(|scene| scene.moment.today <= last)],
    )
}

/// Nobody is written to about what was over long ago: only the newest mails leave, into the folder.
async fn let_the_past_be(db: &Db, now: Moment) -> anyhow::Result<()> {
    let waiting = outbox::list(&db.read(), Shelf::Waiting, None, ALL_MAILS).await?;
    let (mut mails, mut news) = (MAILS, NEWS);
    let mut old = Vec::new();
    let (mut digests, waiting): (Vec<_>, Vec<_>) = waiting
        .into_iter()
        .partition(|mail| mail.kind == MailKind::Digest);
    let last = digests.iter().map(|digest| digest.created_at).max();
    digests.sort_by_key(|digest| (Some(digest.created_at) != last, digest.id));
    old.extend(digests.into_iter().skip(DIGESTS).map(|digest| digest.id));
    for mail in waiting {
        let left = if mail.kind == MailKind::NewRequest {
            &mut news
        } else {
            &mut mails
        };
        match left.checked_sub(1) {
            Some(fewer) => *left = fewer,
            None => old.push(mail.id),
        }
    }
    for some in old.chunks(500) {
        // They were read long ago, in the story.
        let (some, over) = (some.to_vec(), Unwanted::Over.to_string());
        db.write(async move |tx: &Tx| {
            for id in &some {
                outbox::skip(tx, *id, &over, now.at).await?;
            }
            Ok::<_, WriteError>(())
        })
        .await
        .context("the old mail stays")?;
    }
    Ok(())
}

/// One of each role, the first that is named: who looks around begins with them.
pub fn visitors(content: &Content) -> anyhow::Result<Vec<Visitor>> {
    let mut visitors = Vec::new();
    for role in Role::ALL {
        let first = content.people.iter().find(|person| person.role == role.as_str());
        let first = first.with_context(|| format!("nobody is {role}"))?;
        visitors.push(Visitor {
            role: *role,
            name: first.name.clone(),
            email: first.email()?,
        });
    }
    Ok(visitors)
}

/// Why a step of the story was refused.
fn refused(failed: town::Failed) -> anyhow::Error {
    refusal::explain(failed.error).context(failed.step)
}
