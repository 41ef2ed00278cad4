//! Requests voiced at a meeting, entered by staff. What is sent is kept first and files nothing; then each row is filed by
//! itself, once, and those named in it are asked by mail, one mail for all rows of an entry.
//!
//! Nobody counts because staff typed their address: it could be anybody's, and support needs one that is proved (PRODUCT §2.4).
//! Attendees are invited, and count when they take it up themselves.

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde_json::{Map, Value};

use super::{Caller, Error, File, audit::audit, file, find, get, remember, repeated};
use crate::{
    audience::MailKind,
    audit::Audited,
    data_request::{NewDataRequest, OnBehalfOf},
    field::{FieldCode, Fields, Invalid},
    ids::EntryId,
    import::Voiced,
    locale::Locale,
    person::Email,
    policy::EntryPermit,
    reference::Reference,
    secret,
    standing::Refusal,
    status::Origin,
    store::{
        Tx,
        entries::{self, Entry},
        invitations::{self, NewInvitation},
        mailing::{self, Letter, To},
        people,
        requests::{self, Lock},
    },
};

/// How many people are written to in one transaction.
const PAGE: u32 = 500;
/// For how long somebody may be filing the rows of an entry.
const STILL_AT_IT: SignedDuration = SignedDuration::from_mins(10);

/// What somebody sends after a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepEntry {
    /// What the meeting is called.
    pub meeting: String,
    /// When it was held.
    pub held_on: Date,
    /// The table, as it was sent.
    pub source: String,
}

impl KeepEntry {
    /// Reads `meeting` and `held_on`; the table is read by [`crate::import::meeting`].
    pub fn parse(members: &Map<String, Value>, source: String, today: Date) -> Result<Self, Invalid> {
        let mut fields = Fields::new(members, "#");
        let meeting = fields.required_text("meeting", 3, 150);
        let held_on = fields.date("held_on");
        match held_on {
            Some(day) if day > today => fields.error("held_on", FieldCode::DateFuture),
            None if !fields.has_error("held_on") => fields.error("held_on", FieldCode::Required),
            Some(_) | None => {}
        }
        let (Some(meeting), Some(held_on)) = (meeting, held_on) else {
            return Err(Invalid(fields.into_errors()));
        };
        fields.finish(Self {
            // In a subject it is one line.
            meeting: meeting.split_whitespace().collect::<Vec<_>>().join(" "),
            held_on,
            source,
        })
    }
}

/// Keeps what was sent, to be looked at. Files nothing, and tells nobody.
pub async fn keep_entry(
    tx: &Tx,
    caller: &Caller,
    permit: &EntryPermit,
    input: KeepEntry,
) -> Result<EntryId, Error> {
    if let Some(known) = repeated(tx, caller).await? {
        return known.parse().map(EntryId).map_err(|_| Error::NotFound);
    }
    let told = (input.meeting.as_str(), input.held_on, input.source.as_str());
    let id = entries::insert(tx, permit.person(), told, caller.moment.at).await?;
    remember(tx, caller, &id.to_string()).await?;
    Ok(id)
}

/// Puts what is sent now in the place of what was kept. Where rows of that were filed already it is an entry of its own: a line
/// must not come to mean another row.
pub async fn change_entry(
    tx: &Tx,
    caller: &Caller,
    permit: &EntryPermit,
    id: EntryId,
    input: KeepEntry,
) -> Result<EntryId, Error> {
    let entry = own(tx, permit, id).await?;
    if entry.source.is_none() || !entries::rows(tx, id).await?.is_empty() {
        return keep_entry(tx, caller, permit, input).await;
    }
    entries::change(tx, id, (&input.meeting, input.held_on, &input.source)).await?;
    Ok(id)
}

/// A row to be filed.
#[derive(Debug, Clone)]
pub struct EnterRow {
    /// Of which entry.
    pub entry: EntryId,
    /// Its line there.
    pub line: u64,
    /// The hash of the table it was read from.
    pub table: String,
    /// What it says.
    pub voiced: Voiced,
    /// The language in which it is taken to be written.
    pub language: Locale,
}

