//! The password of staff, for whoever does not want to wait for a mail: it is as good as the link, and opens the step of the
//! second factor like it. Hashing is slow and is done before: no op here waits for it.

use jiff::{SignedDuration, Timestamp};

use super::{
    Caller, Error, SignedIn,
    audit::audit,
    begin,
    code_limit::{after, before},
};
use crate::{
    audit::Audited,
    ids::PersonId,
    limits::Limit,
    person::Email,
    policy::Denied,
    secret::{self, InstanceKey},
    store::{
        Source, Tx, limits,
        people::{self, StoredPassword},
        sessions, settings, sign_in_tries,
    },
};

/// For how long after the second factor was shown a password may be set: a browser that was left open gives none away.
pub const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// The time over which tries are counted.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// The lock of those who try: two at once are not both the last.
const LOCK: &str = "password_tries";

/// Somebody who tries a password.
#[derive(Debug, Clone)]
pub struct TryPassword {
    /// For which address, known or not.
    pub email: Email,
    /// From which keys are derived that tell nobody an address.
    pub key: InstanceKey,
    /// Where it comes from, if that is known.
    pub place: Option<String>,
    /// Whether tries are counted.
    pub limits: bool,
}

impl TryPassword {
    fn address(&self) -> String {
        let email = self.email.key();
        secret::hex(&self.key.derive("password_try:address", email.as_bytes()))
    }

    fn place(&self) -> Option<String> {
        let place = self.place.as_ref()?;
        Some(secret::hex(
            &self.key.derive("password_try:place", place.as_bytes()),
        ))
    }
}

/// Counts a try before it is looked at, or says when to come again.
pub async fn count_password_try(tx: &Tx, caller: &Caller, input: TryPassword) -> Result<(), Error> {
    if !input.limits {
        return Ok(());
    }
    let now = caller.moment.at;
    settings::lock(tx, LOCK, "").await?;
    let limits = limits::get(tx).await?;
    let place = input
        .place()
        .map(|place| (place, limits.count(Limit::PasswordsAPlace)));
    let address = (input.address(), limits.count(Limit::PasswordsAnHour));
    let keys: Vec<_> = [Some(address), place].into_iter().flatten().collect();
    let mut wait = None;
    for (key, most) in &keys {
        wait = wait.max(too_many(tx, key, *most, now).await?);
    }
    if let Some(retry_after) = wait {
        return Err(Error::TooMany { retry_after });
    }
    for (key, _) in &keys {
        sign_in_tries::count(tx, key, now).await?;
    }
    Ok(())
}

async fn too_many(
    source: &impl Source,
    key: &str,
    most: usize,
    now: Timestamp,
) -> Result<Option<i64>, Error> {
    let made = sign_in_tries::made_since(source, key, before(now, HOUR)).await?;
    // The place of the oldest is free again when it leaves the hour.
    let frees = made.len().checked_sub(most).and_then(|index| made.get(index));
    Ok(frees.map(|at| after(*at, HOUR).duration_since(now).as_secs()))
}

/// Who may come in by a password at this address, and what is stored of it. Whoever may not is nobody, for whatever reason.
pub async fn password_of(source: &impl Source, email: &Email) -> Result<Option<(PersonId, String)>, Error> {
    let Some(person) = people::find(source, email).await? else {
        return Ok(None);
    };
    let stored = people::password(source, person.id).await?;
    Ok(stored
        .filter(|_| person.role.is_staff() && !person.disabled)
        .map(|stored| (person.id, stored.hash)))
}

/// A password that was found to be right.
#[derive(Clone)]
pub struct EnterByPassword {
    /// The address it was tried for.
    pub tried: TryPassword,
    /// Whose it is.
    pub person: PersonId,
    /// The hash it was compared with.
    pub hash: String,
    /// The secret of the session to begin.
    pub session: String,
}

/// Begins a session for whoever knew the password. Nothing, if they may come in by it no more.
pub async fn enter_by_password(
    tx: &Tx,
    caller: &Caller,
    input: EnterByPassword,
) -> Result<Option<SignedIn>, Error> {
    let still = password_of(tx, &input.tried.email).await?;
    if still != Some((input.person, input.hash)) {
        return Ok(None);
    }
    let Some(person) = people::get(tx, input.person).await? else {
        return Ok(None);
    };
    if input.tried.limits {
        sign_in_tries::forget(tx, &input.tried.address()).await?;
        if let Some(place) = input.tried.place() {
            sign_in_tries::take_back(tx, &place).await?;
        }
    }
    begin(tx, caller, &person, &input.session).await.map(Some)
}

/// Whoever is at their password: staff, whose second factor was shown a moment ago.
#[derive(Debug, Clone)]
pub struct AtPassword {
    /// The secret of their session.
    pub session: String,
    /// Staff has to show a second factor here.
    pub second_factor: bool,
}

/// Whether the session is fresh enough for a password to be set in it.
pub async fn may_set_password(source: &impl Source, caller: &Caller, at: &AtPassword) -> Result<bool, Error> {
    let now = caller.moment.at;
    let session = sessions::find(source, &secret::hash(&at.session), now).await?;
    let session = session.filter(|session| Some(session.person) == caller.actor.person());
    let shown = session.and_then(|session| {
        if at.second_factor {
            session.second_factor_at
        } else {
            Some(session.created_at)
        }
    });
    Ok(shown.is_some_and(|shown| now.duration_since(shown) < FRESH))
}

/// Gives whoever asks a password whose hash is this; none takes it away. Every other session of theirs ends.
pub async fn set_password(
    tx: &Tx,
    caller: &Caller,
    at: AtPassword,
    hash: Option<String>,
) -> Result<(), Error> {
    let id = caller.actor.person().ok_or(Denied::SignIn)?;
    let person = people::get(tx, id).await?.ok_or(Denied::SignIn)?;
    if !person.role.is_staff() {
        return Err(Denied::NotStaff.into());
    }
    if !may_set_password(tx, caller, &at).await? {
        return Err(Denied::SignIn.into());
    }
    let what = match &hash {
        Some(_) => Audited::PasswordSet,
        None => Audited::PasswordRemoved,
    };
    let stored = hash.map(|hash| StoredPassword {
        hash,
        set_at: caller.moment.at,
    });
    people::set_password(tx, id, stored.as_ref()).await?;
    sessions::end_others(tx, id, &secret::hash(&at.session)).await?;
    Ok(audit(tx, caller, what, None).await?)
}
