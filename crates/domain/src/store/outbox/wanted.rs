//! Whether a mail that was decided by its event should still leave: asked before each try.

use jiff::{Span, Timestamp, civil::Date};
use sea_orm::{DbErr, FromQueryResult};

use super::{Claimed, counts, new_requests};
use crate::{
    audience::{MailKind, is_reminder},
    cadence::{QuietHours, minds_quiet_hours},
    clock::Moment,
    event::EventKind,
    evidence::{EvidenceState, Found},
    ids::PersonId,
    office_hours::Hours,
    person::{Email, Role},
    status::Status,
    store::{Source, broken, calendar, invitations, one},
};

mod relation;
mod reminder;

pub use relation::Relation;

/// Whom a mail goes to, as they are now.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Where to.
    pub email: Email,
    /// Their name; empty when they gave none.
    pub name: String,
    /// Their account, if the mailbox has one.
    pub person: Option<PersonId>,
    /// Since when that account is there.
    pub since: Option<Timestamp>,
    /// Why they hear of it.
    pub relation: Relation,
    /// When this mail may arrive.
    pub hours: Hours,
    /// The local date on which they are looked at.
    pub on: Date,
}

/// Why a mail is not sent any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unwanted {
    /// Mail to it came back.
    #[error("the mailbox is suspended")]
    Mailbox,
    /// The account is disabled or erased.
    #[error("the account is closed")]
    Account,
    /// The request is hidden from them, or the comment is for the staff only.
    #[error("they may not see it any more")]
    MayNotSee,
    /// They neither support nor follow it any more.
    #[error("they do not want it any more")]
    NotWanted,
    /// Answered, replied, given to somebody else, used.
    #[error("the matter is over")]
    Over,
}

impl Unwanted {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::Mailbox,
        Self::Account,
        Self::MayNotSee,
        Self::NotWanted,
        Self::Over,
    ];

    /// Its stable key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Account => "account",
            Self::MayNotSee => "may_not_see",
            Self::NotWanted => "not_wanted",
            Self::Over => "over",
        }
    }

    /// The reason that is written down of a mail, if it is one of these.
    pub fn written(reason: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.to_string() == reason)
    }
}

/// A mail that could not leave is given up after fewer days.
const LATEST: i32 = 6;

#[derive(FromQueryResult)]
struct Facts {
    address: String,
    suspended_at: Option<i64>,
    name: Option<String>,
    role: Option<String>,
    closed_at: Option<i64>,
    since: Option<i64>,
    hidden: Option<bool>,
    status: Option<String>,
    evidence_state: Option<String>,
    /// What was found last of the dataset that the request follows.
    found: Option<String>,
    assignee_id: Option<i64>,
    assignee_away: Option<String>,
    requester_id: Option<i64>,
    supports: bool,
    /// How often they want to hear of it, if they follow.
    follows: Option<String>,
    cadence: Option<String>,
    quiet_from: Option<i32>,
    quiet_until: Option<i32>,
    has_news: bool,
    answers_for: bool,
    last_question: Option<i64>,
    told: Option<String>,
    dedupe_key: String,
    head_email: Option<String>,
    internal: Option<bool>,
    token_used_at: Option<i64>,
    token_expires_at: Option<i64>,
}

