//! Everything that was done and said, oldest first: events, comments, and the notes that never leave the staff.

use domain::{
    data_request::DataRequest,
    event::{ActorRole, EventKind},
    store::{
        Reader,
        comments::{self, Comment},
        events::Told,
        outbox::{self, Reached},
        people,
    },
};
use serde::Serialize;

use crate::{
    pages::{
        places::Places,
        requests::show::{EventShown, events_shown},
    },
    problem::Fault,
};

/// Entries that are shown; what is older is on the request's own page.
const SHOWN: usize = 200;
/// Names that the form of a note offers: more than anybody reads.
const NAMED: usize = 20;

/// The thread.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Thread {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Older ones that are not shown.
    pub left_out: i64,
    /// Whether a note can be added.
    pub may_note: bool,
    /// Whom a note may call by name.
    pub readers: Vec<String>,
}

/// An entry: one of the two.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Something that was done.
    pub event: Option<EventShown>,
    /// Something that was said.
    pub said: Option<Said>,
    /// What became of the mails that tell of it, if there are any.
    pub reached: Option<Delivered>,
}

/// How many people the mails about an entry have reached.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Delivered {
    /// Mails that left.
    pub sent: i64,
    /// Mails that wait.
    pub waiting: i64,
    /// Mails that came back, or were refused for good.
    pub failed: i64,
}

/// A comment or a note.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    /// Who, unless nameless.
    pub name: Option<String>,
    /// In what capacity, by key.
    pub role: Option<&'static str>,
    /// Only staff reads it.
    pub internal: bool,
    /// It is staff's.
    pub official: bool,
    /// When.
    pub at: String,
    /// The words, in Markdown.
    pub text: String,
}

impl Thread {
    pub(super) async fn read(
        reader: &Reader<'_>,
        request: &DataRequest,
        told: &[Told],
        places: &Places,
    ) -> Result<Self, Fault> {
        let mut shown = events_shown(reader, told, places).await?;
        shown.reverse();
        let (of_events, of_comments) = outbox::reached(reader, request.id).await?;
        let done = told.iter().zip(shown).map(|(told, event)| {
            let entry = Entry {
                event: Some(event),
                said: None,
                reached: Delivered::find(&of_events, told.event.id),
            };
            (told.event.change.at, entry)
        });
        let mut entries: Vec<_> = done.collect();
        for comment in comments::of_request(reader, request.id, true).await? {
            if !is_told(&comment, told) {
                let reached = Delivered::find(&of_comments, comment.id);
                entries.push((comment.at, Entry::of(comment, reached)));
            }
        }
        // Within a second, what was done comes before what was said of it.
        entries.sort_by_key(|(at, entry)| (*at, entry.said.is_some()));
        let left_out = entries.len().saturating_sub(SHOWN);
        let standing = &request.standing;
        let may_note = standing.hidden.is_none() && standing.merged.is_none();
        let readers = if may_note {
            people::readers_of_notes(reader, standing.area).await?
        } else {
            Vec::new()
        };
        Ok(Self {
            entries: entries
                .into_iter()
                .skip(left_out)
                .map(|(_, entry)| entry)
                .collect(),
            left_out: i64::try_from(left_out).unwrap_or(0),
            may_note,
            readers: readers
                .into_iter()
                .map(|(_, name)| name)
                .filter(|name| !name.is_empty())
                .take(NAMED)
                .collect(),
        })
    }
}

impl Entry {
    fn of(comment: Comment, reached: Option<Delivered>) -> Self {
        let said = Said {
            name: comment.author_name,
            role: comment.role.map(ActorRole::as_str),
            internal: comment.internal,
            official: comment.role.is_some_and(ActorRole::is_staff),
            at: comment.at.to_string(),
            text: comment.text,
        };
        Self {
            event: None,
            said: Some(said),
            reached,
        }
    }
}

impl Delivered {
    fn find<K: PartialEq + Copy>(all: &[(K, Reached)], key: K) -> Option<Self> {
        let (_, reached) = all.iter().find(|(of, _)| *of == key)?;
        let Reached {
            sent,
            waiting,
            failed,
        } = *reached;
        (sent + waiting + failed > 0).then_some(Self {
            sent,
            waiting,
            failed,
        })
    }
}

/// A comment that was the reply to a question is told by the reply.
fn is_told(comment: &Comment, told: &[Told]) -> bool {
    let is_reply = |told: &Told| {
        let change = &told.event.change;
        change.kind == EventKind::Reply
            && change.at == comment.at
            && told.text("message") == Some(comment.text.as_str())
    };
    !comment.internal && told.iter().any(is_reply)
}
