//! Whether a mail that was decided by its event should still leave: asked before each try.

use jiff::Timestamp;
use sea_orm::{DbErr, FromQueryResult};

use super::{Claimed, counts, moment};
use crate::{
    audience::MailKind,
    cadence::{QuietHours, minds_quiet_hours},
    ids::PersonId,
    keys::keys,
    person::{Email, Role},
    status::Status,
    store::{Source, broken, one},
};

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
    /// The hours in which this mail is not to arrive.
    pub quiet: Option<QuietHours>,
}

keys! {
    /// What somebody is to a request.
    Relation {
        /// Theirs.
        Requester = "requester",
        /// They need it too.
        Supporter = "supporter",
        /// They follow it.
        Follower = "follower",
        /// It was given to them.
        Assignee = "assignee",
        /// They answer for its area.
        AreaLiaison = "area_liaison",
        /// They coordinate.
        Coordinator = "coordinator",
        /// There is no request.
        Nobody = "nobody",
    }
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
    promised_on: Option<String>,
    assignee_id: Option<i64>,
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
    internal: Option<bool>,
    token_used_at: Option<i64>,
    token_expires_at: Option<i64>,
}

const FACTS: &str = "select m.address, m.suspended_at, p.name, p.role,
    coalesce(p.disabled_at, p.erased_at) as closed_at, p.created_at as since,
    coalesce(r.hidden, w.hidden) as hidden, r.status, r.promised_on, r.assignee_id,
    r.requester_id,
    exists (select 1 from support s where s.request_id = o.request_id and s.person_id = o.person_id) as supports,
    (select coalesce(nullif(f.cadence, 'default'), p.cadence) from follow f
        where f.request_id = o.request_id and f.person_id = o.person_id) as follows,
    p.cadence, p.quiet_from, p.quiet_until,
    exists (select 1 from digest_entry d join data_request n on n.id = d.request_id
        where d.outbox_id = o.id and not n.hidden) as has_news,
    exists (select 1 from person_area a where a.person_id = o.person_id and a.area_id = r.area_id) as answers_for,
    (select max(e.id) from event e where e.request_id = o.request_id and e.action = 'ask') as last_question,
    c.internal, t.used_at as token_used_at, t.expires_at as token_expires_at
    from outbox o
    join mailbox m on m.id = o.mailbox_id
    left join person p on p.id = o.person_id
    left join data_request r on r.id = o.request_id
    left join comment c on c.id = o.comment_id
    left join one_time_token t on t.id = o.token_id
    left join draft d on d.id = t.draft_id
    left join data_request w on w.id = d.request_id
    where o.id = $1";

/// The reader of a mail, unless it should not leave any more.
pub async fn wanted(
    source: &impl Source,
    mail: &Claimed,
    now: Timestamp,
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
    if let Some(why) = facts.unwanted(mail, role, status, now) {
        return Ok(Err(why));
    }
    // That mail is stuck is told to whoever coordinates, and only as long as it is.
    if mail.kind == MailKind::MailStuck {
        if role.is_none_or(|role| role < Role::Coordinator) {
            return Ok(Err(Unwanted::MayNotSee));
        }
        if counts(source, now).await?.stuck_since(now).is_none() {
            return Ok(Err(Unwanted::Over));
        }
    }
    let email = Email::parse(&facts.address).ok_or_else(|| broken("address"))?;
    let relation = facts.relation(mail, role);
    let since = facts.since.map(moment).transpose()?;
    let quiet = facts.quiet().filter(|_| minds_quiet_hours(mail.kind));
    Ok(Ok(Reader {
        email,
        name: facts.name.unwrap_or_default(),
        person: mail.person,
        since,
        relation,
        quiet,
    }))
}

impl Facts {
    fn unwanted(
        &self,
        mail: &Claimed,
        role: Option<Role>,
        status: Option<Status>,
        now: Timestamp,
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
        if (hidden && !coordinates) || internal {
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

    fn over(&self, mail: &Claimed, role: Option<Role>, status: Option<Status>, now: Timestamp) -> bool {
        let second = now.as_second();
        match mail.kind {
            MailKind::ConfirmEmail | MailKind::SignIn => {
                self.token_used_at.is_some() || self.token_expires_at.is_none_or(|at| at <= second)
            }
            MailKind::Question => {
                status != Some(Status::NeedsInfo) || self.last_question != mail.event.map(|event| event.0)
            }
            MailKind::Digest => !self.has_news,
            MailKind::LapseWarning => status != Some(Status::NeedsInfo),
            MailKind::VerdictAsked => status != Some(Status::Answered),
            MailKind::PromisePassed => {
                let today = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string();
                matches!(status, Some(Status::Answered | Status::Closed))
                    || self.promised_on.as_ref().is_none_or(|on| *on > today)
            }
            MailKind::DeskAssigned => {
                let mine = self
                    .assignee_id
                    .is_none_or(|assignee| mail.person == Some(PersonId(assignee)));
                !mine || (role == Some(Role::Liaison) && !self.answers_for)
            }
            MailKind::Replied | MailKind::Confirmed | MailKind::MergedIn => {
                role == Some(Role::Liaison) && !self.answers_for
            }
            _ => false,
        }
    }

    fn relation(&self, mail: &Claimed, role: Option<Role>) -> Relation {
        let requester = self.requester_id.is_some() && self.requester_id.map(PersonId) == mail.person;
        let assignee = self.assignee_id.is_some() && self.assignee_id.map(PersonId) == mail.person;
        let staff = if assignee {
            Relation::Assignee
        } else if self.answers_for {
            Relation::AreaLiaison
        } else {
            Relation::Coordinator
        };
        if mail.request.is_none() {
            return Relation::Nobody;
        }
        match mail.kind {
            MailKind::DeskAssigned | MailKind::Replied | MailKind::Confirmed | MailKind::MergedIn => staff,
            MailKind::DisputedAgain | MailKind::NewRequest => Relation::Coordinator,
            _ if requester => Relation::Requester,
            _ if mail.bulk && self.supports => Relation::Supporter,
            _ if mail.bulk => Relation::Follower,
            MailKind::Disputed
            | MailKind::Withdrawn
            | MailKind::Reopened
            | MailKind::PromisePassed
            | MailKind::Commented
                if role.is_some_and(Role::is_staff)
                    && (assignee || self.answers_for || self.follows.is_none()) =>
            {
                staff
            }
            _ if self.supports => Relation::Supporter,
            _ if self.follows.is_some() => Relation::Follower,
            _ => Relation::Requester,
        }
    }
}