const FACTS: &str = "select m.address, m.suspended_at, p.name, p.role,
    coalesce(p.disabled_at, p.erased_at) as closed_at, p.created_at as since,
    coalesce(r.hidden, w.hidden) as hidden, r.status, r.evidence_state, r.assignee_id,
    (select l.found from followed_dataset l where l.request_id = o.request_id) as found,
    (select s.away_until from person s where s.id = r.assignee_id) as assignee_away,
    r.requester_id,
    exists (select 1 from support s where s.request_id = o.request_id and s.person_id = o.person_id) as supports,
    (select coalesce(nullif(f.cadence, 'default'), p.cadence) from follow f
        where f.request_id = o.request_id and f.person_id = o.person_id) as follows,
    p.cadence, p.quiet_from, p.quiet_until,
    exists (select 1 from digest_entry d join data_request n on n.id = d.request_id
        where d.outbox_id = o.id and not n.hidden) as has_news,
    exists (select 1 from person_area a where a.person_id = o.person_id and a.area_id = r.area_id) as answers_for,
    (select max(e.id) from event e where e.request_id = o.request_id and e.action = 'ask') as last_question,
    e.action as told, o.dedupe_key, h.head_email, c.internal, t.used_at as token_used_at, t.expires_at as token_expires_at
    from outbox o
    join mailbox m on m.id = o.mailbox_id
    left join person p on p.id = o.person_id
    left join data_request r on r.id = o.request_id
    left join event e on e.id = o.event_id
    left join area h on h.id = r.area_id
    left join comment c on c.id = o.comment_id
    left join one_time_token t on t.id = o.token_id
    left join draft d on d.id = t.draft_id
    left join data_request w on w.id = d.request_id
    where o.id = $1";

/// The reader of a mail, unless it should not leave any more.
pub async fn wanted(
    source: &impl Source,
    mail: &Claimed,
    moment: Moment,
) -> Result<Result<Reader, Unwanted>, DbErr> {
    let facts: Facts = one(source, FACTS, vec![mail.id.0.into()])
        .await?
        .ok_or_else(|| broken("mail"))?;
    let role = facts
        .role
        .as_deref()
        .map(|role| Role::parse(role).ok_or_else(|| broken("role")))
        .transpose()?;
    let status = facts
        .status
        .as_deref()
        .map(|status| Status::parse(status).ok_or_else(|| broken("status")))
        .transpose()?;
    if let Some(why) = facts.unwanted(mail, role, status, moment) {
        return Ok(Err(why));
    }
    if is_reminder(mail.kind) && !reminder::is_due(source, mail, &facts.dedupe_key, moment.today).await? {
        return Ok(Err(Unwanted::Over));
    }
    // What came in may be hidden by now, all of it.
    if mail.kind == MailKind::NewRequest && new_requests(source, mail).await?.is_empty() {
        return Ok(Err(Unwanted::Over));
    }
    // Whoever has answered, or sees what it is about no more, is not asked.
    if mail.kind == MailKind::Invited && invitations::asked_by(source, mail.id).await?.is_none() {
        return Ok(Err(Unwanted::Over));
    }
    // That mail is stuck is told to whoever coordinates, and only as long as it is.
    if mail.kind == MailKind::MailStuck {
        if role.is_none_or(|role| role < Role::Coordinator) {
            return Ok(Err(Unwanted::MayNotSee));
        }
        if counts(source, moment.at).await?.stuck_since(moment.at).is_none() {
            return Ok(Err(Unwanted::Over));
        }
    }
    let email = Email::parse(&facts.address).ok_or_else(|| broken("address"))?;
    let relation = facts.relation(mail, role);
    let since = facts.since.map(super::moment).transpose()?;
    let office = if facts.is_timed(mail) {
        Some(calendar::load(source, moment.today).await?)
    } else {
        None
    };
    let hours = Hours {
        quiet: facts.quiet().filter(|_| minds_quiet_hours(mail.kind)),
        office,
    };
    Ok(Ok(Reader {
        email,
        name: facts.name.unwrap_or_default(),
        person: mail.person,
        since,
        relation,
        hours,
        on: moment.today,
    }))
}

impl Facts {
    fn unwanted(
        &self,
        mail: &Claimed,
        role: Option<Role>,
        status: Option<Status>,
        now: Moment,
    ) -> Option<Unwanted> {
        let coordinates = role.is_some_and(|role| role >= Role::Coordinator);
        // Whoever asks for a code just now may have mended their mailbox, and has no other way back.
        let asked_for = matches!(mail.kind, MailKind::ConfirmEmail | MailKind::SignIn);
        if self.suspended_at.is_some() && !asked_for {
            return Some(Unwanted::Mailbox);
        }
        if self.closed_at.is_some() {
            return Some(Unwanted::Account);
        }
        // That it was hidden is told once; nothing else of a hidden request leaves the house.
        let hidden = self.hidden == Some(true) && mail.kind != MailKind::Hidden;
        let internal = self.internal == Some(true) && !role.is_some_and(Role::is_staff);
        let left = mail.kind == MailKind::Mentioned && !coordinates && !self.answers_for;
        if (hidden && !coordinates) || internal || left {
            return Some(Unwanted::MayNotSee);
        }
        if !self.is_wanted(mail) {
            return Some(Unwanted::NotWanted);
        }
        self.over(mail, role, status, now).then_some(Unwanted::Over)
    }

