//! Files of a request. Their bytes are kept before an op remembers them, and go after one has said so: an op touches the
//! database alone. What was found in a file is published by whoever sent it and knows of it, or not at all.

use jiff::{SignedDuration, Timestamp};

use super::{Caller, Error, find, remember, repeated};
use crate::{
    attachment::{Attachment, FileRefusal, MOST_FILES, NewAttachment, Quotas},
    data_request::DataRequest,
    ids::{AttachmentId, DraftId, PersonId, RequestId},
    policy::{Actor, Denied},
    reference::Reference,
    standing::Refusal,
    status::Status,
    store::{
        Tx,
        attachments::{self, Whose},
        requests::{self, Lock},
    },
};

/// What counts in somebody's day.
pub const FILE_DAY: SignedDuration = SignedDuration::from_hours(24);

/// A file that comes with a form, before the form is right.
#[derive(Debug, Clone)]
pub struct KeepFile {
    /// What is known of it.
    pub new: NewAttachment,
    /// Whose day it counts in.
    pub quota_key: String,
    /// How much may be kept.
    pub quotas: Quotas,
}

/// A file for a request that is there.
#[derive(Debug, Clone)]
pub struct AttachFile {
    /// Which request.
    pub reference: Reference,
    /// The file.
    pub file: KeepFile,
    /// Whoever sends it knows what was found in it, and publishes it all the same.
    pub knowing: bool,
}

/// A file that was kept and now goes with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentFile {
    /// Which.
    pub id: AttachmentId,
    /// Whoever sends it knows what was found in it, and publishes it all the same.
    pub knowing: bool,
}

/// Remembers a file that belongs to nothing yet.
pub async fn keep_file(tx: &Tx, caller: &Caller, input: KeepFile) -> Result<AttachmentId, Error> {
    let now = caller.moment.at;
    check_quotas(tx, &input, now).await?;
    let whose = Whose {
        request: None,
        uploader: caller.actor.person(),
        quota_key: &input.quota_key,
        public: false,
    };
    Ok(attachments::insert(tx, &input.new, whose, now).await?)
}

/// Adds a file to a request. Gives its number; the same one again when the call is repeated.
pub async fn attach_file(tx: &Tx, caller: &Caller, input: AttachFile) -> Result<AttachmentId, Error> {
    if let Some(id) = repeated(tx, caller).await? {
        return id.parse().map(AttachmentId).map_err(|_| Error::NotFound);
    }
    let request = find(tx, &caller.actor, input.reference, Lock::Yes).await?;
    let person = may_attach(&caller.actor, &request)?;
    let there = attachments::count(tx, request.id).await?;
    if usize::try_from(there).unwrap_or(usize::MAX) >= MOST_FILES {
        return Err(Error::refused(Refusal::TooManyFiles, &request, Vec::new()));
    }
    let now = caller.moment.at;
    check_quotas(tx, &input.file, now).await?;
    let whose = Whose {
        request: Some(request.id),
        uploader: Some(person),
        quota_key: &input.file.quota_key,
        public: input.knowing || input.file.new.findings.is_empty(),
    };
    let id = attachments::insert(tx, &input.file.new, whose, now).await?;
    requests::recount(tx, &request).await?;
    remember(tx, caller, &id.to_string()).await?;
    Ok(id)
}

/// Whether this actor adds files to this request now: its requester and the staff that answers for it, until it is closed.
pub fn may_attach(actor: &Actor, request: &DataRequest) -> Result<PersonId, Error> {
    let person = actor.person().ok_or(Denied::SignIn)?;
    if matches!(actor, Actor::Person(signed) if signed.read_only) {
        return Err(Denied::ReadOnlyToken.into());
    }
    let standing = &request.standing;
    if standing.requester != person && !actor.answers_for(standing.area) {
        let staff = actor.is_staff();
        let denied = if staff {
            Denied::NotYourArea(standing.area)
        } else {
            Denied::NotRequester
        };
        return Err(denied.into());
    }
    if standing.hidden.is_some() {
        return Err(Error::refused(Refusal::Hidden, request, Vec::new()));
    }
    if standing.status == Status::Closed {
        return Err(Error::refused(Refusal::Status, request, Vec::new()));
    }
    Ok(person)
}

