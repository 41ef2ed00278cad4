//! Everything that is kept about somebody, for themselves. Times are seconds in the rows and RFC 3339 (UTC) outside.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};
use serde::{Serialize, Serializer};

use super::{Source, all};
use crate::{ids::PersonId, keys::keys};

/// A moment as it stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At(i64);

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = Timestamp::from_second(self.0).map_err(serde::ser::Error::custom)?;
        serializer.collect_str(&at)
    }
}

keys! {
    /// A part of what is kept.
    Part {
        /// What they said below requests.
        Comments = "comments",
        /// What comments said before.
        CommentVersions = "comment_versions",
        /// What they need too.
        Support = "support",
        /// What their name was put to at a meeting.
        Invitations = "invitations",
        /// What they hear of.
        Follows = "follows",
        /// Searches they keep.
        Searches = "searches",
        /// Views of the desk they keep.
        DeskViews = "desk_views",
        /// What they did to requests.
        Events = "events",
        /// What they reported.
        Reports = "reports",
        /// What they told they made of the data.
        Reuses = "reuses",
        /// Files they sent.
        Files = "files",
        /// What they sent and never confirmed.
        Drafts = "drafts",
        /// Where they are signed in.
        Sessions = "sessions",
        /// Accounts elsewhere by which they come in.
        Identities = "identities",
        /// Since when they have a password.
        Password = "password",
        /// Keys they made for programs.
        Tokens = "tokens",
        /// Mail to them.
        Mail = "mail",
        /// Mail from them.
        Replies = "replies",
    }
}

/// A line: when, about which request, which kind of thing, and in which words.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// When.
    pub at: At,
    /// The request, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// What exactly, by key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// In their words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    at: i64,
    year: Option<i32>,
    number: Option<i64>,
    what: Option<String>,
    text: Option<String>,
}

impl Part {
    fn sql(self) -> &'static str {
        match self {
            Self::Comments => {
                "select c.at, r.year, r.number, case when c.internal then 'internal' end as what, c.body as text
                 from comment c join data_request r on r.id = c.home_id where c.author_id = $1 order by c.id"
            }
            Self::CommentVersions => {
                "select v.replaced_at as at, r.year, r.number, null as what, v.body as text from comment_version v
                 join comment c on c.id = v.comment_id join data_request r on r.id = c.home_id
                 where c.author_id = $1 order by v.id"
            }
            Self::Support => {
                "select s.at, r.year, r.number, s.sector as what, s.body as text from support s
                 join data_request r on r.id = s.request_id where s.person_id = $1 order by s.id"
            }
            Self::Invitations => {
                "select i.at, r.year, r.number, i.state as what, nullif(i.name, '') as text from invitation i
                 join data_request r on r.id = i.request_id join mailbox m on m.id = i.mailbox_id
                 where m.person_id = $1 order by i.id"
            }
            Self::Follows => {
                "select f.at, r.year, r.number, f.cadence as what, null as text from follow f
                 join data_request r on r.id = f.request_id where f.person_id = $1 order by f.id"
            }
            Self::Searches => {
                "select at, null as year, null as number, null as what, filter as text from saved_search
                 where person_id = $1 order by id"
            }
            Self::DeskViews => {
                "select p.created_at as at, null as year, null as number, v.name as what, v.query as text
                 from desk_view v join person p on p.id = v.person_id where v.person_id = $1 order by v.id"
            }
            Self::Events => {
                "select e.at, r.year, r.number, e.action as what, p.body as text from event e
                 join data_request r on r.id = e.request_id
                 left join passage p on p.event_id = e.id and p.field in ('message', 'body', 'verdict_comment')
                 where e.actor_id = $1 order by e.id"
            }
            Self::Reports => {
                "select p.at, r.year, r.number, p.reason as what, p.body as text from report p
                 join data_request r on r.id = p.request_id where p.person_id = $1 order by p.id"
            }
            Self::Reuses => {
                "select u.at, r.year, r.number, u.url as what, u.title as text from reuse u
                 left join data_request r on r.id = u.request_id where u.person_id = $1 order by u.id"
            }
            Self::Files => {
                "select a.created_at as at, r.year, r.number, a.kind as what, a.name as text from attachment a
                 left join data_request r on r.id = a.request_id
                 where a.uploader_id = $1 and a.erased_at is null order by a.id"
            }
            Self::Drafts => {
                "select d.created_at as at, null as year, null as number, d.kind as what, d.body as text from draft d
                 join mailbox m on m.id = d.mailbox_id where m.person_id = $1 and d.filed_id is null order by d.id"
            }
            Self::Sessions => {
                "select created_at as at, null as year, null as number, null as what, null as text from session
                 where person_id = $1 order by created_at"
            }
            Self::Identities => {
                "select linked_at as at, null as year, null as number, issuer as what, subject as text from identity
                 where person_id = $1 order by id"
            }
            Self::Password => {
                "select password_at as at, null as year, null as number, null as what, null as text from person
                 where id = $1 and password_hash is not null and password_at is not null"
            }
            Self::Tokens => {
                "select created_at as at, null as year, null as number, scope as what, name as text from api_token
                 where person_id = $1 order by id"
            }
            Self::Mail => {
                "select o.created_at as at, r.year, r.number, o.kind as what, null as text from outbox o
                 left join data_request r on r.id = o.request_id where o.person_id = $1 order by o.id"
            }
            Self::Replies => {
                "select i.at, r.year, r.number, i.fate as what, i.sender as text from incoming_mail i
                 left join data_request r on r.id = i.request_id where i.person_id = $1 order by i.id"
            }
        }
    }
}

/// Everything that is kept about somebody besides what they say of themselves and their requests, part by part.
pub async fn read(
    source: &impl Source,
    person: PersonId,
) -> Result<BTreeMap<&'static str, Vec<Line>>, DbErr> {
    let mut parts = BTreeMap::new();
    for part in Part::ALL {
        let rows: Vec<Row> = all(source, part.sql(), vec![person.0.into()]).await?;
        parts.insert(part.as_str(), rows.into_iter().map(Line::of).collect());
    }
    Ok(parts)
}

impl Line {
    fn of(row: Row) -> Self {
        let request = row.year.zip(row.number);
        Self {
            at: At(row.at),
            request: request.map(|(year, number)| format!("PD-{year}-{number:06}")),
            what: row.what,
            text: row.text,
        }
    }
}