    /// Whether they still want it: what went to all who support or follow, and what one may switch off in general.
    fn is_wanted(&self, mail: &Claimed) -> bool {
        let follows = self.follows.as_deref().is_some_and(|cadence| cadence != "none");
        match mail.kind {
            MailKind::DeskWeekly => self.cadence.as_deref() != Some("none"),
            _ => follows || !mail.bulk,
        }
    }

    fn quiet(&self) -> Option<QuietHours> {
        let hour = |hour: Option<i32>| i8::try_from(hour?).ok();
        QuietHours::new(hour(self.quiet_from)?, hour(self.quiet_until)?)
    }

    fn over(&self, mail: &Claimed, role: Option<Role>, status: Option<Status>, now: Moment) -> bool {
        let second = now.at.as_second();
        match mail.kind {
            MailKind::ConfirmEmail | MailKind::SignIn => {
                self.token_used_at.is_some() || self.token_expires_at.is_none_or(|at| at <= second)
            }
            MailKind::Question => {
                status != Some(Status::NeedsInfo) || self.last_question != mail.event.map(|event| event.0)
            }
            MailKind::Digest => !self.has_news,
            MailKind::EvidenceBroken
                if self.evidence_state.as_deref() != Some(EvidenceState::Broken.as_str()) =>
            {
                true
            }
            MailKind::DatasetStale if self.found.as_deref() != Some(Found::Stale.as_str()) => true,
            MailKind::DatasetUpdated => self.found.as_deref() != Some(Found::Updated.as_str()),
            MailKind::EvidenceBroken | MailKind::DatasetStale => !self.is_at_the_desk_of(mail, role, now),
            MailKind::DeskAssigned | MailKind::DueSoon => !self.is_at_the_desk_of(mail, role, now),
            MailKind::Overdue if role.is_some_and(|role| role >= Role::Coordinator) => false,
            MailKind::Overdue | MailKind::PromisePassed if mail.person.is_none() => !self.is_head(),
            MailKind::Overdue => !self.is_at_the_desk_of(mail, role, now),
            MailKind::Replied | MailKind::Confirmed | MailKind::MergedIn => {
                role == Some(Role::Liaison) && !self.answers_for
            }
            _ => false,
        }
    }

    /// Given to them, or to their area as a whole; or to somebody who is away.
    fn is_at_the_desk_of(&self, mail: &Claimed, role: Option<Role>, now: Moment) -> bool {
        // What was put in for their area while they were away may leave some days later.
        let oldest = now.today.saturating_sub(Span::new().days(LATEST));
        let away = |until: &str| until.parse().is_ok_and(|until: Date| until >= oldest);
        let mine = self
            .assignee_id
            .is_none_or(|assignee| mail.person == Some(PersonId(assignee)))
            || self.assignee_away.as_deref().is_some_and(away);
        mine && (role != Some(Role::Liaison) || self.answers_for)
    }

    /// Whether the address is that of the head of the area.
    fn is_head(&self) -> bool {
        let key = |address: &str| Email::parse(address).map(|email| email.key());
        let head = self.head_email.as_deref().and_then(key);
        head.is_some() && head == key(&self.address)
    }

    /// Whether time alone brought it: it leaves in office hours.
    fn is_timed(&self, mail: &Claimed) -> bool {
        let told = self.told.as_deref().and_then(EventKind::parse);
        is_reminder(mail.kind)
            || matches!(
                told,
                Some(EventKind::Lapse | EventKind::Expire | EventKind::EvidenceChecked)
            )
    }
}