/// Files a row, once: again, and after whatever went wrong in between, it is the request that it became.
pub async fn enter_row(
    tx: &Tx,
    caller: &Caller,
    permit: &EntryPermit,
    input: EnterRow,
) -> Result<Reference, Error> {
    let entry = own(tx, permit, input.entry).await?;
    if let Some(filed) = entries::filed(tx, entry.id, input.line).await? {
        return Ok(get(tx, filed, Lock::No).await?.reference);
    }
    if entry.source.as_deref().map(secret::hash) != Some(input.table) {
        // Another table was put in its place meanwhile: the line is another row.
        return Err(Error::NotFound);
    }
    let Voiced {
        new,
        name,
        email,
        attendees,
    } = input.voiced;
    // Without an address it is the meeting's: whoever enters it looks after it until somebody claims it.
    let nameless = if email.is_none() {
        entry.meeting.clone()
    } else {
        String::new()
    };
    let new = NewDataRequest {
        on_behalf_of: Some(OnBehalfOf {
            name: name.unwrap_or(nameless),
            email,
        }),
        language: Some(input.language.as_str().to_owned()),
        ..new
    };
    let once = Caller {
        key: None,
        ..caller.clone()
    };
    let to_file = File {
        new,
        origin: Origin::WorkTable,
        files: Vec::new(),
    };
    let reference = file(tx, &once, to_file).await?;
    let id = requests::number_of(tx, reference).await?.ok_or(Error::NotFound)?;
    entries::add_row(tx, entry.id, input.line, id).await?;
    for attendee in attendees {
        let mailbox = people::ensure_mailbox(tx, &attendee.email, caller.moment.at).await?;
        let invitation = NewInvitation {
            entry: entry.id,
            request: id,
            mailbox,
            name: &attendee.name,
            voiced: false,
        };
        invitations::insert(tx, &invitation, caller.moment.at).await?;
    }
    audit(tx, caller, Audited::BulkEntry, Some(reference.to_string())).await?;
    Ok(reference)
}

/// Somebody who left their address afterwards, and is said to have voiced a request.
#[derive(Debug, Clone)]
pub struct InviteVoice {
    /// Of which entry.
    pub entry: EntryId,
    /// Which request.
    pub reference: Reference,
    /// Where to ask them.
    pub email: Email,
}

/// Asks somebody whether a request that nobody claimed is theirs.
pub async fn invite_voice(
    tx: &Tx,
    caller: &Caller,
    permit: &EntryPermit,
    input: InviteVoice,
) -> Result<(), Error> {
    let entry = own(tx, permit, input.entry).await?;
    let request = find(tx, &caller.actor, input.reference, Lock::Yes).await?;
    let rows = entries::rows(tx, entry.id).await?;
    if !rows.iter().any(|row| row.request == request.id) {
        return Err(Error::NotFound);
    }
    if request.standing.requester != entry.person {
        return Err(Error::refused(Refusal::NoChange, &request, Vec::new()));
    }
    let mailbox = people::ensure_mailbox(tx, &input.email, caller.moment.at).await?;
    let shown_as = request.requester_name.as_deref();
    let invitation = NewInvitation {
        entry: entry.id,
        request: request.id,
        mailbox,
        // What it is called as long as it is nobody's is no name of theirs.
        name: shown_as.filter(|name| *name != entry.meeting).unwrap_or_default(),
        voiced: true,
    };
    if !invitations::insert(tx, &invitation, caller.moment.at).await? {
        // They had their name taken off: nobody writes to them about it again.
        return Err(Error::refused(Refusal::NoChange, &request, Vec::new()));
    }
    let subject = Some(request.reference.to_string());
    Ok(audit(tx, caller, Audited::EntryInvited, subject).await?)
}

/// Writes to those whose name was put to requests of an entry and who were not written to yet: to each once, about all of them.
/// True if there are more. `language` is that of whoever has no account.
pub async fn tell_invited(
    tx: &Tx,
    caller: &Caller,
    permit: &EntryPermit,
    (id, language): (EntryId, Locale),
) -> Result<bool, Error> {
    let entry = own(tx, permit, id).await?;
    tell(tx, entry.id, language, caller.moment.at).await
}

/// Writes to those who were not, because whoever entered it was stopped in between. False when there is nobody.
pub async fn tell_left_behind(tx: &Tx, language: Locale, now: Timestamp) -> Result<bool, Error> {
    let oldest = now.saturating_sub(STILL_AT_IT).unwrap_or(now);
    let Some(entry) = invitations::left_behind(tx, oldest).await? else {
        return Ok(false);
    };
    entries::lock(tx, entry).await?;
    tell(tx, entry, language, now).await?;
    Ok(true)
}

async fn tell(tx: &Tx, entry: EntryId, language: Locale, now: Timestamp) -> Result<bool, Error> {
    let untold = invitations::untold(tx, entry, PAGE).await?;
    for (mailbox, person, first) in &untold {
        let key = format!("i:{entry}:{mailbox}:{first}:{}", now.as_second());
        invitations::told(tx, entry, *mailbox, &key).await?;
        let letter = Letter {
            dedupe_key: key,
            kind: MailKind::Invited,
            event: None,
            request: None,
            comment: None,
            to: person.map_or(To::Mailbox(*mailbox, language), To::Person),
            due_at: now,
        };
        mailing::enqueue(tx, &letter, now).await?;
    }
    Ok(untold.len() >= PAGE as usize)
}

/// The entry, if it is theirs: what was sent holds addresses, and is nobody else's to read.
async fn own(tx: &Tx, permit: &EntryPermit, id: EntryId) -> Result<Entry, Error> {
    entries::lock(tx, id).await?;
    let entry = entries::get(tx, id).await?;
    entry
        .filter(|entry| entry.person == permit.person())
        .ok_or(Error::NotFound)
}
