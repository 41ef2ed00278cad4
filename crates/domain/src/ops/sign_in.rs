//! The way in: a link or a code by mail, used once, by a POST. For staff it only opens the step of the second factor.

use jiff::Timestamp;

use super::{
    Caller, Error,
    audit::audit_of,
    code_limit::{CODE_LIFE, TRIES, after, limit},
    remember, repeated,
};
use crate::{
    audit::Audited,
    ids::{PersonId, TokenId},
    locale::Locale,
    person::{Email, Person, Role, Sector},
    secret::{self, InstanceKey},
    store::{
        Tx, mailing,
        one_time::{self, NewOneTime, Standing},
        outbox::Purpose,
        people::{self, NewPerson},
        sessions,
    },
};

/// Somebody who wants in.
#[derive(Debug, Clone)]
pub struct StartSignIn {
    /// Their address, known or not: nobody learns which are.
    pub email: Email,
    /// Where it leads to: a path of ours.
    pub next: Option<String>,
    /// From which link and code are derived.
    pub key: InstanceKey,
    /// Whether codes to one address are counted.
    pub limits: bool,
}

/// Mails a link and a code. The same for every address: one that is new becomes a person when it is proved, one whose
/// account is closed gets nothing.
pub async fn start_sign_in(tx: &Tx, caller: &Caller, input: StartSignIn) -> Result<TokenId, Error> {
    if let Some(token) = repeated(tx, caller).await? {
        return token.parse().map(TokenId).map_err(|_| Error::NotFound);
    }
    let now = caller.moment.at;
    let mailbox = people::ensure_mailbox(tx, &input.email, now).await?;
    people::lock_mailbox(tx, mailbox).await?;
    if input.limits {
        limit(tx, mailbox, now).await?;
    }
    one_time::end_all(tx, Purpose::SignIn, mailbox, now).await?;
    let new = NewOneTime {
        purpose: Purpose::SignIn,
        mailbox,
        draft: None,
        expires_at: after(now, CODE_LIFE),
        next: input.next,
    };
    let token = one_time::insert(tx, new, &input.key, now).await?;
    let known = people::with_mailbox(tx, mailbox).await?;
    if !known.as_ref().is_some_and(|person| person.disabled) {
        let locale = known.map_or(caller.locale, |person| person.locale);
        mailing::enqueue_token(tx, &token, locale, now).await?;
    }
    remember(tx, caller, &token.id.to_string()).await?;
    Ok(token.id)
}

/// What opens the door.
#[derive(Debug, Clone)]
pub enum Key {
    /// The secret of the link.
    Link(String),
    /// The six digits, typed where they were asked for.
    Code {
        /// Which token they belong to.
        token: TokenId,
        /// What was typed.
        code: String,
        /// From which the code was derived.
        key: InstanceKey,
    },
}

/// A link that was followed, or a code that was typed.
#[derive(Debug, Clone)]
pub struct Redeem {
    /// What opens the door.
    pub key: Key,
    /// The secret of the session to begin, fresh from [`secret::random_token`]; only its hash is stored.
    pub session: String,
}

/// Somebody who is in, or at the second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub person: PersonId,
    /// What they may do.
    pub role: Role,
    /// The language they read.
    pub locale: Locale,
    /// When the session ends.
    pub expires_at: Timestamp,
    /// Where they wanted to go.
    pub next: Option<String>,
}

/// What became of a try. A wrong code is no error: that it was tried has to be remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redeemed {
    /// In.
    In(SignedIn),
    /// Not this code.
    WrongCode {
        /// How often another may be tried.
        left: u32,
    },
    /// Too late, used, or never there.
    Useless,
}

/// Begins a session for whoever holds the link or the code. Every other link of theirs dies with it.
pub async fn redeem(tx: &Tx, caller: &Caller, input: Redeem) -> Result<Redeemed, Error> {
    let now = caller.moment.at;
    let Some(standing) = standing(tx, &input.key).await?.filter(|standing| {
        standing.token.purpose == Purpose::SignIn && standing.expires_at > now && standing.tries < TRIES
    }) else {
        return Ok(Redeemed::Useless);
    };
    let token = standing.token;
    if let Key::Code { code, key, .. } = &input.key
        && !standing.used
    {
        let typed: String = code.chars().filter(char::is_ascii_digit).collect();
        if !secret::same(&typed, &token.code(key)) {
            one_time::count_try(tx, token.id).await?;
            return Ok(Redeemed::WrongCode {
                left: TRIES - standing.tries - 1,
            });
        }
    }
    if !one_time::use_up(tx, token.id, now).await? {
        return Ok(Redeemed::Useless);
    }
    one_time::end_all(tx, Purpose::SignIn, token.mailbox, now).await?;
    let Some(person) = person(tx, caller, &standing).await? else {
        return Ok(Redeemed::Useless);
    };
    let signed_in = begin(tx, caller, &person, &input.session).await?;
    Ok(Redeemed::In(SignedIn {
        next: standing.next,
        ..signed_in
    }))
}

/// Begins a session for somebody who has shown who they are.
pub async fn begin(tx: &Tx, caller: &Caller, person: &Person, session: &str) -> Result<SignedIn, Error> {
    let now = caller.moment.at;
    let expires_at = sessions::begin(tx, &secret::hash(session), person.id, person.role, now).await?;
    audit_of(tx, caller, (person.id, person.role), Audited::SignIn, None).await?;
    Ok(SignedIn {
        person: person.id,
        role: person.role,
        locale: person.locale,
        expires_at,
        next: None,
    })
}

async fn standing(tx: &Tx, key: &Key) -> Result<Option<Standing>, Error> {
    Ok(match key {
        Key::Link(token) => one_time::find(tx, Purpose::SignIn, token).await?,
        Key::Code { token, .. } => one_time::get(tx, *token).await?,
    })
}

/// Whose mailbox it is. Whoever proves one that is nobody's is a data user from now on.
async fn person(tx: &Tx, caller: &Caller, standing: &Standing) -> Result<Option<Person>, Error> {
    let now = caller.moment.at;
    let mailbox = standing.token.mailbox;
    if let Some(person) = people::with_mailbox(tx, mailbox).await? {
        people::confirm_mailbox(tx, mailbox, now).await?;
        return Ok(Some(person).filter(|person| !person.disabled));
    }
    let new = NewPerson {
        email: people::address(tx, mailbox).await?.ok_or(Error::NotFound)?,
        name: String::new(),
        role: Role::Person,
        areas: Vec::new(),
        locale: caller.locale,
        sector: Sector::Unknown,
        confirmed: true,
    };
    let id = people::insert(tx, &new, now).await?;
    Ok(people::get(tx, id).await?)
}
