//! A reply to a mail of ours becomes the answer to the question that waits for it, else a comment: only with its token, and
//! only from the person it was sent to. Staff speaks after its second factor, never by mail.

use jiff::SignedDuration;

use super::{
    super::{Act, Caller, Expects, NewComment, act, audit::audit, comment, comments_are_closed, find, get},
    NotTaken, Taken,
};
use crate::{
    action::Draft,
    audit::Audited,
    data_request::DataRequest,
    ids::IncomingId,
    incoming::{Fate, Unfit},
    limits::Limit,
    person::{Email, Person},
    policy::{Actor, AdminPermit, Signed},
    reference::Reference,
    return_token::ReplyToken,
    secret::InstanceKey,
    status::{ActionKind, Status},
    store::{
        Tx,
        incoming::{self, Keep, Note},
        limits, people,
        requests::{self, Lock},
    },
};

/// A merged request leads to another; nobody merges so often.
const MOST_MERGES: usize = 8;

/// Where a reply comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// From the mail server.
    Post(Note),
    /// From where it was kept: whoever looks after the installation has looked at it, and answers for it.
    Kept(IncomingId, AdminPermit),
}

/// Whose a reply is.
#[derive(Debug, Clone)]
pub enum Whose {
    /// Of whoever holds the token, if it comes from their address.
    Token {
        /// The token it was sent to.
        token: ReplyToken,
        /// The one address that it says it is from.
        sender: Option<Email>,
    },
    /// Of somebody whom staff names, about a request that it names.
    Named {
        /// Their address.
        person: Email,
        /// The request.
        request: Reference,
    },
}

/// A reply as it arrives.
#[derive(Debug, Clone)]
pub struct TakeReply {
    /// Where it comes from.
    pub source: Source,
    /// Whose it is.
    pub whose: Whose,
    /// What it says, without what it quotes.
    pub text: String,
    /// The bytes of one that has files attached.
    pub keep: Option<Keep>,
    /// From which tokens are derived.
    pub key: InstanceKey,
    /// Whether replies are counted.
    pub limits: bool,
}

/// Takes a reply in: as the answer to the question that waits for it, else as a comment.
pub async fn take_reply(tx: &Tx, caller: &Caller, input: TakeReply) -> Result<Taken, NotTaken> {
    let now = caller.moment.at;
    let id = match &input.source {
        Source::Kept(id, _) if incoming::forget(tx, *id).await? => *id,
        Source::Kept(..) => return Ok(Taken::Again),
        Source::Post(note) => match incoming::note(tx, note, Fate::Comment, now).await? {
            Some(id) => id,
            None => return Ok(Taken::Again),
        },
    };
    let vouched = matches!(input.source, Source::Kept(..));
    let (person, request) = whose(tx, &input, vouched).await?;
    if person.role.is_staff() {
        return Err(NotTaken::Unfit(Unfit::Staff));
    }
    let since = now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(now);
    // More than so many is two machines talking.
    if input.limits
        && !vouched
        && incoming::count_since(tx, person.id, request.id, since).await?
            >= i64::from(limits::get(tx).await?.get(Limit::RepliesAnHour))
    {
        return Err(NotTaken::Unfit(Unfit::TooMany));
    }
    let of = (person.id, request.id);
    let fate = say(tx, caller, person, request, input.text).await?;
    if vouched {
        audit(tx, caller, Audited::MailRedelivered, Some(id.to_string())).await?;
    }
    incoming::settle(tx, id, fate, Some(of)).await?;
    if let Some(keep) = &input.keep {
        incoming::keep(tx, id, keep).await?;
    }
    Ok(Taken::In(fate))
}

/// Says it, as the person.
async fn say(
    tx: &Tx,
    caller: &Caller,
    person: Person,
    request: DataRequest,
    text: String,
) -> Result<Fate, NotTaken> {
    let request = where_it_went(tx, request).await?;
    if request.standing.hidden.is_some() {
        return Err(NotTaken::Unfit(Unfit::Hidden));
    }
    if comments_are_closed(&request, caller.moment.today) {
        return Err(NotTaken::Unfit(Unfit::Closed));
    }
    let reference = request.reference;
    let answers = request.standing.requester == person.id && request.standing.status == Status::NeedsInfo;
    let caller = Caller {
        actor: Actor::Person(Signed {
            id: person.id,
            role: person.role,
            areas: person.areas,
            read_only: false,
        }),
        moment: caller.moment,
        locale: person.locale,
        key: None,
        from: None,
    };
    if !answers {
        let input = NewComment {
            reference,
            text,
            internal: false,
        };
        comment(tx, &caller, input).await?;
        return Ok(Fate::Comment);
    }
    let fields = serde_json::Map::from_iter([("message".to_owned(), text.into())]);
    let input = Act {
        reference,
        draft: Draft::new(ActionKind::Reply, fields),
        expects: Expects::Any,
    };
    act(tx, &caller, input).await?;
    Ok(Fate::Answer)
}

/// Whose reply it is and about what, if they may be believed.
async fn whose(tx: &Tx, input: &TakeReply, vouched: bool) -> Result<(Person, DataRequest), NotTaken> {
    let unknown = || NotTaken::Unfit(Unfit::UnknownToken);
    let (person, request) = match &input.whose {
        Whose::Token { token, sender } => {
            let person = people::get(tx, token.person).await?.ok_or_else(unknown)?;
            let request = requests::get(tx, token.request, Lock::Yes)
                .await?
                .filter(|request| token.holds(&person, request, &input.key))
                .ok_or_else(unknown)?;
            let is_theirs = sender
                .as_ref()
                .is_some_and(|sender| sender.key() == person.email.key());
            if !is_theirs && !vouched {
                return Err(NotTaken::Unfit(Unfit::OtherSender));
            }
            (person, request)
        }
        Whose::Named { person, request } => {
            let person = people::find(tx, person).await?.ok_or_else(unknown)?;
            (person, find(tx, &Actor::Visitor, *request, Lock::Yes).await?)
        }
    };
    if person.disabled {
        return Err(NotTaken::Unfit(Unfit::Account));
    }
    Ok((person, request))
}

/// What was merged into another is spoken of there.
async fn where_it_went(tx: &Tx, mut request: DataRequest) -> Result<DataRequest, NotTaken> {
    for _ in 0..MOST_MERGES {
        let Some(merged) = request.standing.merged else {
            break;
        };
        request = get(tx, merged.into, Lock::Yes).await?;
    }
    Ok(request)
}
