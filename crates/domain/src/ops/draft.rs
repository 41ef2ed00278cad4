//! What somebody does without a session: a draft, a code by mail, and the deed once the code comes back.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::{
    Caller, Error, NewComment, SentFile, Support,
    code_limit::{CODE_LIFE, after, limit, limit_source},
    comment::comments_are_closed,
    file::places,
    files, find, remember, repeated,
};
use crate::{
    data_request::{DataRequest, NewDataRequest},
    doubt::{self, Doubt, Signals},
    field::{FieldCode, Fields},
    ids::DraftId,
    person::Email,
    reference::Reference,
    secret::InstanceKey,
    standing::Refusal,
    store::{
        Tx,
        drafts::{self, DraftKind, NewDraft},
        mailing,
        one_time::{self, NewOneTime},
        outbox::Purpose,
        people,
        requests::Lock,
    },
};

mod confirm;

pub(super) use confirm::release;
pub use confirm::{ConfirmDraft, Confirmed, Done, Proof, confirm_draft};

/// How long a draft waits (PRODUCT §2).
const DRAFT_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What somebody wants to do whom we do not know yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// File a request.
    File,
    /// Say "I need it too".
    Support(Reference),
    /// Hear of what happens.
    Follow(Reference),
    /// Comment.
    Comment(Reference),
}

/// Something to be done once an address is proved.
#[derive(Debug, Clone)]
pub struct StartDraft {
    /// What.
    pub wish: Wish,
    /// Where the code goes.
    pub email: Email,
    /// The fields of the call, and perhaps the person's `name`.
    pub fields: Map<String, Value>,
    /// Files that come with a request.
    pub files: Vec<SentFile>,
    /// From which the code is derived.
    pub key: InstanceKey,
    /// What the form itself tells of who filled it in.
    pub signals: Signals,
    /// Where it comes from, as nobody can read it.
    pub source: Option<String>,
    /// Whether codes to one address, and forms from one place, are counted.
    pub limits: bool,
}

/// What waits for its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftStarted {
    /// The draft.
    pub draft: DraftId,
    /// When the code stops working.
    pub code_expires_at: Timestamp,
}

/// Keeps what is to be done, if its fields are right, and mails a code.
pub async fn start_draft(tx: &Tx, caller: &Caller, input: StartDraft) -> Result<DraftStarted, Error> {
    if let Some(draft) = repeated(tx, caller).await? {
        let draft = DraftId(draft.parse().map_err(|_| Error::NotFound)?);
        let token = one_time::of_draft(tx, draft).await?.ok_or(Error::NotFound)?;
        return Ok(DraftStarted {
            draft,
            code_expires_at: token.expires_at,
        });
    }
    let request = check(tx, caller, &input).await?;
    let now = caller.moment.at;
    let mailbox = people::ensure_mailbox(tx, &input.email, now).await?;
    people::lock_mailbox(tx, mailbox).await?;
    if input.limits {
        limit(tx, mailbox, now).await?;
        if let Some(source) = &input.source {
            limit_source(tx, source, now).await?;
        }
    }
    let new = NewDraft {
        doubts: &doubts(&input),
        source: input.source.as_deref(),
        kind: input.wish.kind(),
        request: request.map(|request| request.id),
        mailbox,
        fields: &input.fields,
        locale: caller.locale,
        expires_at: after(now, DRAFT_LIFE),
    };
    let draft = drafts::insert(tx, &new, now).await?;
    files::wait_with(tx, &input.files, draft).await?;
    let started = send_code(tx, caller, draft, &input.key).await?;
    remember(tx, caller, &draft.to_string()).await?;
    Ok(started)
}

/// Only what becomes a request of its own is doubted: all else hangs on one that somebody looks at anyway (PRODUCT §2).
fn doubts(input: &StartDraft) -> Vec<Doubt> {
    if input.wish != Wish::File || !input.limits {
        return Vec::new();
    }
    let text = |name: &str| input.fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let words = [text("title"), text("body"), text("purpose"), text("name")].join("\n");
    doubt::doubts(input.signals, &words)
}

/// Another code for the same draft: the first one did not come, or came too late.
#[derive(Debug, Clone)]
pub struct ResendCode {
    /// The draft.
    pub draft: DraftId,
    /// From which the code is derived.
    pub key: InstanceKey,
    /// Whether codes to one address are counted.
    pub limits: bool,
}

