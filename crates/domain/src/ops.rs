//! Use cases: one file per *write* that has rules. Pages, API, command line, import and timed work call the same ones.
//!
//! An op runs inside [`Db::write`](crate::store::Db::write): it touches nothing but its transaction, and may run again.

use std::net::IpAddr;

use crate::{
    attachment::FileRefusal,
    clock::Moment,
    data_request::DataRequest,
    field::{FieldCode, Invalid},
    ids::RequestId,
    locale::Locale,
    policy::{Actor, Denied},
    reference::Reference,
    standing::Refusal,
    status::{ActionKind, HideReason, Status},
    store::{
        OpError, ReadError, Source, Tx, WriteError,
        idempotency::{self, Key, Known},
        requests::{self, Found, Lock},
    },
};

mod act;
mod area_head;
mod area_merge;
mod areas;
mod audit;
mod calendar;
mod catalogue;
mod code_limit;
mod comment;
mod dataset_draft;
mod desk_view;
mod digests;
mod draft;
mod effects;
mod entry;
mod erase;
mod evidence;
mod file;
mod files;
mod followed;
mod handover;
mod identity;
mod import;
mod incoming;
mod invitation;
mod limits;
mod mail_preferences;
mod mention;
mod moderation;
mod open_link;
mod outbox;
mod password;
mod people;
mod preferences;
mod ready_answer;
mod record;
mod requester_email;
mod reuse;
mod search;
mod second_factor;
mod seed;
mod sign_in;
mod sign_in_link;
mod similar;
mod site;
mod support;
mod themes;
mod timers;
mod weights;

pub use act::{Act, Expects, act, needs_message};
pub use area_head::set_area_head;
pub use area_merge::{are_left_behind, merge_area, merge_effect, move_left_behind};
pub use areas::{AreaChange, add_area, change_area, close_area};
pub use calendar::{
    CalendarChange, CalendarEffect, HolidayReport, MovedDueDates, calendar_effect, change_calendar,
    move_due_dates, put_holidays,
};
pub use catalogue::{
    CatalogueEnd, CatalogueEnded, CataloguePage, CatalogueTaken, Told, catalogue_cursor, catalogue_read_at,
    catalogue_source, end_of_catalogue, group_is, named_dataset, organisation_is, take_datasets,
};
pub use comment::{COMMENT_DAYS, EditComment, NewComment, comment, comments_are_closed, edit_comment};
pub use dataset_draft::{BegunPush, begin_push, dataset_draft, end_push};
pub use desk_view::{MOST_VIEWS, forget_view, keep_view};
pub use digests::{DueDigests, due_digests, finish_digests, gather_digests};
pub use draft::{
    ConfirmDraft, Confirmed, Done, DraftStarted, Proof, ResendCode, StartDraft, Wish, confirm_draft,
    resend_code, start_draft,
};
pub use entry::{
    EnterRow, InviteVoice, KeepEntry, change_entry, enter_row, invite_voice, keep_entry, tell_invited,
    tell_left_behind,
};
pub use erase::erase_me;
pub use evidence::{KnownDataset, evidence_looked_at, known_dataset};
pub use file::{File, file};
pub use files::{
    AttachFile, FILE_DAY, KeepFile, SentFile, attach_file, discard_file, keep_file, may_attach, publish_file,
};
pub use followed::tell_of_dataset;
pub use identity::{
    EnterByIdentity, EnteredBy, enter_by_identity, link_identity, unlink_identity, use_sign_in_state,
};
pub use import::{Import, Imported, import};
pub use incoming::{
    NotTaken, Source as IncomingSource, TakeBounce, TakeReply, Taken, Whose, drop_mail, ignore_mail,
    keep_mail, look_at_mail, take_bounce, take_reply,
};
pub use invitation::{AnswerInvitations, OpenedInvitations, claim, open_invitations, refuse};
pub use limits::change_limits;
pub use mail_preferences::{
    MOST_FOLLOWED, MailPreferences, open_person_link, set_mail_preferences, stop_mail,
};
pub use moderation::{Report, discard_draft, release_draft, report, settle_report};
pub use open_link::{OpenLink, OpenedLink, open_link};
pub use outbox::{retry_mail, skip_mail, tell_stuck_mail};
pub use password::{
    AtPassword, EnterByPassword, FRESH, TryPassword, count_password_try, enter_by_password, may_set_password,
    password_of, set_password,
};
pub use people::{NewToken, PersonChange, create_person, create_token, disable_person, revoke_token};
pub use preferences::{Preferences, set_preferences};
pub use ready_answer::{NewReadyAnswer, keep_ready_answer, remove_ready_answer};
pub use requester_email::requester_email;
pub use reuse::{NewReuse, decide_reuse, tell_reuse};
pub use search::{MOST_SEARCHES, forget_search, keep_search};
pub use second_factor::{ShowSecondFactor, forget_second_factor, show_second_factor};
pub use seed::seed;
pub use sign_in::{Key as SignInKey, Redeem, Redeemed, SignedIn, StartSignIn, begin, redeem, start_sign_in};
pub use sign_in_link::sign_in_link;
pub use similar::{MOST_SIMILAR, Similar, similar, similar_datasets};
pub use site::{change_site, change_site_logo};
pub use support::{Support, Supported, follow, support, unfollow, unsupport};
pub use themes::{add_theme, change_theme, parse_theme};
pub use timers::{Tick, tick};
pub use weights::{Place, change_weights, renew_order, weights_effect};

