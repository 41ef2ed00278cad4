//! Comments. A comment by the requester while a question waits is the reply.

use jiff::{Span, civil::Date};
use serde_json::{Map, Value};

use super::{
    Caller, Error, act::perform, audit::audit, mention::note_mentions, record::resolve, remember, repeated,
    support::open_for,
};
use crate::{
    action::{Action, MESSAGE},
    audience::{MailKind, Recipient},
    audit::Audited,
    cadence::Cadence,
    called::called,
    data_request::DataRequest,
    event::ActorRole,
    field::{FieldCode, FieldError, Fields, Invalid},
    ids::{CommentId, PersonId},
    policy::{Actor, Denied, Intent, authorize},
    reference::Reference,
    standing::Refusal,
    status::{ActionKind, Status},
    store::{
        Tx, comments, digests,
        mailing::{self, Letter, To},
        people, preferences, requests,
    },
};

mod edit;

pub use edit::{EditComment, edit_comment};

/// Calendar days after closing in which comments stay open (PRODUCT §2.4).
pub const COMMENT_DAYS: i64 = 90;

/// A comment as it arrives.
#[derive(Debug, Clone)]
pub struct NewComment {
    /// On which request.
    pub reference: Reference,
    /// The text.
    pub text: String,
    /// For the staff of the area only.
    pub internal: bool,
}

impl NewComment {
    /// Reads the fields of a form: a comment for everybody.
    pub fn parse(members: &Map<String, Value>, reference: Reference) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let text = fields.required_text("text", 1, MESSAGE).unwrap_or_default();
        fields.finish(Self {
            reference,
            text,
            internal: false,
        })
    }
}

/// Comments on a request. Gives the comment's number; the same one again when the call is repeated.
pub async fn comment(tx: &Tx, caller: &Caller, input: NewComment) -> Result<CommentId, Error> {
    if let Some(id) = repeated(tx, caller).await? {
        return id.parse().map(CommentId).map_err(|_| Error::NotFound);
    }
    let (request, person) = open_for(tx, caller, input.reference).await?;
    let staff = caller.actor.answers_for(request.standing.area);
    if input.internal && !staff {
        return Err(Denied::NotYourArea(request.standing.area).into());
    }
    if !input.internal && comments_are_closed(&request, caller.moment.today) {
        return Err(Error::refused(Refusal::CommentsClosed, &request, Vec::new()));
    }
    let text = checked(&input.text)?;
    let role = role(caller, &request, person, staff);
    let id = comments::insert(
        tx,
        request.id,
        (person, role),
        &text,
        input.internal,
        caller.moment.at,
    )
    .await?;
    if !input.internal {
        note_mentions(tx, request.id, Some(id), &text).await?;
        if role == Some(ActorRole::Requester) && request.standing.status == Status::NeedsInfo {
            reply(tx, caller, &request, &text).await?;
        }
        tell(tx, caller, &request, role, id).await?;
    }
    requests::recount(tx, &request).await?;
    if input.internal {
        call(tx, caller, &request, (id, &text)).await?;
        audit(tx, caller, Audited::Note, Some(request.reference.to_string())).await?;
    }
    remember(tx, caller, &id.to_string()).await?;
    Ok(id)
}

/// Whether it is too late to comment.
pub fn comments_are_closed(request: &DataRequest, today: Date) -> bool {
    let closed_on = request.standing.closed_on;
    closed_on.is_some_and(|closed| today > closed.saturating_add(Span::new().days(COMMENT_DAYS)))
}

fn checked(text: &str) -> Result<String, Error> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    match text.chars().count() {
        0 => Err(Error::field("#/text", FieldCode::Required)),
        length if length > MESSAGE => {
            let most = i64::try_from(MESSAGE).unwrap_or(i64::MAX);
            Err(Error::Invalid(Invalid(vec![FieldError::bound(
                "#/text",
                FieldCode::TooLong,
                most,
            )])))
        }
        _ => Ok(text),
    }
}

/// Whoever is called in a note hears that they are; the note itself stays in the house.
async fn call(
    tx: &Tx,
    caller: &Caller,
    request: &DataRequest,
    (note, text): (CommentId, &str),
) -> Result<(), Error> {
    let staff = people::readers_of_notes(tx, request.standing.area).await?;
    for person in called(text, &staff) {
        if caller.actor.person() == Some(person) {
            continue;
        }
        let letter = Letter {
            dedupe_key: format!("n:{note}:{person}"),
            kind: MailKind::Mentioned,
            event: None,
            request: Some(request.id),
            comment: Some(note),
            to: To::Person(person),
            due_at: caller.moment.at,
        };
        mailing::enqueue(tx, &letter, caller.moment.at).await?;
    }
    Ok(())
}

fn role(caller: &Caller, request: &DataRequest, person: PersonId, staff: bool) -> Option<ActorRole> {
    if request.standing.requester == person {
        return Some(ActorRole::Requester);
    }
    match &caller.actor {
        Actor::Person(signed) if staff => match signed.role {
            crate::person::Role::Person => None,
            crate::person::Role::Liaison => Some(ActorRole::Liaison),
            crate::person::Role::Coordinator => Some(ActorRole::Coordinator),
            crate::person::Role::Admin => Some(ActorRole::Admin),
        },
        Actor::Person(_) | Actor::Visitor | Actor::System(_) => None,
    }
}

async fn reply(tx: &Tx, caller: &Caller, request: &DataRequest, text: &str) -> Result<(), Error> {
    let permit = authorize(&caller.actor, &Intent::any(ActionKind::Reply), request, false)?;
    perform(tx, caller, &permit, request, &Action::Reply, Some(text))
        .await
        .map_err(|failed| failed.into_error(request))
}

/// The requester hears at once of comments by staff; of those of others, and the desk of any, in the digest, or as they
/// wish. An answer to a question is no comment for the desk: it has its own mail.
async fn tell(
    tx: &Tx,
    caller: &Caller,
    request: &DataRequest,
    role: Option<ActorRole>,
    comment: CommentId,
) -> Result<(), Error> {
    let requester = request.standing.requester;
    let by_staff = role.is_some_and(ActorRole::is_staff);
    let is_reply = role == Some(ActorRole::Requester) && request.standing.status == Status::NeedsInfo;
    let mut readers = vec![requester];
    if !is_reply {
        readers.extend(resolve(tx, Recipient::Desk, &request.standing, caller.moment.today).await?);
    }
    readers.sort_unstable();
    readers.dedup();
    for reader in readers {
        if caller.actor.person() == Some(reader) {
            continue;
        }
        let wanted = if by_staff && reader == requester {
            Cadence::AtOnce
        } else {
            let chosen = preferences::of(tx, reader).await?;
            chosen.map_or(Cadence::Never, |chosen| chosen.cadence)
        };
        match wanted {
            Cadence::AtOnce => {
                let letter = Letter {
                    dedupe_key: format!("c:{comment}:{reader}"),
                    kind: MailKind::Commented,
                    event: None,
                    request: Some(request.id),
                    comment: Some(comment),
                    to: To::Person(reader),
                    due_at: caller.moment.at,
                };
                mailing::enqueue(tx, &letter, caller.moment.at).await?;
            }
            Cadence::Daily | Cadence::Weekly => {
                digests::keep_comment(tx, reader, request.id, comment).await?;
            }
            Cadence::Never => {}
        }
    }
    Ok(())
}