/// Mails a new code for a draft that still waits; the older ones stop working.
pub async fn resend_code(tx: &Tx, caller: &Caller, input: ResendCode) -> Result<DraftStarted, Error> {
    let draft = drafts::get(tx, input.draft).await?.ok_or(Error::NotFound)?;
    if draft.filed.is_some() || draft.expires_at <= caller.moment.at {
        return Err(Error::NotFound);
    }
    people::lock_mailbox(tx, draft.mailbox).await?;
    if input.limits {
        limit(tx, draft.mailbox, caller.moment.at).await?;
    }
    send_code(tx, caller, draft.id, &input.key).await
}

async fn send_code(
    tx: &Tx,
    caller: &Caller,
    draft: DraftId,
    key: &InstanceKey,
) -> Result<DraftStarted, Error> {
    let now = caller.moment.at;
    let mailbox = drafts::get(tx, draft).await?.ok_or(Error::NotFound)?.mailbox;
    one_time::end_of_draft(tx, draft, now).await?;
    let code_expires_at = after(now, CODE_LIFE);
    let new = NewOneTime {
        purpose: Purpose::ConfirmEmail,
        mailbox,
        draft: Some(draft),
        expires_at: code_expires_at,
        next: None,
    };
    let token = one_time::insert(tx, new, key, now).await?;
    mailing::enqueue_token(tx, &token, caller.locale, now).await?;
    Ok(DraftStarted {
        draft,
        code_expires_at,
    })
}

impl Wish {
    /// Its key.
    pub fn kind(self) -> DraftKind {
        match self {
            Self::File => DraftKind::File,
            Self::Support(_) => DraftKind::Support,
            Self::Follow(_) => DraftKind::Follow,
            Self::Comment(_) => DraftKind::Comment,
        }
    }
}

/// What would be refused later is refused at once: nobody fetches a code for nothing.
async fn check(tx: &Tx, caller: &Caller, input: &StartDraft) -> Result<Option<DataRequest>, Error> {
    let fields = &input.fields;
    let mut name = Fields::new(fields, "#");
    name.text_within("name", 1, 200);
    let name = name.finish(());
    let (found, request) = match input.wish {
        Wish::File => (new_request(tx, caller, fields, name).await, None),
        Wish::Support(reference) => {
            let request = open(tx, caller, reference).await?;
            (read(Support::parse(fields, reference), name), Some(request))
        }
        Wish::Follow(reference) => (read(Ok(()), name), Some(open(tx, caller, reference).await?)),
        Wish::Comment(reference) => {
            let request = open(tx, caller, reference).await?;
            if comments_are_closed(&request, caller.moment.today) {
                return Err(Error::refused(Refusal::CommentsClosed, &request, Vec::new()));
            }
            (read(NewComment::parse(fields, reference), name), Some(request))
        }
    };
    found?;
    Ok(request)
}

/// A request on which anybody may hang something.
async fn open(tx: &Tx, caller: &Caller, reference: Reference) -> Result<DataRequest, Error> {
    let request = find(tx, &caller.actor, reference, Lock::No).await?;
    if request.standing.merged.is_some() {
        return Err(Error::refused(Refusal::Duplicate, &request, Vec::new()));
    }
    Ok(request)
}

async fn new_request(
    tx: &Tx,
    caller: &Caller,
    fields: &Map<String, Value>,
    name: Result<(), crate::field::Invalid>,
) -> Result<(), Error> {
    let new = both(NewDataRequest::parse(fields), name)?;
    if new.on_behalf_of.is_some() {
        return Err(Error::field("#/on_behalf_of", FieldCode::StaffOnly));
    }
    places(tx, caller, &new).await.map(drop)
}

fn read<T>(
    fields: Result<T, crate::field::Invalid>,
    name: Result<(), crate::field::Invalid>,
) -> Result<(), Error> {
    both(fields, name).map(drop)
}

/// Everything that is wrong, at once.
fn both<T>(
    one: Result<T, crate::field::Invalid>,
    other: Result<(), crate::field::Invalid>,
) -> Result<T, Error> {
    match (one, other) {
        (Ok(value), Ok(())) => Ok(value),
        (Err(mut one), Err(other)) => {
            one.0.extend(other.0);
            Err(one.into())
        }
        (Err(invalid), Ok(())) | (Ok(_), Err(invalid)) => Err(invalid.into()),
    }
}