/// Publishes a file of one's own, knowing what was found in it.
pub async fn publish_file(
    tx: &Tx,
    caller: &Caller,
    (reference, id): (Reference, AttachmentId),
) -> Result<(), Error> {
    let (request, file) = undecided(tx, caller, reference, id).await?;
    attachments::publish(tx, file.id).await?;
    Ok(requests::recount(tx, &request).await?)
}

/// Leaves a file of one's own out that nobody else has read yet: nothing of it stays.
pub async fn discard_file(
    tx: &Tx,
    caller: &Caller,
    (reference, id): (Reference, AttachmentId),
) -> Result<(), Error> {
    // Taking back what nobody has read is never too late.
    let (request, file) = waiting(tx, caller, reference, id).await?;
    attachments::erase(tx, request.id, file.id, None, caller.moment.at).await?;
    Ok(requests::recount(tx, &request).await?)
}

/// A file that waits for its sender to decide.
async fn undecided(
    tx: &Tx,
    caller: &Caller,
    reference: Reference,
    id: AttachmentId,
) -> Result<(DataRequest, Attachment), Error> {
    let (request, file) = waiting(tx, caller, reference, id).await?;
    may_attach(&caller.actor, &request)?;
    Ok((request, file))
}

/// A file of the caller's own that is not public.
async fn waiting(
    tx: &Tx,
    caller: &Caller,
    reference: Reference,
    id: AttachmentId,
) -> Result<(DataRequest, Attachment), Error> {
    let request = find(tx, &caller.actor, reference, Lock::Yes).await?;
    let file = attachments::get(tx, id).await?.ok_or(Error::NotFound)?;
    let waits = file.request == Some(request.id) && file.erased_at.is_none() && !file.public;
    if !waits || caller.actor.person().is_none() || file.uploader != caller.actor.person() {
        return Err(Error::NotFound);
    }
    Ok((request, file))
}

/// Makes the files of a form wait with its draft.
pub(super) async fn wait_with(tx: &Tx, files: &[SentFile], draft: DraftId) -> Result<(), Error> {
    let ids = check_sent(tx, files).await?;
    Ok(attachments::wait_with(tx, &ids, draft).await?)
}

/// Gives the files of a form to the request it became.
pub(super) async fn belong_to(
    tx: &Tx,
    files: &[SentFile],
    request: RequestId,
    uploader: PersonId,
) -> Result<(), Error> {
    let ids = check_sent(tx, files).await?;
    Ok(attachments::belong_to(tx, &ids, request, uploader).await?)
}

/// Gives the files that waited with a draft to the request it became: its sender has decided.
pub(super) async fn of_draft(tx: &Tx, draft: DraftId) -> Result<Vec<SentFile>, Error> {
    let waiting = attachments::of_draft(tx, draft).await?;
    let sent = |file: &Attachment| SentFile {
        id: file.id,
        knowing: true,
    };
    Ok(waiting.iter().map(sent).collect())
}

async fn check_sent(tx: &Tx, files: &[SentFile]) -> Result<Vec<AttachmentId>, Error> {
    if files.len() > MOST_FILES {
        return Err(Error::File(FileRefusal::TooMany));
    }
    let mut ids = Vec::with_capacity(files.len());
    for sent in files {
        let file = attachments::get(tx, sent.id).await?;
        let there = file.filter(|file| file.request.is_none() && file.erased_at.is_none());
        let file = there.ok_or(Error::File(FileRefusal::Gone))?;
        if !sent.knowing && !file.findings.is_empty() {
            // The page shows what was found before it lets anybody send.
            return Err(Error::File(FileRefusal::Gone));
        }
        ids.push(file.id);
    }
    Ok(ids)
}

async fn check_quotas(tx: &Tx, file: &KeepFile, now: Timestamp) -> Result<(), Error> {
    let quotas = file.quotas;
    let over = |kept: i64, most: u64| u64::try_from(kept).unwrap_or(0).saturating_add(file.new.size) > most;
    let since = now.saturating_sub(FILE_DAY).unwrap_or(now);
    if over(
        attachments::sent_since(tx, &file.quota_key, since).await?,
        quotas.person,
    ) {
        return Err(Error::File(FileRefusal::PersonQuota));
    }
    if over(attachments::kept_bytes(tx).await?, quotas.house) {
        return Err(Error::File(FileRefusal::HouseQuota));
    }
    Ok(())
}