/// Who asks, when, and in which language: what every op needs to know of its caller.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who.
    pub actor: Actor,
    /// When.
    pub moment: Moment,
    /// The language they read.
    pub locale: Locale,
    /// The key of a call that may be repeated.
    pub key: Option<Key>,
    /// From which network address they call, where they call over a network.
    pub from: Option<IpAddr>,
}

/// Why an op did nothing. Each has one HTTP status in the contract (PRODUCT §6).
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// 404: there is no such thing for this actor.
    #[error("not found")]
    NotFound,
    /// 404: hidden; its reference and the reason may be told.
    #[error("hidden")]
    Hidden(Reference, HideReason),
    /// 403.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// 428: say which version you saw.
    #[error("no If-Match")]
    NoIfMatch,
    /// 412: somebody was first.
    #[error("version {version} is newer")]
    Stale {
        /// The version now.
        version: i64,
    },
    /// 409: not from this status, or too late.
    #[error("not possible now: {refusal}")]
    Refused {
        /// Why.
        refusal: Refusal,
        /// The status now.
        status: Status,
        /// What this actor could do instead.
        allowed: Vec<ActionKind>,
    },
    /// 422: fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// 422: the idempotency key was used for something else.
    #[error("the idempotency key was used for another call")]
    KeyReused,
    /// 429: asked for too often.
    #[error("too often: again in {retry_after} s")]
    TooMany {
        /// Seconds until it may be asked for again.
        retry_after: i64,
    },
    /// 413, 415, 429, 507: a file is not taken.
    #[error("a file is not taken: {0}")]
    File(FileRefusal),
    /// 500 or 503: nothing happened.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// 500: the system has no randomness.
    #[error("no randomness")]
    Random,
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        Self::Write(WriteError::Db(error))
    }
}

impl OpError for Error {
    fn as_db(&self) -> Option<&ReadError> {
        match self {
            Self::Write(WriteError::Db(error)) => Some(error),
            _ => None,
        }
    }
}

impl Error {
    /// A single wrong field.
    pub fn field(pointer: &str, code: FieldCode) -> Self {
        Self::Invalid(Invalid::one(pointer, code))
    }

    fn refused(refusal: Refusal, request: &DataRequest, allowed: Vec<ActionKind>) -> Self {
        Self::Refused {
            refusal,
            status: request.standing.status,
            allowed,
        }
    }
}

/// Finds a request as `actor`, or says why not.
pub async fn find(
    source: &impl Source,
    actor: &Actor,
    reference: Reference,
    lock: Lock,
) -> Result<DataRequest, Error> {
    match requests::find(source, actor, reference, lock).await? {
        Found::Visible(request) => Ok(*request),
        Found::Hidden(reason) => Err(Error::Hidden(reference, reason)),
        Found::Nothing => Err(Error::NotFound),
    }
}

/// The result of a call repeated with the same key, if it is one.
async fn repeated(tx: &Tx, caller: &Caller) -> Result<Option<String>, Error> {
    let Some(key) = &caller.key else { return Ok(None) };
    match idempotency::look_up(tx, key, caller.moment.at).await? {
        Known::New => Ok(None),
        Known::Repeat(result) => Ok(Some(result)),
        Known::Reused => Err(Error::KeyReused),
    }
}

async fn remember(tx: &Tx, caller: &Caller, result: &str) -> Result<(), Error> {
    if let Some(key) = &caller.key {
        idempotency::remember(tx, key, result, caller.moment.at).await?;
    }
    Ok(())
}

async fn get(tx: &Tx, id: RequestId, lock: Lock) -> Result<DataRequest, Error> {
    requests::get(tx, id, lock).await?.ok_or(Error::NotFound)
}
